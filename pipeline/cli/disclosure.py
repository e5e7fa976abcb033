"""The options that say what may leave, shared by `export` and `publish`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run.publishing import Disclosure

_LEAVES = {
    "titles": "titles, dates and places",
    "quote": "titles, dates, places, and the quoted sentence of each event",
    "text": "titles, dates, places, quotes, and the whole text of the documents",
}


def add(verb: argparse.ArgumentParser, extents: Sequence[str], default: str) -> None:
    """Put the options on a verb; `default` says in words what leaves without them."""
    verb.add_argument("--extent", choices=extents, help=f"how much of the documents leaves (default: {default})")
    verb.add_argument(
        "--decimals", type=int, choices=range(5), default=4, help="decimals of coordinates: 4 is exact, 1 about 10 km"
    )
    verb.add_argument("--rejected", action="store_true", help="rejected events too, marked as such")
    verb.add_argument("--notes", action="store_true", help="what people noted too")


def chosen(arguments: argparse.Namespace) -> Disclosure:
    """What the options say."""
    from pipeline.run.publishing import Disclosure, Extent

    extent = Extent(arguments.extent or "quote")
    return Disclosure(extent, arguments.decimals, notes=arguments.notes, rejected=arguments.rejected)


def words(disclosure: Disclosure) -> str:
    """What leaves, in one line."""
    more = [name for name in ("notes", "rejected") if getattr(disclosure, name)]
    told = {"notes": "notes", "rejected": "rejected events"}
    what = "; ".join([_LEAVES[disclosure.extent], *(told[name] for name in more)])
    return f"{what}; coordinates to {disclosure.decimals} decimals."
