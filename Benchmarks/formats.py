"""Measures conversions of a million points side by side with the GIS libraries, DuckDB and simdjson.

Usage: formats.py PROGRAM MEASURE FOLDER
APACHETA_EVALUATION names the folder whose `bench` holds the peers; a copy of it is set up in FOLDER
once. ROUNDS sets the rounds (otherwise three), ONLY names workloads with commas between them, CHECK=0
leaves the comparison out. Each
peer is a process of its own and all take turns, ours among them; a figure is the CPU time of a whole
process, unless it says otherwise, the median of all rounds. What ours wrote is read by GDAL and
compared with the source, so that a faster wrong answer shows.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import index

COUNT = 1_000_000
OWN = "apacheta"
ONE_THREAD = "apacheta, one thread"
# What each workload is asked to stay under: peer -> ratio of CPU time.
ASKED = {
    "fgb-geojson": {"write() of the same bytes": 2, "ogr2ogr": 0.10, "DuckDB COPY": 0.8},
    "fgb-kml": {"write() of the same bytes": 2, "ogr2ogr": 0.15},
    "geojson-read": {"simdjson on demand": 3, "ogr2ogr": 0.12, "geopandas": 0.12},
    "geojson-fgb": {"ogr2ogr": 0.12},
    "csv-geojson": {"ogr2ogr": 0.20},
    "fgb-gpkg": {"ogr2ogr": 0.50},
    "near": {"ogrinfo -spat": 0.33},
}
TITLES = {
    "fgb-geojson": "FlatGeobuf -> GeoJSON",
    "fgb-kml": "FlatGeobuf -> KML",
    "geojson-read": "GeoJSON read, every feature and value",
    "geojson-fgb": "GeoJSON -> FlatGeobuf with index",
    "csv-geojson": "CSV (ACLED layout) -> GeoJSON",
    "fgb-gpkg": "FlatGeobuf -> GeoPackage with R-tree",
    "near": "FlatGeobuf opened, one `near`",
}


def set_up(folder: pathlib.Path) -> pathlib.Path:
    """The peers with their material, and the sources in every format."""
    peers = folder / "peers"
    index.set_up(peers)
    environment = {**os.environ, "BENCH_ROOT": str(peers)}
    if not (peers / "work" / "src.ndjson").exists():
        # A part of no name: it makes the sources and stops.
        subprocess.run(
            [peers / "venv/bin/python", peers / "src/io_bench.py", "1", "none"],
            env=environment, check=True,
        )
    reader = peers / "bin" / "simdjson_read"
    if not reader.exists():
        subprocess.run(
            [*index.COMPILER, peers / "src/simdjson_read.cpp", "-o", reader, "-lsimdjson"],
            check=True,
        )
    write_table(peers / "data" / f"events_{COUNT}.csv", peers / "work" / "acled.csv")
    return peers


def write_table(source: pathlib.Path, target: pathlib.Path) -> None:
    """The events in the columns of ACLED's export, of which most are empty."""
    if target.exists():
        return
    import csv

    columns = (
        "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type "
        "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting "
        "iso region country admin1 admin2 admin3 location latitude longitude geo_precision source "
        "source_scale notes fatalities tags timestamp"
    ).split()
    part = target.with_suffix(".part")
    with open(source, newline="") as events, open(part, "w", newline="") as table:
        writer = csv.DictWriter(table, columns, restval="")
        writer.writeheader()
        for event in csv.DictReader(events):
            writer.writerow(
                {
                    "event_id_cnty": f"NOW{event['id']}", "event_date": event["date"],
                    "year": event["date"][:4], "time_precision": 1, "disorder_type": "",
                    "event_type": event["type"], "sub_event_type": event["type"],
                    "actor1": "Protesters (Nowhere)", "country": "Nowhere",
                    "location": event["name"], "latitude": event["lat"],
                    "longitude": event["lon"], "geo_precision": 1, "source": "Made up",
                    "notes": f"Something happened in {event['name']}, and somebody saw it.",
                    "fatalities": event["fatalities"],
                }
            )
    part.rename(target)


