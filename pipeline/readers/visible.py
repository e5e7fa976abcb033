"""Dates that a page shows: marked as its own by microdata, RDFa or microformats, or written near its headline.

Mastheads with today's date, lists of other stories, comments and copyright lines are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.readers import dct as dates
from pipeline.readers import header, labels, policy
from pipeline.readers.policy import Claim

_FOREIGN_TAGS = {"aside", "nav", "form", "select", "script", "style", "template"}
_FOREIGN = re.compile(
    r"comment|respon[ds]|sidebar|related|recommend|teaser|widget|archive|popular|trending|latest|ticker|copyright|today|"
    r"current-?date|masthead|top-?line|top-?bar|heute|hoy|weather|breadcrumb|infobox|reviews?(?![a-z])|wm-ipp|more-(?:news|stories)|read-?(?:more|next)|"
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
_ENTRY = re.compile(r"(?:^|[\s_-])(?:post|entry|hentry|item|card|story|teaser|news)(?:$|[\s_-])", re.I)
_TITLE_DATE = re.compile(r"[-–—|:,(][ ](?=\D{0,12}\d)[^-–—|:()]{8,40}\)?$")  # "Security message – August 2, 2013"
_IN_TITLE = 0.72
_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:meta|info|by-?line|author|dates?|date-?time|time|time-?stamp|submitted|credits?|published?|pub-?date)"
    r"(?:$|[\s_-])",
    re.I,
)
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|er)\b")
_HEADS = ("h1", "h2", "h3")
_BLOCKS = "p div section article header footer main li ul ol h1 h2 h3 h4 table tr td blockquote summary details address"
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_UTC = re.compile(r"T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$", re.I)
_MARKED, _FORMATTED, _NEAR, _TIME_ALONE = 0.95, 0.93, 0.86, 0.82  # weights of the claims
_ABOVE = 0.75  # the weight of a date just above the headline, which may be the day of the visit
_LIST_OPENING, _LIST_HOLDING = 2, 3  # different days that blocks begin with, or hold without a label, in a list
_DAY_LENGTH = len("2019-10-05")
_BESIDE = 0.82  # the weight of a date in a block whose class says that it is about the story
_LINES_ABOVE = 2  # blocks before the headline that are looked at
_LINES_NEAR = 8  # blocks after the headline that are looked at
_SENTENCE = 60  # characters from which a block that ends as a sentence does is read as one
_SHORT = 160  # characters of a block that is no prose
_PROSE = 90  # characters of a block that ends as a sentence does and is prose


def is_utc(value: str) -> bool:
    """Whether a time is written in UTC, so that its day may be another one where it was published."""
    return _UTC.search(value.strip()) is not None


def claims(tree: Any, language: str, title: str = "") -> Iterator[Claim]:
    """The claims of a page's mark-up, of its words near the headline, which says `title`, and of its foot."""
    listed = _listed(tree) | _event_boxes(tree)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    own = [one for one in elements if not _is_foreign(one) and not any(up in listed for up in _chain(one))]
    yield from _marked(own, language)
    yield from _near_headline(own, language, title)
    yield from _lone_times(own, language)
    for foot in (one for one in elements if one.tag == "footer"):
        for text in (_text(one) for one in foot.iter() if isinstance(one.tag, str) and not _has_block(one)):
            if len(text) <= _SHORT:
                yield from labels.claims(text, "byline", language=language, plain=0.0)


def _listed(tree: Any) -> set[Any]:
    """The entries of a list of other pages: siblings with a heading each, where the headline is in none of them."""
    entries = [
        one
        for one in tree.iter("article", "li", "div", "section")
        if next(one.iter("h2", "h3", "h4"), None) is not None
        and next(one.iter("h1"), None) is None
        and (one.tag == "article" or _ENTRY.search(one.get("class") or ""))
        and any(link.get("href") for heading in one.iter("h2", "h3", "h4") for link in heading.iter("a"))
    ]
    parents = Counter(one.getparent() for one in entries)
    return {one for one in entries if parents[one.getparent()] > 1}


def _event_boxes(tree: Any) -> set[Any]:
    """The tables and lists of fields that tell of a battle, a disaster, a show or a film."""
    return {box for box in tree.iter("table", "dl") if header.tells_of_event("\n".join(_rows(box)))}


