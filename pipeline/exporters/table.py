"""CSV (RFC 4180) that spreadsheets open without running anything.

UTF-8 with a byte-order mark, which Excel needs to show accents. A text that begins like a formula gets an apostrophe
in front (OWASP, "CSV Injection"); that includes astronomical years before Christ ('-0043). Numbers stay numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pipeline.exporters.record import COLUMNS, row
from pipeline.model import Event

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """One line an event, the columns of `record.COLUMNS`; a header line even without events."""
    import pandas as pd  # 1 s to import

    rows = [[_safe(value) for value in row(event, language).values()] for event in events]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    out.write(b"\xef\xbb\xbf")
    out.write(table.to_csv(index=False, lineterminator="\r\n").encode("utf-8", "replace"))


def unguarded(cell: str) -> str:
    """A cell as it was before `write` put an apostrophe in front of what begins like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_STARTS_A_FORMULA) else cell


def _safe(value: str | float | bool | None) -> str | float | bool | None:
    if isinstance(value, str):
        value = value.replace("\x00", "")
        return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
    return value
