"""Measures which areas hold points, and `regions` as a whole, side by side with GEOS and what uses it.

Usage: regions.py PROGRAM MEASURE FOLDER
APACHETA_EVALUATION names the folder whose `bench` holds the peers; a copy of it is set up in FOLDER
once. ROUNDS sets the rounds (otherwise three), ONLY names workloads with commas between them, SKIP
names peers to leave out (pg leaves PostGIS out, which takes a user who may become `postgres`), and
TIMEOUT how many seconds of wall time a peer has (otherwise 600, and 120 where spikes are long). Each
peer is a process of its own and all take turns,
ours among them; a figure is CPU time for one point, or of a whole process, the median of all rounds.
Reading the polygons and making them ready counts everywhere. Counts, sums and a hash of the counts of
every polygon must agree, and once a workload every single answer is compared with GEOS' `covers`.
"""

import collections
import contextlib
import json
import os
import pathlib
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import index

OWN = "apacheta"
WORKLOADS = {
    "admin1": (1_000_000, "4,556 polygons of Natural Earth, 1,000,000 points"),
    "admin1-10m": (10_000_000, "4,556 polygons of Natural Earth, 10,000,000 points"),
    "one": (1_000_000, "one polygon of 100,000 vertices, 1,000,000 points"),
    "spikes": (1_000_000, "one polygon of 100,000 vertices with long spikes, 1,000,000 points"),
    "small": (1_000_000, "100,000 small polygons, 1,000,000 points"),
    "process": (1_000_000, "a layer read, joined, counted and written, whole process"),
}
SECONDS = {"spikes": 120}
# GEOS would take hours for all.
COMPARED = {"spikes": 20_000}
GEOPANDAS = """
import sys, geopandas
events = geopandas.read_file(sys.argv[1])
areas = geopandas.read_file(sys.argv[2])
joined = geopandas.sjoin(events, areas, predicate="within")
areas["events"] = joined.groupby("index_right").size().reindex(areas.index, fill_value=0)
areas.to_file(sys.argv[3], driver="GeoJSON")
print(len(joined))
"""


def ring(positions: list[tuple[float, float]]) -> bytes:
    """A polygon of one ring in well-known binary."""
    numbers = [number for position in [*positions, positions[0]] for number in position]
    return struct.pack(
        f"<BIII{len(numbers)}d", 1, 3, 1, len(positions) + 1, *numbers
    )


def one_polygon(random_: random.Random, least: float = 0.98) -> list[bytes]:
    """A jagged polygon around most of the points, its corners on the sides of a square.

    Between `least` of the way from the middle to the sides, to be exact.
    """
    count = 99_999
    positions = []
    for corner in range(count):
        way = corner / count * 4
        side, part = int(way), (way % 1) * 2 - 1
        x, y = [(1, part), (-part, 1), (-1, -part), (part, -1)][side]
        length = random_.uniform(least, 1)
        positions.append((x * 170 * length, y * 80 * length))
    return [ring(positions)]


def spikes(random_: random.Random) -> list[bytes]:
    """The same with spikes of up to 30 % of the way."""
    return one_polygon(random_, least=0.7)


def small_polygons(random_: random.Random) -> list[bytes]:
    """Octagons of a quarter to half a degree, anywhere."""
    shapes = []
    for _ in range(100_000):
        x, y = random_.uniform(-179, 179), random_.uniform(-80, 80)
        size = random_.uniform(0.25, 0.5)
        shapes.append(ring([
            (x + dx * size, y + dy * size) for dx, dy in [
                (1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1),
                (0.7, -0.7),
            ]
        ]))
    return shapes


MAKERS = {"one": one_polygon, "spikes": spikes, "small": small_polygons}


