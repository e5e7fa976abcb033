"""What stopped a document, in one line: ours in their words, others by kind and calls, without the document's text."""

from __future__ import annotations

import pytest

from pipeline import dates
from pipeline.errors import ReadError
from pipeline.run import faults

SECRET = "the secret words of a document"


def refuse() -> None:
    raise ReadError("documents/m/a.pdf: it is damaged")


def fail() -> None:
    raise KeyError(SECRET)


def test_what_goes_well_has_no_error() -> None:
    assert faults.attempt(lambda: 7) == (7, "")


def test_a_refusal_keeps_its_words() -> None:
    assert faults.attempt(refuse) == (None, "ReadError: documents/m/a.pdf: it is damaged")


def test_a_fault_tells_its_calls_last_first_and_no_text() -> None:
    nothing, error = faults.attempt(fail)
    assert nothing is None
    assert error.startswith("Fault: KeyError in test_run_faults.py:")
    assert error.index(" fail") < error.index("faults.py:", error.index(" fail")) < error.index(" attempt")
    assert SECRET not in error


def test_a_fault_of_a_stage_names_its_file() -> None:
    _, error = faults.attempt(lambda: dates.find(None))  # type: ignore[arg-type]
    assert error.startswith("Fault: AttributeError in dates/")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("ReadError: documents/m/a.pdf: it is damaged", "it is damaged"),
        ("ReadError: it is empty", "it is empty"),
        ("PermissionError: [Errno 13] Permission denied", "[Errno 13] Permission denied"),
        ("the process ended with -9", "the process ended with -9"),
        (
            "Fault: KeyError in a.py:3 f, b.py:4 g",
            "a fault of this program stopped it (KeyError); the document is kept, please report this",
        ),
    ],
)
def test_the_reason_leaves_out_what_says_nothing_to_who_added_the_file(error: str, told: str) -> None:
    assert faults.reason(error, "documents/m/a.pdf") == told


def test_a_report_has_the_facts_and_the_calls() -> None:
    told = faults.report("Fault: KeyError in a.py:3 f, b.py:4 g", {"version": "1"}).splitlines()
    assert told[1:] == ["version: 1", "KeyError in a.py:3 f", "b.py:4 g"]
    assert "damaged" not in faults.report(f"ReadError: {SECRET} is damaged", {})
