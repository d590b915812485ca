"""Validates GeoJSON files with geojson-validator.

Usage: check_geojson.py FILE...
Prints `FILE: N features, M without geometry` a file; exits 1 at the first fault.
"""

import json
import sys

import geojson_validator
from loguru import logger


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    sys.exit(1)


def check(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
    structure = geojson_validator.validate_structure(collection, check_crs=True)
    if structure:
        fault(path, f"structure: {structure}")
    features = collection["features"]
    # The second half of the validator cannot take null geometries, which RFC 7946 allows.
    placed = [feature for feature in features if feature["geometry"]]
    geometries = geojson_validator.validate_geometries(
        {"type": "FeatureCollection", "features": placed}
    )
    faults = {kind: found for kind, found in geometries["invalid"].items() if found}
    if faults:
        fault(path, f"geometries: {faults}")
    print(f"{path}: {len(features)} features, {len(features) - len(placed)} without geometry")


if __name__ == "__main__":
    logger.remove()
    for argument in sys.argv[1:]:
        check(argument)
