"""Asks a FlatGeobuf file for windows through its index, and looks at all features for the same.

Usage: python3 check_flatgeobuf.py gdal|qgis|pyogrio FILE...
Prints `FILE: N features, M without geometry, K answers in 40 windows` a file; exits 1 at the first
window that the index answers otherwise than looking at all does.
"""

import json
import os
import random
import sys


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    sys.stderr.flush()
    os._exit(1)


def windows(path: str) -> list[tuple[float, float, float, float]]:
    """Small ones and large ones, always the same."""
    drawn = random.Random(os.path.basename(path))
    found = []
    for size in (0.01, 1, 30, 180) * 10:
        west = drawn.uniform(-180, 180 - size)
        south = drawn.uniform(-90, max(-90, 90 - size))
        found.append((west, south, west + size, min(90, south + size)))
    return found


def meets(box: list[float], window: tuple[float, float, float, float]) -> bool:
    west, east, south, north = box
    return (
        west <= window[2] and window[0] <= east and south <= window[3] and window[1] <= north
    )


def by_gdal(path: str):
    """Rows of number and box, and a function from a window to numbers."""
    from osgeo import gdal, ogr

    gdal.UseExceptions()
    ogr.UseExceptions()
    source = ogr.Open(path)
    # The layer is gone with its source.
    by_gdal.source = source
    layer = source.GetLayer(0)
    if not layer.TestCapability("FastSpatialFilter") and layer.GetFeatureCount() > 0:
        fault(path, "GDAL sees no index")
    rows = [
        (feature.GetFID(), feature.GetGeometryRef() and feature.GetGeometryRef().GetEnvelope())
        for feature in layer
    ]
    if len(rows) != layer.GetFeatureCount():
        fault(path, f"{layer.GetFeatureCount()} features announced, {len(rows)} there")

    def ask(window):
        layer.SetSpatialFilterRect(*window)
        # GDAL compares shapes with the window; the boxes are what the index knows.
        found = {feature.GetFID() for feature in layer}
        layer.SetSpatialFilter(None)
        return found

    def shapes(window):
        rectangle = ogr.CreateGeometryFromWkt(
            "POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))".format(*window)
        )
        layer.ResetReading()
        return {
            feature.GetFID()
            for feature in layer
            if feature.GetGeometryRef() and feature.GetGeometryRef().Intersects(rectangle)
        }

    return rows, ask, shapes


def by_qgis(path: str):
    from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    by_qgis.application = application
    layer = QgsVectorLayer(path, "layer", "ogr")
    if not layer.isValid():
        fault(path, "is not valid in QGIS")
    rows = []
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox() if feature.hasGeometry() else None
        edges = box and (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum())
        rows.append((feature.id(), edges))

    def ask(window):
        request = QgsFeatureRequest().setFilterRect(QgsRectangle(*window))
        request.setFlags(QgsFeatureRequest.ExactIntersect)
        return {feature.id() for feature in layer.getFeatures(request)}

    def shapes(window):
        rectangle = QgsRectangle(*window)
        return {
            feature.id()
            for feature in layer.getFeatures()
            if feature.hasGeometry() and feature.geometry().intersects(rectangle)
        }

    return rows, ask, shapes


def by_pyogrio(path: str):
    import pyogrio
    import shapely

    def read(window=None):
        _, ids, shapes, _ = pyogrio.raw.read(path, bbox=window, return_fids=True)
        return dict(zip(ids.tolist(), shapely.from_wkb(shapes)))

    everything = read()
    rows = []
    for number, shape in everything.items():
        box = shape and shape.bounds
        rows.append((number, box and (box[0], box[2], box[1], box[3])))

    def shapes(window):
        rectangle = shapely.box(*window)
        return {
            number
            for number, shape in everything.items()
            if shape is not None and shape.intersects(rectangle)
        }

    return rows, lambda window: set(read(window)), shapes


def check(path: str, client) -> None:
    rows, ask, shapes = client(path)
    answers = 0
    for window in windows(path):
        found = ask(window)
        boxes = {number for number, box in rows if box and meets(box, window)}
        expected = shapes(window)
        # A client may look at boxes or at shapes, but never miss a shape nor go beyond a box.
        if not expected <= found <= boxes:
            fault(
                path,
                f"window {json.dumps(window)}: missing {sorted(expected - found)[:5]}, "
                f"too many {sorted(found - boxes)[:5]}",
            )
        answers += len(found)
    empty = sum(box is None for _, box in rows)
    print(f"{path}: {len(rows)} features, {empty} without geometry, {answers} answers in 40 windows")
    sys.stdout.flush()


if __name__ == "__main__":
    for argument in sys.argv[2:]:
        check(argument, {"gdal": by_gdal, "qgis": by_qgis, "pyogrio": by_pyogrio}[sys.argv[1]])
    # QGIS crashes when it is taken down in an orderly way.
    os._exit(0)
