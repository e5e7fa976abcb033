"""Scores as measured shares: order kept, never certain, the rest left for places that the gazetteer lacks."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.diagram import diagram
from pipeline.model import Place
from pipeline.resolve.certainty import TRAITS, scores, traits
from pipeline.resolve.senses import Name, Sense


def name_of(*importances, key="springfield", kind="PPL"):
    places = [
        Place(f"p:{number}", "Springfield", 40.0, -90.0 + number, 5_000.0, "US", kind=kind) for number in range(9)
    ]
    senses = tuple(Sense(place, importance, 0) for place, importance in zip(places, importances, strict=False))
    return Name(key, senses, len(senses), toponyms=[0])


def test_the_fitted_table_has_a_weight_for_every_trait():
    table = json.loads(files("pipeline.resolve").joinpath("certainty.json").read_text("utf-8"))
    assert tuple(table) == TRAITS
    assert len(traits(name_of(0.5), np.array([1.0]))) == len(TRAITS)


def test_the_only_place_of_a_name_is_not_certain():
    """The text may mean another that the gazetteer lacks, the more likely the less known the place is."""
    famous, village = (float(scores(name_of(importance), np.array([1.0]))[0]) for importance in (0.6, 0.2))
    assert 0.5 < village < famous < 0.99


def test_a_surer_choice_is_shown_as_surer():
    shown = [float(scores(name_of(0.5, 0.4), np.array([share, 1 - share]))[0]) for share in (0.55, 0.7, 0.9, 0.99)]
    assert shown == sorted(shown)
    assert shown[-1] - shown[0] > 0.2


def test_a_name_without_a_place_has_no_score():
    assert scores(name_of(), np.array([])).size == 0


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=9))
def test_scores_keep_their_order_and_sum_to_one_at_most(weights):
    chance = np.array(weights) / sum(weights)
    shown = scores(name_of(*[0.4] * len(weights)), chance)
    assert shown.sum() <= 1.0 + 1e-9
    assert (shown >= 0).all()
    in_order = [shown[index] for index in np.argsort(-chance, kind="stable")]
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(in_order))


def test_a_diagram_has_a_disc_for_each_bin_the_fuller_the_larger():
    drawn = ElementTree.fromstring(diagram([(0.9, 0.8, 10)], [(0.5, 0.55, 40), (0.9, 0.91, 10)]))
    discs = [node for node in drawn.iter("{http://www.w3.org/2000/svg}circle") if len(node)]
    assert [disc.get("class") for disc in discs] == ["before", "after", "after"]
    assert float(discs[1].get("r")) == pytest.approx(2 * float(discs[2].get("r")))
    assert float(discs[2].get("cy")) < float(discs[0].get("cy"))  # more of them right: higher
