"""Feature codes, what class they belong to, how important a place is and how wide.

Codes are those of GeoNames (https://www.geonames.org/export/codes.html), with one of our own: SPCP, a spaceport.
"""

from __future__ import annotations

import math

from pipeline.geo import SITES

_CLASSES = {
    "A": "PCLI PCLD PCLH PCLS TERR ADM1 ADM2 ADM1H ADM2H ADMD",
    "P": "PPL PPLA PPLC PPLCH PPLH PPLX",
    "H": "SEA OCN GULF STRT CHN LK LKS STM CNL BAY RSV FJD SD FLLS HBR",
    "T": "ISL ISLS MT MTS PEN CAPE VLC PASS DSRT PLAT VAL CNYN SHOL RF ATOL BCH CLF PLN",
    "L": "RGN RGNH CONT AREA PRK BTL COLF CST",
}
CLASS_OF = {code: letter for letter, codes in _CLASSES.items() for code in codes.split()}

# Standing of a kind on the scale of log10(population): what a reader takes for granted against a namesake.
_STANDING = {
    "CONT": 10.5, "SEA": 6.2, "OCN": 7.5, "RGN": 6.3, "RGNH": 5.4, "PCLH": 6.4, "AREA": 5.6, "GULF": 6.0,
    "STRT": 5.6, "CHN": 5.0, "STM": 4.4, "CNL": 5.4, "LK": 4.8, "MT": 5.0, "MTS": 5.6, "ISL": 4.8, "ISLS": 5.2,
    "PEN": 5.2, "DSRT": 5.2, "AIRP": 2.6, "AIRB": 2.6, "BTL": 4.6, "ADM1H": 5.0,
}  # fmt: skip
_SITE_STANDING = 5.6
_TOP = 11.0


def class_of(kind: str) -> str:
    """GeoNames feature class of a code: A, P, H, T, L or S."""
    return CLASS_OF.get(kind, "S")


def importance(kind: str, population: int, alternates: int) -> float:
    """How likely a bare name means this place rather than a namesake, 0..1.

    The base-10 logarithm of the population, moved by kind and capital status; how many languages name the place
    stands for its fame where the population does not tell.
    """
    crowd = math.log10(max(0, population) + 1)
    fame = 0.45 * math.log10(1 + alternates)
    if kind in ("PCLI", "PCLD", "TERR"):
        level = 6.0 + 0.5 * crowd
    elif kind == "PPLC":
        level = crowd + 1.0 + fame
    elif kind == "ADM1":
        level = max(3.5, crowd - 0.4)
    elif kind == "ADM2":
        level = max(1.5, crowd - 2.2)
    elif class_of(kind) == "P":
        level = crowd + fame
    else:
        level = _STANDING.get(kind, _SITE_STANDING if kind in SITES else 4.6)
    return round(min(1.0, max(0.0, level / _TOP)), 4)


def settlement_radius_m(population: int) -> float:
    """Radius of a settlement in metres: its people on a disc at 4,000 a square kilometre, at least one kilometre."""
    return round(max(1_000.0, 1_000.0 * math.sqrt(max(0, population) / 4_000 / math.pi)))
