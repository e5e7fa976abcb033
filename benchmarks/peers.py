"""How `dates.find` answers the test suites of other projects: exact answers, percent.

`python -m benchmarks.peers CORPORA_DIR [--misses]` reads the files `peer_*.jsonl` there; none of them is part of this
project. Scored are single dates, date-times and holidays that have a reference time and that at least one
implementation supports. Left out: guesses that a suite itself calls latent, holidays that hang on calendars other
than the Western one, and items whose answer the suite leaves open. Chrono gives no grain: a clock time of noon, or
that of the reference, is one it fills in, so the grain is the day. An answer is exact when it is the same closed
interval at the gold's grain; where a suite lists several readings, any of them.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline import dates
from pipeline.model import Document, Timex, TimexType
from pipeline.timex import interval_of

SUITES = {
    "recognizers_english": "en",
    "duckling_en": "en",
    "duckling_en_gb": "en-GB",
    "chrono_en": "en",
    "recognizers_german": "de",
    "duckling_de": "de",
    "recognizers_french": "fr",
    "duckling_fr": "fr",
    "recognizers_spanish": "es",
    "duckling_es": "es",
    "duckling_ru": "ru",
}
TYPES = ("date", "datetime", "datetimeHoliday")
IMPLEMENTATIONS = {"dotnet", "javascript", "java", "python"}
EPOCH = datetime(1970, 1, 1)
OTHER_CALENDARS = re.compile(
    r"(?i)diwali|deepavali|ramad|eid|navarat|holi\b|holika|dhulandi|phagwah|chhoti|chhath|choti|rama|krishna|ganesh"
    r"|vinayaka|pongal|onam|vaisakhi|baisakhi|vesak|buddha|chinese|chinesisch|lunar|hanukk?ah|chanukah|pur[ie]m|pesach"
    r"|passover|yom |rosh ha|sukkot|succos|shavuot|shemini|simchat|tu b|tish|lag b|isra|laylat|ashura|mawlid|muharram"
    r"|islamic|jumu|parsi|parsee|zoroast|mahavir|guru |jamat|hijri|orthodox|bahá|ridván|dhanteras|dussehra|vijaya"
    r"|durga|saraswati|lakshmi|bhai|govardhan|kali|raksha|rakhi|maha |shiv|thai|ugadi|yugadi|vasant|mela|gudi|makar"
    r"|lohri|bogi|boghi|bihu|sikh|gobind|gurpurab|nanak|god's|earth hour|feast of|fast of|esther|matsu|koningsdag"
    r"|id ul|opfer|zuckerfest|asch?ura|puja|maghi|gokul|navroz|lag la?|lazarus|clean monday|hohe\w* freitag"
    r"|rein\w+ montag"
    r"|palmdonnerstag|amun|dhanat|surya|karva|vaish|vasak|vaisak|kamudu|pargat|samvat|chaitra|night of|nacht der|diwas"
    r"|night journey|measures|jamshed|holocaust|bandhan|ashtami|covenant|mysteries|branch sunday|white sunday|great "
    r"|naw-|tuba|counting|khordad|jayanti|vishu|ratha|rath |bakr|bayram|sacrifice|mid-autumn|dragon boat|lantern|tet\b"
)


@dataclass(frozen=True)
class Item:
    """One expression with the answers that count: (start, end, grain), the end exclusive."""

    text: str
    span: tuple[int, int]
    reference: datetime
    answers: tuple[tuple[datetime, datetime, str], ...]


def read(path: Path) -> Iterator[Item]:
    """The items of a suite that are scored."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        missing = set(re.split(r", ?", record.get("not_supported") or ""))
        if not record.get("reftime") or missing >= IMPLEMENTATIONS or "latent" in record.get("section", ""):
            continue
        for timex in record["timex"]:
            reference = datetime.fromisoformat(record["reftime"])
            answers = tuple(_answers(timex, path.stem, reference))
            if answers and not OTHER_CALENDARS.search(timex["text"]):
                yield Item(record["text"], (timex["start"], timex["end"]), reference, answers)


def _answers(timex: dict[str, Any], suite: str, reference: datetime) -> Iterator[tuple[datetime, datetime, str]]:
    if "chrono" in suite:
        ends = timex["value"].split("/")
        filled_in = ("T12:00:00", f"T{reference:%H:%M:%S}")
        grain = "Day" if all(end[10:] in filled_in for end in ends) else "Minute"
        yield (*_period(ends[0], ends[-1], grain), grain)
    elif timex["type"] not in TYPES:
        return
    elif "duckling" in suite:
        yield (*_period(timex["value"], timex["value"], timex["grain"]), timex["grain"])
    else:
        clock = timex["value"].partition("T")[2] if timex["value"] != "PRESENT_REF" else "00:00:00"
        grain = ("Hour", "Minute", "Second")[min(clock.count(":"), 2)] if clock else "Day"
        for resolution in timex["resolution"]:
            if re.match(r"\d{4}-\d\d-\d\d", resolution.get("value", "")):
                yield (*_period(resolution["value"], resolution["value"], grain), grain)


