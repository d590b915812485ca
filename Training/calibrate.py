#!/usr/bin/env python3
"""How many of the places that were said to be so sure are right.

    calibrate.py GOLD PREDICTED [KM] [--no-countries]

Both files are JSON lines as the scorers read them; the predicted ones have `confidence`. Counted are
mentions that overlap an annotated one which has coordinates; without countries, whose points differ
from corpus to corpus, where that is said.
"""
import json
import math
import sys

EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]


def kilometres(one, other):
    radians = math.pi / 180
    square = math.sin((other["lat"] - one["lat"]) * radians / 2) ** 2 + (
        math.cos(one["lat"] * radians) * math.cos(other["lat"] * radians)
        * math.sin((other["lon"] - one["lon"]) * radians / 2) ** 2)
    return 12742.0176 * math.asin(min(1.0, math.sqrt(square)))


def read(path):
    with open(path, encoding="utf-8") as file:
        return {str(text["id"]): text["toponyms"] for text in map(json.loads, file)}


def main():
    arguments = [one for one in sys.argv[1:] if one != "--no-countries"]
    countries = len(arguments) == len(sys.argv) - 1
    gold, predicted = read(arguments[0]), read(arguments[1])
    limit = float(arguments[2]) if len(arguments) > 2 else 161
    bins = [[0, 0, 0.0] for _ in EDGES[1:]]
    for name, toponyms in gold.items():
        for mention in predicted.get(name, []):
            confidence = mention.get("confidence")
            meant = [one for one in toponyms if one["start"] < mention["end"]
                     and mention["start"] < one["end"] and one.get("lat") is not None]
            if confidence is None or mention.get("lat") is None or not meant:
                continue
            if not countries and len(mention["gazetteer_id"]) == 2:
                continue
            place = next(at for at, edge in enumerate(EDGES[1:]) if confidence < edge)
            right = kilometres(meant[0], mention) <= max(limit, meant[0].get("tolerance_km") or 0)
            bins[place][0] += 1
            bins[place][1] += right
            bins[place][2] += confidence
    print("confidence    mentions  said  right")
    for low, high, (count, right, said) in zip(EDGES, EDGES[1:], bins):
        if count:
            print("%.2f-%.2f %12d  %.3f %.3f" % (
                low, min(high, 1), count, said / count, right / count))


if __name__ == "__main__":
    main()
