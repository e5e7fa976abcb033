"""What the detail of a story says, as plain columns for the component that draws it: no Streamlit in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.exporters import wording
from pipeline.model import Basis, Candidate, Document, Event, Modality, Place, Why
from pipeline.timex import label_event
from pipeline.views import marks, palette
from pipeline.views.marks import Mark
from pipeline.views.safe import line
from pipeline.views.texts import Texts

Words = dict[str, Any]
WEIGHED = 4  # of what spoke for a date or place, and of what lost against it, the most that a card shows


def when(event: Event, say: Texts) -> str:
    """The event's date in words."""
    return say.date(label_event(event)) if event.interval is not None else say("detail.undated")


def where(place: Place | None, say: Texts) -> str:
    """A place with the larger places around it, nearest first."""
    if place is None:
        return say("detail.unplaced")
    around = [name for name in reversed(place.admin) if name and name != place.name]
    return ", ".join([place.name, *around])


def content(events: Sequence[Event], documents: Mapping[str, Document], say: Texts, *, dark: bool) -> Words:
    """Everything the card shows of a story; its best-dated event comes first."""
    event = events[0]
    return {
        "event": event.id,
        "title": event.title,
        "chips": chips(event, say, dark=dark, main=any(one.is_main for one in events)),
        "facts": facts(event, say),
        "quote": quote(event, documents.get(event.document_id)),
        "suggestion": "",
        "sources": [source(one, documents.get(one.document_id), say, best=one is event) for one in events],
        "why_date": why_date(event, say),
        "why_place": why_place(event, say),
        "candidates": candidates(event),
        "candidates_text": candidates_text(event, say),
        "words": {
            "sources": sources(events, say),
            "use": say("detail.use"),
            "chosen": say("detail.chosen"),
            "accept": say("detail.accept"),
            "part": say("detail.part"),
            "link": say("detail.link"),
        },
    }


def sources(events: Sequence[Event], say: Texts) -> str:
    """How many documents tell the story; what a person wrote is told by none."""
    told = {one.document_id for one in events if one.document_id}
    return say("detail.sources", n=len(told)) if told else say("detail.source_person")


def chips(event: Event, say: Texts, *, dark: bool, main: bool) -> list[Words]:
    """Type, how it is told, and what else a reader should know at once."""
    found: list[Words] = [
        {"text": say.or_plain(f"type.{event.type}", event.type), "colour": palette.colour(event.type, dark=dark)}
    ]
    if event.modality is not Modality.HAPPENED:
        found.append({"text": say(f"mod.{event.modality}"), "tone": "warn"})
    if event.disputed:
        found.append({"text": say("detail.disputed"), "tone": "warn"})
    if not main and event.modality in (
        Modality.HAPPENED,
        Modality.ONGOING,
    ):  # what is planned or denied says so already
        found.append({"text": say("detail.background")})
    found.append({"text": wording.sureness(event, say.language)})
    return found


def facts(event: Event, say: Texts) -> list[Words]:
    """When, where, who."""
    rows = [
        {"name": say("detail.when"), "text": when(event, say), "tone": "" if event.interval is not None else "none"},
        {
            "name": say("detail.where"),
            "text": where(event.place, say),
            "tone": "" if event.place is not None else "none",
        },
    ]
    if event.actors:
        rows.append({"name": say("detail.who"), "text": ", ".join(event.actors), "tone": "plain"})
    if event.tags:
        rows.append({"name": say("detail.tags"), "text": ", ".join(event.tags), "tone": "plain"})
    return rows


def quote(event: Event, document: Document | None) -> list[Words]:
    """The event's sentence with the words that date it, place it and tell it marked; plain where the text is gone."""
    if document is None or not len(event.sentence) or event.sentence.end > len(document.text):
        return [{"text": event.quote, "mark": ""}]
    found = [Mark(event.trigger, "trigger")]
    if event.timex is not None and event.timex.span is not None:
        found.append(Mark(event.timex.span, "date"))
    if event.mention is not None and len(event.mention.toponym.span):
        found.append(Mark(event.mention.toponym.span, "place"))
    whys = ((event.why_date, "date"), (event.why_place, "place"))
    found += [Mark(why.span, kind) for why, kind in whys if why.span is not None and len(why.span)]
    return [
        {"text": " ".join(piece.text.split("\n")), "mark": " ".join(piece.marks)}
        for piece in marks.pieces(document.text, found, event.sentence)
    ]


