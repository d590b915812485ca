"""Measures the index side by side with its peers, and `near` beside ogrinfo.

Usage: index.py PROGRAM MEASURE FOLDER
APACHETA_EVALUATION names the folder whose `bench` holds the peers; a copy of it is set up in FOLDER
once. ONLY=index1m leaves the 10 million positions out, ROUNDS sets the rounds of every workload
(otherwise three, and two of 10 million), SKIP leaves peers out. Each peer is a process of its own and
all take turns, ours among them; a figure is CPU time for one operation, the median of all but the
first of each process, which is warming up. Peers that differ in what they answer end the run.
"""

import collections
import json
import os
import pathlib
import statistics
import subprocess
import sys

import starts

WORKLOADS = {
    "build": "Build",
    "bbox_s10": "Envelope, about 10 answers",
    "bbox_s1000": "Envelope, about 1,000 answers",
    "bbox_s1pct": "Envelope, 1 % of all",
    "knn10": "Nearest 10, great circle",
    "knn10_wgs84": "Nearest 10, ellipsoid, exact",
    "within50": "Within 50 km, great circle",
    "within50_wgs84": "Within 50 km, ellipsoid, exact",
}
SIZES = {"index1m": 1_000_000, "index10m": 10_000_000}
OWN = "apacheta"
PLAIN = "apacheta, plain x86-64"
COMPILER = ["g++", "-O3", "-march=native", "-std=c++17", "-w", "-DNDEBUG"]
# The programs that the workloads of the index need, and what each is linked with.
PROGRAMS = {
    "boost_rtree": [], "nanoflann_b": ["-lGeographicLib"], "s2_b": ["-ls2"],
    "geos_rtree": ["-ldl"], "limits": [], "warm": [],
}


def set_up(peers: pathlib.Path) -> None:
    """A copy of the peers with their material and the programs of the index."""
    source = pathlib.Path(os.environ["APACHETA_EVALUATION"]) / "bench"
    if not (peers / "run.sh").exists():
        peers.mkdir(parents=True, exist_ok=True)
        # The original may be read-only, which its copy must not be.
        subprocess.run(
            ["cp", "-r", "--no-preserve=mode", f"{source}/.", str(peers)], check=True
        )
    programs = {name: peers / "bin" / name for name in PROGRAMS}
    material = peers / "data" / "q_box_10000000_s1pct.f64"
    if material.exists() and all(program.exists() for program in programs.values()):
        return
    print(f"setting up the peers in {peers}", file=sys.stderr)
    # It also compiles peers of other workloads, whose libraries may be missing.
    subprocess.run(["bash", "setup.sh"], cwd=peers, stdout=sys.stderr)
    if not material.exists():
        sys.exit(f"{material}: missing, expected setup.sh to make it")
    for name, program in programs.items():
        if not program.exists():
            source = peers / "src" / f"{name}.cpp"
            subprocess.run(
                [*COMPILER, str(source), "-o", str(program), *PROGRAMS[name]], check=True
            )


def measure_rounds(measure: str, peers: pathlib.Path) -> pathlib.Path:
    """Runs the peers' rounds with ours among them; the file of all lines measured."""
    commands = []
    for workload, count in SIZES.items():
        # ONLY has another meaning for ours.
        command = f"{measure} index {peers}/data {count} 3"
        commands.append(f"apacheta:{workload}:env -u ONLY {command}")
        commands.append(f"plain:{workload}:env -u ONLY APACHETA_PROCESSOR=any {command}")
    skipped = os.environ.get("SKIP", "") + ",sklearn,rtree,sqlite,pg"
    only = os.environ.get("ONLY", ",".join(SIZES))
    environment = {
        **os.environ, "MINE": ";".join(commands), "ONLY": only, "SKIP": skipped.strip(","),
    }
    done = subprocess.run(
        ["bash", "run.sh"], cwd=peers, env=environment, stdout=subprocess.PIPE, text=True
    )
    for line in done.stdout.splitlines():
        if line.startswith("raw: "):
            return peers / line.split()[1]
    sys.exit(f"run.sh: exit code {done.returncode}, expected a line that names its figures")


