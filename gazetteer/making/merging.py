"""Which rows of two sources are one place: the rules of merge-rules.tsv, and what they did."""

import os
from dataclasses import dataclass

from .shapes import distance_km
from .spelling import folded

REPORT_REACH_KM = 30.0
# Between rows of GeoNames only what the widest of their rules just missed is worth reading.
TWIN_REPORT_KM = 6.0
MERGED = ["kept", "left_out", "kilometres", "table", "rule"]
NEAR_MISSES = ["place", "other", "kilometres", "reason"]


@dataclass(frozen=True)
class Rule:
    name: str
    left_out: str
    kept: str
    names: str
    within_km: float
    condition: str

    def why_not(self, apart):
        return f"{self.name}: {apart:.1f} km, at most {self.within_km:g} allowed"


def rules():
    """The rules by name, as the table gives them."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "merge-rules.tsv")
    with open(path, encoding="utf-8") as file:
        header, *rows = [line.rstrip("\n").split("\t") for line in file]
    found = {}
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise SystemExit(f"{path}:{number}: {len(row)} fields, expected {len(header)}")
        fields = dict(zip(header, row))
        found[fields["rule"]] = Rule(
            name=fields["rule"], left_out=fields["left_out"], kept=fields["kept"],
            names=fields["names"], within_km=float(fields["within_km"]),
            condition=fields["condition"])
    return found


class Report:
    """Every merge, and every pair of the same name close by that is two places."""

    def __init__(self):
        self.merged, self.near_misses = [], []

    def merge(self, kept, left_out, apart, rule):
        self.merged.append((kept, left_out, f"{apart:.2f}", rule.left_out, rule.name))

    def miss(self, place, other, apart, reason):
        self.near_misses.append((place, other, f"{apart:.2f}", reason))


def folded_names(place):
    """The folded names of a row, without its codes."""
    return {folded(place.name)} | {
        folded(n) for n in place.names if not n.startswith(("code:", "id:"))}


class Names:
    """Places by folded name, to find those of one name near a position."""

    def __init__(self, places):
        self.by_name = {}
        for place in places:
            for name in folded_names(place):
                self.by_name.setdefault(name, []).append(place)

    def near(self, names, longitude, latitude, within_km):
        """The places of one of these names, nearest first, as (kilometres, place)."""
        found = {}
        for name in names:
            for place in self.by_name.get(name, ()):
                apart = distance_km(longitude, latitude, place.longitude, place.latitude)
                if apart <= within_km:
                    found[place.id] = apart, place
        return sorted(found.values(), key=lambda pair: (pair[0], pair[1].id))


class HandTwins:
    """Finds the hand-checked place or the locality that a city of GeoNames is."""

    def __init__(self, hand, villages, reads):
        self.rules = rules()
        towns = [p for p in hand if p.kind.startswith("P/")]
        self.rows = {p.id: p for p in towns}
        self.towns, self.villages, self.reads = Names(towns), Names(villages), reads

    def find(self, city, names, department):
        """The place, the kilometres and the rule, or None; with what was near and not meant."""
        position = city["longitude"], city["latitude"]
        main = {folded(city["name"])}
        every = main | {folded(n) for n in names}
        for identifier in sorted(self.reads.get(city["geonameid"], ())):
            place = self.rows.get(identifier)
            if place and place.kind != "P/PPLX":
                apart = distance_km(*position, place.longitude, place.latitude)
                if apart <= self.rules["number"].within_km:
                    return (apart, place, self.rules["number"]), []
        misses = []
        for rule, apart, place in self.claims(city, position, main, every, department):
            if place.country != city["countrycode"]:
                continue
            if apart <= rule.within_km:
                return (apart, place, rule), []
            if apart <= REPORT_REACH_KM:
                misses.append((place.id, apart, rule.why_not(apart)))
        return None, misses

    def claims(self, city, position, main, every, department):
        """Every rule that a place's name and kind allow, the nearest place first."""
        near = self.towns.near(every, *position, REPORT_REACH_KM)
        if city["population"] >= 15000:
            yield from ((self.rules["town"], apart, place) for apart, place in near)
        near = self.towns.near(main, *position, REPORT_REACH_KM)
        yield from ((self.rules["village"], apart, place) for apart, place in near)
        yield from ((self.rules["doublet"], apart, place) for apart, place in near
                    if not city["population"] and place.id.startswith("bo-mun-"))
        near = self.villages.near(main, *position, REPORT_REACH_KM)
        yield from ((self.rules["locality"], apart, place) for apart, place in near)
        rule = self.rules["misplaced"]
        seats = [(apart, place) for apart, place in
                 self.towns.near(main, *position, rule.within_km)
                 if place.id.startswith("bo-mun-") and place.admin1 == department]
        if len(seats) == 1:
            yield rule, *seats[0]


def without_twins(places, report):
    """The cities of GeoNames, each once; what a row left out was called goes to the other."""
    known = rules()
    groups = {}
    for place in places:
        groups.setdefault((place.country, folded(place.name)), []).append(place)
    gone = set()
    for group in groups.values():
        group.sort(key=lambda p: (-int(p.population), int(p.id[3:])))
        for number, kept in enumerate(group):
            for other in group[number + 1:]:
                if kept.id in gone or other.id in gone:
                    continue
                apart = distance_km(kept.longitude, kept.latitude, other.longitude, other.latitude)
                rule = twin_rule(kept, other, known)
                if apart > TWIN_REPORT_KM:
                    continue
                if kept.admin1 != other.admin1:
                    report.miss(kept.id, other.id, apart, f"{rule.name}: in two first-order units")
                elif apart > rule.within_km:
                    report.miss(kept.id, other.id, apart, rule.why_not(apart))
                else:
                    gone.add(other.id)
                    kept.names += [n for n in other.names
                                   if folded(n) not in folded_names(kept)]
                    kept.names.append(f"id:{other.id}")
                    report.merge(kept.id, other.id, apart, rule)
    return [place for place in places if place.id not in gone]


def twin_rule(kept, other, known):
    if other.population == "0" != kept.population:
        return known["empty-twin"]
    if other.population == kept.population != "0":
        return known["equal-twin"]
    return known["twin"]
