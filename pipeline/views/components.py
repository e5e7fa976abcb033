"""Mounts our own components: `assets/NAME.js` and `assets/NAME.css`, drawn without a frame inside the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

import streamlit as st

Callback = Callable[[], None]
Width = Literal["stretch", "content"]


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The text of one file of `assets/`."""
    return files("pipeline.views").joinpath("assets", name).read_text("utf-8")


def mount(
    name: str, key: str, data: Mapping[str, Any], *, code: Sequence[str] = (), width: Width = "stretch", **on: Callback
) -> None:
    """Show component `name` with `data`; `on_NAME_change` callbacks run when it sends NAME.

    `code` names the scripts that make it up, where it is more than `NAME.js`; they are joined in that order.

    The component is registered on every run: a registration belongs to one server, and costs nothing the second time.
    """
    script = "\n".join(asset(part) for part in code or (f"{name}.js",))
    renderer = st.components.v2.component(
        f"whenabouts_{name}", html="<div class='root'>\n</div>", css=asset(f"{name}.css"), js=script
    )
    renderer(key=key, data=dict(data), width=width, **cast("dict[str, Any]", on))


def sent(key: str, name: str) -> Any:
    """What the component `key` has just sent under `name` (inside a callback), or None."""
    return getattr(st.session_state.get(key), name, None)
