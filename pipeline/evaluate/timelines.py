"""Timelines: what a document shows by default, against the timeline that an editor would sign.

A gold record holds `sentences` (spans) and `events`, each with a `level`, its `mentions` (spans), `when`, `lat`, `lon`
and `scale`. A system event *tells* a gold one if its trigger overlaps a mention, or stands in a sentence with one.
Pairs are one to one: overlap before sentence, then right date, right place, salience.

* *date*: the system's days lie in the gold's, or hold them and are at most 31 days (366 for a longer gold) wide.
  A half-open gold holds what has its bound, or lies inside it. Undated gold says nothing.
* *place*: within 161 km of a site or city, 300 of a region, 1,500 of a country or sea. Unplaced gold says nothing.
* *signed*: shown, tells a lead or main event, neither date nor place wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluate import bootstrap as resampling
from pipeline.evaluate.align import Annotation, Counts, Measures, Record, overlap, prf
from pipeline.evaluate.baselines import baseline_sentences
from pipeline.evaluate.days import Days, interval
from pipeline.evaluate.toponyms import distance_km, is_placed

__all__ = ["WANTED", "Pair", "baseline_sentences", "bootstrap", "count", "is_date_right", "is_place_right", "matched",
           "measures"]  # fmt: skip

WANTED = ("lead", "main")  # the levels that belong on the timeline
REACH_KM = {"site": 161.0, "city": 161.0, "region": 300.0, "country": 1_500.0, "sea": 1_500.0}
NEAR_KM = 161.0  # where gold gives no scale
_WIDEST_FOR_A_DAY = 31
_WIDEST_FOR_LONGER = 366


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event and the system event that tells it; `date` and `place` are None where gold says nothing."""

    gold: Annotation
    system: Annotation
    overlaps: bool  # the trigger shares a code point with a mention
    date: bool | None
    place: bool | None

    @property
    def holds(self) -> bool:
        """Whether neither the date nor the place is wrong."""
        return self.date is not False and self.place is not False

    @property
    def rank(self) -> tuple[bool, bool, bool, float]:
        """What decides which pairs are taken first; the highest wins."""
        return self.overlaps, self.date is not False, self.place is not False, self.system.get("salience") or 0.0


def is_date_right(gold: Annotation, system: Annotation) -> bool | None:
    """Whether the system's `when` fits the gold's, None for an undated gold."""
    wanted, found = interval(gold.get("when")), interval(system.get("when"))
    if wanted is None:
        return None
    if found is None:
        return False
    if wanted[0] is None or wanted[1] is None:
        return _inside(found, wanted)
    if found[0] is None or found[1] is None:
        return False
    widest = _WIDEST_FOR_A_DAY if wanted[0] == wanted[1] else _WIDEST_FOR_LONGER
    return _inside(found, wanted) or (_inside(wanted, found) and found[1] - found[0] < widest)


def _inside(inner: Days, outer: Days) -> bool:
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return begins and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def is_place_right(gold: Annotation, system: Annotation) -> bool | None:
    """Whether the system's point lies near enough for the gold's scale, None for an unplaced gold."""
    if not is_placed(gold):
        return None
    return is_placed(system) and distance_km(gold, system) <= REACH_KM.get(gold.get("scale") or "", NEAR_KM)


def matched(record: Record, golds: Sequence[Annotation], systems: Sequence[Annotation]) -> list[Pair]:
    """One-to-one pairs of gold and system events of a record, best first; ties go to the earlier in both lists."""
    candidates = [
        (pair, left, right)
        for left, gold in enumerate(golds)
        for right, system in enumerate(systems)
        if (pair := _pair(record, gold, system)) is not None
    ]
    candidates.sort(key=lambda each: each[0].rank, reverse=True)  # stable: keeps the order of the lists
    taken: set[tuple[str, int]] = set()
    chosen = []
    for pair, left, right in candidates:
        ends = {("gold", left), ("system", right)}
        if not ends & taken:
            taken |= ends
            chosen.append(pair)
    return chosen


def _pair(record: Record, gold: Annotation, system: Annotation) -> Pair | None:
    spans = [{"start": start, "end": end} for start, end in gold["mentions"]]
    overlaps = any(overlap(span, system) for span in spans)
    here = _sentence_at(record, system["start"])
    if not overlaps and (here is None or all(_sentence_at(record, span["start"]) != here for span in spans)):
        return None
    return Pair(gold, system, overlaps, is_date_right(gold, system), is_place_right(gold, system))


def _sentence_at(record: Record, position: int) -> int | None:
    sentences = enumerate(record["sentences"])
    return next((index for index, (start, end) in sentences if start <= position < end), None)


def count(record: Record, system: Record) -> Counts:
    """The counts of one document; add them up over a corpus."""
    golds, found = record["events"], system.get("events", ())
    wanted = [gold for gold in golds if gold["level"] in WANTED]
    shown = [event for event in found if event.get("main")]
    leads = sum(gold["level"] == "lead" for gold in golds)
    counts = Counter(documents=1, gold=len(wanted), leads=leads, shown=len(shown), found=len(found))
    for pair in matched(record, golds, shown):
        counts.update(_shown(pair))
    for pair in matched(record, wanted, found):
        lead = pair.gold["level"] == "lead"
        counts.update(any=1, any_lead=lead, any_signed=pair.holds)
    counts.update(with_lead=leads > 0, complete=0 < leads == counts["lead"])
    return counts


def _shown(pair: Pair) -> dict[str, int]:
    lead, wanted = pair.gold["level"] == "lead", pair.gold["level"] in WANTED
    return {
        "real": 1,
        "rightly_main": wanted,
        "lead": lead,
        "dated": pair.date is not None,
        "date": pair.date is True,
        "placed": pair.place is not None,
        "place": pair.place is True,
        "signed": wanted and pair.holds,
        "signed_lead": lead and pair.holds,
    }


_SHARES = {  # measure: (what is counted, of what)
    "real": ("real", "shown"),
    "rightly_main": ("rightly_main", "shown"),
    "date": ("date", "dated"),
    "place": ("place", "placed"),
    "lead": ("lead", "leads"),
    "told": ("rightly_main", "gold"),
    "signed_lead": ("signed_lead", "leads"),
    "any": ("any", "gold"),
    "any_lead": ("any_lead", "leads"),
    "any_signed": ("any_signed", "gold"),
    "complete": ("complete", "with_lead"),
}


def measures(counts: Counts) -> Measures:
    """Numbers of documents, gold, shown and found events, and shares.

    Of what is shown: *real*, *rightly_main*; of those that tell a dated or placed gold event: *date*, *place*. Of the
    leads that are shown: *lead*, *signed_lead*; of leads and mains: *told*. *any*: by all events, shown or not.
    *complete*: documents whose leads are all shown. Signed precision is of what is shown, recall of leads and mains.
    """
    numbers: Measures = {name: counts[name] for name in ("documents", "gold", "shown", "found")}
    shares = {name: counts[part] / counts[whole] if counts[whole] else None for name, (part, whole) in _SHARES.items()}
    return numbers | shares | prf("signed", counts["signed"], counts["shown"], counts["gold"])


def bootstrap(counts: Sequence[Counts], rounds: int = resampling.ROUNDS) -> tuple[float, float] | None:
    """The 95 % interval of signed F1 when documents are drawn again; `counts` holds one of `count` a document."""
    needed = [Counter({name: each[name] for name in ("signed", "shown", "gold")}) for each in counts]
    return resampling.interval(needed, lambda total: measures(total)["signed_f1"], rounds)
