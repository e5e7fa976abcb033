"""The whole of GeoNames, from files in its format: tabs, nineteen columns and ten."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteer
from pipeline.gazetteer.build import write
from pipeline.gazetteer.geonames import standing
from pipeline.gazetteer.inputs import Inputs
from tests.gazetteer_fixture import tiny_atlas


def place(number: int, name: str, point: tuple[float, float], feature: str, country: str, **more: object) -> str:
    letter, code = feature.split(".")
    columns = [number, name, more.get("ascii", name), more.get("names", ""), *point, letter, code, country, "",
               more.get("admin1", ""), "", "", "", more.get("people", 0), "", 100, "Etc/UTC", "2024-01-01"]  # fmt: skip
    return "\t".join(map(str, columns)) + "\n"


PLACES = (
    place(2643743, "London again", (51.5, -0.1), "P.PPLC", "GB")
    + place(9000001, "Żółwin", (52.12, 20.7), "P.PPL", "PL", ascii="Zolwin", names="Zolwin,Жулвин,zolwin", people=1200)
    + place(9000002, "Quiet Creek", (0.0, 36.5), "H.STM", "KE")
    + place(9000003, "Some Road", (1.0, 1.0), "R.RD", "KE")
    + place(9000004, "Lone Star Farm", (31.0, -99.0), "S.FRM", "US", admin1="TX")
)
NAMES = (
    "1\t9000001\tpl\tKarłowice Dawne\t\t\t\t1\t1793\t1919\n"
    "2\t9000001\tlink\thttps://example.org/Zolwin\t\t\t\t\n"
    "3\t2643743\tla\tLondinium Novum\t\t\t\t1\t0043\t0410\n"
    "4\t9000003\ten\tThe Road\t\t\t\t\n"
    "5\t9999999\ten\tNowhere\t\t\t\t\t\t\n"
)


def dump(folder: Path, places: str = PLACES, names: str = NAMES) -> Path:
    (folder / "allCountries.txt").write_text(places, "utf-8")
    (folder / "alternateNamesV2.txt").write_text(names, "utf-8")
    return folder


def built(folder: Path, given: Path) -> Gazetteer:
    atlas = tiny_atlas()
    atlas.codes["US.TX"] = next(
        i for i, draft in enumerate(atlas.drafts) if (draft.name, draft.kind) == ("Texas", "ADM1")
    )
    write(folder / "g.sqlite", atlas, "full", lambda share, text: None, Inputs(full=given))
    return Gazetteer.open(folder / "g.sqlite")


def test_places_and_names_of_the_dump_are_found(tmp_path):
    gazetteer = built(tmp_path, dump(tmp_path))
    found = gazetteer.lookup("Zolwin")[0]
    assert (found.place.id, found.place.name, found.place.country) == ("geonames:9000001", "Żółwin", "PL")
    assert gazetteer.lookup("Жулвин")[0].place.id == "geonames:9000001"
    assert gazetteer.lookup("Quiet Creek")[0].place.lat == 0.0
    assert gazetteer.lookup("Lone Star Farm")[0].place.admin == ("Texas",)
    assert gazetteer.near(52.12, 20.7)[0].place.id == "geonames:9000001"


def test_names_keep_their_years(tmp_path):
    gazetteer = built(tmp_path, dump(tmp_path))
    assert gazetteer.lookup("Karłowice Dawne")[0].years == (1793, 1919)
    assert gazetteer.lookup("Londinium Novum")[0].years == (43, 410)


def test_a_place_that_is_there_already_only_gains_names(tmp_path):
    gazetteer = built(tmp_path, dump(tmp_path))
    assert gazetteer.lookup("Londinium Novum")[0].place.name == "London"
    assert gazetteer.lookup("London again") == ()


def test_roads_links_and_strangers_are_left_out(tmp_path):
    gazetteer = built(tmp_path, dump(tmp_path))
    for name in ("Some Road", "The Road", "Nowhere", "https://example.org/Zolwin"):
        assert not gazetteer.has(name)


def test_zip_files_do_as_well(tmp_path):
    folder = dump(tmp_path)
    for stem in ("allCountries", "alternateNamesV2"):
        with zipfile.ZipFile(folder / f"{stem}.zip", "w") as archive:
            archive.write(folder / f"{stem}.txt", f"{stem}.txt")
        (folder / f"{stem}.txt").unlink()
    assert built(tmp_path, folder / "allCountries.zip").has("Żółwin")


def test_a_dump_without_its_names_is_refused_and_the_old_file_stays(tmp_path):
    old = built(tmp_path, dump(tmp_path)).fingerprint
    (tmp_path / "alternateNamesV2.txt").unlink()
    with pytest.raises(GazetteerError, match="alternateNamesV2"):
        built(tmp_path, tmp_path)
    assert Gazetteer.open(tmp_path / "g.sqlite").fingerprint == old


@pytest.mark.parametrize("damaged", ["\nno tabs at all\n", PLACES.replace("52.12", "north", 1)])
def test_a_damaged_line_is_named(tmp_path, damaged):
    with pytest.raises(GazetteerError, match=r"allCountries\.txt, line 2"):
        built(tmp_path, dump(tmp_path, damaged))


def test_a_farm_is_less_than_a_village():
    assert standing(("S", "FRM"), 0, 0) < standing(("P", "PPL"), 900, 2) < standing(("P", "PPL"), 90_000, 2)
    assert standing(("H", "STM"), 0, 0) == 0.2
