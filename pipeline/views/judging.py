"""What a person can say about a story: confirm, reject, put right, describe, join, take back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.errors import StoreError
from pipeline.model import Document, Event, Judgement, Place
from pipeline.store import codec
from pipeline.views import editing, fixing, login, state, when
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

CONTEXT = 40  # code points of text kept before and after a sentence, so that a judgement finds it again
OF_STORY = ("verdict", "main", "merged_with")


def judgement(event: Event, document: Document | None, field: str, value: str) -> Judgement:
    """A judgement about one event (a verdict, a joining: about its story) that carries the words it is about."""
    text = document.text if document is not None else ""
    return Judgement(
        id="",
        target_kind="story" if field in OF_STORY else "event",
        target_id=event.id,
        field=field,
        value=value,
        quote=event.sentence.of(text) if text else event.quote,
        by=login.who(),
        prefix=text[max(0, event.sentence.start - CONTEXT) : event.sentence.start],
        suffix=text[event.sentence.end : event.sentence.end + CONTEXT],
    )


def say_of(page: Page, detail: StoryDetail, field: str, value: str, also: Sequence[Event] = ()) -> None:
    """Callback: put a judgement about the story's best event, and the same about others, into the log."""
    say_all(page, detail, {field: value}, also)


def say_all(page: Page, detail: StoryDetail, values: dict[str, str], also: Sequence[Event] = ()) -> None:
    """Callback: several judgements in one breath; they are taken back together."""
    rows = [
        judgement(event, detail.document_of(event), field, value)
        for field, value in values.items()
        for event in (detail.events[0], *also)
    ]
    try:
        page.store.judgements.add_all(rows)
    except StoreError as error:
        st.toast(plain(str(error), 200), icon=":material/error:")
        return
    state.close("fix_date", "fix_place", "edit")
    st.toast(page.say("judge.saved_many" if also else "judge.saved", n=1 + len(also)), icon=":material/check:")


def join(page: Page, detail: StoryDetail, other: str) -> None:
    """Callback: another story is the same happening. What a person said of this one is said of the whole."""
    beside = page.query.story(other)
    if beside is None:
        return
    mine, theirs = detail.events[0], beside.events[0]
    rows = [judgement(mine, detail.document_of(mine), "merged_with", theirs.id)]
    for field in ("title", "type", "date", "place"):
        said = [one for one in detail.judgements if one.field == field and one.target_id == mine.id]
        if said:
            rows.append(judgement(theirs, beside.document_of(theirs), field, said[-1].value))
    page.store.judgements.add_all(rows)
    state.close("edit")
    state.select(mine.id)
    st.toast(page.say("judge.saved"), icon=":material/check:")


def decide(page: Page, detail: StoryDetail, verdict: str) -> None:
    """Callback: confirm or reject; who walks through the queue of doubtful events goes on to the next one."""
    walking = page.selection.sort == "doubt" and page.selection.statuses == ("new",)
    names = [str(name) for name in page.table["story_id"]]
    said = [one.value for one in detail.judgements if one.field == "verdict"]
    if said[-1:] == [verdict]:
        return  # a second press says nothing new
    say_of(page, detail, "verdict", verdict)
    if walking and detail.story.id in names:
        after = names[names.index(detail.story.id) + 1 :]
        state.select(after[0] if after else "")


def standing(page: Page, detail: StoryDetail) -> None:
    """The button that brings a story into the first view, or takes it out; what is rejected has no place there."""
    alive = [event for event in detail.events if detail.statuses.get(event.id) != "rejected"]
    if not alive:
        return
    is_main = any(event.is_main for event in alive)
    name = "demote" if is_main else "promote"
    st.button(
        page.say(f"judge.{name}"),
        key="judge_main",
        icon=f":material/{'move_down' if is_main else 'move_up'}:",
        on_click=say_of,
        args=(page, detail, "main", "background" if is_main else "main"),
        help=page.say(f"judge.{name}_help"),
    )


def undo(page: Page, identifier: str) -> None:
    """Callback: take one judgement back."""
    page.store.judgements.undo(identifier, by=login.who())
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
                on_click=decide,
                args=(page, detail, value),
                help=say(f"judge.{label}_help"),
            )
        with state.popover(say("judge.fix_date"), "fix_date", "edit_calendar"):
            fixing.date(page, detail, say_of)
        with state.popover(say("judge.fix_place"), "fix_place", "edit_location_alt"):
            fixing.place(page, detail, say_of)
        with state.popover(say("judge.edit"), "edit", "edit_note"):
            editing.details(page, detail, say_all)
            with st.expander(say("judge.join"), icon=":material/merge:"):
                editing.join(page, detail, join)
        standing(page, detail)
    for at, one in enumerate(holding(said)):
        _said(page, one, at)


def holding(said: Sequence[Judgement]) -> list[Judgement]:
    """What was said, without the words on the timeline that later ones replaced: the button goes to and fro."""
    last = next((one for one in reversed(said) if one.field == "main"), None)
    return [one for one in said if one.field != "main" or one is last]


def _said(page: Page, one: Judgement, at: int) -> None:
    """One line of what was said, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"said_{at}"):
        st.caption(f"{plain(described(page, one), 200)} · {one.at[:16].replace('T', ' ')}", width="content")
        st.button(
            page.say("judge.undo"),
            key=f"judge_undo_{at}",
            type="tertiary",
            icon=":material/undo:",
            on_click=undo,
            args=(page, one.id),
        )


def described(page: Page, one: Judgement) -> str:
    """A judgement in words."""
    say = page.say
    if one.field == "verdict":
        return say.or_plain(f"status.{one.value}", one.value)
    if one.field == "main":
        return say.or_plain(f"judged.to_{one.value}", one.value)
    named = say.or_plain(f"judged.{one.field}", one.field)
    if one.field in ("created", "split_from"):
        return named
    shown = SHOWN.get(one.field)
    return f"{named}: {line(shown(page, one.value) if shown is not None else one.value, 160)}"


def _place_shown(page: Page, value: str) -> str:
    return codec.loads(Place, value).name if value else page.say("judge.place_none")


def _date_shown(page: Page, value: str) -> str:
    return when.in_words(value, page.say.language) if value else page.say("judge.date_none")


def title_of(page: Page, event_id: str) -> str:
    """The title of an event, "" where it is gone."""
    story = page.query.story(event_id)
    return next((one.title for one in story.events if one.id == event_id), "") if story is not None else ""


SHOWN: dict[str, Callable[[Page, str], str]] = {
    "place": _place_shown,
    "date": _date_shown,
    "kind": lambda page, value: page.say.or_plain(f"kind.{value}", value),
    "tags": lambda _, value: ", ".join(json.loads(value)),
    "type": lambda page, value: page.say.or_plain(f"type.{value}", value),
    "saved": lambda _, value: str(json.loads(value)["name"]),
    "merged_with": title_of,
}
