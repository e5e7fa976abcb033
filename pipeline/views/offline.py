"""Folium without the network: every script and style sheet comes from this server, every event from one layer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from pipeline.exporters.scripts import asset, joined, js_json

# Relative to the frame of streamlit-folium, so that it survives `baseUrlPath` and any proxy's prefix.
VENDOR = "../../app/static/vendor"
CODE = ("marks.js", "world.js", "marker.js", "list.js", "shades.js", "layer.js", "tiles.js", "controls.js", "map.js")
LARGEST_ZOOM = 12


def go_offline(vendor: str = VENDOR) -> None:
    """Make every folium map load Leaflet from `vendor` instead of four hosts of the network."""
    folium.Map.default_js = [("leaflet", f"{vendor}/leaflet.js"), ("jquery", f"{vendor}/jquery.slim.min.js")]
    folium.Map.default_css = [("leaflet_css", f"{vendor}/leaflet.css")]


class OfflineBasemap(JSCSSMixin, MacroElement):
    """Land, water, borders and names, with the code of the event layer. Its script is the same on every run."""

    _template = Template("""
    {% macro script(this, kwargs) %}
    {{ this.code }}
    window.whenabouts = window.whenaboutsMap({{ this._parent.get_name() }}, {{ this.style }});
    {% endmacro %}
    """)

    def __init__(self, vendor: str = VENDOR) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "OfflineBasemap"
        self.default_js = [
            ("markercluster", f"{vendor}/leaflet.markercluster.js"),
            ("world", f"{vendor}/basemap-world.js"),
            ("countries", f"{vendor}/basemap-countries.js"),
        ]
        self.default_css = [("markercluster", f"{vendor}/MarkerCluster.css")]
        self.code = joined(CODE)
        self.style = js_json(asset("map.css") + FRAME)


# The frame shows nothing but the map, as high as the page makes the frame.
FRAME = """
html, body { margin: 0; height: 100%; overflow: hidden; }
#map_div { height: 100vh !important; width: 100% !important; }
#root + span { display: none; }
"""


class EventLayer(MacroElement):
    """All events of one run as one layer; `payload` is columnar (see `views.map.payload`).

    The script first empties streamlit-folium's list of layers, which otherwise keeps every layer ever shown.
    """

    _template = Template("""
    {% macro script(this, kwargs) %}
    window.feature_group = [];
    window.whenabouts.show({{ this._parent.get_name() }}, {{ this.payload }});
    {% endmacro %}
    """)

    def __init__(self, payload: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        written = js_json(payload)
        token = hashlib.sha256(written.encode()).hexdigest()[:16]
        self.payload = js_json({**payload, "token": token})


def base_map() -> folium.Map:
    """The base map: byte for byte the same on every run, because its script is the identity of the frame."""
    go_offline()
    shown = folium.Map(
        location=(25.0, 15.0),
        zoom_start=2,
        tiles=None,
        min_zoom=1,
        max_zoom=LARGEST_ZOOM,
        maxZoom=LARGEST_ZOOM,
        zoomSnap=0.5,
    )
    OfflineBasemap().add_to(shown)
    return shown
