"""Looks whether the areas of layers meet without gap and overlap.

Usage: .venv/bin/python check_coverage.py FILE...
Prints `FILE: N areas, M corners` a file; exits 1 at the first layer that is no valid coverage in the
eyes of GEOS: sides that touch are the same on both sides, and no area covers a part of another.
"""

import json
import sys

import shapely
from shapely.geometry import shape

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    areas = [shape(feature["geometry"]) for feature in features if feature["geometry"]]
    if not all(area.is_valid for area in areas) or not shapely.coverage_is_valid(areas):
        sys.exit(f"{path}: no valid coverage")
    print(f"{path}: {len(areas)} areas, {sum(map(shapely.get_num_coordinates, areas))} corners")
