"""Triggers: the words that may tell of a happening."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Span

OTHER = "other"  # the type of what has none


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names a happening: a candidate mention of an event.

    `index` is its token; `helper` the token of the light verb that gives an event noun its tense and place ("held a
    summit"), or None; `group` joins words for one kind of happening.
    """

    index: int
    sentence: int
    span: Span
    lemma: str
    type: str
    group: str
    is_noun: bool
    helper: int | None = None

    @property
    def anchors(self) -> tuple[int, ...]:
        """The tokens that govern what belongs to the happening."""
        return (self.index,) if self.helper is None else (self.index, self.helper)
