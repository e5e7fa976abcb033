"""What is said of an event in the text's own words: its title (`compose`); actors, counts, duration (`people`). Pure.

A title is the happening's clause, or the beginning of its sentence. Nothing here knows where dates and places come
from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.analysis.reading import Reading
from pipeline.analysis.trigger import Trigger
from pipeline.model import Mention, Span, Token
from pipeline.text import normalise_space
from pipeline.titles import clauses, pronouns
from pipeline.titles.rows import EDGES, cell

LONGEST = 90  # characters
_AHEAD = 82  # characters of a stretch cut from a sentence that lead to its trigger
_SHORT = 5  # words of a dependent clause that say too little
_FEWEST = 3  # words of a clause that can be read alone
_FULL = 65  # characters of a trimmed clause that need not be cut instead
_MARK = " …"
_LEAD_IN = re.compile(r"\s*(?:(?:on|in|at|by|during|about|from|around)\s+)?(?:the\s+)?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_ARTICLE = re.compile(r"^(?:the\s+|an?\s+(?!(?:few|little)\b|\w+ of\b))", re.IGNORECASE)
_CREDIT = re.compile(r"\s*\([^()]{1,80}\)\s+")  # "(Photo: Ann Lee) The hospital ..."
_BLANK = re.compile(r"\s+")
_PART = re.compile(r"[;:–—]\s+|\s(?:that|because|after|before|when|while)\s+")
_NEAR = 20  # characters before a trigger that say too little
_QUOTES = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("„", "“"))


def compose(reading: Reading, trigger: Trigger, actors: Sequence[str] = (), where: Mention | None = None) -> str:
    """The title of a happening; never empty. A meeting is named after its `actors` and the place that it has."""
    title = _headline(reading, trigger)
    if reading.parse.syntactic:
        title = _named_meeting(reading, trigger, actors, where) or title or _clause(reading, trigger)
    return _balanced(title or _opening(reading, trigger)) or trigger.span.of(reading.document.text)


def _named_meeting(reading: Reading, trigger: Trigger, actors: Sequence[str], where: Mention | None) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in actors if " " in actor][:2]
    is_setting = reading.parse.tokens[trigger.index].dep == "pobj"  # "In a summit at ..., he thanked him"
    if trigger.group != "meeting" or not is_setting or len(people) < 2 or where is None:
        return ""
    site = normalise_space(where.toponym.text)
    return f"{trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]} at {site}"


def _headline(reading: Reading, trigger: Trigger) -> str:
    """A line without a full stop that can be a title as it stands ("Ferry sinks off Lima, two dead")."""
    span = Span(_head_end(reading, trigger.sentence), reading.parse.sentences[trigger.sentence].end)
    line = span.of(reading.document.text).strip()
    is_line = (
        line[-1:].isalnum() and len(line.split()) >= _FEWEST and len(line) <= LONGEST and not set(";|") & set(line)
    )
    return _words(reading, span) if is_line and span.start <= trigger.span.start and reading.parse.syntactic else ""


def _clause(reading: Reading, trigger: Trigger) -> str:
    """The happening's clause or phrase; the next one up that says who, if its own has only a pronoun; or nothing."""
    titles = []
    for words in clauses.told(reading, trigger):
        title = _fitted(reading, trigger, words)
        first = reading.parse.tokens[min(words)]
        is_open = first.pos == "PRON" and first.dep != "expl" and title.lower().startswith(first.text.lower())
        is_short = len(title.split()) < _SHORT and reading.parse.tokens[trigger.index].dep in {
            "ccomp",
            "advcl",
            "relcl",
        }
        if title and not is_short and not is_open:
            return title
        titles.append(title)
    return next((title for title in titles if title and not title.endswith(_MARK)), "")


def _fitted(reading: Reading, trigger: Trigger, words: Set[int]) -> str:
    """The words at LONGEST characters, or cut where that would leave too few; empty if they cannot be read alone."""
    if reading.parse.tokens[min(words)].span.start < _head_end(reading, trigger.sentence):
        return ""
    longer = ""
    for chosen in clauses.trim(reading, words, trigger.index):
        title = _trimmed(_joined(reading, sorted(chosen)), article=True)
        if len(title) <= LONGEST:
            break
        longer = title
    cut = _clip(longer)
    if len(title) > LONGEST or (longer and len(title) < _FULL and trigger.span.of(reading.document.text) in cut):
        depends = trigger.is_noun or reading.parse.tokens[trigger.index].tag in {"VB", "VBG", "VBN"}
        return cut if depends or trigger.span.of(reading.document.text) in cut else ""
    loose = clauses.is_loose(reading.parse.tokens[max(chosen)])
    return "" if loose or len(title.split()) < _FEWEST or "|" in title else title


