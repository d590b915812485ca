"""The parts of the continents that the United Nations' statisticians name, such as West Africa."""

import re

from .countries import country_info
from .shapes import distance_km, radius_km
from .spelling import slug
from .table import Place, kilometres

# By countryinfo's name the code that CLDR names the part by, and the continent. Its other parts
# stand among the hand-checked rows or are no name that reports print.
PARTS = {
    "Central Asia": ("143", "reg-asia"), "Eastern Asia": ("030", "reg-asia"),
    "South-eastern Asia": ("035", "reg-asia"), "Southern Asia": ("034", "reg-asia"),
    "Western Asia": ("145", "reg-asia"),
    "Eastern Europe": ("151", "reg-europe"), "Northern Europe": ("154", "reg-europe"),
    "Southern Europe": ("039", "reg-europe"), "Western Europe": ("155", "reg-europe"),
    "Northern Africa": ("015", "reg-africa"), "Sub-Saharan Africa": ("202", "reg-africa"),
    "Melanesia": ("054", "reg-oceania"), "Polynesia": ("061", "reg-oceania"),
}
DIRECTION = re.compile(r"\b(north|south|east|west)ern\b", re.IGNORECASE)


def subregions(places, areas_km2):
    """A row for each part: the middle of its countries, weighed by their area.

    The middle is taken among the countries' own points: one of the countries has the least sum of
    distances to all; so a part of islands does not stand in the sea.
    """
    from babel import Locale
    english, spanish = Locale("en").territories, Locale("es").territories
    by_id = {place.id: place for place in places}
    members = {}
    for code, country in country_info():
        place = by_id.get(code)
        if place and country.get("subregion") in PARTS:
            members.setdefault(country["subregion"], []).append(place)
    rows = []
    for name, (territory, continent) in sorted(PARTS.items()):
        inside = sorted(members[name], key=lambda place: place.id)
        middle = min(inside, key=lambda p: (sum(
            areas_km2.get(q.country, 0) * distance_km(
                p.longitude, p.latitude, q.longitude, q.latitude) for q in inside), p.id))
        names = [english[territory], spanish[territory]]
        # "Northern Africa" in tables, "North Africa" in reports.
        names += [DIRECTION.sub(r"\1", form) for form in (name, english[territory])]
        area = sum(areas_km2.get(place.country, 0) for place in inside)
        rows.append(Place(
            id="reg-" + slug(name), name=name, kind="L/RGN", longitude=middle.longitude,
            latitude=middle.latitude, parent=continent, precision_km=kilometres(radius_km(area)),
            names=names, source=[f"countries as countryinfo groups them; point of {middle.id}",
                                 "CLDR"], status="definition"))
    return rows
