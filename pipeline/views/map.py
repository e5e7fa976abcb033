"""The map: an offline folium base map and all events in one columnar layer, shown by streamlit-folium."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import folium
import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from pipeline import geo
from pipeline.config import Settings
from pipeline.selection import DEFAULTS, Selection
from pipeline.views import offline, palette, state
from pipeline.views.safe import line
from pipeline.views.texts import Texts, load
from pipeline.views.timeline import LONGEST_TITLE

Box = tuple[float, float, float, float]
HEIGHT = 430  # pixels, where the page's style sheet says nothing else
SINGLY = 5_000  # events that go to the browser one by one; more are counted in cells
CELL = 44  # pixels between the cells
FAR_ZOOM = 3
FITTED_ZOOM = 6  # as far as the map goes in by itself
PIXELS = (640, 420)  # about the size of the map
MOST_ZOOM = 12
LEAST_FOR_QUANTILES = 20


@dataclass(frozen=True, slots=True)
class MapChange:
    """What a person did: chose a story (`event`), drew or removed a box (`box`; None = removed), or showed a `point`.

    A point is latitude, longitude, and how far off it may be, in metres: a few pixels of the map as it was shown.
    """

    kind: str  # "event", "box" or "pick"
    event: str = ""
    box: Box | None = None
    point: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of map tiles: the template of its addresses, what it wants said, and its name."""

    url: str
    attribution: str
    host: str


@dataclass(frozen=True, slots=True)
class Look:
    """How the map is drawn: light or dark, in which words, and over tiles from the network (None: offline).

    `pick` makes the next click show a place instead of choosing an event; another `round` fits the map to its events.
    """

    dark: bool = False
    say: Texts = field(default_factory=load)
    tiles: Tiles | None = None
    pick: bool = False
    round: int = 0


def tiles_of(settings: Settings) -> Tiles | None:
    """The tiles that the settings ask for, or None."""
    if not settings.tile_origin:
        return None
    host = settings.tile_origin.partition("://")[2].removeprefix("*.")
    return Tiles(settings.tile_url, settings.tile_attribution, host)


def show(
    frame: pd.DataFrame,
    *,
    selection: Selection,
    look: Look,
    key: str,
    on_change: Callable[[MapChange], None],
) -> None:
    """Draw the placed stories of `frame` (columns of `Query.table`) and the box, polygon and choice of `selection`.

    Runs as a fragment: moving the map costs no run of the page. The last position is kept in
    `st.session_state["map_view"]` as (zoom, lat, lon) and in the address bar as `map=`; both only once a person has
    moved the map. `on_change` runs as a callback before the next run of the whole page.
    """
    _panel(frame, selection, look, key, on_change)


@st.fragment
def _panel(
    frame: pd.DataFrame, selection: Selection, look: Look, key: str, on_change: Callable[[MapChange], None]
) -> None:
    if st.session_state.pop(f"{key}_changed", False):
        st.rerun()
    group = folium.FeatureGroup("events")
    offline.EventLayer(payload(frame, selection, look, zoom=_zoom(frame, selection))).add_to(group)
    st_folium(
        offline.base_map(),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        feature_group_to_add=group,
        returned_objects=["last_active_drawing"],
        on_change=lambda: _heard(key, on_change),
    )


def _zoom(frame: pd.DataFrame, selection: Selection) -> int:
    """The zoom at which the map is seen: where a person left it, else the one that fits the events."""
    seen = st.session_state.get(state.MAP_VIEW) or selection.map
    return fitting(bounds(frame[frame["lat"].notna()])) if seen is None else max(1, min(MOST_ZOOM, round(seen[0])))


def fitting(box: list[list[float]] | None) -> int:
    """About the zoom at which a box (south-west, north-east) fills the map."""
    if box is None:
        return FAR_ZOOM
    (south, west), (north, east) = box
    widths = PIXELS[0] * 360 / (256 * max(east - west, 0.1)), PIXELS[1] * 270 / (256 * max(north - south, 0.1))
    return max(1, min(FITTED_ZOOM, math.floor(math.log2(min(widths)))))


