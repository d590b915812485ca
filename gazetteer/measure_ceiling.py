#!/usr/bin/env python3
"""Measures how many toponyms of annotated texts have their place in the tables.

    gazetteer/measure_ceiling.py --km 161 texts.jsonl

A line is a text: {"toponyms": [{"text", "lat", "lon"}]}. A toponym is reached if a row of that
name (case, accents and a leading "the" aside) stands within the distance, or within the text's
own `tolerance_km` where that is more. Standard library only; needs the program zstd.
"""

import argparse
import json
import re
from collections import Counter

from check_tables import TABLES, read_table
from making.shapes import distance_km
from making.spelling import folded


def forms(text):
    """The folded name, without a leading article."""
    name = " ".join(folded(text.replace("\n", " ")).replace("-", " ").split())
    return {name, re.sub(r"^the ", "", name)}


def index():
    places = {}
    for name in TABLES:
        header, *rows = read_table(name)
        for row in rows:
            place = dict(zip(header, row))
            position = float(place["longitude"]), float(place["latitude"])
            for spelling in [place["name"], *place["names"].split("|")]:
                if spelling.startswith("id:"):
                    continue
                for form in forms(spelling.removeprefix("code:")):
                    places.setdefault(form, []).append(position)
    return places


def demonyms():
    """The words for people, which some texts count as toponyms."""
    return {folded(row[0]) for row in read_table("demonyms")[1:]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", help="files of annotated texts, one JSON object a line")
    parser.add_argument("--km", type=float, default=161, help="how far the row may stand")
    parser.add_argument("--misses", type=int, default=0, help="list so many of the names missed")
    parser.add_argument("--names-only", action="store_true",
                        help="leave out toponyms that are words for people, such as 'Russian'")
    options = parser.parse_args()
    people = demonyms() if options.names_only else set()
    places = index()
    for path in options.texts:
        total, reached, missed = 0, 0, Counter()
        with open(path, encoding="utf-8") as file:
            for line in file:
                for toponym in json.loads(line)["toponyms"]:
                    positions = [(toponym.get(f"{prefix}lon"), toponym.get(f"{prefix}lat"))
                                 for prefix in ("", "alt_")]
                    positions = [p for p in positions if None not in p]
                    if not positions or forms(toponym["text"]) & people:
                        continue
                    total += 1
                    reach = max(options.km, toponym.get("tolerance_km") or 0)
                    found = [p for form in forms(toponym["text"]) for p in places.get(form, ())]
                    if any(distance_km(*a, *b) <= reach for a in found for b in positions):
                        reached += 1
                    else:
                        missed[toponym["text"], "far" if found else "none"] += 1
        share = reached / total if total else 0
        print(f"{path}: {reached} of {total} toponyms within {options.km:g} km ({share:.3f}); "
              f"names missed: {sum(n for (_, why), n in missed.items() if why == 'none')} unknown, "
              f"{sum(n for (_, why), n in missed.items() if why == 'far')} elsewhere")
        for (name, why), count in missed.most_common(options.misses):
            print(f"    {count:4} {why:5} {name}")


if __name__ == "__main__":
    main()
