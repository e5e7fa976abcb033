"""Fills the tables of docs/events.md from the code: `python docs/make_events.py`.

A table stands between `<!-- table NAME -->` and `<!-- end -->`; the prose around it is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT)]

from pipeline.analysis.lexicon import english  # noqa: E402
from pipeline.events.assembly import KEPT, MAIN  # noqa: E402
from pipeline.events.choice import ONE  # noqa: E402
from pipeline.events.claims import when, where  # noqa: E402
from pipeline.events.claims.source import Source  # noqa: E402

PAGE = PROJECT / "docs" / "events.md"
WORDS = 6  # of a role that are shown
_MARKED = re.compile(r"<!-- table (\w+) -->\n.*?<!-- end -->", re.S)
_ROLE = re.compile(r"^(\w+) = ")


def filled(page: str) -> str:
    """The page with every marked table made anew. Raises KeyError for a table of another name."""
    tables = {
        "types": types,
        "when": lambda: sources(when.SOURCES),
        "where": lambda: sources(where.SOURCES),
        "thresholds": thresholds,
        "roles": roles,
    }
    return _MARKED.sub(lambda marked: "\n".join(_table(marked[1], tables[marked[1]]())), page)


def _table(name: str, rows: Iterator[str]) -> Iterator[str]:
    yield f"<!-- table {name} -->"
    yield from rows
    yield "<!-- end -->"


def row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def head(*cells: str) -> Iterator[str]:
    yield row(*cells)
    yield "|" + "---|" * len(cells)


def types() -> Iterator[str]:
    lexicon = english()
    yield from head("type", "what it holds", "PLOVER", "CAMEO")
    for kind in lexicon.types:
        published = (", ".join(names[kind]) or "none" for names in (lexicon.plover, lexicon.cameo))
        yield row(f"`{kind}`", lexicon.means[kind], *published)


def sources(table: Sequence[Source]) -> Iterator[str]:
    yield from head("source", "what it proposes", "example")
    for source in table:
        yield row(f"`{source.name}`", source.means, example(source.example))


def example(marked: str) -> str:
    """An example as Markdown: the trigger bold, the words that date or place it in italics, line breaks as a slash."""
    shown = re.sub(r"\s*\n\s*", " / ", re.sub(r"\*(.+?)\*", r"**\1**", marked))
    return re.sub(r"\[(.+?)\]", r"*\1*", shown)


def thresholds() -> Iterator[str]:
    yield from head("number", "what it decides")
    yield row(f"{KEPT}", "the least score of a candidate that is an event at all")
    yield row(f"{MAIN}", "the least score of a main event; what lies below is background")
    yield row(f"{ONE}", "the probability above which two candidates tell of one happening")


def roles() -> Iterator[str]:
    said, words = comments(), english().roles
    yield from head("role", "what its words do", "words")
    for role in english().roles:
        shown = sorted(words[role])
        more = f" ... ({len(shown)})" if len(shown) > WORDS else ""
        yield row(f"`{role}`", said[role], " ".join(shown[:WORDS]) + more)


def comments() -> dict[str, str]:
    """Role -> the comment above it in the lexicon; roles below one comment share it."""
    source = resources.files("pipeline.analysis").joinpath("lexicon.toml").read_text("utf-8")
    found: dict[str, str] = {}
    comment: list[str] = []
    is_open = False
    for line in source.partition("[roles]\n")[2].partition("\n[phrases]")[0].splitlines():
        if line.startswith("#"):
            comment = [*comment, line.lstrip("# ")] if is_open else [line.lstrip("# ")]
        named = _ROLE.match(line)
        if named is not None:
            found[named[1]] = " ".join(comment)
        is_open = line.startswith("#")
    return found


def main() -> None:
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
    print(f"{PAGE.name}: {len(PAGE.read_text('utf-8').splitlines())} lines")


if __name__ == "__main__":
    main()
