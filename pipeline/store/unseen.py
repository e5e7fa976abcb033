"""Documents of which neither the timeline nor the map shows anything by default, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

NOTHING, FAILED, LISTED = "nothing", "failed", "listed"

# A row is a document and a reason with the number of its stories. `decided` is what a person rejected or moved to the
# background: no news to them. A story counts once a document, whoever tells it too.
UNSEEN = """
WITH told AS (
  SELECT events.document_id, story_id,
    bool_or(stories.main AND stories.status <> 'rejected') AS shown,
    bool_or(stories.best IS NOT NULL OR stories.lat IS NOT NULL) AS drawn,
    min(CASE WHEN stories.status = 'rejected' OR events.status = 'rejected' OR NOT coalesce(main_said, true)
               THEN 'decided'
             WHEN events.modality IN ('happened', 'ongoing') THEN 'background' ELSE events.modality END) AS reason
  FROM events JOIN members USING (event_id) JOIN stories USING (story_id)
  GROUP BY events.document_id, story_id),
counted AS (
  SELECT document_id, CASE WHEN NOT shown THEN reason WHEN drawn THEN 'drawn' ELSE 'listed' END AS reason,
    count(*) AS stories
  FROM told GROUP BY ALL)
SELECT document_id, coalesce(nullif(title, ''), source), source, error, reason, stories
FROM documents LEFT JOIN counted USING (document_id)
WHERE document_id NOT IN (SELECT document_id FROM counted WHERE reason = 'drawn')
ORDER BY title, document_id, stories DESC, reason"""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A document that shows nothing by default.

    `reasons` is {reason: stories}: "background" or a modality for what is hidden, "listed" for what has neither date
    nor place and so stands in the list only; {"nothing": 1} where no event was found, {"failed": 1} where the document
    could not be read (`error` says why).
    """

    document_id: str
    title: str
    source: str
    error: str
    reasons: Mapping[str, int]


def read(rows: Iterable[tuple[Any, ...]]) -> tuple[Unseen, ...]:
    """The documents of the rows that `UNSEEN` gives, without those of which a person hid everything."""
    found = []
    for document, told in groupby(rows, key=lambda row: row[:4]):
        counted = {str(reason): int(stories) for *_, reason, stories in told if reason is not None}
        name, title, source, error = document
        found.append(Unseen(name, title, source, error, _reasons(error, counted)))
    return tuple(one for one in found if one.reasons)


def _reasons(error: str, counted: Mapping[str, int]) -> dict[str, int]:
    if error:
        return {FAILED: 1}
    if not counted:
        return {NOTHING: 1}
    return {reason: stories for reason, stories in counted.items() if reason != "decided"}
