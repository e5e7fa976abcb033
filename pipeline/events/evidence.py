"""What a document offers to date and place its candidates: dates, places and triggers in text order, and paths.

Everything that a claim's features ask for is computed once a document here, so that features stay cheap.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from pipeline import modality
from pipeline.analysis import arguments
from pipeline.analysis.arguments import Arguments
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.events.draft import Timing
from pipeline.events.meaning import Meaning
from pipeline.events.points import GRAINS, Dated, Found, Local, Located, Path, is_location, path_between
from pipeline.lang import counterparts
from pipeline.modality import Stance
from pipeline.model import Interval, Span, Timex
from pipeline.structure import Block, BlockKind
from pipeline.timex import DAY, granularity_of, interval_of

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_BEFORE = re.compile(r"[^\W\d_]+|[,.;:()\n]")
_WINDOW = 28  # code points in which the word before a name is looked for
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_QUOTES = re.compile(r"[\"“”«»„]")


class Evidence:
    """A reading with its candidate triggers, and everything that can date or place them, by sentence and block."""

    def __init__(self, reading: Reading, triggers: Sequence[Trigger]) -> None:
        self.reading = reading
        self.triggers = triggers
        self.tokens = {trigger.index for trigger in triggers}
        self.by_sentence: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            self.by_sentence.setdefault(trigger.sentence, []).append(trigger)
        self.readings: dict[int, list[tuple[str, Timing]]] = {}  # of each date, by its order
        self.fixed: dict[tuple[str, int], dict[str, float]] = {}  # features of dates and places, by their order
        self._local = Local((-1, -1))
        self._blocks: dict[int, int] = {}
        self._paths: dict[tuple[int, int], Path] = {}
        self._stances: dict[int, Stance] = {}
        self._arguments: dict[int, Arguments] = {}
        self.shared: dict[int, dict[str, float]] = {}  # kept by `features`: of each sentence, of the document under -1
        self._words: dict[int, frozenset[str]] = {}
        self._like: dict[tuple[str, str], frozenset[int]] = {}

    # -- dates and places ------------------------------------------------------------------------------------------

    @cached_property
    def dates(self) -> list[Dated]:
        """The calendar dates in text order; the second of two that form a range is the partner of the first."""
        found = [timex for timex in self.reading.dates if timex.span is not None]
        times = Counter(timex.value for timex in found)
        dated: list[Dated] = []
        for number, timex in enumerate(found):
            if timex.range_end or timex.span is None:
                continue
            following = found[number + 1] if number + 1 < len(found) else None
            partner = following if following is not None and following.range_end else None
            interval = interval_of(timex.value, timex.mod) or interval_of(timex.value)
            if interval is not None:
                dated.append(self._dated(timex, len(dated), interval, partner, times[timex.value]))
        return dated

    def _dated(self, timex: Timex, order: int, interval: Interval, partner: Timex | None, times: int) -> Dated:
        span = timex.span or Span(0, 0)
        where = self.reading.parse.sentence_at(span.start), self.reading.block_at(span.start)
        grain = GRAINS[granularity_of(timex.value)]
        head = self.reading.head_of(span)
        return Dated(timex, span, order, *where, head, interval, grain, self._word_before(span.start), partner, times)

    @cached_property
    def places(self) -> list[Located]:
        """The resolved names in text order, of every role."""
        found = [mention for mention in self.reading.mentions if mention.place is not None]
        found.sort(key=lambda mention: mention.toponym.span)
        times = Counter(mention.place.id for mention in found if mention.place is not None)
        ranks = {key: rank for rank, (key, _) in enumerate(times.most_common())}
        located = []
        for order, mention in enumerate(found):
            span, key = mention.toponym.span, mention.place.id if mention.place is not None else ""
            where = self.reading.parse.sentence_at(span.start), self.reading.block_at(span.start)
            head = self.reading.head_of(span)
            before = self._word_before(span.start)
            located.append(Located(mention, span, order, *where, head, before, times[key], ranks[key]))
        return located

    @cached_property
    def date_starts(self) -> list[int]:
        """Where the dates begin, ascending."""
        return [dated.span.start for dated in self.dates]

    @cached_property
    def place_starts(self) -> list[int]:
        """Where the places begin, ascending."""
        return [located.span.start for located in self.places]

    def dates_in(self, span: Span) -> list[Dated]:
        """The dates that begin in `span`."""
        return self.dates[bisect_left(self.date_starts, span.start) : bisect_left(self.date_starts, span.end)]

    def places_in(self, span: Span) -> list[Located]:
        """The places that begin in `span`."""
        return self.places[bisect_left(self.place_starts, span.start) : bisect_left(self.place_starts, span.end)]

    def dates_before(self, position: int, most: int) -> list[Dated]:
        """The last `most` dates that begin before a position."""
        last = bisect_left(self.date_starts, position)
        return self.dates[max(0, last - most) : last]

    def dates_from(self, position: int, most: int) -> list[Dated]:
        """The first `most` dates that begin at or after a position."""
        first = bisect_left(self.date_starts, position)
        return self.dates[first : first + most]

    def places_before(self, position: int, most: int) -> list[Located]:
        """The last `most` places that begin before a position."""
        last = bisect_left(self.place_starts, position)
        return self.places[max(0, last - most) : last]

    def places_from(self, position: int, most: int) -> list[Located]:
        """The first `most` places that begin at or after a position."""
        first = bisect_left(self.place_starts, position)
        return self.places[first : first + most]

    def block_of(self, trigger: Trigger) -> int:
        """The index of the block of a trigger."""
        found = self._blocks.get(trigger.index)
        if found is None:
            found = self._blocks[trigger.index] = self.reading.block_at(trigger.span.start)
        return found

    def local(self, trigger: Trigger) -> Local:
        """What the trigger shares with the others of its sentence and block; forgotten behind them."""
        if self._local.trigger is not trigger:
            at = trigger.sentence, self.block_of(trigger)
            self._local = self._local if self._local.at == at else Local(at)
            self._local.trigger = trigger
        return self._local

    def without_head(self, found: Sequence[Found], trigger: Trigger) -> list[Found]:
        """Those that do not stand in the head or the dateline of the trigger's block."""
        blocks = self.reading.blocks
        block = blocks[self.block_of(trigger)] if blocks else None
        heads = [span for span in (block.head, block.dateline) if span is not None] if block is not None else []
        return [each for each in found if not any(span.start <= each.span.start < span.end for span in heads)]

    @cached_property
    def title(self) -> Span | None:
        """The title's span."""
        return next((block.span for block in self.reading.blocks if block.kind is BlockKind.TITLE), None)

    @cached_property
    def _datelines(self) -> list[Span]:
        return [block.dateline for block in self.reading.blocks if block.dateline is not None]

    def dateline(self, position: int) -> Span | None:
        """The last dateline at or before a position."""
        before = bisect_right(self._datelines, position, key=lambda line: line.start)
        return self._datelines[before - 1] if before else None

    def sentence(self, number: int) -> Span:
        """The span of a sentence."""
        return self.reading.parse.sentences[number]

    @cached_property
    def frequent(self) -> list[Located]:
        """The first mention of each of the three places that the text names most."""
        seen: dict[str, Located] = {}
        for located in sorted(self.places, key=lambda located: (located.rank, located.order)):
            seen.setdefault(located.key, located)
        return list(seen.values())[:3]

    @cached_property
    def telling_dates(self) -> list[int]:
        """The orders of the dates that carry the account on: they hang on a candidate verb, or head an entry."""
        return [dated.order for dated in self.dates if self._is_telling(dated)]

    @cached_property
    def telling_places(self) -> list[int]:
        """The orders of the places that carry the account on, as `telling_dates`."""
        return [each.order for each in self.places if is_location(each) and self._is_telling(each)]

    @cached_property
    def date_tellings(self) -> dict[int, int]:
        """Order of a date that carries the account on -> its number among them."""
        return {order: number for number, order in enumerate(self.telling_dates)}

    @cached_property
    def place_tellings(self) -> dict[int, int]:
        """Order of a place that carries the account on -> its number among them."""
        return {order: number for number, order in enumerate(self.telling_places)}

    def _is_telling(self, each: Dated | Located) -> bool:
        tokens, owner = self.reading.parse.tokens, self.owner(each.head)
        if owner < 0:
            return not self.reading.parse.syntactic or each.head == tokens[each.head].head
        is_modifier = tokens[each.head].dep in _MODIFIERS and tokens[tokens[each.head].head].pos in {"NOUN", "PROPN"}
        return not is_modifier and not self.reading.lexicon.role("reporting", lemma_of(tokens[owner]))

    @cached_property
    def opening_place(self) -> str:
        """The first place that title, dateline or opening name as such."""
        last = self.sentence(self.opening[-1]).end if self.opening else 0
        return next((located.key for located in self.places if located.span.start < last and is_location(located)), "")

    @cached_property
    def _countries(self) -> Counter[str]:
        return Counter(located.mention.place.country for located in self.places if located.mention.place is not None)

    def country_share(self, country: str) -> float:
        """The share of the places named that lie in a country."""
        return self._countries[country] / max(1, len(self.places))

    @cached_property
    def _years(self) -> Counter[int]:
        starts = [dated.interval.start for dated in self.dates]
        return Counter(start // DAY // 365 for start in starts if start is not None)

    def year_share(self, day: int | None) -> float:
        """The share of the dates of the text that lie about a year around a day."""
        return -1.0 if day is None else self._years[day // 365] / max(1, len(self.dates))

    def places_back(self, key: str, trigger: Trigger) -> int:
        """How many sentences before a trigger a place was named last; 20 for never."""
        sentences = self._sentences_of[key]
        before = bisect_right(sentences, trigger.sentence)
        return min(19, trigger.sentence - sentences[before - 1]) if before else 20

    @cached_property
    def _sentences_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for located in self.places:
            found.setdefault(located.key, []).append(located.sentence)
        return found

    @cached_property
    def _alike(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for trigger in self.triggers:
            for key in {trigger.lemma, trigger.group} - {""}:
                found.setdefault(key, []).append(trigger.sentence)
        return found

    def sentences_like(self, trigger: Trigger) -> frozenset[int]:
        """The sentences in which a word of the trigger's lemma or group stands, its own among them."""
        key = trigger.lemma, trigger.group
        if key not in self._like:
            self._like[key] = frozenset(sentence for each in key if each for sentence in self._alike[each])
        return self._like[key]

    def _word_before(self, start: int) -> str:
        """The word or mark before a position, in English, without articles, directions and titles of places."""
        skipped = self.reading.lexicon.roles["skipped"]
        found = _BEFORE.findall(self.reading.document.text[max(0, start - _WINDOW) : start].lower())
        words = [counterparts.in_english(self.reading.document.language, word) for word in found]
        while words and words[-1] in skipped:
            words.pop()
        return words[-1] if words else ""

    # -- the document ----------------------------------------------------------------------------------------------

    @cached_property
    def own_day(self) -> int | None:
        """The day number of the document's own date."""
        dct = self.reading.document.dct
        interval = interval_of(dct.value) if dct is not None else None
        return None if interval is None or interval.start is None else interval.start // DAY

    @cached_property
    def opening(self) -> range:
        """The sentences that open the account: the first three that are told, behind title and stamps."""
        parse = self.reading.parse
        first = next(
            (
                number
                for number, span in enumerate(parse.sentences)
                if self.reading.kind_at(span.start) in {BlockKind.PARAGRAPH, BlockKind.ENTRY, BlockKind.QUOTE}
            ),
            0,
        )
        return range(first, min(first + 3, len(parse.sentences)))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The lemmas that say something in title and opening sentence."""
        found: set[str] = set()
        for number, span in enumerate(self.reading.parse.sentences):
            if self.reading.kind_at(span.start) is BlockKind.TITLE or number == self.opening.start:
                found |= self.words(number)
        return frozenset(found)

    def words(self, sentence: int) -> frozenset[str]:
        """The lemmas of a sentence that say something."""
        if sentence not in self._words:
            tokens = self.reading.parse.tokens_of(sentence)
            rough = not self.reading.parse.syntactic
            self._words[sentence] = frozenset(
                lemma_of(token) for token in tokens if (len(token.text) > 3 if rough else token.pos in _CONTENT)
            )
        return self._words[sentence]

    def shared_words(self, first: int, second: int) -> tuple[int, float, float]:
        """How many words two sentences share, their rarity together, and its share of that of all their words."""
        left, right, rarity = self.words(first), self.words(second), self.rarity
        shared = sum(rarity[word] for word in left & right)
        share = shared / (1e-6 + sum(rarity[word] for word in left | right))
        return len(left & right), shared, share

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Lemma -> how much it sets a sentence of this document apart, in nats."""
        sentences = len(self.reading.parse.sentences)
        return {word: math.log((1 + sentences) / count) for word, count in self.counts.items()}

    @cached_property
    def counts(self) -> Counter[str]:
        """Lemma -> in how many sentences it stands."""
        return Counter(word for number in range(len(self.reading.parse.sentences)) for word in self.words(number))

    @cached_property
    def title_groups(self) -> frozenset[str]:
        """The groups of the candidates of the title."""
        return frozenset(trigger.group for trigger in self.triggers if trigger.sentence < self.opening.start)

    @cached_property
    def quoted(self) -> list[int]:
        """Where quotation marks stand, ascending."""
        return [mark.start() for mark in _QUOTES.finditer(self.reading.document.text)]

    def is_quoted(self, position: int) -> bool:
        """Whether an odd number of quotation marks stands before a position in its block."""
        block = self.reading.blocks[self.reading.block_at(position)] if self.reading.blocks else None
        start = block.span.start if block is not None else 0
        return (bisect_right(self.quoted, position) - bisect_left(self.quoted, start)) % 2 == 1

    def headings(self, block: int) -> list[Block]:
        """The headings above a block, innermost first."""
        blocks = self.reading.blocks
        return [blocks[index] for index in reversed(blocks[block].headings)] if blocks else []

    # -- the tree --------------------------------------------------------------------------------------------------

    def path(self, trigger: Trigger, token: int) -> Path:
        """The path in the parse between a trigger and a token of its sentence; the shorter one over its anchors."""
        key = trigger.index, token
        if key not in self._paths:
            anchors = trigger.anchors if self.reading.parse.syntactic else ()
            paths = [path_between(self.reading, anchor, token) for anchor in anchors]
            self._paths[key] = min(paths, key=lambda path: path.cost, default=Path())
        return self._paths[key]

    def owner(self, token: int) -> int:
        """The nearest candidate at or above a token, -1 without one."""
        if not self.reading.parse.syntactic:
            return -1
        return next((head for head in (token, *self.reading.ancestors(token)) if head in self.tokens), -1)

    def between(self, trigger: Trigger, start: int) -> int:
        """How many candidates of its sentence stand between a trigger and a position."""
        low, high = sorted((trigger.span.start, start))
        return sum(low < other.span.start < high for other in self.by_sentence[trigger.sentence])

    def arguments(self, trigger: Trigger) -> Arguments:
        """The verb that counts for a trigger, with its subject and object."""
        if trigger.index not in self._arguments:
            self._arguments[trigger.index] = arguments.of_trigger(self.reading, trigger)
        return self._arguments[trigger.index]

    def participants(self, trigger: Trigger) -> frozenset[str]:
        """The lemmas of the subject and the object of a trigger's verb."""
        _, *found = self.arguments(trigger)
        return frozenset(lemma_of(self.reading.parse.tokens[index]) for index in found if index is not None)

    @cached_property
    def meaning(self) -> Meaning:
        """What the candidates mean, by the vectors of their words."""
        found = {trigger.index: self.arguments(trigger) for trigger in self.triggers}
        return Meaning(self.reading, found, self.opening[-1] if self.opening else 0)

    # -- the stance ------------------------------------------------------------------------------------------------

    def stance(self, trigger: Trigger) -> Stance:
        """How the text presents what the trigger tells."""
        if trigger.index not in self._stances:
            self._stances[trigger.index] = modality.judge(self.reading, trigger)
        return self._stances[trigger.index]
