"""What `judge` says of a happening."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Modality


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text presents a happening; `speaker` is who denies or tells it; `cue` the word that decides."""

    modality: Modality = Modality.HAPPENED
    disputed: bool = False
    speaker: str = ""
    cue: str = ""


FACT = Stance()
