"""More of Bolivia: quarters, prisons, mines, airports, plants and rivers, row by row with a source.

`bolivia-more.tsv` beside this file is the list. A row whose id the facts hold already adds names
and a source to that place; every other row is a place of its own.
"""

import os

from .bolivia import CONFIRMED_KM
from .shapes import distance_km
from .table import Place

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bolivia-more.tsv")
COLUMNS = "id name kind longitude latitude parent precision_km names source status".split()


def read_list(path, columns):
    """The rows of a list as dictionaries; a list that is not whole stops the making."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    if lines[0].split("\t") != list(columns) or lines[-1]:
        raise SystemExit(f"{path}:1: header is {lines[0]!r}, expected {chr(9).join(columns)!r}")
    rows = []
    for number, line in enumerate(lines[1:-1], start=2):
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise SystemExit(f"{path}:{number}: {len(fields)} fields, expected {len(columns)}")
        rows.append(dict(zip(columns, fields)))
    return rows


def items(text, mark):
    return text.split(mark) if text else []


def add(places):
    """Puts the rows of the list into the Bolivian table."""
    known = {place.id: place for place in places}
    for row in read_list(LIST, COLUMNS):
        longitude, latitude = float(row["longitude"]), float(row["latitude"])
        names, source = items(row["names"], "|"), items(row["source"], ";")
        place = known.get(row["id"])
        if place:
            apart = distance_km(longitude, latitude, place.longitude, place.latitude)
            checked = any(text.startswith("check ") for text in source)
            if checked and apart > CONFIRMED_KM:
                raise SystemExit(f"{row['id']}: {source} is {apart:.1f} km off, expected at most "
                                 f"{CONFIRMED_KM}")
            place.names += names
            place.source += source
            if checked and place.status in ("single-source", "approximate"):
                place.status = "confirmed"
            continue
        parent = known.get(row["parent"])
        if parent is None and row["parent"] != "bo":
            raise SystemExit(f"{row['id']}: parent '{row['parent']}' is not in the facts")
        place = Place(
            id=row["id"], name=row["name"], kind=row["kind"], longitude=longitude,
            latitude=latitude, country="BO", admin1=parent.admin1 if parent else "",
            admin2=parent.admin2 if parent else "", parent=row["parent"],
            precision_km=row["precision_km"], names=names, source=source, status=row["status"])
        known[place.id] = place
        places.append(place)
