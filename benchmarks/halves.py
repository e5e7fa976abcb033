"""How well times are found in each half of a corpus: the rules were developed on the even records, checked on the odd.

`python -m benchmarks.halves CORPORA_DIR` reads the files `temporal_*` there, which are not part of this project, and
prints strict, relaxed and value F1 (TempEval-3, task A) of even records, odd ones and all, and words a second.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline import dates
from pipeline.evaluate import corpus, temporal
from pipeline.model import Document, DocumentKind, Timex, TimexType

CORPORA = {
    "timebank_te3": "en",
    "aquaint_te3": "en",
    "wikiwars_timex3_train": "en",
    "meantime_en": "en",
    "krauts_dolomiten_42": "de",
    "wikiwarsua": "uk",
}


def found(record: dict[str, Any], language: str) -> dict[str, Any]:
    """What `dates.find` makes of a gold text, as a record of the same shape."""
    dct = Timex(TimexType.DATE, record["dct"][:10]) if record.get("dct") else None
    document = Document("d", "r", "s", "t", record["text"], language=language, kind=DocumentKind.NEWS, dct=dct)
    timexes = [timex for timex in dates.find(document) if timex.span is not None]
    return {
        "timex": [
            {"start": t.span.start, "end": t.span.end, "type": t.type.value, "value": t.value}
            for t in timexes
            if t.span is not None
        ]
    }


def main(arguments: list[str]) -> None:
    for name, language in CORPORA.items():
        path = Path(arguments[0]) / f"temporal_{name}.jsonl"
        if not path.exists():
            continue
        gold = corpus.records([path])
        dates.find(Document("d", "r", "s", "t", "2023", language=language))  # compiles the rules
        begin = time.process_time()
        system = [found(record, language) for record in gold]
        speed = sum(len(record["text"].split()) for record in gold) / (time.process_time() - begin)
        counts = [temporal.count(left, right) for left, right in zip(gold, system, strict=True)]
        for half, chosen in (("even", counts[::2]), ("odd", counts[1::2]), ("all", counts)):
            measures = temporal.measures(sum(chosen, Counter()))
            figures = " / ".join(f"{100 * (measures[key] or 0):.1f}" for key in ("strict_f1", "relaxed_f1", "value_f1"))
            print(f"{name:>22} {half:>4}: {figures}")
        print(f"{name:>22}: {speed:,.0f} words/s")


if __name__ == "__main__":
    main(sys.argv[1:])
