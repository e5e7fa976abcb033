"""The last few answers to questions that are asked again: every click asks most of what was just asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Kept:
    """At most `most` answers by their question, the one used last kept longest. Threads may share it.

    Only for what can never change, as a `Query` over one snapshot; two threads that ask the same first thing at the
    same time both work it out.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[Hashable, Any] = {}
        self._guard = threading.Lock()

    def get(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What is known for `question`, else what `answer` makes."""
        with self._guard:
            if question in self._answers:
                known: Answer = self._answers.pop(question)
                self._answers[question] = known
                return known
        made = answer()
        with self._guard:
            self._answers[question] = made
            while len(self._answers) > self._most:
                self._answers.pop(next(iter(self._answers)))
        return made
