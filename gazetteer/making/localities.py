"""bolivia-localities.tsv: where people vote, as places of lower rank."""

import re

from .bolivia import read
from .merging import REPORT_REACH_KM, Names, folded_names, rules
from .shapes import distance_km
from .spelling import folded, parenthesis_parts
from .table import Place


class Municipalities:
    """Finds the municipality a locality states; the list spells some provinces differently."""

    def __init__(self, facts, places):
        self.places = {p.id: p for p in places if p.id.startswith("bo-mun-")}
        self.by_name = {}
        for m in facts.municipalities:
            place = self.places["bo-mun-" + m["code"]]
            for name in folded_names(place) | {folded(m["municipality"])}:
                self.by_name.setdefault((folded(m["department"]), name), set()).add(
                    (place.id, folded(m["province"])))

    def find(self, row):
        found = self.by_name.get((folded(row["dep"]), folded(row["mun"])), set())
        if len(found) > 1:
            words = set(re.findall(r"\w{4,}", folded(row["prov"])))
            same = {f for f in found if words & set(re.findall(r"\w{4,}", f[1]))}
            found = same or found
        if not found:
            return None
        position = float(row["lon"]), float(row["lat"])
        return min((self.places[f[0]] for f in sorted(found)), key=lambda p: distance_km(
            *position, p.longitude, p.latitude))


def localities(facts, places, report):
    """The places not yet known; what is known already goes to the report."""
    municipalities = Municipalities(facts, places)
    towns = Names(p for p in places if p.kind.startswith("P/") and p.country == "BO")
    known = rules()
    kept, orphans = [], []
    for row in read(facts.folder, "localities.csv"):
        identifier = "bo-loc-" + row["idloc"]
        longitude, latitude = float(row["lon"]), float(row["lat"])
        spellings = parenthesis_parts(row["asiento"])
        own = {folded(name) for name in spellings} | {folded(row["asiento"])}
        seat = municipalities.find(row)
        if seat is None:
            orphans.append(row)
            continue
        misses = []
        for apart, place in towns.near(own, longitude, latitude, REPORT_REACH_KM):
            rule = known["seat" if place is seat else "place"]
            if apart <= rule.within_km:
                report.merge(place.id, identifier, apart, rule)
                break
            misses.append((place.id, identifier, apart, rule.why_not(apart)))
        else:
            for miss in misses:
                report.miss(*miss)
            # A parenthesis that repeats the unit tells the place apart, it does not name it.
            units = {folded(row["prov"]), folded(row["mun"]), folded(row["dep"])}
            other = [s for s in spellings[1:] if folded(s) not in units and len(s) > 3]
            kept.append(Place(
                id=identifier, name=spellings[0], kind="P/PPL", longitude=longitude,
                latitude=latitude, country="BO", admin1=seat.admin1, admin2=seat.admin2,
                parent=seat.id, precision_km="1", names=other, source=["OEP 2025"],
                status="locality"))
    if orphans:
        raise SystemExit(f"localities without a municipality: {orphans[:5]}")
    return kept
