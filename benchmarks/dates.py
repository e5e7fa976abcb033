"""How fast `dates.find` is, in words a second of one core, and that its time grows with the text and not faster.

`python -m benchmarks.dates [FILE ...]` reads the files (the seeds by default; a .jsonl file is a corpus, one record
with a `text` a line) one by one, as a run does, twice: the first time every word is new, later words are remembered.
It sets the speed beside that of dateparser's own `search_dates` on the same words in the same run, and then reads
growing adversarial texts. Memory is what the process held at most while it read the files, above what a bare
interpreter holds.
"""

import json
import re
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from dateparser.search import search_dates

from pipeline import dates
from pipeline.model import Document, Timex, TimexType

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
STATUS = "/proc/self/status"
SAMPLE = 20_000  # characters
ADVERSARIAL = ("May 3 to 5 ", "the ", "1941-", "in the early ", "two ", "12:", " ", "a", "3 ", "\n", "9/", "next last ")


def seconds(text: str) -> float:
    document = Document("d", "r", "s", "t", text, dct=Timex(TimexType.DATE, "2023-11-13"))
    begin = time.process_time()
    dates.find(document)
    return time.process_time() - begin


def memory() -> float:
    """MB held at most, above a bare interpreter; read from Linux's /proc."""
    script = f"import re; print(re.search(r'VmHWM:\\s+(\\d+)', open({STATUS!r}).read())[1])"
    bare = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    held = re.search(r"VmHWM:\s+(\d+)", Path(STATUS).read_text("utf-8"))
    return (int(held[1]) - int(bare)) / 1024 if held else 0.0


def seconds_of_dateparser(text: str) -> float:
    begin = time.process_time()
    for paragraph in text.split("\n\n"):
        search_dates(paragraph, languages=["en"], settings={"RELATIVE_BASE": datetime(2023, 11, 13)})
    return time.process_time() - begin


def beside_dateparser(text: str) -> None:
    """Both on the same words, twice in turn; the better time of each."""
    sample = text[:SAMPLE].rpartition("\n\n")[0]
    spent = [(seconds(sample), seconds_of_dateparser(sample)) for _ in range(2)]
    ours, theirs = (len(sample.split()) / min(column) for column in zip(*spent, strict=True))
    print(f"the first {len(sample.split())} words: {ours:,.0f} words/s, {ours / theirs:.1f} times search_dates")


def texts_of(path: Path) -> list[str]:
    content = path.read_text("utf-8")
    return [json.loads(line)["text"] for line in content.splitlines()] if path.suffix == ".jsonl" else [content]


def main(paths: list[str]) -> None:
    files = [Path(path) for path in paths] or sorted(SEEDS.glob("*.txt"))
    texts = [text for path in files for text in texts_of(path)]
    seconds("on 3 May 2023")  # compiles the rules
    words = sum(len(text.split()) for text in texts)
    first, again = (words / sum(seconds(text) for text in texts) for _ in range(2))
    print(f"{words} words in {len(texts)} texts: {first:,.0f} words/s the first time, {again:,.0f} again")
    print(f"memory: {memory():.0f} MB over the interpreter")
    beside_dateparser("\n\n".join(texts))
    for piece in ADVERSARIAL:
        spent = [seconds(piece * (size // len(piece))) for size in (125_000, 250_000, 500_000, 1_000_000)]
        grown = spent[-1] / max(spent[0], 1e-6)
        print(f"{piece!r:>18}: 1 MB in {spent[-1]:6.2f} s, {grown:5.1f} times 125 kB (8 is linear)")


if __name__ == "__main__":
    main(sys.argv[1:])
