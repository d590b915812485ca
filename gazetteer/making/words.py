"""Words that are names and something else: demonyms, common words, names of persons."""

import os
import re
import unicodedata

from .countries import country_info
from .spelling import folded

DICTIONARIES = {
    "en": ("american-english-small", "american-english"),
    "es": ("spanish",),
}


# `indio` names the indigenous in Latin America before it names India; Czechoslovakia is gone.
NOT_A_NATION = {
    "indio", "india", "indios", "indias",
    "checoslovaco", "checoslovaca", "checoslovacos", "checoslovacas",
}


def dictionary(folder, language):
    """The lower-case entries of a word list; entries with a capital are names themselves."""
    for name in DICTIONARIES[language]:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return {w for w in (line.strip() for line in file) if w and w == w.lower()}
    raise SystemExit(f"no word list {DICTIONARIES[language]} in {folder}")


def single_words(tables):
    """Every name of one word in the tables, in small letters, as printed and without accents."""
    words = set()
    for places in tables:
        for place in places:
            for name in [place.name, *place.names]:
                if re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name):
                    words |= {name.lower(), without_accents(name.lower())}
    return words


def without_accents(text):
    parts = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in parts if unicodedata.category(mark) != "Mn")


def common_words(tables, folder):
    """Names of the gazetteer that a text also prints as ordinary words."""
    names = single_words(tables)
    rows = []
    for language in sorted(DICTIONARIES):
        words = dictionary(folder, language)
        bare = {without_accents(word) for word in words}
        rows += [(name, language) for name in names if name in words or name in bare]
    return sorted(rows)


def demonyms(countries, facts, folder):
    """Demonym, language, place: English from countryinfo, Spanish from CLDR's names of money."""
    people = {place.id: int(place.population or 0) for place in countries}
    rows = set(facts.demonyms()) | english_demonyms(set(people))
    rows |= spanish_demonyms(countries, dictionary(folder, "es"))
    own_names = {(folded(n), place.id) for place in countries for n in [place.name, *place.names]}
    claims = {}
    for demonym, language, place in rows:
        if (folded(demonym), place) not in own_names and folded(demonym) not in NOT_A_NATION:
            claims.setdefault((demonym, language), set()).add(place)
    # French are the people of France, not of Mayotte: the most populous of the claimants.
    return sorted((demonym, language, max(sorted(places), key=lambda p: people.get(p, 0)))
                  for (demonym, language), places in claims.items())


def english_demonyms(ids):
    rows = set()
    for code, country in country_info():
        text = country.get("demonym") or ""
        if code not in ids:
            continue
        for demonym in re.split(r"\s*(?:,|/|;|\bor\b|\(|\))\s*", text):
            demonym = demonym.strip()
            if len(demonym) < 3 or not demonym[0].isupper():
                continue
            rows.add((demonym, "en", code))
            # Words in -an, -i, -o and the like have a plural; Chinese and French have none.
            if re.search(r"(?:an|i|ot|er|ene|ard|ine|ai|eek|vak|zech|pino)$", demonym):
                rows.add((demonym + "s", "en", code))
    return rows


def spanish_demonyms(countries, words):
    """`peso chileno`, `dólar estadounidense`: CLDR names the country's adjective.

    Only an adjective that begins as the country does counts, so that money of several countries
    names the right one, and only where a singular form stands in the word list.
    """
    from babel import Locale
    from babel.core import get_global
    money = Locale("es").currencies
    owners = {}
    for territory, uses in get_global("territory_currencies").items():
        for use in uses:
            owners.setdefault(use[0], set()).add(territory)
    rows = set()
    for place in countries:
        if place.kind == "L/CONT":
            continue
        starts = {folded(n)[:3] for n in [place.name, *place.names] if not n.startswith(("code:", "id:"))}
        for code, territories in owners.items():
            if place.country not in territories:
                continue
            name = re.sub(r"\s*\(.*\)", "", money.get(code, "")).split()
            if not name or (len(name) < 2 and folded(name[-1]) != "boliviano"):
                continue
            adjective = name[-1]
            if folded(adjective)[:3] not in starts or adjective[0].isupper():
                continue
            for singular, plural in forms(adjective):
                if singular in words or singular == adjective:
                    rows |= {(singular, "es", place.id), (plural, "es", place.id)}
    return rows


def forms(adjective):
    """The pairs of singular and plural of a Spanish adjective, from either gender."""
    endings = (
        ("és", (("és", "eses"), ("esa", "esas"))), ("esa", (("és", "eses"), ("esa", "esas"))),
        ("ense", (("ense", "enses"),)), ("í", (("í", "íes"),)), ("ú", (("ú", "úes"),)),
        ("án", (("án", "anes"), ("ana", "anas"))), ("ón", (("ón", "ones"), ("ona", "onas"))),
        ("ol", (("ol", "oles"), ("ola", "olas"))), ("ola", (("ol", "oles"), ("ola", "olas"))),
        ("o", (("o", "os"), ("a", "as"))), ("a", (("o", "os"), ("a", "as"))),
        ("l", (("l", "les"),)), ("e", (("e", "es"),)),
    )
    for ending, pairs in endings:
        if adjective.endswith(ending):
            stem = adjective[: -len(ending)]
            return [(stem + one, stem + many) for one, many in pairs]
    return []


def first_names():
    """First names: English from the US census of 1990, Spanish from Faker's lists."""
    import names
    from faker.providers.person import es_AR, es_CO, es_ES, es_MX
    rows = set()
    folder = os.path.dirname(names.__file__)
    # The census itself stops at the names of nine persons in ten.
    for file_name in ("dist.male.first", "dist.female.first"):
        with open(os.path.join(folder, file_name), encoding="ascii") as file:
            for line in file:
                rows.add((line.split()[0].capitalize(), "en"))
    for module in (es_AR, es_CO, es_ES, es_MX):
        rows |= {(n, "es") for n in single(provider_names(module, "first_name"))}
    return sorted(rows)


def surnames(tables):
    """Surnames that are also names of places, with their language."""
    import names
    from faker.providers.person import es_AR, es_CO, es_ES, es_MX
    places = single_words(tables)
    rows = set()
    path = os.path.join(os.path.dirname(names.__file__), "dist.all.last")
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file):
            if number == 10_000:
                break
            name = line.split()[0].lower()
            if name in places:
                rows.add((name.capitalize(), "en"))
    for module in (es_AR, es_CO, es_ES, es_MX):
        rows |= {(n, "es") for n in single(provider_names(module, "last_name"))
                 if n.lower() in places}
    return sorted(rows)


def provider_names(module, kind):
    found = set()
    for attribute in dir(module.Provider):
        if attribute.startswith(kind) and not callable(getattr(module.Provider, attribute)):
            found |= set(getattr(module.Provider, attribute))
    return found


def single(names):
    """`María del Carmen` is two names; the parts of a compound are listed on their own."""
    return {n for n in names if re.fullmatch(r"[^\W\d_]{3,}", n) and n[0].isupper()}
