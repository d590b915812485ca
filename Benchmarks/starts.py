"""Times whole processes, run by run in turn with each other, with a warm cache.

Usage: starts.py PROGRAM [LARGE_GAZETTEER]
Prints a table: median and slowest wall time, peak memory, and the ratio to a program that imports
Foundation and prints a line. With a large gazetteer, `place` on it beside `place` without. `near`
is called by index.py, which has the layer for it.
"""

import array
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

PAIRS = 60
# West, south, east, north: about 50 km around the city.
LA_PAZ = (-68.6, -17.0, -67.7, -16.0)
FOLDER = pathlib.Path(__file__).resolve().parent


def compiled(folder: pathlib.Path) -> str:
    """The program that imports Foundation, built as a user would, linked dynamically."""
    program = folder / "foundation"
    source = FOLDER / "foundation.swift"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["swiftc", "-O", str(source), "-o", str(program)], check=True)
    return str(program)


def run(command: list[str]) -> tuple[float, float, int, bytes]:
    """Seconds of wall and of CPU time, kilobytes of peak memory, and what was printed."""
    # A file in memory, since a pipe holds only so much until somebody reads it.
    output = os.memfd_create("output")
    start = time.perf_counter()
    # posix_spawn: a fork would copy this process's tables and be counted.
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, output, 1)]
    )
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    with os.fdopen(output, "rb") as file:
        file.seek(0)
        printed = file.read()
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}, expected 0")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, printed


def measured(commands: dict[str, list[str]]) -> dict[str, list[tuple[float, float, int, bytes]]]:
    for command in commands.values():
        for _ in range(3):
            run(command)
    figures = {title: [] for title in commands}
    titles = list(commands)
    for pair in range(PAIRS):
        # The order is turned round, so that none always runs behind the same other.
        for title in titles if pair % 2 == 0 else reversed(titles):
            figures[title].append(run(commands[title]))
    return figures


def print_table(figures: dict, base: str, raw: pathlib.Path | None) -> None:
    def median(title: str, column: int) -> float:
        return statistics.median(figure[column] for figure in figures[title])

    print(f"\nWhole processes, warm, {PAIRS} runs each in turn; ratio to {base}\n")
    print("| process | median ms | slowest ms | CPU ms | ratio | peak MB | bytes printed |")
    print("|---|---|---|---|---|---|---|")
    for title, runs in figures.items():
        slowest = max(figure[0] for figure in runs)
        # Of each pair the quotient, then the median: a slow moment of the machine hits both.
        ratio = statistics.median(
            figure[0] / other[0] for figure, other in zip(runs, figures[base])
        )
        peak = max(figure[2] for figure in runs) / 1024
        print(
            f"| {title} | {median(title, 0) * 1e3:.1f} | {slowest * 1e3:.1f} "
            f"| {median(title, 1) * 1e3:.1f} | {ratio:.2f} | {peak:.0f} | {len(runs[0][3])} |"
        )
        if raw:
            with raw.open("a", encoding="utf-8") as file:
                for wall, cpu, kilobytes, printed in runs:
                    file.write(json.dumps({
                        "name": "start", "peer": title, "n": 1, "seconds": wall, "cpu_s": cpu,
                        "peak_kb": kilobytes, "count": len(printed),
                    }) + "\n")


def near(
    program: str, layer: pathlib.Path, positions: pathlib.Path, folder: pathlib.Path,
    raw: pathlib.Path | None,
) -> None:
    """`near` on a layer of many points beside ogrinfo; then a join with positions, once."""
    ogrinfo = shutil.which("ogrinfo")
    if not ogrinfo:
        sys.exit("ogrinfo: missing, expected GDAL's programs (Debian: gdal-bin)")
    hello = "a program that imports Foundation"
    window = [str(number) for number in LA_PAZ]
    print_table(
        measured({
            hello: [compiled(folder)],
            'apacheta near LAYER "La Paz" --limit 10': [
                program, "near", str(layer), "La Paz", "--limit", "10", "-q"
            ],
            "ogrinfo -al -so -spat": [ogrinfo, "-al", "-so", "-spat", *window, str(layer)],
            "ogrinfo -al -q -spat": [ogrinfo, "-al", "-q", "-spat", *window, str(layer)],
            "true (the floor of this way of measuring)": [shutil.which("true")],
        }),
        hello, raw,
    )
    centres = folder / "centres.geojson"
    count = write_centres(positions, centres)
    seconds, cpu, kilobytes, printed = run([
        program, "near", str(layer), "--centres", str(centres), "--limit", "5", "-q"
    ])
    print(f"\nThe 5 nearest events for each of {count:,} centres, once\n")
    print("| process | wall s | CPU s | peak MB | lines printed |")
    print("|---|---|---|---|---|")
    print(
        f"| apacheta near LAYER --centres --limit 5 | {seconds:.2f} | {cpu:.2f} "
        f"| {kilobytes / 1024:.0f} | {len(printed.splitlines()):,} |"
    )


def write_centres(positions: pathlib.Path, centres: pathlib.Path) -> int:
    """Pairs of longitude and latitude as a layer of points; how many there are."""
    numbers = array.array("d", positions.read_bytes())
    features = [
        {
            "type": "Feature", "id": f"c{place // 2}", "properties": {},
            "geometry": {"type": "Point", "coordinates": [numbers[place], numbers[place + 1]]},
        }
        for place in range(0, len(numbers), 2)
    ]
    centres.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return len(features)


def main(program: str, large: str | None, folder: pathlib.Path, raw: pathlib.Path | None) -> None:
    true = shutil.which("true")
    print_table(
        measured({
            "a program that imports Foundation": [compiled(folder)],
            'apacheta place "El Alto"': [program, "place", "El Alto", "-q"],
            "true (the floor of this way of measuring)": [true],
        }),
        "a program that imports Foundation", raw,
    )
    if large:
        size = os.stat(large).st_size / 1e9
        # A made-up dump has no El Alto, so its start alone shows; it has many called San Pedro.
        for name in ("El Alto", "San Pedro"):
            alone = f'place "{name}"'
            print_table(
                measured({
                    alone: [program, "place", name, "-q"],
                    f"{alone} and {size:.2f} GB more": [
                        program, "place", name, "-q", "--gazetteer", large
                    ],
                }),
                alone, raw,
            )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: starts.py PROGRAM [LARGE_GAZETTEER]")
    main(
        os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else None,
        FOLDER.parent / ".bench", None,
    )
