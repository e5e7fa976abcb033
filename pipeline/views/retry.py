"""What the desk offers for documents that could not be read: try again, and a report that holds none of their text."""

from __future__ import annotations

import platform

import pandas as pd
import streamlit as st

import pipeline
from pipeline import run
from pipeline.views import adding
from pipeline.views.state import Page


def show(page: Page, failed: pd.DataFrame) -> None:
    """The two buttons, for the failed ones among the chosen rows of the desk; nothing without one."""
    if failed.empty:
        return
    if page.writable:
        st.button(
            page.say("documents.retry"), key="retry_documents", icon=":material/refresh:", on_click=_retry,
            args=(page, tuple(failed["document_id"])),
        )  # fmt: skip
    st.download_button(
        page.say("documents.report"), report(failed), "whenabouts-report.txt", "text/plain", key="report_documents",
        icon=":material/bug_report:", on_click="ignore", help=page.say("documents.report_help"),
    )  # fmt: skip


def report(failed: pd.DataFrame) -> str:
    """What stopped each document, with what the fault may hang on; neither text, title nor name of a file."""
    return "\n\n".join(
        run.faults.report(
            str(row.error),
            {
                "version": pipeline.__version__,
                "python": platform.python_version(),
                "system": platform.platform(),
                "media type": row.media_type,
                "language": row.language,
                "kind": row.kind,
            },
        )
        for row in failed.itertuples()
    )


def _retry(page: Page, ids: tuple[str, ...]) -> None:
    """Callback: the documents are read again once the page is drawn."""
    st.session_state[adding.SOURCES] = run.bin.sources_of(page.settings, page.selection.dataset, ids)
    st.session_state[adding.AGAIN] = page.say("documents.retried", n=len(ids))
