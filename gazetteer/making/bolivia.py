"""bolivia.tsv: the hand-checked places, their textual parents turned into ids."""

import csv
import os
import re

from .shapes import distance_km
from .spelling import folded, parenthesis_parts, without_qualifier
from .table import Place

# How the facts name their sources, and the short name a row carries.
SHORT_SOURCES = (
    ("OEP Geoelectoral", "OEP 2025"),
    ("INE municipal polygons", "INE polygons"),
    ("INE census-2024", "INE census 2024"),
    ("Natural Earth", "Natural Earth"),
    ("Ultimate Consequences", "Ultimate Consequences"),
    ("OpenStreetMap", "Ultimate Consequences"),
    ("ABC road sections", "ABC 2020"),
    ("stands on Plaza Murillo", "La Paz protest map 2012"),
    ("Quillacollo town point", "OEP 2025"),
)
NUMBERED_SOURCES = (
    ("38479544701", "La Paz protest map 2012"),
    ("67448392095", "Potosí sights list"),
    ("71074365643", "metablend peak list"),
)

# Rows whose stated name is cut short or carries a list's own prefix.
PROPER_NAMES = {
    "bo-mun-020805": "San Andrés de Machaca",
    "bo-mun-031304": "Raqaypampa",
    "bo-mun-051204": "Jatun Ayllu Yura",
    "bo-mun-080901": "Territorio Indígena Multiétnico",
}

# Not names: descriptions that fit any country, and slips of the pen. A slip is found by the
# spelling help, which says so; as a name it would hide that the report printed something else.
NO_NAMES = {
    folded(name) for name in (
        "12 kilometer long highway", "Congress", "presidential palace", "government palace",
        "Palacio de Gobierno", "palacio presidencial", "international airport", "la autopista",
        "plateau region", "main square of La Paz", "bridge at Chane",
        "pampas of the Altiplano", "high plain", "Andean highlands",
        "eastern part of the nation", "the east", "the west", "western regions",
        "mountains and Altiplano", "rainforests of the Amazon", "high Andes mountains",
        "central Prado Avenue", "statue of El Cristo", "llanos", "cumbre",
        "Prado", "Alto", "Huyaculi", "Undavi", "Caihuayasi", "la Obelisco", "Achachi",
        "Achacache", "Huanani", "Huanuni mine", "Pando province (US press)", "Multifuncional",
        "Huayculi (km 12)", "Chuquisaca (city)", "Tunari", "Recoleta", 
        "half moon", "half-moon", "Pacific Coast", 
        "Gran Chaco (Bolivian part)", "San Pedro (Santistevan)", "C.Villa Talavera",
    )
}
# Aliases that name another place than their row, by row.
WRONG_NAMES = {
    "bo-mun-020104": {"pucarani"},
    "bo-mun-021307": {"aroma"},
    "bo-mun-070301": {"san ignacio de moxos"},
    "bo-mun-070501": {"chiquitos"},
    "bo-mun-071005": {"santistevan"},
    "bo-mun-071102": {"ñ.de chavez", "nde chavez"},
    "bo-mun-071501": {"guarayos"},
    "bo-mun-060401": {"concepcion"},
    "bo-chane-bridge": {"chane"},
}
# Of the aliases, those that name people: they go to demonyms.tsv.
DEMONYMS = {
    "en": """Bolivian Bolivians Brazilian Ecuadorian Ecuadorians Peruvian Chilean Venezuelan
        American Americans Spanish Colombian Italian British Scandinavian Soviet Andean European""",
    "es": "boliviano boliviana argentino argentina puneña salteños",
}
# Two sources that agree within this confirm a position.
CONFIRMED_KM = 5.0
PHRASE_DEMONYMS = {
    "South American", "South Americans", "Latin American", "Central American", "North American",
    "North Americans",
}


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def short_source(text):
    text = text.strip()
    if not text or text.startswith("see ") or text.startswith("dr5hn"):
        # The ODbL list served as a check only; nothing of it stands in the tables.
        return ""
    number = re.search(r"GeoNames.*#(\d+)", text)
    if number:
        return f"GeoNames {number.group(1)}"
    for mark, short in NUMBERED_SOURCES:
        if mark in text:
            return short
    for start, short in SHORT_SOURCES:
        if text.startswith(start):
            return short
    return ""


def demonym_language(alias, place):
    if alias in PHRASE_DEMONYMS or alias.title() in PHRASE_DEMONYMS:
        return "en"
    for language, words in DEMONYMS.items():
        # `argentina` in small letters is the adjective, with a capital the country.
        if alias in words.split() and alias != place:
            return language
    return None


