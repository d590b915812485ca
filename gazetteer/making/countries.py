"""countries.tsv: every country with a point in its largest part, and the continents."""

import json
import os
import re

from .bolivia import folded
from .shapes import Unit, inside, radius_km
from .spelling import is_latin
from .table import Place, kilometres

# Short forms that are printed every day and stand in no open list at hand; the rest of the
# names comes from CLDR, English and Spanish.
SHORT_FORMS = {
    "us": ["US", "U.S.", "USA", "U.S.A.", "United States of America", "America", "EE.UU.",
           "EEUU", "EE. UU.", "EE UU", "Estados Unidos de América", "Norteamérica"],
    "gb": ["UK", "U.K.", "Britain", "Great Britain", "Gran Bretaña"],
    "ae": ["UAE", "U.A.E.", "EAU"],
    "cd": ["DRC", "DR Congo", "Democratic Republic of the Congo",
           "Democratic Republic of Congo", "Zaire",
           "República Democrática del Congo"],
    "cg": ["Republic of the Congo", "Republic of Congo", "Congo"],
    "ci": ["Ivory Coast", "Costa de Marfil"],
    "kr": ["Republic of Korea"],
    "kp": ["DPRK"],
    "cz": ["Czech Republic"],
    "mm": ["Burma", "Birmania"],
    "mk": ["Macedonia"],
    "nl": ["Holland", "Holanda"],
    "sz": ["Swaziland", "Suazilandia"],
    "tl": ["East Timor", "Timor Oriental"],
    "va": ["Vatican", "Vatican City", "Holy See", "Vaticano", "Santa Sede"],
    "ps": ["Palestine", "Palestina"],
    "bo": ["Plurinational State of Bolivia", "Estado Plurinacional de Bolivia"],
    "tr": ["Turkey", "Turquía"],
    "cv": ["Cape Verde"],
    "ru": ["Russian Federation", "Federación Rusa"],
    "nz": ["NZ"],
    "do": ["Dominican Republic"],
    "sy": ["Syrian Arab Republic"],
    "cn": ["PRC", "People's Republic of China", "República Popular China"],
}
# What the map files under another code than ISO's, by the map's code and name.
OVERSEAS = {
    ("NSV", "Svalbard"): "SJ", ("NLD", "Bonaire"): "BQ", ("NLD", "Saba"): "BQ",
    ("NLD", "Sint Eustatius"): "BQ",
}
# CLDR's codes of the continents, the ids kept from the hand-checked rows.
CONTINENTS = {
    "AF": ("reg-africa", "002"), "AS": ("reg-asia", "142"), "EU": ("reg-europe", "150"),
    "NA": ("reg-north-america", "003"), "SA": ("reg-south-america", "005"),
    "OC": ("reg-oceania", "009"),
}


def with_islands(cache, nations, units):
    """The nations with those that the map draws as a part of another, and the other units.

    French Guiana is a country of its own in ISO 3166-1 and a department on the map. It is cut
    out of France's outline, so that no two countries overlap.
    """
    have = {nation["iso_a2"] for nation in nations}
    iso3 = {country["iso3"]: code for code, country in cache.get_countries().items()}
    pieces, others = [], []
    for unit in units:
        code = OVERSEAS.get((unit["gu_a3"], unit["name"])) or iso3.get(unit["gu_a3"])
        if code and code not in have:
            pieces.append(Unit({**unit.attributes, "iso_a2": code}, unit.polygons))
        else:
            others.append(unit)
    points = [Unit({}, [polygon]).point() for piece in pieces for polygon in piece.polygons]
    mainlands = []
    for nation in nations:
        kept = [polygon for polygon in nation.polygons
                if not any(inside(polygon, *point) for point in points)]
        # A nation of one polygon that holds a piece would vanish; none does, the guard is cheap.
        mainlands.append(Unit(nation.attributes, kept) if kept else nation)
    return mainlands + pieces, others


def printed_forms(name):
    """`Myanmar (Burma)` -> both; `Hong Kong SAR China` -> `Hong Kong`; `&` -> `and`."""
    forms = [part.strip() for part in re.split(r"[()]", name) if part.strip()]
    forms += [re.sub(r"^RAE de | SAR China$| \(China\)$|\s+SAR$", "", form) for form in forms]
    forms += [form.replace(" & ", " and ") for form in forms if " & " in form]
    return [form for form in forms if form not in ("China",) or name == "China"]


def languages():
    from babel import Locale
    return Locale("en").territories, Locale("es").territories


