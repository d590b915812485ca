"""Loads GeoPackages in QGIS and looks at their layers, styles and times.

Usage: QT_QPA_PLATFORM=offscreen /usr/bin/python3 check_geopackage.py
    FILE DAY...
Prints a line a layer that QGIS makes of the file: its kind of shapes, how many features it has, what
draws it, how many features its filter of time lets through on each day (YYYY-MM-DD), and the colour
that most pixels of a map of it have beside white.
"""

import os
import sys

from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
from qgis.PyQt.QtGui import QColor


def leave(code: int) -> None:
    """Ends at once, for QGIS crashes when it is taken down in an orderly way."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def on_day(layer: QgsVectorLayer, text: str) -> int:
    """How many features are there on a day."""
    day = QDate.fromString(text, "yyyy-MM-dd")
    span = QgsDateTimeRange(
        QDateTime(day, QTime(0, 0), Qt.UTC), QDateTime(day, QTime(23, 59, 59, 999), Qt.UTC)
    )
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    properties = layer.temporalProperties()
    if not properties.isActive():
        return -1
    filter = properties.createFilterString(context, span)
    request = QgsFeatureRequest().setFilterExpression(filter)
    return sum(1 for _ in layer.getFeatures(request))


def colour(layer: QgsVectorLayer) -> str:
    """The colour of most pixels of a map of the layer, beside white."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(400, 400))
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing, False)
    settings.setDestinationCrs(layer.crs())
    box = layer.extent()
    box.grow(max(box.width(), box.height(), 1) / 10)
    settings.setExtent(box)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    counts = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = QColor(image.pixel(x, y)).name()
            counts[name] = counts.get(name, 0) + 1
    counts.pop("#ffffff", None)
    return min(counts, key=lambda name: (-counts[name], name), default="none")


def check(path: str, days: list) -> None:
    source = ogr.Open(path)
    kinds = {}
    for index in range(source.GetLayerCount()):
        layer = source.GetLayer(index)
        kinds[layer.GetName()] = layer.GetGeomType()
    kinds.pop("layer_styles", None)
    for name, kind in kinds.items():
        address = f"{path}|layername={name}"
        # A table of mixed shapes is a layer for each kind.
        parts = [""] if kind != ogr.wkbUnknown else ["Point", "LineString", "Polygon"]
        for part in parts:
            uri = address + (f"|geometrytype={part}" if part else "")
            # In two steps, as the window of QGIS does: in one, QGIS puts the time that it guesses
            # from the names of columns over that of the style.
            options = QgsVectorLayer.LayerOptions(False)
            layer = QgsVectorLayer(uri, name, "ogr", options)
            layer.loadDefaultStyle()
            if not layer.isValid():
                print(f"{layer.source()} is not valid in QGIS", file=sys.stderr)
                leave(1)
            shown = [on_day(layer, day) for day in days]
            count = sum(1 for _ in layer.getFeatures())
            shape = QgsWkbTypes.geometryDisplayString(layer.geometryType())
            print(
                f"{shape}: {count} features, {layer.renderer().type()},"
                f" {shown} on the days; {colour(layer)}"
            )


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    check(sys.argv[1], sys.argv[2:])
    leave(0)
