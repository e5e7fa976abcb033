"""Words of documents inside XML and HTML: escaped, without the characters that XML 1.0 cannot hold."""

from __future__ import annotations

import html
import re
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Value = str | float | bool | None


def clean(value: Value) -> str:
    """`value` as text that XML can hold; booleans are "true" and "false"."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return _NOT_XML.sub("", written)


def xml(value: Value) -> str:
    """`value` as the content of an XML element."""
    return escape(clean(value))


def attribute(value: Value) -> str:
    """`value` as an XML attribute, with its quotation marks."""
    return quoteattr(clean(value))


def in_html(text: str) -> str:
    """`text` as the content of an HTML element or attribute, on one line, without control characters."""
    return html.escape(_CONTROLS.sub("", " ".join(text.split())), quote=True)
