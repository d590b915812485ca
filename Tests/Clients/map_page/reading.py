"""Map, list and event: what is clicked opens, and each leads to the others."""

import math
import re

from browser import Browser, Fault, Opened, agree, expect
from layer import Event, Layer


def opening(browser: Browser, file: str, layer_file: str) -> str:
    """The page says what it holds, in words and roles; that it is silent is looked at everywhere."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    page = opened.page
    opened.expect_count(len(layer), len(layer))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("application", name="Map of the events")).to_be_visible()
    agree(
        page.get_by_role("tab").all_inner_texts(), ["Events", "Filters", "Table", "Compare"], "tabs")
    expect(page.get_by_role("tabpanel", name="Events")).to_be_visible()
    expect(page.get_by_role("region", name="Timeline")).to_be_visible()
    # In the order in which it is read: head, map, panel, timeline.
    order = page.evaluate(
        "[...document.querySelectorAll('h1, #search, #map, #tabs, #panel-body, #timeline')]"
        ".map((part) => part.id || part.localName)"
    )
    agree(order, ["title", "search", "map", "tabs", "panel-body", "timeline"], "reading order")
    drawn = page.evaluate("apacheta.trace.firstDrawing")
    if not isinstance(drawn, (int, float)) or drawn <= 0:
        raise Fault(f"time of the first drawing: found {drawn!r}, expected milliseconds")
    opened.show("table")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(min(100, len(layer)))
    places = {event["location"] for event in layer.events}
    for text in rows.locator("td:nth-child(3)").all_inner_texts():
        if text and text not in places:
            raise Fault(f"a place in the table: found {text!r}, expected one of the layer")
    return f"{len(layer)} events, {rows.count()} rows, silent"


def clusters(browser: Browser, file: str, layer_file: str) -> str:
    """A cluster divides until its events stand at one spot; then it opens to them."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    capital = next(event for event in layer.events if event["location"] == "La Paz")
    zoom, clicks = 4.0, 0
    body = opened.part("panel-body")
    while True:
        opened.look_at(capital["longitude"], capital["latitude"], zoom)
        opened.page.mouse.click(*opened.find(r"^\d+ events here", reach=40))
        opened.settle()
        clicks += 1
        if "events here" in body.inner_text():
            break
        closer = float(re.search(r"view=[^&]*%2C([\d.]+)", opened.fragment())[1])
        if closer <= zoom:
            raise Fault(f"scale after a click on a cluster: found {closer}, expected over {zoom}")
        zoom = closer
    count = int(re.search(r"(\d+) events here", body.inner_text())[1])
    expect(opened.events).to_have_count(min(60, count))
    place = opened.events.first.locator(".name").inner_text().split(", ", 1)[1]
    agree(count, layer.count(lambda event: event["location"] == place), f"events of {place}")
    opened.page.mouse.click(*opened.find(rf", {place}, "))
    expect(opened.page.get_by_role("heading", level=2)).to_contain_text(place)
    return f"{clicks} clicks to the {count} events of one spot"


def told(event: Event) -> list[dict]:
    """The accounts of an event."""
    records = event["account_records"] or []
    return records if len(records) > 1 else [event.properties]


def shown(value: object) -> str:
    return "–" if value is None else f"{value:,}"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def check_panel(opened: Opened, event: Event) -> None:
    """What the panel says of an event is what the layer says."""
    panel = opened.part("panel-body")
    expect(panel.get_by_role("heading", level=2)).to_contain_text(event["location"])
    quote = panel.locator("figure blockquote")
    agree(squeezed(quote.inner_text()), squeezed(event["quote"]), "quote")
    expect(panel.locator("figcaption")).to_contain_text(event["report"])
    accounts = told(event)
    stating = [
        account for account in accounts
        if any(account.get(f"deaths_{side}") is not None for side in ("low", "best", "high"))
    ]
    cells = [
        panel.locator("#toll-table tbody tr").nth(row).locator("td").all_inner_texts()
        for row in range(panel.locator("#toll-table tbody tr").count())
    ]
    agree(
        cells,
        [[shown(account.get(f"deaths_{side}")) for side in ("low", "best", "high")]
         for account in stating],
        "deaths by account")
    for account in accounts:
        expect(panel).to_contain_text(account["report"])
        if squeezed(account["quote"]) not in squeezed(panel.inner_text()):
            raise Fault(f"the panel lacks what {account['report']} says: {account['quote']!r}")
    expect(panel.locator("#why")).to_contain_text(event["gazetteer_id"])


