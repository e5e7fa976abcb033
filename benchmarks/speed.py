"""Words a second of the whole extraction, the language model included: `python -m benchmarks.speed`.

Reads the seeds and our own articles one after the other in one process, the best of three rounds. Bind it to one core
for the figure of one thread (`taskset -c 0`).
"""

from __future__ import annotations

import time

from pipeline import run
from pipeline.config import PROJECT, Settings
from pipeline.model import Document

FOLDERS = ("seeds", "tests/articles", "tests/articles2")
ROUNDS = 3


def documents() -> list[Document]:
    """The plain texts of the folders."""
    paths = sorted(path for folder in FOLDERS for path in (PROJECT / folder).glob("*.txt"))
    return [document for path in paths for document in run.read(path.read_bytes(), str(path.relative_to(PROJECT)))]


def main() -> None:
    settings, texts = Settings(), documents()
    run.extract(texts[0], settings)  # loads the model and opens the gazetteer
    words = sum(len(document.text.split()) for document in texts)
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for document in texts:
            run.extract(document, settings)
        taken.append(time.perf_counter() - start)
    print(f"{words:,} words in {len(texts)} texts: {words / min(taken):,.0f} words a second")


if __name__ == "__main__":
    main()
