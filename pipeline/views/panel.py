"""The right panel: the list of events, the events that have no date or no place, or the detail of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pipeline.views import detail, feed, state
from pipeline.views.state import Page

if TYPE_CHECKING:
    from pipeline.store import StoryDetail

# Which tray is open is a way of looking through the list that is on the screen anyway: it is not part of the link.
TRAYS = ("all", "undated", "unplaced")
TRAY = "tray"


def show(page: Page, chosen: StoryDetail | None) -> None:
    """Draw the panel."""
    with st.container(key="side", gap="small"):
        if chosen is not None:
            detail.show(page, chosen)
            return
        rows = _tray(page)
        if len(rows):
            listed = feed.payload(rows, page.selection, dark=page.dark, say=page.say)
            feed.feed("feed", payload=listed, on_select_change=state.select)
        else:
            st.caption(page.say("tray.empty"))


def trays(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The rows of each tray."""
    return {"all": table, "undated": table[table["best"].isna()], "unplaced": table[table["lat"].isna()]}


def _tray(page: Page) -> pd.DataFrame:
    rows = trays(page.table)
    offered = [name for name in TRAYS if name == "all" or len(rows[name])]
    if len(offered) == 1:
        return rows["all"]
    chosen = st.segmented_control(
        page.say("tray.choose"),
        offered,
        format_func=lambda name: page.say(f"tray.{name}", n=len(rows[name])),
        default="all",
        required=True,
        key=TRAY,
        label_visibility="collapsed",
    )
    return rows[chosen if chosen in offered else "all"]
