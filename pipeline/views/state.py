"""The bridge between the link and the page: the only module that reads or writes the address bar.

The address holds the whole state. Each run reads it once into a `Selection`; a callback writes a new one, and one
write is one entry in the browser's history, so that Back just works. Widgets are *held*: before each is drawn, its
value is set to what the link says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from pipeline.config import Settings
from pipeline.selection import BY_NAME, DEFAULTS, Selection
from pipeline.views.texts import DEFAULT, Texts

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

    from pipeline.store import Query, Store

MAP_VIEW = "map_view"  # session key: where the map was last seen, as (zoom, lat, lon)
MAP_ROUND = "map_round"  # session key: see `map_round`
CLOSING = "closing"  # session key: popovers that close on the next run
MISSING = object()
OPEN = {"main": False}  # what lets everything through, where the default does not
LOOKS = ("by", "bin", "layer", "view", "sort", "map", "window", "event", "open", "dataset", "snapshot")  # no filters


@dataclass(frozen=True)
class Page:
    """What every view is given: settings, the open data set, what is chosen and the words to say it with."""

    settings: Settings
    store: Store
    query: Query
    selection: Selection
    table: pd.DataFrame
    say: Texts
    writable: bool
    dark: bool


def worded(table: pd.DataFrame, say: Texts) -> pd.DataFrame:
    """The stories of a query with their dates (`when`) in the language of the page."""
    return table.assign(when=table["when"].map(say.date, na_action="ignore")) if say.language != DEFAULT else table


def read() -> tuple[Selection, tuple[str, ...]]:
    """What the link chooses, and a note for each value that was dropped."""
    return Selection.from_query({name: st.query_params.get_all(name) for name in st.query_params})


def write(selection: Selection) -> None:
    """Put `selection` into the address bar: one history entry. The map's last position rides along."""
    seen = st.session_state.get(MAP_VIEW)
    whole = replace(selection, map=seen if seen is not None else selection.map, snapshot="")
    grouped = _grouped(whole)
    if grouped != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(grouped)


def change(**fields: Any) -> None:
    """Choose anew: the link's selection with `fields` replaced."""
    write(replace(read()[0], **fields))


def hold(key: str, value: Any) -> None:
    """Set the widget `key`, about to be drawn, to `value` (left alone where it already shows it)."""
    if st.session_state.get(key, MISSING) != value:
        st.session_state[key] = value


def take(key: str, field: str, convert: Callable[[Any], Any] | None = None) -> None:
    """Callback of a held widget: write its value into `field` of the selection."""
    value = st.session_state[key]
    change(**{field: convert(value) if convert is not None else value})


def select(event: str) -> None:
    """Show one event or story; "" shows the list again."""
    change(event=event)


def reset() -> None:
    """Back to the default view of the same data set."""
    goto(Selection(dataset=read()[0].dataset))


def goto(selection: Selection) -> None:
    """Go somewhere else: the map goes where the selection has it, else to where its events are."""
    st.session_state.pop(MAP_VIEW, None)
    st.session_state[MAP_ROUND] = map_round() + 1
    write(selection)


def map_round() -> int:
    """A number that grows whenever the map is to be fitted to its events again."""
    return int(st.session_state.get(MAP_ROUND, 0))


def _grouped(selection: Selection) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in selection.to_query():
        grouped.setdefault(name, []).append(value)
    return grouped


def open_dataset(slug: str) -> None:
    """Show another data set, without the filters of this one."""
    goto(Selection(dataset=slug))


def unfiltered(selection: Selection) -> Selection:
    """The same way of looking (lanes, layer, view, selected event) at everything shown by default."""
    return replace(Selection(), **{name: getattr(selection, name) for name in LOOKS})


def lift(param: str) -> None:
    """Remove one filter: the parameter's field no longer restricts anything, for `from` and `to` both do not."""
    names = ("from", "to") if param in ("from", "to") else (param,)
    change(**{BY_NAME[name].field: OPEN.get(name, DEFAULTS[BY_NAME[name].field]) for name in names})


def popover(label: str, key: str, icon: str, **options: Any) -> PopoverContainer:
    """A popover that `close` can close once what it is for has been done."""
    if key in st.session_state.get(CLOSING, ()):
        st.session_state[CLOSING].discard(key)
        st.session_state[key] = False
    return st.popover(label, icon=f":material/{icon}:", key=key, on_change="rerun", **options)


def close(*keys: str) -> None:
    """Close popovers on the next run, so that they do not cover what they have changed."""
    st.session_state.setdefault(CLOSING, set()).update(keys)


def rewrite() -> None:
    """Write the link as it was understood: what could not be read is gone from it."""
    write(read()[0])


def is_narrowed(selection: Selection) -> bool:
    """Whether anything is filtered (the selected event, lanes and the like are no filter)."""
    return selection != unfiltered(selection)


def same_filters(one: Selection, other: Selection) -> bool:
    """Whether two selections filter alike, however they are looked at, in the same data set."""
    looks = {name: getattr(one, name) for name in LOOKS if name != "dataset"}
    return replace(other, **looks) == one
