"""Clusters by scikit-learn and mean centres by numpy, on geodesics of GeographicLib.

    .venv/bin/python Tests/Clients/reference_clusters.py Tests/Clients/reference

writes clusters.csv (a made-up layer of points, a column of labels for each pair of distance in
kilometres and least number, -1 for noise) and centres.csv (the mean of the unit normals and the
root mean square geodesic distance to it, for some heaps of these points, weighted and not). The
positions are drawn with a seed, so a second run writes the same bytes.
"""

import csv
import sys

import numpy
from geographiclib.geodesic import Geodesic
from sklearn.cluster import DBSCAN

QUESTIONS = [(20, 5), (20, 1), (60, 4), (5, 12), (400, 8), (1500, 3)]


def positions():
    """Towns with many equal points, suburbs, lone points; the antimeridian and a pole among them."""
    draw = numpy.random.default_rng(8)
    found = []
    towns = [(-68.15, -16.5), (-66.157, -17.394), (-67.106, -17.967), (179.95, -16.8), (20, 89.7)]
    for lon, lat in towns:
        for _ in range(25):
            found.append((lon, lat))
        for spread in (0.03, 0.15, 0.6):
            for _ in range(20):
                wide = spread / max(numpy.cos(numpy.radians(lat)), 0.05)
                found.append((lon + draw.normal(0, wide), lat + draw.normal(0, spread)))
    for _ in range(60):
        found.append((draw.uniform(-70, -60), draw.uniform(-22, -10)))
    # A street of points 4.9 km apart, and one 5.1 km apart, for the rule at the distance itself.
    for step in range(20):
        found.append((-64 + step * 4.9 / 111.3, 0.0))
        found.append((-64 + step * 5.1 / 111.3, 3.0))
    order = draw.permutation(len(found))
    turned = []
    for index in order:
        lon, lat = found[index]
        if lat > 90:
            lon, lat = lon + 180, 180 - lat
        turned.append((round((lon + 180) % 360 - 180, 5), round(lat, 5)))
    return turned


def geodesics(points):
    """Geodesics where a question hangs on them; elsewhere great circles, which are within 0.6 %."""
    lon, lat = numpy.radians(numpy.array(points)).T
    normals = numpy.array(
        [numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon), numpy.sin(lat)]).T
    chords = numpy.linalg.norm(normals[:, None] - normals[None], axis=2)
    table = 2 * 6371008.8 * numpy.arcsin(numpy.minimum(chords / 2, 1))
    for km, _ in QUESTIONS:
        close = numpy.abs(table - km * 1000) < km * 10
        for one, other in zip(*numpy.nonzero(numpy.tril(close))):
            (lon1, lat1), (lon2, lat2) = points[one], points[other]
            line = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.DISTANCE)
            table[one, other] = table[other, one] = line["s12"]
    return table


def centre(points, weights):
    lon, lat = numpy.radians(numpy.array(points)).T
    normals = numpy.array(
        [numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon), numpy.sin(lat)])
    x, y, z = normals @ weights
    mean = (numpy.degrees(numpy.arctan2(y, x)), numpy.degrees(numpy.arctan2(z, numpy.hypot(x, y))))
    squares = [
        Geodesic.WGS84.Inverse(lat, lon, mean[1], mean[0], Geodesic.DISTANCE)["s12"] ** 2
        for lon, lat in points]
    return mean, numpy.sqrt(numpy.average(squares, weights=weights))


def geodesic_mean(points, weights, start):
    """The position with the least sum of squared geodesics, for how far the simple mean is from it."""
    lon, lat = start
    for _ in range(15):
        east = north = 0.0
        for (lon2, lat2), weight in zip(points, weights):
            line = Geodesic.WGS84.Inverse(lat, lon, lat2, lon2)
            east += weight * line["s12"] * numpy.sin(numpy.radians(line["azi1"]))
            north += weight * line["s12"] * numpy.cos(numpy.radians(line["azi1"]))
        east, north = east / sum(weights), north / sum(weights)
        step = Geodesic.WGS84.Direct(
            lat, lon, numpy.degrees(numpy.arctan2(east, north)), numpy.hypot(east, north))
        lon, lat = step["lon2"], step["lat2"]
    return lon, lat


def main(folder):
    points = positions()
    table = geodesics(points)
    labels = [
        DBSCAN(eps=km * 1000, min_samples=least, metric="precomputed").fit(table).labels_
        for km, least in QUESTIONS]
    with open(f"{folder}/clusters.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["longitude", "latitude"] + [f"{km}_{least}" for km, least in QUESTIONS])
        for index, (lon, lat) in enumerate(points):
            writer.writerow([f"{lon:.5f}", f"{lat:.5f}"] + [label[index] for label in labels])
    heaps = {
        "bolivia": lambda lon, lat: -71 < lon < -59 and lat < -9,
        "fiji": lambda lon, lat: abs(lon) > 170 and lat < 0,
        "pole": lambda lon, lat: lat > 80,
        "all": lambda lon, lat: True,
    }
    with open(f"{folder}/centres.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["heap", "weighted", "longitude", "latitude", "standard_distance_metres",
             "metres_to_geodesic_mean"])
        for name, holds in heaps.items():
            chosen = [index for index, point in enumerate(points) if holds(*point)]
            heap = [points[index] for index in chosen]
            for weighted in (0, 1):
                weights = [index % 7 if weighted else 1 for index in chosen]
                mean, distance = centre(heap, weights)
                best = geodesic_mean(heap, weights, mean)
                off = Geodesic.WGS84.Inverse(mean[1], mean[0], best[1], best[0])["s12"]
                writer.writerow(
                    [name, weighted, f"{mean[0]:.9f}", f"{mean[1]:.9f}", f"{distance:.3f}",
                     f"{off:.0f}"])


if __name__ == "__main__":
    main(sys.argv[1])
