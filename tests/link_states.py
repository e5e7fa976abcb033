"""Random states of the page over what a data set really holds: the same ones on every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from pipeline import timex
from pipeline.model import Granularity
from pipeline.selection import (
    BINS,
    DATE_PRECISIONS,
    LANES,
    LAYERS,
    PLACE_PRECISIONS,
    SORTS,
    VIEWS,
    Selection,
    encode_ring,
)
from pipeline.store import Query

WORDS = ("summit", "rome", "putin", "springfield", "army", '"was killed"', "fire", "caesar senate")
DATES = (Granularity.YEAR, Granularity.MONTH, Granularity.DAY)
LISTED = (("type", "types"), ("place", "places"), ("actor", "actors"), ("doc", "documents"), ("cc", "countries"))
FEW = (("mod", "modalities"), ("basis", "bases"))


class States:
    """Makes selections of the values that `query` offers. `looks` varies how the page looks, `judged` what was said."""

    def __init__(self, query: Query, seed: int, *, looks: bool = True, judged: bool = True) -> None:
        self.chance = random.Random(seed)
        everything = Selection(main=False)
        self.table = query.table(everything)
        self.facets = {name: [key for key, _, _ in found] for name, found in query.facets(everything).items()}
        self.documents = query.documents()["document_id"].tolist()
        self.looks = looks
        self.judged = judged

    def make(self, count: int) -> list[Selection]:
        """`count` states, all different."""
        made: dict[Selection, None] = {}
        while len(made) < count:
            made[self.one()] = None
        return list(made)

    def one(self) -> Selection:
        """One state: each part of a link is there now and then, so that most states still show something."""
        fields: dict[str, Any] = {"main": self.sometimes(0.5)}
        for parts in (self._lists, self._dates, self._where, self._flags):
            fields |= parts()
        if self.looks:
            fields |= self._looks()
        return Selection(**fields)

    def sometimes(self, share: float) -> bool:
        """Whether a thing that happens in this `share` of the cases happens now."""
        return self.chance.random() < share

    def _some(self, values: Sequence[str], most: int) -> tuple[str, ...]:
        return tuple(self.chance.sample(list(values), min(len(values), self.chance.randint(1, most))))

    def _lists(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, field in (*LISTED, *FEW):
            if self.facets[name] and self.sometimes(0.12):
                fields[field] = self._some(self.facets[name], 6)
            if self.facets[name] and self.sometimes(0.12):
                fields[f"not_{field}"] = self._some(self.facets[name], 2)
        if self.judged and self.sometimes(0.1):
            fields[self.chance.choice(["statuses", "not_statuses"])] = self._some(["new", "confirmed"], 2)
        if self.judged and self.facets["tag"] and self.sometimes(0.1):
            fields[self.chance.choice(["tags", "not_tags"])] = self._some(self.facets["tag"], 2)
        if self.sometimes(0.12):
            fields["q"] = self.chance.choice(WORDS)
        return fields

    def _dates(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        moments = [int(moment) for moment in self.table["best"].dropna()]
        first, last = sorted(timex.iso_of(self.chance.choice(moments), self.chance.choice(DATES)) for _ in range(2))
        if self.sometimes(0.2):
            fields["start"] = first
        if self.sometimes(0.2):
            fields["end"] = last
        if self.sometimes(0.3):
            fields["touch"] = "within"
        if self.sometimes(0.1):
            fields["date_precision"] = self.chance.choice(DATE_PRECISIONS)
        return fields

    def _where(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        placed = self.table.dropna(subset=["lat"])
        corners = [placed.iloc[self.chance.randrange(len(placed))] for _ in range(2)]
        (south, west), (north, east) = (
            (min(float(one["lat"]) for one in corners) - 1, min(float(one["lon"]) for one in corners) - 1),
            (max(float(one["lat"]) for one in corners) + 1, max(float(one["lon"]) for one in corners) + 1),
        )
        if self.sometimes(0.12):
            turned = self.sometimes(0.3)  # the same box written the other way round crosses 180 degrees
            fields["box"] = (east, south, west, north) if turned else (west, south, east, north)
        elif self.sometimes(0.1):
            fields["poly"] = encode_ring(((south, west), (north, west), (north, east)))
        if self.sometimes(0.1):
            fields["place_precision"] = self.chance.choice(PLACE_PRECISIONS)
        return fields

    def _flags(self) -> dict[str, Any]:
        return {
            "undated": not self.sometimes(0.15),
            "unplaced": not self.sometimes(0.15),
            "confidence": self.chance.choice((0, 0, 0, 0, 20, 45, 60)),
            "sort": self.chance.choice(("time", *SORTS)),
        }

    def _looks(self) -> dict[str, Any]:
        chance = self.chance
        fields: dict[str, Any] = {
            "by": chance.choice(LANES),
            "bin": chance.choice(BINS),
            "layer": chance.choice(LAYERS),
            "view": chance.choice(("map", "map", *VIEWS)),
        }
        if self.sometimes(0.25):
            fields["event"] = chance.choice(self.table[["story_id", "event_id"]].to_numpy().ravel().tolist())
        if self.sometimes(0.1):
            fields["open"] = chance.choice(self.documents)
        if self.sometimes(0.3):
            fields["map"] = (
                chance.choice((2, 4.5, 6)),
                round(chance.uniform(-50, 60), 3),
                round(chance.uniform(-170, 170), 3),
            )
        if self.sometimes(0.15):
            fields["window"] = chance.choice(("-0049~2023", "1990~2020", "2023-09~2023-10"))
        return fields