def read_lines(raw: pathlib.Path) -> list[dict]:
    with raw.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Row:
    """All that a peer measured of one workload."""

    def __init__(self, peer: str, lines: list[dict]) -> None:
        self.peer = peer
        processes = collections.defaultdict(list)
        for line in lines:
            processes[line["round"]].append(line)
        self.cold = statistics.median(self.seconds(of[0]) for of in processes.values())
        # Who measures once in a process has no other figure.
        later = [line for of in processes.values() for line in (of[1:] or of)]
        self.median = statistics.median(map(self.seconds, later))
        self.answers = {
            name: {line[name] for line in lines if name in line} for name in ("count", "idsum")
        }
        self.first = [of[0] for of in processes.values()]

    @staticmethod
    def seconds(line: dict) -> float:
        """CPU seconds for one operation."""
        return line["cpu_s"] / (line["rate"] * line["seconds"])

    @property
    def is_own(self) -> bool:
        return self.peer.startswith(OWN)

    @property
    def is_limit(self) -> bool:
        return self.peer.startswith("LIMIT")


def agreements(rows: list[Row]) -> dict[str, str]:
    """What stands in the column of answers; "differs" where most peers answer something else."""
    said = {row.peer: [] for row in rows}
    for name in ("count", "idsum"):
        votes = collections.Counter()
        for row in rows:
            votes.update(row.answers[name])
        for row in rows:
            values = row.answers[name]
            if not values:
                continue
            most = votes.most_common(1)[0][0]
            others = any(row is not other and other.answers[name] for other in rows)
            if values != {most}:
                said[row.peer].append(f"{name} differs")
            elif others:
                said[row.peer].append(f"{name} agrees")
            else:
                said[row.peer].append(f"{name} alone")
    return {peer: ", ".join(words) for peer, words in said.items()}


def time(seconds: float) -> str:
    return f"{seconds * 1e9:.1f} ns" if seconds < 1e-6 else f"{seconds * 1e6:.2f} µs"


def print_workload(name: str, count: int, rows: list[Row]) -> list[str]:
    """Prints a table; what does not agree in it."""
    print(f"\n{WORKLOADS[name]}, {count:,} positions\n")
    is_build = name == "build"
    print("| peer | per operation (CPU) | ratio | " + ("first" if is_build else "answers") + " |")
    print("|---" * 4 + "|")
    best = min(row.median for row in rows if not row.is_own and not row.is_limit)
    said = agreements(rows)
    for row in sorted(rows, key=lambda row: row.median):
        last = time(row.cold) if is_build else said[row.peer]
        print(f"| {row.peer} | {time(row.median)} | {row.median / best:.2f} | {last} |")
    return [
        f"{name}, {count:,} positions: {peer}: {words}"
        for peer, words in said.items() if "differs" in words
    ]


def print_summary(count: int, tables: dict[str, list[Row]]) -> None:
    """The ratio of each of our rows to the best peer."""
    print(f"\n{count:,} positions, ratio to the best peer\n")
    print("| | best peer | it takes | apacheta | one batch | plain x86-64 | one batch |")
    print("|---" * 7 + "|")
    for name, rows in tables.items():
        best = min(
            (row for row in rows if not row.is_own and not row.is_limit),
            key=lambda row: row.median,
        )
        own = {row.peer: f"{row.median / best.median:.2f}" for row in rows if row.is_own}
        cells = [
            own.get(peer, "")
            for peer in (OWN, f"{OWN}, one batch", PLAIN, f"{PLAIN}, one batch")
        ]
        print(
            f"| {WORKLOADS[name]} | {best.peer} | {time(best.median)} | " + " | ".join(cells) + " |"
        )


