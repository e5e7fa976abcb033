"""Every word that tells of a happening: said, planned, told again, in passing; not what is only supposed or denied."""

from __future__ import annotations

from pipeline.model import Basis, Modality
from tests.events_fixture import header_date, mentions

TEXT = (
    "Chocolate maker shrinks its triangles\n\n"
    "The company said on Sunday that it will open a factory and made a decision. Fans protested against the decision. "
    "It could build another factory. The firm did not sell its shares."
)


def test_every_word_that_tells_is_a_mention() -> None:
    found = mentions(TEXT, dates={"Sunday": "2016-11-06"}, dct=header_date("2016-11-08"))
    assert [*found] == ["shrinks", "said", "open", "decision", "protested"]
    assert found["open"].modality is Modality.PLANNED
    assert found["shrinks"].event == found["shrinks"].span
    assert (found["decision"].type, found["decision"].event) == ("other", None)


def test_a_mention_has_the_day_of_its_words_or_the_best_one_of_the_lead() -> None:
    found = mentions(TEXT, dates={"Sunday": "2016-11-06"}, dct=header_date("2016-11-08"))
    assert (found["said"].value, found["said"].basis) == ("2016-11-06", Basis.EXPLICIT)
    assert (found["protested"].value, found["protested"].basis) == ("../2016-11-08", Basis.DCT)
    assert found["protested"].best == found["said"].best  # the document's date stays the bound
    assert mentions("Rebels attacked the town.")["attacked"].basis is Basis.NONE


def test_the_date_line_of_news_does_not_outdo_a_day_that_its_sentence_gives() -> None:
    text = "Firm closes its plant\nMay 28, 2009\nThe firm announced on Wednesday that its plant is old."
    dates = {"May 28, 2009": "2009-05-28", "Wednesday": "2009-05-27"}
    found = mentions(text, dates=dates, dct=header_date("2009-05-28"))
    assert found["announced"].value == "2009-05-27"
