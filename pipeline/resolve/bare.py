"""Names that are words themselves ("Vostochny" is "eastern", "the Far East"): they need their full form or a context.

A sense of such a name counts if the text has the place's full name, or words that go with it, or names a place near
by. Where no sense or more than one does, the name stays unplaced, its candidates kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.gazetteer.names import normalise
from pipeline.geo import distance_m
from pipeline.resolve.senses import Name, Sense

ALSO = {"far east": ("Russian Far East",)}  # what else a bare name may mean
_NEAR_M = 300_000.0
_SURE = 0.35  # importance of a namesake near by that is no hamlet
_CUES = {  # by place: words of the text that go with it
    "curated:vostochny-cosmodrome": "cosmodrome cosmodromes spaceport rocket rockets launch launched launches "
    "satellite satellites spacecraft roscosmos soyuz angara cosmonaut cosmonauts lunar",
    "curated:russian-far-east": "russia russian russians putin kremlin siberia siberian vladivostok khabarovsk "
    "kamchatka sakhalin yakutia primorye soviet",
    "curated:far-east": "japan japanese china chinese korea korean koreas asia asian hong shanghai singapore "
    "malaya pacific manchuria indochina philippines tokyo",
}
PARTS = frozenset({"vostochny", "vostochnyy", "far east"})


def senses(surface: str, ask: Callable[[str], tuple[Sense, ...]]) -> tuple[Sense, ...]:
    """What a bare name may mean, with what it is a part of."""
    found = ask(surface)
    for other in ALSO.get(normalise(surface), ()):
        found += tuple(sense for sense in ask(other) if sense.place.id not in {known.place.id for known in found})
    return found


def settle(text: str, names: Sequence[Name], number: int) -> bool:
    """Narrow a bare name to the one sense that the text speaks for; whether it is settled. True for other names."""
    name = names[number]
    if name.key not in PARTS or name.scope or not name.senses:
        return True
    known = normalise(text)
    full = [sense for sense in name.senses if _is_written(sense, name, known)]
    likely = full or [sense for sense in name.senses if _is_likely(sense, names, number, known)]
    if len(likely) == 1:
        name.senses = (likely[0],)
    return len(likely) == 1


def _is_written(sense: Sense, name: Name, text: str) -> bool:
    form = normalise(sense.place.name)
    possessive = re.escape(name.key)
    if sense.place.country == "RU" and re.search(rf"\b(?:russias|russian) {possessive}\b", text):
        return True
    return form != name.key and form in text


def _is_likely(sense: Sense, names: Sequence[Name], number: int, text: str) -> bool:
    cues = _CUES.get(sense.place.id, "").split()
    if not set(cues).isdisjoint(text.split()):
        return True
    return any(
        index != number and other.senses and _is_near(other.senses[0], sense) for index, other in enumerate(names)
    )


def _is_near(other: Sense, sense: Sense) -> bool:
    if other.importance < _SURE or other.place.country != sense.place.country:
        return False
    return distance_m(other.place.lat, other.place.lon, sense.place.lat, sense.place.lon) <= _NEAR_M
