"""The row of a table and the file it stands in."""

import os
import re
import subprocess
from dataclasses import dataclass, field

COLUMNS = (
    "id name kind longitude latitude country admin1 admin2 parent population precision_km names "
    "source status area"
).split()
# The level from which on nothing is gained; `--long` lets a name meet its like megabytes away.
COMPRESSION = ["zstd", "-19", "--long=27", "--single-thread", "--no-progress", "--quiet", "--stdout"]


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
    area: str = ""

    def fields(self):
        return [
            self.id, self.name, self.kind, degrees(self.longitude), degrees(self.latitude),
            self.country, self.admin1, self.admin2, self.parent, self.population,
            self.precision_km, "|".join(self.names), ";".join(self.source), self.status, self.area,
        ]

    def short_fields(self):
        """The fields without what a reader derives; README.md says how."""
        fields = self.fields()
        if self.parent == derived_parent(self):
            fields[COLUMNS.index("parent")] = ""
        if fields[COLUMNS.index("source")] == derived_source(self.id):
            fields[COLUMNS.index("source")] = ""
        if self.status == "single-source":
            fields[COLUMNS.index("status")] = ""
        return fields


def derived_parent(place):
    """What an empty parent stands for: the smallest unit that a row names besides itself."""
    for unit in (place.admin2, place.admin1, place.country.lower()):
        if unit and unit != place.id:
            return unit
    return ""


def derived_source(identifier):
    """What an empty source stands for."""
    return f"GeoNames {identifier[3:]}" if identifier.startswith("gn-") else ""


def degrees(value):
    """Five decimals, about one metre, without trailing zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def kilometres(value):
    """One decimal below 10 km, whole kilometres above: no figure claims more than it has."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def write_rows(path, header, rows):
    """Writes a table whole or not at all: a reader never sees half of it.

    A path that ends in `.zst` is compressed.
    """
    lines = ["\t".join(header)]
    for row in rows:
        for value in row:
            if any(mark in value for mark in "\t\n\r"):
                raise SystemExit(f"{path}: tab or line break in {row!r}")
        lines.append("\t".join(row))
    write_text(path, "\n".join(lines) + "\n")
    print(f"{os.path.basename(path):24} {len(lines) - 1:6} rows {os.path.getsize(path):9} bytes")


def write_text(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    content = text.encode("utf-8")
    if path.endswith(".zst"):
        # One thread: the bytes must not depend on the machine's cores.
        content = subprocess.run(COMPRESSION, input=content, stdout=subprocess.PIPE,
                                 check=True).stdout
    with open(path + ".part", "wb") as file:
        file.write(content)
    os.replace(path + ".part", path)


def write_places(path, places):
    """Writes places; in a compressed table what a reader derives is left out."""
    for place in places:
        place.name = " ".join(place.name.split())
        place.names = distinct_names(place.names + number_names(place), place.name)
    short = path.endswith(".zst")
    write_rows(path, COLUMNS, (p.short_fields() if short else p.fields() for p in places))


def number_names(place):
    """The GeoNames number of a row that has another id, so that a user's own dump meets it.

    Only the source of a town's position says what the row is: a check may be a neighbour's, and a
    province or a square may be given the point of its town.
    """
    if place.id.startswith("gn-") or not place.kind.startswith("P/") or place.kind == "P/PPLX":
        return []
    number = re.fullmatch(r"GeoNames (\d+)", place.source[0]) if place.source else None
    return ["id:gn-" + number.group(1)] if number else []


def distinct_names(names, main):
    """The other names, each once; `|` separates them, so none may hold one."""
    seen, kept = {main.casefold()}, []
    for name in names:
        name = " ".join(name.replace("|", " ").split())
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            kept.append(name)
    return kept
