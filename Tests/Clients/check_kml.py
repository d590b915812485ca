"""Validates KML files against the OGC schema with fastkml and counts their placemarks.

Usage: check_kml.py FILE...
Prints `FILE: N placemarks, M without geometry, K folders` a file; exits 1 at the first fault.
"""

import sys

import fastkml
import fastkml.validator
from lxml import etree

KML = "{http://www.opengis.net/kml/2.2}"


def fault(path: str, reason: str) -> None:
    print(f"{path}: {reason}", file=sys.stderr)
    sys.exit(1)


def placemarks(container) -> list:
    """The placemarks of a container and of all folders in it."""
    found = []
    for member in container.features:
        if isinstance(member, fastkml.Placemark):
            found.append(member)
        else:
            found += placemarks(member)
    return found


def check(path: str) -> None:
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, huge_tree=True))
    if not fastkml.validator.validate(element=tree.getroot()):
        fault(path, "does not follow the XSD of KML 2.2")
    identifiers = [element.get("id") for element in tree.iter() if element.get("id")]
    if len(identifiers) != len(set(identifiers)):
        fault(path, "has an id twice")
    for url in tree.iter(KML + "styleUrl"):
        if url.text.removeprefix("#") not in identifiers:
            fault(path, f"has no style {url.text}")
    parsed = fastkml.KML.parse(path, strict=True)
    read = placemarks(parsed)
    written = sum(1 for _ in tree.iter(KML + "Placemark"))
    if len(read) != written:
        fault(path, f"fastkml read {len(read)} of {written} placemarks")
    without = sum(1 for placemark in read if placemark.geometry is None)
    folders = sum(1 for _ in tree.iter(KML + "Folder"))
    print(f"{path}: {written} placemarks, {without} without geometry, {folders} folders")


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        check(argument)
