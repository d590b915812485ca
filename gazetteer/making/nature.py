"""Waters, islands and mountains: what is no unit and no town.

Rivers come from Natural Earth, islands and lakes from R's package maps (which took them from
Natural Earth), seas, peninsulas and mountains from the seismic regions of Flinn and Engdahl.
"""

import gettext
import os
import re
import struct

from .merging import Names, folded_names, rules
from .shapes import Unit, distance_km, mean_position, radius_km, read_layer
from .spelling import folded, slug
from .table import Place, kilometres

RIVERS = "10m/ne_10m_rivers_lake_centerlines.shp"
# Up to this rank of Natural Earth a text prints a river's bare name; "the White" is any river.
BARE_RANK = 6
# Two lines of one name are one river if they come so near.
JOINED_KM = 60
# A smaller island stands for its town, where there is one of the same name.
ISLE_KM = 15
# What is drawn as a river and is none, or says by its last word what it is.
OTHER_STREAM = re.compile(r"(?:Canal|Branch|Delta|Fork|Creek|Bayou|Channel)$")
# By the class of a row what WordNet must call it.
WORDNET_KINDS = {"H": {"body of water"}, "T": {"land", "geological formation"}}
CATALOGUES = ("kgeography", "libgweather-4.0-locations")
# Words by which a seismic region is named after a thing of nature, and GeoNames' code of it.
KINDS = (
    (r" OCEAN$", "H/OCN"), (r" SEA$", "H/SEA"), (r"^GULF OF | GULF$", "H/GULF"),
    (r"^BAY OF | BAY$", "H/BAY"), (r"^STRAIT OF | STRAIT$| PASSAGE$", "H/STRT"),
    (r" CHANNEL$", "H/CHN"), (r"^LAKE | LAKE$", "H/LK"), (r" PENINSULA$", "T/PEN"),
    (r" MOUNTAINS$|^PYRENEES$|^HINDU KUSH$|CAUCASUS$", "T/MTS"), (r" ISLANDS$| ARCHIPELAGO$", "T/ISLS"),
    (r" ISLAND$", "T/ISL"),
)
QUARTER = r"(?:(?:NORTH|SOUTH|EAST|WEST)+(?:ERN)?|CENTRAL)"


class Rows:
    """The rows made so far; an id is given once."""

    def __init__(self, ids=()):
        self.places, self.ids = [], set(ids)

    def add(self, prefix, name, **fields):
        name = " ".join(name.split())
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
            names = river_forms(forms, bare)
            main = forms[0] if bare else names[0]
            rows.add("phys-river" if bare else "phys", main, kind="H/STM", longitude=longitude,
                     latitude=latitude, precision_km=kilometres(reach), names=names,
                     source=["Natural Earth 10m"])


def river_forms(forms, bare):
    """`Danube` -> `Danube River`, `Río Danube`; a lesser river keeps the word for what it is."""
    names = []
    for form in forms:
        if OTHER_STREAM.search(form):
            names.append(form)
            continue
        core = re.sub(r"^(?:Rio|Río|River) | River$| R\.$", "", form)
        names += [f"{core} River", f"River {core}", f"Río {core}"] + ([core] if bare else [])
    return names


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


def distinct(rows, units, towns, report):
    """Leaves out what another row is already: a unit, a hand-checked row, a row before, a town."""
    known = rules()
    lands = Names(place for place in units if place.kind[0] in "AHTL")
    waters = Names(place for place in units if place.kind[0] in "HTL")
    villages, before, kept = Names(towns), Names([]), []
    for place in rows.places:
        names = folded_names(place)
        index = lands if place.kind.startswith("T/ISL") else waters
        for apart, other in index.near(names, place.longitude, place.latitude, 1000):
            reach = max(known["feature"].within_km, float(other.precision_km or 0))
            if apart <= reach and (other.kind[0] == "H" or place.kind != "H/STM"):
                report.merge(other.id, place.id, apart, known["feature"])
                break
        else:
            near = before.near({folded(place.name)}, place.longitude, place.latitude,
                               known["feature-twin"].within_km)
            near = [pair for pair in near if pair[1].kind[0] == place.kind[0] != "H"
                    or pair[1].kind == place.kind != "H/STM"]
            rule = known["feature-twin"]
            if not near and place.kind == "T/ISL" and float(place.precision_km) < ISLE_KM:
                rule = known["isle-town"]
                near = villages.near({folded(place.name)}, place.longitude, place.latitude,
                                     rule.within_km)
            if near:
                report.merge(near[0][1].id, place.id, near[0][0], rule)
                continue
            kept.append(place)
            for name in names:
                before.by_name.setdefault(name, []).append(place)
    return kept


