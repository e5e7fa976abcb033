"""Areas, label points, and what lies inside."""

from __future__ import annotations

import pytest

from pipeline.gazetteer import polygons

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
HOLE = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]]
HORSESHOE = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]


def test_a_degree_square_at_the_equator():
    assert polygons.ring_area_m2(SQUARE) == pytest.approx(1.2364e10, rel=0.001)
    assert polygons.radius_m([[SQUARE]]) == pytest.approx(62_730, rel=0.01)


def test_holes_are_outside():
    assert polygons.contains([SQUARE], 0.5, 0.5)
    assert not polygons.contains([SQUARE, HOLE], 0.5, 0.5)
    assert not polygons.contains([SQUARE], 1.5, 0.5)


@pytest.mark.parametrize("polygon", [[SQUARE], [SQUARE, HOLE], [HORSESHOE]])
def test_the_label_lies_inside(polygon):
    assert polygons.contains(polygon, *polygons.label_point([polygon]))


def test_a_long_shape_has_its_label_in_the_middle_not_at_its_wide_end():
    """A wedge: ten degrees long, one wide at one end, two at the other, with points along its sides."""
    steps = [step / 5 for step in range(51)]
    wedge = [[lon, -0.5 - lon / 20] for lon in steps] + [[lon, 0.5 + lon / 20] for lon in reversed(steps)]
    lon, lat = polygons.label_point([[[*wedge, wedge[0]]]])
    assert lon == pytest.approx(5.56, abs=0.01) and lat == pytest.approx(0)


def test_the_largest_part_gets_the_label():
    far = [[lon + 10, lat] for lon, lat in SQUARE]
    assert polygons.label_point([[HORSESHOE], [far]])[0] < 5


def test_a_sliver_gets_one_of_its_corners():
    sliver = [[0, 0], [1, 0], [1, 0.01], [0.01, 0.01], [0.01, 1], [0, 1], [0, 0]]
    assert polygons.label_point([[sliver]]) == (0, 0)


def test_parts_of_both_kinds_of_geometry():
    assert polygons.polygons_of({"type": "Polygon", "coordinates": [SQUARE]}) == [[SQUARE]]
    assert polygons.polygons_of({"type": "MultiPolygon", "coordinates": [[SQUARE], [HORSESHOE]]})[1] == [HORSESHOE]
    assert polygons.lines_of({"type": "LineString", "coordinates": SQUARE}) == [SQUARE]
