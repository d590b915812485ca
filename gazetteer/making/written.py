"""Other written forms of rows that stand: abbreviations, codes, former and foreign names."""

import re

from .merging import folded_names
from .spelling import folded, is_latin
from .words import dictionary, english_demonyms

# Countries whose units a text prints by the letters of their code: "Perth, WA", "Victoria, BC".
LETTERED = ("US", "CA", "AU")
# Countries that took another name, by CLDR's code and ISO 3166-3's. The others of its list joined
# a larger one, of which their name would be a part.
RENAMED = {
    "BU": "BUMM", "DD": "DDDE", "DY": "DYBJ", "HV": "HVBF", "NH": "NHVU", "RH": "RHZW",
    "TP": "TPTL", "VD": "VDVN", "YD": "YDYE", "ZR": "ZRCD",
}
# A town whose initials a text prints: New York City is NYC; lesser ones share theirs with firms.
METROPOLIS = 1_000_000


class WrittenForms:
    """Adds forms to rows and counts them by source; none that names another country or unit."""

    def __init__(self, dictionaries):
        self.spanish = dictionary(dictionaries, "es")
        self.words = self.spanish | dictionary(dictionaries, "en")
        self.counts = {}

    def add(self, place, forms, source):
        known = {place.name.casefold(), *(name.casefold() for name in place.names)}
        fresh = [form for form in dict.fromkeys(forms) if form.casefold() not in known]
        if fresh:
            place.names += fresh
            place.source.append(f"names {source}")
            self.counts[source] = self.counts.get(source, 0) + len(fresh)

    def initials(self, name):
        """`British Columbia` -> `B.C.`, `BC`; the bare letters only where they are no word."""
        letters = [word[0] for word in re.split(r"[ -]", name) if word[:1].isupper()]
        if not 2 <= len(letters) <= 4:
            return []
        return [".".join(letters) + ".", *self.unless_word("".join(letters))]

    def unless_word(self, letters):
        return [] if letters.lower() in self.words else [letters]

    def units(self, units, cldr):
        """Subdivisions: CLDR's English and Spanish names, AP's abbreviations, printed letters."""
        import us
        english, spanish = cldr.subdivisions("en"), cldr.subdivisions("es")
        abbreviated = {state.abbr: state.ap_abbr for state in us.STATES_AND_TERRITORIES
                       if state.ap_abbr}
        taken = {}
        for place in units:
            for name in folded_names(place):
                taken.setdefault((place.country, name), set()).add(place.id)
        for place in units:
            codes = [name[5:] for name in place.names if name.startswith("code:")]
            key = next((code.replace("-", "").lower() for code in codes if "-" in code), "")
            forms = [names[key] for names in (english, spanish) if is_latin(names.get(key, ""))]
            # A name that is another unit's of the country would make the two one.
            self.add(place, [form for form in forms if
                             taken.get((place.country, folded(form)), {place.id}) == {place.id}],
                     "CLDR")
            letters = next((code for code in codes if code.isalpha()), "")
            if place.country in LETTERED and letters:
                initials = self.initials(place.name)
                # Prince Edward Island is PE to the post and P.E.I. in print.
                printed = [form for form in initials if form.replace(".", "").startswith(letters)]
                self.add(place, self.unless_word(letters) + printed, "its own letters")
            # Names are compared without their points: "La." would be every Spanish article.
            printed = abbreviated.get(letters, "").rstrip(".")
            if place.country == "US" and printed and printed.lower() not in self.spanish:
                self.add(place, [abbreviated[letters]], "us")

    def countries(self, countries, cldr, wordnet):
        """Countries: CLDR's short forms, WordNet's synonyms, the names ISO 3166-3 withdrew."""
        import gettext

        import pycountry
        by_code = {place.country: place for place in countries if place.country}
        for names in (cldr.territories("en"), cldr.territories("es")):
            for code, forms in names.items():
                if code in by_code:
                    self.add(by_code[code], forms, "CLDR")
        bearers = {}
        for place in countries:
            for name in folded_names(place) if place.kind.startswith("A/") else ():
                bearers.setdefault(name, set()).add(place.id)
        by_id = {place.id: place for place in countries}
        people = {folded(row[0]) for row in english_demonyms(set(by_id))}
        for synset in wordnet.places:
            owners = {owner for word in synset.words for owner in bearers.get(folded(word), ())}
            # The Soviet Union is also called Russia, Russia not the Soviet Union.
            gone = {owner for owner in owners if by_id[owner].kind == "A/PCLH"}
            owners = gone if len(gone) == 1 and len(owners) == 2 else owners
            if "country" not in wordnet.kinds(synset) or len(owners) != 1:
                continue
            place = by_id[owners.pop()]
            # A word for people is no name, nor is a description or two letters without points.
            self.add(place, [
                word for word in synset.words if len(word) > 2 and folded(word) not in people
                and bearers.get(folded(word), {place.id}) == {place.id}
                and (word[0].isupper() or word.startswith("the "))], "WordNet")
        spanish = gettext.translation("iso3166-3", pycountry.LOCALES_DIR, ["es"], fallback=True)
        successors = cldr.successors()
        for code, alpha4 in RENAMED.items():
            name = pycountry.historic_countries.get(alpha_4=alpha4).name
            forms = [form.split(", ")[0] for form in (name, spanish.gettext(name))]
            forms = [form for form in forms if folded(form) not in bearers]
            self.add(by_code[successors[code][0]], forms, "ISO 3166-3")

    def towns(self, towns):
        """Large towns: their initials, where GeoNames lists them among the names."""
        for place, listed in towns:
            if int(place.population or 0) >= METROPOLIS:
                for name in [place.name, *place.names]:
                    initials = self.initials(name)
                    if initials and initials[0].replace(".", "") in listed:
                        self.add(place, initials, "its own initials")

    def summary(self):
        return "written forms added: " + ", ".join(
            f"{count} {source}" for source, count in sorted(self.counts.items()))
