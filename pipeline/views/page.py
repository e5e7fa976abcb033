"""The page as a whole: its frame, what is read once a run, and where each view stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pipeline import config
from pipeline.config import PROJECT, Settings
from pipeline.selection import Selection
from pipeline.store import Counts, Store
from pipeline.views import (
    adding,
    banners,
    components,
    documents,
    filters,
    fixing,
    judging,
    language,
    login,
    map,
    panel,
    reader,
    start,
    state,
    table,
    timeline,
    toolbar,
    top,
    unseen,
    writing,
)
from pipeline.views.state import Page
from pipeline.views.texts import Texts

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

ICON = PROJECT / "static" / "icon.png"


def frame(say: Texts) -> None:
    """Title, icon, menu and style sheet of the page."""
    st.set_page_config(
        page_title=say("name"),
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
        menu_items={"About": say("about")},
    )
    st.html(f"<style>\n{components.asset('page.css')}</style>")


def opened(settings: Settings, store: Store, selection: Selection, say: Texts) -> Page:
    """The page over the selection's data set; an unknown one is an empty one."""
    query = store.open(selection.dataset)
    if home := query.home(selection.event):  # the link may name any event of a story
        selection = replace(selection, event=home)
    return Page(
        settings=settings,
        store=store,
        query=query,
        selection=selection,
        table=state.worded(query.table(selection), say),
        say=say,
        writable=start.writable(settings),
        dark=(st.context.theme.type or "light") == "dark",
    )


def show() -> None:
    """Draw everything."""
    say = language.spoken()
    frame(say)
    settings = config.load()
    if not login.admitted(settings, say):
        return
    store = start.store(settings, say)
    selection, notes = state.read()
    page = opened(settings, store, selection, say)
    counts = page.query.count(selection)
    top.show(page, counts)
    writing.pending(page)
    adding.pending(page)
    adding.toast(page)
    known = {dataset.slug for dataset in page.store.datasets()}
    if selection.dataset not in known:
        notes = (*notes, say("banner.no_set", name=selection.dataset))
    if _is_empty(selection, counts):
        banners.show(page, counts, notes, gone=False)
        banners.no_data(page, counts)
        return
    with st.container(horizontal=True, wrap=False, gap="medium", key="columns"):
        drawer = filters.column()
        with st.container(key="main", width="stretch", gap="small"):
            _main(page, counts, notes)
        with drawer:
            filters.show(page, counts, page.query.facets(selection))


def _is_empty(selection: Selection, counts: Counts) -> bool:
    """Whether there is no event to look at, and nobody looks at the documents instead."""
    looking = selection.view == "documents" or selection.open
    return not counts.total and not state.is_narrowed(selection) and not looking


def _main(page: Page, counts: Counts, notes: Sequence[str]) -> None:
    chosen = page.query.story(page.selection.event) if page.selection.event else None
    upper = st.container(key="upper", gap="small")
    # The map is sent first: its frame loads, and draws, while the rest is made.
    with st.container(key="lower", gap=None):
        if counts.shown or chosen is not None or page.selection.open or page.selection.view == "documents":
            _panels(page, chosen)
    with upper:
        banners.show(page, counts, notes, gone=bool(page.selection.event) and chosen is None)
        if counts.shown == 0 and state.is_narrowed(page.selection) and not unseen.listed(page, counts):
            banners.no_match(page)
        dated = bool(page.selection.start or page.selection.end)  # an empty stretch: the brush must stay, to leave it
        if page.selection.view != "documents" and (counts.shown or dated):
            _timeline(page)


def _timeline(page: Page) -> None:
    """The timeline shows what every filter but the dates leaves, so that the brush stands in its surroundings."""
    selection = page.selection
    dated = selection.start or selection.end
    frame = state.worded(page.query.table(replace(selection, start="", end="")), page.say) if dated else page.table
    timeline.timeline(
        "timeline",
        payload=timeline.payload(frame, selection, dark=page.dark, names=_lane_names(page), say=page.say),
        on_range_change=lambda start, end: state.change(start=start, end=end, window=""),
        on_select_change=state.select,
        on_window_change=lambda window: state.change(window=window),
    )


def _lane_names(page: Page) -> dict[str, str]:
    by = page.selection.by
    if by == "type":
        return {name: page.say.or_plain(f"type.{name}", name) for name in page.table["type"].unique()}
    params = {"document": "doc", "country": "cc"}
    facet = page.query.facets(page.selection).get(params.get(by, ""), ())
    if by == "country":
        return {code: page.say.country(code, label) for code, label, _ in facet}
    return {name: label for name, label, _ in facet}


def _panels(page: Page, chosen: StoryDetail | None) -> None:
    """The view alone where it lists by itself and nothing is chosen; else the view beside what is chosen."""
    if page.selection.view != "map" and chosen is None and not page.selection.open:
        _view(page, chosen)
        return
    left, right = st.columns([62, 38], gap="small")
    with left, st.container(gap="xsmall"):
        _view(page, chosen)
    with right:
        document = page.query.document(page.selection.open) if page.selection.open else None
        if document is not None:
            with st.container(key="side", gap="small"):
                reader.show(page, document)
        else:
            panel.show(page, chosen)


def _view(page: Page, chosen: StoryDetail | None) -> None:
    toolbar.show(page)
    if page.selection.view == "table":
        with st.container(key="list_area"):
            table.show(page)
    elif page.selection.view == "documents" and not page.selection.open:
        documents.show(page)
    else:
        _map(page, chosen)


def _map(page: Page, chosen: StoryDetail | None) -> None:
    with st.container(key="map"):
        with st.container(key="over_map"):  # always there, so that the frame of the map never moves in the page
            fixing.picking(page)
        pick = fixing.is_picking(page)
        map.show(
            page.table,
            selection=page.selection,
            look=map.Look(page.dark, page.say, map.tiles_of(page.settings), pick=pick, round=state.map_round()),
            key=f"map_view_panel_{page.say.language}",  # a frame for each: its controls are named once
            on_change=lambda change: _on_map(page, chosen, change),
        )


def _on_map(page: Page, chosen: StoryDetail | None, change: map.MapChange) -> None:
    if change.kind == "pick":
        if chosen is not None and change.point is not None and fixing.is_picking(page):
            fixing.picked(page, chosen, change.point, judging.say_of)
    elif change.kind == "box":
        state.change(box=change.box, poly="")
    else:
        state.select(change.event)