def _period(first: str, last: str, grain: str) -> tuple[datetime, datetime]:
    return floor(_moment(first), grain), after(floor(_moment(last), grain), grain)


def _moment(value: str) -> datetime:
    numbers = [int(part) for part in re.findall(r"\d+", value)[:6]]
    return datetime(*(numbers + [1, 1][len(numbers) - 1 :] if len(numbers) < 3 else numbers))  # type: ignore[arg-type]


def floor(moment: datetime, grain: str) -> datetime:
    """The start of the second, minute ... year that holds a moment."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = {
        "Second": moment.replace(microsecond=0),
        "Minute": moment.replace(second=0, microsecond=0),
        "Hour": moment.replace(minute=0, second=0, microsecond=0),
        "Day": day,
        "Week": day - timedelta(days=day.weekday()),
        "Month": day.replace(day=1),
        "Quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "Year": day.replace(month=1, day=1),
    }
    return starts[grain]


def after(start: datetime, grain: str) -> datetime:
    """The start of the next second, minute ... year."""
    widths = {"Second": 1, "Minute": 60, "Hour": 3600, "Day": 86_400, "Week": 604_800}
    if grain in widths:
        return start + timedelta(seconds=widths[grain])
    return floor(start + timedelta(days={"Month": 31, "Quarter": 92, "Year": 366}[grain]), grain)


def found(item: Item, language: str) -> tuple[datetime, datetime, str] | None:
    """What `dates.find` makes of the expression: start, exclusive end, and the values behind them."""
    dct = Timex(TimexType.TIME, item.reference.strftime("%Y-%m-%dT%H:%M:%S"))
    document = Document("d", "r", "s", "t", item.text, language=language, dct=dct)
    spans = [timex for timex in dates.find(document) if timex.span is not None]
    inside = [t for t in spans if t.span is not None and t.span.start < item.span[1] and item.span[0] < t.span.end]
    periods = [period for timex in inside if (period := _meant(timex, item.reference)) is not None]
    if not periods:
        return None
    values = " ".join(timex.value for timex in inside)
    finest = min(periods, key=lambda period: period[1] - period[0])
    if all(start <= finest[0] and finest[1] <= end for start, end in periods):  # a day and a clock time on it
        return *finest, values
    return periods[0][0], periods[-1][1], values


def _meant(timex: Timex, reference: datetime) -> tuple[datetime, datetime] | None:
    if timex.value == "PRESENT_REF":
        now = reference.replace(tzinfo=None)
        return now, now + timedelta(seconds=1)
    interval = interval_of(timex.value)
    if interval is None or interval.start is None or interval.end is None:
        return None
    zone = reference.utcoffset()
    moved = timedelta(0)
    if interval.utc_offset is not None and zone is not None:
        moved = zone - timedelta(minutes=interval.utc_offset)
    try:
        start, end = (EPOCH + timedelta(microseconds=moment) for moment in (interval.start, interval.end))
        return start + moved, end + moved
    except OverflowError:
        return None


def is_exact(item: Item, answer: tuple[datetime, datetime, str] | None) -> bool:
    """Whether the answer is one of the gold's closed intervals at its grain."""
    if answer is None:
        return False
    last = answer[1] - timedelta(microseconds=1)
    return any(
        (floor(answer[0], grain), after(floor(last, grain), grain)) == (start, end)
        for start, end, grain in item.answers
    )


def main(arguments: list[str]) -> None:
    corpora, is_verbose = Path(arguments[0]), "--misses" in arguments
    for suite, language in SUITES.items():
        path = corpora / f"peer_{suite}.jsonl"
        if not path.exists() or ((only := [a for a in arguments[1:] if a in SUITES]) and suite not in only):
            continue
        items = list(read(path))
        right = [0, 0]
        for number, item in enumerate(items):
            answer = found(item, language)
            exact = is_exact(item, answer)
            right[number % 2] += exact
            if is_verbose and not exact:
                values = "nothing" if answer is None else answer[2]
                gold = f"{item.answers[0][0]} {item.answers[0][2]}"
                print(f"{suite}: {item.text!r} {item.reference:%Y-%m-%d}: {values}; {gold}")
        halves = [100 * n / max(1, m) for n, m in zip(right, (-(-len(items) // 2), len(items) // 2), strict=True)]
        total = 100 * sum(right) / max(1, len(items))
        print(f"{suite:>20}: {len(items):4} items, exact {total:5.1f} % (even {halves[0]:.1f}, odd {halves[1]:.1f})")


if __name__ == "__main__":
    main(sys.argv[1:])
