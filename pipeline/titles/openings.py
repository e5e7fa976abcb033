"""The title where the parse gives no sure clause: the sentence as it stands, up to where it can safely end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.analysis.reading import FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.lang import clauses
from pipeline.model import Span, Token
from pipeline.titles import compression
from pipeline.titles.clauses import is_doubtful, is_loose
from pipeline.titles.compression import LONGEST, MOST
from pipeline.titles.phrases import SUBJECTS, is_attribution, is_calendar, is_date
from pipeline.titles.rows import cell
from pipeline.titles.wording import LOOSE, balanced, bare, lacks_and, render, tidy, without_asides

_LEAD_IN = re.compile(r"\s*(?:(?:on|in|at|by|during|about|from|around)\s+)?(?:the\s+)?", re.IGNORECASE)
_CREDIT = re.compile(r"\s*\([^()]{1,80}\)\s+")  # "(Photo: Ann Lee) The hospital ..."
_TORN = re.compile(r"[^()\n]{0,12}\)")  # what is left of brackets that a date opens
_STRONG = re.compile(r"(?<=\w{3})\.\s|[;:!?]\s|\s[–—-]\s")
_COMMA, _BLANK = re.compile(r",\s"), re.compile(r"\s")
_OPTIONAL = frozenset({"prep", "advcl", "relcl", "acl", "npadvmod", "advmod", "appos", "punct", "cc", "conj",
                       "parataxis", "dep"})  # fmt: skip
_LOOSE = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "AUX", "PART"})
_COMPLETING = frozenset({"to", "of", "with", "from", "than", "for"})  # "unrelated to ..."
_OWNS = ("'s", "’s")  # "Monday's vote" is one phrase
_ASIDE = 20  # characters that brackets may hold, which are left out
_MARKS = frozenset({"``", "''", "-RRB-"})  # tags of what may open or close a title
_LINKS = frozenset({",", "and", "but", "or", "nor", "-", "–", "—"})
_TOLD = 3  # words behind a comma that tell something
_FEWEST = 4  # words of an opening


def clauses_of(reading: Reading, trigger: Trigger) -> Iterator[tuple[set[int], str]]:
    """The words and titles of the clauses that hold a happening as they stand, the nearest first."""
    tokens = reading.parse.tokens
    for verb in (trigger.index, *reading.ancestors(trigger.index)):
        is_relative = tokens[verb].dep in {"relcl", "acl"}
        if is_relative or tokens[verb].pos not in {"VERB", "AUX"} or reading.child(verb, *SUBJECTS) is None:
            continue
        words = _range(reading, verb, trigger.sentence)
        found = _ended(reading, words, trigger.index, _is_sure) or _ended(reading, words, trigger.index, _is_safe)
        if found is not None:
            yield found


def _range(reading: Reading, verb: int, sentence: int) -> range:
    """The words of a clause from its first one that is neither date nor link to its last, or the sentence's end."""
    tokens = reading.parse.tokens
    below = reading.subtree(verb)
    start, label = _behind_date(reading, below[0]), head_end(reading, sentence)
    while start < verb and tokens[start].span.start < label:
        start += 1
    return range(_led(reading, start, verb), below[-1] + 1)


def _led(reading: Reading, start: int, verb: int) -> int:
    """The first word of a clause behind what only leads in to it."""
    subject = reading.child(verb, *SUBJECTS)
    while start < min(verb, verb if subject is None else subject) and _is_lead(reading, start, verb):
        start += 1
    return start


def _behind_date(reading: Reading, start: int) -> int:
    """The first word behind a date that opens a clause ("On 3 May soldiers ..."), unless the date is what it tells."""
    tokens = reading.parse.tokens
    first = start + (tokens[start].pos == "ADP")
    end = first
    while end < len(tokens) and is_calendar(reading, end) and tokens[end].sentence == tokens[start].sentence:
        end += 1
    return (
        end
        if end > first and end < len(tokens) and tokens[end].pos not in {"VERB", "AUX", "PUNCT", "ADP", "PART"}
        else start
    )


