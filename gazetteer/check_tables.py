#!/usr/bin/env python3
"""Checks the gazetteer's tables; prints every fault with file and line, exits 1 if there is one.

It reads the tables as they stand in the repository, with the standard library and the program
zstd.
"""

import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace

from making.merging import MERGED, NEAR_MISSES
from making.merging import rules as merge_rules
from making.shapes import Unit
from making.table import COLUMNS, derived_parent, derived_source

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = ("bolivia", "bolivia-localities", "countries", "admin1", "admin2", "world")
LISTS = {
    "merged": tuple(MERGED),
    "near-misses": tuple(NEAR_MISSES),
    "demonyms": ("demonym", "language", "place"),
    "common-words": ("word", "language"),
    "first-names": ("name", "language"),
    "surnames": ("name", "language"),
    "regions/classes": ("id", "name", "region", "medialuna", "population_2024", "level"),
}
STATUSES = {
    "confirmed", "polygon-checked", "definition", "single-source", "approximate", "locality",
}
REGIONS = {"", "highlands", "valleys", "yungas", "chapare", "lowlands"}
# UTF-8 read as Latin-1 leaves these pairs; a lost letter leaves the last one.
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf]|â€|\ufffd")
# Tables of places may take so much compressed, and all files of the folder together so much.
TABLE_MEGABYTES, MEGABYTES = 8, 15


class Faults:
    def __init__(self):
        self.count = 0

    def add(self, file, line, text):
        self.count += 1
        print(f"{file}:{line}: {text}")


