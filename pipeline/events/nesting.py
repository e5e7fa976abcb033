"""The wider place that stands beside a chosen one: "X in Y", "X, Y", "Russia's Far East"."""

from __future__ import annotations

import re

from pipeline.events.evidence import Evidence
from pipeline.events.points import Located
from pipeline.model import Mention
from pipeline.text import normalise_space

_BESIDE = re.compile(r"\s*(?:,|\(|in|of)\s*(?:the\s+)?", re.IGNORECASE)
_OWNS = re.compile(r"['’]s\s+")
_REACH = 12  # code points between the two


def within(evidence: Evidence, mention: Mention) -> str:
    """The words of the place in which the text says that a mention lies, or ""."""
    text, end = evidence.reading.document.text, mention.toponym.span.end
    for located in evidence.places_from(end, 1):
        between = text[end : located.span.start]
        if len(between) <= _REACH and _BESIDE.fullmatch(between) and _holds(located, mention):
            return _whole(evidence, located)
    return ""


def _holds(located: Located, mention: Mention) -> bool:
    outer, inner = located.mention.place, mention.place
    return outer is not None and inner is not None and outer.radius_m >= inner.radius_m


def _whole(evidence: Evidence, located: Located) -> str:
    """The words of a place, with what it possesses if that is a place too."""
    text = evidence.reading.document.text
    start, end = located.span.start, located.span.end
    for other in evidence.places_from(end, 1):
        if _OWNS.fullmatch(text[end : other.span.start]):
            end = other.span.end
    return normalise_space(text[start:end].replace("’", "'"))
