"""Waters, islands and mountains: what is no unit and no town.

Rivers come from Natural Earth, islands and lakes from R's package maps (which took them from
Natural Earth), seas, peninsulas and mountains from the seismic regions of Flinn and Engdahl.
"""

import gettext
import os
import re
import struct

from .merging import folded_names
from .shapes import Unit, distance_km, mean_position, radius_km, read_layer
from .spelling import folded, slug
from .table import Place, kilometres

RIVERS = "10m/ne_10m_rivers_lake_centerlines.shp"
# Up to this rank of Natural Earth a text prints a river's bare name; "the White" is any river.
BARE_RANK = 6
# Two lines of one name are one river if they come so near.
JOINED_KM = 60
# An island and a unit of its name this near are one place, or within the unit's own radius.
SAME_KM = 60
# Words by which a seismic region is named after a thing of nature, and GeoNames' code of it.
KINDS = (
    (r" OCEAN$", "H/OCN"), (r" SEA$", "H/SEA"), (r"^GULF OF | GULF$", "H/GULF"),
    (r"^BAY OF | BAY$", "H/BAY"), (r"^STRAIT OF | STRAIT$| PASSAGE$", "H/STRT"),
    (r" CHANNEL$", "H/CHN"), (r"^LAKE | LAKE$", "H/LK"), (r" PENINSULA$", "T/PEN"),
    (r" MOUNTAINS$|^PYRENEES$|^HINDU KUSH$|CAUCASUS$", "T/MTS"), (r" ISLANDS$| ARCHIPELAGO$", "T/ISLS"),
    (r" ISLAND$", "T/ISL"),
)
QUARTER = r"(?:(?:NORTH|SOUTH|EAST|WEST)+(?:ERN)?|CENTRAL)"
SMALL_WORDS = {"Of", "And", "The"}


class Rows:
    """The rows made so far; an id is given once."""

    def __init__(self):
        self.places, self.ids = [], set()

    def add(self, prefix, name, **fields):
        identifier = f"{prefix}-{slug(name)}"
        number = 2
        while identifier in self.ids:
            identifier = f"{prefix}-{slug(name)}-{number}"
            number += 1
        self.ids.add(identifier)
        self.places.append(Place(id=identifier, name=name, **fields))


def rivers(rows, magics):
    """Rivers, each at the vertex nearest to the middle of its line."""
    lines = {}
    for unit in read_lines(os.path.join(magics, RIVERS)):
        name = unit["name"]
        if unit["featurecla"] == "River" and name and "?" not in name:
            lines.setdefault(name, []).append(unit)
    for name, pieces in sorted(lines.items()):
        for group in joined(pieces):
            points = [point for piece in group for point in piece["points"]]
            middle = middle_of(group)
            longitude, latitude = min(points, key=lambda p: (distance_km(*p, *middle), p))
            reach = max(distance_km(longitude, latitude, *point) for point in points)
            forms = [part.strip() for part in re.split(r"[()]", name) if part.strip()]
            other = {form.strip() for piece in group for form in (piece["name_alt"] or "").split(";")
                     if form.strip() and "?" not in form}
            forms += sorted(other - set(forms))
            bare = min(piece["scalerank"] for piece in group) <= BARE_RANK
            rows.add("phys-river", forms[0], kind="H/STM", longitude=longitude, latitude=latitude,
                     precision_km=kilometres(reach), names=river_forms(forms, bare),
                     source=["Natural Earth 10m"])


def river_forms(forms, bare):
    """`Danube` -> `Danube River`, `Río Danube`; a lesser river keeps the word for what it is."""
    names = []
    for form in forms:
        core = re.sub(r"^(?:Rio|Río|River) | River$| R\.$", "", form)
        names += [f"{core} River", f"River {core}", f"Río {core}"] + ([core] if bare else [])
    return forms[1:] + names if bare else names


def read_lines(path):
    """The lines of a shapefile as dictionaries, `points` those of all parts."""
    import json
    import subprocess
    text = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSONSeq", "-oo", "ENCODING=ISO-8859-1", "/vsistdout/", path],
        stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    found = []
    for line in text.splitlines():
        feature = json.loads(line.strip("\x1e"))
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        parts = parts if geometry["type"] == "MultiLineString" else [parts]
        found.append({**feature["properties"], "parts": parts,
                      "points": [tuple(point[:2]) for part in parts for point in part]})
    return found


