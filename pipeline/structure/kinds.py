"""What kind of block every unit is: first by its own form, then by what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from pipeline.structure import lines
from pipeline.structure.blocks import BlockKind
from pipeline.structure.tables import row_kinds
from pipeline.structure.units import LONG, Unit, is_decoration

HABIT = 3  # lines of the same form that make it a habit of the text
NAME, PHRASE = 4, 5  # words of a name or label at most; of a headline at least
RUN = 4  # short lines in a row that make a menu or a list
LONGEST_TITLE = 250  # characters of a title above the menu of its page
DECKS = 3  # paragraphs of a deck that may stand above the date line
HEADLINES = 3  # lines of a headline at most
FOOT = 3  # short lines that make one at the end of a page
OPEN = None  # a short line whose kind its neighbours tell

Kinds = list[BlockKind | None]


def kinds_of(text: str, found: list[Unit]) -> list[BlockKind]:
    """The kind of every unit, in order."""
    kinds: Kinds = [_by_form(text, unit) for unit in found]
    for index, kind in row_kinds(text, found).items():
        kinds[index] = kind
    _underlined(text, found, kinds)
    _by_habit(text, found, kinds)
    _title(text, found, kinds)
    _elsewhere(text, found, kinds)
    _foot(text, found, kinds)
    _dates_alone(text, found, kinds)
    _top(found, kinds)
    _lists(found, kinds)
    return [kind or _of_short(text, found, kinds, index) for index, kind in enumerate(kinds)]


def _by_form(text: str, unit: Unit) -> BlockKind | None:
    """What a unit is whatever stands around it; None for a short line."""
    found = next((kind for holds, kind in FORMS if holds(text, unit)), None)
    if found is not None or (unit.is_short and not lines.is_labelled(text, unit)):
        return found
    return BlockKind.QUOTE if lines.is_quotation(text, unit) else BlockKind.PARAGRAPH


def _is_entry(text: str, unit: Unit) -> bool:
    return unit.mark == "-" or bool(lines.sign_after(text, unit) or lines.blank_after(text, unit))


FORMS: tuple[tuple[Callable[[str, Unit], bool], BlockKind], ...] = (  # the first that holds wins
    (is_decoration, BlockKind.STAMP),
    (lambda _, unit: unit.mark.startswith("#"), BlockKind.HEADING),
    (lambda _, unit: unit.mark == ">", BlockKind.QUOTE),
    (lambda text, unit: lines.is_only_date(text, unit) and unit.mark == "", BlockKind.HEADING),
    (lines.is_dated_stamp, BlockKind.STAMP),
    (_is_entry, BlockKind.ENTRY),
    (lines.heads_elsewhere, BlockKind.MENU),
    (lines.is_boilerplate, BlockKind.MENU),
    (lines.is_caption, BlockKind.CAPTION),
    (lines.is_stamp, BlockKind.STAMP),
    (lines.dated_heading, BlockKind.HEADING),
)


def _underlined(text: str, found: list[Unit], kinds: Kinds) -> None:
    for index in range(1, len(found)):
        if found[index].gap == 1 and kinds[index - 1] is OPEN and lines.is_underline(text, found[index]):
            kinds[index - 1] = BlockKind.HEADING


def _by_habit(text: str, found: list[Unit], kinds: Kinds) -> None:
    """A text that begins line after line with a bare year does so on purpose: "1917 Revolution in Petrograd"."""
    bare = [
        index
        for index, unit in enumerate(found)
        if _is_bare(text, unit) and kinds[index] in (OPEN, BlockKind.PARAGRAPH)
    ]
    for _, group in groupby(bare, key=lambda index: _grain(found[index])):
        same = list(group)
        if len(same) >= HABIT and 3 * len(same) >= len(found) - 3:
            for index in same:
                kinds[index] = BlockKind.ENTRY


def _grain(unit: Unit) -> str:
    return unit.date.grain if unit.date is not None else ""


def _is_bare(text: str, unit: Unit) -> bool:
    return unit.date is not None and text[unit.date.end : unit.date.end + 1].isspace()


def is_told(kind: BlockKind | None) -> bool:
    """Whether a kind is one of running text or of entries."""
    return kind in (BlockKind.PARAGRAPH, BlockKind.ENTRY, BlockKind.ROW, BlockKind.QUOTE)


def _first_told(kinds: Kinds) -> int:
    return next((index for index, kind in enumerate(kinds) if is_told(kind)), len(kinds))


def _title(text: str, found: list[Unit], kinds: Kinds) -> None:
    """The first line where it reads like one; below stamps and menus the first headline."""
    if len(found) < 2:
        return
    if _is_dated_title(found, kinds) or _is_long_title(found, kinds):
        kinds[0] = BlockKind.TITLE
        return
    first = _first_told(kinds)
    if 0 < first < len(found) - 1 and _is_headline(found[first], kinds[:first]):
        kinds[first] = BlockKind.TITLE
        return
    stations = sum(unit.ends_in_date for unit in found) > 1  # "Lima, 3 May 1988" heads a part, as others do
    short = [
        index
        for index in range(first)
        if kinds[index] is OPEN
        and not lines.starts_small(text, found[index])
        and not (stations and found[index].ends_in_date)
    ]
    if not short:
        return
    headlines = [index for index in short if found[index].gap > 1 or found[index].words >= PHRASE]
    at = short[0] if short[0] == 0 else (headlines or short)[0]
    kinds[at] = BlockKind.TITLE
    capitals = lines.words(text, found[at]).isupper()
    while capitals and at + 1 < first and kinds[at + 1] is OPEN and found[at + 1].gap == 1:
        at += 1
        if not lines.words(text, found[at]).isupper() or found[at].words < 3:
            return
        kinds[at] = BlockKind.TITLE


def _is_headline(unit: Unit, above: Kinds) -> bool:
    """Whether a long line without a stop stands below nothing but lines of the site."""
    is_line = unit.length <= LONGEST_TITLE and not unit.mark and not unit.is_ended and not unit.has_stop
    return is_line and unit.date is None and set(above) <= {BlockKind.MENU, BlockKind.STAMP}


def _is_dated_title(found: list[Unit], kinds: Kinds) -> bool:
    """Whether the first line begins with a date as no entry below it does: "1944: what happened in August"."""
    first = found[0]
    if kinds[0] is not BlockKind.ENTRY or first.mark or first.date is None or first.has_stop or first.is_prose:
        return False
    entries = [unit for unit, kind in zip(found[1:], kinds[1:], strict=True) if kind is BlockKind.ENTRY]
    return len(found) > 2 and not any(unit.date is not None and unit.date.grain == first.date.grain for unit in entries)


def _is_long_title(found: list[Unit], kinds: Kinds) -> bool:
    """Whether the first line is one sentence without a full stop, longer than a heading."""
    first = found[0]
    is_page = found[1].gap == 1 and kinds[1] is not BlockKind.PARAGRAPH
    longest = LONGEST_TITLE if is_page else LONG
    is_line = kinds[0] is BlockKind.PARAGRAPH and first.length <= longest and not first.is_ended and not first.has_stop
    return is_line and found[1].gap <= 2 and len(found) > 2


def _dates_alone(text: str, found: list[Unit], kinds: Kinds) -> None:
    """A date alone above the first paragraph dates the text, unless the text goes on from date to date."""
    alone = [
        index
        for index, unit in enumerate(found)
        if kinds[index] is BlockKind.HEADING and lines.is_only_date(text, unit)
    ]
    grains = Counter(unit.date.grain for index in alone if (unit := found[index]).date is not None)
    first = _first_told(kinds)
    goes_on = bool(alone) and alone[-1] > first
    if first == len(kinds) or BlockKind.ENTRY in kinds[first : first + 2]:
        return
    for index in alone:
        date = found[index].date
        is_near = index < first or (len(alone) == 1 and index <= first + DECKS)
        if is_near and date is not None and date.grain != "year" and not (goes_on and grains[date.grain] > 1):
            kinds[index] = BlockKind.STAMP


def _top(found: list[Unit], kinds: Kinds) -> None:
    """Names and labels among the stamps above the text are stamps; short lines above the title belong to the site."""
    first = _first_told(kinds)
    title = next((index for index, kind in enumerate(kinds) if kind is BlockKind.TITLE), -1)
    for index in range(first):
        if kinds[index] is not OPEN:
            continue
        beside = [kinds[near] for near in (index - 1, index + 1) if 0 <= near < first]
        if found[index].words <= NAME and BlockKind.STAMP in beside:
            kinds[index] = BlockKind.STAMP
        elif index < title:
            kinds[index] = BlockKind.MENU


def _elsewhere(text: str, found: list[Unit], kinds: Kinds) -> None:
    """All below a head like "Latest news" belongs to the site, where it is mostly lines and not sentences."""
    first = _first_told(kinds)
    heads = [index for index in range(first + 1, len(found)) if lines.heads_elsewhere(text, found[index])]
    for index in heads[:1]:
        below = range(index, len(found))
        if 2 * sum(found[each].is_ended for each in below) < len(below):
            for each in below:
                kinds[each] = BlockKind.STAMP if kinds[each] is BlockKind.STAMP else BlockKind.MENU


def _foot(text: str, found: list[Unit], kinds: Kinds) -> None:
    """Lines below the last sentence that no stop ends: a menu where they are several, else a signature."""
    last = max(
        (index for index, kind in enumerate(kinds) if is_told(kind) and _is_text(found[index], kind)), default=-1
    )
    foot = range(last + 1, len(kinds))
    opened = [index for index in foot if kinds[index] in (OPEN, BlockKind.PARAGRAPH)]
    if last < 0 or not opened:
        return
    is_apart = 2 * sum(found[index].gap > 1 for index in opened) > len(opened)
    is_list = is_apart or kinds[foot[0]] is BlockKind.HEADING  # dates, each above what it dates
    if BlockKind.MENU in kinds[foot[0] : opened[0]] or (len(opened) >= FOOT and not is_list):
        for index in foot:
            kinds[index] = BlockKind.STAMP if kinds[index] is BlockKind.STAMP else BlockKind.MENU
        return
    for index in opened:
        is_name = found[index].words <= NAME and not lines.starts_small(text, found[index])
        if is_name and kinds[index] is OPEN and kinds[index - 1] is not BlockKind.HEADING:
            kinds[index] = BlockKind.STAMP


def _is_text(unit: Unit, kind: BlockKind | None) -> bool:
    """Whether a unit is a sentence, an entry or a row, and not only a long line that no stop ends."""
    return unit.is_ended or (unit.has_stop and kind is BlockKind.PARAGRAPH) or kind in (BlockKind.ENTRY, BlockKind.ROW)


def _lists(found: list[Unit], kinds: Kinds) -> None:
    """Runs of short lines: menus above the text or around words of a site, else lists, save headings at their end."""
    first, run = _first_told(kinds), list[int]()
    for index in range(len(found) + 1):
        if index < len(found) and kinds[index] in (OPEN, BlockKind.MENU):
            run.append(index)
            continue
        _list(found, kinds, run, is_above=index <= first)
        run = []


def _list(found: list[Unit], kinds: Kinds, run: list[int], *, is_above: bool) -> None:
    is_menu = is_above or any(kinds[index] is BlockKind.MENU for index in run)
    opened = [index for index in run if kinds[index] is OPEN]
    if len(opened) < RUN - (len(opened) < len(run)):
        return
    least = PHRASE if is_menu else 0  # words of a line at the end of a run that heads what follows
    ends = run[-1] == opened[-1] and run[-1] + 1 < len(found)
    for _ in range(HEADLINES if is_menu else 1):
        if ends and opened and found[opened[-1]].words >= least:
            opened.pop()
    for index in opened:
        kinds[index] = BlockKind.MENU if is_menu else BlockKind.PARAGRAPH


def _of_short(text: str, found: list[Unit], kinds: Kinds, index: int) -> BlockKind:
    """A short line is a heading where text follows that is not another heading; what a dated line heads is text."""
    if index + 1 == len(found) or lines.starts_small(text, found[index]):
        return BlockKind.PARAGRAPH
    after = kinds[index + 1]
    before = kinds[index - 1] if index else None
    if before is BlockKind.HEADING and after is BlockKind.HEADING:
        return BlockKind.PARAGRAPH
    return BlockKind.MENU if after is BlockKind.MENU else BlockKind.HEADING
