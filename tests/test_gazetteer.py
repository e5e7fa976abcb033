"""Building, opening and asking a gazetteer: a tiny real one."""

from __future__ import annotations

import pickle
import sqlite3
import threading

import pytest

from pipeline import gazetteer
from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteer
from pipeline.gazetteer.drafts import Atlas, Draft, cell_of, cells_around
from tests.gazetteer_fixture import write_tiny


def names(entries):
    return [(entry.place.name, entry.place.country) for entry in entries]


def test_a_name_finds_its_places_the_likeliest_first(tiny_gazetteer):
    assert names(tiny_gazetteer.lookup("Paris"))[:2] == [("Paris", "FR"), ("Paris", "US")]
    assert names(tiny_gazetteer.lookup("Georgia"))[:2] == [("Georgia", "GE"), ("Georgia", "US")]
    ranks = [entry.rank for entry in tiny_gazetteer.lookup("Springfield")]
    assert len(ranks) > 3
    assert ranks == sorted(ranks, reverse=True)


def test_the_cosmodrome_is_where_it_is(tiny_gazetteer):
    place = tiny_gazetteer.lookup("Vostochny Cosmodrome")[0].place
    assert (place.lat, place.lon) == (51.884, 128.334)
    assert (place.id, place.kind, place.country) == ("curated:vostochny-cosmodrome", "SPCP", "RU")
    assert tiny_gazetteer.lookup("Vostochny")[0].place == place


def test_places_know_the_units_they_lie_in(tiny_gazetteer):
    texan = next(entry.place for entry in tiny_gazetteer.lookup("Paris") if entry.place.country == "US")
    assert texan.admin[0] == "Texas"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Calif.", "California"),
        ("northern Iraq", "Iraq"),
        ("Bombay", "Mumbai"),
        ("USSR", "Soviet Union"),
        ("Kiev", "Kyiv"),
        ("Holland", "Netherlands"),
        ("Москва", "Moscow"),
        ("Russia’s Far East", "Russian Far East"),
    ],
)
def test_other_names_and_forms(tiny_gazetteer, name, found):
    assert tiny_gazetteer.lookup(name)[0].place.name == found


def test_unknown_names_find_nothing(tiny_gazetteer):
    assert tiny_gazetteer.lookup("Nowhereville") == ()
    assert tiny_gazetteer.lookup("") == ()
    assert tiny_gazetteer.importance("Nowhereville") == 0.0
    assert tiny_gazetteer.kinds("Nowhereville") == frozenset()


def test_demonyms_are_hints_not_names(tiny_gazetteer):
    assert tiny_gazetteer.is_demonym("Russian") == "RU"
    assert tiny_gazetteer.is_demonym("Russia") == ""
    assert not tiny_gazetteer.has("Russian")
    assert tiny_gazetteer.lookup("Russians")[0].name_kind == 2


def test_what_the_recogniser_asks(tiny_gazetteer):
    assert tiny_gazetteer.has("Saint Petersburg")
    assert tiny_gazetteer.has("St. Petersburg")
    assert not tiny_gazetteer.has("Kursk Raion of Nowhere")
    assert {"P", "PPLC", "A"} <= tiny_gazetteer.kinds("Moscow") | {"A"}
    assert tiny_gazetteer.starts("Vostochny")
    assert tiny_gazetteer.starts("St.")
    assert not tiny_gazetteer.starts("Vostochn")
    assert 0 < tiny_gazetteer.importance("Cambridge") < tiny_gazetteer.importance("Russia") <= 1


def test_variants_are_only_those_known(tiny_gazetteer):
    assert tiny_gazetteer.variants("Texas state") == ("texas",)
    assert tiny_gazetteer.variants("Nowhere County") == ()


def test_places_by_id_and_by_prefix(tiny_gazetteer):
    place = tiny_gazetteer.lookup("Berlin")[0].place
    assert tiny_gazetteer.get(place.id) == place
    assert tiny_gazetteer.get("geonames:0") is None
    assert "Vostochny Cosmodrome" in [entry.place.name for entry in tiny_gazetteer.suggest("vosto")]
    assert tiny_gazetteer.suggest("zzzz") == ()


def test_the_nearest_settlement(tiny_gazetteer):
    assert tiny_gazetteer.near(48.9, 2.4)[0].place.name == "Paris"
    assert tiny_gazetteer.near(51.88, 128.33)[0].place.name == "Tsiolkovskiy"
    assert tiny_gazetteer.near(-89.0, 0.0) == ()
    assert tiny_gazetteer.near(0.0, -150.0) == ()


