#!/usr/bin/env python3
"""Fits the weights of geoparsing on annotated texts and writes one file that the program reads.

    Training/fit.py -o gazetteer/geoparsing.model TEXTS.jsonl...

The texts are JSON lines, {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}, offsets in
code points. What the program sees in them is written by the program itself (`training tagger`,
`training ranker`), so that nothing is computed twice in two languages. The tagger is a linear-chain
conditional random field, fitted by CRFsuite; the ranker is a softmax over the places that compete
for a name. The format of the file stands at GeoparsingModel.init in the sources.
"""
import argparse
import math
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy
import pycrfsuite

LABELS = ["O", "B", "I"]
MAGIC = b"APGEO\r\n\x1a"
VERSION = 1
# Places farther than this from the annotated one are wrong; of those nearer the nearest is meant,
# and what lies little farther than it: a city and its state often lie close together.
FARTHEST_RIGHT = 161
LITTLE_FARTHER = 1.2
SAME_PLACE = 15
# What the words beside a name say ("X, Y", "department of X") is worth at least this much, whatever
# size or focus say against it: texts seldom show such a contest, and readers never forgive it.
BESIDE = {"container": 9, "otherContainer": -2, "holder": 6, "kindHint": 6, "otherKind": -1}


def features_of(program, command, options, texts):
    """The lines that the program writes for texts."""
    run = subprocess.run([program, command, *options, *texts], check=True, capture_output=True)
    return run.stdout.decode().split("\n")


# What the low six bits of a feature tell, in the order of TokenFeatures.Template in the sources.
GROUPS = {
    "words": {2, 8, 9, 10, 11, 12, 13, 24, 25, 26, 27, 28, 29},
    "affixes": {4, 5, 6, 18, 19},
    "shapes": {3, 14, 15, 16, 17},
    "traits": {7, 20, 21, 22, 23, 30, 31},
    "gazetteer": {30, 31, 32, 33, 34, 35, 36, 37, 39, 40, 44, 50, 51},
    "rules": {38, 39, 40, 51},
    "use elsewhere": {41, 42},
    "position": {43, 44, 45, 46, 47, 48, 49},
}


def segments(lines, without=frozenset()):
    """Labels and features of each segment."""
    labels, features = [], []
    for line in lines:
        if line:
            label, *seen = line.split("\t")
            labels.append(label)
            features.append([one for one in seen if int(one) & 63 not in without])
        elif labels:
            yield labels, features
            labels, features = [], []


