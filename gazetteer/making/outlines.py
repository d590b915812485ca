"""areas/countries.geojson and areas/admin1.geojson: the polygons behind countries and units."""

import json
import os
import subprocess
import tempfile

from .areas import NOTE, oriented
from .table import write_text

# About eleven metres, far finer than the generalised outlines themselves.
DECIMALS = 4
SQL = """
SELECT id, ST_IsValid(geometry) AS valid,
    ST_CollectionExtract(ST_MakeValid(geometry), 3) AS geometry FROM pieces WHERE whole = id
UNION ALL SELECT whole, 1, ST_CollectionExtract(ST_MakeValid(
    ST_Union(ST_CollectionExtract(ST_MakeValid(geometry), 3))), 3)
    FROM pieces WHERE whole <> id GROUP BY whole
"""


def write_outlines(path, layer, places, pieces, decimals=DECIMALS):
    """Writes one feature a line and sets `area` of the places; returns how many were repaired.

    `pieces` are pairs of an id and the shapes that make it up: one as it stands, several joined.
    """
    features = []
    for identifier, shapes in pieces:
        for number, shape in enumerate(shapes):
            own = identifier if len(shapes) == 1 else f"{identifier}/{number}"
            features.append({
                "type": "Feature", "properties": {"id": own, "whole": identifier},
                "geometry": {"type": "MultiPolygon",
                             "coordinates": rounded(shape.polygons, decimals)}})
    found = through_ogr(features, decimals)
    lines, repaired, still = [], 0, []
    for place in sorted(places, key=lambda place: place.id):
        if place.id not in found:
            continue
        valid, polygons = found[place.id]
        repaired += not valid
        polygons = [[oriented(ring, number == 0) for number, ring in enumerate(polygon)]
                    for polygon in rounded(polygons, decimals)]
        if not polygons:
            still.append(place.id)
            continue
        place.area = f"{layer}#{place.id}"
        single = len(polygons) == 1
        lines.append(json.dumps({
            "type": "Feature", "id": place.id,
            "properties": {"name": place.name, "country": place.country,
                           "source": f"Natural Earth 4.1, {NOTE}; public domain"},
            "geometry": {"type": "Polygon" if single else "MultiPolygon",
                         "coordinates": polygons[0] if single else polygons},
        }, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    write_text(path, text)
    print(f"{os.path.basename(path):24} {len(lines):6} areas {os.path.getsize(path):8} bytes, "
          f"{repaired} repaired, without area: {', '.join(still) or 'none'}")


def rounded(polygons, decimals):
    """The polygons at so many decimals, without repeated points and rings of no area.

    A shared border stays shared: the same point is rounded to the same point.
    """
    kept = []
    for polygon in polygons:
        rings = []
        for number, ring in enumerate(polygon):
            points = []
            for point in ring:
                point = [round(point[0], decimals) + 0.0, round(point[1], decimals) + 0.0]
                if not points or point != points[-1]:
                    points.append(point)
            if len(points) >= 4:
                rings.append(points)
            elif number == 0:
                break
        if rings:
            kept.append(rings)
    return kept


def through_ogr(features, decimals):
    """Whether each shape was valid, and its polygons after repair and union, by id."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = os.path.join(folder, "pieces.json"), os.path.join(folder, "made.json")
        with open(given, "w", encoding="utf-8") as file:
            json.dump({"type": "FeatureCollection", "name": "pieces", "features": features}, file)
        subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", f"COORDINATE_PRECISION={decimals}",
                        made, given, "-dialect", "SQLite", "-sql", SQL, "-nln", "made"],
                       check=True)
        with open(made, encoding="utf-8") as file:
            found = json.load(file)["features"]
    shapes = {}
    for feature in found:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        parts = geometry["coordinates"]
        properties = feature["properties"]
        shapes[properties["id"]] = (
            bool(properties["valid"]),
            parts if geometry["type"] == "MultiPolygon" else [parts])
    return shapes