def _heard(key: str, on_change: Callable[[MapChange], None]) -> None:
    """Read the one message of the frame; what was heard before is told by its time stamp."""
    returned = st.session_state.get(key) or {}
    said = ((returned.get("last_active_drawing") or {}).get("properties")) or {}
    view = position(str(said.get("view", "")))
    if view is not None:
        st.session_state[state.MAP_VIEW] = view
    for change in changes(said, st.session_state.setdefault(f"{key}_heard", {})):
        st.session_state[f"{key}_changed"] = True
        on_change(change)


def changes(said: Mapping[str, Any], heard: dict[str, Any]) -> list[MapChange]:
    """What is new in the message `said`; `heard` keeps the time stamps of what was acted on."""
    found = []
    for kind in ("event", "box", "pick"):
        stamp = said.get(f"{kind}_at") or 0
        if not stamp or heard.get(kind) == stamp:
            continue
        heard[kind] = stamp
        text = str(said.get(kind, ""))
        read = {"event": {"event": text}, "box": {"box": box_of(text)}, "pick": {"point": point_of(text)}}
        found.append(MapChange(kind, **read[kind]))  # type: ignore[arg-type]
    return found


def point_of(text: str) -> tuple[float, float, float] | None:
    """Latitude, longitude and metres of "lat~lon~metres"; None for anything else."""
    numbers = _numbers(text, 3)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 180 or numbers[2] < 0:
        return None
    return numbers[0], numbers[1], numbers[2]


def position(text: str) -> tuple[float, float, float] | None:
    """Zoom, lat, lon of "zoom~lat~lon"; None for anything else."""
    numbers = _numbers(text, 3)
    if numbers is None or not (0 <= numbers[0] <= 22 and abs(numbers[1]) <= 90 and abs(numbers[2]) <= 180):
        return None
    return numbers[0], numbers[1], numbers[2]


def box_of(text: str) -> Box | None:
    """West, south, east, north of "west~south~east~north"; None for anything else."""
    numbers = _numbers(text, 4)
    if numbers is None or max(abs(numbers[0]), abs(numbers[2])) > 180 or not -90 <= numbers[1] < numbers[3] <= 90:
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _numbers(text: str, count: int) -> list[float] | None:
    try:
        numbers = [float(part) for part in text.split("~")]
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(np.isfinite(numbers)) else None


def payload(
    frame: pd.DataFrame, selection: Selection, look: Look | None = None, *, zoom: int = FAR_ZOOM
) -> dict[str, Any]:
    """What the layer draws: columns, degrees, metres. More than SINGLY events are counted in cells for `zoom`."""
    placed = frame[frame["lat"].notna() & frame["lon"].notna()]
    area = placed["country"].fillna("").where(placed["place_kind"].isin(geo.COUNTRIES), "")
    placed = placed.assign(lon=unwrapped(placed["lon"].to_numpy("float64")), area=area)
    look = look or Look()
    legend = palette.legend(placed["type"], dark=look.dark)
    cells = len(placed) > SINGLY
    rows = _cells(placed, zoom) if cells else placed.assign(n=1)
    chosen = placed.loc[(placed["story_id"] == selection.event) | (placed["event_id"] == selection.event), "story_id"]
    number = {name: place for place, name in enumerate(legend["names"])}
    return {
        "dark": look.dark,
        "words": look.say.group("map"),
        "language": look.say.language,
        "tiles": None if look.tiles is None else asdict(look.tiles),
        "cells": cells,
        "pick": look.pick,
        "layer": selection.layer,
        "selected": str(chosen.iloc[0]) if selection.event and len(chosen) else "",
        "view": "" if selection.map is None else "~".join(f"{value:g}" for value in selection.map),
        "fit": bounds(placed),
        "fitKey": f"{look.round} {fit_key(selection)}",
        "box": None if selection.box is None else list(selection.box),
        "ring": [list(corner) for corner in selection.ring],
        "types": {
            **legend,
            "labels": [look.say.or_plain(f"type.{kind}", kind.capitalize()) for kind in legend["names"]],
        },
        "type": [number[kind] for kind in rows["type"]],
        **_columns(rows),
    }


