"""The row of a table and the file it stands in."""

import os
from dataclasses import dataclass, field

COLUMNS = (
    "id name kind longitude latitude country admin1 admin2 parent population precision_km names "
    "source status"
).split()
# The last column; a table none of whose places has an area goes without it.
AREA = "area"


@dataclass
class Place:
    """One row: a place with its position, its unit, its names and where they come from."""

    id: str
    name: str
    kind: str
    longitude: float
    latitude: float
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    parent: str = ""
    population: str = ""
    precision_km: str = ""
    names: list = field(default_factory=list)
    source: list = field(default_factory=list)
    status: str = "single-source"
    # The polygon or line of the place, as `layer#id`.
    area: str = ""

    def fields(self, with_area):
        """The fields of the row, in the order of the columns."""
        area = [self.area] if with_area else []
        return [
            self.id, self.name, self.kind, degrees(self.longitude), degrees(self.latitude),
            self.country, self.admin1, self.admin2, self.parent, self.population,
            self.precision_km, "|".join(self.names), ";".join(self.source), self.status,
        ] + area


def degrees(value):
    """Five decimals, about one metre, without trailing zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def kilometres(value):
    """One decimal below 10 km, whole kilometres above: no figure claims more than it has."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def write_rows(path, header, rows):
    """Writes a table whole or not at all: a reader never sees half of it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    lines = ["\t".join(header)]
    for row in rows:
        for value in row:
            if any(mark in value for mark in "\t\n\r"):
                raise SystemExit(f"{path}: tab or line break in {row!r}")
        lines.append("\t".join(row))
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
    os.replace(path + ".part", path)
    print(f"{os.path.basename(path):24} {len(lines) - 1:6} rows {os.path.getsize(path):9} bytes")


def write_places(path, places):
    for place in places:
        place.name = " ".join(place.name.split())
        place.names = distinct_names(place.names, place.name)
    with_area = any(place.area for place in places)
    header = COLUMNS + [AREA] if with_area else COLUMNS
    write_rows(path, header, (place.fields(with_area) for place in places))


def distinct_names(names, main):
    """The other names, each once; `|` separates them, so none may hold one."""
    seen, kept = {main.casefold()}, []
    for name in names:
        name = " ".join(name.replace("|", " ").split())
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            kept.append(name)
    return kept
