"""Logistic regression over named features that are there or not."""
import random

import numpy


def matrix(rows, names):
    """One row a row of features, one column a name; features without a name are passed over."""
    seen = numpy.zeros((len(rows), len(names)))
    for number, features in enumerate(rows):
        for feature in features:
            if feature in names:
                seen[number, names[feature]] = 1
    return seen


def fitted(seen, right, penalty, prior=0.0):
    """The weights under which the rows are likeliest, by Newton's method.

    penalty weighs the squares of what the weights are off the prior ones, and keeps those of rare
    features near them.
    """
    weights = numpy.zeros(seen.shape[1])
    for _ in range(50):
        chance = chances(seen, weights)
        slope = seen.T @ (right - chance) - penalty * (weights - prior)
        curve = (seen * (chance * (1 - chance))[:, None]).T @ seen
        step = numpy.linalg.solve(curve + penalty * numpy.eye(len(weights)), slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def chances(seen, weights):
    """How likely each row is right."""
    return 1 / (1 + numpy.exp(-(seen @ weights)))


def chances_unseen(seen, right, reports, folds, penalty, prior):
    """How likely each row is right by weights that have not seen its report.

    reports names the report of each row; they are dealt into folds at random, the same way each time.
    """
    names = sorted(set(reports))
    random.Random(5).shuffle(names)
    fold = {report: number % folds for number, report in enumerate(names)}
    numbers = numpy.array([fold[report] for report in reports])
    found = numpy.zeros(len(right))
    for number in range(folds):
        own = numbers == number
        found[own] = chances(seen[own], fitted(seen[~own], right[~own], penalty, prior))
    return found


def score(right, chosen):
    """Precision, recall and F1 of the rows that were chosen."""
    hits = right[chosen].sum()
    precision, recall = hits / max(1, chosen.sum()), hits / max(1, right.sum())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def write(path, comment, names, weights):
    """Writes the weights as the program reads them."""
    with open(path, "w", encoding="utf-8") as file:
        for line in comment:
            file.write(f"# {line}\n")
        for name, weight in zip(names, weights):
            file.write(f"{name}\t{weight:.3f}\n")