def links(browser: Browser, file: str, layer_file: str) -> str:
    """From the map to an event and its accounts, and from these back to the map."""
    layer = Layer(layer_file)
    event = layer.one(event_type="clash", location="Warisata")
    opened = browser.open(file)
    page = opened.page
    opened.look_at(event["longitude"], event["latitude"], 10)
    page.mouse.click(*opened.find("2 events here"))
    expect(opened.events).to_have_count(2)
    page.mouse.click(*opened.find("clash, Warisata"))
    check_panel(opened, event)
    agree(page.evaluate("document.activeElement.localName"), "h2", "what has the focus")
    # From the event back to the map, wherever the map has been moved to.
    opened.part("fit").click()
    opened.settle()
    page.get_by_role("button", name="Show on the map").first.click()
    opened.settle()
    check_middle(opened, event)
    opened.part("fit").click()
    opened.settle()
    page.locator(".accounts").get_by_role("button", name="Show on the map").last.click()
    opened.settle()
    check_middle(opened, event)
    page.get_by_role("button", name="Back").click()
    expect(opened.events).to_have_count(2)
    opened.show("events")
    # From the list to the map, for an event at a spot of its own.
    alone = layer.one(location="Achacachi")
    opened.part("fit").click()
    opened.settle()
    opened.events.filter(has_text="Achacachi").first.click()
    check_panel(opened, alone)
    opened.settle()
    check_middle(opened, alone)
    opened.show("table")
    row = page.locator("#table tbody tr").filter(has_text="Achacachi").first
    row.get_by_role("button").click()
    opened.settle()
    check_middle(opened, alone)
    return "cluster, event, accounts, list and table lead to each other"


def check_middle(opened: Opened, event: Event) -> None:
    """The view in the address has an event in its middle, and the map says so."""
    view = re.search(r"view=([-\d.]+)%2C([-\d.]+)", opened.fragment())
    for found, expected, what in zip(
        view.groups(), (event["longitude"], event["latitude"]), ("longitude", "latitude")
    ):
        if abs(float(found) - expected) > 0.001:
            raise Fault(f"{what} of the map's middle: found {found}, expected {expected}")
    opened.find(rf"{event['location']}|events here", reach=30)


def following(browser: Browser, file: str, layer_file: str) -> str:
    """The list has what the map shows, or everything."""
    layer = Layer(layer_file)
    opened = browser.open(file, "#projection=mercator")
    listed = []
    for longitude, latitude, zoom in [(-66.157, -17.3938, 8), (-63.2, -17.8, 7), (-68.2, -16.4, 10.5)]:
        opened.look_at(longitude, latitude, zoom, "&projection=mercator")
        box = opened.part("map").bounding_box()
        window = mercator_window(longitude, latitude, zoom, box["width"], box["height"])
        count = layer.count(lambda event: is_inside(event, window))
        expect(opened.part("panel-body")).to_contain_text(f"{count} in view")
        expect(opened.events).to_have_count(min(60, count))
        listed.append(count)
    if len(set(listed)) == 1 or max(listed) == len(layer):
        raise Fault(f"the views show no difference: {listed}")
    opened.page.get_by_label("Only what the map shows").click()
    expect(opened.part("panel-body")).to_contain_text(f"{len(layer)} events")
    return f"{listed} of {len(layer)} events in three views"


def mercator_window(longitude, latitude, zoom, width, height) -> tuple:
    """West, south, east, north of a view: the projection as EPSG:3857 defines it."""
    scale = 256 * 2**zoom
    x = (longitude + 180) / 360
    y = math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)
    across, up = width / 2 / scale, height / 2 / scale

    def latitude_of(y: float) -> float:
        return math.degrees(math.atan(math.sinh(2 * math.pi * y)))

    return (
        (x - across) * 360 - 180, latitude_of(y - up), (x + across) * 360 - 180, latitude_of(y + up))


def is_inside(event: Event, window: tuple) -> bool:
    west, south, east, north = window
    positions = event.geometry["coordinates"] if event.geometry else []
    if event.geometry and event.geometry["type"] == "Point":
        positions = [positions]
    longitudes = [position[0] for position in positions]
    latitudes = [position[1] for position in positions]
    return bool(positions) and (
        min(longitudes) <= east and max(longitudes) >= west
        and min(latitudes) <= north and max(latitudes) >= south)


def search(browser: Browser, file: str, layer_file: str) -> str:
    """Words are found wherever an event has them, without regard to case and accents."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    field = opened.page.get_by_role("searchbox")
    counts = []
    for query, words in [
        ("Warisata", ["warisata"]), ("  hUANÚNI ", ["huanuni"]), ("army warisata", ["army", "warisata"]),
        ("xyzzy", ["xyzzy"]),
    ]:
        field.fill(query)
        count = layer.count(lambda event: event.says(*words))
        opened.expect_count(count, len(layer))
        expect(opened.events).to_have_count(count)
        counts.append(count)
    agree(counts[-1], 0, "events with a word that none has")
    expect(opened.part("panel-body")).to_contain_text("No event passes")
    field.fill("")
    opened.expect_count(len(layer), len(layer))
    return f"{counts} events found"


CHECKS = [opening, clusters, links, following, search]
