"""areas/departments.geojson and regions/classes.tsv: what region sets are made of."""

import json
import os

from .spelling import slug
from .table import write_rows

# FIPS codes tie the shapes to the departments; their names differ ("El Beni").
FIPS = {
    "BL01": "bo-dep-chuquisaca", "BL02": "bo-dep-cochabamba", "BL03": "bo-dep-beni",
    "BL04": "bo-dep-la-paz", "BL05": "bo-dep-oruro", "BL06": "bo-dep-pando",
    "BL07": "bo-dep-potosi", "BL08": "bo-dep-santa-cruz", "BL09": "bo-dep-tarija",
}
# Official areas in km2, as Bolivia's statistics institute gives them.
AREAS_KM2 = {
    "bo-dep-beni": 213564, "bo-dep-chuquisaca": 51524, "bo-dep-cochabamba": 55631,
    "bo-dep-la-paz": 133985, "bo-dep-oruro": 53588, "bo-dep-pando": 63827,
    "bo-dep-potosi": 118218, "bo-dep-santa-cruz": 370621, "bo-dep-tarija": 37623,
}
CLASSES = {
    "altiplano": "highlands", "highland-valley": "highlands", "valley": "valleys",
    "yungas": "yungas", "chapare": "chapare", "lowland": "lowlands", "chaco": "lowlands",
    "amazon": "lowlands",
}
# Places that are areas and lie wholly in one class.
REGION_PLACES = {
    "bo-altiplano": "highlands", "bo-potosi-norte": "highlands",
    "bo-western-highlands": "highlands",
    "bo-valleys": "valleys", "bo-yungas": "yungas", "bo-chapare": "chapare",
    "bo-gran-chaco-ne": "lowlands", "bo-lowlands": "lowlands",
}
NOTE = "generalised by QGIS (world_map.gpkg of Debian's qgis-common)"


def write_departments(path, units, places):
    """The nine polygons as they stand in the layer, simplified no further."""
    features = []
    rows = {place.id: place for place in places}
    for unit in units:
        identifier = FIPS[unit["fips"]]
        place = rows[identifier]
        polygons = [[oriented(ring, number == 0) for number, ring in enumerate(polygon)]
                    for polygon in unit.polygons]
        single = len(polygons) == 1
        features.append({
            "type": "Feature", "id": slug(place.name),
            "properties": {
                "name": slug(place.name), "title": place.name,
                "aliases": [n for n in place.names if not n.startswith(("code:", "id:"))],
                "population": int(place.population), "population_year": 2024,
                "area_km2": AREAS_KM2[identifier], "members": [identifier],
                "set": "departments", "set_title": "Departments of Bolivia",
                "source": f"polygon Natural Earth 4.1, {NOTE}; population INE census 2024; "
                          "area INE",
                "licence": "Natural Earth is in the public domain",
            },
            "geometry": {"type": "Polygon" if single else "MultiPolygon",
                         "coordinates": polygons[0] if single else polygons},
        })
    features.sort(key=lambda feature: feature["id"])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
        file.write(",\n".join(lines) + "\n]}\n")
    os.replace(path + ".part", path)
    print(f"departments.geojson      {len(features):6} areas {os.path.getsize(path):8} bytes")


def oriented(ring, outer):
    """Outer rings counter-clockwise, holes clockwise, as RFC 7946 wants them."""
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
    ring = [[round(x, 6), round(y, 6)] for x, y in ring]
    return ring if (doubled > 0) == outer else ring[::-1]


def write_classes(path, facts, places):
    """The class and the medialuna flag of every municipality, province and region place."""
    rows = {place.id: place for place in places}
    lines = []
    for m in facts.municipalities:
        identifier = "bo-mun-" + m["code"]
        lines.append((identifier, rows[identifier].name, CLASSES[m["region"]],
                      flag(m["medialuna"]), rows[identifier].population, "municipality"))
    lines += province_lines(lines, rows)
    missing = [i for i in REGION_PLACES if i not in rows]
    if missing:
        raise SystemExit(f"region places that are in no table: {missing}")
    for identifier, region in sorted(REGION_PLACES.items()):
        lines.append((identifier, rows[identifier].name, region, "", "", "region"))
    write_rows(path, "id name region medialuna population_2024 level".split(), lines)


def province_lines(municipalities, rows):
    """A province whose municipalities are of two classes has none: they decide."""
    members = {}
    for line in municipalities:
        members.setdefault(rows[line[0]].parent, []).append(line)
    lines = []
    for identifier, parts in sorted(members.items()):
        regions, flags = ({part[column] for part in parts} for column in (2, 3))
        lines.append((identifier, rows[identifier].name,
                      regions.pop() if len(regions) == 1 else "",
                      flags.pop() if len(flags) == 1 else "",
                      rows[identifier].population, "province"))
    return lines


def flag(text):
    return {"True": "yes", "False": "no"}[text]
