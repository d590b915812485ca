"""world.tsv: the cities of GeoNames, tied to their first-order unit."""

from collections import Counter, defaultdict

from .localities import folded_names
from .shapes import distance_km
from .spelling import alternate_names, folded
from .table import Place, kilometres

MERGE_REACH_KM = 30.0
BORDER_REACH_KM = 15.0
GB_PARTS = {"ENG": "gb-eng", "SCT": "gb-sct", "WLS": "gb-wls", "NIR": "gb-nir"}


def size_km(population):
    """How far a city reaches: 2 km up to 15,000 inhabitants, then with the root, at most 28."""
    return kilometres(min(28.0, max(2.0, 2.0 * (population / 15000) ** 0.5)))


class Placing:
    """Which unit a city lies in: by its polygon, and by what the polygons say of its code."""

    def __init__(self, cities, first_order, departments):
        self.units = defaultdict(list, {"BO": list(departments.items())})
        order = {place.id: place for place in first_order.places}
        for identifier, shape in first_order.shapes.items():
            place = order[identifier]
            if place.country != "GB" or place.kind == "A/ADM2":
                self.units[place.country].append((identifier, shape))
        self.polygon = {key: self.by_polygon(city) for key, city in cities.items()}
        votes = defaultdict(Counter)
        for key, city in cities.items():
            if self.polygon[key]:
                votes[city["countrycode"], city["admin1code"]][self.polygon[key]] += 1
        # A code belongs to the unit that holds three of five of its cities; where the units are
        # finer than the codes, as in France or Italy, no unit does and the polygon decides.
        self.code = {}
        for group, counted in votes.items():
            unit, count = counted.most_common(1)[0]
            if count >= 0.6 * sum(counted.values()):
                self.code[group] = unit

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

    def summary(self, cities):
        """How often code and polygon decided, and how often they differed."""
        coded = [key for key, city in cities.items()
                 if (city["countrycode"], city["admin1code"]) in self.code]
        differ = sum(1 for key in coded if self.polygon[key] and self.polygon[key] !=
                     self.code[cities[key]["countrycode"], cities[key]["admin1code"]])
        lone = sum(1 for place in self.polygon.values() if place) - sum(
            1 for key in coded if self.polygon[key])
        return (f"cities: {len(coded)} by their code, of which {differ} lie in another polygon; "
                f"{lone} by polygon, {len(cities) - len(coded) - lone} in no unit")

    def unit(self, key, city):
        group = city["countrycode"], city["admin1code"]
        return self.code.get(group) or self.polygon[key]


def capitals(cache):
    """The folded name of every country's capital; a country without one has a name nobody bears."""
    return {code: folded(country["capital"] or "") or "-"
            for code, country in cache.get_countries().items()}


def world(cache, first_order, hand, reads, departments):
    """The cities not yet known, and the pairs (kept, left out, kilometres, table) that are one.

    `hand` are the hand-checked places; `reads` gives, by GeoNames number, the rows that name it;
    `departments` the shapes of Bolivia's.
    The alternate names of a city left out go to the row that is kept.
    """
    cities = cache.get_cities()
    placing = Placing(cities, first_order, departments)
    seats = capitals(cache)
    towns = defaultdict(list)
    for place in hand:
        if place.kind.startswith("P/"):
            towns[place.country].append((place, folded_names(place)))
    kept, merged = [], []
    print(placing.summary(cities))
    units = {place.id: place for place in first_order.places}
    for key, city in sorted(cities.items(), key=lambda item: int(item[0])):
        identifier = f"gn-{city['geonameid']}"
        names = alternate_names(city["alternatenames"], city["name"])
        twin = find_twin(city, names, towns[city["countrycode"]], reads.get(city["geonameid"]))
        if twin:
            place, apart = twin
            merged.append((place.id, identifier, f"{apart:.2f}", "world"))
            # Of GeoNames' names only those that lengthen the checked one, "San Ignacio de
            # Velasco": its names in other languages would find more wrong places than right ones.
            known = folded_names(place)
            words = set(folded(place.name).split())
            fresh = [n for n in [city["name"], *names]
                     if folded(n) not in known and words < set(folded(n).split())]
            place.names += fresh
            if fresh:
                place.source.append(f"names GeoNames {city['geonameid']}")
            continue
        unit = placing.unit(key, city)
        admin1, admin2, parent = unit, "", unit or city["countrycode"].lower()
        if city["countrycode"] == "GB" and unit:
            admin1 = GB_PARTS.get(city["admin1code"]) or units[unit].admin1
            admin2 = unit
        elif city["countrycode"] == "GB":
            admin1 = parent = GB_PARTS.get(city["admin1code"], "gb")
        spellings = {folded(n) for n in [city["name"], *city["alternatenames"]]}
        capital = seats[city["countrycode"]] in spellings
        kept.append(Place(
            id=identifier, name=city["name"], kind="P/PPLC" if capital else "P/PPL",
            longitude=city["longitude"], latitude=city["latitude"], country=city["countrycode"],
            admin1=admin1, admin2=admin2, parent=parent, population=str(city["population"]),
            precision_km=size_km(city["population"]), names=names,
            source=[f"GeoNames {city['geonameid']}"], status="single-source"))
    only_one_capital(kept, {p.country for p in hand if p.kind == "P/PPLC"})
    return kept, merged


def only_one_capital(places, settled):
    """Of several cities that bear the capital's name the largest is the capital.

    In the countries of `settled` a hand-checked row is it already.
    """
    largest = {}
    for place in places:
        if place.kind == "P/PPLC":
            other = largest.get(place.country)
            if other is None or int(other.population) < int(place.population):
                largest[place.country] = place
    for place in places:
        if place.country in settled and place.kind == "P/PPLC":
            place.kind = "P/PPL"
        if place.kind == "P/PPLC" and largest[place.country] is not place:
            place.kind = "P/PPL"


def find_twin(city, names, towns, named):
    spellings = {folded(city["name"])} | {folded(n) for n in names}
    position = city["longitude"], city["latitude"]
    best = None
    for place, theirs in towns:
        apart = distance_km(*position, place.longitude, place.latitude)
        if named and place.id in named and place.kind != "P/PPLX":
            return place, apart
        if spellings & theirs and apart <= MERGE_REACH_KM and (best is None or apart < best[1]):
            best = place, apart
    return best
