"""The detail of the selected story: what happened, who says so, why this date and place, and what a person thinks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from pipeline import timex
from pipeline.model import Basis, Event
from pipeline.store import codec
from pipeline.views import card, components, hosts, judging, known, state
from pipeline.views.share import subject
from pipeline.views.state import Page
from pipeline.views.top import neighbour

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

HEAD = "card_head"
KEY = "card"
CODE = ("highlight.js", "card.js")


def show(page: Page, detail: StoryDetail) -> None:
    """Draw the panel."""
    _bar(page, detail)
    if not (page.table["story_id"] == detail.story.id).any():
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="outside"):
            st.caption(f":material/filter_alt: {page.say('detail.outside')}", width="content")
            everything = replace(state.unfiltered(page.selection), main=False)
            st.button(
                page.say("detail.show_it"), type="tertiary", key="show_it", on_click=state.write, args=(everything,)
            )
    documents = {document.id: document for document in detail.documents}
    content = card.content(detail.events, documents, page.say, dark=page.dark)
    content |= {"writable": page.writable, "q": page.selection.q}
    content["suggestion"] = suggested(page, detail.events[0])
    components.mount(
        "card", HEAD, content | {"part": "head"}, code=CODE, on_accept_change=lambda: _accept(page, detail)
    )
    if page.writable:
        judging.show(page, detail)
    else:
        st.caption(page.say("judge.read_only"))
    components.mount(
        "card",
        KEY,
        content,
        code=CODE,
        on_open_change=_open,
        on_place_change=lambda: _use_place(page, detail),
        on_part_change=lambda: _part(page, detail),
    )


def _bar(page: Page, detail: StoryDetail) -> None:
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="detail_bar"):
        st.button(
            say("detail.close"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="close_detail",
            on_click=state.select,
            args=("",),
        )
        st.space("stretch")
        for offset, name, icon in ((-1, "previous", "keyboard_arrow_up"), (1, "next", "keyboard_arrow_down")):
            st.button(
                "",
                icon=f":material/{icon}:",
                type="tertiary",
                key=f"detail_{name}",
                help=say(f"detail.{name}"),
                disabled=not len(page.table),
                on_click=_step,
                args=(page, offset),
            )
        with st.popover(say("detail.copy"), icon=":material/link:", type="tertiary", key="copy_link"):
            base = page.settings.public_url or hosts.base(st.context.url or "")
            link = subject(page.selection, "event", keep_map=False, snapshot=page.query.snapshot_id).to_url(base)
            st.code(link, language=None, wrap_lines=True)


def _step(page: Page, offset: int) -> None:
    state.select(neighbour(page, offset))


def _open() -> None:
    document = components.sent(KEY, "open")
    if isinstance(document, str):
        state.change(open=document)


def _use_place(page: Page, detail: StoryDetail) -> None:
    chosen = components.sent(KEY, "place")
    mention = detail.events[0].mention
    places = [one.place for one in mention.candidates] if mention is not None else []
    place = next((place for place in places if place.id == chosen), None)
    if place is not None and page.writable:
        judging.say_of(page, detail, "place", codec.dumps(place))


def _part(page: Page, detail: StoryDetail) -> None:
    """Callback: one document's telling becomes an event of its own."""
    chosen = components.sent(KEY, "part")
    event = next((one for one in detail.events if one.id == chosen), None)
    if event is not None and page.writable:
        document = detail.document_of(event)
        page.store.judgements.add(judging.judgement(event, document, "split_from", detail.story.id))
        st.toast(page.say("judge.saved"), icon=":material/check:")


def suggested(page: Page, event: Event) -> str:
    """The sentence that offers the date of a known event; "" where none fits or a person has dated it already."""
    found = known.get(event.suggestion)
    if found is None or not found.iso or event.basis is Basis.USER:
        return ""
    return page.say("detail.suggestion", name=found.name, date=page.say.date(timex.label(found.date)))


def _accept(page: Page, detail: StoryDetail) -> None:
    found = known.get(detail.events[0].suggestion)
    if found is not None and found.iso and page.writable:
        judging.say_of(page, detail, "date", timex.to_edtf(found.date))
