"""Princeton WordNet as Debian's wordnet-base installs it: synonyms of places, and their parts."""

import re

# The lexicographers' files of places and of the things of nature.
PLACES, NATURE = "15", "17"
INSTANCE_OF, KIND_OF = "@i", "@"
PARTS = {"%p", "%m", "~i"}


class Synset:
    """One meaning: its words, what it points to, and the sentence that explains it."""

    def __init__(self, line):
        head, self.gloss = line.split(" | ", 1)
        fields = head.split()
        self.id, self.file = fields[0], fields[1]
        count = int(fields[3], 16)
        self.words = [word.replace("_", " ") for word in fields[4:4 + 2 * count:2]]
        pointers = fields[5 + 2 * count:]
        self.pointers = [tuple(pointers[at:at + 2]) for at in range(0, len(pointers) - 3, 4)
                         if pointers[at + 2] == "n"]

    def targets(self, marks):
        return [target for mark, target in self.pointers if mark in marks]


class WordNet:
    def __init__(self, path):
        try:
            with open(path, encoding="latin-1") as file:
                found = [Synset(line) for line in file if not line.startswith("  ")]
        except FileNotFoundError:
            raise SystemExit(f"no {path}: install wordnet-base or give --wordnet") from None
        self.synsets = {synset.id: synset for synset in found}
        self.places = [synset for synset in found if synset.file in (PLACES, NATURE)]

    def kinds(self, synset):
        """What the place is an instance of, near kinds first: `American state`, `state`, ..."""
        kinds, ahead = [], synset.targets({INSTANCE_OF})
        while ahead:
            kind = self.synsets[ahead.pop(0)]
            kinds += kind.words
            ahead += kind.targets({KIND_OF})
        return kinds

    def parts(self, synset, seen=None):
        """Every part of a place, and the parts of those."""
        seen = set() if seen is None else seen
        for target in synset.targets(PARTS):
            if target not in seen:
                seen.add(target)
                self.parts(self.synsets[target], seen)
        return seen

    def named_in_gloss(self, synset, names):
        """Which of the names the explanation mentions, where it says what the place takes in."""
        if not re.search(r"\b(?:includ|compris|occupied by|countries of|states of)", synset.gloss):
            return set()
        text = synset.gloss.split(";")[0]
        return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}
