"""What axe-core finds, and what can be measured besides: contrasts of the map, sizes of targets."""

from axe_playwright_python.sync_playwright import Axe

from appearance import open_event
from browser import Browser, Fault, Opened

# WCAG 2.0 to 2.2, levels A and AA.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
VIEWS = ["events", "event", "filters", "table", "compare"]
WINDOWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


def show(opened: Opened, view: str) -> None:
    if view == "event":
        opened.show("events")
        open_event(opened, "Warisata")
        opened.page.locator("summary").last.click()
    else:
        opened.show(view)
    opened.settle()


def axe(browser: Browser, file: str, window: str) -> str:
    opened = browser.open(file, **WINDOWS[window])
    opened.part("legend").locator("summary").click()
    passed = set()
    for view in VIEWS:
        show(opened, view)
        found = Axe().run(opened.page, options=RULES).response
        passed |= {rule["id"] for rule in found["passes"]}
        for rule in found["violations"]:
            nodes = "; ".join(f"{node['target']} {node['html'][:120]}" for node in rule["nodes"][:5])
            raise Fault(f"{view}, {window}: {rule['id']}: {rule['help']}: {nodes}")
    for rule in ["color-contrast", "button-name", "target-size", "html-has-lang", "label"]:
        if rule not in passed:
            raise Fault(f"the rule {rule} was not tried in {window}: only {sorted(passed)}")
    return f"{len(passed)} rules hold in {len(VIEWS)} views"


def axe_light(browser: Browser, file: str, *_: str) -> str:
    """No rule of WCAG 2.2 A and AA that axe-core can test is broken in any view."""
    return axe(browser, file, "light")


def axe_dark(browser: Browser, file: str, *_: str) -> str:
    """As `axe_light`, dark."""
    return axe(browser, file, "dark")


def axe_narrow(browser: Browser, file: str, *_: str) -> str:
    """As `axe_light`, in a narrow window."""
    return axe(browser, file, "narrow")


# Colours of the map and of text, which of them lie on which, and the least contrast: WCAG 1.4.3 for
# text, 1.4.11 for what must be told apart to understand a drawing.
TEXT, DRAWN = 4.5, 3.0
PAIRS = [
    (TEXT, ["text", "faint"], ["ground", "raised"]),
    (TEXT, ["accent"], ["ground"]),
    (TEXT, ["accent-text"], ["accent"]),
    (TEXT, ["cluster-text"], ["cluster"]),
    (TEXT, ["text", "faint"], ["halo"]),
    (DRAWN, ["outline", "accent"], ["land", "sea", "cluster"]),
    (DRAWN, ["side-0", "side-1"], ["ground", "land"]),
    (DRAWN, ["border", "region-line"], ["land"]),
]

# A colour as the browser reads it, drawn over another where it lets that through.
COLOURS = """(names) => {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return Object.fromEntries(names.map((name) => {
    context.fillStyle = style.getPropertyValue(`--${name}`);
    context.fillRect(0, 0, 1, 1);
    return [name, [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]];
  }));
}"""


def luminance(colour: list[int]) -> float:
    """As WCAG 2.2 defines relative luminance."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[int], other: list[int]) -> float:
    bright, dim = sorted([luminance(one), luminance(other)], reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def contrasts(browser: Browser, file: str, *_: str) -> str:
    """Colours that axe-core does not see, those of the canvas, are far enough apart."""
    least: dict[float, float] = {TEXT: 21, DRAWN: 21}
    for theme in ["light", "dark"]:
        opened = browser.open(file, f"#theme={theme}")
        names = {name for _, inks, grounds in PAIRS for name in [*inks, *grounds]}
        colours = opened.page.evaluate(COLOURS, sorted(names))
        for wanted, inks, grounds in PAIRS:
            for ink in inks:
                for ground in grounds:
                    found = contrast(colours[ink], colours[ground])
                    least[wanted] = min(least[wanted], found)
                    if found < wanted:
                        raise Fault(
                            f"contrast of {ink} on {ground}, {theme}: found {found:.2f}, "
                            f"expected {wanted} or more")
    return f"text {least[TEXT]:.1f} to 1, drawn {least[DRAWN]:.1f} to 1 at least"


# Targets smaller than 24 by 24 px whose circle of 24 px touches another target: WCAG 2.5.8. Links
# within a sentence are excepted there.
SMALL = """() => {
  const parts = [...document.querySelectorAll(
    "button, a[href], input, select, summary, [tabindex='0']")]
    .filter((part) => part.checkVisibility() && !part.disabled && !part.classList.contains("skip"));
  const boxes = parts.map((part) => (part.closest("label") ?? part).getBoundingClientRect());
  const isSmall = (box) => box.width < 24 || box.height < 24;
  const near = (box, other) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const across = Math.max(other.left - x, 0, x - other.right);
    const down = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(across, down) < 12;
  };
  return parts.filter((part, place) => isSmall(boxes[place]) && boxes.some(
    (other, with_) => with_ !== place && !parts[with_].contains(part) && !part.contains(parts[with_])
      && near(boxes[place], other))).map((part) => part.outerHTML.slice(0, 100));
}"""


def targets(browser: Browser, file: str, *_: str) -> str:
    """What can be pressed is 24 pixels wide and high, or stands apart."""
    for window, options in WINDOWS.items():
        opened = browser.open(file, **options)
        for view in VIEWS:
            show(opened, view)
            small = opened.page.evaluate(SMALL)
            if small:
                raise Fault(f"small targets, {view}, {window}: {small[:4]}")
    return f"{len(VIEWS)} views in {len(WINDOWS)} windows"


CHECKS = [axe_light, axe_dark, axe_narrow, contrasts, targets]
