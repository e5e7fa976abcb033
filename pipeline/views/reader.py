"""A whole document with every date, place and event marked, linked both ways with the other views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import streamlit as st

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.model import Document
from pipeline.views import adding, components, marks, state, when
from pipeline.views.marks import Mark
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

if TYPE_CHECKING:
    from pipeline.store import DocumentDetail

KEY = "reader"


def show(page: Page, detail: DocumentDetail) -> None:
    """Draw the document in the right panel."""
    say, document = page.say, detail.document
    with st.container(horizontal=True, vertical_alignment="center", key="reader_bar"):
        st.button(
            say("reader.close"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="close_reader",
            on_click=state.change,
            kwargs={"open": ""},
        )
        if page.writable:
            with st.popover(say("reader.wrong"), icon=":material/edit_calendar:", key="fix_dct"):
                _correct(page, document)
    with st.container(gap=None, key="reader_head"):
        _head(page, detail)
    components.mount("reader", KEY, content(page, detail), on_select_change=_select)


def _head(page: Page, detail: DocumentDetail) -> None:
    say, document = page.say, detail.document
    st.markdown(f"#### {plain(document.title or document.source)}")
    st.caption(plain(dct_sentence(page, document), 300))
    found = (("events", detail.events), ("dates", detail.timexes), ("places", detail.mentions))
    counts = ", ".join(say(f"reader.{name}", n=len(some)) for name, some in found)
    st.caption(plain(f"{counts} · {say('reader.source', source=line(document.source, 100))}", 300))


def dct_sentence(page: Page, document: Document) -> str:
    """Which date the document has, and where that is from."""
    dct = document.dct
    if dct is None:
        return page.say("reader.no_dct")
    origin = page.say.or_plain(f"origin.{dct.origin}", dct.origin or "")
    return page.say("reader.dct", date=timex.label(dct.value), origin=origin)


def content(page: Page, detail: DocumentDetail) -> dict[str, Any]:
    """What the component draws: the pieces of the text with their marks."""
    say = page.say
    return {
        "pieces": [
            {"text": piece.text, "marks": list(piece.marks), "event": piece.event, "help": piece.help}
            for piece in marks.pieces(detail.document.text, _marks(detail, page.selection.event))
        ],
        "words": {name: say(f"reader.{name}") for name in ("date", "place", "event")},
        "chosen": page.selection.event,
    }


def _marks(detail: DocumentDetail, chosen: str) -> Iterator[Mark]:
    for found in detail.timexes:
        if found.span is not None:
            yield Mark(found.span, "date", help=timex.label(found.value, found.mod))
    for mention in detail.mentions:
        place = mention.place
        kind, name = ("place", f"{place.name} {place.country}".strip()) if place is not None else ("unplaced", "")
        yield Mark(mention.toponym.span, kind, help=name)
    for event in detail.events:
        yield Mark(event.trigger, "event", event=event.id, help=line(event.title, 100))
        if chosen == event.id:
            yield Mark(event.sentence, "chosen")


def _select() -> None:
    chosen = components.sent(KEY, "select")
    if isinstance(chosen, str):
        state.change(event=chosen, open="")


def _correct(page: Page, document: Document) -> None:
    say = page.say
    typed = st.text_input(say("reader.new_date"), key=f"dct_{document.id}", placeholder=say("documents.set_hint"))
    try:
        value = when.read(typed or "")
    except TimexError:
        st.error(say("judge.date_bad"))
        value = ""
    if value:
        st.caption(plain(when.shown(value)))
    if st.button(say("reader.apply"), key="dct_save", type="primary", disabled=not value):
        adding.correct(page, [document.id], value)