def _is_lead(reading: Reading, index: int, verb: int) -> bool:
    """Whether a word belongs to what only leads in to a clause: a date, a link, a mark, a phrase that a comma ends."""
    tokens = reading.parse.tokens
    top = index
    while tokens[top].head != verb and tokens[top].head != top:
        top = tokens[top].head
    token = tokens[top]
    if is_attribution(reading, top) or token.dep in SUBJECTS:
        return False
    if token.dep == "advcl" and token.tag in FINITE and reading.child(top, "mark", "advmod") is None:
        return False
    is_mark = token.dep in {"punct", "cc", "mark", "advmod"} and reading.subtree(top) == [top]
    ends = tokens[min(reading.subtree(top)[-1] + 1, len(tokens) - 1)].text == ","
    return is_mark or is_date(reading, top) or (ends and token.dep in {"prep", "advcl", "npadvmod", "dep", "advmod"})


def _ended(
    reading: Reading, words: range, trigger: int, can_end: Callable[[Reading, int, int], bool]
) -> tuple[set[int], str] | None:
    """The words up to a safe end: the last one within LONGEST behind `trigger`, or the first one within MOST."""
    tokens = reading.parse.tokens
    best, origin = 0, tokens[words.start].span.start if words else 0
    for end in range(max(words.start + _FEWEST, trigger + 1), words.stop + 1):
        if tokens[end - 1].span.end - origin > (LONGEST if best else MOST + _ASIDE):
            break
        best = end if can_end(reading, words.start, end) else best
    kept = set(range(words.start, best))
    title = _plain(reading, kept) if best else ""
    return (kept, title) if 0 < len(title) <= MOST else None


def _plain(reading: Reading, kept: set[int]) -> str:
    title = render(reading, kept)
    return balanced(bare(without_asides(title), article=False))


def _is_open(token: Token) -> bool:
    """Whether a title cannot end in a word or mark."""
    return is_loose(token) or token.pos == "PUNCT"


