#!/usr/bin/env python3
"""Fits the weights that decide whether words tell an event, and tells how well they do.

    Training/fit_telling.py [-o gazetteer/telling.tsv] [--folds 10] ROWS.tsv...

ROWS are what `training telling` writes: the report and the byte, 1 or 0, and the rules that hold. Prints precision
and recall of the words by cross-validation over reports.
"""
import argparse

import numpy

import logistic

PENALTY = 4.0
# What weights are drawn towards: some 670 annotated words weigh 60 rules badly. What a reader never
# forgives is sure (a strike that was called for is none), the rest is a fair guess.
PRIOR = {
    "modality": -4.5, "call": -4.5, "threat": -4.5, "plan": -4.5, "negation": -4.5,
    "generality": -3.5, "question": -4, "otherCause": -3, "barredBehind": -1.5, "future": -3,
    "noDate": -1, "firstPerson": -0.5, "longTime": -2, "noPastVerb": -0.5, "background": -0.3,
    "verb": 0.5, "dateInSentence": 0.7, "dateInParagraph": 0.4, "placeInSentence": 0.4, "toll": 0.7,
    "actors": 0.2, "occurrenceBeside": 0.4, "participants": 0.3, "placeFurtherUp": -0.3,
    "noPlace": -0.6, "unclear": -0.6, "plural": -0.3, "countryNamed": -0.4,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+")
    parser.add_argument("-o", "--output")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--without", default="", help="rules left out, commas between them")
    options = parser.parse_args()
    rows = [line.rstrip("\n").split("\t") for path in options.rows
            for line in open(path, encoding="utf-8")]
    left_out = set(options.without.split(","))
    features = sorted({f for row in rows for f in row[2:]} - left_out)
    names = {feature: number for number, feature in enumerate(features)}
    seen = logistic.matrix([row[2:] for row in rows], names)
    right = numpy.array([float(row[1]) for row in rows])
    prior = numpy.array([float(PRIOR.get(feature, 0)) for feature in features])
    print(f"{len(rows)} words, {int(right.sum())} tell events")
    chances = logistic.chances_unseen(
        seen, right, [row[0].split("#")[0] for row in rows], options.folds, options.penalty, prior)
    for bound in (0.3, 0.4, 0.5, 0.6):
        print(f"chance of {bound} or more:", logistic.score(right, chances >= bound))
    if options.output:
        weights = logistic.fitted(seen, right, options.penalty, prior)
        logistic.write(options.output, [
            "What speaks for and against a sentence's telling an event: rule, tab, weight in the",
            "logarithm of odds. Fitted by Training/fit_telling.py."], features, weights)


if __name__ == "__main__":
    main()
