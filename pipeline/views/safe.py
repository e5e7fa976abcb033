"""Document text on its way into Streamlit: labels of widgets are markdown, and markdown can fetch pictures.

`st.text`, `st.dataframe` and our own components take text as it is; everything else goes through `plain`.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^])")
_BLANK = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def plain(text: str, longest: int = 120) -> str:
    """`text` as markdown that shows exactly these words: one line, cut at `longest` characters, all marks escaped."""
    return _SPECIAL.sub(r"\\\1", line(text, longest))


def line(text: str, longest: int = 120) -> str:
    """`text` on one line without control characters, cut at `longest` characters."""
    single = " ".join(_BLANK.sub(" ", text).split())
    return single if len(single) <= longest else single[: longest - 1].rstrip() + "…"
