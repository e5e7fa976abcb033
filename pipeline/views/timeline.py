"""The timeline: histogram with a brush above lanes of marks, our own component (`assets/timeline.js`).

The component does everything that needs no server: bins, levels of detail, zoom, hovering. It sends `range` (the dates
to filter by), `window` (what the lanes show, where that differs) and `select` (a story).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.selection import Selection
from pipeline.views import components, palette
from pipeline.views.safe import line
from pipeline.views.texts import Texts, load

RAW = 2_500  # marks that go to the browser one by one; more are thinned to one a lane and slot
SLOTS = 1_200  # slots over the window, and as many over everything
LONGEST_TITLE = 140
MOST_IN_TRAY = 150  # undated events, the most salient first
LANES = {"type": "type", "document": "document_id", "country": "country", "actor": "actors"}
CODE = ("time.js", "marks.js", "lanes.js", "overview.js", "brush.js", "player.js", "tray.js", "tools.js", "timeline.js")

Column = list[Any]


def timeline(
    key: str,
    *,
    payload: Mapping[str, Any],
    on_range_change: Callable[[str, str], None],
    on_select_change: Callable[[str], None],
    on_window_change: Callable[[str], None] | None = None,
) -> None:
    """Draw the timeline of `payload` (see the function of that name) and call back on what a person does.

    `on_range_change(start, end)` gets ISO prefixes, inclusive, "" for no limit: `Selection.start` and `.end`; the
    window goes back to "" with it.
    `on_select_change(story_id)` gets "" when the selection is taken back. `on_window_change("from~to" or "")` gets
    `Selection.window`; without it, zooming stays in the browser. Callbacks run before the next run of the script.
    """

    def ranged() -> None:
        sent = components.sent(key, "range")
        if isinstance(sent, list) and len(sent) == 2:
            on_range_change(str(sent[0]), str(sent[1]))

    def moved() -> None:
        sent = components.sent(key, "window")
        if on_window_change is not None and isinstance(sent, str):
            on_window_change(sent)

    def selected() -> None:
        sent = components.sent(key, "select")
        if isinstance(sent, str):
            on_select_change(sent)

    components.mount(
        "timeline",
        key,
        payload,
        code=CODE,
        on_range_change=ranged,
        on_window_change=moved,
        on_select_change=selected,
    )


def payload(
    frame: pd.DataFrame,
    selection: Selection,
    *,
    dark: bool,
    names: Mapping[str, str] | None = None,
    say: Texts | None = None,
) -> dict[str, Any]:
    """What the component draws: columns, times in milliseconds since 1970 (None = open); words from `say` (English).

    `frame` has the columns of `Query.table`; give it the stories that match every filter *but the dates*, so that the
    brush stands in its surroundings (stories outside the range are then drawn pale). `names` are the labels of the
    lanes by id (a document's title, a country's name, a type's word); an id without one is its own label.
    """
    dated = frame[frame["best"].notna()]
    lane = _lanes(dated, selection.by)
    limits = _limits(selection.start, selection.end)
    window = _limits(*_halves(selection.window))
    thin, lane, weight = _thinned(dated, lane, window if window != [None, None] else limits)
    labels = {str(key): line(str(value), 60) for key, value in (names or {}).items()}
    present = lane.value_counts()
    say = say or load()
    return {
        "dark": dark,
        "words": {**say.group("time"), **say.group("timeline")},
        "language": say.language,
        "by": selection.by,
        "bin": selection.bin,
        "range": limits,
        "window": window if window != [None, None] else None,
        "selected": _story(frame, selection.event),
        "tray": _tray(frame[frame["best"].isna()]),
        "types": palette.legend(frame["type"], dark=dark),
        "lanes": [
            {"id": name, "label": labels.get(name, name), "count": int(weight[lane == name].sum())}
            for name in _ordered(present, selection.by)
        ],
        "marks": _columns(thin, lane, weight),
    }


def _tray(undated: pd.DataFrame) -> dict[str, Any]:
    """The events without a date: how many there are, and the columns of the most salient."""
    rows = undated.sort_values("salience", ascending=False, kind="stable").head(MOST_IN_TRAY)
    return {
        "total": len(undated),
        "id": rows["story_id"].astype(str).tolist(),
        "type": rows["type"].astype(str).tolist(),
        "title": [line(str(title), LONGEST_TITLE) for title in rows["title"]],
        "place": rows["place"].fillna("").astype(str).tolist(),
    }


def _story(frame: pd.DataFrame, event: str) -> str:
    """The story that `event`, a story's id or its best member's, names; "" where it is not shown."""
    if not event:
        return ""
    found = frame.loc[(frame["story_id"] == event) | (frame["event_id"] == event), "story_id"]
    return str(found.iloc[0]) if len(found) else ""


def _halves(window: str) -> tuple[str, str]:
    first, _, last = window.partition("~")
    return first, last


def _limits(start: str, end: str) -> list[float | None]:
    """ISO prefixes as half-open milliseconds."""
    limits: list[float | None] = [None, None]
    for place, text in enumerate((start, end)):
        if text:
            try:
                limits[place] = timex.from_iso(text)[place] / 1000
            except TimexError:
                continue
    return limits


def _lanes(dated: pd.DataFrame, by: str) -> pd.Series:
    """The lane of each row, by its id ("" for none); of several actors the first."""
    column = dated[LANES.get(by, "type")]
    if by == "actor":
        return column.map(_first).astype(object)
    return column.fillna("").astype(str)


def _first(actors: object) -> str:
    if isinstance(actors, str):
        return actors.split(";")[0].strip()
    return str(actors[0]) if isinstance(actors, list | tuple) and actors else ""


def _ordered(present: pd.Series, by: str) -> list[str]:
    """Lanes in the palette's order for types, else by size; those without an id last."""
    names = [str(name) for name in present.index]
    if by == "type":
        order = {name: place for place, name in enumerate(palette.types())}
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))
    return [name for name in names if name] + [name for name in names if not name]


