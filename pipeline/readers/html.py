"""HTML: the article's words, without scripts, styles, navigation and forms.

Semantic mark-up (<article>, <main>) is trusted first; trafilatura finds the main text of pages without it and strips
the furniture of those that have it. Title and date come from `page`.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import Document, DocumentKind
from pipeline.readers import evidence, header, heading
from pipeline.readers import text as plain
from pipeline.readers.assemble import Body, assemble
from pipeline.readers.decode import decode, normalise
from pipeline.readers.page import Page

_SILENT_TAGS = (
    "script style noscript template svg math iframe object embed nav aside form button select footer header head "
    "canvas audio video figure dialog menu input textarea"
)
_SILENT = tuple(_SILENT_TAGS.split())
_LINES = ("li", "tr", "dt", "dd", "br")  # these end a line, the other blocks a paragraph
_BLOCK_TAGS = "p div section article main h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr address td th"
_BLOCKS = (*_BLOCK_TAGS.split(), *_LINES)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PARAGRAPH, _LINE = "\ufdd0", "\ufdd1"  # no characters: `decode` has taken them out of the page's own text
_WORTH_KEEPING = 0.6  # trafilatura's share of the semantic text below which it has lost too much
_ENOUGH = 200  # characters of a semantic element that make it the text


def read(raw: bytes, source: str) -> Iterator[Document]:
    """One document: the main text of a page, of a file without tags all of it. Raises ReadError where there is none."""
    import trafilatura  # 0.5 s to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every odd page on standard error
    decoded = decode(raw, source)
    tree = trafilatura.load_html(decoded)
    if tree is None:
        yield from plain.read(raw, source)
        return
    page = Page(tree)
    text = _without_title(_main_text(tree), page.title)
    language = page.language or evidence.language_of(text)
    found = header.split(text, language=page.locale or language)
    kind = DocumentKind.NEWS if page.is_news else None
    locale = page.locale or language
    foreign = page.foreign_days
    made = (*page.claims(locale), *header.claims(found), *heading.claims(text, locale))
    claims = tuple(claim for claim in made if claim.timex.value not in foreign)
    body = Body(text[found.end :], 0, page.title or found.title, claims, language, kind, "text/html")
    yield assemble(raw, source, body)


def _main_text(tree: Any) -> str:
    """The main text: a semantic element's, or trafilatura's where that is fuller or the page has no such element."""
    import trafilatura

    clean = _without_silent(tree)
    semantic = max((_words(element) for element in clean.iter("article", "main")), key=len, default="")
    found = (
        trafilatura.extract(copy.deepcopy(clean), include_comments=False, deduplicate=False, with_metadata=False) or ""
    )
    article = normalise("\n\n".join(line.strip("-•* ") for line in found.split("\n") if line.strip()))
    if len(semantic) >= _ENOUGH:
        return article if len(article) >= _WORTH_KEEPING * len(semantic) else semantic
    return article or _words(clean)


def _without_silent(tree: Any) -> Any:
    """A copy of `tree` without elements that hold no prose or that are hidden."""
    clean = copy.deepcopy(tree)
    doomed = [element for element in clean.iter() if not isinstance(element.tag, str)]  # comments, instructions
    doomed += list(clean.iter(*_SILENT))
    doomed += [element for element in clean.iter() if _is_hidden(element)]
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return clean


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _words(element: Any) -> str:
    """The text of an element, one block a paragraph, list entries and table rows one a line."""
    marked = copy.deepcopy(element)
    for block in marked.iter(*_BLOCKS):
        mark = _LINE if block.tag in _LINES else " | " if block.tag in {"td", "th"} else _PARAGRAPH
        block.tail = mark + (block.tail or "")
        if mark != " | ":
            block.text = mark + (block.text or "")
    blocks = marked.text_content().split(_PARAGRAPH)
    paragraphs = ("\n".join(_lines(block)) for block in blocks)
    return normalise("\n\n".join(paragraph for paragraph in paragraphs if paragraph))


def _lines(block: str) -> Iterator[str]:
    for line in block.split(_LINE):
        words = " ".join(line.split()).strip("| ")
        if words:
            yield words


def _without_title(text: str, title: str) -> str:
    """`text` without a first line that only repeats the title."""
    first, _, rest = text.lstrip().partition("\n")
    same = " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest.lstrip("\n") if same and rest.strip() else text
