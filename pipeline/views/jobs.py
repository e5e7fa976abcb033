"""Long work that outlives the page that began it: a reload or a closed tab never stops it half-way.

A job runs in a thread of the server; pages only watch it. One of a name runs at a time, and a page that wants the
same work while it is under way watches that one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline.errors import WhenaboutsError
from pipeline.views.safe import plain

Progress = Callable[[float, str], None]
GLANCE = 0.25  # seconds between two looks at a job


@dataclass
class Job:
    """How far some work is: `share` from 0 to 1, the step in words, and how it ended (`error` is "" for well)."""

    share: float = 0.0
    step: str = ""
    error: str = ""
    passed: bool = False
    finished: threading.Event = field(default_factory=threading.Event)

    def tell(self, share: float, step: str) -> None:
        """Take note of progress; what the work calls."""
        self.share, self.step = min(1.0, max(0.0, share)), step


@dataclass
class Desk:
    """The jobs of this server by name."""

    jobs: dict[str, Job] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The one desk of the server."""
    return Desk()


def begin(name: str, work: Callable[[Progress], object]) -> tuple[Job, bool]:
    """Start `work` under `name`, or give the job of that name that is under way; and whether it was started now."""
    jobs = desk()
    with jobs.lock:
        current = jobs.jobs.get(name)
        if current is not None and not current.finished.is_set():
            return current, False
        fresh = jobs.jobs[name] = Job()
        threading.Thread(target=_run, args=(fresh, work), name=name, daemon=True).start()
    return fresh, True


def watch(job: Job, bar: DeltaGenerator, before: str = "") -> bool:
    """Move `bar` until the job ends; whether it ended well. `before` is put before each step's words."""
    while not job.finished.wait(GLANCE):
        bar.progress(job.share, text=plain(f"{before}{job.step}"))
    return job.passed


def _run(job: Job, work: Callable[[Progress], object]) -> None:
    try:
        work(job.tell)
        job.passed = True
    except WhenaboutsError as error:
        job.error = str(error)
    finally:
        job.finished.set()
