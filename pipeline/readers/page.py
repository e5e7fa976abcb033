"""What an HTML page says about itself: title, date, language, kind, from JSON-LD, meta tags, <time> and <title>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.readers import dct as dates
from pipeline.readers import names, policy, visible
from pipeline.readers.policy import Claim
from pipeline.readers.visible import is_utc

_META_PUBLISHED_WORDS = (
    "articlepublishedtime articlepublished ogarticlepublishedtime ogpublishedtime ogpublishdate datepublished date "
    "dcdate dcdatecreated dcdateissued dcdatepublished dctermsdate dctermscreated dctermsissued pubdate pdate "
    "publishdate publishedtime publisheddate publicationdate publishdateiso parselypubdate sailthrudate "
    "citationdate citationpublicationdate citationonlinedate displaydate originalpublicationdate datecreated "
    "created articlecreated articledateoriginal cxenseparserecspublishtime analyticsattributesarticledate "
    "releasedate videoreleasedate eprintsdate prismpublicationdate bepresscitationdate dcitermscreated "
    "lastpublished"
)
_META_PUBLISHED = frozenset(_META_PUBLISHED_WORDS.split())
_META_CHANGED_WORDS = (
    "articlemodifiedtime articlemodified ogarticlemodifiedtime ogupdatedtime articleupdatedtime datemodified "
    "lastmodified modified modifieddate lastmod revised dcdatemodified dcmodified dctermsmodified updated "
    "dateupdated"
)
_META_CHANGED = frozenset(_META_CHANGED_WORDS.split())
_META_BREAK = re.compile(r"[\W_]+")
_META_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_JSON_DATES = (
    ("datePublished", False),
    ("dateCreated", False),
    ("uploadDate", False),
    ("coverageStartTime", False),
    ("dateModified", True),
)
_FOREIGN_TYPE = re.compile(
    r"Event$|Festival$|^Review$|^Comment$|Offer$|^Screening|^Course|^Person$|^Movie$|^Book$|^Music", re.I
)
_FOREIGN_DATES = (
    "startDate",
    "endDate",
    "datePublished",
    "dateCreated",
    "validFrom",
    "priceValidUntil",
    "doorTime",
    "birthDate",
    "deathDate",
)
_ARTICLE_TYPE = re.compile(r"Article$|Posting$|^Report$|^WebPage$|^CreativeWork$", re.I)
_CONTAINER_TYPE = re.compile(r"^WebPage$|^CreativeWork$", re.I)
_NEWS_TYPE = re.compile(r"^(?:Reportage|Analysis|Background|Opinion|Review)?NewsArticle$|^LiveBlogPosting$", re.I)
_SITE_NAME = re.compile(r"\s+[|–—·»]\s+[^|–—·»]{2,40}$|\s+-\s+[^-]{2,30}$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.I)
_STATED, _CONTAINER, _ADDRESS = 0.97, 0.9, 0.85  # weights: said of the article, said of its page, in the address
_LOOSE_JSON = re.compile(r"(?:^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$)")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_SCRIPTED = 0.82  # weight of a date in a script
_SCRIPT_DATE = re.compile(
    r'"(?:date|first)?_?(?:publish(?:ed)?|publication|pub)_?(?:at|date|time|on)?"\s*:\s*"(?P<value>\d{4}-\d\d-\d\d[^"]{0,30})"',
    re.I,
)
_READ_OF_SCRIPT = 400_000  # characters
_DEEPEST = 6  # levels of JSON-LD that are looked into


class Page:
    """The metadata of one page; `tree` is its lxml element tree."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.metas = dict(_metas(tree))
        self.nodes = list(_json_ld(tree))
        self.articles = [node for node in self.nodes if _ARTICLE_TYPE.search(_type_of(node))]

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
    def locale(self) -> str:
        """The declared language, with its region where that decides how dates are written ("en-US")."""
        roots = list(self.tree.iter("html"))
        declared = (roots[0].get("lang") or "") if roots else ""
        return "en-US" if declared.replace("_", "-").lower() == "en-us" else self.language

    @property
    def is_news(self) -> bool:
        """Whether the page calls itself a news article."""
        return any(_NEWS_TYPE.search(_type_of(article)) for article in self.articles)

    @property
    def foreign_days(self) -> frozenset[str]:
        """The days of events, reviews and offers in JSON-LD, on a page that is no article."""
        if any(not _CONTAINER_TYPE.search(_type_of(article)) for article in self.articles):
            return frozenset()
        inner = (one for node in self.nodes for one in _inside(node, _DEEPEST) if _FOREIGN_TYPE.search(_type_of(one)))
        return frozenset(str(node[key])[:10] for node in inner for key in _FOREIGN_DATES if key in node)

    def claims(self, language: str) -> Iterator[Claim]:
        """The days that the page gives as its own: JSON-LD, meta tags, addresses, mark-up, what a reader sees."""
        for value, rule, is_change, weight in (*self._json_dates(), *self._meta_dates()):
            found = dates.parse(value.strip(), "metadata", rule, language=language)
            if found:
                yield policy.claim(found[0], weight, in_utc=is_utc(value), is_change=is_change)
        for address in self._addresses():
            if named := names.from_source(address):
                yield policy.claim(dates.ruled(named, f"{named.rule}, of the page's own address"), _ADDRESS)
        yield from self._script_dates()
        yield from visible.claims(self.tree, language, self.title)

    def _script_dates(self) -> Iterator[Claim]:
        """The day of publication in the records that a page's own scripts work with, where they agree on one."""
        scripts = (element.text or "" for element in self.tree.iter("script"))
        written = {match["value"] for script in scripts for match in _SCRIPT_DATE.finditer(script[:_READ_OF_SCRIPT])}
        found = [(value, dates.parse(value, "metadata", "a script's record of publication")) for value in written]
        whole = [(value, one[0]) for value, one in found if one and len(one[0].value) == 10]
        if len({timex.value for _, timex in whole}) == 1:
            yield policy.claim(whole[0][1], _SCRIPTED, in_utc=is_utc(whole[0][0]))

    def _json_dates(self) -> Iterator[tuple[str, str, bool, float]]:
        for article in self._own_articles():
            is_article = not _CONTAINER_TYPE.search(_type_of(article))
            for key, is_change in _JSON_DATES:
                if isinstance(article.get(key), str):
                    weight = _STATED if is_article else _CONTAINER
                    yield article[key], f"JSON-LD {key} of {_type_of(article)}", is_change, weight

    def _own_articles(self) -> list[dict[str, Any]]:
        """The articles of JSON-LD that are this page's: those of its title where they disagree on the day."""
        days = {str(article.get("datePublished", ""))[:10] for article in self.articles}
        if len(days - {""}) <= 1:
            return self.articles
        titles = {" ".join(_text(element).split()).casefold() for element in self.tree.iter("h1")}
        named = [one for one in self.articles if _headline(one).casefold() in titles]
        addresses = {address for address in self._addresses() if address}
        here = [one for one in self.articles if addresses & _addresses_of(one)]
        return here or named or self.articles[:1]

    def _meta_dates(self) -> Iterator[tuple[str, str, bool, float]]:
        for name, content in self.metas.items():
            key = _META_BREAK.sub("", name)
            if key in _META_PUBLISHED or key in _META_CHANGED:
                yield content, f"meta {name}", key in _META_CHANGED, _STATED

    def _addresses(self) -> Iterator[str]:
        yield self.metas.get("og:url", "")
        for link in self.tree.iter("link"):
            if (link.get("rel") or "").lower() == "canonical":
                yield link.get("href") or ""


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    """(name in lower case, content) of the meta tags, the last first, so that in a dict the first one wins."""
    for element in reversed(list(tree.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("http-equiv")
        content = element.get("content")
        if name and content:
            yield name.lower(), content


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD blocks; blocks that are not JSON are passed over."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            parsed = json.loads(_TRAILING_COMMA.sub("", _LOOSE_JSON.sub("", element.text or "")), strict=False)
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


def _inside(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD object, itself among them."""
    if depth == 0:
        return
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _inside(value, depth - 1)
    elif isinstance(node, list):
        for entry in node:
            yield from _inside(entry, depth - 1)


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type", "")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def _addresses_of(node: dict[str, Any]) -> set[str]:
    """The addresses under which an article of JSON-LD says that it stands."""
    page = node.get("mainEntityOfPage")
    inner = page.get("@id") if isinstance(page, dict) else page
    return {value for value in (node.get("url"), node.get("@id"), inner) if isinstance(value, str)}


def _headline(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("headline", node.get("name", ""))).split())


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
