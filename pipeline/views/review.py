"""Reviewing: the queue of doubtful events, what was said so far, undo and redo, and the log as a file."""

from __future__ import annotations

import streamlit as st

from pipeline.errors import StoreError
from pipeline.views import adding, components, judging, login, state
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

MOST_ORPHANS = 20


def button(page: Page) -> None:
    """The Review button of the toolbar."""
    if not page.writable:
        return
    with state.popover(page.say("review.title"), "review", "rule"):
        _steps(page)
        _queue(page)
        _file(page)
        _orphans(page)


def _steps(page: Page) -> None:
    say = page.say
    done, undone = page.store.judgements.steps()
    with st.container(horizontal=True, gap="xsmall", key="steps"):
        for name, rows, icon in (("undo", done, "undo"), ("redo", undone, "redo")):
            st.button(
                say(f"review.{name}"),
                key=f"review_{name}",
                icon=f":material/{icon}:",
                disabled=not rows,
                on_click=step,
                args=(page, name),
                help=plain(judging.described(page, rows[0]), 200) if rows else None,
            )


def step(page: Page, name: str) -> None:
    """Callback: take back what was said last ("undo"), or say it again ("redo")."""
    done, undone = page.store.judgements.steps()
    rows = done if name == "undo" else undone
    if not rows:
        st.toast(page.say("review.nothing"))
        return
    page.store.judgements.back(rows, by=login.who())
    told = f"{page.say(f'review.{name}_done')}: {line(judging.described(page, rows[0]), 120)}"
    if any(row.target_kind == "document" for row in rows):
        st.session_state[adding.AGAIN] = told  # what hangs on it is read again, then it is told
    else:
        st.toast(plain(told, 200), icon=f":material/{name}:")


def _queue(page: Page) -> None:
    """Doubtful events first, one after the other, those looked at already left out."""
    say = page.say
    waiting = queue(page)
    st.caption(say("review.waiting", n=len(waiting)))
    st.button(
        say("review.start"),
        key="review_start",
        type="primary",
        icon=":material/playlist_play:",
        disabled=not waiting,
        on_click=_start,
        args=(waiting[0] if waiting else "",),
    )


def _start(first: str) -> None:
    state.close("review")
    state.change(sort="doubt", statuses=("new",), event=first, view="map")


def queue(page: Page) -> list[str]:
    """The stories of the current filter that nobody has looked at, the least certain first."""
    rows = page.table[page.table["status"] == "new"].sort_values("score", kind="stable")
    return [str(name) for name in rows["story_id"]]


def _file(page: Page) -> None:
    say = page.say
    st.download_button(
        say("review.export"),
        data=page.store.judgements.export,
        file_name="whenabouts-corrections.jsonl",
        mime="application/jsonl",
        key="review_export",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    given = st.file_uploader(say("review.import"), type=["jsonl"], key="review_file")
    if given is not None and st.button(say("review.import_go"), key="review_import"):
        try:
            added = page.store.judgements.load(given.getvalue())
        except StoreError as error:
            st.error(say("review.import_failed"))
            st.text(line(str(error), 300))
        else:
            st.toast(say("review.imported", n=added), icon=":material/check:")
            st.rerun()


def _orphans(page: Page) -> None:
    """Corrections whose sentence is gone: kept, and said in words, so that a person can say them again."""
    orphans = page.query.orphans()
    if not orphans:
        return
    with st.expander(page.say("review.orphans", n=len(orphans))):
        for one in orphans[:MOST_ORPHANS]:
            st.text(line(f"{judging.described(page, one)} — {one.quote or one.target_id}", 240))


def keys(page: Page) -> None:
    """Callback: what the page's keys ask for."""
    said = components.sent("keys", "judge")
    if page.writable and said in ("undo", "redo"):
        step(page, said)
