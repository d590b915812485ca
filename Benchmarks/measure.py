"""Measures wall time and peak memory of the program on the sample reports.

Usage: measure.py PROGRAM
Prints a table: of five runs of each command the median and the slowest wall time, and the largest
peak memory. The stream is the sample reports one hundred times, as one JSON report a line.
"""

import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 5
COPIES = 100
REPORTS = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reports"


def texts() -> list[pathlib.Path]:
    """The sample reports, without the file that tells about them."""
    found = [*REPORTS.glob("*.txt"), *REPORTS.glob("*.md")]
    return sorted(path for path in found if path.name != "README.md")


def write_stream(path: pathlib.Path) -> None:
    lines = [
        json.dumps({"id": f"{copy}-{report.name}", "text": report.read_text(encoding="utf-8")})
        for copy in range(COPIES)
        for report in texts()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(command: list[str]) -> tuple[float, int]:
    """Seconds of wall time and kilobytes of peak memory of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {child.returncode}, expected 0")
    return seconds, usage.ru_maxrss


def processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stream = pathlib.Path(folder) / "stream.jsonl"
        layer = pathlib.Path(folder) / "events.geojson"
        write_stream(stream)
        reports = str(REPORTS)
        cases = [
            (f"toponyms, {len(texts())} reports", ["toponyms", reports, "-q"]),
            (f"extract, {len(texts())} reports", ["extract", reports, "-q", "-o", str(layer)]),
            (
                f"toponyms, {len(texts()) * COPIES} reports, one a line",
                ["toponyms", str(stream), "-q"],
            ),
            (
                f"extract, {len(texts()) * COPIES} reports, one a line",
                ["extract", str(stream), "-q", "--no-merge"],
            ),
            ("export", ["export", str(layer), "-f", "geojsonl", "-o", "-", "-q"]),
            ("near La Paz", ["near", str(layer), "La Paz", "--within", "50km", "-q"]),
            ("regions", ["regions", str(layer), "-q"]),
            ("compare", ["compare", str(layer), "highlands", "lowlands", "-q"]),
        ]
        day = datetime.date.today().isoformat()
        size = stream.stat().st_size / 1e6
        print(f"{day}, {processor()}, {os.cpu_count()} cores, {RUNS} runs; stream of {size:.1f} MB\n")
        print("| command | median s | slowest s | peak MB |")
        print("|---|---|---|---|")
        for title, arguments in cases:
            figures = [run([program, *arguments]) for _ in range(RUNS)]
            seconds = [figure[0] for figure in figures]
            peak = max(figure[1] for figure in figures) / 1024
            print(f"| {title} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {peak:.0f} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: measure.py PROGRAM")
    main(sys.argv[1])
