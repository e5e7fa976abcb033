"""The left column: every filter, with the counts that it would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.store import Counts
from pipeline.views import palette, state, when
from pipeline.views.safe import plain
from pipeline.views.state import Page

Facet = Sequence[tuple[str, str, int]]  # id, label, count
DATE_PRECISIONS = ("hour", "day", "month", "season", "year", "decade", "century")
PLACE_PRECISIONS = ("site", "city", "region", "country")
GLYPHS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle": "▲",
    "down": "▼",
    "plus": "✚",
    "cross": "✖",
    "star": "★",
}
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


def show(page: Page, counts: Counts, facets: Mapping[str, Facet]) -> None:
    """Draw the column."""
    say = page.say
    with st.container(key="drawer", gap="small", width=286):
        with st.container(horizontal=True, vertical_alignment="center", key="drawer_head"):
            st.markdown(f"**{say('filters.title')}**", width="stretch")
            st.button("", icon=":material/close:", type="tertiary", key="close_drawer", help=say("filters.close"))
        _search(page)
        _dates(page, counts)
        _types(page, facets.get("type", ()))
        _shown(page, counts)
        for param, field in (("place", "places"), ("cc", "countries"), ("actor", "actors"), ("doc", "documents")):
            _list(page, param, field, facets.get(param, ()))
        _quality(page, facets)
        _excluded(page)


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
                state.hold(f"w_{field}", when.shown(getattr(page.selection, field)))
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


def _types(page: Page, facet: Facet) -> None:
    order = {name: place for place, name in enumerate(palette.types())}
    facet = sorted(facet, key=lambda entry: order.get(entry[0], len(order)))
    labels = _labels(facet, page.selection.types)
    if not labels:
        return
    counts = {name: count for name, _, count in facet}
    say = page.say
    state.hold("w_types", list(page.selection.types))
    with st.container(key="types"):
        st.pills(
            say("filters.types"),
            list(labels),
            selection_mode="multi",
            format_func=lambda name: f"{say.or_plain(f'type.{name}', plain(labels[name]))} **{counts.get(name, 0):,}**",
            key="w_types",
            on_change=state.take,
            args=("w_types", "types", tuple),
        )
    _marks(list(labels), dark=page.dark)


def _marks(names: Sequence[str], *, dark: bool) -> None:
    """Colour and mark of each type before its name: the pills are the legend."""
    rules = [
        f".st-key-types button:nth-of-type({at}) p::before"
        f"{{content:'{GLYPHS[palette.mark(name)]}';color:{palette.colour(name, dark=dark)};margin-right:5px}}"
        for at, name in enumerate(names, start=1)
    ]
    st.html("<style>\n" + "\n".join(rules) + "</style>")


def _shown(page: Page, counts: Counts) -> None:
    for field, text in (
        ("main", page.say("filters.main", n=counts.total - counts.main_total)),
        ("undated", page.say("filters.undated", n=counts.undated)),
        ("unplaced", page.say("filters.unplaced", n=counts.unplaced)),
    ):
        state.hold(f"w_{field}", getattr(page.selection, field))
        widget = st.toggle if field == "main" else st.checkbox
        widget(text, key=f"w_{field}", on_change=state.take, args=(f"w_{field}", field))


def _labels(facet: Facet, chosen: Sequence[str]) -> dict[str, str]:
    """The labels by id, those of chosen ids that the counts no longer hold among them."""
    return {name: label for name, label, _ in facet} | {
        name: name for name in chosen if name not in {known for known, _, _ in facet}
    }


def _list(page: Page, param: str, field: str, facet: Facet) -> None:
    chosen = getattr(page.selection, field)
    labels = _labels(facet, chosen)
    if len(labels) < 2 and not chosen:
        return
    counts = {name: count for name, _, count in facet}
    state.hold(f"w_{field}", list(chosen))
    st.multiselect(
        page.say(f"filters.{field}"),
        list(labels),
        format_func=lambda name: f"{labels.get(name, name)} ({counts.get(name, 0):,})",
        key=f"w_{field}",
        placeholder=page.say(f"filters.{field}_hint"),
        label_visibility="collapsed",
        select_all=False,
        on_change=state.take,
        args=(f"w_{field}", field, tuple),
    )


def _quality(page: Page, facets: Mapping[str, Facet]) -> None:
    chosen = page.selection
    say = page.say
    with st.expander(say("filters.quality"), icon=":material/tune:"):
        for param, field in (("basis", "bases"), ("mod", "modalities"), ("status", "statuses")):
            _pills(page, param, field, facets.get(param, ()))
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


def _pills(page: Page, param: str, field: str, facet: Facet) -> None:
    chosen = getattr(page.selection, field)
    labels = _labels(facet, chosen)
    if not labels:
        return
    counts = {name: count for name, _, count in facet}
    state.hold(f"w_{field}", list(chosen))
    st.pills(
        page.say(f"filters.{field}"),
        list(labels),
        selection_mode="multi",
        format_func=lambda name: f"{page.say.or_plain(f'{param}.{name}', plain(name))} {counts.get(name, 0):,}",
        key=f"w_{field}",
        on_change=state.take,
        args=(f"w_{field}", field, tuple),
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


def _excluded(page: Page) -> None:
    excluded: Mapping[str, Any] = page.selection.excluded
    for param, values in excluded.items():
        for value in values:
            label = page.say.or_plain(f"{param}.{value}", value)
            st.button(
                page.say("filters.excluded", value=plain(label)),
                key=f"not_{param}_{value}",
                icon=":material/close:",
                on_click=state.include,
                args=(param, value),
            )
