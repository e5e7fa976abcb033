"""What a person can say about a story: confirm, reject, put its date or place right, note something, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.errors import TimexError
from pipeline.gazetteer import Gazetteer
from pipeline.model import Document, Event, Judgement, Place
from pipeline.store import codec
from pipeline.views import card, when
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

CONTEXT = 40  # code points of text kept before and after a sentence, so that a judgement finds it again
MOST_PLACES = 12
SAID = "said"  # session key: the last thing said, for the toast


def judgement(event: Event, document: Document | None, field: str, value: str) -> Judgement:
    """A judgement about one event (a verdict: about its story) that carries the words it is about."""
    text = document.text if document is not None else ""
    return Judgement(
        id="",
        target_kind="story" if field == "verdict" else "event",
        target_id=event.id,
        field=field,
        value=value,
        quote=event.sentence.of(text) if text else event.quote,
        prefix=text[max(0, event.sentence.start - CONTEXT) : event.sentence.start],
        suffix=text[event.sentence.end : event.sentence.end + CONTEXT],
    )


def say_of(page: Page, detail: StoryDetail, field: str, value: str) -> None:
    """Callback: put a judgement about the story's best event into the log."""
    event = detail.events[0]
    document = next((one for one in detail.documents if one.id == event.document_id), None)
    page.store.judgements.add(judgement(event, document, field, value))
    st.toast(page.say("judge.saved"), icon=":material/check:")


def undo(page: Page, identifier: str) -> None:
    """Callback: take one judgement back."""
    page.store.judgements.undo(identifier)
    st.toast(page.say("judge.undone"), icon=":material/undo:")


def show(page: Page, detail: StoryDetail) -> None:
    """The row of buttons, and what has been said so far."""
    say = page.say
    said = detail.judgements
    verdict = next((one.value for one in reversed(said) if one.field == "verdict"), "")
    with st.container(horizontal=True, gap="xsmall", key="judge"):
        for value, label, icon in (("confirmed", "confirm", "check"), ("rejected", "reject", "close")):
            st.button(
                say(f"judge.{label}"),
                key=f"judge_{label}",
                icon=f":material/{icon}:",
                type="primary" if verdict == value else "secondary",
                on_click=say_of,
                args=(page, detail, "verdict", value),
            )
        with st.popover(say("judge.fix_date"), icon=":material/edit_calendar:", key="fix_date"):
            _date(page, detail)
        with st.popover(say("judge.fix_place"), icon=":material/edit_location_alt:", key="fix_place"):
            _place(page, detail)
        with st.popover(say("judge.note"), icon=":material/edit_note:", key="note"):
            _note(page, detail)
        if said:
            st.button(
                say("judge.undo"),
                key="judge_undo",
                icon=":material/undo:",
                on_click=undo,
                args=(page, said[-1].id),
                help=plain(described(page, said[-1])),
            )
    for one in said:
        st.caption(f"{plain(described(page, one), 200)} · {one.at[:16].replace('T', ' ')}")


def described(page: Page, one: Judgement) -> str:
    """A judgement in words."""
    value = one.value
    if one.field == "verdict":
        return page.say.or_plain(f"status.{value}", value)
    if one.field == "place":
        value = codec.loads(Place, value).name if value else page.say("judge.place_none")
    if one.field == "date":
        value = " – ".join(when.shown(end) for end in value.split("/")) if value else page.say("judge.date_none")
    return f"{page.say.or_plain(f'judged.{one.field}', one.field)}: {value}"


def _date(page: Page, detail: StoryDetail) -> None:
    say = page.say
    key = f"date_{detail.events[0].id}"
    typed = st.text_input(say("judge.date"), key=key, placeholder=say("judge.date_hint"), live=True)
    try:
        value = date_value(typed or "")
    except TimexError:
        st.error(say("judge.date_bad"))
        value = ""
    if value:
        st.caption(plain(" – ".join(when.shown(end) for end in value.split("/"))))
    with st.container(horizontal=True):
        st.button(
            say("judge.save"),
            type="primary",
            key="date_save",
            disabled=not value,
            on_click=say_of,
            args=(page, detail, "date", value),
        )
        st.button(say("judge.date_none"), key="date_none", on_click=say_of, args=(page, detail, "date", ""))


def date_value(typed: str) -> str:
    """What a person typed as the value of a `date` judgement: an ISO prefix, or two joined by "/" for a range.

    Raises TimexError for words that are no date, and for a range that runs backwards.
    """
    for separator in (" to ", " – ", " - ", "/", "–"):
        first, found, last = typed.partition(separator)
        if found:
            ends = (when.read(first), when.read(last, end=True))
            if not all(ends) or not when.in_order(*ends):
                raise TimexError(f"{line(typed, 60)!r} is not a range of dates")
            return "/".join(ends)
    return when.read(typed)


def _place(page: Page, detail: StoryDetail) -> None:
    say = page.say
    event = detail.events[0]
    name = st.text_input(
        say("judge.place"),
        key=f"place_{event.id}",
        placeholder=say("judge.place_hint"),
        value=event.mention.toponym.text if event.mention is not None else "",
        live=True,
    )
    found = places(page, event, name or "")
    if name and not found:
        st.caption(say("judge.place_unknown"))
    labels = {place.id: line(card.where(place, say), 90) for place in found}
    chosen = st.selectbox(
        say("judge.place_pick"),
        list(labels),
        format_func=lambda one: labels.get(one, one),
        key=f"pick_{event.id}",
        disabled=not found,
    )
    value = next((codec.dumps(place) for place in found if place.id == chosen), "")
    with st.container(horizontal=True):
        st.button(
            say("judge.save"),
            type="primary",
            key="place_save",
            disabled=not value,
            on_click=say_of,
            args=(page, detail, "place", value),
        )
        st.button(say("judge.place_none"), key="place_none", on_click=say_of, args=(page, detail, "place", ""))


def places(page: Page, event: Event, name: str) -> Sequence[Place]:
    """The places that `name` may be: those the text suggested first, then what the gazetteer knows by that name."""
    suggested = [one.place for one in event.mention.candidates] if event.mention is not None else []
    if event.mention is not None and name != event.mention.toponym.text:
        suggested = []
    path = page.settings.gazetteer_path
    known = _known(str(path), name) if name.strip() and path.exists() else []
    unique = {place.id: place for place in [*suggested, *known]}
    return list(unique.values())[:MOST_PLACES]


def _known(path: str, name: str) -> list[Place]:
    gazetteer = _gazetteer(path)
    return [entry.place for entry in gazetteer.lookup(name) or gazetteer.suggest(name, MOST_PLACES)]


@st.cache_resource(show_spinner=False)
def _gazetteer(path: str) -> Gazetteer:
    return Gazetteer.open(Path(path))


def _note(page: Page, detail: StoryDetail) -> None:
    say = page.say
    key = f"note_{detail.events[0].id}"
    st.text_area(say("judge.note"), key=key, placeholder=say("judge.note_hint"), max_chars=2_000)
    st.button(say("judge.save"), type="primary", key="note_save", on_click=_say_note, args=(page, detail, key))


def _say_note(page: Page, detail: StoryDetail, key: str) -> None:
    text = str(st.session_state.get(key) or "").strip()
    if text:
        say_of(page, detail, "note", text)
