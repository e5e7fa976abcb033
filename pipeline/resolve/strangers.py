"""Names that only a little-known place far from the text bears, as one of its other names: those stay unplaced.

"Mall" is also a spelling of a village in Belgium, "Cassius" one of a resort in Provence. Where nothing else in a text
lies in that country, such a pin is a coincidence of letters more often than not.
"""

from __future__ import annotations

import numpy as np

from pipeline.resolve.context import Matrix
from pipeline.resolve.others import Others
from pipeline.resolve.senses import Name

WHY = "only a lesser place in a country that the text does not speak of has it as another name"
_FEWEST = 3  # other names of a document that tell what it speaks of
_KNOWN = 0.5  # importance from which a place is known by its other names too


def is_stranger(name: Name, others: Others, chance: Matrix) -> bool:
    """Whether the likeliest place of a name is a coincidence of spelling."""
    if not name.senses or name.scope:
        return False
    best = name.senses[int(np.argmax(chance))]
    country = best.place.country
    if best.name_kind != 1 or not best.is_settlement or best.importance >= _KNOWN or not country:
        return False
    return others.count() >= _FEWEST and not others.in_country(name, country)