def other_names(places, wordnet, locale):
    """WordNet's synonyms, and the Spanish of two programs that show maps and weather."""
    bearers = {}
    for place in places:
        for name in folded_names(place):
            bearers.setdefault(name, []).append(place)
    for english, spanish in translations(locale):
        for one, other in ((english, spanish), (spanish, english)):
            for place in bearers.get(folded(one), ()):
                # "Naranja" for the river Orange is a slip; the names of one river begin alike.
                if place.kind != "H/STM" or folded(one)[:2] == folded(other)[:2]:
                    add_names(place, [other], "kgeography")
                    if place.kind == "H/STM" and other == spanish and "Río" not in other:
                        add_names(place, [f"Río {other}"], "kgeography")
    meanings = {}
    for synset in wordnet.places:
        for word in synset.words:
            meanings.setdefault(folded(word), []).append(synset)
    for place in places:
        wanted = WORDNET_KINDS.get(place.kind[0], set())
        found = {synset.id: synset for name in folded_names(place)
                 for synset in meanings.get(name, ()) if wanted & set(wordnet.kinds(synset))}
        rivals = {rival.id for name in folded_names(place) for rival in bearers.get(name, ())
                  if rival.kind == place.kind}
        # Two rivers Colorado, or two of WordNet's: which is which, no name can tell.
        if len(found) == 1 and len(rivals) <= 1:
            words = next(iter(found.values())).words
            add_names(place, [word for word in words if len(word) > 2 and word[0].isupper()],
                      "WordNet")


def add_names(place, names, source):
    known = folded_names(place)
    fresh = [name for name in names if folded(name) not in known]
    if fresh:
        place.names += fresh
        if f"names {source}" not in place.source:
            place.source.append(f"names {source}")


def translations(locale):
    """Pairs of an English and a Spanish name, sorted."""
    pairs = set()
    for domain in CATALOGUES:
        path = os.path.join(locale, "es", "LC_MESSAGES", domain + ".mo")
        try:
            with open(path, "rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog
        except FileNotFoundError:
            raise SystemExit(f"no {path}: install kgeography-data and libgweather-4-common") from None
        for key, value in catalogue.items():
            if isinstance(key, str) and isinstance(value, str):
                english = key.split("\x04")[-1]
                if english[:1].isupper() and value[:1].isupper() and english != value \
                        and not any(mark in english + value for mark in "(,&\n"):
                    pairs.add((english, value))
    return sorted(pairs)


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
            core = re.sub(r"^(?:Isla|Ilha|Isola|Ile|Ostrov)s? (?:de |del |da |do |du |de la )?", "",
                          name)
            rows.add("phys-island", name, names=[core, f"{core} Island"] if core != name else [],
                     kind="T/ISLS" if several else "T/ISL",
                     country=countries_of.pop() if len(countries_of) == 1 else "",
                     **position(unit), source=["Natural Earth 50m by maps"])
    lakes = {}
    for name, rings in outlines(os.path.join(maps, "lakes")):
        parts = [part for part in name.split(":") if part]
        # What has a number is an island in the lake; "?" has no name.
        if not re.search(r"\d|[?,]|Island|Zuid", name):
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
    # Maps draws an island that the antimeridian crosses beyond it.
    return {"longitude": (longitude + 180) % 360 - 180, "latitude": latitude,
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


def seas(rows):
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
    if not any(re.search(pattern, text) for pattern, _ in KINDS) or "." in text[:2]:
        return []
    whole = re.sub(rf"^{QUARTER}(?: {QUARTER})* (?=.* OCEAN$)", "", text)
    whole = re.sub(r"^(?:(?:NORTH|SOUTH|EAST|WEST)+ERN|CENTRAL) ", "", whole)
    # A part of a sea is printed, a part of a range or of the open ocean is the seismologists'.
    part = text.endswith(" SEA") or re.match(r"(?:NORTH|SOUTH) \w+ OCEAN$", text)
    forms = dict.fromkeys([text, whole] if part else [whole])
    return [re.sub(r"\b(Of|And|The)\b", lambda match: match[0].lower(), form.title())
            for form in forms]


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
