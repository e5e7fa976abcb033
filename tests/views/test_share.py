"""The command that the share dialog shows writes what the page shows, nothing else."""

from __future__ import annotations

import shlex

import pytest

from pipeline.cli import parser
from pipeline.cli.disclosure import chosen
from pipeline.cli.documents import selection_of
from pipeline.run.publishing import Disclosure, Extent
from pipeline.selection import Selection
from pipeline.views import share


@pytest.mark.parametrize(
    ("selection", "disclosure"),
    [
        (Selection(), Disclosure()),
        (Selection(dataset="my-letters", q='it\'s "so" $HOME; rm -rf', start="1944"), Disclosure(Extent.TEXT, 1)),
        (Selection(dataset="x", places=("geonames:1@0:45",), main=False), Disclosure(Extent.TITLES, 4, True, True)),
    ],
)
def test_the_command_publishes_what_is_on_the_screen(selection: Selection, disclosure: Disclosure) -> None:
    words = shlex.split(share.command(selection, disclosure, "de"))
    assert words[:3] == ["python", "-m", "pipeline"]
    arguments = parser().parse_args(words[3:])
    assert selection_of(arguments) == selection
    assert arguments.set == selection.dataset
    assert chosen(arguments) == disclosure
    assert arguments.language == "de"
