"""The left column: every filter, with the counts that each would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.store import Counts
from pipeline.views import facets as lists
from pipeline.views import state, when
from pipeline.views.state import Page

DATE_PRECISIONS = ("hour", "day", "month", "season", "year", "decade", "century")
PLACE_PRECISIONS = ("site", "city", "region", "country")
TYPES = (lists.Group("type", is_open=True),)
LISTS = tuple(lists.Group(param) for param in ("place", "cc", "actor", "doc", "tag"))
CERTAINTY = tuple(lists.Group(param, is_open=True) for param in ("basis", "mod", "status"))
ERRORS = "filter_errors"  # session key: words typed into a date box that are no date, by field


@dataclass(frozen=True)
class Preset:
    """A named range of years; "" leaves an end open."""

    name: str
    start: str
    end: str


PRESETS = (
    Preset("bc", "", "0000"),
    Preset("early", "0001", "1499"),
    Preset("modern", "1500", "1899"),
    Preset("twentieth", "1900", "1999"),
    Preset("recent", "2000", ""),
)


def column() -> DeltaGenerator:
    """Where the column stands; `show` fills it when what is looked at first, the map, has been sent."""
    return st.container(key="drawer", gap="small", width=286)


def show(page: Page, counts: Counts, facets: Mapping[str, lists.Facet]) -> None:
    """Draw what is in the column."""
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center", key="drawer_head"):
        st.markdown(f"**{say('filters.title')}**", width="stretch")
        st.button("", icon=":material/close:", type="tertiary", key="close_drawer", help=say("filters.close"))
    _search(page)
    _dates(page, counts)
    with st.container(key="types"):
        lists.show(page, "facets_types", TYPES, facets)
    _shown(page, counts)
    with st.container(key="lists"):
        lists.show(page, "facets_lists", LISTS, facets)
    _quality(page, facets)


def _search(page: Page) -> None:
    state.hold("w_q", page.selection.q)
    st.text_input(
        page.say("filters.search"),
        key="w_q",
        icon=":material/search:",
        type="search",
        live="400ms",
        placeholder=page.say("filters.search_hint"),
        label_visibility="collapsed",
        on_change=state.take,
        args=("w_q", "q"),
    )


def _dates(page: Page, counts: Counts) -> None:
    wrong: dict[str, str] = st.session_state.get(ERRORS, {})
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom", key="dates"):
        for field in ("start", "end"):
            if field not in wrong:
                state.hold(f"w_{field}", when.shown(getattr(page.selection, field), page.say.language))
            st.text_input(
                page.say(f"filters.{field}"),
                key=f"w_{field}",
                placeholder=page.say(f"filters.{field}_hint"),
                on_change=_typed,
                args=(field,),
            )
    for field in wrong:
        st.error(page.say(f"filters.bad_{field}"), icon=":material/event_busy:")
    _presets(page, counts)


def _typed(field: str) -> None:
    wrong = dict(st.session_state.get(ERRORS, {}))
    wrong.pop(field, None)
    try:
        prefix = when.read(st.session_state[f"w_{field}"] or "", end=field == "end")
    except TimexError as error:
        wrong[field] = str(error)
    else:
        state.change(**{field: prefix})
    st.session_state[ERRORS] = wrong


def presets(first: int | None, last: int | None) -> list[Preset]:
    """The presets that divide data reaching from moment `first` to `last`: those that touch it, if more than one."""
    if first is None or last is None:
        return []
    touching = [
        preset
        for preset in PRESETS
        if (not preset.end or timex.from_iso(preset.end)[1] > first)
        and (not preset.start or timex.from_iso(preset.start)[0] <= last)
    ]
    return touching if len(touching) > 1 else []


def _presets(page: Page, counts: Counts) -> None:
    if page.selection.start or page.selection.end:
        counts = page.query.count(replace(page.selection, start="", end=""))
    offered = presets(counts.first, counts.last)
    if not offered:
        return
    names = [preset.name for preset in offered]
    current = next((p.name for p in offered if (p.start, p.end) == (page.selection.start, page.selection.end)), None)
    state.hold("w_preset", current)
    st.pills(
        page.say("filters.presets"),
        names,
        format_func=lambda name: page.say(f"preset.{name}"),
        key="w_preset",
        label_visibility="collapsed",
        on_change=_preset,
    )


def _preset() -> None:
    name = st.session_state["w_preset"]
    chosen = next((preset for preset in PRESETS if preset.name == name), Preset("", "", ""))
    st.session_state[ERRORS] = {}
    state.change(start=chosen.start, end=chosen.end)


def _shown(page: Page, counts: Counts) -> None:
    for field, text in (
        ("main", page.say("filters.main", n=counts.others)),
        ("undated", page.say("filters.undated", n=counts.undated)),
        ("unplaced", page.say("filters.unplaced", n=counts.unplaced)),
    ):
        state.hold(f"w_{field}", getattr(page.selection, field))
        widget = st.toggle if field == "main" else st.checkbox
        widget(text, key=f"w_{field}", on_change=state.take, args=(f"w_{field}", field))


def _quality(page: Page, facets: Mapping[str, lists.Facet]) -> None:
    chosen = page.selection
    say = page.say
    with st.expander(say("filters.quality"), icon=":material/tune:"):
        lists.show(page, "facets_certainty", CERTAINTY, facets)
        _precision(page, "date_precision", DATE_PRECISIONS)
        _precision(page, "place_precision", PLACE_PRECISIONS)
        state.hold("w_confidence", chosen.confidence)
        st.slider(
            say("filters.confidence"),
            0,
            100,
            step=5,
            key="w_confidence",
            on_change=state.take,
            args=("w_confidence", "confidence"),
        )
        state.hold("w_touch", chosen.touch)
        st.segmented_control(
            say("filters.touch"),
            ["touch", "within"],
            format_func=lambda name: say(f"touch.{name}"),
            key="w_touch",
            required=True,
            on_change=state.take,
            args=("w_touch", "touch"),
        )


def _precision(page: Page, field: str, steps: Sequence[str]) -> None:
    state.hold(f"w_{field}", getattr(page.selection, field))
    st.selectbox(
        page.say(f"filters.{field}"),
        ["", *steps],
        format_func=lambda name: page.say(f"precision.{name or 'any'}"),
        key=f"w_{field}",
        on_change=state.take,
        args=(f"w_{field}", field),
    )
