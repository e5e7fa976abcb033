"""JSON Lines: every field of every event, nothing lost; `record.load_event` reads a line back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from pipeline.exporters.record import dump
from pipeline.model import Event


def write(events: Iterable[Event], out: BinaryIO) -> None:
    """One JSON object a line, keys as in `model.Event`; moments are microseconds since 1970-01-01."""
    for event in events:
        line = json.dumps(dump(event), ensure_ascii=True, separators=(",", ":"))
        out.write(line.encode("ascii") + b"\n")
