"""How fast `dates.find` is, in words a second of one core, and that its time grows with the text and not faster.

`python -m benchmarks.dates [FILE ...]` reads the files (the seeds by default) and then growing adversarial texts.
"""

import sys
import time
from pathlib import Path

from pipeline import dates
from pipeline.model import Document, Timex, TimexType

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ADVERSARIAL = ("May 3 to 5 ", "the ", "1941-", "in the early ", "two ", "12:", " ", "a", "3 ", "\n", "9/", "next last ")


def seconds(text: str) -> float:
    document = Document("d", "r", "s", "t", text, dct=Timex(TimexType.DATE, "2023-11-13"))
    begin = time.process_time()
    dates.find(document)
    return time.process_time() - begin


def main(paths: list[str]) -> None:
    files = [Path(path) for path in paths] or sorted(SEEDS.glob("*.txt"))
    text = "\n\n".join(path.read_text("utf-8") for path in files)
    seconds(text[:1000])  # compiles the rules
    words = len(text.split())
    print(f"{words} words: {words / seconds(text):,.0f} words/s")
    for piece in ADVERSARIAL:
        spent = [seconds(piece * (size // len(piece))) for size in (125_000, 250_000, 500_000, 1_000_000)]
        grown = spent[-1] / max(spent[0], 1e-6)
        print(f"{piece!r:>18}: 1 MB in {spent[-1]:6.2f} s, {grown:5.1f} times 125 kB (8 is linear)")


if __name__ == "__main__":
    main(sys.argv[1:])
