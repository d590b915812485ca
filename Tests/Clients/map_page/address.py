"""What is seen stands in the address: opened anew, the page shows it again."""

from browser import Browser, Fault, Opened, agree, expect
from filtering import boxes, drag

# All that a person reads of the page's state, in one value that can be compared.
STATE = """() => ({
  summary: document.getElementById("summary").textContent,
  tabs: [...document.querySelectorAll("[role=tab]")].map((tab) => tab.getAttribute("aria-selected")),
  panel: document.getElementById("panel-body").innerText,
  boxes: [...document.querySelectorAll("[data-filter] input")].map((box) => box.checked),
  lists: [...document.querySelectorAll("select")].map((list) => list.value),
  dates: ["from", "until"].map((name) => document.querySelector(`input[name=${name}]`).value),
  search: document.getElementById("search").value,
  theme: document.documentElement.dataset.theme,
  language: document.documentElement.lang,
  buttons: [...document.querySelectorAll("#tools button")].map((button) => button.textContent),
})"""


def state(opened: Opened) -> dict:
    opened.settle()
    return opened.page.evaluate(STATE)


def set_filters(opened: Opened) -> None:
    opened.show("filters")
    boxes(opened, "type").filter(has_text="strike").get_by_role("checkbox").uncheck()
    boxes(opened, "region").last.get_by_role("checkbox").uncheck()
    boxes(opened, "precision").filter(has_text="country").get_by_role("checkbox").uncheck()
    drag(opened, 0.4, 0.62)


def set_all(opened: Opened) -> None:
    set_filters(opened)
    opened.part("theme").click()
    opened.part("language").click()
    opened.part("projection").click()
    opened.part("zoom-in").click()
    opened.settle()


def set_search(opened: Opened) -> None:
    opened.page.get_by_role("combobox", name="Deaths").select_option("stated")
    opened.page.get_by_role("searchbox").fill("Warisata")
    expect(opened.events).to_have_count(1)
    opened.events.first.click()
    expect(opened.page.get_by_role("heading", level=2)).to_be_visible()


def set_report(opened: Opened) -> None:
    opened.show("filters")
    opened.page.get_by_role("combobox", name="Report").select_option(index=3)


def set_comparison(opened: Opened) -> None:
    opened.show("compare")
    opened.page.get_by_role("combobox", name="First region").select_option(index=2)
    opened.page.get_by_role("combobox", name="Second region").select_option(index=0)


def restoring(browser: Browser, file: str, *_: str) -> str:
    """Whole states set by hand, read again by another window and by one that is open already."""
    lengths = []
    plain = browser.open(file)
    first = state(plain)
    for set_up in [set_all, set_report, set_comparison, set_searched]:
        opened = browser.open(file)
        set_up(opened)
        expected = state(opened)
        if expected == first:
            raise Fault(f"{set_up.__name__} changes nothing that is seen")
        fragment = opened.fragment()
        anew = browser.open(file, fragment)
        agree(state(anew), expected, f"{fragment} opened anew")
        agree(anew.fragment(), fragment, "the address of the page opened anew")
        plain.page.evaluate("(text) => { location.hash = text; }", fragment)
        agree(state(plain), expected, f"{fragment} in an open page")
        lengths.append(len(fragment))
    plain.page.evaluate("location.hash = ''")
    agree(state(plain), first, "the address without a fragment")
    return f"fragments of {lengths} characters"


def set_searched(opened: Opened) -> None:
    opened.show("filters")
    set_search(opened)


# What nobody should write into an address, and somebody will.
WILD = [
    "#view=NaN,NaN,NaN", "#view=1e999,-1e999,1e999", "#view=,,", "#view=0,0,-50", "#view=900,900,3",
    "#view=-68", "#event=%3Cimg%20src=x%20onerror=alert(1)%3E", "#event=__proto__",
    "#search=%3Cscript%3Ealert(1)%3C/script%3E", "#search=%", "#search=%E0%A4%A", "#search=(((",
    "#from=9999-99-99&until=0000-00-00", "#from=275761-01-01", "#from=2003-10-13&until=2003-10-12",
    "#toll=constructor", "#report=__proto__", "#not-types=toString&not-types=&not-regions=hasOwnProperty",
    "#panel=constructor", "#panel=__proto__", "#projection=toString", "#theme=%22%3E%3Cscript%3E",
    "#language=__proto__", "#language=xx", "#compare=a&compare=b&panel=compare",
    "#compare=toString&compare=valueOf", "#" + "a" * 100_000, "#" + "search=x&" * 2_000,
    "#panel", "#&&&===", "#view=0,0,5&view=1,1,6", "#event=" + "z" * 10_000,
]


def wild_addresses(browser: Browser, file: str, *_: str) -> str:
    """An address may say anything: the page stays awake, and nothing in it runs."""
    opened = browser.open(file)
    for fragment in WILD:
        opened.page.evaluate(
            "(text) => new Promise((done) => {"
            " location.hash = text; setTimeout(() => requestAnimationFrame(done), 30); })", fragment)
        expect(opened.part("summary")).to_contain_text("events")
        agree(opened.page.locator("img, iframe, object").count(), 0, f"foreign elements at {fragment[:60]}")
    for fragment in WILD[1:2] + WILD[6:7] + WILD[-1:]:
        anew = browser.open(file, fragment)
        expect(anew.part("summary")).to_contain_text("events")
        anew.page.close()
    return f"{len(WILD)} addresses"


CHECKS = [restoring, wild_addresses]
