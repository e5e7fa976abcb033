"""JSON Lines: every field of every event, nothing lost; `record.load_event` reads a line back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from pipeline.exporters.record import dump, reasons
from pipeline.model import Event


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """One JSON object a line, keys as in `model.Event`; moments are microseconds since 1970-01-01.

    `why_date` and `why_place` have a `sentence` too, which says them in words of the `language`.
    """
    for event in events:
        why = reasons(event, language)
        told = {**dump(event), "why_date": why["date"], "why_place": why["place"]}
        line = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
        out.write(line.encode("ascii") + b"\n")
