"""Where the opening of news is: the one place that its first sentences name, for a headline that names none."""

from __future__ import annotations

from pipeline.events.draft import Draft, Placing
from pipeline.events.locatives import NARRATIVE
from pipeline.events.placing import names_unknown
from pipeline.events.reading import Reading
from pipeline.geo import distance_m
from pipeline.model import Mention, Place, Role

HEADLINE = 2  # sentences that a headline, or a lead, may be
_SENTENCES = 5  # that tell where the news is


def place_of_lead(reading: Reading, draft: Draft) -> Placing | None:
    """The place of a happening in the headline or lead of news, where the opening names a single place.

    A country and a place in it are one. None if the happening's own sentence names a place that is not its own, or
    one that nobody knows.
    """
    if reading.is_narrative or not reading.parse.syntactic or draft.trigger.sentence >= HEADLINE:
        return None
    if _located(reading, draft.trigger.sentence) or names_unknown(reading, draft.trigger):
        return None
    mentions = [mention for sentence in range(_SENTENCES) for mention in _located(reading, sentence)]
    if not mentions:
        return None
    finest = min(mentions, key=_radius)
    if not all(_holds(mention.place, finest.place) for mention in mentions):
        return None
    why = f'Its sentence names no place; the opening is at "{finest.toponym.text}".'
    return Placing(finest, "", NARRATIVE, why)


def _located(reading: Reading, sentence: int) -> list[Mention]:
    found = reading.places_by_sentence.get(sentence, [])
    return [mention for mention in found if mention.toponym.role is Role.LOCATION and mention.place is not None]


def _radius(mention: Mention) -> float:
    return mention.place.radius_m if mention.place is not None else 0.0


def _holds(area: Place | None, place: Place | None) -> bool:
    """Whether `place` is `area`, or lies in it."""
    if area is None or place is None or area.id == place.id:
        return True
    if area.kind.startswith("PCL"):
        return area.country == place.country
    return distance_m(area.lat, area.lon, place.lat, place.lon) <= area.radius_m
