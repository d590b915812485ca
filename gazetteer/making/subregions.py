"""The regions of the world that are made of countries, such as West Africa or the Middle East."""

import os
import re

from .merging import folded_names
from .shapes import distance_km, mean_position, radius_km
from .spelling import folded, slug
from .table import Place, kilometres

HERE = os.path.dirname(os.path.abspath(__file__))
# The regions of the United Nations' statisticians by CLDR's code, with the id and the continent.
# The continents are rows of their own, and groups such as the European Union are no region.
PARTS = {
    "011": ("reg-western-africa", "reg-africa"), "014": ("reg-eastern-africa", "reg-africa"),
    "015": ("reg-northern-africa", "reg-africa"), "017": ("reg-middle-africa", "reg-africa"),
    "018": ("reg-southern-africa", "reg-africa"), "202": ("reg-sub-saharan-africa", "reg-africa"),
    "013": ("reg-central-america", "reg-north-america"), "019": ("reg-americas", ""),
    "021": ("reg-northern-america", "reg-north-america"),
    "029": ("reg-caribbean", "reg-north-america"), "419": ("reg-latin-america", "reg-americas"),
    "030": ("reg-eastern-asia", "reg-asia"), "034": ("reg-southern-asia", "reg-asia"),
    "035": ("reg-south-eastern-asia", "reg-asia"), "143": ("reg-central-asia", "reg-asia"),
    "145": ("reg-western-asia", "reg-asia"), "039": ("reg-southern-europe", "reg-europe"),
    "151": ("reg-eastern-europe", "reg-europe"), "154": ("reg-northern-europe", "reg-europe"),
    "155": ("reg-western-europe", "reg-europe"), "053": ("reg-australasia", "reg-oceania"),
    "054": ("reg-melanesia", "reg-oceania"), "057": ("reg-micronesia", "reg-oceania"),
    "061": ("reg-polynesia", "reg-oceania"),
}
# States that are gone and were made of whole countries of today, by CLDR's code and ISO 3166-3's.
FORMER = {
    "SU": ("SUHH", "hist-soviet-union"), "200": ("CSHH", "hist-czechoslovakia"),
    "890": ("YUCS", "hist-yugoslavia"), "CS": ("CSXX", "hist-serbia-and-montenegro"),
}
DIRECTION = re.compile(r"\b(north|south|east|west)ern\b", re.IGNORECASE)


class Territory:
    """Countries taken together: how large they are and where their people live."""

    def __init__(self, countries, areas_km2, cities, outlines):
        self.countries = {place.country: place for place in countries if place.country}
        self.areas_km2 = areas_km2
        self.outlines = dict(outlines)
        self.towns = {}
        for city in cities.values():
            self.towns.setdefault(city["countrycode"], []).append(city)

    def place(self, identifier, name, codes, **fields):
        """A row in the middle of the countries' towns, each town weighed by its inhabitants.

        Land would count Siberia: the middle of Eastern Europe's area lies beyond the Urals. Where
        the middle falls into the sea or abroad, the row stands at the nearest town of the
        countries with 15,000 inhabitants and more.
        """
        codes = sorted(code for code in codes if code in self.countries)
        if not codes:
            raise SystemExit(f"{name}: none of its countries is in the tables")
        towns = [town for code in codes for town in self.towns.get(code, ())]
        longitude, latitude = mean_position(
            (town["longitude"], town["latitude"], town["population"]) for town in towns)
        where = "middle of its towns"
        if not any(shape.contains(longitude, latitude) for code in codes
                   for shape in self.outlines.get(code.lower(), ())):
            nearest = min((town for town in towns if town["population"] >= 15000),
                          key=lambda town: (distance_km(longitude, latitude, town["longitude"],
                                                        town["latitude"]), town["geonameid"]))
            longitude, latitude = nearest["longitude"], nearest["latitude"]
            where = f"town nearest to the middle of its towns, GeoNames {nearest['geonameid']}"
        area = sum(self.areas_km2.get(code, 0) for code in codes)
        source = [f"countries as {fields.pop('source')}", where]
        return Place(id=identifier, name=name, longitude=longitude, latitude=latitude,
                     precision_km=kilometres(radius_km(area)), source=source, status="definition",
                     **fields)


def subregions(territory, cldr, known, continents):
    """The rows of the regions; `known` are hand-checked rows, which keep their place.

    A hand-checked row of the same name gets the names of the region that it is.
    """
    english, spanish = cldr.territories("en"), cldr.territories("es")
    taken = {form for place in continents for form in folded_names(place)}
    states = {form for place in territory.countries.values() for form in folded_names(place)}
    rows = []
    for code, (identifier, continent) in sorted(PARTS.items()):
        names = [*english[code], *spanish[code]]
        names += [re.sub(r"^Región de ", "", form) for form in spanish[code]]
        # "Northern Africa" in tables, "North Africa" in reports; but South Africa is a state.
        printed = [DIRECTION.sub(r"\1", form).replace("Middle ", "Central ")
                   for form in english[code]]
        names += [form for form in printed if folded(form) not in states]
        names = [form for form in names if folded(form) not in taken]
        rows.append((identifier, names, cldr.countries(code),
                     {"parent": continent, "source": "CLDR groups them", "kind": "L/RGN"}))
    for row in world_regions():
        names = [row["name"], *row["names"].split("|")]
        rows.append(("reg-" + slug(row["name"]), [n for n in names if n],
                     {code.upper() for code in row["members"].split()},
                     {"parent": row["continent"], "source": row["source"], "kind": "L/RGN"}))
    return [place for row in rows if (place := joined(territory, known, *row))]


def joined(territory, known, identifier, names, codes, fields):
    """The row of a region, or None if a hand-checked one is it."""
    for place in known:
        if place.id == identifier:
            place.names += names
            return None
    return territory.place(identifier, names[0], codes, names=names[1:], **fields)


def former_countries(territory, cldr):
    """A row for each state that fell apart, where its successors stand together."""
    import gettext

    import pycountry
    spanish = gettext.translation("iso3166-3", pycountry.LOCALES_DIR, ["es"], fallback=True)
    rows = []
    successors = cldr.successors()
    for code, (alpha4, identifier) in sorted(FORMER.items()):
        name = pycountry.historic_countries.get(alpha_4=alpha4).name
        forms = [part.strip() for text in (name, spanish.gettext(name))
                 for part in text.split(", ") if not part.strip().endswith((" of", " de"))]
        rows.append(territory.place(
            identifier, forms[0], successors[code], names=forms[1:], kind="A/PCLH",
            source=f"CLDR names its successors; ISO 3166-3 {alpha4}"))
    return rows


def world_regions():
    """The lines of world-regions.tsv, whose countries a dictionary tells."""
    with open(os.path.join(HERE, "world-regions.tsv"), encoding="utf-8") as file:
        header, *lines = [line.rstrip("\n").split("\t") for line in file]
    return [dict(zip(header, line)) for line in lines]
