"""Streamlit's own login (OpenID Connect), where the configuration asks for it, and who it says is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pipeline.config import Settings
from pipeline.views.texts import Texts


def who() -> str:
    """The e-mail address (else the name) of whoever has logged in; "" for nobody."""
    if not getattr(st.user, "is_logged_in", False):
        return ""
    return str(st.user.get("email") or st.user.get("name") or "")


def admitted(settings: Settings, say: Texts) -> bool:
    """Whether the page may be shown; where a login is missing, ask for it instead."""
    if not settings.login or who():
        return True
    with st.container(border=True, key="login"):
        st.markdown(f"### {say('login.title')}")
        if not is_configured():
            st.error(say("login.not_configured"))
            return False
        st.caption(say("login.text"))
        st.button(say("login.go"), type="primary", key="login_go", on_click=st.login)
    return False


def is_configured() -> bool:
    """Whether `.streamlit/secrets.toml` names a provider."""
    try:
        section: Mapping[str, Any] = st.secrets.get("auth", {})
    except FileNotFoundError:
        return False
    return bool(section)


def may_write(settings: Settings, person: str) -> bool:
    """Whether the person who has logged in is one of the `writers`."""
    return bool(person) and person.casefold() in {name.casefold() for name in settings.writers}
