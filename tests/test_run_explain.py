"""The command `explain`: its sections and their lines, whatever the weights say; any text is explained."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from gazetteer_fixture import write_tiny
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from pipeline import events, run
from pipeline.config import Settings
from pipeline.events.claims import when, where
from pipeline.exporters import wording
from pipeline.model import UNKNOWN, Document, Span, Why
from pipeline.run import choices, extraction
from tests import samples
from tests.events_fixture import MODEL

SEED = Path(__file__).parent.parent / "seeds" / "000_634569b292038733.txt"
SNAPSHOT = Path(__file__).parent / "snapshots" / "explain.txt"
CHRONICLE = "# May 2019\n\nPARIS, France - A bridge fell.\n\n3 May: Workers struck in Paris.\n5 May: They went back.\n"
SECTIONS = ("Structure", "Times", "Places", "Candidates", "Events")
AT, SHARE = r"\[(?:\d+:\d+|-)\]", r"[01]\.\d\d"
# The lines of an event in their order: a name, and what they look like.
EVENT = {
    "event": r"  (?:main|background): .+  \[\w+\]",
    "level": rf"      \w+, \w+(?:, disputed)?; score {SHARE}, (?:at least|below) {SHARE}: .+; .+ of 100",
    "quote": rf"      {AT} “.*” in “.*”",
    "when": r"      when: .+ \(basis \w+, .+\)",
    "where": r"      where: .+",
    "claim": rf"        [* ] {SHARE} ({'|'.join({*when.NAMES, *where.NAMES})})\b.*",
    "source": rf"          source \w+(?: “.*”)? {AT}, probability {SHARE}",
    "contribution": r"          [+-]\d+\.\d\d .+",
    "reason": r"          .+",
    "same": rf"      (?:told again|not the same): {AT} “.*”, .+",
    "detail": r"      (?:who|counts|duration|according to|perhaps): .+",
}
ORDER = re.compile(
    r"(event level quote when (claim )+reason source (contribution )*where (claim )+reason source (contribution )*"
    r"(same )*(detail )*)*"
)
CANDIDATE = (
    rf"  {AT} “.*” \w+; score {SHARE} by itself, {SHARE} among all -> (?:nothing|an event|a mention of {AT} “.*”)"
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """No language model: a text is read in a moment."""
    folder = tmp_path_factory.mktemp("explain")
    write_tiny(folder / "gazetteer.sqlite")
    return Settings(data_dir=folder, spacy_model="", workers=1)


def sections(report: str) -> dict[str, list[str]]:
    """Name -> lines, without the first that names it; the lines ahead of all under ""."""
    found: dict[str, list[str]] = {"": []}
    for line in report.splitlines():
        named = re.fullmatch(r"(\w+) \((\d+)\)", line)
        if named is not None:
            found[named[1]] = []
        elif line:
            found[list(found)[-1]].append(line)
    return found


def kinds(lines: list[str]) -> str:
    """The names of the lines of events, each followed by a blank."""
    named = (next(name for name, pattern in EVENT.items() if re.fullmatch(pattern, line)) for line in lines)
    return "".join(f"{name} " for name in named)


@pytest.mark.parametrize("model", ["", MODEL])
def test_the_example_document_is_explained_section_by_section(settings: Settings, model: str) -> None:
    [document] = run.read(SEED.read_bytes(), f"seeds/{SEED.name}")
    options = Settings(data_dir=settings.data_dir, spacy_model=model, workers=1)
    report = run.explain(document, options)
    found = sections(report)
    assert tuple(found) == ("", *SECTIONS)
    assert [line for line in found["Candidates"] if not re.fullmatch(CANDIDATE, line)] == []
    assert ORDER.fullmatch(kinds(found["Events"]))
    assert report == run.explain(document, options)
    if model:
        assert "\n".join([*found[""], "Structure", *found["Structure"], "Places", *names(found["Places"])]) == (
            SNAPSHOT.read_text("utf-8").rstrip("\n")
        )


def names(lines: list[str]) -> list[str]:
    """Where the names stand, and what they do: of the lines of places what no score is in."""
    return [match[0] for line in lines if (match := re.match(rf"  {AT} “.+” \(\w+ \w+", line))]


def test_what_was_found_is_all_in_the_report(settings: Settings) -> None:
    [document] = run.read(CHRONICLE.encode(), "seeds/chronicle.md")
    report = run.explain(document, settings)
    found = run.extract(document, settings)
    assert found.events and found.timexes and found.mentions
    for timex in found.timexes:
        assert f"rule {timex.rule}" in report
    for mention in found.mentions:
        assert f"“{mention.toponym.text}”" in report
        assert all(candidate.place.id in report for candidate in mention.candidates)
    for one in found.events:
        assert f": {one.title}  [{one.id}]" in report
        assert wording.sentence(one.why_date, "date") in report
        assert wording.sentence(one.why_place, "place") in report
        assert f"right in {wording.percent(one.score)} of 100" in report


def test_structure_shows_kinds_heads_datelines_and_scopes(settings: Settings) -> None:
    [document] = run.read(CHRONICLE.encode(), "seeds/chronicle.md")
    lines = sections(run.explain(document, settings))["Structure"]
    assert any("paragraph" in line and "dateline “PARIS, France -”" in line for line in lines)
    assert any("entry “Workers struck in Paris.”; dated “3 May”" in line for line in lines)
    assert all(re.match(rf"  {AT} \w+ “", line) for line in lines)


def test_accounts_say_what_became_of_every_candidate(settings: Settings) -> None:
    [document] = run.read(CHRONICLE.encode(), "seeds/chronicle.md")
    found = run.extract(document, settings)
    accounts = extraction.considered(found, settings)
    heads = {account.trigger for account in accounts if account.is_event}
    assert heads == {event.trigger for event in found.events}
    for account in accounts:
        assert account.event is None or account.event in heads
        for claims in (account.when, account.where):
            shares = [claim.share for claim in claims]
            assert shares == sorted(shares, reverse=True)
            assert sum(shares) == pytest.approx(1.0)
    struck = next(account for account in accounts if account.trigger.start >= document.text.index("Workers"))
    entry = next(claim for claim in struck.when if claim.words == "3 May")
    assert entry.span == Span(document.text.index("3 May"), document.text.index(": Workers"))
    assert events.KEPT < events.MAIN < 1


def test_a_mention_that_joined_by_another_one_is_told() -> None:
    """The head of an event is its best mention: not every other one was compared with it."""
    text = "A bridge fell. The collapse killed two men. The disaster shook Lima."
    document = Document("d", "d.txt", "Bridge", "", text)
    head, near, far = (
        Span(text.index(word), text.index(word) + len(word)) for word in ("fell", "collapse", "disaster")
    )
    accounts = [
        events.Account(head, "accident", 0.9, 0.9, head, (), (), ((near, 0.75),)),
        events.Account(near, "accident", 0.5, 0.1, head, (), (), ((head, 0.75), (far, 0.6))),
        events.Account(far, "disaster", 0.4, 0.1, head, (), (), ((near, 0.6),)),
    ]
    event = replace(samples.event(document, "A bridge fell."), trigger=head)
    lines = [line.strip() for line in choices.events(document, [event], accounts)]
    assert f"told again: [{near.start}:{near.end}] “collapse”, the same 0.75" in lines
    assert f"told again: [{far.start}:{far.end}] “disaster”, one with another mention" in lines


def test_a_reason_is_explained_with_what_weighed() -> None:
    why = Why(
        "clause",
        "on\nTuesday",
        Span(3, 13),
        probability=0.853,
        contributions=(("same_clause", 1.5), ("distance", -0.25)),
    )
    assert [line.strip() for line in choices.why(why, "date")] == [
        "“on Tuesday” stands in the same clause.",
        "source clause “on Tuesday” [3:13], probability 0.85",
        "+1.50 same clause",
        "-0.25 distance in the text",
    ]
    assert [line.strip() for line in choices.why(UNKNOWN, "place")] == [
        "no reason is known",
        "source unknown [-], probability 0.00",
    ]


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["3 May 2019", "In Paris", "fell", "“", "# ", "\n", "\n\n", ": ", "| ", "- ", "1917", " Il mourut à Lyon. ",
             "On Tuesday", "killed", ".", "Updated", "\t", "\x00", "{0}", "\u2028", "Сегодня в Киеве "]
        ),
        max_size=30,
    ).map(" ".join),
)  # fmt: skip


@given(TEXTS, st.sampled_from(["en", "de", "ru", "ja"]))
@trials(max_examples=60)
def test_any_text_is_explained(settings: Settings, text: str, language: str) -> None:
    report = run.explain(Document("d", "", "any.txt", "", text, language=language), settings)
    for section in SECTIONS:
        assert re.search(rf"^{section} \(\d+\)$", report, re.M)
