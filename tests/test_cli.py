"""The command line, called as a person calls it, on a real store in a temporary folder."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import cli, run
from pipeline.cli.doctor import checks
from pipeline.cli.terminal import Progress, count
from pipeline.config import load
from pipeline.errors import ConfigurationError
from pipeline.gazetteer import Gazetteer
from pipeline.store import Store

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("pandas", "streamlit", "spacy", "folium", "duckdb", "geopy", "pyarrow", "h3", "trafilatura", "dateparser")
NEWS = "date 2023-11-13\n\nAn earthquake struck Lisbon on 1 November 1755. A fire destroyed much of Lisbon.\n"


class Installation:
    """A project in a temporary folder: settings, seeds, a tiny gazetteer, no language model."""

    def __init__(self, folder: Path, gazetteer: Path) -> None:
        self.folder = folder
        self.config = folder / "whenabouts.toml"
        self.config.write_text('data_dir = "data"\nseeds_dir = "seeds"\nspacy_model = ""\nworkers = 1\n', "utf-8")
        for name in ("data", "seeds"):
            (folder / name).mkdir()
        (folder / "seeds" / "lisbon.txt").write_text(NEWS, "utf-8")
        (folder / "data" / "gazetteer.sqlite").write_bytes(gazetteer.read_bytes())

    def call(self, *words: str) -> int:
        return cli.main(["--config", str(self.config), *words])

    def store(self) -> Store:
        return Store(load(self.config))


@pytest.fixture
def installation(tmp_path: Path, tiny_gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Installation:
    monkeypatch.setattr("pipeline.gazetteer.is_current", lambda path: path.exists())  # the tiny one is not the full one
    return Installation(tmp_path, tiny_gazetteer.path)


@pytest.fixture
def ready(installation: Installation, capsys: pytest.CaptureFixture[str]) -> Installation:
    assert installation.call("run") == 0
    capsys.readouterr()
    return installation


def fresh(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    told = fresh(
        "import sys\nfrom pipeline import cli\ncli.parser().format_help()\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    assert told.stdout.strip() == "[]", told.stdout + told.stderr


def test_the_command_line_never_imports_the_page() -> None:
    told = fresh(
        "import sys, pkgutil, importlib, pipeline.cli as cli\n"
        "for module in pkgutil.iter_modules(cli.__path__): importlib.import_module(f'pipeline.cli.{module.name}')\n"
        "print([n for n in sys.modules if n.startswith('pipeline.views')])"
    )
    assert told.stdout.strip() == "[]", told.stderr


def test_version_and_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        cli.main(["--version"])
    assert done.value.code == 0
    assert "Whenabouts" in capsys.readouterr().out
    with pytest.raises(SystemExit) as wrong:
        cli.main(["dance"])
    assert wrong.value.code == 2


def test_run_reads_the_seeds_once(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert installation.call("run") == 0
    assert "example: read 1 document; " in capsys.readouterr().out
    assert installation.call("run") == 0
    assert "example: nothing changed" in capsys.readouterr().out


def test_run_adds_files_and_folders_to_my_documents(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text("A storm struck Paris on 3 May 1990.", "utf-8")
    (folder / "b.md").write_text("# B\n\nRiots broke out in London on 4 May 1990.", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    assert installation.call("run", str(folder)) == 0
    assert "my-documents: read 2 documents" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "data" / "documents" / "my-documents").iterdir()) == [
        "a.txt",
        "b.md",
    ]
    snapshot = installation.store().snapshot("my-documents")
    assert snapshot is not None
    assert len(snapshot.documents) == 2


def test_run_names_what_could_not_be_read_and_exits_with_one(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A storm struck Paris on 3 May 1990.", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert installation.call("run", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")) == 1
    told = capsys.readouterr()
    assert "my-documents: read 2 documents, 1 document failed" in told.out
    assert "error: documents/my-documents/b.txt: this is a PNG picture" in told.err
    assert "a.txt" not in told.err
    assert installation.call("run") == 1
    assert "b.txt" in capsys.readouterr().err
    (tmp_path / "data" / "documents" / "my-documents" / "b.txt").unlink()
    assert installation.call("run") == 0


def test_run_on_a_seed_reads_it_in_place(installation: Installation, tmp_path: Path) -> None:
    assert installation.call("run", str(tmp_path / "seeds" / "lisbon.txt"), "--set", "example") == 0
    assert installation.store().snapshot("example") is not None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "nowhere.txt"], "there is no such file"),
        (["run", "a.txt", "--set", "Bad Name"], "not a data set's name"),
        (["explain", "nowhere.txt"], "nowhere.txt"),
        (["export", "--format", "kmz"], "no exporter is called 'kmz'; there are: csv"),
        (["export", "--set", "unheard-of"], "no data set is called 'unheard-of'; there are: example"),
        (["delete", "document", "0"], "no document '0'"),
        (["delete", "set", "unheard-of"], "no data set is called"),
        (["judgements", "restore", "nowhere"], "there is no backup"),
        (["evaluate", "--corpus", "nonsense"], "no benchmark is called 'nonsense'; there are: "),
    ],
)
def test_errors_are_one_line_for_humans(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: Sequence[str], says: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Rain fell.", "utf-8")
    assert installation.call(*words) == 1
    message = capsys.readouterr().err.strip().splitlines()[-1]
    assert message.startswith("error: ")
    assert says in message
    assert "Traceback" not in message


def test_a_missing_configuration_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--config", "/nowhere/at-all.toml", "datasets"]) == 1
    assert "there is no configuration file" in capsys.readouterr().err


def test_explain_prints_rules_and_candidates(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installation.call("explain", str(tmp_path / "seeds" / "lisbon.txt")) == 0
    printed = capsys.readouterr().out
    assert "1 November 1755" in printed
    assert "1755-11-01" in printed
    assert "Lisbon" in printed


def exported(ready: Installation, *words: str) -> str:
    out = ready.folder / "out.csv"
    assert ready.call("export", "--out", str(out), *words) == 0
    return out.read_text("utf-8-sig")


def test_export_of_everything_and_of_a_link(ready: Installation) -> None:
    everything = list(csv.DictReader(io.StringIO(exported(ready), newline="")))
    assert len(everything) >= 1
    assert any(row["date"] == "1755-11-01" and "earthquake" in row["title"].lower() for row in everything)
    none = exported(ready, "--link", "http://localhost:8501/?to=1700&nt=0")
    assert len(none.splitlines()) == 1


def test_export_tells_what_a_link_lost(ready: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    exported(ready, "--link", "http://localhost:8501/?from=yesterday")
    assert "note: " in capsys.readouterr().err


def test_export_takes_its_format_from_the_suffix(ready: Installation) -> None:
    for suffix, start in ((".geojson", b"{"), (".kml", b"<?xml"), (".ics", b"BEGIN:VCALENDAR"), (".jsonl", b"{")):
        out = ready.folder / "deep" / f"events{suffix}"
        assert ready.call("export", "--out", str(out)) == 0
        assert out.read_bytes().startswith(start)
    assert [path.suffix for path in (ready.folder / "deep").iterdir() if path.suffix == ".tmp"] == []


def test_publish_writes_pages_and_says_what_leaves(ready: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    out = ready.folder / "public"
    assert ready.call("publish", str(out)) == 0
    assert "the quoted sentence" in capsys.readouterr().err
    assert {"index.html", "single.html", "events.csv", "events.geojson"} <= {path.name for path in out.iterdir()}
    assert "earthquake" in (out / "single.html").read_text("utf-8")
    link = "http://localhost:8501/?to=1700&nt=0"
    assert (
        ready.call("publish", str(ready.folder / "none"), "--link", link, "--extent", "titles", "--decimals", "1") == 0
    )
    told = capsys.readouterr().err
    assert "0 events" in told
    assert "titles, dates and places; coordinates to 1 decimals" in told


def test_publish_speaks_a_language_of_the_interface(ready: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    out = ready.folder / "oeffentlich"
    assert ready.call("publish", str(out), "--language", "de") == 0
    assert '<html lang="de">' in (out / "single.html").read_text("utf-8")
    capsys.readouterr()
    assert ready.call("publish", str(ready.folder / "tlh"), "--language", "tlh") != 0
    assert "no interface language is called 'tlh'; there are: de, en" in capsys.readouterr().err


def test_datasets_are_listed(ready: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert ready.call("datasets") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("name")
    assert any(line.startswith("example") for line in lines)
    assert any(line.startswith("my-documents") and line.endswith("never") for line in lines)


def test_a_document_is_deleted_only_when_somebody_agrees(
    ready: Installation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    snapshot = ready.store().snapshot("example")
    assert snapshot is not None
    identity = next(iter(snapshot.documents))
    assert ready.call("delete", "document", identity) == 1
    assert "--yes" in capsys.readouterr().err
    assert ready.call("delete", "document", identity, "--yes") == 0
    after = ready.store().snapshot("example")
    assert after is not None
    assert identity not in after.documents


def test_a_data_set_is_deleted_with_its_files(installation: Installation) -> None:
    run.add(load(installation.config), "letters", "a.txt", b"A storm struck Paris on 3 May 1990.")
    assert installation.call("run", "--set", "letters") == 0
    assert installation.call("delete", "set", "letters", "--yes") == 0
    assert "letters" not in [dataset.slug for dataset in installation.store().datasets()]


def test_judgements_come_back_from_a_backup(ready: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.model import Judgement

    said = Judgement("", "document", "d1", "dct", "1755-12-01")
    ready.store().judgements.add(said)
    backup = ready.folder / "judgements.backup"
    assert ready.call("judgements", "backup", str(backup)) == 0
    assert "1 judgement copied" in capsys.readouterr().err
    load(ready.config).judgements_path.unlink()
    assert ready.call("judgements", "restore", str(backup)) == 0
    assert [judgement.value for judgement in ready.store().judgements.log()] == ["1755-12-01"]


def test_gazetteer_info_and_find(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert installation.call("gazetteer", "info") == 0
    assert "fingerprint" in capsys.readouterr().out
    assert installation.call("gazetteer", "find", "Paris,", "Texas") == 0
    assert "Texas, US" in capsys.readouterr().out.splitlines()[1]
    assert installation.call("gazetteer", "find", "Xyzzyville") == 1
    assert "no place is called" in capsys.readouterr().err
    assert installation.call("gazetteer", "build", "--if-missing") == 0


def test_doctor_says_what_to_do(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    assert installation.call("doctor") == 0
    printed = capsys.readouterr().out
    assert "no run yet: python -m pipeline run" in printed
    (installation.folder / "data" / "gazetteer.sqlite").write_bytes(b"not a gazetteer")
    assert installation.call("doctor") == 1
    assert "python -m pipeline gazetteer build" in capsys.readouterr().out


def test_doctor_stops_at_settings_that_cannot_be_read() -> None:
    def broken() -> None:
        raise ConfigurationError("line 3 is odd")

    findings = list(checks(broken))  # type: ignore[arg-type]
    assert (findings[-1].state, findings[-1].subject) == ("problem", "settings")


def test_evaluate_scores_and_gates(installation: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["evaluate", "--corpus", "temporal_own", "--corpora", str(installation.folder), "--workers", "1"]
    assert installation.call(*words, "--json", "--gate") == 0
    streams = capsys.readouterr()
    assert "every figure holds" in streams.err
    (told,) = json.loads(streams.out)
    assert told["name"] == "temporal_own"
    assert told["measures"]["value_f1"] >= told["floors"]["value_f1"]
    assert installation.call(*words, "--sample", "3") == 0
    assert "3 sampled" in capsys.readouterr().out
    assert installation.call("evaluate", "--list", "--corpora", str(installation.folder)) == 0
    assert "toponyms_own" in capsys.readouterr().out


def test_the_gate_exits_with_1_below_a_floor(
    installation: Installation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pipeline.evaluate import corpus

    floors = tmp_path / "floors.toml"
    pinned = corpus.FLOORS.read_text("utf-8").replace("value_f1 = 0.", "value_f1 = 1.")
    floors.write_text(pinned, "utf-8")
    monkeypatch.setattr(corpus.pinned, "__defaults__", (floors,))
    monkeypatch.setattr(corpus.available, "__defaults__", (floors,))
    assert installation.call("evaluate", "--corpus", "temporal_own", "--gate", "--workers", "1") == 1
    assert "gate: temporal_own: value_f1 is " in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere() -> None:
    terminal, log = Terminal(), io.StringIO()
    with Progress(terminal) as bar:
        bar(0.5, "half")
    assert "[###############...............] half" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")
    with Progress(log) as lines:
        for step in range(5):
            lines(step / 4, "the same")
        lines(1.0, "done")
    assert log.getvalue() == "  0 % the same\n100 % done\n"


@pytest.mark.parametrize(
    ("number", "noun", "text"), [(0, "event", "0 events"), (1, "event", "1 event"), (1200, "story", "1,200 stories")]
)
def test_counts_are_words(number: int, noun: str, text: str) -> None:
    assert count(number, noun) == text


def test_serve_answers_where_it_says_and_stops_when_told(installation: Installation) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "--config", str(installation.config), "serve", "--no-update"]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        assert f"http://localhost:{port}/" in server.stderr.readline()
        assert wait_for(f"http://127.0.0.1:{port}/_stcore/health") == 200
    finally:
        server.terminate()
        server.wait(30)
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        pass


def wait_for(address: str) -> int:
    """The status of an address, asked until somebody answers; 0 after a minute of nobody."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.2)
    return 0