def _rows(box: Any) -> Iterator[str]:
    if box.tag == "table":
        yield from (" | ".join(_text(cell) for cell in row.iter("td", "th")) for row in box.iter("tr"))
        return
    yield from (f"{_text(name)} |" for name in box.iter("dt"))


def _chain(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _is_foreign(element: Any) -> bool:
    """Whether it belongs to something else than the story: a comment, a list of others, the page's own clock."""
    chain = list(_chain(element))
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


def _near_headline(own: list[Any], language: str, title: str) -> Iterator[Claim]:
    """Dates in the short blocks after the headline or just above it, and labelled ones in any short block."""
    leaves = [one for one in own if not _has_block(one) and (one.tag in _BLOCK_TAGS or _has_block(one.getparent()))]
    leaves = [one for one in leaves if _text(one)]
    texts = [_labelled_text(one) for one in leaves]
    headline = _headline(leaves, title)
    is_list = _is_list([_text(one) for one in leaves], language)
    near = 0
    for at, text in enumerate(texts):
        if at == headline:
            near = _LINES_NEAR
        elif near > 0:
            near = 0 if _is_prose(text) else near - 1
        if len(text) > _SHORT:
            continue
        is_above = headline - _LINES_ABOVE <= at < headline
        is_about = _ABOUT.search(_names(leaves[at])) is not None
        plain = _NEAR if near > 0 else _BESIDE if is_about else _ABOVE if is_above else 0.0
        if at == headline:
            plain = _IN_TITLE if _TITLE_DATE.search(text) else 0.0
        plain = 0.0 if is_list else plain
        found = labels.claims(text, "byline", language=language, plain=plain)
        tells = (
            not plain and len(text) > _SENTENCE and text[-1] in ".!?" and not labels.opens(text)
        )  # of what others published
        yield from (claim for claim in found if claim.is_change or not tells)


def _headline(leaves: list[Any], title: str) -> int:
    """Where the headline stands: the first h1, else the heading that says the page's title; -1 where there is none."""
    for at, element in enumerate(leaves):
        if element.tag == "h1" or any(up.tag == "h1" for up in element.iterancestors()):
            return at
    said = title.casefold()
    texts = ((at, _text(one).casefold()) for at, one in enumerate(leaves) if one.tag in _HEADS)
    return next((at for at, text in texts if said and (text in said or said in text)), -1)


def _is_list(texts: list[str], language: str) -> bool:
    """Whether blocks that begin with days make up the page; one such day above the prose and others below it do not."""
    opening = [(at, day) for at, text in enumerate(texts) if (day := _opening_day(text, language))]
    held = [(at, day) for at, text in enumerate(texts) for day in _unlabelled_days(text, language)]
    days = opening if len({day for _, day in opening}) > 1 else held
    others = [at for at, day in days if day != days[0][1]]
    if len({day for _, day in days}) < (_LIST_OPENING if days is opening else _LIST_HOLDING):
        return False
    prose = [at for at, text in enumerate(texts) if _is_prose(text)]
    return not any(days[0][0] < at < others[0] for at in prose) or any(at > others[0] for at in prose)


def _unlabelled_days(text: str, language: str) -> set[str]:
    if len(text) > _SHORT:
        return set()
    return {
        one.timex.value
        for one in labels.claims(text, "byline", language=language, plain=_ABOVE)
        if one.timex.score <= _ABOVE and not one.is_change
    }


def _opening_day(text: str, language: str) -> str:
    """The day that a block begins with, past the name of a weekday; "" where it begins otherwise."""
    found = dates.parse(text[:_SHORT], "byline", "", language=language)
    return found[0].value if found and len(found[0].value) == _DAY_LENGTH else ""


def _labelled_text(element: Any) -> str:
    """Its words, after those of the cell or term that names it."""
    named = element.getprevious() if element.tag in {"td", "dd"} else None
    is_name = named is not None and named.tag in {"th", "td", "dt"}
    return f"{_text(named)}: {_text(element)}" if is_name else _text(element)


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
    """Its words; pieces that mark-up parts are parted, but for the ending of an ordinal ("26<sup>th</sup>")."""
    joined = ""
    for part in element.itertext():
        is_parted = joined[-1:].isalnum() and part[:1].isalnum() and not _ORDINAL_END.match(part)
        joined += f" {part}" if is_parted else part
    return " ".join(joined.split())