def fit_key(selection: Selection) -> str:
    """What the map is fitted to anew when it changes, unless a person has moved it: every filter but the dates.

    The dates slide and are dragged; a map that jumped with each of their steps could not be looked at.
    """
    look = ("start", "end", "touch", "window", "by", "bin", "layer", "view", "sort", "map", "event", "open", "snapshot")
    filters = replace(selection, **{name: DEFAULTS[name] for name in look})
    return " ".join(f"{name}={value}" for name, value in filters.to_query())


def _columns(rows: pd.DataFrame) -> dict[str, list[Any]]:
    return {
        "id": rows["story_id"].astype(str).tolist(),
        "lat": rows["lat"].round(4).tolist(),
        "lon": rows["lon"].round(4).tolist(),
        "radius": rows["radius_m"].fillna(0).round().astype(int).tolist(),
        "precision": rows["precision"].fillna("").astype(str).tolist(),
        "area": rows["area"].astype(str).tolist(),
        "n": rows["n"].astype(int).tolist(),
        "title": [line(str(title), LONGEST_TITLE) for title in rows["title"]],
        "when": rows["when"].fillna("").astype(str).tolist(),
        "place": rows["place"].fillna("").astype(str).tolist(),
    }


def unwrapped(longitudes: np.ndarray) -> np.ndarray:
    """Longitudes on the side of 180 degrees where they lie together: the widest empty stretch becomes the edge."""
    around = np.sort(np.unique(longitudes))
    if len(around) < 2:
        return longitudes
    gaps = np.diff(around)
    widest = int(gaps.argmax())
    if gaps[widest] <= 360 - (around[-1] - around[0]) or around[widest + 1] < 90:
        return longitudes
    return np.where(longitudes <= around[widest], longitudes + 360, longitudes)


def bounds(placed: pd.DataFrame) -> list[list[float]] | None:
    """South-west and north-east of the central 95 % of the points (of all, where they are few); None without any."""
    if placed.empty:
        return None
    share = (0.025, 0.975) if len(placed) >= LEAST_FOR_QUANTILES else (0.0, 1.0)
    low = placed[["lat", "lon"]].quantile(share[0])
    high = placed[["lat", "lon"]].quantile(share[1])
    return [[round(float(low["lat"]), 3), round(float(low["lon"]), 3)],
            [round(float(high["lat"]), 3), round(float(high["lon"]), 3)]]  # fmt: skip


def _cells(placed: pd.DataFrame, zoom: int) -> pd.DataFrame:
    """One row a cell of about CELL pixels at `zoom`: mean position, commonest type, number of events.

    Events of which only the country is known are one row a country.
    """
    step = CELL * 360 / (256 * 2**zoom)
    cell = np.floor(placed["lon"] / step) * 100_000 + np.floor(placed["lat"] / (step * 0.75))
    whole = placed["area"] != ""
    cell = cell.where(~whole, -1e12 - pd.factorize(placed["area"])[0])
    groups = placed.groupby(cell.rename("cell"))
    first = groups.first()
    return pd.DataFrame(
        {
            "story_id": [f"cell {name:.0f}" for name in first.index],
            "type": groups["type"].agg(lambda kinds: kinds.mode().iloc[0]),
            "lat": groups["lat"].mean(),
            "lon": groups["lon"].mean(),
            "radius_m": 0.0,
            "precision": "city",
            "area": first["area"],
            "n": groups.size(),
            "title": "",
            "when": "",
            "place": first["place"],
        }
    )
