"""Compares a layer in many formats with its GeoJSON, feature by feature, as GDAL reads them.

Usage: /usr/bin/python3 check_same_features.py LAYER.geojson FILE...
The GeoJSON is read with Python's own module, so that GDAL stands on one side alone. Features are told
apart by `id`. A property that the file leaves out must be null; GDAL's words for times, lists and
truth values are turned to those of GeoJSON, numbers are numbers; every position must be the same to
the seventh decimal. Prints `FILE: N features, M values, K shapes` a file; exits 1 at the first
difference.
"""

import json
import math
import sys

from osgeo import ogr

ogr.UseExceptions()


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    sys.exit(1)


def value(feature: ogr.Feature, place: int):
    """A value as GeoJSON would have it."""
    if not feature.IsFieldSetAndNotNull(place):
        return None
    field = feature.GetFieldDefnRef(place)
    kind = field.GetType()
    if kind == ogr.OFTInteger and field.GetSubType() == ogr.OFSTBoolean:
        return bool(feature.GetFieldAsInteger(place))
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        return feature.GetFieldAsInteger64(place)
    if kind == ogr.OFTReal:
        return feature.GetFieldAsDouble(place)
    if kind == ogr.OFTStringList:
        return feature.GetFieldAsStringList(place)
    if kind == ogr.OFTDate:
        return feature.GetFieldAsString(place).replace("/", "-")
    if kind == ogr.OFTDateTime:
        # FlatGeobuf has no days; midnight without a zone stands for one.
        return feature.GetFieldAsString(place).replace("/", "-").removesuffix(" 00:00:00")
    return feature.GetFieldAsString(place)


def is_same(wanted, found) -> bool:
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None or found is None:
        return wanted is found
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        return wanted == found
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        # GDAL has lists of texts: an object in one is its JSON.
        return all(is_same(*pair) for pair in zip(wanted, found))
    if isinstance(wanted, (list, dict)) and isinstance(found, str):
        # A format without lists has them as JSON.
        return wanted == json.loads(found)
    return wanted == found


def positions(coordinates) -> list:
    """All positions of a shape, in order, however deep they stand."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        return [coordinates[:2]]
    return [position for part in coordinates for position in positions(part)]


def is_same_shape(wanted: dict | None, found: ogr.Geometry | None) -> bool:
    if wanted is None or found is None:
        return wanted is None and found is None
    shape = json.loads(found.ExportToJson(["COORDINATE_PRECISION=15"]))
    if shape["type"] != wanted["type"]:
        return False
    ours, theirs = positions(wanted["coordinates"]), positions(shape["coordinates"])
    return len(ours) == len(theirs) and all(
        math.isclose(a, b, rel_tol=0, abs_tol=5.1e-8)
        for one, other in zip(ours, theirs)
        for a, b in zip(one, other)
    )


def check(path: str, wanted: dict) -> None:
    source = ogr.Open(path)
    if path.endswith(".kmz"):
        # GDAL 3.6 counts the features of the archive, but shows the columns of the file in it alone.
        count = sum(source.GetLayer(i).GetFeatureCount() for i in range(source.GetLayerCount()))
        if count != len(wanted):
            fault(path, f"has {count} features, expected {len(wanted)}")
        source = ogr.Open(f"/vsizip/{path}/doc.kml")
    left = dict(wanted)
    values = shapes = 0
    for number in range(source.GetLayerCount()):
        layer = source.GetLayer(number)
        if layer.GetName() == "layer_styles":
            continue
        definition = layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
        # KML has a field of its own for the name, and GDAL adds some with capitals.
        places = {"name": fields.index("Name")} if "Name" in fields else {}
        places.update((name, place) for place, name in enumerate(fields))
        for feature in layer:
            key = feature.GetField(places["id"])
            if key not in left:
                fault(path, f"has a feature {key} too many")
            ours = left.pop(key)
            for name, value_wanted in ours["properties"].items():
                if name not in places:
                    if value_wanted is not None:
                        fault(path, f"has no column {name}, found {', '.join(fields)}")
                    continue
                found = value(feature, places[name])
                if path.endswith(".csv") and not found and not value_wanted:
                    # GDAL 3.6 tells neither an empty text nor an empty list from an empty cell.
                    if type(found) not in (bool, int, float):
                        found = value_wanted
                if path.endswith(".csv") and isinstance(value_wanted, str):
                    # The guard of texts that spreadsheets take for formulas.
                    if value_wanted[:1] in ("=", "+", "-", "@", "\t", "\r"):
                        found = found.removeprefix("'")
                if not is_same(value_wanted, found):
                    fault(path, f"feature {key}: {name} is {found!r}, expected {value_wanted!r}")
                values += found is not None
            shape = feature.GetGeometryRef()
            if not is_same_shape(ours["geometry"], shape):
                fault(path, f"feature {key}: shape is {shape}, expected {ours['geometry']}")
            shapes += shape is not None
    if left:
        fault(path, f"lacks {len(left)} features, such as {next(iter(left))}")
    print(f"{path}: {len(wanted)} features, {values} values, {shapes} shapes")


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        features = json.load(file)["features"]
    for path in sys.argv[2:]:
        check(path, {feature["id"]: feature for feature in features})


if __name__ == "__main__":
    main()
