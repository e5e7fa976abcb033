"""Chronicles for training, made of the lines of On-this-day: dated entries, entries below dated headings, bullets.

    python -m benchmarks.chronicles CORPORA OUT.jsonl

Every document holds eight lines of one form, in order of their dates. The gold is that of the corpus: each line is one
main event, whose place is left open where the corpus only knows a country (whole degrees). Lines 0, 5, 10 ... are used;
the others stay unseen.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SOURCE = "events_wikipedia_onthisday_single.jsonl"
STEP, LINES = 5, 8
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
BELOW = "{month} {day}, {year}\n"
FORMS = ("{month} {day}, {year}. ", "• {day} {month} {year}: ", "{day} {month} {year} – ", BELOW, "{when}  ",
         "{year}, {day} {month}\n- ")  # fmt: skip
_HEAD = re.compile(r"^[A-Z][a-z]+ \d{1,2}, [^.]*\.\s+")


def main() -> None:
    corpora, out = Path(sys.argv[1]), Path(sys.argv[2])
    lines = (corpora / SOURCE).read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines[::STEP] if line.strip()]
    records = [record for record in records if len(record["events"]) == 1 and _HEAD.match(record["text"])]
    records = [record for record in records if re.fullmatch(r"\d{4}-\d\d-\d\d", record["events"][0]["when"] or "")]
    made = list(documents(records))
    out.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in made), "utf-8")
    print(f"{len(made)} documents of {LINES} lines")


def documents(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    chance = random.Random(3)
    shuffled = list(records)
    chance.shuffle(shuffled)
    groups = [shuffled[start : start + LINES] for start in range(0, len(shuffled) - LINES + 1, LINES)]
    return [document(number, group, FORMS[number % len(FORMS)]) for number, group in enumerate(groups)]


def document(number: int, group: Sequence[Mapping[str, Any]], form: str) -> dict[str, Any]:
    ordered = sorted(group, key=lambda record: record["events"][0]["when"])
    text, events, sentences = "", [], []
    if number % 2:
        text = "A chronicle of events\n\n"
        sentences.append([0, len(text.strip())])
    for record in ordered:
        gold = record["events"][0]
        words = _HEAD.sub("", record["text"]).strip()
        head = _head(form, gold["when"])
        start = len(text) + len(head)
        text += head + words + "\n" + ("\n" if form == BELOW else "")
        sentences.append([start - len(head), start + len(words)])
        whole = float(gold["lat"] or 0).is_integer() and float(gold["lon"] or 0).is_integer()
        open_place = gold.get("lat") is None or whole
        events.append({
            "level": "main", "mentions": [[start, start + len(words)]], "title": "", "type": "other",
            "when": gold["when"], "basis": "explicit", "when_span": None, "where_span": None,
            "place": gold.get("where"), "lat": None if open_place else gold["lat"],
            "lon": None if open_place else gold["lon"], "scale": "region", "is_place_open": open_place,
        })  # fmt: skip
    return {"id": f"chronicle-{number}", "source": SOURCE, "group": f"chronicle-{number}", "kind": "history",
            "language": "en", "dct": None, "text": text, "sentences": sentences, "events": events}  # fmt: skip


def _head(form: str, when: str) -> str:
    year, month, day = when.split("-")
    return form.format(when=when, year=int(year), month=MONTHS[int(month) - 1], day=int(day))


if __name__ == "__main__":
    main()