def joined(pieces):
    """Pieces of one name in groups that hang together."""
    groups = []
    for piece in pieces:
        near = [group for group in groups if any(
            distance_km(*a, *b) <= JOINED_KM for other in group
            for a in ends(other) for b in ends(piece))]
        groups = [group for group in groups if group not in near]
        groups.append([piece, *(other for group in near for other in group)])
    return sorted(groups, key=lambda group: min(piece["points"] for piece in group))


def ends(piece):
    return [tuple(part[at][:2]) for part in piece["parts"] for at in (0, len(part) // 2, -1)]


def middle_of(group):
    """The middle of lines, each stretch weighed by its length."""
    stretches = []
    for piece in group:
        for part in piece["parts"]:
            for a, b in zip(part, part[1:]):
                stretches.append(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, distance_km(*a[:2], *b[:2])))
    return mean_position(stretches)


def islands(rows, maps, countries):
    """Islands and lakes at the middle of their largest part."""
    codes = {name: place.country for place in countries for name in folded_names(place)}
    codes |= {"usa": "US", "uk": "GB"}
    shapes = {}
    for name, rings in outlines(os.path.join(maps, "world")):
        parts = [part for part in name.split(":") if not part.isdigit()]
        if len(parts) > 1 and "nclave" not in parts[-1] and "order" not in parts[-1]:
            if folded(parts[-1]) not in codes:
                shapes.setdefault(parts[-1], []).append((codes.get(folded(parts[0]), ""), rings))
    for name, pieces in sorted(shapes.items()):
        for group in near_each_other(pieces):
            unit = Unit({}, [[ring] for _, rings in group for ring in rings])
            countries_of = {code for code, _ in group}
            several = re.search(r"Islands$|^Islas |Archipelago$|^Iles ", name)
            rows.add("phys-island", name, kind="T/ISLS" if several else "T/ISL",
                     country=countries_of.pop() if len(countries_of) == 1 else "",
                     **position(unit), source=["Natural Earth 50m by maps"])
    lakes = {}
    for name, rings in outlines(os.path.join(maps, "lakes")):
        parts = [part for part in name.split(":") if part and not part.isdigit()]
        # An island in a lake is drawn as a lake of its own; "?" has no name.
        if parts and "?" not in parts[0] and "," not in name and not re.search("Island|Zuid", name):
            lakes.setdefault(parts[-1], []).append(rings[0])
    for name, rings in sorted(lakes.items()):
        unit = Unit({}, [[max(rings, key=lambda ring: Unit({}, [[ring]]).area_km2)]])
        full = re.sub(r"^Res\. (.*)", r"\1 Reservoir", re.sub(r"(.*) Res\.$", r"\1 Reservoir", name))
        if full in ("Erie", "Ontario"):
            full = f"Lake {full}"
        core = re.sub(r"^(?:Lake|Lago de|Lago|Lagoa) | Lake$", "", full)
        spanish = [f"Lago {core}"] if full.startswith("Lake") or full.endswith(" Lake") else []
        rows.add("phys-lake", full, kind="H/LK", **position(unit), names=spanish,
                 source=["Natural Earth 50m by maps"])


def position(unit):
    longitude, latitude = unit.point()
    return {"longitude": longitude, "latitude": latitude,
            "precision_km": kilometres(max(1, radius_km(unit.area_km2)))}


def near_each_other(pieces, reach_km=1500):
    """Borneo is drawn in three countries; Santa María is an island of several oceans."""
    groups = []
    for piece in pieces:
        start = piece[1][0][0]
        for group in groups:
            if distance_km(*start, *group[0][1][0][0]) <= reach_km:
                group.append(piece)
                break
        else:
            groups.append([piece])
    return groups


def outlines(path):
    """The named rings of a map of R's package maps: names, polygons by line, lines by vertex."""
    with open(path + ".N", encoding="utf-8") as file:
        names = [line.rstrip("\n").split("\t")[0] for line in file]
    with open(path + ".L", "rb") as file:
        data = file.read()
    lines = []
    for at in range(struct.unpack_from("<i", data, 4)[0]):
        offset, count = struct.unpack_from("<IH", data, 8 + 28 * at)
        flat = [degree(value) for value in struct.unpack_from(f"<{2 * count}f", data, offset)]
        lines.append(list(zip(flat[::2], flat[1::2])))
    with open(path + ".G", "rb") as file:
        data = file.read()
    for at, name in zip(range(struct.unpack_from("<H", data, 0)[0]), names):
        offset, count = struct.unpack_from("<IH", data, 2 + 24 * at)
        ring = []
        for number in struct.unpack_from(f"<{count}i", data, offset):
            line = lines[abs(number) - 1]
            ring += line if number > 0 else line[::-1]
        if len(ring) >= 4:
            yield name, [ring + ring[:1]]


def degree(radians):
    return round(radians * 57.29577951308232, 4)


def seas(rows, words):
    """Seas, straits, peninsulas and the like that the seismic regions are named after."""
    regions = {}
    for number, cells in flinn_engdahl_cells():
        for name in nature_names(number):
            regions.setdefault(name, []).extend(cells)
    for name, cells in sorted(regions.items()):
        kind = next(kind for pattern, kind in KINDS if re.search(pattern, name.upper()))
        weighted = [(x, y, cell_km2(y)) for x, y in cells]
        middle = mean_position(weighted)
        x, y = min(cells, key=lambda cell: (distance_km(*cell, *middle), cell))
        # The middle itself where the region holds it; else the nearest square's.
        if abs(x - middle[0]) > 0.5 or abs(y - middle[1]) > 0.5:
            middle = x, y
        area = sum(weight for _, _, weight in weighted)
        rows.add("phys", name, kind=kind, longitude=middle[0], latitude=middle[1],
                 precision_km=kilometres(radius_km(area)), source=["Flinn-Engdahl 1995"])


def nature_names(text):
    """`EASTERN MEDITERRANEAN SEA` -> `Eastern Mediterranean Sea`, `Mediterranean Sea`."""
    text = re.sub(r",.*", "", text)
    text = re.sub(r" REG(?:ION|\.)?$", "", text)
    if " OF " in text and re.match(QUARTER, text) or " - " in text or text.startswith("OFF "):
        return []
    if not any(re.search(pattern, text) for pattern, _ in KINDS):
        return []
    whole = re.sub(rf"^{QUARTER}(?: {QUARTER})* (?=.* OCEAN$)", "", text)
    whole = re.sub(r"^(?:(?:NORTH|SOUTH|EAST|WEST)+ERN|CENTRAL) ", "", whole)
    printed = [" ".join(word if word in SMALL_WORDS else word for word in form.title().split())
               for form in dict.fromkeys([text, whole])]
    return [re.sub(r"\b(Of|And|The)\b", lambda match: match[0].lower(), form) for form in printed]


def flinn_engdahl_cells():
    """Every region's name and the middles of its squares of one degree."""
    import importlib.util
    folder = os.path.join(importlib.util.find_spec("obspy").submodule_search_locations[0],
                          "geodetics", "data")

    def numbers(name):
        with open(os.path.join(folder, name), encoding="ascii") as file:
            return [int(word) for word in file.read().split()]

    with open(os.path.join(folder, "names.asc"), encoding="ascii") as file:
        names = [line.strip() for line in file]
    counts, cells = numbers("quadsidx.asc"), {}
    for quadrant, (file, east, north) in enumerate(
            (("nesect.asc", 1, 1), ("nwsect.asc", -1, 1), ("sesect.asc", 1, -1),
             ("swsect.asc", -1, -1))):
        pairs = numbers(file)
        at = 0
        for latitude in range(91):
            count = counts[quadrant * 91 + latitude]
            row = list(zip(pairs[2 * at:2 * (at + count):2], pairs[2 * at + 1:2 * (at + count):2]))
            at += count
            for (start, number), (end, _) in zip(row, [*row[1:], (180, 0)]):
                if latitude < 90:
                    cells.setdefault(number, []).extend(
                        (east * (longitude + 0.5), north * (latitude + 0.5))
                        for longitude in range(start, end))
    return [(names[number - 1], found) for number, found in sorted(cells.items())]


def cell_km2(latitude):
    import math
    return 12364 * math.cos(math.radians(latitude))
