"""Whether readings of dates scored as so and so sure are right as often, on texts whose counts were left out.

`python -m benchmarks.calibration CORPORA_DIR` splits the documents of the temporal corpora into five parts, counts
kinds of reading on four of them (as `train_certainty` does) and checks the scores on the fifth. It prints, by basis,
how many dates were given each score (to the nearest twentieth) and the share of them that was right.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from benchmarks.train_certainty import Sighting, counted, sightings
from pipeline.dates.certainty import OWN_WORD, certainty

PARTS = 5
FEWEST = 20  # dates of one score, below which a share says nothing


def scored(seen: Sequence[Sighting]) -> Iterator[tuple[Sighting, float]]:
    """Every date with the score that the other parts' counts give it."""
    for part in range(PARTS):
        counts = counted(sighting for sighting in seen if _part(sighting) != part)
        for sighting in seen:
            if _part(sighting) == part:
                own = sighting.own
                yield sighting, own if own < OWN_WORD else certainty(counts, sighting.chain, own)


def _part(sighting: Sighting) -> int:
    return crc32(sighting.document.encode()) % PARTS


def main(arguments: list[str]) -> None:
    bins: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for sighting, score in scored(list(sightings(Path(arguments[0])))):
        for basis in (sighting.chain[0], "every basis"):
            bins[basis, round(score * 20)].append((score, sighting.right))
    for (basis, step), shown in sorted(bins.items()):
        if len(shown) >= FEWEST:
            mean, right = (100 * sum(column) / len(shown) for column in zip(*shown, strict=True))
            print(f"{basis:>12}, scored {5 * step:3} %: {len(shown):5} dates, mean {mean:.1f}, right {right:.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
