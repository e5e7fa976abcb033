"""Putting a date or a place right: typed or picked, for one event or for all that share the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pipeline import timex
from pipeline.model import Event, Timex
from pipeline.store import codec
from pipeline.views import fields, state
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

Say = Callable[..., None]  # judging.say_of
MOST_DATES = 8
PICKING = "picking"  # session key: the event whose place the map is to be shown


def date(page: Page, detail: StoryDetail, say_of: Say) -> None:
    """A box, the dates that the text gives near the event, and whether others hang on the same words."""
    say, event = page.say, detail.events[0]
    key = f"date_{event.id}"
    _pick(page, detail, key)
    written = fields.date(page, key)
    also = _also(page, same_date(page, event), "date", event.timex is not None and _words(detail, event.timex))
    with st.container(horizontal=True):
        st.button(
            say("judge.save"),
            type="primary",
            key="date_save",
            disabled=not written,
            on_click=say_of,
            args=(page, detail, "date", written, also),
        )
        st.button(say("judge.date_none"), key="date_none", on_click=say_of, args=(page, detail, "date", "", also))


def place(page: Page, detail: StoryDetail, say_of: Say) -> None:
    """A box for a name or coordinates, and whether other events name the same place."""
    say, event = page.say, detail.events[0]
    name, suggested = fields.suggestions(event)
    chosen = fields.place(page, event.id, name=name, suggested=suggested)
    st.button(
        say("judge.show_place"),
        key="place_pick",
        icon=":material/location_searching:",
        on_click=_show_place,
        args=(event.id,),
    )
    also = _also(page, same_place(page, event), "place", name)
    with st.container(horizontal=True):
        st.button(
            say("judge.save"),
            type="primary",
            key="place_save",
            disabled=chosen is None or (event.place is not None and event.place.id == chosen.id),
            on_click=say_of,
            args=(page, detail, "place", codec.dumps(chosen) if chosen is not None else "", also),
        )
        st.button(say("judge.place_none"), key="place_none", on_click=say_of, args=(page, detail, "place", "", also))


def _show_place(event: str) -> None:
    st.session_state[PICKING] = event
    state.close("fix_place")


def is_picking(page: Page) -> bool:
    """Whether the next click on the map shows the place of the event on the screen."""
    return page.writable and bool(page.selection.event) and PICKING in st.session_state


def picking(page: Page) -> None:
    """What the map waits for, and the way out."""
    if not is_picking(page):
        st.session_state.pop(PICKING, None)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="picking"):
        st.text(page.say("judge.show_hint"), width="stretch")
        st.button(page.say("judge.show_cancel"), key="pick_cancel", on_click=st.session_state.pop, args=(PICKING, None))


def picked(page: Page, detail: StoryDetail, point: tuple[float, float, float], say_of: Say) -> None:
    """Callback: the map was clicked where the event was."""
    st.session_state.pop(PICKING, None)
    say_of(page, detail, "place", codec.dumps(fields.at(page, *point)))


def _pick(page: Page, detail: StoryDetail, key: str) -> None:
    """The dates that the document gives, nearest to the event's sentence first: a click types one."""
    offered = dict(_near(page, detail))
    if not offered:
        return

    def picked() -> None:
        st.session_state[key] = st.session_state[f"{key}_picked"] or ""

    st.pills(
        page.say("judge.date_pick"),
        list(offered),
        format_func=lambda written: plain(offered[written], 60),
        key=f"{key}_picked",
        on_change=picked,
    )


def _near(page: Page, detail: StoryDetail) -> Iterator[tuple[str, str]]:
    """(EDTF, the text's words) of the dates nearest to the sentence, each date once."""
    event = detail.events[0]
    document = detail.document_of(event)
    if document is None:
        return
    dated = [one for one in page.query.timexes(document.id) if one.span is not None]
    dated.sort(key=lambda one: abs((one.span or event.sentence).start - event.trigger.start))
    seen: set[str] = set()
    for one in dated:
        written = timex.to_edtf(one.value, one.mod)
        if written and written not in seen and one.span is not None and len(seen) < MOST_DATES:
            seen.add(written)
            yield written, line(one.span.of(document.text), 40)


def _words(detail: StoryDetail, found: Timex) -> str:
    """The words of the text that give a date."""
    document = detail.document_of(detail.events[0])
    return line(found.span.of(document.text), 40) if document is not None and found.span is not None else ""


def same_date(page: Page, event: Event) -> list[Event]:
    """The other events of the document that are dated by the same words."""
    if event.timex is None or event.timex.span is None:
        return []
    return [one for one in _others(page, event) if one.timex is not None and one.timex.span == event.timex.span]


def same_place(page: Page, event: Event) -> list[Event]:
    """The other events of the document whose place has the same name and was read the same way."""
    mention = event.mention
    if mention is None:
        return []
    return [
        one
        for one in _others(page, event)
        if one.mention is not None and one.mention.toponym.text == mention.toponym.text and one.place == mention.place
    ]


def _others(page: Page, event: Event) -> Sequence[Event]:
    return [one for one in page.query.events_of(event.document_id) if one.id != event.id] if event.document_id else ()


def _also(page: Page, others: Sequence[Event], field: str, words: str | bool) -> Sequence[Event]:
    """The other events that the correction is for too, if a person says so."""
    if not others or not words:
        return ()
    text = page.say(f"judge.also_{field}", n=len(others), words=plain(str(words), 60))
    return others if st.checkbox(text, key=f"also_{field}") else ()
