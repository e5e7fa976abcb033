"""How times are found in passages of our own, written before the rules met them.

They are in `tests/gold/fresh_times.toml` (English) and `fresh_times_other.toml` (with a `lang` each).

`python -m benchmarks.fresh [--misses]` prints for each kind (English) or language, and round, how many times are right
(overlap and value), right with exactly the marked words, found with another value, missed, and what else was found.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import dates
from pipeline.model import Document, DocumentKind, Timex, TimexType

GOLD = Path(__file__).parent.parent / "tests" / "gold"
FILES = (GOLD / "fresh_times.toml", GOLD / "fresh_times_other.toml")
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


def passages() -> list[dict[str, Any]]:
    """All passages of both files."""
    return [passage for path in FILES for passage in tomllib.loads(path.read_text("utf-8"))["passage"]]


def groups(passage: dict[str, Any]) -> list[str]:
    """What a passage is counted under: its kind if it is English, its language if it is not."""
    return [passage["lang"]] if "lang" in passage else [passage["kind"], "all"]


def answers(passage: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(outcome, words, wanted and found) for each marked time, and for each found one that nothing is marked under."""
    text, marks = unmarked(passage["text"])
    dct = Timex(TimexType.DATE, passage["dct"]) if "dct" in passage else None
    language, kind = passage.get("lang", "en"), DocumentKind(passage["kind"])
    document = Document("d", "r", "s", "t", text, language=language, kind=kind, dct=dct)
    spans = {timex.span: timex for timex in dates.find(document) if timex.span is not None}
    free = dict(spans)
    for mark in marks:
        under = [span for span in spans if span.start < mark.end and mark.start < span.end]
        right = [span for span in under if span in free and spans[span].value in mark.values]
        for span in right or under:
            free.pop(span, None)
        exact = any((span.start, span.end) == (mark.start, mark.end) for span in right)
        outcome = "exact" if exact else "right" if right else "wrong" if under else "missed"
        if mark.values:
            found = [f"{spans[span].value} by {spans[span].rule}" for span in right or under]
            yield outcome, text[mark.start : mark.end], f"{'/'.join(mark.values)}, found {found}"
    for span, timex in free.items():
        yield "alarm", text[span.start : span.end], f"nothing, found {timex.value} by {timex.rule}"


def main(arguments: list[str]) -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages():
        for outcome, words, details in answers(passage):
            for kind in groups(passage):
                counts[f"{kind} {passage.get('round', 1)}"][outcome] += 1
            if "--misses" in arguments and outcome != "exact":
                print(f"{passage['id']} {outcome}: {words}, wanted {details}")
    for kind, count in sorted(counts.items()):
        right, marked = count["exact"] + count["right"], count.total() - count["alarm"]
        print(
            f"{kind:>10}: {right} of {marked} right ({100 * right / marked:.1f} %), {count['exact']} exactly;", end=" "
        )
        print(f"{count['wrong']} wrong, {count['missed']} missed, {count['alarm']} false alarms")


if __name__ == "__main__":
    main(sys.argv[1:])
