"""A short title in the text's own words: the happening's clause, or the beginning of its sentence."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.events import clauses, pronouns
from pipeline.events.draft import Draft, Trigger
from pipeline.events.reading import Reading
from pipeline.events.rows import EDGES, cell
from pipeline.model import Span, Token
from pipeline.text import normalise_space

LONGEST = 90  # characters
_AHEAD = 82  # characters of a stretch cut from a sentence that lead to its trigger
_NEAR = 20  # characters before a trigger that say too little
_SHORT = 5  # words of a dependent clause that say too little
_DEPENDENT = frozenset({"ccomp", "advcl", "relcl"})
_FEWEST = 3  # words of a clause that can be read alone
_FULL = 65  # characters of a trimmed clause that need not be cut instead
_MARK = " …"
_LEAD_IN = re.compile(r"\s*(?:(?:on|in|at|by|during|about|from|around)\s+)?(?:the\s+)?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_ARTICLE = re.compile(r"^(?:the\s+|an?\s+(?!(?:few|little)\b|\w+ of\b))", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_BOUNDARY = re.compile(r"[;:–—]\s+")
_QUOTES = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("„", "“"))


def compose(reading: Reading, draft: Draft) -> str:
    """The title of a happening; never empty."""
    trigger = draft.trigger
    title = ""
    if reading.parse.syntactic:
        title = _named_meeting(reading, draft) or _headline(reading, trigger) or _clause(reading, trigger)
    word = trigger.span.of(reading.document.text)
    return _balanced(title) or _balanced(_opening(reading, trigger)) or word


def _named_meeting(reading: Reading, draft: Draft) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in draft.actors if " " in actor][:2]
    is_setting = reading.parse.tokens[draft.trigger.index].dep == "pobj"  # "In a summit at ..., he thanked him"
    if draft.trigger.group != "meeting" or not is_setting or len(people) < 2:
        return ""
    where = draft.placing.mention
    site = f" at {normalise_space(where.toponym.text)}" if where is not None and draft.placing.rank == 0 else ""
    return f"{draft.trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]}{site}"


def _headline(reading: Reading, trigger: Trigger) -> str:
    """A line without a full stop that can be a title as it stands ("Ferry sinks off Lima, two dead")."""
    sentence = reading.parse.sentences[trigger.sentence]
    words = _cut(reading, Span(_head_end(reading, trigger.sentence), sentence.end))
    is_line = sentence.of(reading.document.text).rstrip()[-1:].isalnum() and ";" not in words and "|" not in words
    is_whole = is_line and _FEWEST <= len(words.split()) and len(words) <= LONGEST
    return _trimmed(words, article=True) if is_whole and trigger.span.of(reading.document.text) in words else ""


def _clause(reading: Reading, trigger: Trigger) -> str:
    """The happening's clause or phrase; the next one up that says who, if its own has only a pronoun; or nothing."""
    titles = []
    for words in clauses.told(reading, trigger):
        title = _fitted(reading, trigger, words)
        is_short = len(title.split()) < _SHORT and reading.parse.tokens[trigger.index].dep in _DEPENDENT
        if title and not is_short and not _is_open(reading, words, title):
            return title
        titles.append(title)
    return next((title for title in titles if title and not title.endswith(_MARK)), "")


def _is_open(reading: Reading, words: Set[int], title: str) -> bool:
    """Whether a title begins with a pronoun that stays."""
    first = reading.parse.tokens[min(words)]
    return first.pos == "PRON" and first.dep != "expl" and title.lower().startswith(first.text.lower())


def _fitted(reading: Reading, trigger: Trigger, words: Set[int]) -> str:
    """The words at LONGEST characters, or cut where that would leave too few; empty if they cannot be read alone."""
    if reading.parse.tokens[min(words)].span.start < _head_end(reading, trigger.sentence):
        return ""
    longer = ""
    for chosen in clauses.trim(reading, words, trigger.index):
        title = _joined(reading, chosen)
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
    """Where the label that opens a sentence ends; what has a verb in the past is none ("She wrote: ...")."""
    start, end = reading.parse.sentences[sentence].start, reading.label_end(sentence)
    if end > start and reading.parse.syntactic:
        inside = [reading.parse.tokens[index] for index in reading.tokens_in(Span(start, end))]
        return start if any(token.tag == "VBD" for token in inside) else end
    return end


