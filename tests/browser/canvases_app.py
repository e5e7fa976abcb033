"""Timeline, map and feed alone, over a few made-up stories; the address holds the state, as on the real page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from pipeline.selection import Selection
from pipeline.views import feed, timeline
from pipeline.views import map as event_map
from tests.frames import at, frame, story
from tests.published_sample import HOSTILE

CITIES = ((52.52, 13.4), (48.85, 2.35), (41.9, 12.5), (50.45, 30.52), (59.33, 18.07))
FRANCE = {"place": "France", "country": "FR", "place_kind": "PCLI", "precision": "country"}
ROWS = frame(
    *(at(f"s{n}", *CITIES[n % 5], when=f"20{10 + n // 3}-0{1 + n % 9}-12", title=f"Story {n}", type="protest")
      for n in range(35)),
    *(at(f"h{n}", -33.87, 151.2, when="2015-06-01", title=text) for n, text in enumerate(HOSTILE)),
    at("f1", 46.6, 2.5, title="In France, nobody says where", type="politics", **FRANCE),
    at("f2", 46.6, 2.5, title="In France again", type="politics", **FRANCE),
    at("alone", 51.884, 128.334, title="The one in the east", type="diplomacy"),
    story("undated"),
)  # fmt: skip


def change(**fields: Any) -> None:
    chosen = replace(read(), **fields)
    if seen := st.session_state.get("map_view"):
        chosen = replace(chosen, map=seen)
    st.query_params.from_dict(dict(chosen.to_query()))


def read() -> Selection:
    return Selection.from_query({name: st.query_params.get_all(name) for name in st.query_params})[0]


def on_map(heard: event_map.MapChange) -> None:
    change(**({"event": heard.event} if heard.kind == "event" else {"box": heard.box}))


st.set_page_config(layout="wide")
selection = read()
dark = st.context.theme.type == "dark"
timeline.timeline(
    "timeline",
    payload=timeline.payload(ROWS, selection, dark=dark),
    on_range_change=lambda start, end: change(start=start, end=end, window=""),
    on_select_change=lambda name: change(event=name),
    on_window_change=lambda window: change(window=window),
)
event_map.show(ROWS, selection=selection, look=event_map.Look(dark=dark), key="map", on_change=on_map)
feed.feed("feed", payload=feed.payload(ROWS, selection, dark=dark), on_select_change=lambda name: change(event=name))