def _thinned(
    dated: pd.DataFrame, lane: pd.Series, window: list[float | None]
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """At most about RAW rows: of those that would be drawn on one spot the most salient, with their number."""
    if len(dated) <= RAW:
        return dated, lane, pd.Series(1, index=dated.index, dtype="int64")
    slots = SLOTS
    while True:
        spot = _spots(dated, window, slots)
        groups = dated.assign(_lane=lane, _spot=spot).groupby(["_lane", "_spot"], sort=False)
        if groups.ngroups <= 2 * RAW or slots < 50:
            break
        slots //= 2
    size = groups["story_id"].transform("size")
    kept = groups["salience"].idxmax()
    return dated.loc[kept], lane.loc[kept], size.loc[kept]


def _spots(dated: pd.DataFrame, window: list[float | None], slots: int) -> pd.Series:
    """Where a row is drawn: its slot and, for a vague one, the slots of its ends."""
    best = dated["best"].to_numpy("float64") / 1000
    low, high = float(best.min()), float(best.max()) + 1
    first, last = (low if window[0] is None else window[0]), (high if window[1] is None else window[1])
    inside = (best >= first) & (best < last)
    near = np.floor((best - first) / max(1.0, last - first) * slots)
    far = -1 - np.floor((best - low) / (high - low) * slots)
    spot = np.where(inside, near, far)
    span = (dated["end"] - dated["start"]).fillna(-1).to_numpy("float64") / 1000 / max(1.0, last - first) * slots
    return pd.Series(spot * 4096 + np.minimum(np.floor(span), 4095), index=dated.index)


def _columns(rows: pd.DataFrame, lane: pd.Series, weight: pd.Series) -> dict[str, Column]:
    return {
        "id": rows["story_id"].astype(str).tolist(),
        "lane": lane.tolist(),
        "type": rows["type"].astype(str).tolist(),
        "start": milliseconds(rows["start"]),
        "end": milliseconds(rows["end"]),
        "best": milliseconds(rows["best"]),
        "vague": rows["vague"].astype(bool).astype(int).tolist(),
        "n": weight.tolist(),
        "title": [line(str(title), LONGEST_TITLE) for title in rows["title"]],
        "when": rows["when"].astype(str).tolist(),
        "place": rows["place"].fillna("").astype(str).tolist(),
    }


def milliseconds(moments: pd.Series) -> Column:
    """Microseconds as milliseconds; None for NA."""
    return [None if pd.isna(moment) else int(moment) / 1000 for moment in moments]
