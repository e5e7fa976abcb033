"""Days that are not written as the Western calendar or its figures have them: eras, other calendars, month names."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import lru_cache

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_FIGURES = {figure: number for number, figure in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1, "○": 0}
# from the 20th or 21st of March
_PERSIAN_NAMES = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_ENGLISH = "january february march april may june july august september october november december"
# names beside CLDR's: of Syria and Iraq, of the Maghreb, older spellings of Hindi, of Spanish
_MORE_NAMES = {
    "ar": (
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
        "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    ),
    "hi": ("जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर",),
    "es": ("enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",),
}
_COMMON = ("de", "fr", "es", "it", "pt", "nl")
_WHOLE = 4  # letters
_BUDDHIST = 543  # years that the Thai era is ahead


def eastern_number(written: str) -> int:
    """A number of a day, month or year in Chinese figures ("二〇一一", "二十三", "元") or in common ones."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if ten:
        return (_FIGURES.get(tens, 0) if tens else 1) * 10 + _FIGURES.get(ones, 0)
    return int("".join(str(_FIGURES.get(figure, 0)) for figure in written))


def era_year(era: str, year: int) -> int:
    """The year of our era; without an era the year as it stands."""
    return year + _ERAS.get(era, 0)


def common_day(year: int, month: int, day: int, language: str) -> tuple[int, int, int]:
    """Year, month and day of our calendar for what a Persian or a Thai writes in his own."""
    if language.startswith("fa") and 1200 <= year < 1500:
        return _from_persian(year, month, day)
    if language.startswith("th") and year > 2400:
        return year - _BUDDHIST, month, day
    return year, month, day


def _from_persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    cycle = year + 1595
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    days = -355_668 + 365 * cycle + cycle // 33 * 8 + (cycle % 33 + 3) // 4 + day + before
    found = date.fromordinal(days - 365)
    return found.year, found.month, found.day


def fold(name: str) -> str:
    """A name of a month without case, full stop and accents, so that "EKİM", "Φεβρουάριος" and their like are found."""
    apart = unicodedata.normalize("NFD", name.lower().rstrip("."))
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if not "\u0300" <= mark <= "\u036f"))


def month_number(name: str, language: str) -> int | None:
    """1..12 for the name of a month in English or in `language`; None for any other word."""
    numbers = _month_numbers(language)
    folded = fold(name)
    return (
        numbers.get(folded)
        or _common_names().get(folded)
        or (numbers.get(folded[1:]) if language.startswith("he") else None)
    )  # "in October"


@lru_cache(maxsize=1)
def _common_names() -> dict[str, int]:
    """Months' whole names in the larger languages of the Latin script, for texts too short to tell their language."""
    found: dict[str, set[int]] = {}
    for language in _COMMON:
        for number, name in _of_locale(language):
            if len(name) >= _WHOLE:
                found.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@lru_cache(maxsize=32)
def _month_numbers(language: str) -> dict[str, int]:
    """Month names of English and of `language` (CLDR, by Babel), folded, to 1..12."""
    names = _ENGLISH.split()
    numbers = {form: index + 1 for index, name in enumerate(names) for form in (name, name[:3], name[:4])}
    if language == "en":
        return numbers
    short = language.split("-")[0].split("_")[0]
    rows = (_PERSIAN_NAMES,) if short == "fa" else _MORE_NAMES.get(short, ())
    for row in rows:
        for index, name in enumerate(row.split()):
            numbers.setdefault(fold(name.replace("_", " ")), index + 1)
    for number, name in _of_locale(language):
        numbers.setdefault(fold(name), number)
    return numbers


def _of_locale(language: str) -> list[tuple[int, str]]:
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return []
    return [
        (number, name)
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
    ]
