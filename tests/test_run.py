"""The run: only what changed, one document never stopping the others, judgements surviving, removal."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from gazetteer_fixture import tiny_atlas, write_tiny
from samples import document, event

from pipeline import gazetteer, run
from pipeline.config import PROJECT, Settings
from pipeline.errors import GazetteerError, ModelError, ReadError, StoreError
from pipeline.gazetteer import sources as gazetteer_sources
from pipeline.gazetteer.build import write
from pipeline.model import Basis, Judgement
from pipeline.run import extraction, process, sources, version
from pipeline.selection import Selection
from pipeline.store import Store

BATTLE = "On 6 June 1944 Allied troops landed in Normandy. Two days later they captured a village near Paris.\n"
STORM = (
    "date 2023-09-13\nA storm struck Paris\n\nPARIS, France - A storm struck Paris on Tuesday and killed two people.\n"
)
HTML = "<html><head><title>Treaty</title></head><body><p>A treaty was signed in Paris on 10 May 1871.</p></body></html>"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "gazetteer.sqlite"
    write_tiny(path)
    return path


@pytest.fixture
def settings(tmp_path: Path, tiny: Path) -> Settings:
    """Three seeds, a tiny gazetteer, no language model: a run of all this takes a moment."""
    shutil.copy(tiny, tmp_path / "gazetteer.sqlite")
    seeds = tmp_path / "seeds"
    (seeds / "old").mkdir(parents=True)
    (seeds / "battle.txt").write_text(BATTLE)
    (seeds / "storm.txt").write_text(STORM)
    (seeds / "old" / "treaty.html").write_text(HTML)
    (seeds / ".hidden.txt").write_text("On 1 May 2001 nothing happened in Paris.")
    return Settings(data_dir=tmp_path, seeds_dir=seeds, spacy_model="", workers=1)


def files(settings: Settings) -> dict[str, int]:
    """Every file of the store with the time it was written."""
    return {str(path): path.stat().st_mtime_ns for path in settings.store_dir.rglob("*.*") if path.suffix != ".lock"}


def titles(settings: Settings, dataset: str = "example") -> set[str]:
    query = Store(settings).open(dataset)
    return set(query.documents()["source"])


def test_seeds_become_events(settings: Settings) -> None:
    done = run.run(settings, "example")
    assert (done.read, done.failed) == (3, 0)
    assert done.events > 0
    assert titles(settings) == {"seeds/battle.txt", "seeds/storm.txt", "seeds/old/treaty.html"}
    table = Store(settings).open("example").table(Selection(main=False))
    assert "10 May 1871" in set(table["when"])
    assert "Paris" in set(table["place"])


def test_a_second_run_writes_nothing(settings: Settings) -> None:
    run.run(settings, "example")
    before = files(settings)
    again = run.run(settings, "example")
    assert (again.read, again.failed) == (0, 0)
    assert files(settings) == before


def test_only_what_changed_is_read_again(settings: Settings) -> None:
    run.run(settings, "example")
    first = Store(settings).snapshot("example")
    (settings.seeds_dir / "battle.txt").write_text(BATTLE + "On 7 June 1944 they rested in Paris.\n")
    (settings.seeds_dir / "storm.txt").unlink()
    (settings.seeds_dir / "new.txt").write_text("On 3 May 2001 a bridge collapsed in Paris.")
    assert run.run(settings, "example").read == 2
    second = Store(settings).snapshot("example")
    assert first is not None
    assert second is not None
    assert titles(settings) == {"seeds/battle.txt", "seeds/new.txt", "seeds/old/treaty.html"}
    [treaty] = [name for name, source in second.manifest.sources.items() if name.endswith("treaty.html")]
    assert first.manifest.sources[treaty] == second.manifest.sources[treaty]


def test_events_keep_their_ids_when_the_rest_of_the_text_changes(settings: Settings) -> None:
    run.run(settings, "example")
    before = {event.id for event in Store(settings).open("example").events(Selection(q="captured", main=False))}
    (settings.seeds_dir / "battle.txt").write_text("It is told here.\n\n" + BATTLE)
    run.run(settings, "example")
    after = {event.id for event in Store(settings).open("example").events(Selection(q="captured", main=False))}
    assert before
    assert before == after


def test_a_document_that_fails_is_recorded_and_stops_nobody(settings: Settings) -> None:
    (settings.seeds_dir / "empty.txt").write_text("")
    (settings.seeds_dir / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    done = run.run(settings, "example")
    assert (done.read, done.failed) == (5, 2)
    listed = Store(settings).open("example").documents().set_index("source")
    assert listed.loc["seeds/empty.txt", "error"].startswith("ReadError")
    assert listed.loc["seeds/picture.txt", "warnings"] == "could not be read"
    assert run.run(settings, "example").read == 0  # not tried again until it changes
    (settings.seeds_dir / "empty.txt").write_text("On 4 May 2001 a dam broke near Paris.")
    assert (run.run(settings, "example").failed, run.run(settings, "example").read) == (0, 0)


def test_hostile_texts_stop_nobody(settings: Settings, hostile: Path) -> None:
    naughty = json.loads((hostile / "blns.json").read_text("utf-8"))
    for number in range(0, len(naughty), 60):
        text = "On 3 May 2001 a bridge collapsed in Paris.\n" + "\n".join(naughty[number : number + 60])
        (settings.seeds_dir / f"{number}.txt").write_text(text, "utf-8", "replace")
    done = run.run(settings, "example")
    failed = Store(settings).open("example").documents().query("error != ''")
    assert failed[["source", "error"]].to_dict("records") == []
    assert done.read > 10


def test_odd_names_of_files_and_folders(settings: Settings) -> None:
    odd = settings.data_dir / "a [b] 'c' ü*"
    other = Settings(data_dir=odd, seeds_dir=odd / "seeds", spacy_model="")
    (odd / "seeds").mkdir(parents=True)
    shutil.copy(settings.gazetteer_path, other.gazetteer_path)
    Path(os.fsdecode(os.fsencode(odd / "seeds") + b"/caf\xe9.txt")).write_text(BATTLE)
    (odd / "seeds" / "it's [one] *.txt").write_text(STORM)
    assert run.run(other, "example").failed == 0
    assert titles(other) == {"seeds/caf\ufffd.txt", "seeds/it's [one] *.txt"}
    assert len(Store(other).open("example").events(Selection(main=False))) > 1


def test_many_documents_go_through_a_pool(settings: Settings) -> None:
    for number in range(12):
        (settings.seeds_dir / f"{number:02d}.txt").write_text(f"On {number + 1} May 2001 a bridge collapsed in Paris.")
    told: list[tuple[float, str]] = []
    done = run.run(settings, "example", progress=lambda share, text: told.append((share, text)))
    assert done.read == 15
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1] == (1.0, "Done")
    assert any("of 15 documents" in text for _, text in told)
    assert Store(settings).open("example").count(Selection(start="2001-05", end="2001-05")).shown == 12


def test_one_file_alone(settings: Settings) -> None:
    run.run(settings, "example")
    for name in ("battle.txt", "storm.txt"):
        path = settings.seeds_dir / name
        path.write_text(path.read_text() + "On 9 May 2002 a tower collapsed in Paris.\n")
    assert run.run(settings, "example", only=[settings.seeds_dir / "battle.txt"]).read == 1
    assert run.run(settings, "example").read == 1


def test_a_changed_setting_reads_everything_again(settings: Settings) -> None:
    run.run(settings, "example")
    other = Settings(data_dir=settings.data_dir, seeds_dir=settings.seeds_dir, spacy_model="", date_order="DMY")
    assert run.run(other, "example").read == 3


def test_a_person_sets_a_documents_date(settings: Settings) -> None:
    run.run(settings, "example")
    store = Store(settings)
    [storm] = store.open("example").documents().query("source == 'seeds/storm.txt'")["document_id"]
    said = store.judgements.add(Judgement("", "document", storm, "dct", "2003-05-07"))
    assert run.run(settings, "example").read == 1
    detail = store.open("example").document(storm)
    assert detail is not None
    assert detail.document.dct is not None
    assert (detail.document.dct.value, detail.document.dct.origin) == ("2003-05-07", "user")
    assert detail.document.dct.basis is Basis.USER
    assert "6 May 2003" in set(store.open("example").table(Selection(main=False))["when"])  # "on Tuesday"
    store.judgements.undo(said.id)
    assert run.run(settings, "example").read == 1
    assert "12 Sep 2023" in set(store.open("example").table(Selection(main=False))["when"])


def test_a_person_sets_a_documents_kind(settings: Settings) -> None:
    run.run(settings, "example")
    store = Store(settings)

    def kind(source: str) -> str:
        documents = store.open("example").documents()
        return str(documents.set_index("source").loc[source, "kind"])

    [storm] = store.open("example").documents().query("source == 'seeds/storm.txt'")["document_id"]
    before = kind("seeds/storm.txt")
    said = store.judgements.add(Judgement("", "document", storm, "kind", "chronicle"))
    store.judgements.add(Judgement("", "document", storm, "dct", "2003-05-07"))
    assert before != "chronicle"
    assert run.run(settings, "example").read == 1
    assert kind("seeds/storm.txt") == "chronicle"
    assert run.run(settings, "example").read == 0
    store.judgements.undo(said.id)
    assert run.run(settings, "example").read == 1
    assert kind("seeds/storm.txt") == before
    detail = store.open("example").document(storm)
    assert detail is not None
    assert detail.document.dct is not None
    assert detail.document.dct.value == "2003-05-07"  # the other correction stays


def test_the_kind_decides_what_a_date_hangs_on(settings: Settings) -> None:
    text = "date 2023-09-13\nA feud\n\nOn 3 May 2003 rebels took Paris. In June troops attacked the city.\n"
    (settings.seeds_dir / "feud.txt").write_text(text)
    run.run(settings, "example")
    store = Store(settings)
    [feud] = store.open("example").documents().query("source == 'seeds/feud.txt'")["document_id"]
    found = {}
    for kind in ("news", "chronicle"):
        store.judgements.add(Judgement("", "document", feud, "kind", kind))
        run.run(settings, "example")
        found[kind] = [one.value for one in store.open("example").timexes(feud)]
    assert "2023-06" in found["news"]
    assert "2003-06" in found["chronicle"]


def test_without_gazetteer_or_model_the_run_says_so(settings: Settings) -> None:
    with pytest.raises(ModelError):
        missing = Settings(data_dir=settings.data_dir, seeds_dir=settings.seeds_dir, spacy_model="no_such_model")
        run.run(missing, "example")
    settings.gazetteer_path.unlink()
    with pytest.raises(GazetteerError):
        run.run(settings, "example")
    assert Store(settings).snapshot("example") is None


def test_my_documents_are_saved_read_and_removed(settings: Settings) -> None:
    saved = run.add(settings, "my-documents", "Diary.txt", b"On 3 May 2001 a bridge collapsed in Paris.")
    run.add(settings, "my-documents", "other.txt", b"On 4 May 2001 a dam broke near Paris.")
    assert run.run(settings, "my-documents").read == 2
    listed = Store(settings).open("my-documents").documents().set_index("source")
    identity = listed.loc["documents/my-documents/Diary.txt", "document_id"]
    run.remove_document(settings, "my-documents", identity)
    assert not saved.exists()
    assert titles(settings, "my-documents") == {"documents/my-documents/other.txt"}
    assert run.run(settings, "my-documents").read == 0
    run.remove_dataset(settings, "my-documents")
    assert Store(settings).snapshot("my-documents") is None
    assert not (settings.documents_dir / "my-documents").exists()


def test_a_removed_seed_stays_away_until_it_changes(settings: Settings) -> None:
    run.run(settings, "example")
    listed = Store(settings).open("example").documents().set_index("source")
    run.remove_document(settings, "example", listed.loc["seeds/battle.txt", "document_id"])
    assert "seeds/battle.txt" not in titles(settings)
    assert (settings.seeds_dir / "battle.txt").exists()
    assert run.run(settings, "example").read == 0
    (settings.seeds_dir / "battle.txt").write_text(BATTLE * 2)
    assert run.run(settings, "example").read == 1


def test_the_same_name_with_other_bytes_gets_a_number(settings: Settings) -> None:
    first = run.add(settings, "my-documents", "a.txt", b"one")
    assert run.add(settings, "my-documents", "a.txt", b"one") == first
    assert run.add(settings, "my-documents", "a.txt", b"two").name == "a (2).txt"
    assert run.add(settings, "my-documents", "a.txt", b"two").name == "a (2).txt"
    assert run.add(settings, "my-documents", "a.txt", b"three").name == "a (3).txt"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\temp\\a:b?.html", "a_b_.html"),
        ("...", "document.txt"),
        ("", "document.txt"),
        ("con.txt", "_con.txt"),
        ("Zürich\x00 \u202e\n.md", "Zürich_ __.md"),
        ("a.b c", "a.b c.txt"),
        ("x" * 300 + ".md", "x" * 80 + ".md"),
        ("日" * 100, "日" * 66 + ".txt"),
        (".hidden", "hidden.txt"),
    ],
)
def test_names_of_uploads_are_harmless(given: str, safe: str) -> None:
    assert run.safe_name(given) == safe


def test_what_cannot_be_added(settings: Settings) -> None:
    small = Settings(data_dir=settings.data_dir, max_document_bytes=10)
    with pytest.raises(ReadError, match="max_document_bytes allows"):
        run.add(small, "my-documents", "a.txt", b"x" * 11)
    with pytest.raises(ReadError, match="empty"):
        run.add(settings, "my-documents", "a.txt", b" \n")
    with pytest.raises(StoreError, match="example"):
        run.add(settings, "example", "a.txt", b"text")
    with pytest.raises(StoreError, match="name"):
        run.add(settings, "../x", "a.txt", b"text")


def test_two_runs_of_one_data_set_do_not_meet(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.0)
    with Store(settings).lock("example"), pytest.raises(StoreError, match="another run"):
        run.run(settings, "example")
    assert run.run(settings, "example").read == 3


def test_ensure_builds_what_is_missing_and_then_nothing(settings: Settings) -> None:
    current = gazetteer_sources.fingerprint(gazetteer.SCHEMA)
    write(settings.gazetteer_path, tiny_atlas(), current, lambda share, text: None)
    told: list[tuple[float, str]] = []
    run.ensure(settings, lambda share, text: told.append((share, text)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1] == (1.0, "Ready")
    before = files(settings)
    run.ensure(settings)
    assert files(settings) == before
    assert Store(settings).snapshot("my-documents") is None


def test_the_version_counts_every_stage_and_no_view() -> None:
    counted = {path.relative_to(version.CODE).as_posix() for path in version.CODE.rglob("*") if version._matters(path)}
    assert {"merge/__init__.py", "dates/__init__.py", "lang/en.toml", "store/rows.py", "resolve/__init__.py"} <= counted
    assert not any(name.startswith(("views/", "exporters/", "cli", "store/query")) for name in counted)
    assert version.code_version() == version.code_version()


def test_sources_are_named_alike_on_every_machine(settings: Settings) -> None:
    assert [given.source for given in sources.inputs(settings, "example")] == [
        "seeds/battle.txt",
        "seeds/old/treaty.html",
        "seeds/storm.txt",
    ]
    assert not any(str(PROJECT) in given.source for given in sources.inputs(settings, "example"))


def test_a_known_event_is_suggested_unless_the_text_gives_the_day(settings: Settings) -> None:
    tools = extraction.tools_for(settings)
    of = document("news.txt")
    bounded = event(of, "Invasion of Ukraine began.", ".../2023-11-13")
    stated = event(of, "Invasion of Ukraine began.", "2022-02-24")
    assert extraction._suggested(bounded, tools).suggestion == "full-scale-invasion-of-ukraine"
    assert extraction._suggested(stated, tools).suggestion == ""
