"""A whole document with every date, place and event marked, linked both ways with the other views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import streamlit as st

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.model import Document, Span
from pipeline.store import codec
from pipeline.views import adding, components, fields, judging, marks, state, when, writing
from pipeline.views.marks import Mark
from pipeline.views.safe import line, plain
from pipeline.views.state import Page
from pipeline.views.texts import Texts

if TYPE_CHECKING:
    from pipeline.store import DocumentDetail

KEY = "reader"
CODE = ("highlight.js", "reader.js")


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
            with state.popover(say("reader.wrong"), "fix_dct", "edit_calendar"):
                _correct(page, document)
    with st.container(gap=None, key="reader_head"):
        _head(page, detail)
    if page.writable:
        st.caption(say("reader.pick_hint"))
    components.mount(
        "reader",
        KEY,
        content(page, detail),
        code=CODE,
        on_select_change=_select,
        on_picked_change=lambda: _picked(page, detail),
    )


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
    return page.say("reader.dct", date=page.say.date(timex.label(dct.value)), origin=origin)


def content(page: Page, detail: DocumentDetail) -> dict[str, Any]:
    """What the component draws: the pieces of the text with their marks."""
    say = page.say
    return {
        "pieces": [
            {"text": piece.text, "marks": list(piece.marks), "event": piece.event, "help": piece.help}
            for piece in marks.pieces(detail.document.text, _marks(detail, page.selection.event, say))
        ],
        "words": {name: say(f"reader.{name}") for name in ("date", "place", "event")},
        "chosen": page.selection.event,
        "q": page.selection.q,
        "picks": [{"use": use, "text": say(f"reader.pick_{use}")} for use in uses(page)],
    }


def _marks(detail: DocumentDetail, chosen: str, say: Texts) -> Iterator[Mark]:
    for found in detail.timexes:
        if found.span is not None:
            yield Mark(found.span, "date", help=say.date(timex.label(found.value, found.mod)))
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


def uses(page: Page) -> tuple[str, ...]:
    """What selected words may become."""
    if not page.writable:
        return ()
    return ("event", "date", "place") if page.selection.event else ("event",)


def _picked(page: Page, detail: DocumentDetail) -> None:
    """Callback: words were selected, to become an event, or the date or place of the chosen one."""
    sent = components.sent(KEY, "picked")
    span = span_of(sent, detail.document.text)
    if span is None or sent["use"] not in uses(page):
        return
    if sent["use"] == "event":
        st.session_state[writing.PENDING] = writing.draft(page, detail.document, span)
        return
    chosen = page.query.story(page.selection.event)
    if chosen is None:
        return
    words = span.of(detail.document.text)
    value = _date_in(page, detail, span) if sent["use"] == "date" else _place_in(page, words)
    if value:
        judging.say_of(page, chosen, sent["use"], value)
    else:
        st.toast(plain(page.say(f"reader.no_{sent['use']}_there", words=line(words, 60)), 120))


def span_of(sent: Any, text: str) -> Span | None:
    """The whole words of `text` that the reader says were selected; None for none."""
    try:
        start, end = int(sent["start"]), int(sent["end"])
    except (TypeError, KeyError, ValueError):
        return None
    words = text[max(0, start) : max(0, end)]
    if not words.strip():
        return None
    first = max(0, start) + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    while first and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum() and text[last - 1].isalnum():
        last += 1
    return Span(first, last)


def _date_in(page: Page, detail: DocumentDetail, span: Span) -> str:
    """The selected words as EDTF: as the pipeline reads the expression there, else as typed."""
    found = [one for one in detail.timexes if one.span is not None and one.span.overlaps(span)]
    written = [timex.to_edtf(one.value, one.mod) for one in found]
    try:
        return next((one for one in written if one), "") or when.edtf(span.of(detail.document.text))
    except TimexError:
        return ""


def _place_in(page: Page, words: str) -> str:
    known = fields.places(page, words)
    return codec.dumps(known[0]) if known else ""


def _correct(page: Page, document: Document) -> None:
    say = page.say
    typed = st.text_input(say("reader.new_date"), key=f"dct_{document.id}", placeholder=say("documents.set_hint"))
    try:
        value = when.read(typed or "")
    except TimexError:
        st.error(say("judge.date_bad"))
        value = ""
    if value:
        st.caption(plain(when.shown(value, page.say.language)))
    if st.button(say("reader.apply"), key="dct_save", type="primary", disabled=not value):
        adding.correct(page, [document.id], "dct", value, "fix_dct")
