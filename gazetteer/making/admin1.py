"""admin1.tsv: states, provinces and their like, with a point in the largest part of each."""

import re

from .shapes import Unit, radius_km
from .spelling import folded, is_latin, parenthesis_parts, slug, without_qualifier
from .table import Place, kilometres

# What GeoNames' formal names put around the name proper.
TYPE_WORDS = (
    r"^(?:Departamento|Departement|Département|Provincia|Província|Province|Estado|Region|Región|"
    r"Région|Regione|Gobernación|Municipio|Distrito|District|State|Oblast|Wilaya|Muhafazat|"
    r"Mohafazat|Gouvernorat|Governorate|County|Comté|Canton|Préfecture|Prefecture|Provinsi|Tinh)"
    r" (?:de |del |de la |de l'|d'|du |do |da |di |of |de los |des )?(?:the )?",
    r" (?:Province|State|Region|District|Governorate|County|Oblast|Oblast'|Prefecture|"
    r"Municipality|Department|Sheng|Shi|Kray|Krai|Voblasts'|Parish|Division|Territory|Okrug)$",
)
# The four parts of the United Kingdom: the layer holds their counties, tied by this field.
UNITED_KINGDOM = {
    "ENG": ("gb-eng", "England", ["Inglaterra"]),
    "SCT": ("gb-sct", "Scotland", ["Escocia"]),
    "WLS": ("gb-wls", "Wales", ["Gales", "País de Gales"]),
    "NIR": ("gb-nir", "Northern Ireland", ["Irlanda del Norte"]),
}

# The map files these under who holds them; ISO 3166-2 lists them as UA-43 and UA-40, and so does
# GeoNames, whose towns must lie in a unit of their own country.
COUNTRY_BY_ISO = {("RUS", "Crimea"): "UA", ("RUS", "Sevastopol"): "UA"}
# Countries whose units are printed by the letters of their code: "Perth, WA", "Victoria, BC".
PRINTED_CODES = ("AU", "CA")


def bare(name):
    for pattern in TYPE_WORDS:
        name = re.sub(pattern, "", name)
    return name


def iso_codes():
    """ISO 3166-2 codes by country and folded name; a name that stands twice has none."""
    import pycountry
    codes = {}
    for unit in pycountry.subdivisions:
        for name in {folded(unit.name), folded(bare(unit.name))}:
            key = unit.country_code, name
            codes.setdefault(key, set()).add((unit.parent_code or "", unit.code))
    # Of two levels under one name the upper one is meant.
    return {key: min(found)[1] for key, found in codes.items()
            if len({code for parent, code in found if not parent}) <= 1}


