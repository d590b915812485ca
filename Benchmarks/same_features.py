"""Compares two layers feature by feature, as GDAL reads them.

Usage: same_features.py ONE OTHER
Features are told apart by their property `id`; every property of the first must be in the second with
the same value, as text where one of the two formats knows only texts, and every point must be the same
to the seventh decimal. Prints one line; exits 1 at the first difference.
"""

import sys

from osgeo import ogr

ogr.UseExceptions()


def features(path: str, names: list[str] | None):
    """The properties' names, and for each id the values and the position."""
    source = ogr.Open(path)
    table: dict[str, tuple] = {}
    for number in range(source.GetLayerCount()):
        layer = source.GetLayer(number)
        definition = layer.GetLayerDefn()
        known = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
        names = names or known
        lower = {name.lower(): index for index, name in reversed(list(enumerate(known)))}
        missing = [name for name in names if name.lower() not in lower]
        if missing:
            sys.exit(f"{path}: no column {', '.join(missing)}, found {', '.join(known)}")
        places = [lower[name.lower()] for name in names]
        key = lower["id"]
        for feature in layer:
            shape = feature.GetGeometryRef()
            position = shape and (round(shape.GetX(), 7), round(shape.GetY(), 7))
            values = tuple(
                feature.GetFieldAsString(place) if feature.IsFieldSetAndNotNull(place) else None
                for place in places
            )
            table[feature.GetFieldAsString(key)] = (values, position)
    return names, table


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    names, one = features(sys.argv[1], None)
    _, other = features(sys.argv[2], names)
    if len(one) != len(other):
        sys.exit(f"{len(one)} features in {sys.argv[1]}, {len(other)} in {sys.argv[2]}")
    for key, (values, position) in one.items():
        if key not in other:
            sys.exit(f"no feature {key} in {sys.argv[2]}")
        found, place = other[key]
        # GDAL shows a day of a column of days with strokes, and one of a column of texts as it stands.
        found = [(value or "").replace("/", "-") for value in found]
        values = [(value or "").replace("/", "-") for value in values]
        near = all(abs(a - b) <= 1.0000001e-7 for a, b in zip(position or (), place or ()))
        if values != found or not near:
            sys.exit(f"feature {key}: {values} {position} became {found} {place}")
    print(f"{len(one):,} features and their {len(names)} properties are the same")


if __name__ == "__main__":
    main()
