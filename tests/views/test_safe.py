"""Document text that goes into labels: nothing in it is markdown any more."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.views.safe import line, plain

ACTIVE = re.compile(r"(?<!\\)(?:\\\\)*[\[\]<>`$*_:!]")
OWN = [
    "![x](http://beacon.example/pixel.png)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    ":material/home: :red[x] $x^2$",
    "`${alert(1)}`",
    "a\u2028b\nc\td",
]


def _is_inert(text: str) -> bool:
    return not ACTIVE.search(plain(text, 10_000)) and "\n" not in plain(text, 10_000)


def test_own_hostile_strings_are_inert() -> None:
    assert [text for text in OWN if not _is_inert(text)] == []


def test_hostile_strings_are_inert(hostile: Path) -> None:
    strings = json.loads((hostile / "blns.json").read_text("utf-8"))
    assert [text for text in strings if not _is_inert(text)] == []


@given(st.text())
def test_any_text_is_inert_and_says_the_same(text: str) -> None:
    assert _is_inert(text)
    assert re.sub(r"\\(.)", r"\1", plain(text, 10_000)) == line(text, 10_000)


@given(st.text(), st.integers(2, 30))
def test_a_line_is_never_longer_than_asked(text: str, longest: int) -> None:
    assert len(line(text, longest)) <= longest
