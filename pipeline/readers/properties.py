"""What the properties of a file say: a title and the day it was made, neither of which its author need have written.

Programs fill both in by themselves: "Microsoft Word - Document1", the day of the template. So such a title counts only
where it is one, and such a day dates a document only where nothing in its text does.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from pipeline.model import Document, DocumentKind
from pipeline.readers import dct, policy
from pipeline.readers.decode import normalise
from pipeline.readers.policy import Claim

_RULE = "metadata: the day the file was made"
_MADE = 0.45  # weight: below every date that the text or the name gives, above the file's time
_DAY = re.compile(r"\s*(?:D:)?((?:19|20)\d{2})-?(\d{2})-?(\d{2})")  # of PDF and of W3CDTF
_UTC = re.compile(r"\d\s*Z\s*(?:0?0'?0?0?'?)?\s*$")
_OF_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|odt|rtf|indd|pdf|tex|qxp|pptx?|xlsx?)", re.I
)
_EMPTY = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|document|word document|powerpoint presentation|title|titel)?[\W\d_]*",
    re.I,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Properties:
    """Title and moment of making as the file has them: `made` is "D:20230913120000Z" or "2023-09-13T12:00:00Z"."""

    title: str = ""
    made: str = ""

    @property
    def proper_title(self) -> str:
        """The title; "" for what a program put there by itself."""
        bare = " ".join(normalise(self.title).split())
        return "" if _OF_PROGRAM.fullmatch(bare) or _EMPTY.fullmatch(bare) else bare

    def claims(self) -> Iterator[Claim]:
        """The claim of the day on which the file was made, if it has a day of the calendar."""
        match = _DAY.match(self.made)
        value = dct.checked(*(int(part) for part in match.groups())) if match else ""
        if value:
            found = dct.of_value(value, "metadata", _RULE)
            yield policy.claim(found, _MADE, in_utc=_UTC.search(self.made) is not None)


def without_anchor(document: Document) -> Document:
    """The document; a history or chronicle without the day its file was made, which is no anchor for 1812."""
    is_old = document.kind in (DocumentKind.HISTORY, DocumentKind.CHRONICLE)
    if is_old and document.dct is not None and document.dct.rule == _RULE:
        return dataclasses.replace(document, dct=None)
    return document
