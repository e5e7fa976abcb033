"""Word documents (.docx): paragraphs, lists and tables of the text as it would be printed with all changes accepted.

Comments, deleted and hidden words, notes, headers and footers are left out. The file is hostile: nothing in it is run
or fetched, no DTD is taken, and what it unpacks to is limited.
"""

from __future__ import annotations

import io
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ReadError
from pipeline.model import Document
from pipeline.readers import evidence, header, heading, stamps
from pipeline.readers.assemble import Body, assemble
from pipeline.readers.decode import normalise
from pipeline.readers.properties import Properties, without_anchor

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_BYTES = 40_000_000  # of one part, unpacked
_MOST_TAGS = 4_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SILENT = {"del", "moveFrom", "pPr", "drawing", "pict", "object", "Fallback", "txbxContent", "rt", "instrText"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_LIST_STYLE = re.compile(r"list\b", re.I)
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, ValueError, OSError)


@dataclass(slots=True)
class Block:
    """A paragraph, a list entry or a row of a table; `style` is the English name of its style, lower case."""

    words: str
    style: str = ""
    is_line: bool = False  # it follows its like on the next line, without a blank one


@dataclass(slots=True)
class Package:
    """The parts of the file that are read: the text, {id: name} of its styles, its properties."""

    body: Any
    styles: dict[str, str] = field(default_factory=dict)
    said: Properties = field(default_factory=Properties)


def read(raw: bytes, source: str) -> Iterator[Document]:
    """One document. Raises ReadError for what is no Word document, locked, damaged or unpacks to too much."""
    package = _opened(raw, source)
    blocks = [block for block in _blocks(package.body, package.styles) if block.words]
    titled = blocks[0].words if blocks and blocks[0].style == "title" else ""
    title = titled or package.said.proper_title
    if blocks[1:] and " ".join(blocks[0].words.split()) == title:
        del blocks[0]
    text = normalise(_text(blocks))
    language = evidence.language_of(text)
    found = header.split(text, language=language)
    written = (*header.claims(found), *heading.claims(text, language), *stamps.claims(text, language))
    claims = (*written, *package.said.claims())
    body = Body(text[found.end :], 0, title or found.title, claims, language, media_type=MEDIA_TYPE)
    yield without_anchor(assemble(raw, source, body))


def _opened(raw: bytes, source: str) -> Package:
    if raw.startswith(_OLD_OFFICE):
        raise ReadError(
            f"{source}: this Word document is locked with a password or of the old kind (.doc); open it in a word "
            "processor, save it as .docx without a password and add that"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            main = _main_part(archive, source)
            folder = posixpath.dirname(main)
            text, styles = _part(archive, main, source), _part(archive, posixpath.join(folder, "styles.xml"), source)
            core = _part(archive, "docProps/core.xml", source)
    except ReadError:
        raise
    except _BROKEN as error:
        raise ReadError(_damaged(source)) from error
    body = None if text is None else next(_children(text, "body"), None)
    if body is None:
        raise ReadError(f"{source}: this is no Word document, whatever its name says; give it the ending of what it is")
    return Package(body, _styles(styles), _properties(core))


def _main_part(archive: zipfile.ZipFile, source: str) -> str:
    """The name of the part that holds the text."""
    relations = _part(archive, "_rels/.rels", source)
    for one in [] if relations is None else relations:
        if str(one.get("Type", "")).endswith("/officeDocument"):
            return str(one.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str, source: str) -> Any:
    """The root element of a part; None where there is none. Raises ReadError for one that is a bomb or damaged."""
    from lxml import etree

    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES or content.count(b"<") > _MOST_TAGS:
        raise ReadError(f"{source}: this Word document unpacks to too much; split it, or save its text as .txt")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(_damaged(source)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"{source}: this Word document declares entities of its own, which none needs; it is refused")
    return root


def _styles(root: Any) -> dict[str, str]:
    """{id: name}: ids are in the language of the program ("Titel"), names are not ("title")."""
    named = {} if root is None else {_value(style, "styleId"): style for style in _children(root, "style")}
    return {key: _value(next(_children(style, "name"), None), "val").casefold() for key, style in named.items() if key}


def _properties(root: Any) -> Properties:
    said = {} if root is None else {_name(one): str(one.text or "") for one in root}
    return Properties(said.get("title", ""), said.get("created", ""))


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[Block]:
    """The blocks of the text, of content controls and of text boxes too."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield _paragraph(child, styles)
            for box in _own(child, "txbxContent", "p"):
                yield from _blocks(box, styles)
        elif name == "tbl":
            yield from _rows(child)
        elif name not in _SILENT:
            yield from _blocks(child, styles)


def _paragraph(element: Any, styles: dict[str, str]) -> Block:
    said = next(_children(element, "pPr"), None)
    key = "" if said is None else _value(next(_children(said, "pStyle"), None), "val")
    style = styles.get(key, key.casefold())
    numbered = said is not None and next(_children(said, "numPr"), None) is not None
    lines = (" ".join(line.split()) for line in _words(element).split("\n"))
    return Block("\n".join(line for line in lines if line), style, numbered or _LIST_STYLE.match(style) is not None)


def _rows(table: Any) -> Iterator[Block]:
    """One line a row, its cells parted by " | "; deleted rows are left out, a table in a cell is part of it."""
    for row in _own(table, "tr", "tbl"):
        said = next(_children(row, "trPr"), None)
        if said is not None and next(_children(said, "del"), None) is not None:
            continue
        words = " | ".join(" ".join(_words(cell, " ").split()) for cell in _own(row, "tc", "tr"))
        yield Block(words if words.strip("| ") else "", is_line=True)


def _own(parent: Any, name: str, kind: str) -> Iterator[Any]:
    """What hangs on `parent`, of the given kind, and on none of its like inside; of two versions the first."""
    for found in parent.iter(f"{{*}}{name}"):
        above = list(itertools.takewhile(lambda one: _name(one) != kind, found.iterancestors()))
        host = above[-1].getparent() if above else found.getparent()
        if host is parent and "Fallback" not in map(_name, above):
            yield found


def _words(element: Any, after: str = "") -> str:
    """The visible words inside an element, with `after` behind each paragraph."""
    name = _name(element)
    if name == "t":
        return str(element.text or "")
    if name in _BREAKS:
        return _BREAKS[name]
    if name in _SILENT or (name == "r" and _is_hidden(element)):
        return ""
    inside = "".join(_words(child, after) for child in element)
    return inside + after if name == "p" else inside


def _is_hidden(run: Any) -> bool:
    said = next(_children(run, "rPr"), None)
    hidden = None if said is None else next(_children(said, "vanish"), None)
    return hidden is not None and _value(hidden, "val") not in {"0", "false", "off"}


def _text(blocks: list[Block]) -> str:
    """Blocks parted by blank lines, entries of a list and rows of a table by line ends."""
    written = ""
    for number, block in enumerate(blocks):
        same = number and block.is_line and blocks[number - 1].is_line
        written += ("\n" if same else "\n\n" if number else "") + block.words
    return written


def _children(parent: Any, name: str) -> Iterator[Any]:
    return (child for child in parent if _name(child) == name)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, name: str) -> str:
    """An attribute by its local name: strict and transitional documents have different namespaces."""
    found = {} if element is None else {str(key).rpartition("}")[2]: str(said) for key, said in element.items()}
    return found.get(name, "")


def _damaged(source: str) -> str:
    return f"{source}: this Word document is damaged or locked; open it in a word processor, save it anew and add that"
