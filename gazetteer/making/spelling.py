"""Names: how two spellings compare, and which alternate names are worth keeping."""

import re
import unicodedata


# "City of" and the like in languages the reports are not written in.
FOREIGN_WORDS = re.compile(
    r"\b(?:lungsod|llaqta|shaary|óvárosa|ovarosa|horad|gorad|orasul|qalasy|refineria|ooyakh|"
    r"osh|do Chile|du Chili|du Ch·ili|de Xile|del Cile)\b", re.IGNORECASE)


def folded(text):
    """Lower case without accents, so that `Potosí` and `POTOSI` are one name."""
    parts = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    bare = "".join(mark for mark in parts if unicodedata.category(mark) != "Mn")
    return " ".join(bare.replace(".", "").split())


def slug(text):
    """The folded name as part of an id: letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def is_latin(text):
    """Whether every letter is a Latin one; modifier letters betray a transcription."""
    return all(
        not mark.isalpha() or unicodedata.name(mark, "").startswith("LATIN") for mark in text
    ) and any(mark.isalpha() for mark in text)


def without_qualifier(name):
    """`La Paz (department)` -> `La Paz`."""
    return re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()


def parenthesis_parts(name):
    """`Puerto Acosta (Huaycho)` -> [`Puerto Acosta`, `Huaycho`]."""
    return [part.strip() for part in re.split(r"[()]", name) if part.strip()]


def saint_forms(name):
    """`Saint-Marc` -> `St. Marc`, `St. Louis` -> `Saint Louis`: reports print either."""
    if match := re.match(r"(Sainte?)[ -](?=[A-Z])", name):
        return [("Ste. " if match[1] == "Sainte" else "St. ") + name[match.end():]]
    if match := re.match(r"St\.? (?=[A-Z])", name):
        return ["Saint " + name[match.end():]]
    return []


def alternate_names(names, main):
    """The alternate names a European text may print.

    GeoNames' list holds airport codes, other scripts and machine transcriptions of them ("an dao
    er cheng"). Codes are short or all capitals; transcriptions start with a small letter or carry
    modifier letters. Names that differ from one kept before only by accents or case are left out.
    """
    kept, seen = [], {folded(main)}
    # Accented spellings sort last; they are the ones to keep.
    for name in sorted(names, key=lambda name: (name.isascii(), name)):
        name = unicodedata.normalize("NFC", " ".join(name.split()))
        if len(name) < 3 or not name[0].isupper() or not is_latin(name):
            continue
        if name.isupper() and len(name) <= 4 or FOREIGN_WORDS.search(name):
            continue
        # A soft sign written as an apostrophe after a consonant is a transcription of Cyrillic.
        if re.search(r"[bcdfghklmnprstvz]['’](?![aeiouhsy])", name, re.IGNORECASE):
            continue
        # Marks that do not compose with their letter betray a transcription of Chinese.
        if len(name) > 60 or not re.fullmatch(r"[^\W\d_]+(?:[ '’‘.–-]+[^\W\d_]+)*\.?", name):
            continue
        key = folded(name)
        if key not in seen:
            seen.add(key)
            kept.append(name)
    return sorted(kept)
