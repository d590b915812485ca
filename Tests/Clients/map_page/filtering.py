"""Filters and timeline: what passes is counted again from the layer."""

import datetime
import re

from browser import Browser, Fault, Opened, agree, expect
from layer import Layer


def boxes(opened: Opened, name: str):
    return opened.page.locator(f"[data-filter={name}] label.choice")


def filters(browser: Browser, file: str, layer_file: str) -> str:
    """Each box and each choice of a list hides what it names, and nothing else."""
    layer = Layer(layer_file)
    total = len(layer)
    opened = browser.open(file)
    page = opened.page
    opened.show("filters")
    tried = 0
    for name, column in [("type", "event_type"), ("region", "region"), ("precision", "geo_prec")]:
        values = [event[column] for event in layer.events]
        counts = sorted((values.count(value) for value in set(values)), reverse=True)
        found = []
        for place in range(boxes(opened, name).count()):
            label = boxes(opened, name).nth(place)
            count = int(re.search(r"(\d+)\s*$", label.inner_text())[1])
            box = label.get_by_role("checkbox")
            box.uncheck()
            opened.expect_count(total - count, total)
            box.check()
            opened.expect_count(total, total)
            found.append(count)
            tried += 1
        agree(sorted(found, reverse=True), counts, f"events by {name}")
    toll = page.get_by_role("combobox", name="Deaths")
    for value in toll.locator("option").evaluate_all("(all) => all.map((option) => option.value)"):
        least = {"": None, "stated": 0}.get(value, value)
        toll.select_option(value)
        count = layer.count(
            lambda event: least is None or max(event.tolls, default=-1) >= int(least))
        opened.expect_count(count, total)
        tried += 1
    toll.select_option("")
    report = page.get_by_role("combobox", name="Report")
    names = report.locator("option").all_inner_texts()[1:]
    agree(
        sorted(names), sorted({name for event in layer.events for name in event.reports}), "reports")
    for name in names:
        report.select_option(label=name)
        opened.expect_count(layer.count(lambda event: name in event.reports), total)
        tried += 1
    # Two at once, and all gone with one button.
    boxes(opened, "type").filter(has_text="clash").get_by_role("checkbox").uncheck()
    opened.expect_count(
        layer.count(lambda event: names[-1] in event.reports and event["event_type"] != "clash"), total)
    page.get_by_role("button", name="Clear all filters").click()
    opened.expect_count(total, total)
    expect(boxes(opened, "type").filter(has_text="clash").get_by_role("checkbox")).to_be_checked()
    return f"{tried} choices"


def dates(opened: Opened) -> tuple[str | None, str | None]:
    return tuple(opened.page.locator(f"input[name={name}]").input_value() or None
                 for name in ("from", "until"))


def expect_between(opened: Opened, layer: Layer) -> int:
    """The events shown are those of the days that the fields name."""
    first, last = dates(opened)
    count = layer.count(lambda event: event.is_between(first, last))
    opened.expect_count(count, len(layer))
    return count


def drag(opened: Opened, first: float, last: float) -> None:
    """Brushes from one share of the timeline's width to another."""
    box = opened.part("histogram").bounding_box()
    y = box["y"] + box["height"] / 2
    mouse = opened.page.mouse
    mouse.move(box["x"] + first * box["width"], y)
    mouse.down()
    for step in range(1, 6):
        mouse.move(box["x"] + (first + (last - first) * step / 5) * box["width"], y)
    mouse.up()


def timeline(browser: Browser, file: str, layer_file: str) -> str:
    """Brush, fields and buttons choose days; what is shown was going on then."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    page = opened.page
    drag(opened, 0.3, 0.7)
    wide = expect_between(opened, layer)
    first, last = dates(opened)
    if not (first and last and first < last):
        raise Fault(f"days of the brush: found {first!r} and {last!r}, expected one after the other")
    agree(first[-2:], "01", "the brush begins with a bar")
    # An end of the brush that is taken hold of is moved, the other stays.
    drag(opened, 0.7, 0.5)
    narrow = expect_between(opened, layer)
    same, earlier = dates(opened)
    if not (same == first and earlier < last):
        raise Fault(f"days of the shortened brush: found {(same, earlier)}, of the wider {(first, last)}")
    if not 0 < narrow <= wide < len(layer):
        raise Fault(f"events of two brushes: found {wide} and {narrow} of {len(layer)}")
    page.get_by_role("button", name="All time").click()
    opened.expect_count(len(layer), len(layer))
    agree(dates(opened), (None, None), "days after the button for all time")
    page.get_by_label("From").fill("2003-10-12")
    page.get_by_label("From").press("Enter")
    expect_between(opened, layer)
    page.get_by_label("Until").fill("2003-10-13")
    typed = expect_between(opened, layer)
    agree(dates(opened), ("2003-10-12", "2003-10-13"), "days that were typed")
    page.get_by_role("button", name="All time").click()
    return f"{wide} and {narrow} events brushed, {typed} on the days typed"


def days(opened: Opened) -> int:
    first, last = (datetime.date.fromisoformat(day) for day in dates(opened))
    return (last - first).days + 1


def playing(browser: Browser, file: str, layer_file: str) -> str:
    """Play moves a window of time until it is stopped; with less motion it moves more slowly."""
    layer = Layer(layer_file)
    moves = {}
    for motion in ["no-preference", "reduce"]:
        opened = browser.open(file, reduced_motion=motion)
        page = opened.page
        page.get_by_role("button", name="Play").click()
        stop = page.get_by_role("button", name="Stop")
        expect(stop).to_have_attribute("aria-pressed", "true")
        seen = [dates(opened)]
        widths = [days(opened)]
        for _ in range(20):
            page.wait_for_timeout(125)
            if dates(opened) != seen[-1]:
                seen.append(dates(opened))
                widths.append(days(opened))
        stop.click()
        at_rest = dates(opened)
        expect_between(opened, layer)
        page.wait_for_timeout(700)
        agree(dates(opened), at_rest, "days after the stop")
        expect(page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")
        if seen != sorted(seen):
            raise Fault(f"windows of time in play: found {seen}, expected one after the other")
        # Months are of 28 to 31 days, and a window is of several.
        if max(widths) - min(widths) > 4:
            raise Fault(f"days of the window in play: found {widths}, expected about the same")
        moves[motion] = len(seen)
    if not moves["no-preference"] >= 3 > moves["reduce"] - 1 >= 1:
        raise Fault(f"moves in two and a half seconds: found {moves}")
    return "played, stopped"


CHECKS = [filters, timeline, playing]
