"""Layers at the edges: nothing in them, no place, no events, the antimeridian, the poles."""

import re

from browser import Browser, Fault, Opened, agree, expect
from layer import Layer

PANELS = ["filters", "table", "compare", "events"]


def visit(opened: Opened) -> None:
    """Every panel opens, with both projections."""
    for _ in range(2):
        for panel in PANELS:
            opened.show(panel)
            opened.settle()
            text = opened.page.locator("body").inner_text()
            found = re.search(r"NaN|undefined|Infinity|\[object", text)
            if found:
                raise Fault(f"{panel} says {found[0]!r}")
        opened.part("projection").click()
    for part in ["zoom-in", "zoom-out", "fit"]:
        opened.part(part).click()
    opened.settle()


def empty(browser: Browser, file: str, *_: str) -> str:
    """A layer without features is a map that says so."""
    opened = browser.open(file)
    opened.expect_count(0, 0)
    visit(opened)
    expect(opened.part("panel-body")).to_contain_text("No event")
    opened.page.get_by_role("searchbox").fill("anything")
    opened.settle()
    opened.expect_count(0, 0)
    return "0 events"


def placeless(browser: Browser, file: str, layer_file: str) -> str:
    """Events without a position are read in the list, the table and one by one."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    visit(opened)
    opened.expect_count(len(layer), len(layer))
    opened.page.get_by_role("button", name=f"{len(layer)} without a place on the map").click()
    expect(opened.events).to_have_count(len(layer))
    opened.events.first.click()
    expect(opened.part("panel-body")).to_contain_text("no place on the map")
    expect(opened.page.get_by_role("button", name="Show on the map")).to_have_count(0)
    return f"{len(layer)} events"


def plain(browser: Browser, file: str, layer_file: str) -> str:
    """Features that are no events show their own names and columns."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    visit(opened)
    opened.page.get_by_label("Only what the map shows").uncheck()
    expect(opened.events).to_have_count(len(layer))
    for event in layer.events:
        opened.show("events")
        opened.events.filter(has_text=event["name"]).click()
        expect(opened.page.get_by_role("heading", level=2)).to_contain_text(event["name"])
        expect(opened.part("panel-body")).to_contain_text("height")
    return f"{len(layer)} features"


def antimeridian(browser: Browser, file: str, layer_file: str) -> str:
    """A layer across 180° is one piece: all events in view at a close scale, a march not around the
    earth."""
    layer = Layer(layer_file)
    zooms = []
    for kind in ["equal-area", "mercator"]:
        opened = browser.open(file, f"#projection={kind}")
        expect(opened.part("panel-body")).to_contain_text(f"{len(layer)} in view")
        # Another view than that of all events stands in the address.
        opened.part("zoom-out").click()
        view = re.search(r"view=([-\d.]+)%2C([-\d.]+)%2C([\d.]+)", opened.fragment())
        longitude, zoom = float(view[1]), float(view[3])
        if abs(abs(longitude) - 180) > 1.5 or zoom < 4:
            raise Fault(f"middle of the view: found {longitude} at scale {zoom}, expected about 180")
        zooms.append(zoom)
        for centre in [179.99, -179.99]:
            opened.look_at(centre, -18, 7, f"&projection={kind}")
            x, y = opened.middle()
            for across in [-100, -60, 60, 100]:
                text = opened.tip(x + across, y)
                if "march" not in text and "events here" not in text:
                    raise Fault(f"{across} px beside 180°: found {text!r}, expected the march")
        opened.look_at(0, -18, 1, f"&projection={kind}")
        x, y = opened.middle()
        agree([opened.tip(x + across, y) for across in (-20, 0, 20)], ["", "", ""],
              "the march on the other side of the earth")
    return f"{len(layer)} events in one view, at scales {zooms}"


def poles(browser: Browser, file: str, layer_file: str) -> str:
    """Events at the poles are found on either projection."""
    layer = Layer(layer_file)
    for kind in ["equal-area", "mercator"]:
        opened = browser.open(file, f"#projection={kind}")
        opened.page.get_by_label("Only what the map shows").uncheck()
        for event in layer.events:
            opened.events.filter(has_text=event["location"]).click()
            expect(opened.page.get_by_role("heading", level=2)).to_contain_text(event["location"])
            opened.settle()
            box = opened.part("map").bounding_box()
            # At the edge of the earth an event cannot be in the middle: it is straight above or below.
            found = [
                opened.tip(box["x"] + box["width"] / 2, box["y"] + box["height"] * share / 60)
                for share in range(1, 60)
            ]
            if not any(event["location"] in text for text in found):
                raise Fault(f"{event['location']} ({event['latitude']}°, {kind}) is not on the map")
            opened.show("events")
    return f"{len(layer)} events"


CHECKS = [empty, placeless, plain, antimeridian, poles]
