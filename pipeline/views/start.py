"""The first start: what is missing is built in the page, with a progress bar; later starts redo what changed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import run
from pipeline.config import Settings
from pipeline.store import Store
from pipeline.views import jobs, login
from pipeline.views.hosts import host, is_loopback
from pipeline.views.texts import Texts

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")  # headers by which a reverse proxy shows itself


@dataclass
class Opened:
    """A store that this server has brought up to date."""

    store: Store
    current: bool = False


@st.cache_resource(show_spinner=False)
def _opened(data_dir: str, seeds_dir: str, _settings: Settings) -> Opened:
    return Opened(Store(_settings))


def store(settings: Settings, say: Texts) -> Store:
    """The open store; builds the gazetteer and the example data set first where they are missing or have changed."""
    opened = _opened(str(settings.data_dir), str(settings.seeds_dir), settings)
    place = st.empty()  # also where nothing is to be built: what follows keeps its place, and is not drawn anew
    if not opened.current:
        _ensure(settings, say, place)
        opened.current = True
    return opened.store


def _ensure(settings: Settings, say: Texts, place: DeltaGenerator) -> None:
    with place.container():
        bar = st.progress(0.0, text=say("start.waiting"))
        job, _ = jobs.begin(f"ensure {settings.data_dir}", lambda progress: run.ensure(settings, progress))
        if not jobs.watch(job, bar, f"{say('start.waiting')}: "):
            st.error(say("start.failed"))
            st.text(job.error)
            st.stop()
    place.empty()


def writable(settings: Settings) -> bool:
    """Whether this session may add documents and correct events: as configured, else only on a loopback address.

    On a loopback address a reverse proxy may still let strangers in: a public name in the configuration or the
    address, or a header that a proxy adds, closes it again. Named `writers` may always, once they have logged in.
    """
    if settings.writers:
        return login.may_write(settings, login.who())
    if settings.allow_write is not None:
        return settings.allow_write
    bound = str(st.get_option("server.address") or "")
    asked = host(st.context.url or "")
    forwarded = any(name in st.context.headers for name in FORWARDED)
    return is_loopback(bound) and (not asked or is_loopback(asked)) and not forwarded and not settings.public_url
