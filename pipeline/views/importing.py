"""A table of events in the page: which column is what, a preview of what would change, and then all at once."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pipeline.errors import ReadError, StoreError
from pipeline.model import Place
from pipeline.selection import Selection
from pipeline.views import fields, sheet, state
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

SUFFIXES = ["csv", "tsv", "xlsx"]
MOST_SHOWN = 500


def form(page: Page, where: str) -> None:
    """Upload a table; nothing is changed before the preview is agreed to."""
    say = page.say
    st.caption(say("sheet.what"))
    given = st.file_uploader(say("sheet.file"), type=SUFFIXES, key=f"{where}_sheet")
    if given is None:
        return
    try:
        table = sheet.read(given.getvalue(), given.name)
    except ReadError as error:
        st.error(say("sheet.unreadable"))
        st.text(str(error))
        return
    mapping = _mapping(page, table, where)
    everything = Selection(dataset=page.selection.dataset, main=False)
    known = {event.id: event for event in page.query.events(everything)}
    made = sheet.plan(table, mapping, known, page.selection.dataset, lambda *cells: locate(page, *cells))
    _preview(page, made)
    if st.button(
        say("sheet.apply", n=len({change.row for change in made.changes})),
        type="primary",
        key=f"{where}_sheet_go",
        icon=":material/check:",
        disabled=not made.judgements,
    ):
        _apply(page, made)


def _mapping(page: Page, table: pd.DataFrame, where: str) -> dict[str, str]:
    """Which column is what: guessed from the names, put right by a person."""
    columns = [str(column) for column in table.columns]
    guessed = sheet.guess(columns)
    chosen: dict[str, str] = {}
    unused = set(columns) - set(guessed.values())
    is_dated = bool({"date", "start"} & set(guessed))
    is_unclear = "id" not in guessed and ("title" not in guessed or (bool(unused) and not is_dated))
    frame = st.expander(page.say("sheet.columns"), expanded=is_unclear)
    with frame, st.grid(3, gap="xsmall", min_column_width=150):
        for name in sheet.FIELDS:
            options = ["", *columns]
            chosen[name] = st.selectbox(
                page.say(f"sheet.column_{name}"),
                options,
                index=options.index(guessed.get(name, "")),
                format_func=lambda column: line(column, 40) or page.say("sheet.unused"),
                key=f"{where}_column_{name}",
            )
    return {name: column for name, column in chosen.items() if column}


def _preview(page: Page, made: sheet.Plan) -> None:
    say = page.say
    changed = len({change.row for change in made.changes}) - made.created
    st.text(say("sheet.summary", changed=changed, created=made.created, same=made.unchanged, wrong=len(made.problems)))
    if made.changes:
        rows = [
            (one.row, one.title, say.or_plain(f"judged.{one.field}", one.field), one.before, one.after)
            for one in made.changes[:MOST_SHOWN]
        ]
        names = [say(f"sheet.{name}") for name in ("row", "event", "field", "before", "after")]
        st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True, height=min(320, 38 * (len(rows) + 1)))
    if made.problems:
        with st.expander(say("sheet.problems", n=len(made.problems)), icon=":material/warning:", expanded=True):
            for number, words in made.problems[:MOST_SHOWN]:
                st.text(f"{say('sheet.row')} {number}: {words}")


def _apply(page: Page, made: sheet.Plan) -> None:
    try:
        page.store.judgements.add_all(made.judgements)
    except StoreError as error:
        st.error(page.say("sheet.refused"))
        st.text(line(str(error), 300))
        return
    st.toast(plain(page.say("sheet.done", n=len(made.judgements)), 200), icon=":material/check:")
    state.goto(Selection(dataset=page.selection.dataset))
    st.rerun()


def locate(page: Page, name: str, lat: str, lon: str) -> Place | None:
    """The place that cells mean: a point where they give one, named as they say; else the likeliest of that name."""
    found = fields.places(page, f"{lat}, {lon}" if lat and lon else name)
    if not found:
        return None
    return fields.named(found[0], name) if lat and lon and name else found[0]
