"""Turn texts.txt, marked by hand, into the three gold files in the corpora's common shape.

    python tests/gold/make_gold.py

Offsets are code points into `text`, half-open.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MARK = re.compile(
    r"\[(?P<timex>[^\]|]+)\|(?P<type>\w+)\|(?P<value>[^\]]+)\]|\{(?P<place>[^}|]+)\|(?P<lat>[^|]+)\|(?P<lon>[^}]+)\}"
)


def unmark(marked: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """The plain text, its time expressions and its places."""
    text, timexes, places, position = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        surface = match["timex"] or match["place"]
        span = {"start": len(text), "end": len(text) + len(surface), "text": surface}
        if match["timex"]:
            timexes.append(span | {"type": match["type"], "value": match["value"]})
        else:
            places.append(span | {"lat": float(match["lat"]), "lon": float(match["lon"])})
        text += surface
        position = match.end()
    return text + marked[position:], timexes, places


def happening(line: str) -> dict[str, Any]:
    """One "! when | place | lat | lon | what" line."""
    when, where, lat, lon, what = (part.strip() for part in line[1:].split("|"))
    return {"when": when, "where": where, "lat": float(lat), "lon": float(lon), "what": what}


def records(source: str) -> dict[str, list[dict[str, Any]]]:
    """The lines of each gold file, by file name."""
    gold: dict[str, list[dict[str, Any]]] = {"temporal_own": [], "toponyms_own": [], "events_own": []}
    for block in re.split(r"^== ", source, flags=re.M)[1:]:
        head, *lines = block.strip().split("\n")
        name, date = (part.strip() for part in head.split("|"))
        marked = "\n".join(line for line in lines if not line.startswith("!")).strip()
        text, timexes, places = unmark(marked)
        base = {"id": name, "text": text, "dct": None if date == "-" else date}
        gold["temporal_own"].append(base | {"timex": timexes})
        gold["toponyms_own"].append({"id": name, "text": text, "places": places})
        gold["events_own"].append(base | {"events": [happening(line) for line in lines if line.startswith("!")]})
    return gold


def rendered(lines: list[dict[str, Any]]) -> str:
    """JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> None:
    """Write the gold files beside texts.txt."""
    for name, lines in records((HERE / "texts.txt").read_text("utf-8")).items():
        (HERE / f"{name}.jsonl").write_text(rendered(lines), "utf-8")


if __name__ == "__main__":
    main()