def _joined(reading: Reading, kept: Set[int]) -> str:
    """The kept tokens in text order, without an article in front; between neighbours the text's own marks."""
    tokens = reading.parse.tokens
    words: list[str] = []
    previous: Token | None = None
    for index in sorted(kept):
        words.append(_between(reading, previous, tokens[index], "".join(words)))
        words.append(pronouns.meaning(reading, index, kept) or _cased(reading, tokens[index]))
        previous = tokens[index]
    return _trimmed("".join(words), article=True)


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
    sentence = reading.parse.sentences[trigger.sentence]
    start = _begin(reading, trigger.sentence)
    start = start if start <= trigger.span.start else sentence.start
    words = _words(reading, Span(start, sentence.end))
    row = cell(words, trigger.span.of(reading.document.text))
    is_near = trigger.span.end - start <= LONGEST - len(_MARK)
    if row or is_near or not reading.parse.syntactic:
        return _clip(_trimmed(row, article=True) if row else words)
    return _clip("… " + _cut(reading, Span(_near(reading, start, trigger), sentence.end)))


def _near(reading: Reading, start: int, trigger: Trigger) -> int:
    """Where the words near a trigger begin: behind a mark or conjunction if it is not too near, else between words."""
    text, first = reading.document.text, reading.parse.bounds[trigger.sentence][0]
    joined = {token.span.end + 1 for token in reading.parse.tokens[first : trigger.index] if token.dep == "mark"}
    marked = {match.end() for match in _BOUNDARY.finditer(text, start, trigger.span.start)}
    parted = sorted(each for each in joined | marked if start < each < trigger.span.start - _NEAR)
    blanks = [match.end() for match in _BLANK.finditer(text, start, trigger.span.start)]
    return next((each for each in (*parted, *blanks) if trigger.span.end - each <= _AHEAD), trigger.span.start)


def _begin(reading: Reading, sentence: int) -> int:
    """Where a sentence begins to tell: after its label and the date that opens it, unless that is its subject."""
    text, tokens = reading.document.text, reading.parse.tokens
    start = _head_end(reading, sentence)
    for timex in reading.dates_by_sentence.get(sentence, []):
        span = timex.span or Span(0, 0)
        opens = span.start >= start and _LEAD_IN.fullmatch(text[start : span.start]) is not None
        following = tokens[min(reading.token_at(span.end) + 1, len(tokens) - 1)]
        if opens and (following.pos not in {"VERB", "AUX"} if reading.parse.syntactic else following.pos == "PUNCT"):
            start = span.end
    return start + len(text[start:]) - len(text[start:].lstrip(" ,\n"))


def _words(reading: Reading, span: Span) -> str:
    return _trimmed(_cut(reading, span), article=reading.document.language.startswith("en"))


def _cut(reading: Reading, span: Span) -> str:
    """A stretch of the text on one line, in its usual case."""
    if not reading.parse.syntactic:
        words = span.of(reading.document.text)
        return normalise_space(words.capitalize() if reading.is_upper else words).strip(EDGES)
    tokens = [reading.parse.tokens[index] for index in reading.tokens_in(span)]
    inside = {token.index for token in tokens}
    words = "".join(
        reading.document.text[left.span.end : right.span.start]
        + (pronouns.meaning(reading, right.index, inside) or _cased(reading, right))
        for left, right in zip([tokens[0], *tokens], tokens, strict=False)
    )
    return normalise_space(words).strip(EDGES).rstrip(".")


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
    return title


def _clip(title: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - len(_MARK) + 1].rsplit(" ", 1)[0].rstrip(EDGES) + _MARK
