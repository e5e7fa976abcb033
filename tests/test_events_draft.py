"""What stages hand on: what nothing is known of says so."""

from __future__ import annotations

from pipeline.events.draft import NO_PLACING, NO_TIMING, Draft, Placing, Timing
from pipeline.modality import Stance
from pipeline.model import Basis, Granularity, Modality
from tests.events_reading import evidence


def test_nothing_is_known_until_it_is_told() -> None:
    assert Timing(Basis.NONE, "", Granularity.UNKNOWN, None, None, None) == NO_TIMING
    assert Placing(None, "") == NO_PLACING
    assert Stance() == Stance(Modality.HAPPENED, disputed=False, speaker="", cue="")


def test_a_draft_begins_with_its_trigger_alone() -> None:
    [trigger] = evidence("Rebels fled.").triggers
    first, second = Draft(trigger), Draft(trigger)
    assert (first.stance, first.timing, first.placing) == (Stance(), NO_TIMING, NO_PLACING)
    assert (first.actors, first.counts, first.duration, first.title, first.salience) == ((), (), "", "", 0.0)
    first.mentions.append(trigger)
    assert second.mentions == []
