"""A few events as a publication: exact, vague, open, undated, unplaced, in two documents, and hostile in every text."""

from __future__ import annotations

from dataclasses import replace

from pipeline.exporters.publication import Publication
from pipeline.model import Document, Event, Modality, Story, Why
from tests.samples import FIJI, PARIS, SAMOA, VOSTOCHNY, document, event

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=2>",
    "`${window.hacked=3}` $\\{window.hacked=3\\}",
    "'\"><svg onload=window.hacked=4>",
    "<!--<script>window.hacked=5//",
    "{{ 'constructor' }} {% raw %} \u2028\u2029 \\u003cscript\\u003e ]]>",
    "javascript:window.hacked=6",
)
FIRST = replace(document("first.txt", "Kim met Putin. They met on 13 September 2023 at the cosmodrome."), title="First")
SECOND = replace(document("private/second.txt", "They met by 13 November."), title="Second <b>document</b>")


def events() -> tuple[Event, ...]:
    """Twelve events; the first and second are one story."""
    hostile = tuple(
        event(
            SECOND,
            f"{text} number {number}",
            f"2020-01-{number + 1:02d}",
            PARIS,
            title=text,
            type="protest",
            actors=(text,),
            why_date=Why("clause", text),
            why_place=Why("institution", text),
        )
        for number, text in enumerate(HOSTILE)
    )
    return (
        event(
            FIRST, "Kim met Putin at the cosmodrome", "2023-09-13", VOSTOCHNY, type="diplomacy", actors=("Kim Jong Un",)
        ),
        event(SECOND, "They met", ".../2023-11-13", VOSTOCHNY, type="diplomacy"),
        event(SECOND, "Caesar was stabbed", "-0043-03-15", None, type="attack"),
        event(SECOND, "A storm crossed Fiji", "2023-02", FIJI, type="disaster", main=False),
        event(SECOND, "Storm planned for Samoa", "2024", SAMOA, type="disaster", modality=Modality.PLANNED),
        event(SECOND, "Nobody knows when", "", PARIS, type="unheard-of"),
        *hostile,
    )


def publication(**changes: object) -> Publication:
    told = events()
    documents: dict[str, Document] = {FIRST.id: FIRST, SECOND.id: SECOND}
    story = Story(min(told[0].id, told[1].id), (told[0].id, told[1].id))
    whole = Publication(events=told, stories=(story,), documents=documents, title="A <title> & more")
    return replace(whole, **changes)