def read_text(name):
    """The text of a file of the folder, which may stand compressed."""
    path = os.path.join(HERE, name)
    if os.path.exists(path):
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    return subprocess.run(["zstd", "--decompress", "--long=27", "--quiet", "--stdout",
                           path + ".zst"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def read_table(name):
    """The lines of a table as lists of fields, the header first."""
    return [line.split("\t") for line in read_text(name + ".tsv").split("\n")[:-1]]


def rows(name, header, faults):
    """The rows of a table as (line, fields by column), after checking its layout."""
    text = read_text(name + ".tsv")
    if "\r" in text or not text.endswith("\n"):
        faults.add(name, 1, "lines must end with LF, the last one too")
    found = []
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        fields = line.split("\t")
        if number == 1:
            if fields != list(header):
                faults.add(name, 1, f"header is {fields}, expected {list(header)}")
            continue
        if len(fields) != len(header):
            faults.add(name, number, f"{len(fields)} fields, expected {len(header)}")
            continue
        if MOJIBAKE.search(line):
            faults.add(name, number, f"broken accents: {MOJIBAKE.search(line).group()!r}")
        if any(field != field.strip() for field in fields):
            faults.add(name, number, "a field begins or ends with a space")
        found.append((number, dict(zip(header, fields))))
    return found


def derive(place):
    """Fills what a compressed table leaves out."""
    place["parent"] = place["parent"] or derived_parent(SimpleNamespace(**place))
    place["source"] = place["source"] or derived_source(place["id"])
    place["status"] = place["status"] or "single-source"


def check_place(name, line, place, places, faults):
    for column in ("id", "name", "kind", "source", "status"):
        if not place[column]:
            faults.add(name, line, f"no {column}")
    for column, limit in (("longitude", 180), ("latitude", 90)):
        if not re.fullmatch(r"-?\d+(\.\d+)?", place[column]) or abs(float(place[column])) > limit:
            faults.add(name, line, f"{column} is '{place[column]}', expected -{limit}...{limit}")
    if not re.fullmatch(r"[AHLPRSTUV]/[A-Z0-9]{2,5}", place["kind"]):
        faults.add(name, line, f"kind is '{place['kind']}', expected class/code of GeoNames")
    if not re.fullmatch(r"([A-Z]{2})?", place["country"]):
        faults.add(name, line, f"country is '{place['country']}', expected two capitals")
    if not re.fullmatch(r"\d*", place["population"]):
        faults.add(name, line, f"population is '{place['population']}', expected digits")
    if not re.fullmatch(r"(\d+(\.\d+)?)?", place["precision_km"]):
        faults.add(name, line, f"precision_km is '{place['precision_km']}', expected a number")
    if place["status"] not in STATUSES:
        faults.add(name, line, f"status is '{place['status']}', expected one of {STATUSES}")
    for column in ("admin1", "admin2", "parent"):
        if place[column] and place[column] not in places:
            faults.add(name, line, f"{column} '{place[column]}' is in no table")
    unit = places.get(place["admin1"])
    if unit and unit["country"] != place["country"]:
        faults.add(name, line, f"admin1 '{place['admin1']}' lies in {unit['country']}")
    if not re.fullmatch(r"([a-z0-9-]+#[A-Za-z0-9-]+)?", place["area"]):
        faults.add(name, line, f"area is '{place['area']}', expected layer#id")
    names = place["names"].split("|") if place["names"] else []
    if len({n.casefold() for n in names}) != len(names) or "" in names or place["name"] in names:
        faults.add(name, line, "a name stands twice or is empty")
    if any(not re.fullmatch(r"id:gn-\d+", n) for n in names if n.startswith("id:")):
        faults.add(name, line, "an id among the names is not of the form id:gn-<number>")
    check_chain(name, line, place, places, faults)


def check_numbers(found, places, faults):
    """A GeoNames number belongs to one row, be it its id or a name item."""
    owners = {}
    for name, line, place in found:
        for item in place["names"].split("|"):
            if item.startswith("id:"):
                other = item[3:] if item[3:] in places else owners.get(item)
                if other:
                    faults.add(name, line, f"{item} is '{place['id']}' and '{other}' too")
                owners[item] = place["id"]


def check_areas(places, faults):
    """Every area that a row names must stand in its file, and every feature be named by a row."""
    named = {}
    for place in places.values():
        if place["area"]:
            layer, _, identifier = place["area"].partition("#")
            if layer == "highways":
                continue
            named.setdefault(layer, {})[identifier] = place
    for layer in sorted(set(named) | {"countries", "admin1"}):
        found = set()
        for line, text in enumerate(read_text(f"areas/{layer}.geojson").split("\n"), start=1):
            if not text.startswith('{"type":"Feature",'):
                continue
            feature = json.loads(text.rstrip(","))
            found.add(feature["id"])
            place = named.get(layer, {}).get(feature["id"])
            if place is None:
                faults.add(layer, line, f"no row names the area '{feature['id']}'")
                continue
            geometry = feature["geometry"]
            parts = geometry["coordinates"]
            parts = parts if geometry["type"] == "MultiPolygon" else [parts]
            if any(len(ring) < 4 or ring[0] != ring[-1] for part in parts for ring in part):
                faults.add(layer, line, f"a ring of '{feature['id']}' is open or too short")
            position = float(place["longitude"]), float(place["latitude"])
            apart = 0
            if not Unit({}, parts).contains(*position):
                apart = Unit({}, parts).distance_km(*position, 500)
            if apart is None or apart > 60:
                faults.add(layer, line, f"'{feature['id']}' stands {apart} km off its area")
        for identifier in sorted(set(named.get(layer, {})) - found):
            faults.add(layer, 1, f"area '{identifier}' is named by a row and missing")
        print(f"areas/{layer}: {len(found)} areas")


def check_chain(name, line, place, places, faults):
    seen, identifier = set(), place["id"]
    while identifier:
        if identifier in seen:
            faults.add(name, line, f"the parents of '{place['id']}' go round in a circle")
            return
        seen.add(identifier)
        identifier = places[identifier]["parent"] if identifier in places else ""


def check_lists(places, faults):
    lists = {name: rows(name, header, faults) for name, header in LISTS.items()}
    known = merge_rules()
    gone = {row["left_out"] for _, row in lists["merged"]}
    for line, row in lists["merged"]:
        if row["kept"] not in places or row["left_out"] in places:
            # A row kept may itself be a twin left out for a third.
            if row["left_out"] in places or row["kept"] not in gone:
                faults.add("merged", line, f"{row['kept']} must be in a table, "
                           f"{row['left_out']} not")
        if row["rule"] not in known:
            faults.add("merged", line, f"rule '{row['rule']}' is not in merge-rules.tsv")
    for line, row in lists["demonyms"]:
        if row["place"] not in places:
            faults.add("demonyms", line, f"place '{row['place']}' is in no table")
    for line, row in lists["regions/classes"]:
        if row["id"] not in places or row["region"] not in REGIONS:
            faults.add("classes", line, f"unknown place or region: {row}")
    for name, found in lists.items():
        unique = {tuple(row.values()) for _, row in found}
        if len(unique) != len(found):
            faults.add(name, 1, f"{len(found) - len(unique)} rows stand twice")
    return lists


def check_highways(places, faults):
    """Every road has a row, every row with a line its line, every stop of a line is a place."""
    path = os.path.join(HERE, "areas", "highways.geojson")
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    lines = {f"highways#{feature['id']}" for feature in features}
    for identifier, place in places.items():
        if place["area"].startswith("highways#") and place["area"] not in lines:
            faults.add("highways.geojson", 1, f"no line '{place['area']}' for {identifier}")
    for number, feature in enumerate(features, start=2):
        properties = feature["properties"]
        row = places.get(feature["id"])
        if row is None or row["area"] != f"highways#{feature['id']}":
            faults.add("highways.geojson", number, f"'{feature['id']}' has no row that names it")
        for stop in properties["places"]:
            if stop not in places:
                faults.add("highways.geojson", number, f"place '{stop}' is in no table")
        if feature["geometry"]["type"] != "LineString" or not all(
                -70 < x < -57 and -23 < y < -9 for x, y in feature["geometry"]["coordinates"]):
            faults.add("highways.geojson", number, f"'{feature['id']}' is no line within Bolivia")
    lengths = sum(feature["properties"]["length_km"] for feature in features)
    print(f"highways.geojson: {len(features)} lines, {lengths} km")


def department_figures(places, faults):
    """Which Bolivian places their department's polygon holds, and how far the others lie off."""
    path = os.path.join(HERE, "areas", "departments.geojson")
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    shapes = {}
    for feature in features:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        shape = Unit({}, parts if geometry["type"] == "MultiPolygon" else [parts])
        for member in feature["properties"]["members"]:
            if member not in places:
                faults.add("departments.geojson", 1, f"member '{member}' is in no table")
            shapes[member] = shape
    if len(shapes) != 9:
        faults.add("departments.geojson", 1, f"{len(shapes)} departments, expected 9")
    figures = {}
    for place in places.values():
        if place["country"] != "BO" or place["admin1"] not in shapes:
            continue
        table = place["table"]
        counts = figures.setdefault(table, [0, 0, []])
        counts[0] += 1
        position = float(place["longitude"]), float(place["latitude"])
        if shapes[place["admin1"]].contains(*position):
            continue
        counts[1] += 1
        apart = shapes[place["admin1"]].distance_km(*position, 500)
        counts[2].append((500 if apart is None else apart, place["id"], place["name"]))
    for table, (total, outside, list_of) in sorted(figures.items()):
        list_of.sort(reverse=True)
        middle = list_of[len(list_of) // 2][0] if list_of else 0
        print(f"{table}: {outside} of {total} places lie outside their department's polygon, "
              f"median {middle:.1f} km, largest {list_of[0][0] if list_of else 0:.1f} km")
        for apart, identifier, name in list_of[:12]:
            print(f"    {apart:6.1f} km {identifier} {name}")
        # The polygons are generalised: what lies further off has a wrong department or position.
        for apart, identifier, name in list_of:
            if apart > 25:
                faults.add(table, 1, f"{identifier} {name} lies {apart:.1f} km off its department")


def main():
    faults = Faults()
    places, found = {}, []
    for name in TABLES:
        for line, place in rows(name, COLUMNS, faults):
            if place["id"] in places:
                faults.add(name, line, f"id '{place['id']}' stands twice")
            place["table"] = name
            derive(place)
            places[place["id"]] = place
            found.append((name, line, place))
    for name, line, place in found:
        check_place(name, line, place, places, faults)
    check_numbers(found, places, faults)
    lists = check_lists(places, faults)
    check_areas(places, faults)
    check_highways(places, faults)
    department_figures(places, faults)
    size = 0
    for folder, _, files in os.walk(HERE):
        size += sum(os.path.getsize(os.path.join(folder, f)) for f in files
                    if "__" not in folder and ".venv" not in folder and not f.endswith(".gaz"))
    tables = sum(os.path.getsize(os.path.join(HERE, f)) for f in os.listdir(HERE)
                 if f.endswith(".zst"))
    if tables > TABLE_MEGABYTES * 1_000_000:
        faults.add("gazetteer", 1, f"compressed tables of {tables} bytes, expected at most "
                   f"{TABLE_MEGABYTES} MB")
    if size > MEGABYTES * 1_000_000:
        faults.add("gazetteer", 1, f"{size} bytes, expected at most {MEGABYTES} MB")
    for name in TABLES:
        print(f"{name}: {sum(1 for n, _, _ in found if n == name)} places")
    for name, rows_of in lists.items():
        print(f"{name}: {len(rows_of)} rows")
    print(f"{len(places)} places, {size} bytes, {faults.count} faults")
    sys.exit(1 if faults.count else 0)


if __name__ == "__main__":
    main()
