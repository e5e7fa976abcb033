"""Writing an event that the machine missed: from words of a document, or by hand without one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

import streamlit as st

from pipeline import text
from pipeline.errors import StoreError
from pipeline.model import Basis, Document, Event, Judgement, Span, stable_id
from pipeline.selection import Selection
from pipeline.store import Created, codec, corrected
from pipeline.timex import to_edtf
from pipeline.views import fields, palette, state, when
from pipeline.views.safe import line
from pipeline.views.state import Page

PENDING = "writing"  # session key: the words that a person chose, until the form opens
LONGEST = 90  # of a title taken from the text
NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form opens with: the words chosen in a document (none: by hand), and what they say of date and place."""

    title: str = ""
    date: str = ""
    place: str = ""
    document: str = ""
    sentence: Span = NOWHERE
    trigger: Span = NOWHERE
    quote: str = ""


def draft(page: Page, document: Document, chosen: Span) -> Draft:
    """The words `chosen` in a document, with their sentence and the date and place found in it."""
    around = [one for one in text.sentences(document.text, document.language) if one.overlaps(chosen)]
    sentence = _hull(around or [chosen])
    dates = [one for one in page.query.timexes(document.id) if one.span is not None and one.span.overlaps(sentence)]
    written = [to_edtf(one.value, one.mod) for one in dates]
    detail = page.query.document(document.id)
    names = [one for one in (detail.mentions if detail else ()) if one.toponym.span.overlaps(sentence) and one.place]
    return Draft(
        title=line(chosen.of(document.text), LONGEST),
        date=next((one for one in written if one), ""),
        place=names[0].toponym.text if names else "",
        document=document.id,
        sentence=sentence,
        trigger=chosen,
        quote=" ".join(sentence.of(document.text).split()),
    )


def _hull(spans: list[Span]) -> Span:
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def pending(page: Page) -> None:
    """The form for the words that were chosen in a document, until it is saved or closed."""
    waiting = st.session_state.get(PENDING)
    if isinstance(waiting, Draft) and page.writable:
        title = page.say("writing.title")
        st.dialog(title, width="large", icon=":material/add_location_alt:", on_dismiss=_close)(form)(page, waiting)


def _close() -> None:
    st.session_state.pop(PENDING, None)


def by_hand(page: Page, where: str) -> None:
    """The form without a document; `where` keeps the keys of two forms apart."""
    st.caption(page.say("writing.hint"))
    form(page, Draft(document=""), where)


def form(page: Page, given: Draft, where: str = "") -> None:
    """Title, type, date, place, people, source and tags; a title is all that must be there."""
    say, key = page.say, f"new_{where or given.document}_{given.trigger.start}"
    if given.quote:
        st.caption(say("writing.quote"))
        st.text(line(given.quote, 400))
    title = st.text_input(say("judged.title"), value=given.title, key=f"{key}_title", max_chars=200)
    kind = st.selectbox(
        say("judged.type"),
        palette.types(),
        index=palette.types().index("other"),
        format_func=lambda name: say.or_plain(f"type.{name}", name),
        key=f"{key}_type",
    )
    if given.date and f"date_{key}" not in st.session_state:
        st.session_state[f"date_{key}"] = when.in_words(given.date)
    date = fields.date(page, f"date_{key}", "detail.when")
    place = fields.place(page, key, name=given.place, label="detail.where")
    actors = st.text_input(say("writing.actors"), key=f"{key}_actors", placeholder=say("writing.actors_hint"))
    link = st.text_input(say("judged.link"), key=f"{key}_link", placeholder="https://example.org/")
    tags = st.text_input(say("judged.tags"), key=f"{key}_tags", placeholder=say("writing.tags_hint"))
    if st.button(say("writing.save"), type="primary", key=f"{key}_save", disabled=not (title or "").strip()):
        event = corrected(
            replace(_bare(given, title or ""), type=kind, actors=_listed(actors), tags=_listed(tags), link=link or ""),
            date=date,
            place=codec.dumps(place) if place is not None else "",
        )
        _keep(page, event)


def _bare(given: Draft, title: str) -> Event:
    identifier = stable_id("written", uuid.uuid4().hex)
    return Event(
        identifier,
        given.document,
        given.sentence,
        given.trigger,
        " ".join(title.split()),
        "other",
        basis=Basis.NONE,
        quote=given.quote,
        salience=1.0,
        score=1.0,
    )


def _listed(typed: str | None) -> tuple[str, ...]:
    """Names or tags separated by semicolons or commas."""
    parts = (typed or "").replace(";", ",").split(",")
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def _keep(page: Page, event: Event) -> None:
    """Put the event into the log, and show it."""
    value = codec.dumps(Created(page.selection.dataset, event))
    try:
        page.store.judgements.add(Judgement("", "event", event.id, "created", value, quote=event.quote))
    except StoreError as error:
        st.error(page.say("writing.refused"))
        st.text(str(error))
        return
    st.toast(page.say("judge.saved"), icon=":material/check:")
    _close()
    state.goto(Selection(dataset=page.selection.dataset, event=event.id))
    st.rerun()
