"""Lists of values with what each would leave: chosen, left out, or "only this", in one click; our own component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.selection import BY_NAME
from pipeline.views import components, palette, state
from pipeline.views.safe import line
from pipeline.views.state import Page

Facet = Sequence[tuple[str, str, int]]  # id, label, count
MOST = 400  # values of one list that go to the browser; the search box above finds the rest
LONGEST = 80
IN, OUT = 1, -1
CODE = ("marks.js", "facets.js")


@dataclass(frozen=True, slots=True)
class Group:
    """One list: the link's parameter, and whether it stands open without being asked."""

    param: str
    is_open: bool = False


def show(page: Page, key: str, groups: Sequence[Group], facets: Mapping[str, Facet]) -> None:
    """Draw the lists that have anything to choose."""
    drawn = [one for one in (_group(page, group, facets.get(group.param, ())) for group in groups) if one is not None]
    if not drawn:
        return
    words = {name: page.say(f"facet.{name}") for name in ("only", "out", "back", "search", "more", "none", "cut")}
    components.mount(
        "facets",
        key,
        {"groups": drawn, "words": words, "language": page.say.language},
        code=CODE,
        on_choose_change=lambda: _heard(key, [group.param for group in groups]),
    )


def _group(page: Page, group: Group, facet: Facet) -> dict[str, Any] | None:
    chosen, out = _sets(page, group.param)
    known = {name for name, _, _ in facet}
    rows = [*facet, *((name, name, 0) for name in (*chosen, *out) if name not in known)]
    if group.param == "type":
        order = {name: place for place, name in enumerate(palette.types())}
        rows.sort(key=lambda row: order.get(row[0], len(order)))
    if len(rows) < 2 and not chosen and not out:
        return None
    rows = sorted(rows, key=lambda row: row[0] not in chosen and row[0] not in out) if len(rows) > MOST else rows
    return {
        "param": group.param,
        "label": page.say(f"facet.{group.param}"),
        "open": group.is_open or bool(chosen or out),
        "cut": len(rows) > MOST,
        "options": [_option(page, group.param, row, (chosen, out)) for row in rows[:MOST]],
    }


def _option(
    page: Page, param: str, row: tuple[str, str, int], sets: tuple[tuple[str, ...], tuple[str, ...]]
) -> dict[str, Any]:
    name, label, count = row
    named = page.say.country(name, label) if param == "cc" else page.say.or_plain(f"{param}.{name}", label)
    option: dict[str, Any] = {
        "id": name,
        "label": line(named, LONGEST),
        "count": count,
        "state": IN if name in sets[0] else OUT if name in sets[1] else 0,
    }
    if param == "type":
        option |= {"mark": palette.mark(name), "colour": palette.colour(name, dark=page.dark)}
    return option


def _sets(page: Page, param: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is chosen, and what is left out."""
    return getattr(page.selection, BY_NAME[param].field), getattr(page.selection, BY_NAME[f"not-{param}"].field)


def _heard(key: str, params: Sequence[str]) -> None:
    """Callback: a person chose, left out, or asked for one value only."""
    sent = components.sent(key, "choose")
    if isinstance(sent, dict) and sent.get("param") in params:
        choose(str(sent["param"]), str(sent.get("id", "")), str(sent.get("act", "")))


def choose(param: str, value: str, act: str) -> None:
    """Write into the link: `toggle` chooses or takes back, `only` drops all others, `out` leaves the value out."""
    selection, _ = state.read()
    field, opposite = BY_NAME[param].field, BY_NAME[f"not-{param}"].field
    chosen, out = getattr(selection, field), getattr(selection, opposite)
    held = value in chosen or value in out
    kept, left = tuple(one for one in chosen if one != value), tuple(one for one in out if one != value)
    if act == "only":
        state.change(**{field: (value,), opposite: ()})
    elif act == "out":
        state.change(**{field: kept, opposite: left if value in out else (*left, value)})
    elif act == "toggle":
        state.change(**{field: kept if held else (*kept, value), opposite: left})
    elif act == "clear":
        state.change(**{field: (), opposite: ()})