class FirstOrder:
    """The rows, and which shape stands behind each."""

    def __init__(self, cache, units, known):
        self.places, self.shapes, self.skipped = [], {}, []
        self.countries = cache.get_countries()
        self.iso3 = {c["iso3"]: code for code, c in self.countries.items()}
        self.country_names = {folded(c["name"]) for c in self.countries.values()}
        # Hand-checked rows keep their ids.
        self.hand = {(p.country, folded(p.name)): p for p in known}
        self.codes = iso_codes()
        self.taken, self.codes_in_use = set(), set()
        self.us_states = {folded(s["name"]): c for c, s in cache.get_us_states().items()}
        self.us_numbers = {folded(s["name"]): s["geonameid"]
                           for s in cache.get_us_states().values()}
        members, sizes = {}, {}
        for unit in units:
            sizes[self.country(unit)] = sizes.get(self.country(unit), 0) + 1
        for unit in sorted(units, key=lambda u: (self.country(u), u["name"], -u.area_km2)):
            part = UNITED_KINGDOM.get(unit["gu_a3"])
            if part:
                members.setdefault(unit["gu_a3"], []).append(unit)
        for code, parts in sorted(members.items()):
            identifier, name, names = UNITED_KINGDOM[code]
            whole = Unit({}, [polygon for unit in parts for polygon in unit.polygons])
            # The largest county is not the largest part: the middle of all counties is meant.
            weights = [(unit.area_km2, *unit.point()) for unit in parts]
            total = sum(w[0] for w in weights)
            self.taken.add(identifier)
            self.places.append(Place(
                id=identifier, name=name, kind="A/ADM1",
                longitude=sum(w[0] * w[1] for w in weights) / total,
                latitude=sum(w[0] * w[2] for w in weights) / total, country="GB",
                admin1=identifier, parent="gb", precision_km=kilometres(radius_km(total)),
                names=names + ["code:" + identifier.upper()], source=["Natural Earth"]))
            self.shapes[identifier] = whole
        for unit in sorted(units, key=lambda u: (self.country(u), u["name"], -u.area_km2)):
            self.add(unit, sizes)

    def outlines(self, regions):
        """By id the shapes that make a row up; `regions` names the members of those joined."""
        joined = {UNITED_KINGDOM[code][0] for code in UNITED_KINGDOM} | set(regions)
        for identifier, shape in sorted(self.shapes.items()):
            if identifier not in joined:
                yield identifier, [shape]
        parts = dict(regions)
        for place in self.places:
            if place.country == "GB" and place.kind == "A/ADM2" and place.id in self.shapes:
                parts.setdefault(place.admin1, []).append(place.id)
        for identifier, members in sorted(parts.items()):
            yield identifier, [self.shapes[member] for member in members]

    def country(self, unit):
        listed = COUNTRY_BY_ISO.get((unit["adm0_a3"], unit["name"]))
        if listed:
            return listed
        if unit["iso_a2"] in self.countries:
            return unit["iso_a2"]
        return self.iso3.get(unit["adm0_a3"], "")

    def add(self, unit, sizes):
        country = self.country(unit)
        name = unit["name"] or bare(unit["gn_name"])
        name = without_qualifier(re.sub(r" \[.*\]$", "", re.split(r"[|;]", name)[0]).strip())
        if not country or not name or not is_latin(name):
            self.skipped.append((country, name or "(no name)", "no country, name or Latin letters"))
            return
        if country == "BO":
            self.skipped.append((country, name, "stands in bolivia.tsv"))
            return
        lone = sizes[country] == 1
        overseas = folded(name) in self.country_names and country == "FR"
        if lone or overseas:
            self.skipped.append((country, name, "is a country of its own in countries.tsv"))
            return
        hand = self.hand.get((country, folded(name)))
        part = UNITED_KINGDOM.get(unit["gu_a3"]) if country == "GB" else None
        longitude, latitude = unit.point()
        identifier, code = self.identifier(country, name, unit, hand)
        # woe_name is left out: it ties Puno to Callao and the District of Columbia to Columbia.
        other = [unit["gn_name"], bare(unit["gn_name"])]
        other += [part for part in parenthesis_parts(unit["name"]) if part != "general"]
        other = [re.sub(r" \[.*\]", "", text) for text in other]
        names = [without_qualifier(n) for text in other for n in re.split(r"[|;]", text)
                 if is_latin(without_qualifier(n))]
        if hand:
            names += hand.names
        if code:
            names.append("code:" + code)
            self.codes_in_use.add(code)
            if country in PRINTED_CODES:
                names.append("code:" + code[3:])
        if country == "US" and folded(name) in self.us_states:
            names.append("code:" + self.us_states[folded(name)])
            names.append(f"id:gn-{self.us_numbers[folded(name)]}")
        first = part[0] if part else identifier
        self.taken.add(identifier)
        self.shapes[identifier] = unit
        self.places.append(Place(
            id=identifier, name=name, kind="A/ADM2" if part else "A/ADM1", longitude=longitude,
            latitude=latitude, country=country, admin1=first,
            admin2=identifier if part else "", parent=part[0] if part else country.lower(),
            precision_km=kilometres(radius_km(unit.area_km2)),
            names=[n for n in names if folded(n) != folded(name)], source=["Natural Earth"]))

    def identifier(self, country, name, unit, hand):
        if country == "US" and folded(name) in self.us_states:
            code = "US-" + self.us_states[folded(name)]
        else:
            spellings = [name, bare(name), unit["gn_name"], bare(unit["gn_name"])]
            codes = [self.codes.get((country, folded(s))) for s in spellings if s]
            code = next((c for c in codes if c), "")
        if code and code.lower() in self.taken:
            code = ""
        if hand:
            return hand.id, code
        if code:
            return code.lower(), code
        base = f"{country.lower()}-{slug(name)}"
        # Three letters or fewer could be the ISO code of another unit.
        base += "-adm1" if len(slug(name)) < 4 else ""
        candidate, number = base, 2
        while candidate in self.taken:
            candidate, number = f"{base}-{number}", number + 1
        return candidate, ""
