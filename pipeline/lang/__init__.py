"""What the program knows about each language: word tables and rules in TOML files beside this module.

A rule is a regular expression written with `{name}` for word tables and fragments; a blank stands for white space
(at most one line break). Every rule names the triggers that must be near, so that it is tried only there, and carries
examples that a test runs. `docs/add-a-language.md` explains how to add a language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from pipeline.errors import ConfigurationError, UnknownNameError

SPACE = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,3})?|\n[^\S\n]{0,3})"  # bounded: a long blank stretch costs nothing
INSERT = re.compile(r"\{([a-z][a-z_0-9]*)\}")
FROM_ELSEWHERE = ("month", "month_short", "month_stem", "weekday", "phrase")  # word tables that dateparser may fill
NEVER = "(?!)"  # matches nothing
GUARDS = ("before", "not_before", "after", "not_after")
COMMA = str.maketrans(",.", ".,")  # "2,5" and "2.000" as most of Europe writes them
MULTIPLIERS = (100, 1000, 1_000_000)
WORD = re.compile(r"\S+")
VOCABULARY, LONG_WORD = 50_000, 40  # words whose triggers are remembered, and their length: bounds the memory
REACH = (72, 112)  # characters around a trigger in which a rule may match, unless its language says otherwise

Hit = tuple[str, int, int]  # a trigger's name, where it starts and ends


@dataclass(frozen=True)
class Rule:
    """One rule: what to look for, near which triggers, in which surroundings, and the form that reads its value.

    `group` names the group that is the time expression, "" for the whole match. `before` and `after` must match next
    to it, `not_before` and `not_after` must not. `when` limits it to "news" or "narrative" texts, or to
    those that show a habit of writing clock times (`pipeline.dates.clock.HABITS`). `needs` are words, in
    small letters, one of which must stand near: a rule is not tried where none does.
    """

    name: str
    form: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    priority: int = 0
    group: str = ""
    when: str = ""
    value: str = ""
    needs: tuple[str, ...] = ()
    guards: Mapping[str, re.Pattern[str]] | None = None
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the surroundings of `text[start:end]` allow this reading."""
        if self.guards is None:
            return True
        left, right = text[max(0, start - 32) : start], text[end : end + 40]
        for kind, pattern in self.guards.items():
            found = pattern.search(left) if kind.endswith("before") else pattern.match(right)
            if (found is None) != kind.startswith("not_"):
                return False
        return True


