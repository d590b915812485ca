"""A page made of hostile reports, and a policy that forbids what a page could be talked into."""

import http.server
import re
import threading

from browser import Browser, Fault, Opened, agree, expect
from layer import Layer


class Ear(http.server.BaseHTTPRequestHandler):
    """Hears whether anything is asked for."""

    heard: list[str] = []

    def do_GET(self) -> None:
        Ear.heard.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_POST = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, *_) -> None:
        pass


# What an attacker would try from within, each the body of an asynchronous function that gets an
# address. They run as the page's own code does, not as a debugger's, which may do more.
TRIES = {
    "fetch": "await fetch(url)",
    "image": "const i = new Image(); i.src = url; document.body.append(i)",
    "beacon": "navigator.sendBeacon(url)",
    "socket": "new WebSocket(url.replace('http', 'ws'))",
    "stream": "new EventSource(url)",
    "script": "const s = document.createElement('script'); s.src = url; document.body.append(s)",
    "inline script": "const s = document.createElement('script'); s.textContent = 'ran = 1';"
        " document.body.append(s)",
    "data script": "const s = document.createElement('script');"
        " s.src = 'data:text/javascript,ran=1'; document.body.append(s)",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<b id=try onclick=\"ran=1\">x</b>');"
        " document.getElementById('try').click()",
    "eval": "eval('globalThis.ran = 1')",
    "function": "new Function('globalThis.ran = 1')()",
    "timer": "setTimeout('globalThis.ran = 1')",
    "frame": "const f = document.createElement('iframe'); f.src = url; document.body.append(f)",
    "frame of markup": "const f = document.createElement('iframe');"
        " f.srcdoc = '<script>parent.ran = 1<' + '/script>'; document.body.append(f)",
    "style sheet": "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url;"
        " document.head.append(l)",
    "inline style": "const s = document.createElement('style'); s.textContent = '#map{opacity:0}';"
        " document.head.append(s); if (getComputedStyle(document.getElementById('map')).opacity === '0')"
        " globalThis.ran = 1",
    "font": "await new FontFace('f', `url(${url})`).load()",
    "object": "const o = document.createElement('object'); o.data = url; document.body.append(o)",
    "video": "const v = document.createElement('video'); v.src = url; document.body.append(v)",
    "worker": "new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))"
        ".onmessage = () => { globalThis.ran = 1; }",
    "module": "await import(url)",
    "form": "const f = document.createElement('form'); f.action = url; document.body.append(f);"
        " f.submit()",
    "base": "const b = document.createElement('base'); b.href = url; document.head.append(b);"
        " if (document.baseURI === url) globalThis.ran = 1",
}


def policy(browser: Browser, file: str, *_: str) -> str:
    """Whatever runs in the page can ask for nothing and run nothing that is not the page's."""
    Ear.heard.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    opened = browser.open(file)
    page = opened.page
    page.evaluate("addEventListener('securitypolicyviolation', (e) => "
                  "(globalThis.violations ??= []).push(e.effectiveDirective))")
    for place, (name, script) in enumerate(TRIES.items()):
        url = f"http://127.0.0.1:{server.server_port}/{place}"
        # Some of what is refused never answers, so it is not waited for.
        page.evaluate(
            "([url]) => new Promise((done) => setTimeout(() => {"
            " globalThis.violations = []; delete globalThis.ran;"
            f" (async () => {{ {script}; }})().catch(() => {{}}); setTimeout(done, 120); }}))", [url])
        violations, ran = page.evaluate("[globalThis.violations, globalThis.ran ?? null]")
        agree(ran, None, f"what {name} has run")
        if not violations:
            raise Fault(f"{name}: the policy was not asked, expected a violation")
    server.shutdown()
    agree(Ear.heard, [], "what was asked of a server")
    agree(page.url.split("#")[0], opened.file.as_uri(), "the address of the page")
    # The browser has logged each refusal.
    opened.forget_complaints()
    return f"{len(TRIES)} tries refused"


