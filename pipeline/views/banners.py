"""What a person must be told before looking: a link that no longer fits, new documents, nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.selection import PARAMETERS, Selection
from pipeline.store import Counts
from pipeline.views import adding, state, unread, unseen
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

SEEN = "seen_snapshot"  # session key: the link's snapshot that this session was told about


def show(page: Page, counts: Counts, notes: Sequence[str], *, gone: bool) -> None:
    """Every banner that applies."""
    if notes:
        _dismissable("notes", " ".join(line(note, 200) for note in notes), page.say("banner.clean"))
    if page.selection.snapshot and page.selection.snapshot != page.query.snapshot_id:
        _dismissable("snapshot", page.say("banner.snapshot"), page.say("banner.understood"))
    if gone:
        _gone(page)
    _added(page, counts)
    unread.banner(page)
    unseen.banner(page, counts)


def _dismissable(key: str, text: str, label: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"banner_{key}"):
        st.markdown(":material/info:", width="content")
        st.text(text, width="stretch")
        st.button(label, key=f"dismiss_{key}", on_click=state.rewrite)


def _gone(page: Page) -> None:
    known = [judgement.quote for judgement in page.query.orphans() if judgement.target_id == page.selection.event]
    with st.container(border=True, key="banner_gone"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":material/link_off:", width="content")
            st.text(page.say("banner.gone"), width="stretch")
            st.button(page.say("banner.understood"), key="dismiss_gone", on_click=state.select, args=("",))
        if known:
            st.caption(page.say("banner.gone_quote"))
            st.text(known[-1])


def _added(page: Page, counts: Counts) -> None:
    new = st.session_state.get(adding.ADDED)
    if not new or set(page.selection.documents) != set(new):
        return
    background = counts.others
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="banner_added"):
        st.markdown(":material/check_circle:", width="content")
        st.text(
            "; ".join(
                [
                    page.say("banner.added", n=len(new)),
                    page.say("banner.added_main", n=counts.shown),
                    page.say("banner.added_background", n=background),
                    page.say("banner.added_unplaced", n=counts.unplaced),
                ]
            ),
            width="stretch",
        )
        if len(new) == 1 and page.writable:
            st.button(
                page.say("banner.wrong_date"),
                key="wrong_date",
                icon=":material/edit_calendar:",
                on_click=state.change,
                kwargs={"open": new[0]},
            )
        st.button(page.say("banner.show_all_documents"), key="leave_added", on_click=_leave)


def _leave() -> None:
    st.session_state.pop(adding.ADDED, None)
    state.change(documents=())


def no_data(page: Page, counts: Counts) -> None:
    """The data set holds no event: a drop zone, and one click to a working dashboard or to what was read."""
    say = page.say
    read = len(page.query.snapshot.documents)
    _, middle, _ = st.columns([1, 2.4, 1])
    with middle, st.container(border=True, key="welcome"):
        st.markdown(f"### {say('empty.no_events' if read else 'empty.title')}")
        st.caption(say("empty.text"))
        if read and not unseen.listed(page, counts):  # else the banner leads there
            st.button(
                say("empty.documents", n=read),
                key="read_documents",
                icon=":material/article:",
                on_click=state.change,
                kwargs={"view": "documents"},
            )
        if page.selection.dataset != "example":
            st.button(
                say("empty.example"),
                type="primary" if not page.writable else "secondary",
                key="load_example",
                icon=":material/travel_explore:",
                on_click=state.open_dataset,
                args=("example",),
            )
        if page.writable:
            adding.choices(page, "welcome")
        elif page.selection.dataset == "example":
            st.caption(say("empty.read_only"))


def no_match(page: Page) -> None:
    """Nothing matches: name the filter that hides most, and remove it in one click."""
    say = page.say
    with st.container(border=True, key="no_match"):
        st.markdown(f"**{say('nomatch.title')}**")
        hiding = page.query.hiding(page.selection)
        for at, (param, label, count) in enumerate(hiding[:3]):
            st.button(
                say("nomatch.remove", what=plain(_named(page, param, label)), n=count),
                key=f"lift_{param}",
                type="primary" if at == 0 else "secondary",
                icon=":material/filter_alt_off:",
                on_click=state.lift,
                args=(param,),
            )
        st.button(
            say("nomatch.reset"),
            key="reset_all",
            type="tertiary",
            on_click=state.write,
            args=(Selection(dataset=page.selection.dataset),),
        )


def _named(page: Page, param: str, value: str) -> str:
    """A filter in words: places, people and documents by their names, not by the ids that the link holds."""
    named = page.say.or_plain(f"param.{param}", param)
    if not value or value == param:
        return named
    everything = Selection(dataset=page.selection.dataset, main=False)
    (written,) = (parameter.format.write for parameter in PARAMETERS if parameter.name == param)
    labels = {written(known): label for known, label, _ in page.query.facets(everything).get(param, ())}
    if param == "cc":
        labels = {code: page.say.country(code, label) for code, label in labels.items()}
    return f"{named}: {line(', '.join(labels.get(one, one) for one in value.split(', ')), 50)}"
