"""The bin: what is deleted lies in it whole, comes back as it was, and goes for good only when it is emptied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import run
from pipeline.config import Settings
from pipeline.store import Store
from tests.gazetteer_fixture import write_tiny

MINE = "my-documents"
BRIDGE = "On 3 May 2001 a bridge collapsed in Paris."


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "gazetteer.sqlite"
    write_tiny(path)
    return path


@pytest.fixture
def settings(tmp_path: Path, tiny: Path) -> Settings:
    shutil.copy(tiny, tmp_path / "gazetteer.sqlite")
    found = Settings(data_dir=tmp_path, seeds_dir=tmp_path / "seeds", spacy_model="", workers=1)
    found.seeds_dir.mkdir()
    (found.seeds_dir / "seed.txt").write_text(BRIDGE)
    return found


def titles(settings: Settings, dataset: str = MINE) -> dict[str, str]:
    documents = Store(settings).open(dataset).documents()
    return dict(zip(documents["document_id"], documents["source"], strict=True))


def filled(settings: Settings) -> dict[str, str]:
    run.add(settings, MINE, "a.txt", BRIDGE.encode())
    run.add(settings, MINE, "b.txt", b"On 4 May 2001 a dam broke near Paris.")
    run.run(settings, MINE)
    return titles(settings)


def test_a_deleted_document_lies_in_the_bin_and_comes_back(settings: Settings) -> None:
    before = filled(settings)
    [first] = [name for name, source in before.items() if source.endswith("a.txt")]
    entry = run.bin.discard(settings, MINE, {first: "A"})
    assert first not in titles(settings)
    assert not (settings.documents_dir / MINE / "a.txt").exists()
    assert run.run(settings, MINE).read == 0
    assert [one.titles for one in run.bin.binned(settings, MINE)] == [("A",)]
    again = run.bin.restore(settings, MINE, entry.name)
    assert run.run(settings, MINE, again=again).read == 1
    assert titles(settings) == before
    assert (settings.documents_dir / MINE / "a.txt").read_text() == BRIDGE
    assert run.bin.binned(settings, MINE) == []


def test_what_comes_back_at_once_is_read_though_no_run_saw_it_gone(settings: Settings) -> None:
    before = filled(settings)
    entry = run.bin.discard(settings, MINE, before)
    assert titles(settings) == {}
    run.run(settings, MINE, again=run.bin.restore(settings, MINE, entry.name))
    assert titles(settings) == before


def test_a_file_whose_name_was_taken_meanwhile_gets_another(settings: Settings) -> None:
    before = filled(settings)
    [first] = [name for name, source in before.items() if source.endswith("a.txt")]
    entry = run.bin.discard(settings, MINE, {first: "A"})
    run.add(settings, MINE, "a.txt", b"On 9 May 2001 a mill burnt down in Paris.")
    again = run.bin.restore(settings, MINE, entry.name)
    run.run(settings, MINE, again=again)
    assert set(titles(settings).values()) == {f"documents/{MINE}/{name}.txt" for name in ("a", "a (2)", "b")}


def test_a_seed_leaves_the_example_and_comes_back(settings: Settings) -> None:
    run.run(settings, "example")
    before = titles(settings, "example")
    entry = run.bin.discard(settings, "example", before)
    assert titles(settings, "example") == {}
    assert (settings.seeds_dir / "seed.txt").exists()
    run.run(settings, "example", again=run.bin.restore(settings, "example", entry.name))
    assert titles(settings, "example") == before


def test_newer_deletions_come_first_and_emptying_is_for_good(settings: Settings) -> None:
    before = filled(settings)
    for name, source in before.items():
        run.bin.discard(settings, MINE, {name: source})
    assert [one.titles[0] for one in run.bin.binned(settings, MINE)] == list(before.values())[::-1]
    run.bin.empty(settings, MINE)
    assert run.bin.binned(settings, MINE) == []
    assert run.bin.restore(settings, MINE, "anything") == ()
    assert not list(settings.data_dir.rglob("a.txt"))


def test_a_damaged_entry_hides_no_other(settings: Settings) -> None:
    before = filled(settings)
    run.bin.discard(settings, MINE, {next(iter(before)): "A"})
    broken = settings.data_dir / "bin" / MINE / "2000-broken"
    broken.mkdir()
    (broken / "entry.json").write_text("{")
    assert len(run.bin.binned(settings, MINE)) == 1


def test_a_deletion_that_is_killed_loses_no_file(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled(settings)

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "delete_document", killed)
    with pytest.raises(KeyboardInterrupt):
        run.bin.discard(settings, MINE, before)
    monkeypatch.undo()
    [entry] = run.bin.binned(settings, MINE)
    run.run(settings, MINE, again=run.bin.restore(settings, MINE, entry.name))
    assert titles(settings) == before


def test_the_data_set_takes_its_bin_along(settings: Settings) -> None:
    run.bin.discard(settings, MINE, filled(settings))
    run.remove_dataset(settings, MINE)
    assert run.bin.binned(settings, MINE) == []


def test_a_failed_document_is_read_again_only_when_asked(settings: Settings) -> None:
    run.add(settings, MINE, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert run.run(settings, MINE).failed == 1
    assert run.run(settings, MINE).read == 0
    again = run.bin.sources_of(settings, MINE, titles(settings))
    assert again == (f"documents/{MINE}/picture.txt",)
    assert run.run(settings, MINE, again=again).failed == 1
