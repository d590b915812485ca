#!/usr/bin/env python3
"""Fits the weights that tie events to places, and tells how well they do.

    Training/fit_links.py [-o gazetteer/linking.tsv] [--folds 5] ROWS.tsv...

ROWS are what `training links` writes: a line an event (the number of its text, how many tokens its
places have), a line a place (how many tokens, how many of them are right, features), an empty line.
The model is a logistic regression with a penalty on the squares of the weights, fitted by Newton's
method. Prints token precision, recall and F1 by cross-validation over texts, beside two baselines.
"""
import argparse
import random

import numpy

import logistic

PENALTY = 2.0


def events(path):
    """(path and text, tokens of the right places, rows of (tokens, right tokens, features))"""
    head, rows = None, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells == [""]:
                yield (path, head[0]), int(head[1]), rows
                head, rows = None, []
            elif head is None:
                head = cells
            else:
                rows.append((int(cells[0]), int(cells[1]), cells[2:]))


def fit(rows, names):
    right = numpy.array([1.0 if row[1] else 0.0 for row in rows])
    return logistic.fitted(logistic.matrix([row[2] for row in rows], names), right, PENALTY)


def score(told, chosen):
    """Token precision, recall and F1 of the rows chosen of each event."""
    hits = sum(row[1] for rows in chosen for row in rows)
    predicted = sum(row[0] for rows in chosen for row in rows)
    gold = sum(event[1] for event in told)
    precision, recall = hits / max(1, predicted), hits / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+")
    parser.add_argument("-o", "--output")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--without", default="", help="features left out, commas between them")
    options = parser.parse_args()
    told = [event for path in options.rows for event in events(path)]
    left_out = set(options.without.split(","))
    features = sorted({f for _, _, rows in told for row in rows for f in row[2]} - left_out)
    names = {feature: number for number, feature in enumerate(features)}
    print(f"{len(told)} events, {sum(len(rows) for _, _, rows in told)} places")
    print("nearest place     ", score(told, [
        [row for row in rows if "nearest" in row[2]] for _, _, rows in told]))
    print("every place       ", score(told, [rows for _, _, rows in told]))
    texts = sorted({text for text, _, _ in told})
    random.Random(3).shuffle(texts)
    fold = {text: number % options.folds for number, text in enumerate(texts)}
    chosen = {0.5: [[]] * len(told), 0.4: [[]] * len(told), "best": [[]] * len(told)}
    for number in range(options.folds):
        rows = [row for text, _, places in told if fold[text] != number for row in places]
        weights = fit(rows, names)
        for index, (text, _, places) in enumerate(told):
            if fold[text] != number or not places:
                continue
            chances = logistic.chances(
                logistic.matrix([row[2] for row in places], names), weights)
            for bound in (0.5, 0.4):
                chosen[bound][index] = [p for p, c in zip(places, chances) if c >= bound]
            best = int(chances.argmax())
            chosen["best"][index] = [places[best]] if chances[best] >= 0.35 else []
    print(f"fitted, odds above 1", score(told, chosen[0.5]), f"({options.folds} folds)")
    print(f"   above 2 to 3     ", score(told, chosen[0.4]))
    print(f"   the best one     ", score(told, chosen["best"]))
    if options.output:
        weights = fit([row for _, _, places in told for row in places], names)
        logistic.write(options.output, [
            "What ties an event to a place of its sentence: feature, tab, weight in the logarithm of",
            "odds. Fitted by Training/fit_links.py."], features, weights)


if __name__ == "__main__":
    main()