def fit_tagger(lines, l1, l2, iterations, without):
    """Weights by feature and label, and by pair of labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for labels, features in segments(lines, without):
        trainer.append(features, labels)
    trainer.set_params({
        "c1": l1, "c2": l2, "max_iterations": iterations, "feature.possible_transitions": True})
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    states = {}
    for (feature, label), weight in info.state_features.items():
        states.setdefault(int(feature), {})[label] = weight
    return states, info.transitions


def competitions(lines):
    """For each name: how often it stands, the features of its places, which of them are right."""
    count, distances, rows = None, [], []
    for line in lines[1:]:
        if not line:
            if rows:
                nearest = min(distances)
                limit = max(SAME_PLACE, nearest * LITTLE_FARTHER)
                right = numpy.array([distance <= limit for distance in distances])
                if nearest <= FARTHEST_RIGHT and not right.all():
                    yield count, numpy.array(rows), right
            count, distances, rows = None, [], []
        elif count is None:
            count = int(line)
        else:
            kilometres, *values = line.split("\t")
            distances.append(int(kilometres))
            rows.append([float(value) for value in values])


def fit_ranker(lines, trust, rounds=500):
    """The weight of each ranking feature, by gradient ascent: what makes the right places likely,
    and does not lead far from the weights that were set by hand."""
    names, by_hand = lines[0].split("\t"), numpy.array([float(x) for x in lines[1].split("\t")])
    groups = list(competitions(lines[1:]))
    rows = numpy.concatenate([rows for _, rows, _ in groups])
    right = numpy.concatenate([right for _, _, right in groups]).astype(float)
    sizes = numpy.array([len(group) for _, group, _ in groups])
    starts = numpy.cumsum(sizes) - sizes
    # A name that stands often in a text is one decision, though it counts often.
    shares = numpy.array([math.sqrt(min(count, 9)) for count, _, _ in groups])
    importance = numpy.repeat(shares, sizes)
    bounds = numpy.array([BESIDE.get(name, 0) for name in names])
    least = numpy.where(bounds > 0, bounds, -numpy.inf)
    most = numpy.where(bounds < 0, bounds, numpy.inf)
    weights = by_hand.copy()
    momentum, square = numpy.zeros(len(names)), numpy.zeros(len(names))
    for step in range(1, rounds + 1):
        scores = rows @ weights
        scores -= numpy.repeat(numpy.maximum.reduceat(scores, starts), sizes)
        odds = numpy.exp(scores)
        share = odds / numpy.repeat(numpy.add.reduceat(odds, starts), sizes)
        good = odds * right
        good = good / numpy.repeat(numpy.add.reduceat(good, starts), sizes)
        gradient = ((good - share) * importance) @ rows - trust * (weights - by_hand)
        momentum = 0.9 * momentum + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient ** 2
        weights = weights + 0.05 * (momentum / (1 - 0.9 ** step)) / (
            numpy.sqrt(square / (1 - 0.99 ** step)) + 1e-8)
        weights = numpy.clip(weights, least, most)
    return dict(zip(names, weights)), len(groups)


def model_bytes(states, transitions, ranking):
    """The file, and how many tagging features it keeps."""
    largest = max(abs(weight) for labels in states.values() for weight in labels.values())
    scale = min(largest, 6.0) / 127
    rows = {}
    for feature, labels in states.items():
        quantised = [
            max(-127, min(127, round(labels.get(label, 0.0) / scale))) for label in LABELS]
        if any(quantised):
            rows[feature] = quantised
    data = MAGIC + struct.pack("<III", VERSION, len(ranking), len(rows))
    data += struct.pack("<f", scale)
    for one in LABELS:
        for other in LABELS:
            data += struct.pack("<f", transitions.get((one, other), 0.0))
    for name, weight in ranking.items():
        data += struct.pack("<B", len(name)) + name.encode() + struct.pack("<d", weight)
    keys = sorted(rows)
    data += struct.pack("<%dI" % len(keys), *keys)
    data += b"".join(struct.pack("<bbb", *rows[key]) for key in keys)
    return data + struct.pack("<I", zlib.crc32(data)), len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("texts", nargs="+")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--program", default=".build/release/training")
    parser.add_argument("--l1", type=float, default=0.3)
    parser.add_argument("--l2", type=float, default=0.1)
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--without", choices=GROUPS, help="features to leave out")
    parser.add_argument("--trust", type=float, default=5.0)
    options = parser.parse_args()

    states, transitions = fit_tagger(
        features_of(options.program, "tagger", [], options.texts), options.l1, options.l2,
        options.iterations, GROUPS.get(options.without, frozenset()))
    # The ranker is fitted on the names that the tagger finds, twice: how near places lie depends on
    # which are settled, and that on the weights.
    ranking = {}
    with tempfile.NamedTemporaryFile(suffix=".model") as file:
        for turn in range(3):
            model = []
            if turn > 0:
                file.seek(0)
                file.truncate()
                file.write(model_bytes(states, transitions, ranking)[0])
                file.flush()
                model = ["--model", file.name]
            ranking, names = fit_ranker(
                features_of(options.program, "ranker", model, options.texts), options.trust)
    data, count = model_bytes(states, transitions, ranking)
    with open(options.output, "wb") as file:
        file.write(data)
    print("%s: %d bytes, %d features of the tagger, %d names for the ranker" % (
        options.output, len(data), count, names), file=sys.stderr)


if __name__ == "__main__":
    main()
