"""Measures an index in a file that is mapped: 1, 10 and 100 million made-up positions.

Usage: index_file.py MEASURE GAZETTEER FOLDER COUNT...
Prints three tables: building and writing; what a question costs of a file in memory and of one that
is not; and what a single question reads. Takes 5 GB of memory and 3 GB of FOLDER for 100 million; the
file is removed. Pages are the system's, of 4 kB; those in memory are counted by mincore.
"""

import json
import mmap
import os
import pathlib
import statistics
import subprocess
import sys

WORKLOADS = {
    "knn10_wgs84": "nearest 10, ellipsoid",
    "within50_wgs84": "within 50 km, ellipsoid",
    "bbox_s10": "envelope, about 10 answers",
}
STATES = ["memory", "warm", "unchecked", "cold"]
PAGE = 4096
# What a build holds at its peak, the input included, and a little more.
BYTES_A_POSITION = 50


def touch_memory(size: int) -> None:
    """Writes to as much memory and gives it back.

    A virtual machine gets a page from its host when it is first touched by anyone, which would be
    counted as building.
    """
    with mmap.mmap(-1, size) as memory:
        for place in range(0, size, PAGE):
            memory[place] = 1


def measured(measure: str, gazetteer: str, folder: pathlib.Path, count: str) -> dict[str, list]:
    """The lines of one number of positions, by what was measured."""
    file = folder / "positions.apachidx"
    try:
        done = subprocess.run(
            [measure, "index-file", str(file), count, gazetteer], stdout=subprocess.PIPE, text=True
        )
    finally:
        file.unlink(missing_ok=True)
    if done.returncode != 0:
        sys.exit(f"measure index-file: exit code {done.returncode}, expected 0")
    lines: dict[str, list] = {}
    with (folder / "raw" / "index_file.jsonl").open("a", encoding="utf-8") as raw:
        raw.write(done.stdout)
    for line in map(json.loads, done.stdout.splitlines()):
        lines.setdefault(line["name"], []).append(line)
    return lines


def print_building(sizes: dict[int, dict]) -> None:
    print("\nBuilding and writing\n")
    print(
        "| positions | build CPU s | bytes a position | at its peak, input not counted "
        "| peak of the process GB | file GB | write and sync s |"
    )
    print("|---" * 7 + "|")
    for count, lines in sizes.items():
        build, write = lines["build"][0], lines["write"][0]
        print(
            f"| {count:,} | {build['cpu_s']:.2f} | {build['bytes'] / count:.1f} "
            f"| {build['peak_delta_mb'] * 1e6 / count:.1f} | {build['peak_mb'] / 1e3:.2f} "
            f"| {write['bytes'] / 1e9:.2f} | {write['seconds']:.2f} |"
        )


def print_questions(sizes: dict[int, dict]) -> None:
    print(
        "\n10,000 questions one after the other, microseconds each: CPU time in memory and warm, "
        "wall time where pages are first read\n"
    )
    print(
        "| question | positions | answers | in memory | file, warm | pages unchecked | cold "
        "| MB read | of the file |"
    )
    print("|---" * 9 + "|")
    for name, title in WORKLOADS.items():
        for count, lines in sizes.items():
            memory, warm, unchecked, cold = (lines[f"{name} {state}"][0] for state in STATES)
            operations = cold["rate"] * cold["seconds"]
            read = (cold["pages"] - cold["pages_left"]) * PAGE
            print(
                f"| {title} | {count:,} | {memory['count'] / operations:.1f} "
                f"| {memory['cpu_s'] / operations * 1e6:.2f} "
                f"| {warm['cpu_s'] / operations * 1e6:.2f} "
                f"| {unchecked['seconds'] / operations * 1e6:.1f} "
                f"| {cold['seconds'] / operations * 1e6:.1f} "
                f"| {read / 1e6:.0f} | {read / lines['write'][0]['bytes']:.1%} |"
            )
            if cold["pages_left"]:
                print(f"{cold['pages_left']} pages were not dropped: not cold", file=sys.stderr)


def print_lone(sizes: dict[int, dict]) -> None:
    print("\nA single question of a file that nothing was read of, medians of 20\n")
    print("| question | positions | opening ms | pages | the question ms | pages | most pages |")
    print("|---" * 7 + "|")
    for name, title in WORKLOADS.items():
        for count, all_lines in sizes.items():
            lines = all_lines[f"{name} lone"]

            def median(field: str) -> float:
                return statistics.median(line[field] for line in lines)

            print(
                f"| {title} | {count:,} | {median('open_s') * 1e3:.2f} "
                f"| {median('open_pages'):.0f} | {median('seconds') * 1e3:.2f} "
                f"| {median('pages'):.0f} | {max(line['pages'] for line in lines)} |"
            )


def main(measure: str, gazetteer: str, folder: pathlib.Path, counts: list[str]) -> None:
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    touch_memory(max(map(int, counts)) * BYTES_A_POSITION)
    sizes = {int(count): measured(measure, gazetteer, folder, count) for count in counts}
    print_building(sizes)
    print_questions(sizes)
    print_lone(sizes)


if __name__ == "__main__":
    if len(sys.argv) < 5 or not all(count.isdecimal() for count in sys.argv[4:]):
        sys.exit("usage: index_file.py MEASURE GAZETTEER FOLDER COUNT...")
    main(os.path.abspath(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4:])
