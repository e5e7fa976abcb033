"""How times are found in eighty passages of our own that no rule was tuned to (`tests/gold/fresh_times.toml`).

`python -m benchmarks.fresh [--misses]` prints for news, histories and reports how many of the marked times are right
(overlap and value), right with exactly the marked words, found with another value, missed, and what else was found.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import dates
from pipeline.model import Document, DocumentKind, Timex, TimexType

PASSAGES = Path(__file__).parent.parent / "tests" / "gold" / "fresh_times.toml"
MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")


@dataclass(frozen=True)
class Marked:
    """A stretch of a passage and the values it may have; none if it may be found or not."""

    start: int
    end: int
    values: tuple[str, ...]


def unmarked(text: str) -> tuple[str, list[Marked]]:
    """The text without its marks, and what they say."""
    plain, marks, position = "", [], 0
    for match in MARK.finditer(text):
        plain += text[position : match.start()]
        values = () if match[2] == "?" else tuple(match[2].removesuffix(":SET").split("/"))
        marks.append(Marked(len(plain), len(plain) + len(match[1]), values))
        plain, position = plain + match[1], match.end()
    return plain + text[position:], marks


def answers(passage: dict[str, Any]) -> Iterator[tuple[str, str, Marked | None, Timex | None]]:
    """(outcome, words, mark, timex) for each marked time, and for each found one that nothing is marked under."""
    text, marks = unmarked(passage["text"])
    dct = Timex(TimexType.DATE, passage["dct"]) if "dct" in passage else None
    document = Document("d", "r", "s", "t", text, language="en", kind=DocumentKind(passage["kind"]), dct=dct)
    spans = {timex.span: timex for timex in dates.find(document) if timex.span is not None}
    free = dict(spans)
    for mark in marks:
        under = [span for span in spans if span.start < mark.end and mark.start < span.end]
        right = [span for span in under if span in free and spans[span].value in mark.values]
        for span in right or under:
            free.pop(span, None)
        chosen = (right or under or [None])[0]
        words, timex = text[mark.start : mark.end], spans[chosen] if chosen else None
        if right:
            exact = any((span.start, span.end) == (mark.start, mark.end) for span in right)
            yield "exact" if exact else "right", words, mark, timex
        elif mark.values:
            yield "wrong" if under else "missed", words, mark, timex
    for span, timex in free.items():
        yield "alarm", text[span.start : span.end], None, timex


def main(arguments: list[str]) -> None:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("news", "history", "report", "all")}
    for passage in tomllib.loads(PASSAGES.read_text("utf-8"))["passage"]:
        for outcome, words, mark, timex in answers(passage):
            counts[passage["kind"]][outcome] += 1
            counts["all"][outcome] += 1
            if "--misses" in arguments and outcome != "exact":
                found = (
                    f"{timex.span and (timex.span.start, timex.span.end)} {timex.value} {timex.rule}" if timex else ""
                )
                print(f"{passage['id']} {outcome}: {words} {mark.values if mark else ''} {found}")
    for kind, count in counts.items():
        marked = sum(count[name] for name in ("exact", "right", "wrong", "missed"))
        right = count["exact"] + count["right"]
        print(
            f"{kind:>8}: {right} of {marked} right ({100 * right / marked:.1f} %), {count['exact']} exactly;", end=" "
        )
        print(f"{count['wrong']} wrong, {count['missed']} missed, {count['alarm']} false alarms")


if __name__ == "__main__":
    main(sys.argv[1:])
