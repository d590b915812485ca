"""A page opened in chromium, with everything that it complains of.

Nothing but the file itself may be asked for, and nothing may be logged: what a check does not
expect fails it, whatever else it looks at.
"""

import os
import pathlib
import re
import shutil

from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
# A busy machine draws late; what is wrong stays wrong for longer than this.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


class Fault(AssertionError):
    """What a page shows and should not."""


def agree(found: object, expected: object, what: str) -> None:
    if found != expected:
        raise Fault(f"{what}: found {found!r}, expected {expected!r}")


class Browser:
    """A chromium of its own, closed at the end of a `with`."""

    def __enter__(self) -> "Browser":
        self.playwright = sync_playwright().start()
        # The browser's own sandbox cannot be had by root, as which containers run.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.chromium = self.playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        self.opened: list[Opened] = []
        return self

    def __exit__(self, kind, value, trace) -> None:
        self.chromium.close()
        self.playwright.stop()

    def open(self, file: str, fragment: str = "", **options) -> "Opened":
        """A file in a window of its own; options are those of a browser's context."""
        opened = Opened(self.chromium, pathlib.Path(file).resolve(), options)
        # Before it is read: what a page says that never gets ready is wanted most.
        self.opened.append(opened)
        opened.go(fragment)
        return opened

    def close_pages(self) -> None:
        """Closes what was opened and forgets what it complained of."""
        for opened in self.opened:
            opened.context.close()
        self.opened.clear()

    def complaints(self) -> list[str]:
        return [complaint for opened in self.opened for complaint in opened.complaints]


class Opened:
    """A page and what it complains of."""

    def __init__(self, chromium, file: pathlib.Path, options: dict) -> None:
        self.file = file
        self.complaints: list[str] = []
        settings = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
        self.context = chromium.new_context(**settings)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self.logged)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self.requested)
        self.page.on("dialog", self.asked)
        self.page.on("popup", lambda page: self.complaints.append(f"opened a window: {page.url}"))

    def go(self, fragment: str = "") -> None:
        """Opens the file and waits until it has read its layer."""
        self.page.goto(self.file.as_uri() + fragment)
        self.page.wait_for_selector("html[data-ready]")

    def logged(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"logged {message.type}: {message.text}")

    def requested(self, request) -> None:
        if request.url.split("#")[0] != self.file.as_uri():
            self.complaints.append(f"asked for {request.url[:200]}")

    def asked(self, dialog) -> None:
        self.complaints.append(f"opened a dialog: {dialog.message[:200]}")
        dialog.dismiss()

    def forget_complaints(self) -> None:
        self.complaints.clear()

    # What the parts of the page are called.

    def part(self, name: str) -> Locator:
        return self.page.locator(f"#{name}")

    def tab(self, name: str) -> Locator:
        return self.part(f"tab-{name}")

    def show(self, panel: str) -> None:
        self.tab(panel).click()
        expect(self.tab(panel)).to_have_attribute("aria-selected", "true")

    @property
    def events(self) -> Locator:
        """The events of the list."""
        return self.page.locator("ol.events button.event")

    def expect_count(self, count: int, total: int) -> None:
        """Waits until so many events are said to be shown."""
        text = f"{count:,} of {total:,} events" if count != total else f"{total:,} events"
        expect(self.part("summary")).to_have_text(text)

    def fragment(self) -> str:
        """The fragment of the address, once what was done last stands in it."""
        self.settle()
        return self.page.evaluate("location.hash")

    def settle(self) -> None:
        """Waits until a moved map stands still and two frames are drawn."""
        self.page.wait_for_timeout(250)
        self.page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    # The map is one canvas: what stands where is known from the tip alone, as for a person.

    def middle(self) -> tuple[float, float]:
        box = self.part("map").bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def tip(self, x: float, y: float) -> str:
        """What the map says under the pointer; "" for nothing."""
        self.page.mouse.move(x, y)
        return self.page.evaluate(
            "const tip = document.getElementById('tip'); tip.hidden ? '' : tip.textContent"
        )

    def find(self, pattern: str, reach: int = 90, step: int = 5) -> tuple[float, float]:
        """The spot next to the middle of the map where the tip says something."""
        x, y = self.middle()
        spots = sorted(
            (
                (across, down)
                for across in range(-reach, reach + 1, step)
                for down in range(-reach, reach + 1, step)
            ),
            key=lambda spot: spot[0] ** 2 + spot[1] ** 2,
        )
        seen = set()
        for across, down in spots:
            text = self.tip(x + across, y + down)
            seen.add(text)
            if text and re.search(pattern, text, re.IGNORECASE):
                return x + across, y + down
        raise Fault(f"nothing near the middle of the map says {pattern!r}, only {sorted(seen)!r}")

    def look_at(self, longitude: float, latitude: float, zoom: float, more: str = "") -> None:
        """Brings a place to the middle of the map, by the address."""
        self.page.evaluate(
            "(address) => { location.hash = address; }",
            f"#view={longitude},{latitude},{zoom}{more}",
        )
        self.settle()


__all__ = ["Browser", "Error", "Fault", "Opened", "agree", "expect"]