def countries(cache, units, known):
    """The countries and continents.

    `known` are the hand-checked rows: their names are added, their ids are the same.
    """
    english, spanish = languages()
    by_code = {}
    for unit in units:
        by_code.setdefault(unit["iso_a2"], []).append(unit)
    hand = {place.id: place for place in known}
    cities = cache.get_cities()
    places, without_shape = [], []
    for code, country in sorted(cache.get_countries().items()):
        identifier = code.lower()
        if not english.get(code):
            # Codes withdrawn long ago: Serbia and Montenegro, the Netherlands Antilles.
            continue
        name = country["name"]
        names = []
        if identifier in hand:
            name = hand[identifier].name
            names += hand[identifier].names
        names += printed_forms(country["name"])
        names += printed_forms(english[code]) + printed_forms(spanish.get(code, ""))
        names += SHORT_FORMS.get(identifier, []) + official_names(code)
        names = [n for n in names if is_latin(n)]
        names += ["code:" + code, "code:" + country["iso3"]]
        if country["isonumeric"]:
            names.append(f"code:{country['isonumeric']:03d}")
        names.append(f"id:gn-{country['geonameid']}")
        area = country["areakm2"] or 0
        source = [f"GeoNames {country['geonameid']}", "CLDR"]
        if code in by_code:
            unit = max(by_code[code], key=lambda unit: unit.area_km2)
            longitude, latitude = unit.point()
            area = area or unit.area_km2
            source.insert(0, "Natural Earth")
        else:
            capital = capital_of(country, cities)
            if capital is None:
                without_shape.append(f"{code} {country['name']}")
                continue
            longitude, latitude = capital["longitude"], capital["latitude"]
            source.insert(0, f"position of its main town GeoNames {capital['geonameid']}")
        kind = "A/PCLI" if country["population"] or code in by_code else "A/PCLD"
        continent = CONTINENTS.get(country["continentcode"], ("", ""))[0]
        places.append(Place(
            id=identifier, name=name, kind=kind, longitude=longitude, latitude=latitude,
            country=code, parent=continent, population=str(country["population"] or ""),
            precision_km=kilometres(radius_km(area)) if area else "", names=names,
            source=source, status="single-source"))
    places += continents(cache, places, hand, english, spanish)
    return places, without_shape


def outlines(units):
    """By id of the country the shapes that make it up."""
    shapes = {}
    for unit in units:
        if re.fullmatch("[A-Z]{2}", unit["iso_a2"]):
            shapes.setdefault(unit["iso_a2"].lower(), []).append(unit)
    return sorted(shapes.items())


def country_info():
    """Countryinfo's facts by country, as pairs of our id and the fields."""
    import countryinfo
    folder = os.path.join(os.path.dirname(countryinfo.__file__), "data")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        # A file or two of the package are no JSON.
        if name.endswith(".json") and text.lstrip().startswith("{"):
            country = json.loads(text)
            yield (country.get("ISO") or {}).get("alpha2", "").lower(), country


def official_names(code):
    """ISO's formal and common names; "of the Congo" is printed without its article too."""
    import pycountry
    country = pycountry.countries.get(alpha_2=code)
    names = [getattr(country, field, "") for field in ("official_name", "common_name")]
    names = [re.sub(r"^the ", "", name) for name in names if name]
    return [form for name in names
            for form in dict.fromkeys([name, name.replace(" of the ", " of ")])]


def capital_of(country, cities):
    """The town of the capital's name, else the largest; a country without a shape is small."""
    wanted = folded(country["capital"] or "")
    towns = [c for c in cities.values() if c["countrycode"] == country["iso"]]
    found = [c for c in towns
             if wanted in {folded(n) for n in [c["name"], *c["alternatenames"]]}] or towns
    return max(found, key=lambda c: c["population"]) if found else None


def continents(cache, countries, hand, english, spanish):
    places = []
    areas = {}
    for country in cache.get_countries().values():
        code = country["continentcode"]
        areas[code] = areas.get(code, 0) + (country["areakm2"] or 0)
    for code, (identifier, territory) in CONTINENTS.items():
        continent = cache.get_continents()[code]
        names = [english[territory], spanish[territory]]
        source = [f"GeoNames {continent['geonameId']}", "CLDR"]
        if identifier in hand:
            names += hand[identifier].names
        alternates = [a["name"] for a in continent["alternateNames"]
                      if a.get("lang") in ("en", "es") and not a.get("isColloquial")]
        places.append(Place(
            id=identifier, name=continent["name"], kind="L/CONT",
            longitude=float(continent["lng"]), latitude=float(continent["lat"]),
            precision_km=kilometres(radius_km(areas[code])), names=names + alternates,
            source=source, status="single-source"))
    return places
