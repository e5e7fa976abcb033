"""A run killed at any moment leaves the last snapshot whole, and the next run completes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from gazetteer_fixture import write_tiny

from pipeline import run
from pipeline.config import Settings
from pipeline.run import version
from pipeline.selection import Selection
from pipeline.store import Store, parts

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """
import sys
from pathlib import Path
from pipeline import run
from pipeline.config import Settings
folder = Path(sys.argv[1])
def tell(share, text):
    print(text, flush=True)
run.run(Settings(data_dir=folder, seeds_dir=folder / "seeds", spacy_model="", workers=1, chunk_documents=2), "example",
        progress=tell)
"""
NUMBER = 12  # more than a run reads without a pool
TEXT = "On {day} May {year} a bridge collapsed in Paris and killed two people. The next day a storm struck London.\n"


def write_seeds(folder: Path, year: int) -> None:
    for number in range(NUMBER):
        (folder / "seeds" / f"{number:02d}.txt").write_text(TEXT.format(day=number + 1, year=year))


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_a_killed_run_leaves_the_last_snapshot_whole(tmp_path: Path) -> None:
    write_tiny(tmp_path / "gazetteer.sqlite")
    (tmp_path / "seeds").mkdir()
    settings = Settings(data_dir=tmp_path, seeds_dir=tmp_path / "seeds", spacy_model="", workers=1, chunk_documents=2)
    write_seeds(tmp_path, 2001)
    run.run(settings, "example")
    chance = random.Random(7)
    year = 2001
    for round_ in range(3):
        write_seeds(tmp_path, 2010 + round_)
        killed_at = kill_after(tmp_path, lines=chance.randrange(9))
        snapshot = Store(settings).snapshot("example")
        assert snapshot is not None
        shown = Store(settings).open("example").table(Selection(q="bridge", main=False))
        years = {int(when.split()[-1]) for when in shown["when"]}
        assert len(shown) == NUMBER, killed_at
        assert years in ({year}, {2010 + round_}), killed_at  # the one before or the new one, never a mixture
        year = years.pop()
    done = run.run(settings, "example")
    assert done.failed == 0
    assert set(Store(settings).open("example").table(Selection(q="bridge", main=False))["when"].str[-4:]) == {"2012"}


@pytest.mark.slow
def test_a_resumed_run_uses_the_parts_that_are_there(tmp_path: Path) -> None:
    write_tiny(tmp_path / "gazetteer.sqlite")
    (tmp_path / "seeds").mkdir()
    write_seeds(tmp_path, 2001)
    settings = Settings(data_dir=tmp_path, seeds_dir=tmp_path / "seeds", spacy_model="", workers=1, chunk_documents=2)
    version.code_version.cache_clear()  # so that both runs see the same program
    kill_after(tmp_path, lines=4)
    folder = Store(settings).folder("example")
    whole = {path.stem: path.stat().st_mtime_ns for path in folder.glob("documents/*.parquet")}
    assert whole
    assert run.run(settings, "example").read == NUMBER
    for name, written in whole.items():
        assert parts.path_of(folder, "documents", name).stat().st_mtime_ns == written


def kill_after(folder: Path, lines: int) -> str:
    """Start a run, kill it after it has said so many things; the last of them."""
    process = start(folder)
    said = ""
    assert process.stdout is not None
    for _ in range(lines + 1):
        said = process.stdout.readline().strip() or said
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return said
