"""Which function reads which form; a rule of a language names its form."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.dates import absolute, amounts, clock, counted, feasts, phrases, quarters, relative, spoken, weeks
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate

Form = Callable[[Context, Candidate], list[Reading]]

FORMS: dict[str, Form] = {
    "anno": absolute.anno,
    "century": absolute.century,
    "day": absolute.day,
    "decade": absolute.decade,
    "decade_era": absolute.decade_era,
    "era": absolute.era,
    "iso": absolute.iso,
    "iso_week": absolute.iso_week,
    "month": absolute.month,
    "numeric": absolute.numeric,
    "part_of_month": absolute.part_of_month,
    "spoken_year": absolute.spoken_year,
    "year": absolute.year,
    "year_range": absolute.year_range,
    "year_period": quarters.year_period,
    "quarter": quarters.quarter,
    "quarter_bare": quarters.quarter_bare,
    "quarter_code": quarters.quarter_code,
    "quarters": quarters.quarters,
    "season": quarters.season,
    "normalised": phrases.normalised,
    "phrase": phrases.phrase,
    "roman_century": absolute.roman_century,
    "day_of_month": counted.day_of_month,
    "in_units": counted.in_units,
    "numeric_short": counted.numeric_short,
    "shifted_from": counted.shifted_from,
    "weekday_of_month": counted.weekday_of_month,
    "day_word": relative.day_word,
    "daypart": relative.daypart,
    "daypart_of_day": relative.daypart_of_day,
    "daypart_bare": relative.daypart_bare,
    "fixed_unit": relative.fixed_unit,
    "holiday": feasts.holiday,
    "next_day": relative.next_day,
    "part_of_unit": relative.part_of_unit,
    "shifted": relative.shifted_form,
    "shifted_vague": relative.shifted_vague,
    "that_day": relative.that_day,
    "that_time": relative.that_time,
    "unit_bare": relative.unit_bare,
    "unit_end": relative.unit_end,
    "unit_relative": relative.unit_relative,
    "weekday": relative.weekday_form,
    "weekday_set": relative.weekday_set,
    "year_ago": relative.year_ago,
    "duration": amounts.duration_form,
    "duration_counted": amounts.duration_counted,
    "duration_between": amounts.duration_between,
    "duration_one": amounts.duration_one,
    "duration_vague": amounts.duration_vague,
    "fixed": amounts.fixed,
    "frequency": amounts.frequency,
    "rate": amounts.rate,
    "set": amounts.set_form,
    "span_of_year": amounts.span_of_year,
    "vague_unit": amounts.vague_unit,
    "clock_words": spoken.clock_words,
    "weekday_of_week": weeks.weekday_of_week,
    "part_of_year": quarters.part_of_year,
    "time": clock.time_form,
    "time_past": clock.time_past,
}
