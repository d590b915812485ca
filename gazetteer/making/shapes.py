"""Polygons read from Natural Earth: largest part, area, a point inside, containment."""

import json
import math
import os
import subprocess
import tempfile

EARTH_RADIUS_KM = 6371.0088


class Unit:
    """A feature of a layer: its attributes and its polygons (outer ring first)."""

    def __init__(self, attributes, polygons):
        self.attributes = attributes
        self.polygons = polygons
        self.boxes = [box(polygon[0]) for polygon in polygons]
        self.whole = box([corner for b in self.boxes for corner in (b[:2], b[2:])])
        self.areas = [ring_area(polygon[0])[0] for polygon in polygons]
        self.area_km2 = sum(self.areas)
        self.largest = polygons[max(range(len(polygons)), key=lambda i: self.areas[i])]

    def __getitem__(self, name):
        return self.attributes.get(name) or ""

    def contains(self, longitude, latitude):
        west, south, east, north = self.whole
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        for (west, south, east, north), polygon in zip(self.boxes, self.polygons):
            if west <= longitude <= east and south <= latitude <= north:
                if inside(polygon, longitude, latitude):
                    return True
        return False

    def distance_km(self, longitude, latitude, limit_km):
        """Kilometres to the border, or None beyond the limit; flat, good for short distances."""
        reach = limit_km / 111.0
        squeeze = math.cos(math.radians(latitude))
        best = None
        for (west, south, east, north), polygon in zip(self.boxes, self.polygons):
            if not (south - reach <= latitude <= north + reach):
                continue
            if not (west - reach / squeeze <= longitude <= east + reach / squeeze):
                continue
            for ring in polygon:
                for a, b in zip(ring, ring[1:]):
                    d = segment_distance(longitude, latitude, a, b, squeeze)
                    best = d if best is None else min(best, d)
        return best if best is not None and best <= limit_km else None

    def point(self):
        """The centre of the largest part; if that lies outside, the middle of its widest chord."""
        _, longitude, latitude = ring_area(self.largest[0])
        if inside(self.largest, longitude, latitude):
            return longitude, latitude
        crossings = []
        for ring in self.largest:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > latitude) != (y2 > latitude):
                    crossings.append(x1 + (latitude - y1) / (y2 - y1) * (x2 - x1))
        crossings.sort()
        chords = zip(crossings[::2], crossings[1::2])
        west, east = max(chords, key=lambda chord: chord[1] - chord[0])
        return (west + east) / 2, latitude


def read_layer(geopackage, layer, where=None):
    """The features of a layer through ogr2ogr, which writes GeoJSON in longitude, latitude."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "layer.json")
        command = ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", path]
        command += [geopackage, layer] + (["-where", where] if where else [])
        subprocess.run(command, check=True)
        with open(path, encoding="utf-8") as file:
            features = json.load(file)["features"]
    units = []
    for feature in features:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        parts = geometry["coordinates"]
        units.append(Unit(feature["properties"],
                          parts if geometry["type"] == "MultiPolygon" else [parts]))
    return units


def box(ring):
    longitudes, latitudes = [p[0] for p in ring], [p[1] for p in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def ring_area(ring):
    """Area in km2 and centroid of a ring, in Lambert's equal-area cylinder.

    There a country far north weighs what it covers, not what its degrees suggest.
    """
    points = [(math.radians(x), math.sin(math.radians(y))) for x, y in ring]
    doubled = cx = cy = 0.0
    x0, y0 = points[0]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        x1, y1, x2, y2 = x1 - x0, y1 - y0, x2 - x0, y2 - y0
        cross = x1 * y2 - x2 * y1
        doubled += cross
        cx += (x1 + x2) * cross
        cy += (y1 + y2) * cross
    if abs(doubled) < 1e-18:
        return 0.0, ring[0][0], ring[0][1]
    longitude = math.degrees(x0 + cx / (3 * doubled))
    latitude = math.degrees(math.asin(max(-1, min(1, y0 + cy / (3 * doubled)))))
    return abs(doubled) / 2 * EARTH_RADIUS_KM ** 2, longitude, latitude


def inside(polygon, longitude, latitude):
    odd = False
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > latitude) != (y2 > latitude):
                if longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
                    odd = not odd
    return odd


def segment_distance(longitude, latitude, a, b, squeeze):
    ax, ay = (a[0] - longitude) * squeeze, a[1] - latitude
    bx, by = (b[0] - longitude) * squeeze, b[1] - latitude
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + t * dx, ay + t * dy) * 111.195


def distance_km(lon1, lat1, lon2, lat2):
    """Great-circle kilometres; enough to tell whether two rows are one place."""
    a1, a2 = math.radians(lat1), math.radians(lat2)
    h = (math.sin((a2 - a1) / 2) ** 2
         + math.cos(a1) * math.cos(a2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2)
    return 2 * EARTH_RADIUS_KM * math.asin(min(1, math.sqrt(h)))


def mean_position(weighted):
    """The middle of positions on the sphere, given as (longitude, latitude, weight)."""
    x = y = z = 0.0
    for longitude, latitude, weight in weighted:
        a, b = math.radians(longitude), math.radians(latitude)
        x += weight * math.cos(b) * math.cos(a)
        y += weight * math.cos(b) * math.sin(a)
        z += weight * math.sin(b)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def radius_km(area_km2):
    """The radius of a circle of that area."""
    return math.sqrt(area_km2 / math.pi)