def source(event: Event, document: Document | None, say: Texts, *, best: bool) -> Words:
    """One document's telling of the story."""
    return {
        "title": line(document.title or document.source, 120) if document is not None else say("detail.by_hand"),
        "document": event.document_id,
        "event": event.id,
        "link": event.link,
        "language": document.language if document is not None and document.language != "en" else "",
        "when": when(event, say),
        "basis": str(event.basis),
        "basis_text": say.or_plain(f"basis.{event.basis}", str(event.basis)),
        "quote": [] if best else quote(event, document),  # the best one's words stand at the head of the card
        "best": best,
    }


def why_date(event: Event, say: Texts) -> Words:
    """The expression, its value, the rule, what it was counted from, and the basis."""
    rows: list[tuple[str, str]] = []
    found = event.timex
    if found is not None:
        why = "anchor" if found.basis is Basis.RELATIVE else "order"
        rows = [("value", found.value), ("rule", found.rule), (why, found.anchor or "")]
        rows.append(("readings", ", ".join(found.alternatives)))
    rows.append(("basis", say.or_plain(f"basis.{event.basis}", str(event.basis))))
    if event.basis is Basis.USER:
        rows = rows[-1:]
    return _reason(event.why_date, "date", rows, say)


def _reason(why: Why, subject: wording.Subject, rows: Sequence[tuple[str, str]], say: Texts) -> Words:
    """A section of the card: the sentence, then what is known in rows, what weighed, and what lost."""
    weighed = (("for_it", 1.0), ("against_it", -1.0))
    rows = [*rows, *((name, _weighed(why, sign, say)) for name, sign in weighed)]
    runners = (wording.runner_up(one, subject, say.language) for one in why.runners_up[:WEIGHED])
    rows.append(("runners", "; ".join(runners)))
    return {
        "heading": say(f"detail.why_{subject}"),
        "sentence": wording.sentence(why, subject, say.language),
        "rows": [{"name": say(f"detail.{name}"), "text": text} for name, text in rows if text],
    }


def _weighed(why: Why, sign: float, say: Texts) -> str:
    """The features that spoke for the claim (1) or against it (-1), the weightiest first, in words."""
    named = (wording.feature(key, say.language) for key, weight in why.contributions if weight * sign > 0)
    return ", ".join(list(dict.fromkeys(named))[:WEIGHED])


def why_place(event: Event, say: Texts) -> Words:
    """The name in the text, its role, and how vague the point is."""
    rows: list[tuple[str, str]] = []
    mention = event.mention
    if mention is not None:
        role = say.or_plain(f"role.{mention.toponym.role}", str(mention.toponym.role))
        rows = [("matched", mention.toponym.text), ("role", role), ("rule", mention.toponym.rule)]
        if mention.place is not None:
            kilometres = max(1, round(mention.place.radius_m / 1000))
            rows.append(("radius", say("detail.radius_value", km=kilometres)))
    return _reason(event.why_place, "place", rows, say)


def candidates(event: Event) -> list[Words]:
    """Every place that the name could mean, best first, with its score."""
    if event.mention is None:
        return []
    chosen = event.mention.place
    return [_candidate(one, chosen) for one in event.mention.candidates]


def _candidate(candidate: Candidate, chosen: Place | None) -> Words:
    place = candidate.place
    around = ", ".join(name for name in reversed(place.admin) if name and name != place.name)
    return {
        "id": place.id,
        "name": f"{place.name}, {around}" if around else place.name,
        "why": candidate.why,
        "share": candidate.score,
        "chosen": chosen is not None and place.id == chosen.id,
    }


def candidates_text(event: Event, say: Texts) -> str:
    """ "1 of 40 places called Springfield"."""
    if event.mention is None or event.mention.place is None:
        return ""
    total, name = max(event.mention.total, len(event.mention.candidates)), event.mention.toponym.text
    return say("detail.candidates", total=total, name=name) if total > 1 else say("detail.candidates_one", name=name)