@dataclass(frozen=True)
class Triggers:
    """Where rules are worth trying. `within` one word, looked up once for each different word; `across` words.

    A word may hold several triggers at one place ("period" of a quarter, and vague): `apart` has each by itself.
    `reach` says how many characters before and after a trigger its rules may need.
    """

    within: re.Pattern[str] | None
    across: tuple[re.Pattern[str], ...]  # one by one: as one pattern they take twice the time and hide each other
    reach: Mapping[str, tuple[int, int]]
    apart: tuple[re.Pattern[str], ...] = ()
    known: dict[str, tuple[Hit, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def names(self) -> frozenset[str]:
        """Every trigger's name."""
        return frozenset(name for pattern in (*self.apart, *self.across) for name in pattern.groupindex)

    def find(self, text: str) -> Iterator[Hit]:
        """Every trigger of the text, those within words first; work that grows with the text."""
        for pattern in self.across:
            yield from self._of(pattern, text)
        if self.within is None:
            return
        known = self.known
        for word in WORD.finditer(text):
            hits = known.get(word[0])
            if hits is None:
                hits = self._remembered(word[0])
            for name, start, end in hits:
                yield name, word.start() + start, word.start() + end

    def _remembered(self, word: str) -> tuple[Hit, ...]:
        is_any = self.within is not None and self.within.search(word) is not None
        hits = tuple(hit for pattern in self.apart for hit in self._of(pattern, word)) if is_any else ()
        if len(self.known) >= VOCABULARY:
            self.known.clear()
        if len(word) <= LONG_WORD:
            self.known[word] = hits
        return hits

    @staticmethod
    def _of(pattern: re.Pattern[str], text: str) -> Iterator[Hit]:
        return ((found.lastgroup or "", found.start(), found.end()) for found in pattern.finditer(text))


@dataclass(frozen=True)
class Language:
    """One language's word tables, cues and rules."""

    code: str
    name: str
    inflected: bool
    words: Mapping[str, Mapping[str, str | int | float]]
    cues: Mapping[str, re.Pattern[str]]
    rules: tuple[Rule, ...]
    triggers: Triggers
    order: str = "DMY"
    decimal: str = "."

    def word(self, table: str, written: str | None) -> str | int | float | None:
        """What a word of a table means; case, full stops and white space do not matter."""
        if written is None:
            return None
        words = self.words.get(table, {})
        key = " ".join(written.lower().replace("’", "'").split())
        for form in (key, key.rstrip("."), key.rstrip("s")):
            if form in words:
                return words[form]
        return None

    def number(self, written: str | None) -> float | None:
        """A count in digits or words: "2,000", "5 1/2", "twenty-five", "a couple of"; None if it is vague."""
        if written is None:
            return None
        key = " ".join(written.lower().split())
        found = self.word("quantity", key)
        if found is not None:
            return None if isinstance(found, str) else float(found)
        for ending, share in self.words.get("half", {}).items():
            if key.replace("-", " ").endswith(" " + ending):
                whole = self.number(key[: -len(ending) - 1])
                return None if whole is None else whole + float(share)
        digits = re.fullmatch(r"(\d[\d,.]{0,18})(?: (\d)/([1-9]))?", key)
        if digits:
            fraction = int(digits[2]) / int(digits[3]) if digits[2] else 0.0
            return _digits(digits[1].translate(COMMA) if self.decimal == "," else digits[1]) + fraction
        return self._spelled(re.split(r"[ -]", key))

    def _spelled(self, words: list[str]) -> float | None:
        total = 0.0
        joiners = self.words.get("joiner", {})
        for word in (word for word in words if word not in joiners):
            count = self.words.get("number", {}).get(word)
            if not isinstance(count, int | float):
                return None
            total = max(total, 1) * count if count in MULTIPLIERS else total + count
        return total

    def day_number(self, written: str | None) -> int | None:
        """The day of the month of "3", "3rd", "third"."""
        if written is None:
            return None
        digits = re.match(r"\d{1,2}", written)
        found = int(digits[0]) if digits else self.word("ordinal", written)
        return int(found) if found is not None and 1 <= int(found) <= 31 else None

    def month(self, written: str | None) -> int | None:
        """1 to 12 for a month's name or abbreviation."""
        found = self.word("month", written)
        if found is None:
            found = self.word("month_short", written)
        if found is None and written:
            names = self.words.get("month", {}) if self.inflected else self.words.get("month_stem", {})
            stems = (names.get(written.lower()[:size]) for size in range(len(written), 2, -1))
            found = next((stem for stem in stems if stem is not None), None)
        return None if found is None else int(found)

    def cue(self, name: str, text: str) -> re.Match[str] | None:
        """The first place where a cue of that name occurs."""
        pattern = self.cues.get(name)
        return None if pattern is None else pattern.search(text)


def _digits(written: str) -> float:
    plain = written.rstrip(".,").replace(",", "")
    try:
        return float(plain)
    except ValueError:  # "1.2.3" is no number; a dotted group is a thousands separator elsewhere
        return float(plain.replace(".", "") or 0)


def codes() -> list[str]:
    """The languages that have a table, as BCP 47 codes."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    return sorted(name[:-5] for name in names if name.endswith(".toml") and not name.startswith("_"))


@lru_cache(maxsize=16)
def load(code: str) -> Language:
    """The language of a BCP 47 code ("en", "en-GB"). Raises UnknownNameError where there is no table.

    Languages that share `_generic.toml` have no month names here: `dates.language_of` adds them.
    """
    return parse(table(code), base_of(code))


def table(code: str, *, is_note: bool = False) -> dict[str, Any]:
    """The TOML table of a language, its own entries laid over those of its `base`. Raises UnknownNameError.

    `is_note` adds what holds only for the short notes that people type: the entries of `_note_xx.toml`, which may
    also name rules to do `without`.
    """
    name = base_of(code)
    if name not in codes():
        raise UnknownNameError(f"no language is called {code!r}; there are: {', '.join(codes())}")
    own = _with_region(_merged(_read(name)), code)
    return _with_notes(own, _merged(_read(f"_note_{name}"))) if is_note and _exists(f"_note_{name}") else own


def _with_region(own: dict[str, Any], code: str) -> dict[str, Any]:
    """What is otherwise in one country: "en-GB" writes the day first and keeps Mothering Sunday."""
    region = own.get("regions", {}).get(code.lower().replace("_", "-").partition("-")[2], {})
    words = {name: own["words"].get(name, {}) | entries for name, entries in region.get("words", {}).items()}
    return own | {"order": region.get("order", own.get("order", "DMY")), "words": own.get("words", {}) | words}


def _with_notes(own: dict[str, Any], notes: dict[str, Any]) -> dict[str, Any]:
    merged = own | notes
    for part in ("fragments", "triggers", "cues", "reach"):
        added = notes.get(part, {})
        merged[part] = added | {name: own_part for name, own_part in own.get(part, {}).items() if name not in added}
    tables = own.get("words", {})
    words = {name: tables.get(name, {}) | entries for name, entries in notes.get("words", {}).items()}
    kept = [rule for rule in own.get("rule", []) if rule["name"] not in notes.get("without", ())]
    rules = [*kept, *notes.get("rule", [])]
    if "note" in notes.get("triggers", {}):  # a note is short: every rule may look at the whole of it
        rules = [rule | {"triggers": ["note"]} for rule in rules]
    return merged | {"words": tables | words, "rule": rules}


@lru_cache(maxsize=1)
def kind_words() -> Mapping[str, frozenset[str]]:
    """Words that go with a kind of place, by its feature code: {"SPCP": {"rocket", ...}}."""
    return {kind: frozenset(words.split()) for kind, words in _read("_kinds")["words"].items()}


def generic_table() -> dict[str, Any]:
    """The table of a language that has no file of its own: numbers and years; its words must come from elsewhere."""
    return _merged({"base": "_plain"})


def _merged(own: dict[str, Any]) -> dict[str, Any]:
    shared = _merged(_read(own["base"])) if "base" in own else {}
    merged = shared | own
    for part in ("fragments", "triggers", "cues", "reach"):
        merged[part] = shared.get(part, {}) | own.get(part, {})
    tables = shared.get("words", {}), own.get("words", {})
    merged["words"] = {name: tables[0].get(name, {}) | tables[1].get(name, {}) for name in tables[0] | tables[1]}
    merged["rule"] = [*shared.get("rule", []), *own.get("rule", [])]
    return merged


def base_of(code: str) -> str:
    """The language of a code, without region and script: "en" of "en_GB"."""
    return code.lower().replace("_", "-").split("-")[0]


def _exists(name: str) -> bool:
    return resources.files(__package__).joinpath(f"{name}.toml").is_file()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def parse(table: Mapping[str, Any], code: str) -> Language:
    """A language from its TOML table. Raises ConfigurationError for an unknown fragment or a bad pattern."""
    words = {name: dict(entries) for name, entries in table.get("words", {}).items()}
    fragments = dict.fromkeys(FROM_ELSEWHERE, NEVER) | dict(table.get("fragments", {}))
    fragments |= {
        name: alternatives(name, entries, table)
        for name, entries in words.items()
        if fragments.get(name, NEVER) == NEVER
    }
    return Language(
        code=code,
        name=str(table.get("name", code)),
        inflected=bool(table.get("inflected", False)),
        words=words,
        cues={name: compiled(expand(pattern, fragments)) for name, pattern in table.get("cues", {}).items()},
        rules=tuple(_rule(entry, fragments) for entry in table.get("rule", ())),
        triggers=_triggers(table, fragments),
        order=str(table.get("order", "DMY")),
        decimal=str(table.get("decimal", ".")),
    )


def _triggers(table: Mapping[str, Any], fragments: Mapping[str, str]) -> Triggers:
    patterns = {name: expand(pattern, fragments) for name, pattern in table.get("triggers", {}).items()}
    across = {name: pattern for name, pattern in patterns.items() if SPACE in pattern or "\\s" in pattern}
    within = {name: pattern for name, pattern in patterns.items() if name not in across}
    apart = tuple(compiled(f"(?P<{name}>{part})") for name, part in within.items())
    joined = "|".join(f"(?P<{name}>{part})" for name, part in within.items())
    separate = tuple(compiled(f"(?P<{name}>{part})") for name, part in across.items())
    reach = {name: (int(left), int(right)) for name, (left, right) in table.get("reach", {}).items()}
    return Triggers(compiled(joined) if joined else None, separate, reach, apart)


def _rule(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    guards = {
        kind: compiled(f"(?:{expand(entry[kind], fragments)})" + (r"\Z" if kind.endswith("before") else ""))
        for kind in GUARDS
        if kind in entry
    }
    return Rule(
        name=entry["name"],
        form=entry.get("form", entry["name"]),
        triggers=tuple(entry["triggers"]),
        pattern=compiled(expand(entry["pattern"], fragments)),
        priority=entry.get("priority", 0),
        group=entry.get("group", ""),
        when=entry.get("when", ""),
        value=entry.get("value", ""),
        needs=tuple(entry.get("needs", ())),
        guards=guards or None,
        examples=tuple(entry.get("examples", ())),
        never=tuple(entry.get("never", ())),
    )


def alternatives(name: str, entries: Mapping[str, Any], table: Mapping[str, Any]) -> str:
    """A word table as a regular expression, longest first; `capitalised` tables only so, but for `plain` words."""
    words = sorted(entries, key=lambda word: (-len(word), word))
    if name in table.get("capitalised", ()):
        cased = [form for word in words for form in (word[:1].upper() + word[1:], word.upper())]
        cased += [word.title() for word in words if " " in word]  # "Heiligen Abend"
        cased += [word for word in words if word in table.get("plain", ())]
        return "(?-i:" + "|".join(_written(word) for word in cased) + ")"
    return "(?:" + "|".join(_written(word) for word in words) + ")"


def _written(word: str) -> str:
    """A word of a table as a pattern: blanks are bounded white space, apostrophes of either kind."""
    return blanks(re.escape(word).replace("\\ ", " ").replace("'", "['’]"))


def expand(pattern: str, fragments: Mapping[str, str], depth: int = 0) -> str:
    """`pattern` with every {fragment} put in and every blank made into bounded white space."""
    if depth > 8:
        raise ConfigurationError(f"fragments run in a circle in {pattern!r}")

    def put_in(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise ConfigurationError(f"no fragment or word table is called {found[1]!r} in {pattern!r}")
        return expand(fragments[found[1]], fragments, depth + 1)

    if depth == 0:
        return blanks(INSERT.sub(put_in, pattern))
    return INSERT.sub(put_in, pattern)


def blanks(pattern: str) -> str:
    """`pattern` with each blank outside a character class replaced by bounded white space."""
    pieces, in_class, escaped = [], False, False
    for sign in pattern:
        if sign == " " and not in_class and not escaped:
            pieces.append(SPACE)
            continue
        if not escaped:
            in_class = (in_class or sign == "[") and sign != "]"
        escaped = sign == "\\" and not escaped
        pieces.append(sign)
    return "".join(pieces)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, case-insensitive. Raises ConfigurationError that quotes it when it is malformed."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ConfigurationError(f"bad pattern {pattern!r}: {error}") from error
