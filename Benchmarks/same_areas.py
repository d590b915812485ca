"""Compares which polygons cover which points, answer by answer, with what GEOS says.

Usage: same_areas.py POINTS POLYGONS ANSWERS [COUNT]
POINTS are pairs of longitude and latitude, POLYGONS a count and shapes with their lengths in front,
ANSWERS pairs of the number of a point and that of a polygon; all little-endian. The exit code is 1 when
any answer differs; the first that do are printed. COUNT compares so many of the points alone.
"""

import struct
import sys

import numpy
import shapely

BATCH = 1_000_000


def polygons(path: str) -> numpy.ndarray:
    with open(path, "rb") as file:
        data = file.read()
    (count,) = struct.unpack_from("<I", data, 0)
    place, shapes = 4, []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, place)
        shapes.append(data[place + 4:place + 4 + length])
        place += 4 + length
    return shapely.from_wkb(numpy.array(shapes, dtype=object))


def covered(points: numpy.ndarray, shapes: numpy.ndarray, tree: shapely.STRtree) -> numpy.ndarray:
    """Pairs as one number each, in ascending order."""
    geometries = shapely.points(points)
    point, shape = tree.query(geometries)
    holds = shapely.covers(shapes[shape], geometries[point])
    return numpy.sort(point[holds].astype(numpy.int64) << 32 | shape[holds])


def main(points_path: str, shapes_path: str, answers_path: str, count: str | None = None) -> None:
    points = numpy.fromfile(points_path).reshape(-1, 2)
    if count:
        points = points[:int(count)]
    shapes = polygons(shapes_path)
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    answers = numpy.fromfile(answers_path, dtype="<u4").reshape(-1, 2).astype(numpy.int64)
    different = pairs = 0
    for first in range(0, len(points), BATCH):
        expected = covered(points[first:first + BATCH], shapes, tree)
        end = min(first + BATCH, len(points))
        of = answers[(answers[:, 0] >= first) & (answers[:, 0] < end)]
        found = numpy.sort((of[:, 0] - first) << 32 | of[:, 1])
        pairs += len(expected)
        for pair in numpy.setxor1d(expected, found):
            if different < 10:
                side = "GEOS only" if pair in expected else "ours only"
                point = first + int(pair >> 32)
                print(f"{side}: polygon {pair & 0xFFFFFFFF}, point {point}: {points[point]}")
            different += 1
    print(
        f"\n{len(points):,} points compared with GEOS {shapely.geos_version_string}: {pairs:,} answers, "
        f"{different:,} differ"
    )
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
