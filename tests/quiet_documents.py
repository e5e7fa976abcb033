"""An installation whose own documents show next to nothing by default: one for each reason, made without any stage."""

from __future__ import annotations

from pathlib import Path

from pipeline import config
from pipeline.model import Document, Event, Modality
from pipeline.store import MINE, Extraction, Store
from tests import sample_app, samples

BATTLE = "Troops fought near Paris on 6 June 1944."
NOTES = (
    "The council met in Paris on 4 May 2020.",
    "Officials visited Apia on 5 May 2020.",
    "Engineers repaired the mill in Paris on 6 May 2020.",
)
PLANS = ("The council will open a bridge in Paris on 4 May 2031.", "The mayor will visit Apia on 9 June 2031.")
DENIAL = "The ministry denied that troops attacked Paris on 5 May 2020."
DIARY = "Somebody laughed, nobody knows when or where."
TITLES = {"battle": "The battle", "notes": "Notes of a clerk", "plans": "Plans for a bridge", "denial": "A denial",
          "diary": "A diary", "poem": "A poem", "scan": "A scan"}  # fmt: skip


def _document(name: str, text: str) -> Document:
    source = f"documents/{MINE}/{name}.txt"
    return Document(Document.id_of(source), name, source, TITLES[name], text, dataset=MINE)


def _told(name: str, *events: tuple[str, str, Modality, bool]) -> Extraction:
    """A document whose sentences are events: quote, ISO date, modality, whether a main one."""
    document = _document(name, "\n".join(quote for quote, *_ in events) or "Leaves are green.")
    found = []
    for quote, when, modality, main in events:
        place = samples.PARIS if "Paris" in quote else samples.SAMOA if "Apia" in quote else None
        fields = {"type": "politics", "modality": modality, "main": main}
        found.append(samples.event(document, quote, when, place, **fields))
    return Extraction(document, events=tuple(found))


def extractions() -> dict[str, Extraction]:
    """What was found in each document, by its short name."""
    happened, planned, denied = Modality.HAPPENED, Modality.PLANNED, Modality.DENIED
    return {
        "battle": _told("battle", (BATTLE, "1944-06-06", happened, True)),
        "notes": _told("notes", *((quote, f"2020-05-0{day}", happened, False) for day, quote in enumerate(NOTES, 4))),
        "plans": _told("plans", *((quote, "2031", planned, True) for quote in PLANS)),
        "denial": _told("denial", (DENIAL, "2020-05-05", denied, True)),
        "diary": _told("diary", (DIARY, "", happened, True)),
        "poem": _told("poem"),
        "scan": Extraction(_document("scan", ""), error="ReadError: this PDF holds pictures of pages, no text"),
    }


def build(folder: Path, *names: str, **settings: object) -> Path:
    """An installation with these documents under "My documents"; the path of its configuration."""
    path = sample_app.build(folder, seeds=sample_app.SEEDS[-1:], hostile=False, **{"allow_write": True, **settings})
    made = extractions()
    samples.fill(Store(config.load(path)), *(made[name] for name in names), dataset=MINE)
    return path


def event_of(name: str, number: int = 0) -> Event:
    """One of the events of a document."""
    return extractions()[name].events[number]
