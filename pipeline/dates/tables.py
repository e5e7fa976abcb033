"""dateparser inside: month names, weekdays and set phrases of many languages, and a normaliser of relative phrases.

dateparser's tables come from CLDR. Its answers are not taken as dates: it fills in what the text leaves open, so that
`period` decides how fine an answer is and everything finer is thrown away; a relative phrase is parsed against one
fixed day, which gives a count of units, and our own calendar does the rest from the real anchor.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from itertools import takewhile
from typing import Any

from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser

from pipeline import lang
from pipeline.lang import Language
from pipeline.timex.labels import MONTHS, WEEKDAYS

BASE = datetime(2000, 6, 15, 12)  # any day in the middle of a month and a week will do
UNITS = {"day": "D", "week": "W", "month": "MO", "quarter": "Q", "year": "Y", "decade": "E"}
LONG, CUT = 6, 2  # letters: names so long still tell their month when the last ones give way to other endings
SHORT, STEM = 4, 3  # letters: shorter month names count as abbreviations; stems of inflected ones are not shorter


@lru_cache(maxsize=16)
def language_of(code: str, *, is_note: bool = False) -> Language:
    """The rules of a language: its own file's, else the generic ones, else (nobody knows its months) the English.

    `is_note` adds the rules for the short notes that people type ("lunch tues at 5").
    """
    name = lang.base_of(code)
    known = name in lang.codes()
    table = lang.table(code, is_note=is_note) if known else lang.generic_table()
    if known and "base" not in table:
        return lang.parse(table, name)
    info = _info(name)
    return lang.parse(_filled(table, info), name) if info is not None else lang.load("en")


def _info(name: str) -> dict[str, Any] | None:
    """dateparser's table of a language; None for one that it does not know."""
    if name not in language_order:
        return None
    info: dict[str, Any] = import_module(f"dateparser.data.date_translation_data.{name}").info
    return info


def _filled(table: dict[str, Any], info: dict[str, Any]) -> dict[str, Any]:
    """`table` with the words that dateparser knows; the table's own words win."""
    words: dict[str, dict[str, Any]] = {name: dict(entries) for name, entries in table["words"].items()}
    for number, name in enumerate(MONTHS, 1):
        forms = [form.lower() for form in info[name.lower()] if len(form) >= STEM and not form[0].isdigit()]
        longest = max((len(form) for form in forms), default=0)
        for form in forms:
            kind = "month" if len(form) >= min(SHORT, longest) else "month_short"
            words.setdefault(kind, {}).setdefault(form, number)
        if table.get("inflected"):
            _add_stem(words["month"], number)
        stems = {form[:-CUT]: number for form in forms if len(form) >= LONG and form.isalpha()}
        words.setdefault("month_stem", {}).update(stems)
    for number, name in enumerate(WEEKDAYS):
        full = {form.lower(): number for form in info[name.lower()] if len(form) >= SHORT}
        words["weekday"] = full | words.get("weekday", {})
    phrases = {form: meaning for meaning, forms in info.get("relative-type", {}).items() for form in forms}
    words["phrase"] = {form.lower(): meaning for form, meaning in phrases.items() if len(form) >= SHORT} | words.get(
        "phrase", {}
    )
    fragments = dict(table["fragments"])
    if table.get("inflected"):
        endings = sorted(words["month"], key=len, reverse=True)
        fragments["month"] = "(?:" + "|".join(re.escape(word) + r"\w{0,4}" for word in endings) + ")"
    return table | {"words": words, "fragments": fragments}


def _add_stem(months: dict[str, Any], number: int) -> None:
    names = [name for name, month in months.items() if month == number and len(name) > SHORT]
    columns = zip(*names, strict=False)
    stem = "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns))
    if len(names) > 1 and len(stem) >= STEM and months.get(stem, number) == number:
        months[stem] = number


@lru_cache(maxsize=16)
def _parser(code: str) -> DateDataParser:
    settings = {"RELATIVE_BASE": BASE, "PARSERS": ["relative-time", "absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    return DateDataParser(languages=[code], settings=settings)


@lru_cache(maxsize=8_192)
def relative_count(text: str, code: str) -> tuple[int, str] | None:
    """How many units away a relative phrase points, and the unit: "hace dos semanas" is (-2, "W"); None if unknown."""
    answer = _parser(code).get_date_data(text)
    unit = UNITS.get(answer.period or "")
    if answer.date_obj is None or unit is None:
        return None
    day = answer.date_obj.replace(tzinfo=None)
    months = (day.year - BASE.year) * 12 + day.month - BASE.month
    counts = {"D": (day.date() - BASE.date()).days, "W": round((day.date() - BASE.date()).days / 7), "MO": months}
    if unit in counts:
        return counts[unit], unit
    return (months // 12, "Y") if unit == "Y" and months % 12 == 0 else None
