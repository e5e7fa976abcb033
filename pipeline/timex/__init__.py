"""Arithmetic of time: TIMEX3 values, moments, intervals, ISO prefixes and labels. Pure, no texts, no I/O.

`moment` and the day numbers of `calendar` do without `datetime`, so that years before Christ are ordinary numbers.
"""

from pipeline.timex.calendar import DAY, HOUR, MINUTE, SECOND, moment
from pipeline.timex.edtf import from_edtf, interval_of_edtf, to_edtf
from pipeline.timex.iso import from_iso, iso_of, iso_year, value_of_iso
from pipeline.timex.labels import label, label_event, label_interval
from pipeline.timex.values import granularity_of, interval_of, value_of

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "SECOND",
    "from_edtf",
    "from_iso",
    "granularity_of",
    "interval_of",
    "interval_of_edtf",
    "iso_of",
    "iso_year",
    "label",
    "label_event",
    "label_interval",
    "moment",
    "to_edtf",
    "value_of",
    "value_of_iso",
]
