"""areas/highways.geojson: the main roads of Bolivia as lines, and the rows that stand for them.

`bolivia-highways.tsv` beside this file lists, road by road, what it passes in order: ids of places,
and between them points `@longitude,latitude`, one on each section of the road administration.
"""

import json
import math
import os

from .more import items, read_list
from .shapes import distance_km, segment_distance
from .table import Place, kilometres

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bolivia-highways.tsv")
COLUMNS = "id name route names via source".split()
SOURCE = ("places: their rows in the tables; points between them: road states by section of the "
          "Administradora Boliviana de Carreteras, 2020 to 2022")
LICENCE = "published figures; facts"


class Highway:
    """A road: its line through places and points, its length, its middle."""

    def __init__(self, row, places):
        self.row = row
        self.places = [stop for stop in items(row["via"], "|") if not stop.startswith("@")]
        self.line = []
        for stop in items(row["via"], "|"):
            if stop.startswith("@"):
                self.line.append(tuple(float(value) for value in stop[1:].split(",")))
            elif stop in places:
                self.line.append((places[stop].longitude, places[stop].latitude))
            else:
                raise SystemExit(f"{row['id']}: place '{stop}' is in no table")
        self.steps = [distance_km(*a, *b) for a, b in zip(self.line, self.line[1:])]
        self.length_km = sum(self.steps)

    def middle(self):
        """The point half way along the line."""
        left = self.length_km / 2
        for a, b, step in zip(self.line, self.line[1:], self.steps):
            if left <= step:
                share = left / step if step else 0
                return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
            left -= step
        return self.line[-1]

    def precision_km(self):
        """How far the road may be off the line: the furthest that an inner point lies off the
        straight way between its neighbours, which is what the line would miss without it."""
        widest = 0.0
        for a, point, b in zip(self.line, self.line[1:], self.line[2:]):
            squeeze = math.cos(math.radians(point[1]))
            widest = max(widest, segment_distance(*point, a, b, squeeze))
        return max(widest, 1.0)

    def feature(self, place):
        return {
            "type": "Feature", "id": self.row["id"],
            "properties": {
                "id": self.row["id"], "name": place.name,
                "aliases": [n for n in place.names if not n.startswith("code:")],
                "route": self.row["route"], "places": self.places,
                "length_km": round(self.length_km), "precision_km": round(self.precision_km(), 1),
                "source": f"{self.row['source']}: {SOURCE}", "licence": LICENCE,
            },
            "geometry": {"type": "LineString",
                         "coordinates": [[round(x, 5), round(y, 5)] for x, y in self.line]},
        }


def add(places, villages):
    """Puts a row for every road into the Bolivian table; returns the roads with their rows."""
    known = {place.id: place for place in places + villages}
    roads = []
    for row in read_list(LIST, COLUMNS):
        road = Highway(row, known)
        place = known.get(row["id"])
        if place is None:
            ends = {known[stop].admin1 for stop in (road.places[0], road.places[-1])}
            admin1 = ends.pop() if len(ends) == 1 else ""
            place = Place(id=row["id"], name=row["name"], kind="R/RD", longitude=0, latitude=0,
                          country="BO", admin1=admin1, parent=admin1 or "bo",
                          source=[row["source"]])
            places.append(place)
        else:
            # The middle of the line replaces the point where the road leaves the city.
            place.source = [row["source"]]
        place.longitude, place.latitude = road.middle()
        place.precision_km = kilometres(road.length_km / 2)
        place.names += items(row["names"], "|")
        place.status = "approximate"
        place.area = f"highways#{row['id']}"
        roads.append((road, place))
    return roads


def write(path, roads):
    """One feature a line, in the order of the list; whole or not at all."""
    lines = [json.dumps(road.feature(place), ensure_ascii=False, separators=(",", ":"))
             for road, place in roads]
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        file.write(",\n".join(lines) + "\n]}\n")
    os.replace(path + ".part", path)
    print(f"highways.geojson         {len(roads):6} lines {os.path.getsize(path):8} bytes")
