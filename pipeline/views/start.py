"""The first start: what is missing is built in the page, with a progress bar; later starts redo what changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import run
from pipeline.config import Settings
from pipeline.errors import WhenaboutsError
from pipeline.store import Store
from pipeline.views.hosts import host, is_loopback
from pipeline.views.texts import Texts


@dataclass
class Gate:
    """One for the whole server: the first session builds what is missing, others wait for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    passed: bool = False


@st.cache_resource(show_spinner=False)
def _gate(data_dir: str) -> Gate:
    return Gate()


@st.cache_resource(show_spinner=False)
def _store(data_dir: str, _settings: Settings) -> Store:
    return Store(_settings)


def store(chosen: Settings, say: Texts) -> Store:
    """The open store; builds the gazetteer and the example data set first where they are missing or have changed."""
    gate = _gate(str(chosen.data_dir))
    if not gate.passed:
        _build(chosen, gate, say)
    return _store(str(chosen.data_dir), chosen)


def _build(chosen: Settings, gate: Gate, say: Texts) -> None:
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, text=say("start.waiting"))
        with gate.lock:
            if not gate.passed:
                _ensure(chosen, bar, say)
                gate.passed = True
    place.empty()


def _ensure(chosen: Settings, bar: DeltaGenerator, say: Texts) -> None:
    try:
        run.ensure(chosen, lambda share, step: _advance(bar, share, say("start.step", step=step)))
    except WhenaboutsError as error:
        st.error(say("start.failed"))
        st.text(str(error))
        st.stop()


def _advance(bar: DeltaGenerator, share: float, text: str) -> None:
    bar.progress(min(1.0, max(0.0, share)), text=text)


def writable(chosen: Settings) -> bool:
    """Whether this session may add documents and correct events: as configured, else only on a loopback address.

    On a loopback address a reverse proxy may still let strangers in: a public name in the configuration or the
    address, or a header that a proxy adds, closes it again.
    """
    if chosen.allow_write is not None:
        return chosen.allow_write
    bound = str(st.get_option("server.address") or "")
    asked = host(st.context.url or "")
    forwarded = any(name in st.context.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
    return is_loopback(bound) and (not asked or is_loopback(asked)) and not forwarded and not chosen.public_url
