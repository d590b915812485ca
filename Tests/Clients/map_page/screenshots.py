"""Takes the pictures of the map page that the documentation shows.

Usage: screenshots.py PAGE FOLDER
PAGE is the page of the sample layer. Writes light.png, dark.png, narrow.png and compare.png and prints
their sizes; exits 1 where one is larger than 150 KB.
"""

import pathlib
import re
import sys

from browser import Browser, Opened, expect
from filtering import drag

LARGEST = 150_000
WIDE = {"viewport": {"width": 900, "height": 600}}


def light(browser: Browser, file: str) -> Opened:
    """An event, read whole."""
    found = browser.open(file)
    found.page.get_by_role("searchbox").fill("Warisata")
    found.settle()
    found.events.filter(has_text="Clash, Warisata").click()
    expect(found.page.get_by_role("heading", level=2)).to_contain_text("Warisata")
    identifier = re.search(r"event=([^&]+)", found.fragment())[1]
    opened = browser.open(
        file, f"#view=-68.5,-16.25,9.2&event={identifier}", color_scheme="light", **WIDE)
    expect(opened.page.get_by_role("heading", level=2)).to_contain_text("Warisata")
    return opened


def dark(browser: Browser, file: str) -> Opened:
    """Weeks brushed on the timeline, in Spanish."""
    opened = browser.open(
        file, "#view=-67.6,-16.9,7.6&language=es", color_scheme="dark", **WIDE)
    drag(opened, 0.5, 0.56)
    return opened


def narrow(browser: Browser, file: str) -> Opened:
    opened = browser.open(
        file, "#view=-67.2,-16.9,6.3", color_scheme="light",
        viewport={"width": 390, "height": 844})
    return opened


def compare(browser: Browser, file: str) -> Opened:
    """Two regions side by side."""
    opened = browser.open(file, "#panel=compare", color_scheme="light", **WIDE)
    opened.page.get_by_role("combobox", name="First region").select_option(label="Western highlands")
    opened.page.get_by_role("combobox", name="Second region").select_option(label="Eastern lowlands")
    return opened


def main(file: str, folder: str) -> None:
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    with Browser() as browser:
        for show in [light, dark, narrow, compare]:
            opened = show(browser, file)
            opened.page.mouse.move(0, 0)
            opened.settle()
            path = pathlib.Path(folder) / f"{show.__name__}.png"
            opened.page.screenshot(path=path)
            size = path.stat().st_size
            print(f"{path}: {size:,} bytes")
            if size > LARGEST:
                sys.exit(f"{path}: {size:,} bytes, expected {LARGEST:,} at most")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
