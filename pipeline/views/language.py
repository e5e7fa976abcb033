"""The language of the interface: a person's own choice, kept for the session and never part of a link."""

from __future__ import annotations

import streamlit as st

from pipeline.views import texts
from pipeline.views.texts import Texts

CHOSEN = "language"  # session key: the language chosen in this session
WIDGET = "w_language"


def spoken() -> Texts:
    """The texts of this session: in the language chosen, else in the browser's, else in English."""
    return texts.load(texts.best(wish for wish in (st.session_state.get(CHOSEN), st.context.locale) if wish))


def choice(say: Texts) -> None:
    """The choice, each language by its own name."""
    st.session_state[WIDGET] = say.language
    st.segmented_control(
        say("language.label"),
        texts.languages(),
        format_func=lambda language: texts.load(language)("language.name"),
        key=WIDGET,
        required=True,
        on_change=_choose,
    )


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state[WIDGET]
