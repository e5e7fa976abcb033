"""What holds of every title, whatever the sentence: never cut, never too long, never ending in the middle."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.titles import MOST, compose
from tests.titles_fixture import reading, trigger_of

SUBJECTS = ["Anna Keller", "the committee of the northern provinces of Peru", "he", "at least 10", "two brothers "
            "of the mayor, who had fled to Lima with their wives,", "the battalion (the first one)"]  # fmt: skip
VERBS = ["closed", "has closed", "said that the engineers had closed", "came to Lima and closed"]
OBJECTS = ["the bridge", "the old bridge over the river near the market of the town and the road along the coast",
           "her shop of 1990", "it"]  # fmt: skip
ENDS = ["", " prior to this", " on 3 May 1990", " because of the cracks in the pillars that the engineers of the port "
        "had found in the spring", ", a spokesman of the ministry said", ", joining the miners in a fight for pits",
        " in connection with the death of a baker"]  # fmt: skip
OPENINGS = ["", "And ", "However, ", "In Lima, ", "On 3 May 1990, ", "When they arrived, ", "According to police, "]
LOOSE = {"a", "an", "the", "of", "to", "for", "with", "by", "and", "or", "but", "that", "than", "because"}
CONJUNCTIONS = {"and", "or", "but"}

sentences = st.builds(
    lambda opening, subject, verb, object_, end: f"{opening}{subject} {verb} {object_}{end}.",
    st.sampled_from(OPENINGS),
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(ENDS),
)


@settings(max_examples=150, deadline=None)
@given(sentences, st.booleans())
def test_a_title_is_whole(text: str, parsed: bool) -> None:
    read = reading(text, **({} if parsed else {"model": ""}))
    title = compose(read, trigger_of(read, "closed"))
    assert title and "…" not in title and "..." not in title
    assert len(title) <= MOST
    assert title[0] == title[0].upper()
    if parsed:
        words = title.lower().split()
        assert words[0] not in CONJUNCTIONS
        assert words[-1] not in LOOSE
        assert "closed" in words
