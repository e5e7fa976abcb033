"""Chooses the places of tests/data/places.jsonl from a full build: `python tests/data/make_places.py`."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.gazetteer.build import collect
from pipeline.gazetteer.drafts import Draft

CITIES = """
London:GB London:CA Paris:FR Paris:US Berlin:DE Moscow:RU Moscow:US Kyiv:UA Kharkiv:UA Kherson:UA Mariupol:UA Bakhmut:UA
Warsaw:PL Prague:CZ Vienna:AT Rome:IT Venice:IT Genoa:IT Madrid:ES Barcelona:ES Lisbon:PT Brussels:BE Geneva:CH
Zürich:CH Athens:GR Istanbul:TR Ankara:TR Cairo:EG Alexandria:EG Tunis:TN Nairobi:KE Lagos:NG Johannesburg:ZA
Jerusalem:IL Gaza:PS Rafaḩ:PS Beirut:LB Damascus:SY Baghdad:IQ Mosul:IQ Tehran:IR Kabul:AF Delhi:IN Mumbai:IN
Bhopal:IN Dhaka:BD Beijing:CN Shanghai:CN Wuhan:CN Nanjing:CN Tokyo:JP Hiroshima:JP Nagasaki:JP Seoul:KR Pyongyang:KP
Hanoi:VN Jakarta:ID Sydney:AU Melbourne:AU Birmingham:GB Birmingham:US Cambridge:GB Cambridge:US Manchester:GB
Oxford:GB Dublin:IE Edinburgh:GB Glasgow:GB Washington:US Boston:US Chicago:US Houston:US Dallas:US Philadelphia:US
Springfield:US Portland:US Columbus:US Cleveland:US Detroit:US Alexandria:US Mobile:US Reading:GB Nice:FR Georgia:US
Toronto:CA Ottawa:CA Havana:CU Lima:PE Bogotá:CO Caracas:VE Santiago:CL Valparaíso:CL Tsiolkovskiy:RU Vladivostok:RU
Saint\xa0Petersburg:RU Volgograd:RU Kursk:RU Sevastopol:UA Waterloo:BE Waterloo:CA Dresden:DE Leipzig:DE Munich:DE
Hamburg:DE Sarajevo:BA Belgrade:RS Budapest:HU Bucharest:RO Sofia:BG Helsinki:FI Stockholm:SE Oslo:NO Copenhagen:DK
Riga:LV Vilnius:LT Tallinn:EE Minsk:BY Lviv:UA Odesa:UA Tbilisi:GE Yerevan:AM Baku:AZ Tashkent:UZ
""".replace("\n", " ")
UNITS = ("US", "CA")
WIDE = ("PCLI", "PCLD", "CONT", "OCN")
PEOPLE = {"Springfield": 50_000, "Portland": 50_000}
SCRIPTS = ("Москва", "Київ", "Киев", "東京", "München")


def chosen(drafts: list[Draft]) -> list[int]:
    """Indices of the drafts to keep: countries, continents, seas, states, the cities above and what they lie in."""
    wanted = {tuple(entry.replace("\xa0", " ").split(":")) for entry in CITIES.split(" ") if entry}
    keep: set[int] = set()
    best: dict[tuple[str, str, int], int] = {}
    for index, draft in enumerate(drafts):
        state = draft.kind == "ADM1" and draft.country in UNITS
        sea = draft.kind == "SEA" and draft.radius_m > 200_000
        if draft.kind in WIDE or state or sea:
            keep.add(index)
        elif draft.kind.startswith("PPL") and (draft.name, draft.country) in wanted:
            many = draft.population >= PEOPLE.get(draft.name, 10**12)
            key = (draft.name, draft.country, index if many else 0)
            if key not in best or drafts[best[key]].population < draft.population:
                best[key] = index
    keep.update(best.values())
    keep.update(unit for index in list(keep) for unit in drafts[index].admin[:1])
    return sorted(keep)


def line(draft: Draft, drafts: list[Draft]) -> str:
    """One place as JSON, with few of its alternates."""
    plain = list(dict.fromkeys(name for name in draft.alternates if name.isascii() or name in SCRIPTS))
    row = {
        "key": draft.key, "name": draft.name, "lat": draft.lat, "lon": draft.lon, "kind": draft.kind,
        "country": draft.country, "population": draft.population, "radius_m": draft.radius_m,
        "admin": [drafts[unit].key for unit in draft.admin[:1]], "alternates": plain[:12], "source": draft.source,
        "standing": draft.importance,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)


def main() -> None:
    """Write places.jsonl beside this script."""
    drafts = collect(lambda fraction, message: None).drafts
    lines = [line(drafts[index], drafts) for index in chosen(drafts) if not drafts[index].key.startswith("curated:")]
    Path(__file__).with_name("places.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
