"""Dates that a page shows: marked as its own by microdata, RDFa or microformats, or written near its headline.

Mastheads with today's date, lists of other stories, comments and copyright lines are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.readers import dct as dates
from pipeline.readers import labels, policy
from pipeline.readers.policy import Claim

_FOREIGN_TAGS = {"aside", "nav", "form", "select", "script", "style", "template"}
_FOREIGN = re.compile(
    r"comment|respon[ds]|sidebar|related|recommend|teaser|widget|archive|popular|trending|latest|ticker|copyright|today|"
    r"current-?date|masthead|top-?line|top-?bar|heute|hoy|weather|breadcrumb|more-(?:news|stories)|read-?(?:more|next)|"
    r"see-?also|newsletter|calendar|(?<![a-z])(?:nav|menu|promo|ad)(?![a-z])",
    re.I,
)
_PUBLISHED = re.compile(r"datePublished|dateCreated|dc:date|dc:created|dc:issued|dcterms:(?:date|created|issued)", re.I)
_CHANGED = re.compile(r"dateModified|dc:modified|dcterms:modified|(?:^|\s)(?:updated|dt-updated)(?:\s|$)", re.I)
_MARKED_CLASS = re.compile(
    r"(?:^|\s)(?:published|dt-published|entry-date|post-?date|posted-on|article-?_*date|publish(?:ed)?-?(?:date|time)|"
    r"pub-?date|date-header|date-display(?:-single)?|story-?date|news-?date|publication-?date)(?:\s|$)",
    re.I,
)
_HEADS = ("h1", "h2", "h3")
_BLOCKS = "p div section article header footer main li ul ol h1 h2 h3 h4 table tr td blockquote summary details address"
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_UTC = re.compile(r"T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$", re.I)
_MARKED, _FORMATTED, _NEAR, _TIME_ALONE = 0.95, 0.93, 0.86, 0.82  # weights of the claims
_LINES_NEAR = 8  # blocks after the headline that are looked at
_SHORT = 160  # characters of a block that is no prose
_PROSE = 90  # characters of a block that ends as a sentence does and is prose


def is_utc(value: str) -> bool:
    """Whether a time is written in UTC, so that its day may be another one where it was published."""
    return _UTC.search(value.strip()) is not None


def claims(tree: Any, language: str) -> Iterator[Claim]:
    """The claims of a page's mark-up and of its words near the headline."""
    own = [element for element in tree.iter() if isinstance(element.tag, str) and not _is_foreign(element)]
    yield from _marked(own, language)
    yield from _near_headline(own, language)
    yield from _lone_times(own, language)


def _is_foreign(element: Any) -> bool:
    """Whether it belongs to something else than the story: a comment, a list of others, the page's own clock."""
    chain = [element, *element.iterancestors()]
    is_in_article = any(one.tag == "article" for one in chain)
    return any(
        one.tag in _FOREIGN_TAGS
        or (one.tag == "footer" and not is_in_article)
        or (one.tag not in {"html", "body"} and _FOREIGN.search(_names(one)) is not None)
        for one in chain
    )


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _marked(own: list[Any], language: str) -> Iterator[Claim]:
    """Microdata and RDFa properties, hAtom and h-entry classes; of several entries on a page, the headline's."""
    for element in own:
        property_ = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        classes = element.get("class") or ""
        if element.tag == "meta" and not element.get("itemprop"):
            continue
        is_change = bool(_CHANGED.search(property_) or _CHANGED.search(classes))
        is_property = bool(_PUBLISHED.search(property_))
        is_marked = is_property or _MARKED_CLASS.search(classes) or element.get("pubdate") is not None
        if is_change or is_marked:
            rule = f"{'microdata' if is_property else 'class'} {(property_.strip() or classes or 'pubdate')[:40]}"
            yield from _of_element(element, rule, language, _MARKED if is_property else _FORMATTED, is_change=is_change)


def _of_element(element: Any, rule: str, language: str, weight: float, *, is_change: bool = False) -> Iterator[Claim]:
    for value in (element.get("content"), element.get("datetime"), element.get("title"), _text(element)[:_SHORT]):
        found = dates.first_in(value or "", "metadata", rule, language=language)
        if found:
            yield policy.claim(found, weight, in_utc=is_utc(value or ""), is_change=is_change)
            if not is_utc(value or ""):
                return


def _near_headline(own: list[Any], language: str) -> Iterator[Claim]:
    """Dates in the short blocks after the headline, and labelled ones in any short block."""
    leaves = [one for one in own if not _has_block(one) and (one.tag in _BLOCK_TAGS or _has_block(one.getparent()))]
    headline = next((element for element in own if element.tag == "h1"), None)
    near = _LINES_NEAR if headline is None else -1
    for element in leaves:
        text = _text(element)
        if element is headline:
            near = _LINES_NEAR
        elif near > 0 and text:
            near = 0 if _is_prose(text) else near - 1
        if 0 < len(text) <= _SHORT:
            plain = _NEAR if near > 0 and headline is not None and element is not headline else 0.0
            yield from labels.claims(text, "byline", language=language, plain=plain)


def _is_prose(text: str) -> bool:
    return len(text) > _SHORT or (len(text) > _PROSE and text[-1] in '.!?”"')


def _lone_times(own: list[Any], language: str) -> Iterator[Claim]:
    """The story's <time> elements, where they agree on the day."""
    found = [
        claim for element in own if element.tag == "time" for claim in _of_element(element, "<time>", language, 0.82)
    ]
    if len({claim.timex.value for claim in found if not claim.in_utc}) <= 1:
        yield from found


def _has_block(element: Any) -> bool:
    return element is not None and any(
        one.tag in _BLOCK_TAGS for one in element.iterdescendants() if isinstance(one.tag, str)
    )


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
