"""What several forms ask: a date as vague as it is known, and a place by name or by its coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from pipeline import coordinates, geo
from pipeline.errors import TimexError
from pipeline.gazetteer import Gazetteer
from pipeline.model import Event, Place
from pipeline.views import card, when
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

MOST_PLACES = 12
NEAR_M = 50_000.0  # a point farther than this from every settlement is named by its degrees alone
SAME_M = 10_000.0  # ... and farther than this may lie in another country
POINT_KIND = "PNT"


def date(page: Page, key: str, label: str = "judge.date") -> str:
    """A box for a date; what was typed as EDTF, "" where it is empty or no date, with its meaning or a hint below."""
    typed = st.text_input(page.say(label), key=key, placeholder=page.say("judge.date_hint"), live=True)
    try:
        written = when.edtf(typed or "")
    except TimexError:
        st.error(page.say("judge.date_bad"))
        return ""
    if written:
        st.caption(plain(when.in_words(written, page.say.language)))
    return written


def place(
    page: Page, key: str, *, name: str = "", suggested: Sequence[Place] = (), label: str = "judge.place"
) -> Place | None:
    """A box for a name or coordinates, and a choice among what it may mean; None where nothing is chosen."""
    say = page.say
    typed = st.text_input(say(label), key=f"place_{key}", placeholder=say("judge.place_hint"), value=name, live=True)
    found = list({one.id: one for one in [*(suggested if typed == name else ()), *places(page, typed or "")]}.values())
    if typed and not found:
        st.caption(say("judge.place_unknown"))
    known = {one.id: one for one in found[:MOST_PLACES]}
    chosen = st.selectbox(
        say("judge.place_pick"),
        list(known),
        format_func=lambda one: line(card.where(known[one], say), 90) if one in known else str(one),
        key=f"pick_{key}_{typed}",  # other words, other choice: an earlier "none" must not outlive them
        disabled=not found,
    )
    return known.get(chosen)


def suggestions(event: Event) -> tuple[str, list[Place]]:
    """The name that the text gives an event's place, and what it may mean."""
    if event.mention is None:
        return "", []
    return event.mention.toponym.text, [one.place for one in event.mention.candidates]


def places(page: Page, typed: str) -> list[Place]:
    """What `typed` may mean: a point in degrees, or what the gazetteer knows by that name."""
    path = page.settings.gazetteer_path
    gazetteer = _gazetteer(str(path)) if path.exists() else None
    position = coordinates.typed(typed)
    if position is not None:
        return [point(gazetteer, position.lat, position.lon, position.radius_m)]
    if not typed.strip() or gazetteer is None:
        return []
    return [entry.place for entry in gazetteer.lookup(typed) or gazetteer.suggest(typed, MOST_PLACES)]


def at(page: Page, lat: float, lon: float, radius_m: float) -> Place:
    """The place at a point, named after the nearest settlement."""
    path = page.settings.gazetteer_path
    return point(_gazetteer(str(path)) if path.exists() else None, lat, lon, radius_m)


def point(gazetteer: Gazetteer | None, lat: float, lon: float, radius_m: float) -> Place:
    """A place in degrees, in the country and units of the nearest settlement and named after it."""
    name = f"{lat:.5g}, {lon:.5g}"
    found = Place(f"point:{lat:.6g},{lon:.6g}", name, lat, lon, radius_m, kind=POINT_KIND, source="user")
    near = gazetteer.near(lat, lon, 1) if gazetteer is not None else ()
    if not near:
        return found
    settlement = near[0].place
    away = geo.distance_m(lat, lon, settlement.lat, settlement.lon)
    if away > NEAR_M:
        return found
    said = f"{name} ({max(1, round(away / 1000))} km from {settlement.name})"
    found = replace(found, name=said)
    return replace(found, country=settlement.country, admin=settlement.admin) if away <= SAME_M else found


def named(found: Place, name: str) -> Place:
    """A point under the name that a person gives it."""
    return replace(found, name=" ".join(name.split()))


@st.cache_resource(show_spinner=False)
def _gazetteer(path: str) -> Gazetteer:
    return Gazetteer.open(Path(path))
