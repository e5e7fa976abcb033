"""What an HTML page says about itself: title, date, language, kind, from JSON-LD, meta tags, <time> and <title>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model import Timex
from pipeline.readers import dct as dates

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "article:modified_time",
)
_META_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_JSON_DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_ARTICLE_TYPE = re.compile(r"Article$|^BlogPosting$|^Report$|^WebPage$|^CreativeWork$", re.I)
_NEWS_TYPE = re.compile(r"^(?:Reportage|Analysis|Background|Opinion|Review)?NewsArticle$|^LiveBlogPosting$", re.I)
_SITE_NAME = re.compile(r"\s+[|–—·»]\s+[^|–—·»]{2,40}$|\s+-\s+[^-]{2,30}$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.I)
_DEEPEST = 6  # levels of JSON-LD that are looked into


class Page:
    """The metadata of one page; `tree` is its lxml element tree."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.metas = dict(_metas(tree))
        self.articles = [node for node in _json_ld(tree) if _ARTICLE_TYPE.search(_type_of(node))]

    @property
    def title(self) -> str:
        """The headline as the page gives it, the site's name cut off; "" where it gives none."""
        for article in self.articles:
            if isinstance(article.get("headline"), str) and article["headline"].strip():
                return " ".join(article["headline"].split())
        for name in _META_TITLES:
            if self.metas.get(name):
                return " ".join(self.metas[name].split())
        headings = [_text(element) for element in self.tree.iter("h1")]
        if len(headings) == 1 and headings[0]:
            return headings[0]
        titles = [_text(element) for element in self.tree.iter("title")]
        return _SITE_NAME.sub("", titles[0]) if titles else ""

    @property
    def language(self) -> str:
        """The declared language, without its region; "" where none is declared."""
        roots = list(self.tree.iter("html"))
        declared = (roots[0].get("lang") if roots else "") or self.metas.get("content-language", "")
        match = _LANGUAGE.match(declared.strip())
        return match.group().lower() if match else ""

    @property
    def is_news(self) -> bool:
        """Whether the page calls itself a news article."""
        return any(_NEWS_TYPE.search(_type_of(article)) for article in self.articles)

    def date(self, language: str) -> Timex | None:
        """The day the page was published: JSON-LD, then meta tags, then <time>; None where none is given."""
        written = [*self._json_dates(), *self._meta_dates(), *self._time_elements()]
        for value, rule in written:
            found = dates.parse(value.strip(), "metadata", rule, language=language)
            if found:
                return found[0]
        return None

    def _json_dates(self) -> Iterator[tuple[str, str]]:
        for key in _JSON_DATES:
            for article in self.articles:
                if isinstance(article.get(key), str):
                    yield article[key], f"JSON-LD {key}"

    def _meta_dates(self) -> Iterator[tuple[str, str]]:
        for name in _META_DATES:
            if self.metas.get(name):
                yield self.metas[name], f"meta {name}"

    def _time_elements(self) -> Iterator[tuple[str, str]]:
        """<time> of the page's head matter: those marked as the date of publication, else a lone one."""
        elements = list(self.tree.iter("time"))
        marked = [element for element in elements if element.get("pubdate") is not None or "publish" in _marks(element)]
        for element in marked or (elements if len(elements) == 1 else []):
            yield element.get("datetime") or _text(element), "<time>"


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    """(name in lower case, content) of the meta tags, the last first, so that in a dict the first one wins."""
    for element in reversed(list(tree.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content:
            yield name.lower(), content


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD blocks; blocks that are not JSON are passed over."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            parsed = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(parsed, _DEEPEST)


def _objects(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(node, dict):
        yield node
        yield from _objects(node.get("@graph", node.get("mainEntity")), depth - 1)
    elif isinstance(node, list):
        for entry in node:
            yield from _objects(entry, depth - 1)


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _marks(element: Any) -> str:
    return f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
