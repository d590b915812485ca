"""How the page looks: two languages, dark and light, narrow windows, paper."""

import pathlib
import re
import subprocess
import tempfile

from browser import Browser, Fault, Opened, agree, expect

PANELS = ["events", "filters", "table", "compare"]

# Every word that a person sees, or hears from a screen reader; the texts of the layer stand in <bdi>
# or in the list of places and are the same in each language.
WORDS = """() => {
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("script, style, noscript, bdi")) continue;
    const text = node.textContent.trim();
    if (text) words.push(text);
  }
  for (const part of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      if (part.getAttribute(name)) words.push(part.getAttribute(name));
    }
  }
  return words;
}"""


def open_event(opened: Opened, search: str) -> None:
    opened.page.get_by_role("searchbox").fill(search)
    opened.settle()
    opened.events.first.click()
    expect(opened.page.get_by_role("heading", level=2)).to_be_visible()
    opened.settle()


def every_word(opened: Opened) -> list[str]:
    """What the page says in all panels, of an event, and of a search without an answer."""
    page = opened.page
    words = []
    for panel in PANELS:
        opened.show(panel)
        opened.settle()
        words += page.evaluate(WORDS)
    opened.show("events")
    for search in ["xyzzy", "Warisata"]:
        page.get_by_role("searchbox").fill(search)
        opened.settle()
        words += page.evaluate(WORDS)
    opened.events.last.click()
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    return words + page.evaluate(WORDS)


def languages(browser: Browser, file: str, *_: str) -> str:
    """All words are there in English and in Spanish, and change at once."""
    opened = browser.open(file)
    table = opened.page.evaluate("WORDS")
    for key, texts in table.items():
        marks = [sorted(set(re.findall(r"\{\d\}", text))) for text in texts]
        if len(texts) != 2 or not all(texts) or marks[0] != marks[1]:
            raise Fault(f"the word {key}: found {texts}, expected one of each language, same marks")
    english = every_word(opened)
    opened.part("language").click()
    expect(opened.page.locator("html")).to_have_attribute("lang", "es")
    spanish = every_word(opened)
    for place, said in enumerate([english, spanish]):
        for text in said:
            is_key = text in table and text not in table[text]
            if is_key or re.search(r"\{\d\}|undefined|NaN|\bnull\b|\[object", text):
                raise Fault(f"found {text!r}, expected a word of the language {['en', 'es'][place]}")
    # A sentence of the other language, where the two differ.
    for texts in table.values():
        for said, other, place in [(spanish, texts[0], 1), (english, texts[1], 0)]:
            if texts[0] != texts[1] and other in said and other not in [t[place] for t in table.values()]:
                raise Fault(f"found {other!r}, expected {texts[place]!r}")
    if set(english) == set(spanish):
        raise Fault("both languages say the same")
    own = browser.open(file, "#language=es")
    expect(own.page.get_by_role("tab", name="Eventos")).to_be_visible()
    return f"{len(table)} words"


def themes(browser: Browser, file: str, *_: str) -> str:
    """Dark and light follow the system until the button is used; then they stay."""
    darks = []
    for scheme in ["light", "dark"]:
        opened = browser.open(file, color_scheme=scheme)
        page = opened.page
        html = page.locator("html")
        expect(html).to_have_attribute("data-theme", scheme)
        darks.append(ground(opened))
        picture = opened.part("map").screenshot()
        page.emulate_media(color_scheme={"light": "dark", "dark": "light"}[scheme])
        expect(html).not_to_have_attribute("data-theme", scheme)
        opened.settle()
        if opened.part("map").screenshot() == picture:
            raise Fault("the map keeps its colours when the system changes")
        opened.part("theme").click()
        expect(html).to_have_attribute("data-theme", scheme)
        agree(f"theme={scheme}" in opened.fragment(), True, "the theme stands in the address")
        page.emulate_media(color_scheme=scheme)
        opened.settle()
        expect(html).to_have_attribute("data-theme", scheme)
    if not darks[0] > 200 > 60 > darks[1]:
        raise Fault(f"brightness of the ground, light and dark: found {darks}")
    return f"ground of brightness {darks[0]} and {darks[1]}"


def ground(opened: Opened) -> int:
    colour = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return round(sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3)


def narrow(browser: Browser, file: str, *_: str) -> str:
    """At 390 and at 320 pixels everything is there, and nothing has to be moved sideways."""
    heights = []
    for width in [390, 320]:
        opened = browser.open(file, viewport={"width": width, "height": 780}, has_touch=True)
        for panel in [*PANELS, "event"]:
            if panel == "event":
                opened.show("events")
                open_event(opened, "Warisata")
            else:
                opened.show(panel)
                opened.settle()
            found = opened.page.evaluate("document.documentElement.scrollWidth")
            if found > width:
                raise Fault(f"width of the panel {panel}: found {found} px, expected {width}")
            for part in ["search", "map", "play", "histogram", "language", "theme", "zoom-in"]:
                box = opened.part(part).bounding_box()
                if box is None or box["x"] < 0 or box["x"] + box["width"] > width + 0.5:
                    raise Fault(f"{part} at {width} px: found {box}, expected it in the window")
        heights.append(round(opened.part("map").bounding_box()["height"]))
    return f"map {heights[0]} and {heights[1]} px high"


def paper(browser: Browser, file: str, *_: str) -> str:
    """Printed, the page is what one reads, dark on white, without what one can only press."""
    opened = browser.open(file, color_scheme="dark")
    page = opened.page
    open_event(opened, "peasants killed Warisata")
    page.emulate_media(media="print")
    opened.settle()
    for part in ["tools", "map-tools", "tabs", "play"]:
        expect(opened.part(part)).to_be_hidden()
    for part in ["title", "summary", "map", "panel-body"]:
        expect(opened.part(part)).to_be_visible()
    cut = page.evaluate(
        "[...document.querySelectorAll('#panel, #panel-body')]"
        ".filter((part) => part.scrollHeight > part.clientHeight + 2"
        " && getComputedStyle(part).overflowY !== 'visible').length")
    agree(cut, 0, "parts of the panel that are cut off on paper")
    page.emulate_media(media="null")
    with tempfile.TemporaryDirectory() as folder:
        printed = pathlib.Path(folder) / "page.pdf"
        page.pdf(path=printed, print_background=True)
        text = run("pdftotext", printed, "-").decode()
        for word in ["Warisata", "2003-09-20", "2003-11-03-carlos-mesa.txt"]:
            if word not in text:
                raise Fault(f"the printed page lacks {word!r}: {text[:300]!r}")
        # The last thing of a portable graymap is its pixels.
        grays = run("pdftoppm", "-gray", "-r", "20", "-f", "1", "-l", "1", printed)
        pixels = grays[-(len(grays) * 9 // 10):]
        brightness = sum(pixels) / len(pixels)
    if brightness < 190:
        raise Fault(f"brightness of the paper: found {brightness:.0f} of 255, expected white")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    return f"a page to read, {brightness:.0f} of 255 bright"


def run(*command: object) -> bytes:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True).stdout


CHECKS = [languages, themes, narrow, paper]
