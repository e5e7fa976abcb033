"""Names of places: one normal form for storing and looking up, and other forms under which a name may be known."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOLD = str.maketrans(
    dict.fromkeys("'’‘ʻʼ`´ʹʾʿ״׳", "")
    | {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
)
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0652\u200b-\u200f]")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\. ?)+[A-Za-z]\.")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# Styles of the Associated Press and older newspapers; the dotted form is required where the bare word is a word.
US_ABBREVIATIONS = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "cal": "California",
    "colo": "Colorado", "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia",
    "ill": "Illinois", "ind": "Indiana", "kan": "Kansas", "kans": "Kansas", "ky": "Kentucky", "la": "Louisiana",
    "md": "Maryland", "mass": "Massachusetts", "mich": "Michigan", "minn": "Minnesota", "miss": "Mississippi",
    "mo": "Missouri", "mont": "Montana", "neb": "Nebraska", "nebr": "Nebraska", "nev": "Nevada",
    "nmex": "New Mexico", "ndak": "North Dakota", "sdak": "South Dakota",
    "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York", "nc": "North Carolina",
    "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania", "penn": "Pennsylvania",
    "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee", "tex": "Texas",
    "vt": "Vermont", "va": "Virginia", "wash": "Washington", "wva": "West Virginia", "wis": "Wisconsin",
    "wyo": "Wyoming", "ont": "Ontario", "que": "Quebec", "alta": "Alberta", "sask": "Saskatchewan",
    "man": "Manitoba", "bc": "British Columbia", "ns": "Nova Scotia", "nb": "New Brunswick",
}  # fmt: skip
US_POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin",
    "WY": "Wyoming", "ON": "Ontario", "QC": "Quebec", "BC": "British Columbia", "AB": "Alberta",
    "MB": "Manitoba", "SK": "Saskatchewan", "NS": "Nova Scotia", "NB": "New Brunswick", "NSW": "New South Wales",
}  # fmt: skip
_UNIT = (
    "county|parish|borough|oblast|krai|kray|raion|rayon|province|region|governorate|prefecture|department|district"
    "|municipality|voivodeship|canton|state|territory|emirate|division|wilaya|autonomous region|autonomous republic"
)
_GENERIC = f"{_UNIT}|metropolitan area|area|city|town|township|village|river|island|islands|peninsula|desert"
_AFTER = re.compile(rf" (?:{_GENERIC})$")
_UNIT_WORD = re.compile(rf"^(?:county|province|state|region|department|governorate) of | (?:{_UNIT})$")
_BEFORE = re.compile(
    r"^(?:city|town|village|county|province|state|republic|kingdom|district|region|department|governorate|emirate"
    r"|municipality|port|island|commonwealth) of (?:the )?|^(?:downtown|greater|metropolitan|metro|mainland|inner"
    r"|lake|mount|river|port) "
)
_COMPASS = "north|south|east|west|northeast|northwest|southeast|southwest"
_WAY = rf"(?:(?:{_COMPASS})(?:ern)?|central|mid|middle)"
_DIRECTION = re.compile(rf"^(?:(?:far|extreme) )?{_WAY} (?:and {_WAY} )?")


@lru_cache(maxsize=20_000)  # a text asks for the same few names again and again
def normalise(name: str) -> str:
    """The form under which a name is stored and looked up: no case, accents, punctuation, apostrophes or "the".

    >>> normalise("St. Petersburg"), normalise("the U.S."), normalise("Łódź")
    ('saint petersburg', 'us', 'lodz')
    """
    if "." in name:
        name = _INITIALS.sub(lambda found: found.group().replace(".", "").replace(" ", ""), name)
    name = name.casefold()
    if name.isascii():  # nine names of ten: no table is needed
        name = name.replace("'", "").replace("`", "")
    else:
        name = unicodedata.normalize("NFKD", name.translate(_FOLD))
        name = unicodedata.normalize("NFC", _MARKS.sub("", name).casefold())
    words = _WORD.findall(name)
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_SHORT.get(word, word) for word in words] if len(words) > 1 else words
    return " ".join(words)


def first_words(token: str) -> tuple[str, ...]:
    """What a name may begin with in its normal form when the text begins with `token` ("St" -> st, saint)."""
    word = normalise(token)
    return (word, _SHORT[word]) if word in _SHORT else (word,)


def state_of(abbreviation: str) -> str:
    """The US state or Canadian province that an abbreviation after a comma stands for ("Tenn.", "TX"), or ""."""
    bare = abbreviation.strip().removesuffix("Ter.").strip()
    return US_POSTAL.get(bare) or US_ABBREVIATIONS.get(bare.replace(".", "").replace(" ", "").casefold(), "")


def variants(name: str) -> tuple[str, ...]:
    """Other normal forms to try when a name is not known as it stands, the likeliest first.

    Abbreviated states ("Calif."), names without their generic word ("Kursk" for "Kursk Oblast", "Maine" for "State
    of Maine"), with the possessive taken off, and without a direction ("Iraq" for "northern Iraq").
    """
    found: list[str] = []
    if name.rstrip().endswith("."):
        found.append(normalise(state_of(name)))
    base = normalise(re.sub(r"['’]s\b", "", name))
    for form in (base, _AFTER.sub("", base), _BEFORE.sub("", base), _BEFORE.sub("", _AFTER.sub("", base))):
        found.append(form)
    found.extend(_DIRECTION.sub("", form) for form in list(found))
    known = normalise(name)
    return tuple(form for form in dict.fromkeys(found) if form and form != known)


def asks_for_unit(name: str) -> bool:
    """Whether a name says with a word of its own that it is a county, province or the like."""
    return _UNIT_WORD.search(normalise(name)) is not None


def is_useful_alternate(name: str) -> bool:
    """Whether an alternate name of GeoNames is one that a text would use.

    Left out: transliterations back into small Latin letters ("mosukuwa"), codes of two or three capitals ("LON"),
    links, and names too long to be one.
    """
    if not 1 < len(name) <= 60 or "://" in name:
        return False
    if not name.isascii():
        return True
    return name != name.lower() and not (len(name) <= 3 and name.isupper())


def territory(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in a language (BCP 47), or "" if it is not known."""
    from babel import Locale, UnknownLocaleError

    if not code or not language:
        return ""
    try:
        return str(Locale.parse(language.split(",")[0].split(";")[0].strip(), sep="-").territories.get(code, ""))
    except (UnknownLocaleError, ValueError):
        return ""


# Ways to write one sound in Latin letters; the first is that of the skeleton.
_SOUNDS = (
    ("sh", ("shch", "sch", "sh")), ("h", ("kh", "gh", "g")), ("i", ("ij", "iy", "yi", "ii", "y", "j")),
    ("k", ("ck", "qu", "q", "c")), ("v", ("w",)), ("f", ("ph",)), ("e", ("ie", "ye", "je")),
)  # fmt: skip
_SPELLINGS = (
    ("ya", "ia"), ("yu", "iu"), ("ai", "ay"), ("ei", "ey"), ("oi", "oy"), ("iy", "yi"), ("ii", "iy"), ("kh", "h"),
    ("shch", "sch"), ("zh", "j"), ("ou", "u"), ("dj", "j"), ("y", "i"),
)  # fmt: skip


def spellings(form: str) -> tuple[str, ...]:
    """Normal forms that write one sound of `form` otherwise, as another transliteration does.

    >>> "huliaipole" in spellings("hulyaipole"), "nova kakhovka" in spellings("nova kahovka")
    (True, True)
    """
    swapped = [form.replace(one, other) for pair in _SPELLINGS for one, other in (pair, pair[::-1]) if one in form]
    return tuple(dict.fromkeys(other for other in swapped if other != form))


def skeleton(form: str) -> str:
    """A normal form as it sounds, roughly: transliterations of one name from Cyrillic or Arabic share it."""
    for plain, written in _SOUNDS:
        for letters in written:
            form = form.replace(letters, plain)
    return re.sub(r"(.)\1+", r"\1", form)


def alike(one: str, other: str) -> int | None:
    """How many letters two normal forms sound apart (0 or 1), or None if they are further apart than that."""
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return 0
    return 1 if _one_apart(first, second) else None


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out, changed, or changed places with its neighbour makes one the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, left = one[start:], other[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest == left[1:] or rest[1:] == left
