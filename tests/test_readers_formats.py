"""HTML and Markdown: the words stay, the furniture goes."""

from __future__ import annotations

import pytest

from pipeline import readers
from pipeline.model import Document, DocumentKind

STORY = (
    "<p>Police closed the old bridge in <b>Lisbon</b> after the storm of the night, the mayor said.</p>"
    "<p>Nobody was hurt. The river had risen by two metres since Monday, and boats were torn from the quay.</p>"
    "<ul><li>Trains stop at Santarém</li><li>Schools stay shut</li></ul>"
)


def read(text: str, source: str) -> Document:
    return next(readers.read(text.encode(), source))


def page(head: str = "", body: str = f"<article><h1>Storm</h1>{STORY}</article>", attributes: str = "") -> Document:
    return read(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>", "a.html")


def test_the_article_without_scripts_and_navigation() -> None:
    document = page(
        "<title>Storm shuts bridge | The Paper</title><style>p{}</style><script>var bad=1</script>",
        f"<nav><a>Home</a></nav><article>{STORY}<script>alert('x')</script><aside>Read more</aside></article>"
        "<footer>All rights reserved</footer>",
    )
    assert document.title == "Storm shuts bridge"
    assert document.text.startswith("Police closed the old bridge in Lisbon after the storm")
    assert "boats were torn" in document.text
    for unwanted in ("bad", "alert", "Home", "Read more", "rights", "p{}", "<"):
        assert unwanted not in document.text
    assert document.media_type == "text/html"


def test_list_entries_keep_their_lines() -> None:
    lines = page().text.split("\n")
    assert "Trains stop at Santarém" in lines
    assert "Schools stay shut" in lines


def test_a_page_without_semantic_elements() -> None:
    document = page("<title>Storm</title>", f"<div class='menu'><a href='/'>Home</a></div><div>{STORY}</div>")
    assert "Police closed the old bridge" in document.text


def test_hidden_text_is_not_read() -> None:
    document = page(body=f"<article>{STORY}<p style='display: none'>SECRET</p><p hidden>OTHER</p></article>")
    assert "SECRET" not in document.text
    assert "OTHER" not in document.text


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-11-13T08:00:00Z",'
            '"dateModified":"2023-11-15"}</script>',
            "2023-11-13",
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2023-11-13"}]}</script>',
            "2023-11-13",
        ),
        ('<meta property="article:published_time" content="2023-11-13T08:00:00+01:00">', "2023-11-13"),
        ('<meta name="date" content="13 November 2023">', "2023-11-13"),
        (
            '<script type="application/ld+json">{not json</script><meta name="DC.date" content="2023-11-13">',
            "2023-11-13",
        ),
        ('<meta name="date" content="last Tuesday">', None),
        ("", None),
    ],
)
def test_the_date_of_a_page(head: str, value: str | None) -> None:
    document = page(head)
    assert (document.dct.value if document.dct else None) == value
    if document.dct is not None:
        assert document.dct.origin == "metadata"


def test_a_lone_time_element_dates_the_page_and_two_do_not() -> None:
    one = page(body=f'<article><time datetime="2023-11-13">today</time>{STORY}</article>')
    assert one.dct is not None
    assert (one.dct.value, one.dct.rule) == ("2023-11-13", "<time>")
    two = page(
        body=f'<article><time datetime="2001-01-01">x</time><time datetime="2002-01-01">y</time>{STORY}</article>'
    )
    assert two.dct is None


def test_language_kind_and_headline_are_declared() -> None:
    document = page(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Sturm"}</script>',
        attributes='lang="de-AT"',
    )
    assert (document.language, document.kind, document.title) == ("de", DocumentKind.NEWS, "Sturm")


def test_html_without_tags_is_plain_text() -> None:
    assert read("Rain fell.", "a.html").text == "Rain fell."


MARKED = """---
title: "The flood"
date: 2023-11-13
lang: en
---

# The flood

The **old bridge** in [Lisbon](https://example.org/a_(b) "x") was *closed*[^1] on `Monday`. See ![map](m.png)the map.

> Nobody was hurt, the __mayor__ said.

- **13 May 1990:** The dam broke.
- [x] Snow_white_name fell.

| when | where |
|------|-------|
| 1991 | Porto |

```python
print("no prose")
```

<script>alert(1)</script><!-- note --> 2 \\* 3

[^1]: A footnote.
[ref]: https://example.org
"""


def test_markdown_keeps_the_words() -> None:
    document = read(MARKED, "a.md")
    assert document.title == "The flood"
    assert document.dct is not None
    assert (document.dct.value, document.dct.origin) == ("2023-11-13", "metadata")
    assert document.text.split("\n") == [
        "The old bridge in Lisbon was closed on Monday. See the map.",
        "",
        "Nobody was hurt, the mayor said.",
        "",
        "13 May 1990: The dam broke.",
        "Snow_white_name fell.",
        "",
        "when | where",
        "1991 | Porto",
        "",
        "2 * 3",
        "",
        "A footnote.",
    ]


def test_markdown_without_front_matter_takes_its_first_heading() -> None:
    document = read("The flood\n=========\n\nThe river rose.\n\n## Later\n\nIt fell.", "a.md")
    assert document.title == "The flood"
    assert document.text == "The river rose.\n\nLater\n\nIt fell."


def test_markdown_headers_are_cut_as_in_text() -> None:
    document = read("# The flood\n\ndate 2023-11-13\n\nThe river rose.", "a.md")
    assert document.text == "The river rose."
    assert document.dct is not None
    assert document.dct.origin == "header"
