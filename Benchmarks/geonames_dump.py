"""Writes a synthetic dump in the column layout of GeoNames' allCountries.txt.

Usage: geonames_dump.py ROWS [SEED] > allCountries.txt

The same number of rows and seed (1 when not given) give the same bytes. The places are invented:
countries are the codes AA, AB, AC ... with a PCLI row, their ADM1 and ADM2 rows (at most a tenth of
a country's rows), then places that lie in these. The shares below were chosen so that the size of a
row, the number of names and the mixture of codes resemble the real dump; they are no statistics of
it. The standard library is all that is needed.
"""

import random
import sys

COUNTRIES = 250
# A word is two to five syllables; names are made of words, so that most are unique.
WORDS = 60_000
SYLLABLES = """
a al an ar ba be bi bo bra ca cha chu co cu da de do el en es fa fe ga go gra ha hu i in is ja jo ka
ke ki ko kra la le li lo lu ma me mi mo mu na ne ni no ñu o ol or pa pe pi po pra qui ra re ri ro ru
sa san se si so su ta te ti to tra u ur va ve vi vo wa xa ya yo yu za zu á é í ó ú ü ö ã ç ş ł
""".split()
PLAIN = str.maketrans("ñáéíóúüöãçşł", "naeiouuoacsl")
OTHER_SCRIPTS = [
    "а бо ва го де жи за ко ла ма ни по ра си та ур хо чи".split(),
    "ا با تا جا دا را سا شا عا فا قا كا لا ما نا وا".split(),
    "阿 巴 北 城 川 大 东 海 河 江 京 南 山 上 西 新".split(),
    "अ का की गा चा जा ता दा ना पा बा मा रा ला सा".split(),
]
# Feature class and code with their weights; one row in a hundred has no code.
KINDS = [
    ("P", "PPL", 330), ("P", "PPLX", 18), ("P", "PPLL", 20), ("P", "PPLA3", 6), ("P", "PPLA2", 3),
    ("P", "PPLH", 4), ("P", "PPLQ", 5), ("P", "PPLF", 3), ("P", "", 2),
    ("H", "STM", 95), ("H", "LK", 30), ("H", "STMI", 20), ("H", "SPNG", 15), ("H", "WLL", 15),
    ("S", "HTL", 40), ("S", "SCH", 35), ("S", "CH", 25), ("S", "FRM", 30), ("S", "BLDG", 15),
    ("S", "MN", 6), ("S", "BDG", 6), ("T", "MT", 55), ("T", "HLL", 40), ("T", "ISL", 25),
    ("T", "VAL", 20), ("T", "PASS", 5), ("L", "LCTY", 25), ("L", "AREA", 6), ("L", "PRK", 9),
    ("L", "RGN", 1), ("A", "ADM3", 15), ("A", "ADM4", 25), ("A", "ADMD", 4), ("A", "ADM1H", 1),
    ("R", "RD", 6), ("R", "ST", 8), ("V", "FRST", 6), ("U", "SMU", 2), ("", "", 6),
]


class Names:
    """Names from a pool of words, each word with its plain form."""

    def __init__(self, chance: random.Random) -> None:
        def word(syllables: list[str], low: int, high: int) -> str:
            return "".join(chance.choices(syllables, k=chance.randint(low, high)))

        words = {word(SYLLABLES, 2, 5).capitalize() for _ in range(WORDS)}
        self.words = [(word, word.translate(PLAIN)) for word in sorted(words)]
        self.others = sorted({word(script, 2, 5) for script in OTHER_SCRIPTS for _ in range(5_000)})
        self.random = chance.random

    def name(self) -> tuple[str, str]:
        """A name of one to three words, and its plain form."""
        chance, words = self.random, self.words
        name, plain = words[int(chance() * len(words))]
        share = chance()
        while share < 0.45:
            word, plain_word = words[int(chance() * len(words))]
            name, plain = f"{name} {word}", f"{plain} {plain_word}"
            share += 0.4
        return name, plain

    def alternates(self, plain: str) -> str:
        """Other names, comma-separated; none for most places."""
        chance = self.random
        share = chance()
        if share > 0.35:
            return ""
        # Most have one or two, some have twenty.
        count = 1 + int(0.35 / (share + 0.015))
        found = [plain] if chance() < 0.5 else []
        for _ in range(count):
            if chance() < 0.3:
                found.append(self.others[int(chance() * len(self.others))])
            else:
                found.append(self.name()[0])
        return ",".join(found)


def population(kind: str, share: float) -> int:
    """Inhabitants, 0 for most: only one town in ten has a figure, a few of them millions."""
    if kind != "P" or share > 0.1:
        return 0
    return int(300 / (share * 10 + 0.00002))


def write(rows: int, seed: int) -> None:
    chance = random.Random(seed)
    names = Names(chance)
    kinds = [(letter, code) for letter, code, weight in KINDS for _ in range(weight)]
    roll = chance.random
    number = 0
    lines: list[str] = []

    def add(letter, code, country, units, longitude, latitude, share) -> None:
        nonlocal number
        # Numbers have gaps, as rows of the real dump were taken out.
        number += 1 + int(roll() * 2)
        name, plain = names.name()
        lines.append(
            f"{number}\t{name}\t{plain}\t{names.alternates(plain)}\t{latitude:.5f}\t{longitude:.5f}"
            f"\t{letter}\t{code}\t{country}\t\t{units}\t\t\t{population(letter, share)}\t\t"
            f"{int(roll() * 3000)}\tEtc/UTC\t2026-01-01\n"
        )
        if len(lines) == 10_000:
            sys.stdout.write("".join(lines))
            lines.clear()

    countries = max(1, min(COUNTRIES, rows // 400))
    weights = [1 / (rank + 3) for rank in range(countries)]
    left = rows
    for rank in range(countries):
        quota = left if rank == countries - 1 else min(left, int(rows * weights[rank] / sum(weights)))
        left -= quota
        if quota == 0:
            continue
        country = chr(65 + rank // 26) + chr(65 + rank % 26)
        west, south = roll() * 330 - 175, roll() * 120 - 60
        first_count = min(quota // 50, chance.randint(5, 40))
        second_count = min(quota // 20, chance.randint(0, 400))
        firsts = [f"{index + 1:02}" for index in range(first_count)]
        seconds = [f"{chance.choice(firsts)}\t{index:04}" for index in range(second_count if firsts else 0)]
        units = seconds or [f"{first}\t" for first in firsts] or ["00\t"]
        heads = [("PCLI", "00\t")] + [("ADM1", f"{code}\t") for code in firsts]
        heads += [("ADM2", code) for code in seconds]
        for code, unit in heads[:quota]:
            add("A", code, country, unit, west + roll() * 12, south + roll() * 12, roll())
        for _ in range(quota - len(heads)):
            letter, code = kinds[int(roll() * len(kinds))]
            unit = units[int(roll() * len(units))] if roll() < 0.9 else "00\t"
            add(letter, code, country, unit, west + roll() * 12, south + roll() * 12, roll())
    sys.stdout.write("".join(lines))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not all(text.isdecimal() for text in sys.argv[1:]):
        sys.exit("usage: geonames_dump.py ROWS [SEED]")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 1)
