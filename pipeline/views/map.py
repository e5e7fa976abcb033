"""The map: an offline folium base map and all events in one columnar layer, shown by streamlit-folium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.selection import Selection

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapChange:
    """What a person did on the map: chose a story (`event`), or drew or removed a box (`box`; None = removed)."""

    kind: str  # "event" or "box"
    event: str = ""
    box: Box | None = None


def show(
    frame: pd.DataFrame,
    *,
    selection: Selection,
    dark: bool,
    key: str,
    on_change: Callable[[MapChange], None],
) -> None:
    """Draw the placed stories of `frame` (columns of `Query.table`) and the box, polygon and choice of `selection`.

    Runs as a fragment: moving the map costs no run of the page. The last position is kept in
    `st.session_state["map_view"]` as (zoom, lat, lon) and in the address bar as `map=`. `on_change` runs as a callback
    before the next run of the whole page.
    """
    raise NotImplementedError
