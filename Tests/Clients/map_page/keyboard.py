"""Everything by keys: the way through the page, the map, the tabs; the focus is seen and never caught."""

from browser import Browser, Fault, Opened, agree, expect
from layer import Layer

# What has the focus, whether a ring shows it, and where it stands.
FOCUSED = """() => {
  const part = document.activeElement;
  if (part === document.body) return null;
  const style = getComputedStyle(part);
  const box = part.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: part.id || part.name || part.textContent.trim().slice(0, 40) || part.localName,
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    isInWindow: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    isCovered: middle !== null && !part.contains(middle) && !middle.contains(part)
      && !middle.closest("label")?.contains(part),
  };
}"""


def focused(opened: Opened) -> dict | None:
    return opened.page.evaluate(FOCUSED)


def walk(opened: Opened, key: str = "Tab", last: str | None = None) -> list[str]:
    """The names of all stops, once around; each stop is seen. Parts of a date are one stop.

    `last` is the stop that ends the walk; without it the way leads out of the page.
    """
    names = []
    for _ in range(400):
        opened.page.keyboard.press(key)
        stop = focused(opened)
        if stop is None:
            return names
        if names[-1:] != [stop["name"]]:
            names.append(stop["name"])
        if stop["ring"] < 2:
            raise Fault(f"ring around {stop['name']!r}: found {stop['ring']} px, expected 2 or more")
        if not stop["isInWindow"] or stop["isCovered"]:
            raise Fault(f"{stop['name']!r} has the focus out of sight")
        if stop["name"] == last:
            return names
    raise Fault(f"no way out of the page in 400 steps, at last {names[-5:]}")


def keys(browser: Browser, file: str, layer_file: str) -> str:
    """To the map, from symbol to symbol, into an event, through the tabs, and out again."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    page = opened.page
    press = page.keyboard.press
    press("Tab")
    agree(focused(opened)["name"], "skip", "first stop")
    expect(page.get_by_role("link", name="Skip to the events")).to_be_in_viewport()
    for _ in range(20):
        if focused(opened)["name"] == "map":
            break
        press("Tab")
    agree(focused(opened)["name"], "map", "a stop within twenty")
    said = opened.part("announcement")
    press("n")
    expect(said).not_to_be_empty()
    first = said.inner_text()
    press("n")
    expect(said).not_to_have_text(first)
    press("p")
    expect(said).to_have_text(first)
    # Keys move the map and its scale.
    before = opened.fragment()
    for key in ["ArrowRight", "ArrowDown", "+", "-", "ArrowLeft"]:
        press(key)
        after = opened.fragment()
        if after == before:
            raise Fault(f"the key {key} leaves the view as it was: {after}")
        before = after
    press("0")
    opened.settle()
    expect(opened.part("panel-body").locator(".list-head .note")).to_have_text(f"{len(layer)} in view")
    steps = open_by_keys(opened)
    agree(page.evaluate("document.activeElement.localName"), "h2", "what has the focus")
    event = page.get_by_role("heading", level=2).inner_text()
    # Back to where one came from, not to the top of the page.
    page.get_by_role("button", name="Back").focus()
    press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)
    if focused(opened) is None:
        raise Fault("after the button Back nothing has the focus")
    turn_tabs(opened)
    return f"{steps} keys to {event!r}, of {len(layer)} events"


def open_by_keys(opened: Opened) -> int:
    """Goes into clusters until an event is open; how many keys that took."""
    page = opened.page
    steps = 0
    opened.part("map").focus()
    for _ in range(12):
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        steps += 2
        opened.settle()
        if page.get_by_role("heading", level=2).count():
            return steps
        agree(focused(opened)["name"], "map", "the focus while clusters open")
    raise Fault("no event opened by N and Enter, twelve times each")


def turn_tabs(opened: Opened) -> None:
    """Arrows go from tab to tab and around; the tabs are one stop."""
    opened.tab("events").focus()
    for key, name in [
        ("ArrowRight", "filters"), ("ArrowRight", "table"), ("ArrowRight", "compare"),
        ("ArrowRight", "events"), ("ArrowLeft", "compare"),
    ]:
        opened.page.keyboard.press(key)
        expect(opened.tab(name)).to_be_focused()
        expect(opened.tab(name)).to_have_attribute("aria-selected", "true")
    agree(opened.page.locator("[role=tab][tabindex='0']").count(), 1, "tabs that Tab stops at")


def focus(browser: Browser, file: str, *_: str) -> str:
    """Each panel is gone through with Tab, forward and backward: each stop is seen, none holds."""
    counts = {}
    for panel in ["events", "filters", "table", "compare"]:
        opened = browser.open(file, f"#panel={panel}")
        expect(opened.tab(panel)).to_have_attribute("aria-selected", "true")
        forward = walk(opened)
        backward = walk(opened, "Shift+Tab", last=forward[0])
        if backward[::-1] != forward:
            only = [name for name in forward + backward if (name in forward) != (name in backward)]
            raise Fault(f"{panel}: {len(forward)} stops forward, {len(backward)} backward; {only}")
        for part in ["skip", "search", "map", f"tab-{panel}", "play", "from", "until"]:
            if part not in forward:
                raise Fault(f"no stop at {part!r} in {forward}")
        counts[panel] = len(forward)
    return f"stops {counts}"


def skipping(browser: Browser, file: str, *_: str) -> str:
    """The link past the map leads to the panel and changes nothing that was chosen."""
    opened = browser.open(file, "#toll=stated&panel=filters")
    page = opened.page
    before = opened.part("summary").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    opened.settle()
    agree(opened.part("summary").inner_text(), before, "events after the link was followed")
    expect(opened.tab("filters")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.getElementById('panel').contains(document.activeElement)")
    agree(inside, True, "the next stop is in the panel")
    return before


def escaping(browser: Browser, file: str, layer_file: str) -> str:
    """Escape closes what keys have opened on the map, and leaves the focus there."""
    layer = Layer(layer_file)
    event = layer.one(event_type="clash", location="Warisata")
    opened = browser.open(file)
    opened.look_at(event["longitude"], event["latitude"], 10)
    opened.part("map").focus()
    for _ in range(10):
        opened.page.keyboard.press("n")
        if opened.part("announcement").inner_text() == "2 events here":
            break
    opened.page.keyboard.press("Enter")
    expect(opened.events).to_have_count(2)
    opened.find("clash, Warisata")
    opened.page.keyboard.press("Escape")
    opened.settle()
    agree(focused(opened)["name"], "map", "the focus after Escape")
    x, y = opened.middle()
    for across, down in [(30, 0), (21, 22), (0, 30)]:
        text = opened.tip(x + across, y + down)
        agree(text, "", "what stands around the spot after Escape")
    return "opened and closed"


CHECKS = [keys, focus, skipping, escaping]
