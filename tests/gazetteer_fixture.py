"""A tiny real gazetteer: some 600 places of GeoNames and Natural Earth and all curated ones, by the real code."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.gazetteer import sites
from pipeline.gazetteer.build import write
from pipeline.gazetteer.drafts import Atlas, Draft

PLACES = Path(__file__).parent / "data" / "places.jsonl"


def tiny_atlas() -> Atlas:
    atlas = Atlas()
    index: dict[str, int] = {}
    for line in PLACES.read_text("utf-8").splitlines():
        row = json.loads(line)
        row["admin"] = tuple(index[key] for key in row["admin"] if key in index)
        index[row["key"]] = atlas.add(Draft(**row))
    sites.add_curated(atlas)
    sites.add_aliases(atlas)
    sites.add_years(atlas)
    sites.add_demonyms(atlas)
    return atlas


def write_tiny(path: Path) -> None:
    write(path, tiny_atlas(), "tiny", lambda fraction, message: None)
