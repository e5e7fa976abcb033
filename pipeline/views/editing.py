"""What else a person can say of a story: its title, type, tags, source and a note; that another event is the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from pipeline.model import Event
from pipeline.selection import Selection
from pipeline.views import palette
from pipeline.views.safe import line
from pipeline.views.state import Page, worded

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

Say = Callable[..., None]
MOST_OFFERED = 20


def details(page: Page, detail: StoryDetail, say_all: Say) -> None:
    """A form with what the event says now; only what was changed is said."""
    say, event = page.say, detail.events[0]
    key = event.id
    st.text_input(say("judged.title"), value=event.title, key=f"title_{key}", max_chars=200)
    types = list(dict.fromkeys([*palette.types(), event.type]))
    st.selectbox(
        say("judged.type"),
        types,
        index=types.index(event.type),
        format_func=lambda name: say.or_plain(f"type.{name}", name),
        key=f"type_{key}",
    )
    known = [label for _, label, _ in page.query.facets(page.selection)["tag"]]
    st.multiselect(
        say("judged.tags"),
        list(dict.fromkeys([*event.tags, *known])),
        default=list(event.tags),
        key=f"tags_{key}",
        accept_new_options=True,
        placeholder=say("judge.tags_hint"),
    )
    st.text_input(
        say("judged.link"), value=event.link, key=f"link_{key}", max_chars=2_000, placeholder="https://example.org/"
    )
    st.text_area(
        say("judge.note"),
        key=f"note_{key}",
        placeholder=say("judge.note_hint"),
        max_chars=2_000,
        help=say("judge.note_help"),
    )
    st.button(say("judge.save"), type="primary", key="edit_save", on_click=_save, args=(page, detail, say_all))


def _save(page: Page, detail: StoryDetail, say_all: Say) -> None:
    event = detail.events[0]
    typed = {name: st.session_state.get(f"{name}_{event.id}") for name in ("title", "type", "link", "note", "tags")}
    values = changed(event, {name: value for name, value in typed.items() if value is not None})
    if values:
        say_all(page, detail, values)
        st.session_state[f"note_{event.id}"] = ""


def changed(event: Event, typed: Mapping[str, Any]) -> dict[str, str]:
    """What of the form differs from the event, as judgements write it."""
    before = {"title": event.title, "type": event.type, "link": event.link}
    texts = {name: " ".join(str(typed[name]).split()) for name in before if name in typed}
    found = {name: text for name, text in texts.items() if text != before[name] and (text or name == "link")}
    if note := str(typed.get("note", "")).strip():
        found["note"] = note
    tags = list(typed.get("tags", event.tags))
    if tags != list(event.tags):
        found["tags"] = json.dumps(tags)
    return found


def join(page: Page, detail: StoryDetail, same: Say) -> None:
    """Search another story and say that it is the same happening."""
    say, event = page.say, detail.events[0]
    words = st.text_input(
        say("judge.join_search"), key=f"join_{event.id}", placeholder=say("filters.search_hint"), live=True
    )
    everything = Selection(dataset=page.selection.dataset, main=False, q=words or "")
    rows = worded(page.query.table(everything), say) if words else page.table
    rows = rows[rows["story_id"] != detail.story.id].head(MOST_OFFERED)
    labels = {
        str(name): line(f"{title} · {when} · {place or say('detail.unplaced')}", 120)
        for name, title, when, place in zip(rows["event_id"], rows["title"], rows["when"], rows["place"], strict=True)
    }
    chosen = st.selectbox(
        say("judge.join_pick"),
        list(labels),
        index=None,
        format_func=lambda one: labels.get(one, one),
        key=f"join_pick_{event.id}",
    )
    st.button(
        say("judge.join_save"),
        type="primary",
        key="join_save",
        disabled=chosen is None,
        on_click=same,
        args=(page, detail, chosen or ""),
    )
