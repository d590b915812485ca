#!/usr/bin/env python3
"""Places in texts, beside flashgeotext: geoparsing.py PROGRAM MEASURE GAZETTEER MODEL FOLDER

One core: the same texts, from their bytes to resolved mentions by us, to names by flashgeotext
(which resolves nothing), in turns; processor time counts. Two cores: the program on a file of the
texts, as a whole process, with one thread and with two; wall time counts.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from flashgeotext.geotext import GeoText

ROUNDS = 5


def ours(measure, gazetteer, model, file):
    lines = subprocess.run(
        [measure, "parse", gazetteer, model, file, "4"], check=True, capture_output=True, text=True)
    return [json.loads(line)["cpu_s"] for line in lines.stdout.splitlines()]


def main():
    program, measure, gazetteer, model, folder = sys.argv[1:]
    texts = []
    for name in ("geovirus", "geowebnews", "tud-loc"):
        with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as file:
            texts += [json.loads(line)["text"].replace("\0", " ") for line in file]
    size = sum(len(text.encode()) for text in texts) / 1e6
    finder = GeoText()
    with tempfile.TemporaryDirectory() as scratch:
        binary, lines = os.path.join(scratch, "texts"), os.path.join(scratch, "texts.jsonl")
        with open(binary, "wb") as file:
            file.write(b"".join(text.encode() + b"\0" for text in texts))
        with open(lines, "w", encoding="utf-8") as file:
            for turn in range(4):
                for number, text in enumerate(texts):
                    file.write(json.dumps({"id": "%d-%d" % (turn, number), "text": text}) + "\n")
        first, later, peer = [], [], []
        for _ in range(ROUNDS):
            seconds = ours(measure, gazetteer, model, binary)
            first.append(size / seconds[0])
            later.append(size / statistics.median(seconds[1:]))
            start = time.process_time()
            for text in texts:
                finder.extract(input_text=text)
            peer.append(size / (time.process_time() - start))
        threads = {}
        for _ in range(ROUNDS):
            for count in (1, 2):
                start = time.perf_counter()
                subprocess.run(
                    [program, "toponyms", lines, "--threads", str(count), "-q", "-o",
                     os.path.join(scratch, "out.jsonl")], check=True)
                threads.setdefault(count, []).append(time.perf_counter() - start)
    print("%-52s %6.2f MB/s" % ("apacheta, first pass (names not yet looked up)",
                                statistics.median(first)))
    print("%-52s %6.2f MB/s" % ("apacheta, later passes", statistics.median(later)))
    print("%-52s %6.2f MB/s" % ("flashgeotext 0.5.5, names only", statistics.median(peer)))
    print("ratio: first pass %.2f, later passes %.2f" % (
        statistics.median(one / other for one, other in zip(first, peer)),
        statistics.median(one / other for one, other in zip(later, peer))))
    print("whole program, %.1f MB of lines: one thread %.2f s, two %.2f s, ratio %.2f" % (
        size * 4, statistics.median(threads[1]), statistics.median(threads[2]),
        statistics.median(one / two for one, two in zip(threads[1], threads[2]))))


if __name__ == "__main__":
    main()
