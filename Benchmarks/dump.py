"""Compiles a made-up dump of GeoNames' layout, and times `place` with and without it.

Usage: dump.py PROGRAM FOLDER ROWS
Prints minutes, peak memory and sizes; the files stay in FOLDER, the compiled one as large.gaz.
"""

import os
import pathlib
import subprocess
import sys
import time

import starts

GENERATOR = str(pathlib.Path(__file__).resolve().parent / "geonames_dump.py")


def main(program: str, folder: pathlib.Path, rows: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # The program tells the layout by the file's name.
    dump = folder / "allCountries.txt"
    gazetteer = folder / "large.gaz"
    with dump.open("wb") as file:
        subprocess.run([sys.executable, GENERATOR, rows], stdout=file, check=True)
    start = time.perf_counter()
    child = subprocess.Popen([
        program, "gazetteer", "build", str(dump), "-o", str(gazetteer), "-q"
    ])
    _, status, usage = os.wait4(child.pid, 0)
    minutes = (time.perf_counter() - start) / 60
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{program} gazetteer build: exit code {child.returncode}, expected 0")
    cpu = (usage.ru_utime + usage.ru_stime) / 60
    print("| rows | dump GB | minutes | CPU minutes | peak GB | compiled GB |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {int(rows):,} | {dump.stat().st_size / 1e9:.2f} | {minutes:.1f} | {cpu:.1f} "
        f"| {usage.ru_maxrss * 1024 / 1e9:.2f} | {gazetteer.stat().st_size / 1e9:.2f} |"
    )
    starts.main(program, str(gazetteer), folder, None)


if __name__ == "__main__":
    if len(sys.argv) != 4 or not sys.argv[3].isdecimal():
        sys.exit("usage: dump.py PROGRAM FOLDER ROWS")
    main(os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3])
