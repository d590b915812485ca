#!/usr/bin/env python3
"""Fits the weights that tie dates, figures or actors to events, and tells how well they do.

    Training/fit_attachments.py [-o gazetteer/linking-dates.tsv] [--folds 10] ROWS.tsv

ROWS are what `training attachments` writes: report, sentence and word, 1 or 0, the features that hold. The
model is a logistic regression with a penalty on the squares of the weights. Prints precision, recall and
F1 by cross-validation over reports, beside the nearest of its kind; --one takes one item an event at most.
"""
import argparse
import collections

import numpy

import logistic

PENALTY = 4.0
# What weights are drawn towards: a hundred pairs or two weigh forty features badly, and these are a fair
# guess whatever the pairs say.
PRIOR = {
    "bias": 1, "nearest": 0.8, "only": 0.5, "onlyEvent": 0.5, "otherEventNearer": -0.7,
    "otherClause": -0.7, "comma": -0.3, "and": -0.2, "otherTrigger": -0.5, "stop": -1, "subordinator": -0.3, "pastVerb": -0.2, "inside": 1,
    "besideBehind": 0.5, "besideInFront": 0.5, "closeBehind": 0.3, "closeInFront": 0.3,
    "farBehind": -0.3, "farInFront": -0.3, "ofWords": -0.7, "lookBack": -0.5, "year": -0.5,
    "deadOfViolence": 0.5, "hurtOfViolence": 0.5, "deadOfOther": -1, "hurtOfOther": -0.7,
    "crowdOfViolence": -0.5, "crowdOfOther": 0.3, "forceOfViolence": 0.5, "behindAgainst": -0.3,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows")
    parser.add_argument("-o", "--output")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--one", action="store_true", help="one item an event at most")
    parser.add_argument("--without", default="", help="features left out, commas between them")
    options = parser.parse_args()
    rows = [line.rstrip("\n").split("\t") for line in open(options.rows, encoding="utf-8")]
    left_out = set(options.without.split(","))
    features = sorted({f for row in rows for f in row[2:]} - left_out)
    names = {feature: number for number, feature in enumerate(features)}
    seen = logistic.matrix([row[2:] for row in rows], names)
    right = numpy.array([float(row[1]) for row in rows])
    prior = numpy.array([float(PRIOR.get(feature, 0)) for feature in features])
    chances = logistic.chances_unseen(
        seen, right, [row[0].split("#")[0] for row in rows], options.folds, options.penalty, prior)
    print(f"{len(rows)} pairs, {int(right.sum())} right")
    print("every pair          ", logistic.score(right, numpy.ones(len(rows), bool)))
    print("nearest of its kind ", logistic.score(right, numpy.array(["nearest" in row for row in rows])))
    print("nearest both ways   ", logistic.score(right, numpy.array(
        ["nearest" in row and "otherEventNearer" not in row for row in rows])))
    likeliest = numpy.ones(len(rows), bool)
    if options.one:
        events = collections.defaultdict(list)
        for number, row in enumerate(rows):
            events[row[0]].append(number)
        for numbers in events.values():
            best = max(numbers, key=lambda number: chances[number])
            likeliest[[number for number in numbers if number != best]] = False
    for bound in (0.2, 0.3, 0.4, 0.5, 0.6):
        print(f"chance of {bound} or more", logistic.score(right, (chances >= bound) & likeliest))
    if options.output:
        weights = logistic.fitted(seen, right, options.penalty, prior)
        logistic.write(options.output, [
            "What ties a date, a figure or a word for people to an event of its sentence: feature, tab,",
            "weight in the logarithm of odds. Fitted by Training/fit_attachments.py."], features, weights)


if __name__ == "__main__":
    main()