class Facts:
    """The folder of facts, with the lookups from textual parents to ids."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = [r for r in read(folder, "places.csv") if r["status"] != "unverified"]
        self.left_out = [r for r in read(folder, "places.csv") if r["status"] == "unverified"]
        self.municipalities = read(folder, "municipality_regions.csv")
        self.provinces = read(folder, "province_regions.csv")
        self.by_id = {r["id"]: r for r in self.rows}
        self.departments = {
            r["admin1"]: r["id"] for r in self.rows if r["id"].startswith("bo-dep-")
        }
        self.foreign_admin1 = {
            (r["country"], r["admin1"]): r["id"]
            for r in self.rows if r["kind"] == "A/ADM1" and r["country"] != "BO"
        }
        self.province_ids = {
            (folded(r["admin1"]), folded(without_qualifier(r["name"]))): r["id"]
            for r in self.rows if r["id"].startswith("bo-prov-")
        }
        # The first four digits of a municipality's code are its province's.
        self.province_of_code = {
            p["code"]: self.province_ids[folded(p["dep"]), folded(p["prov"])]
            for p in self.provinces
        }
        # The first two digits are the department's.
        self.department_codes = {folded(p["dep"]): p["code"][:2] for p in self.provinces}
        # Moxos has two codes since the indigenous territory in it became a municipality.
        self.codes_of_province = {}
        for code, province in sorted(self.province_of_code.items()):
            self.codes_of_province.setdefault(province, []).append(code)
        self.towns = {}
        for r in self.rows:
            if r["kind"].startswith(("P/PPL", "A/PCLI")) and r["kind"] != "P/PPLX":
                self.towns.setdefault(folded(without_qualifier(r["name"])), []).append(r)

    def admin1(self, row):
        if row["country"] == "BO":
            return self.departments.get(row["admin1"], "")
        return self.foreign_admin1.get((row["country"], row["admin1"]), "")

    def parent(self, row):
        if row["id"].startswith("bo-mun-"):
            return self.province_of_code[row["id"][7:11]]
        text = row["parent"]
        if not text:
            # Places outside Bolivia are written without one.
            return row["country"].lower() if row["kind"] not in ("A/PCLI", "A/PCLH") else ""
        if text == "Bolivia":
            # Where a department is stated too, it is nearer than the country.
            return "bo" if row["kind"] == "A/ADM1" else self.admin1(row) or "bo"
        if len(text) == 2 and text.isupper():
            return self.admin1(row) if self.admin1(row) not in ("", row["id"]) else text.lower()
        if text.endswith(" (department)"):
            return self.departments[without_qualifier(text)]
        if text.endswith(" (province)"):
            return self.province_ids[folded(row["admin1"]), folded(without_qualifier(text))]
        towns = [r for r in self.towns[folded(text)] if r["id"] != row["id"]]
        near = [r for r in towns if r["admin1"] == row["admin1"]] or towns
        seats = [r for r in near if r["id"].startswith("bo-mun-")] or near
        position = float(row["lon"]), float(row["lat"])
        return min(seats, key=lambda r: distance_km(
            *position, float(r["lon"]), float(r["lat"])))["id"]

    def admin2(self, row):
        if row["kind"] == "A/ADM2":
            return row["id"]
        identifier = row["id"]
        for _ in range(8):
            if identifier.startswith("bo-mun-"):
                return self.province_of_code[identifier[7:11]]
            if identifier.startswith("bo-prov-"):
                return identifier
            if identifier not in self.by_id:
                return ""
            # Areas as large as a province lie in none.
            if self.by_id[identifier]["kind"] in ("L/RGN", "T/PLAT", "T/MTS", "R/RD", "H/LK"):
                return ""
            identifier = self.parent(self.by_id[identifier])
        return ""

    def names(self, row):
        aliases = [row["name"]] + row["aliases"].split("|")
        kept = []
        for alias in aliases:
            alias = alias.strip()
            if re.fullmatch(r"BO-[A-Z]", alias):
                kept.append("code:" + alias)
                continue
            if demonym_language(alias, row["name"]) or folded(alias) in NO_NAMES:
                continue
            parts = [without_qualifier(alias)] if alias == row["name"] else parenthesis_parts(alias)
            for part in parts:
                if part in ("Marka", "La", "Ñ.de Chavez", "O. Bosque"):
                    continue
                if folded(part) in NO_NAMES | WRONG_NAMES.get(row["id"], set()):
                    continue
                kept.append(re.sub(r"^Tioc-", "TIOC ", part))
        if row["id"].startswith("bo-mun-"):
            kept.append("code:" + row["id"][7:])
        if row["id"].startswith("bo-dep-"):
            kept.append("code:" + self.department_codes[folded(row["admin1"])])
        kept += ["code:" + code for code in self.codes_of_province.get(row["id"], [])]
        return kept

    def place(self, row):
        source = [short_source(row["source1"])]
        check = short_source(row["source2"])
        if check:
            source.append("check " + check)
        bolivian = row["country"] == "BO" and row["kind"] not in ("A/PCLI",)
        population = row["population"]
        if population and bolivian:
            source.append("population INE census 2024")
        if row["kind"] == "A/ADM2" and not bolivian:
            # The figure is the capital's, not the province's.
            population = ""
        longitude, latitude = float(row["lon"]), float(row["lat"])
        admin1 = self.admin1(row)
        return Place(
            id=row["id"], name=PROPER_NAMES.get(row["id"], without_qualifier(row["name"])),
            kind=row["kind"], longitude=longitude, latitude=latitude, country=row["country"],
            admin1=admin1, admin2=self.admin2(row), parent=self.parent(row),
            population=population, precision_km=row["precision_km"], names=self.names(row),
            source=[s for s in source if s], status=row["status"])

    def places(self):
        """The rows by table: Bolivia and its surroundings, countries, first-order units abroad."""
        tables = {"bolivia": [], "countries": [], "admin1": []}
        for row in self.rows:
            if row["kind"] in ("A/PCLI", "L/CONT"):
                table = "countries"
            elif row["kind"] == "A/ADM1" and row["country"] != "BO":
                table = "admin1"
            else:
                table = "bolivia"
            tables[table].append(self.place(row))
        return tables

    def demonyms(self):
        """Demonym, language and place of every alias that names people."""
        return [
            (alias.title() if alias.isupper() else alias,
             demonym_language(alias, row["name"]), row["id"])
            for row in self.rows for alias in row["aliases"].split("|")
            if demonym_language(alias, row["name"])
        ]
