"""Happenings of a whole country, which a town named near by must not pin: elections, ceasefires."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.draft import Draft, Placing
from pipeline.events.locatives import NARRATIVE, PATIENT
from pipeline.events.nesting import is_country
from pipeline.events.reading import Reading
from pipeline.model import Mention


def widen(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Place the elections and ceasefires that only stand near a town in the country, if the text names it."""
    for draft in drafts:
        mention = draft.placing.mention
        if mention is None or mention.place is None or draft.placing.rank <= PATIENT or is_country(mention):
            continue
        if draft.trigger.is_noun and reading.lexicon.role("nationwide", draft.trigger.lemma):
            draft.placing = _of_country(reading, draft.trigger.lemma, mention)


def _of_country(reading: Reading, lemma: str, near: Mention) -> Placing:
    country = near.place.country if near.place is not None else ""
    named = [each for each in reading.mentions if is_country(each) and each.place and each.place.country == country]
    if not country or not named:
        return Placing(why=f"The text names no country for the {lemma}, and no town is tied to it.")
    name = named[0].toponym.text
    return Placing(named[0], "", NARRATIVE, f'No town is tied to the {lemma}; the text tells of "{name}".')
