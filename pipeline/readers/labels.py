"""The words beside a date that say what happened on it: published, changed, received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.readers import dct, policy
from pipeline.readers.policy import Claim

_PUBLISHED = (
    r"(?:posted|published|submitted|written|erstellt|publié) (?:by|von|par) [^\d\n]{1,40}? (?:on|at|am|le)|"
    "published|publication date|date published|first published|posted|issued|released|release date|sent|dated|date|"
    "filed|as of|held|given|done|created|submitted|"
    "veröffentlicht|erschienen|erstellt|stand|datum|publié|mis en ligne|paru|diffusé|"
    "decision|ruling|order|judge?ment|urteil|beschluss|verordnung|arrêt|décret|audience publique|sentencia|"
    "постановление|решение|"
    "publicado|publicada|fecha|опубликовано|дата|размещено|опубліковано|pubblicato|data"
)
_CHANGED = (
    "updated|last updated|modified|last modified|revised|last change|last edited|corrected|amended|aktualisiert|"
    "zuletzt geändert|geändert|letzte änderung|mis à jour|mise à jour|modifié|màj|actualizado|actualizada|"
    "modificado|обновлено|изменено|оновлено|змінено|aggiornato"
)
_OTHER = (
    "received|accepted|retrieved|accessed|born|died|deadline|due|expires|valid until|effective|next|through|until|"
    "abgerufen|eingegangen|consulté|reçu|consultado|copyright|©|appears in print|in print|printed|event|"
    "starts|begins|founded|established|opened|built|since|from|"
    "when|wann|quand|cuándo|cuando|когда|event date|gegründet|geboren|gestorben|fondé|né|née|mort|fundado|nacido"
)
_LABEL = re.compile(rf"(?<!\w)(?:(?P<changed>{_CHANGED})|(?P<other>{_OTHER})|(?P<published>{_PUBLISHED}))(?!\w)", re.I)
_LINK_WORDS = re.compile(
    r"[\s:.,|(–—-]*(?:(?:on|online|at|am|vom|le|el|den|by|the|of|du|del?|от|to|an?)\b[\s:.,]*){0,2}"
    r"(?:[^\W\d_]{2,12}\.?,?[ \t]+)?[\s:,.]*",
    re.I,
)
# an unmarked date after one of these tells of a happening
_PREPOSITION = re.compile(r"\b(?:on|in|at|to|until|till|before|after|am|by|bis|seit|au|hasta|al)\s*$", re.I)
_WEIGHT = 0.93


def claims(line: str, origin: str, *, language: str, plain: float) -> Iterator[Claim]:
    """What the dates in `line`, a line of a document's head, claim.

    One after a word of publication is trusted most, one without such a word as `plain` says; dates of anything else
    claim nothing.
    """
    start = 0
    for timex, begin, end in dct.all_in(line, origin, "", language=language):
        before = line[start:begin]
        label = _last_label(before)
        start = end
        if label == "other" or (not label and _PREPOSITION.search(before)):
            continue
        weight = _WEIGHT if label == "published" else plain
        rule = f"{origin}: {f'a date after a word that says {label}' if label else 'a date without a word'}"
        if weight > 0 or label == "changed":
            yield policy.claim(dct.ruled(timex, rule), weight, is_change=label == "changed")


def _last_label(before: str) -> str:
    """What the last word of the kind before a date says of it; "" where there is none or it stands too far off."""
    labels = list(_LABEL.finditer(before))
    if not labels:
        return ""
    last = labels[-1]
    kind = str(last.lastgroup)
    return kind if kind == "other" or _LINK_WORDS.fullmatch(before, last.end()) else ""
