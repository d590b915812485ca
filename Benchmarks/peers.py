"""One measurement of one peer, in a process of its own; prints one JSON line.

Usage: peers.py PEER FILE...
The fields are those that `measure` prints: CPU seconds of loading, of the first pass over the work
and of later ones (their median), the peak memory of the process, and the counts to compare.
"""

import json
import re
import sqlite3
import statistics
import sys
import time
import unicodedata

SPECIAL = str.maketrans({
    "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "œ": "oe", "ı": "i",
    "ħ": "h", "ə": "e",
})
WORD = re.compile(r"[^\W_]+")


def folded(name: str) -> str:
    """A name without case, accents and signs, as one folds in Python; near to the gazetteer's way."""
    letters = unicodedata.normalize("NFKD", name.lower())
    if not letters.isascii():
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(WORD.findall(letters.translate(SPECIAL)))


def read_lines(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def read_names(path: str) -> dict[str, list[int]]:
    names = {}
    for line in read_lines(path):
        name, places = line.split("\t")
        names[name] = [int(place) for place in places.split()]
    return names


class Stopwatch:
    """The CPU time of this process: of loading, and of passes over the work."""

    def __init__(self) -> None:
        self.start = time.process_time()
        self.load = 0.0

    def end_load(self) -> None:
        self.load = time.process_time() - self.start

    def report(self, operations: int, passes: int, work, compare=None) -> None:
        """Times the passes, then prints what the work, or the comparison of its answers, counted."""
        seconds = []
        for _ in range(passes):
            start = time.process_time()
            answer = work()
            seconds.append(time.process_time() - start)
        print(json.dumps({
            "n": operations, "load_s": self.load, "first_s": seconds[0],
            "cpu_s": statistics.median(seconds[1:] or seconds), "peak_kb": peak_kilobytes(),
            **(compare(answer) if compare else answer),
        }))


def peak_kilobytes() -> int | None:
    with open("/proc/self/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return None


# Exact lookup


def look_up(queries: list[str], find, stopwatch: Stopwatch, passes: int) -> None:
    def work() -> dict[str, int]:
        found = places = 0
        for query in queries:
            answer = find(query)
            if answer:
                found += 1
                places += len(answer)
        return {"found": found, "places": places}

    stopwatch.report(len(queries), passes, work)


def dict_folding(names: str, queries: str) -> None:
    lines = read_lines(queries)
    stopwatch = Stopwatch()
    table = read_names(names)
    stopwatch.end_load()
    look_up(lines, lambda query: table.get(folded(query)), stopwatch, 3)


def dict_folded(names: str, queries: str) -> None:
    lines = read_lines(queries)
    stopwatch = Stopwatch()
    table = read_names(names)
    stopwatch.end_load()
    look_up(lines, table.get, stopwatch, 5)


def sqlite_index(names: str, queries: str) -> None:
    lines = read_lines(queries)
    stopwatch = Stopwatch()
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE name (folded TEXT, place INTEGER)")
    rows = ((name, place) for name, places in read_names(names).items() for place in places)
    table.executemany("INSERT INTO name VALUES (?, ?)", rows)
    table.execute("CREATE INDEX folded ON name (folded, place)")
    stopwatch.end_load()

    def find(query: str) -> list:
        return table.execute("SELECT place FROM name WHERE folded = ?", (query,)).fetchall()

    look_up(lines, find, stopwatch, 2)


def sqlite_fts5(names: str, queries: str) -> None:
    lines = read_lines(queries)
    stopwatch = Stopwatch()
    known = read_names(names)
    table = sqlite3.connect(":memory:")
    table.execute(
        "CREATE VIRTUAL TABLE name USING fts5"
        "(folded, places UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )
    rows = ((name, " ".join(map(str, places))) for name, places in known.items())
    table.executemany("INSERT INTO name VALUES (?, ?)", rows)
    table.execute("INSERT INTO name (name) VALUES ('optimize')")
    stopwatch.end_load()

    def find(query: str) -> list[str] | None:
        # Names that begin with the phrase; only the one that is no longer counts.
        rows = table.execute(
            "SELECT folded, places FROM name WHERE folded MATCH ?", (f'^ "{query}"',)
        )
        for name, places in rows:
            if name == query:
                return places.split()
        return None

    look_up(lines, find, stopwatch, 1)


# Misspelt lookup


def find_misspelt(
    names: dict[str, list[int]], slips: str, find, stopwatch: Stopwatch, passes: int
) -> None:
    forms = [line.split("\t") for line in read_lines(slips)]

    def work() -> list[str | None]:
        return [find(form) for form, _ in forms]

    def compare(answers: list[str | None]) -> dict[str, int]:
        # Right is a name of the same place too, as for the gazetteer.
        right = sum(
            answer is not None and not set(names[answer]).isdisjoint(names.get(name, []))
            for answer, (_, name) in zip(answers, forms)
        )
        return {"found": sum(answer is not None for answer in answers), "right": right}

    stopwatch.report(len(forms), passes, work, compare)


def scan_rapidfuzz(names: str, slips: str) -> None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    stopwatch = Stopwatch()
    known = read_names(names)
    keys = list(known)
    stopwatch.end_load()

    def find(form: str) -> str | None:
        answer = process.extractOne(form, keys, scorer=OSA.distance, score_cutoff=2)
        return answer[0] if answer else None

    find_misspelt(known, slips, find, stopwatch, 1)


def sqlite_trigram(names: str, slips: str) -> None:
    from rapidfuzz.distance import OSA

    stopwatch = Stopwatch()
    known = read_names(names)
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE name USING fts5(folded, tokenize = 'trigram')")
    table.executemany("INSERT INTO name VALUES (?)", ((name,) for name in known))
    table.execute("INSERT INTO name (name) VALUES ('optimize')")
    stopwatch.end_load()

    def find(form: str) -> str | None:
        trigrams = {form[at : at + 3] for at in range(len(form) - 2)}
        rows = table.execute(
            "SELECT folded FROM name WHERE folded MATCH ? ORDER BY rank LIMIT 50",
            (" OR ".join(f'"{trigram}"' for trigram in trigrams),),
        )
        distances = [(OSA.distance(form, name, score_cutoff=2), name) for (name,) in rows]
        best = min(distances, default=(3, None))
        return best[1] if best[0] <= 2 else None

    find_misspelt(known, slips, find, stopwatch, 1)


# Names in text


def lowered(texts: str) -> str:
    """The texts in lower case, letter by letter, so that every letter keeps its place."""
    with open(texts, encoding="utf-8", newline="") as file:
        text = file.read()
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def automaton(names: str):
    import ahocorasick

    found = ahocorasick.Automaton()
    with open(names, encoding="utf-8") as file:
        for line in file:
            name = line[: line.index("\t")]
            found.add_word(name, len(name))
    found.make_automaton()
    return found


def aho_corasick(names: str, texts: str, hits: str = "iter") -> None:
    """`hits` is the automaton's method: `iter` for every hit, `iter_long` for the longest."""
    text = lowered(texts)
    stopwatch = Stopwatch()
    names_automaton = automaton(names)
    stopwatch.end_load()

    def work() -> dict[str, int]:
        found = 0
        for _ in getattr(names_automaton, hits)(text):
            found += 1
        return {"found": found}

    stopwatch.report(len(text.encode()), 3, work)


def aho_corasick_longest(names: str, texts: str) -> None:
    aho_corasick(names, texts, "iter_long")


def flash_text(names: str, texts: str) -> None:
    from flashtext import KeywordProcessor

    text = lowered(texts)
    stopwatch = Stopwatch()
    processor = KeywordProcessor()
    with open(names, encoding="utf-8") as file:
        for line in file:
            processor.add_keyword(line[: line.index("\t")])
    stopwatch.end_load()

    def work() -> dict[str, int]:
        return {"found": len(processor.extract_keywords(text))}

    stopwatch.report(len(text.encode()), 2, work)


def agreement(names: str, texts: str, spans: str) -> None:
    """Compares the spans of the gazetteer with those of the automaton, where these could be such.

    Of the automaton's hits those count that stand between words and hold a capital; of those that
    overlap the first, of those that begin together the longest.
    """
    with open(texts, encoding="utf-8", newline="") as file:
        text = file.read()
    lower = lowered(texts)
    hits = {}
    for end, length in automaton(names).iter(lower):
        start = end + 1 - length
        inside = (start > 0 and lower[start - 1].isalnum() and lower[start].isalnum()) or (
            end + 1 < len(lower) and lower[end + 1].isalnum() and lower[end].isalnum()
        )
        if not inside and any(letter.isupper() for letter in text[start : end + 1]):
            hits[start] = max(hits.get(start, 0), end + 1)
    theirs = set()
    last = 0
    for start, end in sorted(hits.items()):
        if start >= last:
            theirs.add((start, end))
            last = end
    offsets = {}
    byte = 0
    for index, letter in enumerate(text):
        offsets[byte] = index
        byte += len(letter.encode())
    offsets[byte] = len(text)
    ours = {tuple(offsets[int(byte)] for byte in line.split()) for line in read_lines(spans)}
    known = read_names(names)
    unknown = sum(folded(text[start:end]) not in known for start, end in ours)
    print(json.dumps({
        "ours": len(ours), "theirs": len(theirs), "common": len(ours & theirs),
        "folded_otherwise": unknown,
    }))


PEERS = {
    function.__name__: function
    for function in [
        dict_folding, dict_folded, sqlite_index, sqlite_fts5, scan_rapidfuzz, sqlite_trigram,
        aho_corasick, aho_corasick_longest, flash_text, agreement,
    ]
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in PEERS:
        sys.exit(f"usage: peers.py PEER FILE... with one of the peers {' '.join(PEERS)}")
    PEERS[sys.argv[1]](*sys.argv[2:])
