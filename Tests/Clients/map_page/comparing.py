"""Two regions side by side: the figures of the page are those of `apacheta compare`."""

import json

from browser import Browser, Fault, agree, expect


def rate(value: float | None) -> str:
    """Two significant digits, three from a hundred on, as the page writes rates."""
    if value is None:
        return "–"
    digits = 3 if value >= 100 else 2
    return f"{float(f'{value:.{digits}g}'):,.{digits + 6}f}".rstrip("0").rstrip(".")


def tolls(deaths: dict) -> str:
    if deaths["events_stating"] == 0:
        return "none stated"
    return " / ".join(f"{deaths[side]:,}" for side in ("low", "best", "high"))


def comparison(browser: Browser, file: str, expected_file: str, *compared: str) -> str:
    """Counts, tolls, rates and types of two regions, against the program's own comparison.

    `compared` are titles that the page is to show at once, without a choice.
    """
    with open(expected_file, encoding="utf-8") as source:
        expected = json.load(source)
    regions = expected["regions"]
    opened = browser.open(file)
    page = opened.page
    if compared:
        expect(opened.tab("compare")).to_have_attribute("aria-selected", "true")
        names = page.locator("#comparison thead th").all_inner_texts()[1:]
        agree(names, list(compared), "regions at once")
    before = opened.part("map").screenshot()
    opened.show("compare")
    for which, region in enumerate(regions[:2]):
        select = page.get_by_role("combobox", name=["First region", "Second region"][which])
        select.select_option(label=region["title"])
    titles = [region["title"] for region in regions[:2]]
    expect(page.locator("#comparison thead th").nth(2)).to_have_text(titles[1])
    opened.settle()
    if not compared and opened.part("map").screenshot() == before:
        raise Fault("the map looks the same as without a comparison")
    rows = {}
    for row in page.locator("#comparison tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        rows[row.locator("th").inner_text()] = cells
    agree(rows["Events"], [f"{region['events']:,}" for region in regions[:2]], "events")
    deaths = next(cells for name, cells in rows.items() if "low / best / high" in name)
    agree(deaths, [tolls(region["deaths"]) for region in regions[:2]], "deaths")
    for start, column in [
        ("Events per 100,000", "events_per_100000_inhabitants"),
        ("Events per 10,000 km²", "events_per_10000_km2"),
    ]:
        cells = next(cells for name, cells in rows.items() if name.startswith(start))
        values = [(region[column] or {}).get("value") for region in regions[:2]]
        agree(cells, [rate(value) for value in values], column)
    check_types(page, regions[:2])
    return f"{titles[0]} {regions[0]['events']}, {titles[1]} {regions[1]['events']} events"


def check_types(page, regions: list[dict]) -> None:
    found = {}
    for row in page.locator("#by-type tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        found[row.locator("th").inner_text().strip()] = [int(cell.split()[0]) for cell in cells]
    names = {name for region in regions for name in region["events_by_type"]}
    agree(
        found,
        {name: [region["events_by_type"].get(name, 0) for region in regions] for name in names},
        "events by type")


CHECKS = [comparison]
