"""world.tsv: the cities of GeoNames, tied to their first-order unit."""

from .merging import HandTwins, folded_names, without_twins
from .spelling import alternate_names, folded, saint_forms
from .table import Place, kilometres


def size_km(population):
    """How far a city reaches: 2 km up to 15,000 inhabitants, then with the root, at most 28."""
    return kilometres(min(28.0, max(2.0, 2.0 * (population / 15000) ** 0.5)))


def capitals(countries):
    """The folded name of every country's capital; a country without one has a name nobody bears."""
    return {code: folded(country["capital"] or "") or "-" for code, country in countries.items()}


def world(cities, countries, placing, hand, villages, reads, report):
    """The cities of GeoNames that no hand-checked row and no locality stands for.

    `reads` gives, by GeoNames number, the hand-checked rows that name it; `countries` GeoNames'
    countries by code.
    """
    seats = capitals(countries)
    twins = HandTwins(hand, villages, reads)
    kept = []
    for key, city in sorted(cities.items(), key=lambda item: int(item[0])):
        identifier = f"gn-{city['geonameid']}"
        names = alternate_names(city["alternatenames"], city["name"])
        spelled = {folded(n) for n in [city["name"], *names]}
        names += [n for n in saint_forms(city["name"]) if folded(n) not in spelled]
        admin1, admin2 = placing.unit(key, city)
        twin, misses = twins.find(city, names, admin1)
        if twin:
            apart, place, rule = twin
            report.merge(place.id, identifier, apart, rule)
            adopt(place, city, names)
            place.names.append(f"id:{identifier}")
            continue
        for other, apart, reason in misses:
            report.miss(other, identifier, apart, reason)
        spellings = {folded(n) for n in [city["name"], *city["alternatenames"]]}
        capital = seats[city["countrycode"]] in spellings
        place = Place(
            id=identifier, name=city["name"], kind="P/PPLC" if capital else "P/PPL",
            longitude=city["longitude"], latitude=city["latitude"], country=city["countrycode"],
            admin1=admin1, admin2=admin2, population=str(city["population"]),
            precision_km=size_km(city["population"]), names=names,
            source=[f"GeoNames {city['geonameid']}"], status="single-source")
        kept.append(place)
    kept = without_twins(kept, report)
    only_one_capital(kept, {p.country for p in hand if p.kind == "P/PPLC"})
    return kept


def adopt(place, city, names):
    """Gives a hand-checked row those names of GeoNames that lengthen its own.

    "San Ignacio de Velasco" tells more; the names in other languages would find more wrong places
    than right ones.
    """
    known = folded_names(place)
    words = set(folded(place.name).split())
    fresh = [n for n in [city["name"], *names]
             if folded(n) not in known and words < set(folded(n).split())]
    place.names += fresh
    if fresh:
        place.source.append(f"names GeoNames {city['geonameid']}")


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