def _is_safe(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing before `end` needs a word behind it, and no name or pair of brackets is parted."""
    tokens = reading.parse.tokens
    last = tokens[end - 1]
    if last.pos in _LOOSE and last.dep not in {"prt", "advmod"}:
        return False
    if end < len(tokens) and is_torn(reading, last, tokens[end]):
        return False
    if end < len(tokens) and tokens[end].text == "that" and tokens[end].tag == "IN":
        return False
    if end < len(tokens) and tokens[end].entity and tokens[end].entity == last.entity:
        return False
    return not any(_reaches(reading, tokens[index], end) for index in range(start, end))


def is_torn(reading: Reading, last: Token, following: Token) -> bool:
    """Whether an end would part a noun from what stands right before it ("a grey 2013 | Toyota", "two | - party")."""
    if last.sentence != following.sentence or reading.is_dated(following.index):
        return False
    if last.tag == "POS" or following.tag in {"POS", "HYPH"} or (last.tag == "CD" and following.text in {":", "/"}):
        return True
    is_noun = following.pos in {"NOUN", "PROPN"}
    return is_noun and (last.pos in {"ADJ", "NUM", "NOUN", "PROPN"} or last.text == ")")


def _is_sure(reading: Reading, start: int, end: int) -> bool:
    """Whether an end is safe, and the parse of what follows is not in doubt."""
    return _is_safe(reading, start, end) and not _is_before_doubt(reading, end, start)


def _is_before_doubt(reading: Reading, end: int, start: int) -> bool:
    """Whether a verb that the parse has misplaced follows in the same stretch: the words before it may be its own."""
    tokens = reading.parse.tokens
    for token in tokens[end:]:
        if token.pos == "PUNCT" or token.sentence != tokens[start].sentence:
            return False
        if is_doubtful(reading, token.index):
            return True
    return False


def _reaches(reading: Reading, token: Token, end: int) -> bool:
    """Whether a word leans on one behind `end`, or is not complete without it."""
    if token.head >= end:
        return True
    for below in reading.children[token.index]:
        other = reading.parse.tokens[below]
        if below >= end and (other.dep not in _OPTIONAL or other.text.lower() == "of"):
            return True
        leans = token.pos == "VERB" or (token.pos == "ADJ" and other.text.lower() in _COMPLETING)
        if below >= end and other.dep == "prep" and below == token.index + 1 and leans:
            return True
        if (
            below >= end
            and other.dep == "conj"
            and any(reading.parse.tokens[each].dep == "cc" and each < end for each in reading.children[token.index])
        ):
            return True
    return False


def whole(reading: Reading, trigger: Trigger) -> tuple[set[int], str] | None:
    """The words and the title of the whole sentence, without what opens it; if it is too long, what it cannot spare."""
    tokens = reading.parse.tokens
    words = _part(reading, trigger)
    while len(words) > _FEWEST and (tokens[words.start].text in _LINKS or _is_link(reading, words.start)):
        words = words[1:]
    said = {index for index in words if tokens[index].pos != "PUNCT" or tokens[index].tag in _MARKS}
    if not any(tokens[index].tag in FINITE for index in said) or tokens[words.stop - 1].text == ":":
        return None
    title = _plain(reading, said)
    if len(title) <= MOST:
        return said, title
    dated = [set(reading.subtree(index)) for index in said if _is_spare_date(reading, index)]
    verb = next((index for index in words if tokens[index].dep == "ROOT"), trigger.index)
    has_subject = reading.child(verb, *SUBJECTS) is not None
    lead = _led(reading, words.start, verb) if has_subject else words.start
    said = {index for index in said.difference(*dated) if index >= lead} - _asides(reading, words)
    kept, title = compression.fit(reading, said, trigger.index)
    return (kept, title) if title and not lacks_and(reading, kept) else None


def _is_spare_date(reading: Reading, index: int) -> bool:
    """Whether a constituent only says when, and not of what a noun is told."""
    tokens = reading.parse.tokens
    return is_date(reading, index) and tokens[tokens[index].head].dep not in {"acl", "relcl", "advcl"}


def _asides(reading: Reading, words: range) -> set[int]:
    """The words between brackets."""
    depth, found = 0, set()
    for index in words:
        mark = reading.parse.tokens[index].text
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        found |= {index} if depth else set()
    return found


def _part(reading: Reading, trigger: Trigger) -> range:
    """The words of the sentence, or of the part between semicolons that holds the happening."""
    tokens = reading.parse.tokens
    words = reading.tokens_in(Span(_begin(reading, trigger), reading.parse.sentences[trigger.sentence].end))
    marks = [index for index in words if tokens[index].text == ";"]
    start = max([index + 1 for index in marks if index < trigger.index], default=words.start)
    return range(start, min([index for index in marks if index > trigger.index], default=words.stop))


def _is_link(reading: Reading, index: int) -> bool:
    """Whether a word only ties a sentence to the one before it."""
    return reading.lexicon.role("connecting", lemma_of(reading.parse.tokens[index]))


def sentence(reading: Reading, trigger: Trigger) -> str:
    """The sentence itself, or its first part; of a table's row the cell that tells, of brackets what they hold."""
    text = reading.document.text
    span = _bracketed(text, trigger) or Span(_begin(reading, trigger), reading.parse.sentences[trigger.sentence].end)
    row = cell(span.of(text), trigger.span.of(text))
    if reading.parse.syntactic and not row:
        return _parsed(reading, reading.tokens_in(span))
    return first_part(bare(row or tidy(span.of(text)), article=reading.is_english), reading.document.language)


def _parsed(reading: Reading, words: range) -> str:
    """The most of a stretch that can be a title: to its safest end behind its verb, else to a word that may be last."""
    tokens = reading.parse.tokens
    while len(words) > _FEWEST and tokens[words.start].pos == "CCONJ":
        words = words[1:]
    verb = next((index for index in words if tokens[index].dep == "ROOT"), words.start)
    found = _ended(reading, words, verb, _is_safe)
    if found is not None:
        return found[1]
    _, title = compression.fit(reading, {index for index in words if tokens[index].pos != "PUNCT"}, verb)
    if title:
        return title
    end, origin = words.stop, tokens[words.start].span.start
    while end > words.start + 1 and (
        tokens[end - 1].span.end - origin > MOST
        or _is_open(tokens[end - 1])
        or (end < words.stop and _is_parted(reading, end))
    ):
        end -= 1
    title = _plain(reading, set(range(words.start, end)))
    return title if 0 < len(title) <= MOST else first_part(title, "en")


def _is_parted(reading: Reading, end: int) -> bool:
    """Whether the word before `end` needs the one behind it; a noun may lose its "of" where nothing else ends."""
    last, following = reading.parse.tokens[end - 1], reading.parse.tokens[end]
    if following.text.lower() == "of" and last.pos in {"NOUN", "PROPN"}:
        return False
    return _reaches(reading, last, end) or is_torn(reading, last, following)


def _bracketed(text: str, trigger: Trigger) -> Span | None:
    """What the brackets around a trigger hold."""
    start, end = text.rfind("(", 0, trigger.span.start), text.find(")", trigger.span.end)
    if start < 0 or end < 0 or end - start >= MOST or "\n" in text[start:end]:
        return None
    is_inside = ")" not in text[start : trigger.span.start] and "(" not in text[trigger.span.end : end]
    return Span(start + 1, end) if is_inside else None


def first_part(title: str, language: str) -> str:
    """At most MOST characters of words without a parse: up to where a clause ends or, if none does, a phrase."""
    plain = clauses.opens(language).sub("", balanced(title), count=1) if clauses.opens(language).match(title) else title
    plain = balanced(plain[:1].upper() + plain[1:])
    plain = (balanced(without_asides(plain)) if len(plain) > LONGEST else plain) or balanced(title)
    if len(plain) <= LONGEST:
        return plain
    strong = _STRONG.search(plain, MOST // 10)
    if strong is not None:
        plain = plain[: strong.start()]
    if len(plain) > MOST:
        plain = clauses.inserts(language).sub("", plain, count=1)
    if len(plain) > MOST:
        plain = plain[: _end(plain, language)]
    return balanced(plain.strip(LOOSE))


def _end(title: str, language: str) -> int:
    """Where a title of more than MOST characters ends: at a comma, before a word that opens a phrase, at a blank."""
    commas = [found.start() for found in _COMMA.finditer(title, MOST // 4, MOST + 1)]
    if commas:
        return _behind_aside(title, commas[-1], language)
    for pattern in (clauses.breaks(language), _BLANK):
        ends = [found.start() for found in pattern.finditer(title, MOST // 4, MOST + 1)]
        if ends:
            return _before_links(title, ends[-1], language)
    return MOST


def _behind_aside(title: str, end: int, language: str) -> int:
    """A later end, before a phrase, where what follows a second comma opens none: it may be the verb."""
    breaks = clauses.breaks(language)
    rest = title[end + 1 :]
    is_phrase = breaks.match(rest) is not None or clauses.inserts(language).match(f"{title[end:]}, ") is not None
    if is_phrase or "," not in title[:end] or not rest.strip()[:1].islower():
        return end
    later = [_before_links(title, found.start(), language) for found in breaks.finditer(title, end + 2, MOST + 1)]
    is_told = bool(later) and len(title[end : later[-1]].split()) >= _TOLD
    return later[-1] if is_told else end


def _before_links(title: str, end: int, language: str) -> int:
    """An end without the words before it that only begin a phrase ("in France and | in Germany")."""
    for found in reversed(list(clauses.breaks(language).finditer(f"{title[:end]} "))):
        if " " in title[found.end() : end]:
            break
        end = found.start()
    return end


def head_end(reading: Reading, number: int) -> int:
    """Where the label that opens a sentence ends; what has a finite verb is none ("She wrote: ...")."""
    start, end = reading.parse.sentences[number].start, reading.label_end(number)
    if end > start and reading.parse.syntactic:
        inside = [reading.parse.tokens[index] for index in reading.tokens_in(Span(start, end))]
        return start if any(token.tag in FINITE - {"MD"} for token in inside) else end
    return end


def _begin(reading: Reading, trigger: Trigger) -> int:
    """Where a sentence begins to tell: after its label and the date that opens it, unless that is its subject."""
    text, tokens = reading.document.text, reading.parse.tokens
    stop = reading.parse.sentences[trigger.sentence].end
    start = head_end(reading, trigger.sentence)
    credit = _CREDIT.match(text, start, stop)
    start = credit.end() if credit is not None else start
    for timex in reading.dates_by_sentence.get(trigger.sentence, []):
        span = timex.span or Span(0, 0)
        opens = span.start >= start and _LEAD_IN.fullmatch(text[start : span.start]) is not None
        following = tokens[min(reading.token_at(span.end) + 1, len(tokens) - 1)]
        is_apart = following.pos not in {"VERB", "AUX"} and text[span.end : span.end + 2] not in _OWNS
        ends = is_apart if reading.parse.syntactic else text[span.end : span.end + 1] in ",:|"
        start = span.end if opens and ends else start
    torn = _TORN.match(text, start, stop)
    start = torn.end() if torn is not None else start
    rest = text[start:stop]
    start += len(rest) - len(rest.lstrip(" ,\n"))
    return start if start <= trigger.span.start else reading.parse.sentences[trigger.sentence].start
