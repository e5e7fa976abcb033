"""What the pipeline finds in gold records: each corpus by itself, in its order, whoever found it first."""

from __future__ import annotations

from pipeline.config import Settings
from pipeline.evaluate import system


def test_records_of_several_corpora_come_back_in_their_order() -> None:
    texts = [{"id": str(day), "text": f"It rained on {day} May 2001.", "dct": None} for day in range(1, 21)]
    corpora = [("temporal", texts), ("temporal", []), ("temporal", texts[::-1])]
    whole, none, turned = system.find_all(corpora, Settings(workers=2, chunk_documents=3))
    assert [record["id"] for record in whole] == [text["id"] for text in texts]
    assert [record["timex"][0]["value"] for record in whole] == [f"2001-05-{day:02}" for day in range(1, 21)]
    assert none == []
    assert turned == whole[::-1]