def print_memory(tables: dict[int, dict[str, list[Row]]]) -> None:
    print("\nBytes a position; the input's 16 are not counted, but where it says so\n")
    print("| positions | the index | resident after the build | at its peak | with the input |")
    print("|---" * 5 + "|")
    for count, workloads in tables.items():
        # The first build of a process, since memory that an earlier one freed may stay.
        lines = [
            line for row in workloads.get("build", []) if row.peer == OWN for line in row.first
        ]
        if not lines:
            continue

        def bytes_each(name: str, unit: float) -> float:
            return statistics.median(line[name] for line in lines) * unit / count

        peak = bytes_each("peak_delta_mb", 1e6)
        print(
            f"| {count:,} | {bytes_each('bytes', 1):.1f} | {bytes_each('delta_mb', 1e6):.1f} "
            f"| {peak:.1f} | {peak + 16:.1f} |"
        )


def print_heading(lines: list[dict], raw: pathlib.Path) -> None:
    machine = next(line for line in lines if line["name"] == "machine")
    load = statistics.median(line["load"] for line in lines if "load" in line)
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        flags = next(line for line in file if line.startswith("flags")).split()
    vectors = "with AVX-512" if "avx512f" in flags else "no AVX-512"
    print(
        f"\n{machine['date']}, {machine['cpu']} ({vectors}), "
        f"{machine['cores']} cores, Linux {machine['kernel']}; load {load}; {raw}"
    )
    for line in lines:
        if line["name"] in ("error", "missing", "timeout"):
            print(f"not measured: {json.dumps(line)}")


def tabulated(lines: list[dict]) -> dict[int, dict[str, list[Row]]]:
    """The rows of each number of positions and each workload that has one of ours."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in lines:
        if "cpu_s" in line and line["n"] in SIZES.values():
            found[line["n"], line["name"]][line["peer"]].append(line)
    tables: dict[int, dict[str, list[Row]]] = {}
    for count in SIZES.values():
        for name in WORKLOADS:
            rows = [Row(peer, of) for peer, of in found[count, name].items()]
            if any(row.is_own for row in rows):
                tables.setdefault(count, {})[name] = rows
    apart = sorted({name for _, name in found if name not in WORKLOADS})
    print(f"without a counterpart of ours, not shown: {', '.join(apart) or 'nothing'}")
    return tables


def events_layer(peers: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A million events as FlatGeobuf, made by another program."""
    layer = folder / "events_1000000.fgb"
    if not layer.exists():
        subprocess.run([
            "ogr2ogr", "-f", "FlatGeobuf", "-a_srs", "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=lon",
            "-oo", "Y_POSSIBLE_NAMES=lat", str(layer), str(peers / "data" / "events_1000000.csv"),
        ], check=True)
    return layer


def main(program: str, measure: str, folder: pathlib.Path) -> None:
    peers = folder / "peers"
    set_up(peers)
    raw = measure_rounds(measure, peers)
    lines = read_lines(raw)
    print_heading(lines, raw)
    tables = tabulated(lines)
    if not tables:
        sys.exit(f"{raw}: no line of ours, expected some; errors stand in {raw.parent}/stderr.log")
    for count, workloads in tables.items():
        print_summary(count, workloads)
    differing = []
    for count, workloads in tables.items():
        for name, rows in workloads.items():
            differing += print_workload(name, count, rows)
    print_memory(tables)
    starts.near(
        program, events_layer(peers, folder), peers / "data" / "q_pts.f64", folder, raw
    )
    if differing:
        sys.exit("answers differ:\n" + "\n".join(differing))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: index.py PROGRAM MEASURE FOLDER")
    if not os.environ.get("APACHETA_EVALUATION"):
        sys.exit("APACHETA_EVALUATION is not set; it names the folder of the evaluation data")
    main(
        os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]),
        pathlib.Path(sys.argv[3]).absolute(),
    )