def timed(command: list[str], quiet: bool = True) -> dict:
    """One run of a process: CPU and wall seconds, the most memory."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if quiet else None,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {status}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime, "wall": time.perf_counter() - start,
        "memory": usage.ru_maxrss / 1024,
    }


WRITER = """
import json, os, resource, sys, time
data = memoryview(open(sys.argv[1], "rb").read())
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.perf_counter()
descriptor = os.open(sys.argv[2], os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
while data:
    data = data[os.write(descriptor, data[: 1 << 20]):]
os.close(descriptor)
wall = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"cpu_s": cpu, "seconds": wall, "rss_mb": float("nan")}))
"""


def written(source: pathlib.Path, target: pathlib.Path) -> dict | None:
    """write() of bytes that are ready, in a process of its own: what this one keeps in memory would
    count for the processes that it starts."""
    answer = reported([sys.executable, "-c", WRITER, source, target], dict(os.environ))
    target.unlink(missing_ok=True)
    return answer


def reported(command: list[str], environment: dict, choose=lambda line: True) -> dict | None:
    """What a peer says of itself in its last JSON line."""
    answer = subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, text=True
    )
    lines = [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
    lines = [line for line in lines if choose(line)]
    if not lines:
        print(f"{command}: {answer.stderr[-300:]}", file=sys.stderr)
        return None
    line = lines[-1]
    return {"cpu": line["cpu_s"], "wall": line["seconds"], "memory": line.get("rss_mb", 0)}


def workloads(program: str, measure: str, peers: pathlib.Path) -> dict:
    """For each workload its peers, each a function that runs it once."""
    work = peers / "work"
    environment = {**os.environ, "BENCH_ROOT": str(peers), "OMP_NUM_THREADS": "1"}
    python = peers / "venv/bin/python"
    source = {kind: work / f"src.{kind}" for kind in ("fgb", "geojson", "gpkg")}
    out = work / "out"

    def ours(origin: pathlib.Path, kind: str, *options: str):
        target = f"{out}.{kind}"
        return lambda: timed([program, "export", origin, "-q", "-o", target, *options])

    def gdal(origin: pathlib.Path, driver: str, kind: str, *options: str):
        def run() -> dict:
            target = pathlib.Path(f"{work}/gdal.{kind}")
            target.unlink(missing_ok=True)
            answer = timed(["ogr2ogr", "-f", driver, *options, target, origin])
            target.unlink()
            return answer
        return run

    def child(workload: str, peer: str):
        command = [python, peers / "src/io_child.py", workload, peer, "0"]
        return lambda: reported(command, environment)

    def bytes_of(kind: str):
        return lambda: written(pathlib.Path(f"{out}.{kind}"), work / "limit.out")

    geojson = ["-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7"]
    xy = ["-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude"]
    single = ["--threads", "1"]
    return {
        "fgb-geojson": {
            OWN: ours(source["fgb"], "geojson"),
            ONE_THREAD: ours(source["fgb"], "geojson", *single),
            "write() of the same bytes": bytes_of("geojson"),
            "ogr2ogr": gdal(source["fgb"], "GeoJSON", "geojson", *geojson),
            "DuckDB COPY": child("geojson_write", "duckdb"),
        },
        "fgb-kml": {
            OWN: ours(source["fgb"], "kml"),
            ONE_THREAD: ours(source["fgb"], "kml", *single),
            "write() of the same bytes": bytes_of("kml"),
            "ogr2ogr": gdal(source["fgb"], "KML", "kml"),
        },
        "geojson-read": {
            OWN: lambda: reported([measure, "read", source["geojson"], "3"], environment),
            "simdjson on demand": lambda: reported(
                [peers / "bin/simdjson_read", source["geojson"], "3"], environment
            ),
            "ogr2ogr": gdal(
                source["geojson"], "FlatGeobuf", "fgb", "-lco", "SPATIAL_INDEX=NO"
            ),
            "geopandas": child("geojson_read", "geopandas"),
            "DuckDB": child("geojson_read", "duckdb-ndjson"),
        },
        "geojson-fgb": {
            OWN: ours(source["geojson"], "fgb"),
            ONE_THREAD: ours(source["geojson"], "fgb", *single),
            "ogr2ogr": gdal(source["geojson"], "FlatGeobuf", "fgb"),
        },
        "csv-geojson": {
            OWN: ours(work / "acled.csv", "geojson"),
            ONE_THREAD: ours(work / "acled.csv", "geojson", *single),
            "ogr2ogr": gdal(work / "acled.csv", "GeoJSON", "geojson", *geojson, *xy),
        },
        "fgb-gpkg": {
            OWN: ours(source["fgb"], "gpkg"),
            ONE_THREAD: ours(source["fgb"], "gpkg", *single),
            "ogr2ogr": gdal(source["fgb"], "GPKG", "gpkg"),
            "pyogrio, Arrow": child("gpkg_write", "pyogrio-gpkg-arrow"),
        },
        "near": {
            OWN: lambda: timed(
                [program, "near", source["fgb"], "La Paz", "--limit", "10", "-q"]
            ),
            "ogrinfo -spat": lambda: timed(
                ["ogrinfo", "-ro", "-al", "-spat", "-68.2", "-16.6", "-68.0", "-16.4",
                 source["fgb"]]
            ),
        },
    }


def check(peers: pathlib.Path, name: str) -> None:
    """Compares what ours wrote with its source, feature by feature, through GDAL."""
    kind = name.split("-")[-1]
    if name in ("geojson-read", "near", "csv-geojson") or os.environ.get("CHECK") == "0":
        return
    checker = pathlib.Path(__file__).with_name("same_features.py")
    work = peers / "work"
    answer = subprocess.run(
        [sys.executable, "-B", checker, work / "src.fgb", work / f"out.{kind}"],
        capture_output=True, text=True,
    )
    if answer.returncode != 0:
        sys.exit(f"{name}: {answer.stdout}{answer.stderr}")
    print(f"{TITLES[name]}: {answer.stdout.strip()}", file=sys.stderr)


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, measure, folder = (os.path.abspath(argument) for argument in sys.argv[1:])
    peers = set_up(pathlib.Path(folder))
    rounds = int(os.environ.get("ROUNDS", "3"))
    only = os.environ.get("ONLY", ",".join(TITLES)).split(",")
    print(f"{COUNT:,} points with five properties, {rounds} rounds, CPU seconds\n")
    print("| workload | peer | CPU s | wall s | peak MB | ours to it | asked |")
    print("|---|---|---|---|---|---|---|")
    for name, runs in workloads(program, measure, peers).items():
        if name not in only:
            continue
        figures: dict[str, list[dict]] = {peer: [] for peer in runs}
        for _ in range(rounds if name != "near" else 3 * rounds):
            for peer, run in runs.items():
                figure = run()
                if figure is not None:
                    figures[peer].append(figure)
        check(peers, name)
        medians = {
            peer: {key: statistics.median(run[key] for run in all_runs) for key in all_runs[0]}
            for peer, all_runs in figures.items() if all_runs
        }
        own = medians.get(ONE_THREAD, medians[OWN])["cpu"]
        for peer, median in medians.items():
            ratio = "" if peer in (OWN, ONE_THREAD) else f"{own / median['cpu']:.3f}"
            asked = ASKED[name].get(peer, "")
            memory = "" if median["memory"] != median["memory"] else f"{median['memory']:.0f}"
            print(
                f"| {TITLES[name]} | {peer} | {median['cpu']:.3f} | {median['wall']:.3f} "
                f"| {memory} | {ratio} | {asked} |", flush=True,
            )


if __name__ == "__main__":
    main()