MARKUP = "img, iframe, object, embed, svg, video, audio, link, base, form, b, i, script:not([type])"
# Elements that only a text read as markup could have made; the page has one script, one style.
FOREIGN = """(selector) => ({
  parts: [...document.querySelectorAll(selector)].length,
  styles: document.querySelectorAll("style").length,
  ran: globalThis.ran ?? null,
  handlers: [...document.querySelectorAll("*")].filter((part) => [...part.attributes].some(
    (attribute) => attribute.name.startsWith("on"))).length,
  addresses: [...document.querySelectorAll("[href], [src]")].map(
    (part) => part.getAttribute("href") ?? part.getAttribute("src")),
  wide: document.documentElement.scrollWidth - innerWidth,
})"""


def check_clean(opened: Opened, where: str) -> None:
    found = opened.page.evaluate(FOREIGN, MARKUP)
    agree(found["parts"], 1, f"{where}: scripts and foreign elements")
    agree(found["styles"], 1, f"{where}: style elements")
    agree(found["ran"], None, f"{where}: what has run")
    agree(found["handlers"], 0, f"{where}: handlers written as attributes")
    agree(found["addresses"], ["#panel"], f"{where}: addresses")
    if found["wide"] > 0:
        raise Fault(f"{where}: the page is {found['wide']} px wider than its window")


def hostile(browser: Browser, file: str, layer_file: str) -> str:
    """Texts that would run as markup stand there as texts, in every panel and of every event."""
    layer = Layer(layer_file)
    opened = browser.open(file)
    page = opened.page
    opened.expect_count(len(layer), len(layer))
    for panel in ["filters", "table", "compare", "events"]:
        opened.show(panel)
        opened.settle()
        check_clean(opened, panel)
    page.get_by_label("Only what the map shows").uncheck()
    expect(opened.events).to_have_count(len(layer))
    for place in range(len(layer)):
        opened.events.nth(place).click()
        expect(page.get_by_role("heading", level=2)).to_be_visible()
        if place % 4 == 0:
            opened.settle()
        check_clean(opened, f"event {place}")
        check_texts(opened, layer)
        opened.tab("events").click()
        expect(opened.events).to_have_count(len(layer))
    for text in ["<script>", "\" onfocus", "</script>"]:
        page.get_by_role("searchbox").fill(text)
        opened.expect_count(layer.count(
            lambda event: any(text in str(value) for value in event.properties.values())), len(layer))
        check_clean(opened, f"search for {text}")
    for event in layer.events[:8]:
        x, y = opened.middle()
        opened.look_at(event["longitude"], event["latitude"], 11)
        opened.tip(x, y)
        check_clean(opened, "tip")
    return f"{len(layer)} events stand as texts"


# Control characters have no picture; a browser may leave them out of what it says is shown.
def visible(text: str) -> str:
    return re.sub(r"[\x00-\x1f\u2028\u2029]|\s", "", text)


def check_texts(opened: Opened, layer: Layer) -> None:
    """The quote of the event that is open stands there letter by letter, kept from its neighbours."""
    # The quotes of the hostile layer differ, so that one tells the event.
    found = visible(opened.page.locator("figure blockquote").first.text_content() or "") \
        if opened.page.locator("figure blockquote").count() else ""
    if found not in [visible(event["quote"] or "") for event in layer.events]:
        raise Fault(f"the quote: found {found[:200]!r}, expected one of the layer")
    loose = opened.page.evaluate(
        "[...document.querySelectorAll('#panel-body *')].filter((part) => !part.closest('bdi')"
        " && [...part.childNodes].some((node) => node.nodeType === 3"
        " && /\\u202e/.test(node.textContent))).map((part) => part.localName)")
    agree(loose, [], "texts that turn the direction of what stands beside them")


CHECKS = [policy, hostile]