def _head_end(reading: Reading, sentence: int) -> int:
    """Where the label that opens a sentence ends; what has a finite verb is none ("She wrote: ...")."""
    start, end = reading.parse.sentences[sentence].start, reading.label_end(sentence)
    if end > start and reading.parse.syntactic:
        inside = [reading.parse.tokens[index] for index in reading.tokens_in(Span(start, end))]
        return start if any(token.tag in {"VBD", "VBZ", "VBP"} for token in inside) else end
    return end


def _joined(reading: Reading, kept: Sequence[int]) -> str:
    """Tokens in text order, each in its usual case or as what it means; between neighbours the text's own marks."""
    words, previous, inside = "", None, set(kept)
    for token in (reading.parse.tokens[index] for index in kept):
        words += _between(reading, previous, token, words)
        words += pronouns.meaning(reading, token.index, inside) or _cased(reading, token)
        previous = token
    return words


def _between(reading: Reading, left: Token | None, right: Token, before: str) -> str:
    """What parts two kept tokens: the text's own marks if there is nothing else, a blank, or a comma that closes."""
    if left is None:
        return ""
    skipped = reading.parse.tokens[left.index + 1 : right.index]
    if all(token.pos == "CCONJ" or not any(map(str.isalnum, token.text)) for token in skipped):
        return reading.document.text[left.span.end : right.span.start]
    if skipped[-1].pos == "CCONJ" and right.pos not in {"VERB", "AUX", "ADV"}:
        return f" {skipped[-1].text} "
    closes = before.count(",") % 2 == 1 or right.tag not in {"VBD", "VBZ", "VBP", "MD"}
    return ", " if skipped[-1].text == "," and closes else " "


def _cased(reading: Reading, token: Token) -> str:
    """A token; in a text in capitals with its usual case."""
    if not reading.is_upper or _INITIALS.fullmatch(token.text):
        return token.text
    is_name = token.pos == "PROPN" or token.entity in {"GPE", "PERSON", "NORP"}
    return token.text.capitalize() if is_name else token.text.lower()


def _opening(reading: Reading, trigger: Trigger) -> str:
    """The words of the sentence around the trigger, from its start or nearer to the trigger, cut between words."""
    sentence, text = reading.parse.sentences[trigger.sentence], reading.document.text
    start = _begin(reading, trigger.sentence)
    start = start if start <= trigger.span.start else sentence.start
    words = _words(reading, Span(start, sentence.end))
    row = cell(words, trigger.span.of(text))
    if row or trigger.span.end - start <= LONGEST - len(_MARK) or not reading.parse.syntactic:
        return _clip(_trimmed(row, article=True) if row else words)
    ahead = max(start, trigger.span.end - _AHEAD)
    part = _PART.search(text, ahead, trigger.span.start - _NEAR) or _BLANK.search(text, ahead, trigger.span.start)
    near = part.end() if part is not None else trigger.span.start
    rest = normalise_space(_joined(reading, reading.tokens_in(Span(near, sentence.end))))
    return _clip("… " + rest.strip(EDGES).rstrip("."))


def _begin(reading: Reading, sentence: int) -> int:
    """Where a sentence begins to tell: after its label and the date that opens it, unless that is its subject."""
    text, tokens = reading.document.text, reading.parse.tokens
    start = _head_end(reading, sentence)
    credit = _CREDIT.match(text, start, reading.parse.sentences[sentence].end)
    start = credit.end() if credit is not None else start
    for timex in reading.dates_by_sentence.get(sentence, []):
        span = timex.span or Span(0, 0)
        opens = span.start >= start and _LEAD_IN.fullmatch(text[start : span.start]) is not None
        following = tokens[min(reading.token_at(span.end) + 1, len(tokens) - 1)]
        if opens and (
            following.pos not in {"VERB", "AUX"} if reading.parse.syntactic else text[span.end : span.end + 1] in ",:|"
        ):
            start = span.end
    rest = text[start : reading.parse.sentences[sentence].end]
    return start + len(rest) - len(rest.lstrip(" ,\n"))


def _words(reading: Reading, span: Span) -> str:
    """A stretch of the text as a title."""
    words = span.of(reading.document.text)
    words = words.capitalize() if reading.is_upper else words
    words = _joined(reading, reading.tokens_in(span)) if reading.parse.syntactic else words
    return _trimmed(words, article=reading.document.language.startswith("en"))


def _trimmed(words: str, *, article: bool) -> str:
    """On one line, without an English article in front or loose marks, with a capital."""
    bare = normalise_space(words).strip(EDGES).rstrip(".")
    title = _ARTICLE.sub("", bare) if article and len(bare.split()) > 1 else bare
    return title[:1].upper() + title[1:]


def _balanced(title: str) -> str:
    """Without quotation marks and brackets that are not closed."""
    for left, right in _QUOTES:
        odd = title.count(left) % 2 if left == right else title.count(left) != title.count(right)
        title = title.replace(left, "").replace(right, "") if odd else title
    return normalise_space(title)


def _clip(title: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - len(_MARK) + 1].rsplit(" ", 1)[0].rstrip(EDGES) + _MARK
