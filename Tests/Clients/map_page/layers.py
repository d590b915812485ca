"""Makes layers that a map page has to stand: hostile texts, and shapes at the edges of the earth.

Usage: layers.py NAME FILE
NAME is hostile, antimeridian, poles, empty, placeless, plain or tolls. Writes GeoJSON.
"""

import json
import sys

BEACON = "globalThis.ran=1;fetch('http://127.0.0.1:9/')"

# Texts that would do something if any of them were read as markup, address or script.
HOSTILE = [
    f"<script>{BEACON}</script>",
    f"</script><script>{BEACON}</script>",
    f"<!--<script>{BEACON}</script>-->",
    f"<img src=http://127.0.0.1:9/x onerror=\"{BEACON}\">",
    f"<svg onload=\"{BEACON}\"><style>*{{display:none}}</style>",
    f"javascript:{BEACON}",
    f"\" onfocus=\"{BEACON}\" autofocus x=\"",
    f"' onmouseover='{BEACON}' '",
    "{{data}} {{script}} {{title}} {0} {1} ${BEACON} `",
    "]]> &lt;b&gt; &amp;amp; &#60;i&#62; <b>bold</b>",
    "line\u2028separator\u2029paragraph",
    "\u202eright to left override\u202c and \u2066isolate",
    "nul\u0000bell\u0007escape\u001b",
    "\ufeffmark \u200bjoin \ud83d\udca5 \u0301\u0301\u0301",
    "__proto__",
    "A" * 10_000,
    "",
    "=1+1",
]


def event(number: int, coordinates, kind: str = "Point", **properties) -> dict:
    longitude, latitude = coordinates if kind == "Point" and coordinates else (None, None)
    return {
        "type": "Feature",
        "id": f"e{number}",
        "geometry": coordinates and {"type": kind, "coordinates": coordinates},
        "properties": {
            "id": f"e{number}", "name": f"Event {number}", "event_type": "protest",
            "date_start": f"2003-10-{number % 28 + 1:02}", "date_end": f"2003-10-{number % 28 + 1:02}",
            "date_prec": "day", "location": f"Place {number}", "longitude": longitude,
            "latitude": latitude, "geo_prec": "town", "uncertainty_km": 2.0, "report": "own.txt",
            "quote": f"People met for the {number}th time.", **properties,
        },
    }


def hostile() -> list[dict]:
    """Each text in each column that the page shows."""
    texts = [
        "name", "location", "region", "admin1", "admin2", "country", "report", "source", "quote",
        "sub_event_type", "gazetteer_id", "place_link",
    ]
    events = []
    for number, text in enumerate(HOSTILE):
        record = {
            "report": text, "quote": text, "location": text, "event_type": text, "deaths_best": number,
            "source_date": text, "date_start": text,
        }
        events.append(event(
            number, [-68 + number / 10, -16.5], **dict.fromkeys(texts, text), actors=[text],
            route=[text, text], deaths_low=number, deaths_best=number, deaths_high=number + 1,
            accounts=[text, text], account_records=[record, {**record, "report": f"{text} again"}],
            **{text or "empty": text}))
    # A type, a precision and an identifier that no list knows, and one that scripts know too well.
    events.append(event(90, [-66, -17], event_type="<b>uprising</b>", geo_prec="constructor"))
    events.append(event(91, [-66, -17.5], event_type="toString", geo_prec="__proto__"))
    events.append(event(92, None, name=HOSTILE[0], quote=HOSTILE[1]))
    return events


def antimeridian() -> list[dict]:
    """Events on both sides of 180°, a march across it, cut there as RFC 7946 asks, and an area."""
    events = [
        event(number, [longitude, -17 + number / 5], country="Fiji")
        for number, longitude in enumerate([178.1, 179.3, 179.9, -179.9, -179.2, -178.6])
    ]
    march = [[[178.5, -18], [180, -18]], [[-180, -18], [-178.8, -18]]]
    events.append(event(
        10, march, "MultiLineString", event_type="march", longitude=180.0, latitude=-18.0,
        location="Taveuni"))
    area = [
        [[[179, -19.5], [180, -19.5], [180, -19], [179, -19], [179, -19.5]]],
        [[[-180, -19.5], [-179, -19.5], [-179, -19], [-180, -19], [-180, -19.5]]],
    ]
    events.append(event(
        11, area, "MultiPolygon", event_type="strike", longitude=180.0, latitude=-19.2,
        location="Lau", geo_prec="area", uncertainty_km=60.0))
    return events


def poles() -> list[dict]:
    latitudes = [90, 89.999, 85.06, 0, -85.06, -89.999, -90]
    return [event(number, [30.0 * number, latitude]) for number, latitude in enumerate(latitudes)]


def placeless() -> list[dict]:
    return [event(number, None) for number in range(5)]


def plain() -> list[dict]:
    """A layer that is no events: other columns, other shapes."""
    shapes = [
        ("Point", [-68.1, -16.5]), ("LineString", [[-68, -17], [-66, -18]]),
        ("Polygon", [[[-65, -18], [-63, -18], [-63, -16], [-65, -16], [-65, -18]]]),
        ("MultiPoint", [[-62, -15], [-61, -14]]),
    ]
    return [
        {
            "type": "Feature",
            "geometry": {"type": kind, "coordinates": coordinates},
            "properties": {"name": f"Thing {number}", "height": number * 1.5, "is_open": number == 1},
        }
        for number, (kind, coordinates) in enumerate(shapes)
    ]


def tolls() -> list[dict]:
    """Every way of stating a toll, in two regions, and totals that are counted elsewhere."""
    stated = [
        (None, None, None), (0, 0, 0), (5, None, None), (None, 7, None), (None, None, 11), (1, 2, 3),
        (4, None, 9), (None, 3, 8), (2, 6, None),
    ]
    events = []
    for place, (region, longitude, latitude) in enumerate(
        [("Western highlands", -68.15, -16.5), ("Eastern lowlands", -63.18, -17.78)]
    ):
        for number, (low, best, high) in enumerate(stated[place:]):
            events.append(event(
                20 * place + number, [longitude, latitude], region=region, country="Bolivia",
                deaths_low=low, deaths_best=best, deaths_high=high))
        events.append(event(
            20 * place + 15, [longitude, latitude], region=region, country="Bolivia",
            deaths_best=100, total_of=[f"e{20 * place + 2}"]))
    return events


MAKERS = {
    made.__name__: made for made in (antimeridian, hostile, placeless, plain, poles, tolls)
} | {"empty": list}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in MAKERS:
        sys.exit(__doc__)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(
            {"type": "FeatureCollection", "name": sys.argv[1], "features": MAKERS[sys.argv[1]]()}, file)
