"""No text stops the extraction: words of every recogniser's vocabulary in any order, with and without the model.

FUZZ_EXAMPLES=20000 tries more than the gate has time for.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import run
from pipeline.config import Settings
from pipeline.errors import ReadError
from pipeline.nlp import PINNED
from tests.gazetteer_fixture import write_tiny

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "120"))
DATES = (
    "3 May 1990", "May", "3rd", "12/07/2019", "2019-07-12", "20190712", "T14:30Z", "14:30", "2 p.m.", "noon", "Monday",
    "last week", "two days later", "the 1990s", "19th century", "44 BC", "AD 79", "c. 1720", "1348-1350", "between",
    "until", "since", "today", "yesterday", "Q3 2023", "the following day", "3 mai 1990", "am 3. Mai", "el 3 de mayo",
    "3 мая 1990", "99999", "0", "31/02/2021", "May 32", "25:61", "spring", "Easter", "year", "ago", "in 10,000 BC",
)  # fmt: skip
PLACES = (
    "Paris", "Lima, Peru", "PARIS", "Apia", "the Pacific", "north of Paris", "20 km", "miles from", "coordinates",
    "GPS", "48.21, 16.37", "-33.8688, 151.2093", "51°53′N 128°20′E", "lat 34.5 lon 69.2", "between Paris and Lima",
    "off the coast of", "St.", "U.S.", "Baker Street 221", "New", "(", ")", "Mr", "de", "Airport", "48°", "N", "E 7",
)  # fmt: skip
HAPPENINGS = (
    "bomb", "exploded", "killed two", "was", "not", "n't", "’t", "will", "denied", "that", "said", "police", "hopes to",
    "attack", "the", "He", "they", "“", "”", "if", "who", "and", ",", "meeting", "signed a treaty", "explosion", "die",
    "bombardement", "ataque", "взрыв", "murió", "wurde getötet", "1,000", "dozens", "%", "$5m", "Ann Reyes",
)  # fmt: skip
MARKUP = (
    "# ", "\n", "\n\n", "\n- ", "\n* ", "\n1. ", " | ", "\n| a | b |\n|---|---|\n", "\t", "---", "===", "<b>", "</p>",
    "&amp;", "[1]", "https://x.org/2019/07/12/a", "@", "»", "…", "—", "\u00a0", "\u200b", "\u202e", "\x00", "{{", "```",
    "Published:", "By Ann Reyes", "(Reuters) -", "PARIS, May 3 (AP) --", "Source:", "Photo:", "Q:", "\r\n", "\f", ":",
)  # fmt: skip
BITS = st.sampled_from(DATES + PLACES + HAPPENINGS + MARKUP)
TEXTS = st.lists(BITS | st.text(max_size=4), max_size=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzz")
    write_tiny(path / "tiny.sqlite")
    shutil.copy(path / "tiny.sqlite", path / "gazetteer.sqlite")
    return path


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([" ", ""]), st.sampled_from(["", PINNED]), st.sampled_from(["a.txt", "2019-07-12 b.md"]))
def test_no_text_stops_the_extraction(folder: Path, bits: list[str], glue: str, model: str, name: str) -> None:
    chosen = Settings(data_dir=folder, seeds_dir=folder / "seeds", spacy_model=model)
    try:
        documents = list(run.read(("x" + glue.join(bits)).encode("utf-8", "replace"), f"documents/m/{name}"))
    except ReadError:
        return  # refused with a reason: bytes that look like no text
    for document in documents:
        found = run.extract(document, chosen)
        for event in found.events:
            assert event.trigger.of(document.text).strip()
            assert event.title
        for mention in found.mentions:
            assert mention.toponym.span.of(document.text) == mention.toponym.text
        for timex in found.timexes:
            assert timex.span is not None
            assert timex.span.of(document.text).strip()