def material(name: str, peers: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """A folder with the points and polygons of a workload, as the peers look for them."""
    if name.startswith("admin1"):
        return peers
    root = folder / "regions" / name
    data = root / "data"
    data.mkdir(parents=True, exist_ok=True)
    points = data / "pts_1000000.f64"
    if not points.exists():
        points.symlink_to(peers / "data" / points.name)
    shapes = data / "admin1.wkbs"
    if not shapes.exists():
        made = MAKERS[name](random.Random(20261121))
        shapes.write_bytes(
            struct.pack("<I", len(made))
            + b"".join(struct.pack("<I", len(shape)) + shape for shape in made)
        )
    return root


def lines_of(command: list, root: pathlib.Path, seconds: float) -> list[dict]:
    """The JSON lines that a peer prints until it ends or its time does."""
    environment = {
        **os.environ, "BENCH_ROOT": str(root), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
    }
    environment.pop("ONLY", None)
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        try:
            done = subprocess.run(words, env=environment, stdout=output, timeout=seconds)
            if done.returncode:
                print(f"not measured: {' '.join(words)}: exit code {done.returncode}")
        except subprocess.TimeoutExpired:
            print(f"not finished in {seconds:g} s: {' '.join(words)}")
        output.seek(0)
        return [json.loads(line) for line in output if line.startswith("{") and line.endswith("}\n")]


@contextlib.contextmanager
def postgis(peers: pathlib.Path):
    """Has a server with the points and polygons, in the folder of the peers, while it is needed."""
    def run(*words: str, **options) -> subprocess.CompletedProcess:
        return subprocess.run(["bash", peers / "pg.sh", *words], text=True, **options)

    def point_count() -> str:
        query = "select count(*) from pts"
        done = run(
            "psql", "-At", "-c", query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return "" if done.returncode else done.stdout.strip()

    is_running = point_count() != ""
    if not is_running:
        run("start", check=True)
    try:
        if point_count() != "1000000":
            run("load", check=True, stdout=subprocess.DEVNULL)
        yield
    finally:
        if not is_running:
            run("stop", check=True)


def libraries(peers: pathlib.Path) -> list[pathlib.Path]:
    """Debian's GEOS and the one that shapely brings along."""
    found = [pathlib.Path("/usr/lib/x86_64-linux-gnu/libgeos_c.so.1")]
    found += sorted(peers.glob("venv/lib/python3*/site-packages/shapely.libs/libgeos_c*.so*"))
    return found


def measure_join(
    name: str, measure: str, peers: pathlib.Path, folder: pathlib.Path, raw
) -> list[str]:
    """Prints the table of a workload; what does not agree in it."""
    count, title = WORKLOADS[name]
    root = material(name, peers, folder)
    skipped = os.environ.get("SKIP", "").split(",")
    commands = {OWN: [measure, "pip", root / "data", count, 2]}
    for library in libraries(peers):
        commands[str(library)] = [peers / "bin" / "geos_pip", count, 1, library]
    if count == 1_000_000:
        commands["shapely"] = [peers / "venv/bin/python", peers / "src/py_pip.py", 1]
        if name == "admin1" and "pg" not in skipped:
            commands["pg"] = [peers / "venv/bin/python", peers / "src/pg_bench.py", 1, "build,pip"]
    found = collections.defaultdict(list)
    seconds = float(os.environ.get("TIMEOUT", SECONDS.get(name, 600)))
    for _ in range(int(os.environ.get("ROUNDS", "3"))):
        for peer, command in commands.items():
            if peer in skipped:
                continue
            with postgis(peers) if peer == "pg" else contextlib.nullcontext():
                lines = lines_of(command, root, seconds)
            for line in lines:
                if line.get("name") == "pip":
                    found[line["peer"]].append(line)
                    raw.write(json.dumps({**line, "workload": name}) + "\n")
    return print_join(title, found) + compare(name, measure, peers, root, count, folder)


def print_join(title: str, found: dict[str, list[dict]]) -> list[str]:
    medians = {
        peer: statistics.median(line["cpu_s"] / line["n"] for line in lines)
        for peer, lines in found.items()
    }
    prepared = [time_ for peer, time_ in medians.items() if "geos-capi" in peer]
    best = min(prepared, default=None)
    print(f"\n{title}\n\n| peer | per point (CPU) | ratio to GEOS in C | peak MB | answers |")
    print("|---" * 5 + "|")
    wrong = []
    votes = collections.Counter(
        (line["count"], line["idsum"]) for lines in found.values() for line in lines
        if "geos-capi" in line["peer"]
    )
    expected = votes.most_common(1)[0][0] if votes else None
    for peer, time_ in sorted(medians.items(), key=lambda row: row[1]):
        lines = found[peer]
        # Where GEOS did not end there is nothing to agree with but what is compared below.
        agrees = expected is None or all(
            (line["count"], line["idsum"]) == expected for line in lines
        )
        # `within` leaves positions on borders out.
        if not agrees and "within" not in peer and "contains" not in peer:
            wrong.append(f"{title}: {peer}")
        ratio = f"{time_ / best:.3f}" if best else ""
        memory = f"{lines[0]['rss_mb']:.0f}" if "rss_mb" in lines[0] else ""
        print(
            f"| {peer} | {index.time(time_)} | {ratio} | {memory} | "
            f"{'agree' if agrees else 'differ'} |"
        )
    own = found.get(OWN, [])
    if own:
        building = statistics.median(line["build_cpu_s"] for line in own)
        print(
            f"\nOf ours, reading the polygons and making the index took {building * 1e3:.0f} ms; it has "
            f"{own[0]['index_bytes'] / 2**20:.1f} MB."
        )
    return wrong


def compare(
    name: str, measure: str, peers: pathlib.Path, root: pathlib.Path, count: int,
    folder: pathlib.Path,
) -> list[str]:
    """Compares every answer with GEOS' `covers`."""
    answers = folder / "regions" / f"{name}.pairs"
    answers.parent.mkdir(exist_ok=True)
    subprocess.run(
        [measure, "pip", root / "data", str(count), "1", answers],
        check=True, stdout=subprocess.DEVNULL,
    )
    script = pathlib.Path(__file__).with_name("same_areas.py")
    done = subprocess.run([
        peers / "venv/bin/python", "-B", script, root / "data" / f"pts_{count}.f64",
        root / "data" / "admin1.wkbs", answers, *([str(COMPARED[name])] if name in COMPARED else []),
    ])
    answers.unlink()
    return [f"{name}: answers are not those of covers"] if done.returncode else []


def process(command: list) -> tuple[float, float, float, str]:
    """CPU seconds, wall seconds and peak megabytes of a whole process, and what it printed."""
    start = time.perf_counter()
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command[0]}: status {status}, expected 0")
    return (
        usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024,
        output,
    )


def measure_process(
    program: str, peers: pathlib.Path, folder: pathlib.Path, raw
) -> list[str]:
    """Prints the table of whole processes; what does not agree in it."""
    layer = index.events_layer(peers, folder)
    areas = folder / "admin1.fgb"
    if not areas.exists():
        subprocess.run(
            ["ogr2ogr", "-f", "FlatGeobuf", "-nln", "admin1", areas, peers / "data/admin1.gpkg"],
            check=True,
        )
    output = folder / "regions" / "counts.geojson"
    output.parent.mkdir(exist_ok=True)
    name_column = os.environ.get("NAME_COLUMN", "name")
    own = [
        program, "regions", layer, "--regions", areas, "--region-name", name_column, "-q", "--json",
        "--overwrite", "--no-style", "-o", output,
    ]
    commands = {
        OWN: own,
        # Without -o no area is measured and no polygon written.
        f"{OWN}, table only": own[: own.index("--json")],
        f"{OWN}, table only, one thread": [*own[: own.index("--json")], "--threads", "1"],
        f"{OWN}, one thread": [*own, "--threads", "1"],
        "geopandas": [peers / "venv/bin/python", "-c", GEOPANDAS, layer, areas, output],
    }
    found = collections.defaultdict(list)
    for _ in range(int(os.environ.get("ROUNDS", "3"))):
        for peer, command in commands.items():
            found[peer].append(process(command))
            raw.write(json.dumps({"workload": "process", "peer": peer, "run": found[peer][-1][:3]}))
            raw.write("\n")
    medians = {peer: statistics.median(run[0] for run in runs) for peer, runs in found.items()}
    print(f"\n{WORKLOADS['process'][1]}\n\n| peer | CPU s | wall s | peak MB | ratio |")
    print("|---" * 5 + "|")
    for peer, median in sorted(medians.items(), key=lambda row: row[1]):
        wall = statistics.median(run[1] for run in found[peer])
        memory = max(run[2] for run in found[peer])
        print(
            f"| {peer} | {median:.2f} | {wall:.2f} | {memory:.0f} "
            f"| {median / medians['geopandas']:.3f} |"
        )
    # Positions in polygons that overlap, and those on borders, count once for ours.
    rules = json.loads(found[OWN][0][3])["rules"]
    inside, joined = rules["polygon"], int(found["geopandas"][0][3])
    print(f"\nInside a polygon: {inside:,}; pairs that geopandas found: {joined:,}")
    return [] if inside <= joined else [f"process: {inside} points inside, found {joined} pairs"]


def main(program: str, measure: str, folder: pathlib.Path) -> None:
    peers = folder / "peers"
    index.set_up(peers)
    geos = peers / "bin" / "geos_pip"
    if not geos.exists():
        source = peers / "src" / "geos_pip.cpp"
        subprocess.run([*index.COMPILER, source, "-o", geos, "-ldl"], check=True)
    raw_path = folder / "raw" / f"regions-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.jsonl"
    raw_path.parent.mkdir(exist_ok=True)
    only = os.environ.get("ONLY", ",".join(WORKLOADS)).split(",")
    wrong = []
    with raw_path.open("w", encoding="utf-8") as raw:
        for name in WORKLOADS:
            if name not in only:
                continue
            if name == "process":
                wrong += measure_process(program, peers, folder, raw)
            else:
                wrong += measure_join(name, measure, peers, folder, raw)
    print(f"\nraw figures: {raw_path}")
    if wrong:
        sys.exit("answers differ:\n" + "\n".join(wrong))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: regions.py PROGRAM MEASURE FOLDER")
    if not os.environ.get("APACHETA_EVALUATION"):
        sys.exit("APACHETA_EVALUATION is not set; it names the folder of the evaluation data")
    main(
        os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]),
        pathlib.Path(sys.argv[3]).absolute(),
    )
