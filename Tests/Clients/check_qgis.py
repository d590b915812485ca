"""Loads GeoJSON, KML and KMZ files in QGIS and looks at their counts and at the types of their times.

Usage: QT_QPA_PLATFORM=offscreen /usr/bin/python3 check_qgis.py FILE...
Prints `FILE: N features, M layers` a file; exits 1 at the first fault. `date_start` and `date_end`
must be dates in GeoJSON, `begin` and `end` times in KML and KMZ, with a value for each that the file has.
"""

import os
import sys
import zipfile

from osgeo import ogr
from qgis.core import NULL, QgsApplication, QgsVectorLayer


def leave(code: int) -> None:
    """Ends at once, for QGIS crashes when it is taken down in an orderly way."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    leave(1)


def document(path: str) -> str:
    """The text of a KML file, or of the one in a KMZ file."""
    if path.endswith(".kmz"):
        with zipfile.ZipFile(path) as archive:
            return archive.read("doc.kml").decode("utf-8")
    with open(path, encoding="utf-8") as file:
        return file.read()


def check(path: str) -> None:
    source = ogr.Open(path)
    if source is None:
        fault(path, "cannot be opened")
    is_kml = path.endswith((".kml", ".kmz"))
    times = ("begin", "end") if is_kml else ("date_start", "date_end")
    wanted = "QDateTime" if is_kml else "QDate"
    features = 0
    filled = dict.fromkeys(times, 0)
    for index in range(source.GetLayerCount()):
        layer = QgsVectorLayer(f"{path}|layerid={index}", "layer", "ogr")
        if not layer.isValid():
            fault(path, f"layer {index} is not valid in QGIS")
        count = 0
        for feature in layer.getFeatures():
            count += 1
            for name in times:
                filled[name] += layer.fields().indexOf(name) >= 0 and feature[name] != NULL
        if count != source.GetLayer(index).GetFeatureCount():
            fault(path, f"layer {index} has {count} features in QGIS, another count in GDAL")
        features += count
        for name in times:
            place = layer.fields().indexOf(name)
            found = layer.fields().at(place).typeName() if place >= 0 else "missing"
            if "Q" + found != wanted:
                fault(path, f"column {name} of layer {index} is {found}, not {wanted}")
    if is_kml:
        text = document(path)
        for name in times:
            written = text.count(f"<{name}>")
            if filled[name] != written:
                fault(path, f"{filled[name]} features have {name} in QGIS, {written} in the file")
    print(f"{path}: {features} features, {source.GetLayerCount()} layers")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    for argument in sys.argv[1:]:
        check(argument)
    leave(0)
