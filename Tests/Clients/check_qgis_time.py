"""Loads layers in QGIS with the styles that stand beside them and filters them by time.

Usage: QT_QPA_PLATFORM=offscreen /usr/bin/python3 check_qgis_time.py FILE... -- DAY...
Prints `FILE: N features; DAY: n ...` a file, n the features that the filter of time lets through on
that day (YYYY-MM-DD), `no time` where QGIS found none in the layer. Exits 1 at the first layer that
QGIS cannot load, or where it counts other features than GDAL.
"""

import os
import sys

from osgeo import ogr
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime


def leave(code: int) -> None:
    """Ends at once, for QGIS crashes when it is taken down in an orderly way."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    leave(1)


def on_day(layer: QgsVectorLayer, text: str) -> int | None:
    """How many features are there on a day; None for a layer without time."""
    properties = layer.temporalProperties()
    if not properties.isActive():
        return None
    day = QDate.fromString(text, "yyyy-MM-dd")
    span = QgsDateTimeRange(
        QDateTime(day, QTime(0, 0), Qt.UTC), QDateTime(day, QTime(23, 59, 59, 999), Qt.UTC)
    )
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    request = QgsFeatureRequest().setFilterExpression(properties.createFilterString(context, span))
    return sum(1 for _ in layer.getFeatures(request))


def check(path: str, days: list[str]) -> None:
    source = ogr.Open(path)
    total = 0
    shown = [0] * len(days)
    has_time = True
    for index in range(source.GetLayerCount()):
        definition = source.GetLayer(index)
        if definition.GetName() == "layer_styles":
            continue
        # In two steps, as the window of QGIS does: in one, QGIS puts the time that it guesses from the
        # names of columns over that of the style.
        options = QgsVectorLayer.LayerOptions(False)
        layer = QgsVectorLayer(f"{path}|layerid={index}", "layer", "ogr", options)
        if not layer.isValid():
            fault(path, f"layer {index} is not valid in QGIS")
        layer.loadDefaultStyle()
        if path.endswith((".kml", ".kmz")):
            # QGIS takes the columns begin and end by itself. That the end belongs to the span is what a
            # person chooses; else an event of one day, which ends where it begins, is on no day.
            layer.temporalProperties().setIsActive(True)
            layer.temporalProperties().setLimitMode(Qgis.VectorTemporalLimitMode(1))
        count = sum(1 for _ in layer.getFeatures())
        if count != definition.GetFeatureCount():
            fault(path, f"layer {index} has {count} features in QGIS, another count in GDAL")
        total += count
        for place, day in enumerate(days):
            found = on_day(layer, day)
            if found is None:
                has_time = False
            else:
                shown[place] += found
    times = " ".join(f"{day}: {n}" for day, n in zip(days, shown)) if has_time else "no time"
    print(f"{path}: {total} features; {times}")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    place = sys.argv.index("--")
    for argument in sys.argv[1:place]:
        check(argument, sys.argv[place + 1 :])
    leave(0)
