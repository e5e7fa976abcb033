"""The feed: a chronological list of stories, one line each; our own component (`assets/feed.js`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pipeline.selection import Selection
from pipeline.views import components, palette
from pipeline.views.safe import line
from pipeline.views.texts import Texts, load
from pipeline.views.timeline import LONGEST_TITLE

MOST = 5_000
CODE = ("marks.js", "highlight.js", "feed.js")


def feed(key: str, *, payload: Mapping[str, Any], on_select_change: Callable[[str], None]) -> None:
    """Draw the list of `payload`; `on_select_change(story_id)` gets "" when Esc takes the selection back."""

    def selected() -> None:
        sent = components.sent(key, "select")
        if isinstance(sent, str):
            on_select_change(sent)

    components.mount("feed", key, payload, code=CODE, on_select_change=selected)


def payload(frame: pd.DataFrame, selection: Selection, *, dark: bool, say: Texts | None = None) -> dict[str, Any]:
    """What the component lists: the rows of `frame` (columns of `Query.table`) in their order, at most MOST."""
    rows = frame.head(MOST)
    chosen = (rows["story_id"] == selection.event) | (rows["event_id"] == selection.event)
    found: list[str] = rows.loc[chosen, "story_id"].astype(str).tolist() if selection.event else []
    say = say or load()
    return {
        "dark": dark,
        "q": selection.q,
        "words": say.group("feed"),
        "language": say.language,
        "selected": found[0] if found else "",
        "more": max(0, len(frame) - len(rows)),
        "types": palette.legend(rows["type"], dark=dark),
        "rows": {
            "id": rows["story_id"].astype(str).tolist(),
            "type": rows["type"].astype(str).tolist(),
            "title": [line(str(title), LONGEST_TITLE) for title in rows["title"]],
            "when": rows["when"].fillna("").astype(str).tolist(),
            "place": rows["place"].fillna("").astype(str).tolist(),
            "sources": rows["sources"].fillna(1).astype(int).tolist(),
            "status": rows["status"].fillna("").astype(str).tolist(),
            "modality": rows["modality"].fillna("").astype(str).tolist(),
            "vague": rows["vague"].fillna(False).astype(bool).astype(int).tolist(),
        },
    }
