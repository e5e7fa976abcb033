"""The bar between timeline and map: which view is shown, and how timeline, map and list are drawn."""

from __future__ import annotations

import streamlit as st

from pipeline.selection import BINS, LANES, LAYERS, SORTS, VIEWS
from pipeline.views import language, review, saved, state
from pipeline.views.state import Page

CHOICES = {"by": LANES, "bin": BINS, "layer": LAYERS, "sort": SORTS}


def show(page: Page) -> None:
    """Draw the bar."""
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="toolbar"):
        state.hold("w_view", page.selection.view)
        st.segmented_control(
            say("view.choose"),
            VIEWS,
            format_func=lambda name: say(f"view.{name}"),
            key="w_view",
            required=True,
            label_visibility="collapsed",
            on_change=state.take,
            args=("w_view", "view"),
        )
        with st.popover(say("view.options"), icon=":material/visibility:", key="display"):
            for field, names in CHOICES.items():
                _choice(page, field, names)
            language.choice(say)
        saved.button(page)
        review.button(page)
        if page.selection.box is not None or page.selection.poly:
            st.button(
                say("filters.box"),
                icon=":material/close:",
                help=say("filters.clear_box"),
                key="clear_box",
                on_click=state.change,
                kwargs={"box": None, "poly": ""},
            )


def _choice(page: Page, field: str, names: tuple[str, ...]) -> None:
    state.hold(f"w_{field}", getattr(page.selection, field))
    st.segmented_control(
        page.say(f"view.{field}"),
        names,
        format_func=lambda name: page.say(f"{field}.{name}"),
        key=f"w_{field}",
        required=True,
        on_change=state.take,
        args=(f"w_{field}", field),
    )