@pytest.mark.parametrize("lon", [-180.0, -179.5, 0.0, 179.5])
def test_cells_go_round_the_world(lon):
    wanted = cell_of(10.5, -179.9 if lon > 0 else 179.9 if lon < -1 else 0.4)
    assert any(low <= wanted <= high for low, high in cells_around(10.5, lon, 1))


def test_a_gazetteer_can_be_pickled_and_shared_by_threads(tiny_gazetteer):
    copy = pickle.loads(pickle.dumps(tiny_gazetteer))
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(copy.lookup("Kyiv")[0].place.name)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Kyiv"] * 4


def test_it_tells_what_it_is(tiny_gazetteer):
    info = tiny_gazetteer.info()
    assert info["fingerprint"] == tiny_gazetteer.fingerprint == "tiny"
    assert int(str(info["places"])) > 1000


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")
    assert not gazetteer.is_current(tmp_path / "none.sqlite")


def test_a_file_that_is_no_database_says_what_to_do(tmp_path):
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(GazetteerError, match=r"damaged.*gazetteer build"):
        Gazetteer.open(path)


def test_a_truncated_file_is_refused(tmp_path):
    path = tmp_path / "g.sqlite"
    write_tiny(path)
    path.write_bytes(path.read_bytes()[:-8192])
    with pytest.raises(GazetteerError, match="gazetteer build"):
        Gazetteer.open(path)


def test_another_version_is_refused(tmp_path):
    path = tmp_path / "g.sqlite"
    write_tiny(path)
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = '0' where key = 'schema'")
    connection.close()
    with pytest.raises(GazetteerError, match="version 0"):
        Gazetteer.open(path)


def test_writing_leaves_nothing_behind_but_the_file(tmp_path):
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"old")
    write_tiny(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["g.sqlite"]
    assert Gazetteer.open(path).lookup("Oslo")


def test_a_place_that_cannot_be_written_to_is_an_error(tmp_path):
    (tmp_path / "g.sqlite").mkdir()
    with pytest.raises(GazetteerError, match="cannot be written"):
        write_tiny(tmp_path / "g.sqlite")


def test_a_dotted_abbreviation_is_the_state_first(tiny_gazetteer):
    assert [tiny_gazetteer.lookup(name)[0].place.name for name in ("Ga.", "Mo.")] == ["Georgia", "Missouri"]
    assert tiny_gazetteer.lookup("Ga.")[0].place.country == "US"


def test_a_name_of_our_own_tables_is_no_further_name_of_a_place_far_off():
    atlas = Atlas()
    atlas.add(
        Draft("p:1", "Casablanca", 33.6, -7.6, "PPL", "MA", 3_000_000, alternates=["White House", "Dar el Beida"])
    )
    atlas.add(Draft("c:1", "White House", 38.9, -77.04, "BLDG", "US", source="curated", equals=["Oval Office"]))
    atlas.add(Draft("p:2", "Washington", 38.9, -77.03, "PPLC", "US", 700_000, alternates=["White House"]))
    named = {
        form: [index for name, index, *_ in atlas.names() if name == form] for form in ("white house", "dar el beida")
    }
    assert named == {"white house": [1, 2], "dar el beida": [0]}


def test_the_name_of_a_unit_is_a_main_name_of_the_city_that_it_is_named_after():
    atlas = Atlas()
    units = [atlas.add(Draft(f"u:{name}", name, 47.0, 32.0, "ADM1", "UA")) for name in ("Mykolaiv", "Bahia")]
    atlas.add(Draft("p:1", "Mykolayiv", 47.0, 32.0, "PPL", "UA", 470_000, admin=(units[0],), alternates=["Mykolaiv"]))
    atlas.add(Draft("p:2", "Mykolaivka", 47.1, 32.1, "PPL", "UA", 900, admin=(units[0],)))
    atlas.add(Draft("p:3", "Salvador", 47.0, 32.0, "PPL", "UA", 2_700_000, admin=(units[1],), alternates=["Bahia"]))
    atlas.share_names_of_units()
    named = {row[:3] for row in atlas.names()}
    assert ("mykolaiv", 2, 0) in named
    assert ("bahia", 4, 1) in named
