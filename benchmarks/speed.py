"""Words a second of the whole extraction, the language model included: `python -m benchmarks.speed`.

Reads the seeds and our own articles one after the other in one process; processor seconds, the best round of each text,
so that a busy machine tells the same as an idle one.
"""

from __future__ import annotations

import math
import time

from pipeline import run
from pipeline.config import PROJECT, Settings
from pipeline.model import Document

FOLDERS = ("seeds", "tests/articles", "tests/articles2")
ROUNDS = 5


def documents() -> list[Document]:
    """The plain texts of the folders."""
    paths = sorted(path for folder in FOLDERS for path in (PROJECT / folder).glob("*.txt"))
    return [document for path in paths for document in run.read(path.read_bytes(), str(path.relative_to(PROJECT)))]


def main() -> None:
    settings, texts = Settings(), documents()
    run.extract(texts[0], settings)  # loads the model and opens the gazetteer
    words = sum(len(document.text.split()) for document in texts)
    taken = [math.inf] * len(texts)
    for number, document in [*enumerate(texts)] * ROUNDS:
        start = time.process_time()
        run.extract(document, settings)
        taken[number] = min(taken[number], time.process_time() - start)
    print(f"{words:,} words in {len(texts)} texts: {words / sum(taken):,.0f} words a second")


if __name__ == "__main__":
    main()
