"""Measures how soon a map page of many events is drawn and how evenly it moves, beside Leaflet.

Usage: map_page.py PROGRAM FOLDER [EVENTS]
Makes a layer of EVENTS (otherwise 100,000) events in FOLDER from a seed and three pages of it: the one
that PROGRAM writes, one where Leaflet draws each event as a circle on a canvas, and one where
Leaflet.markercluster clusters them. Each stands alone in one file, Leaflet's too, but has no ground to
draw. ROUNDS sets the rounds (otherwise five), in which the pages take turns, each in a browser of its
own; a figure is the median of the rounds.

First drawing: milliseconds from the start of the navigation to the end of the frame that shows the
events. Frames: milliseconds between the frames while the map is dragged for two seconds, the same
for each page, the 95th percentile. Sizes are those of `gzip -9`.
"""

import datetime
import gzip
import json
import os
import pathlib
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

from playwright.sync_api import sync_playwright

SEED = 20261122
SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "exports" / "bolivia.geojson"
LEAFLET = pathlib.Path("/usr/share/javascript/leaflet")
TYPES = ["clash", "riot", "protest", "march", "strike", "blockade", "occupation", "meeting", "decree"]
OWN = "apacheta"
WINDOW = {"width": 1280, "height": 800}

# The end of the frame after that in which the layer was asked to be drawn.
LEAFLET_SCRIPT = """
const layer = JSON.parse(document.getElementById("layer").textContent);
const map = L.map("map", { preferCanvas: true, zoomControl: false, maxZoom: 14 });
const events = L.geoJSON(layer, {
  pointToLayer: (feature, position) => L.circleMarker(position, { radius: 5, weight: 1 }),
  onEachFeature: (feature, shown) => shown.bindPopup(() => String(feature.properties.quote)),
});
map.fitBounds(events.getBounds());
SHOW
requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.firstDrawing = performance.now(); }));
"""
SHOWING = {
    "Leaflet": "events.addTo(map);",
    "Leaflet.markercluster":
        "map.addLayer(L.markerClusterGroup({ animate: false }).addLayer(events));",
}
# Drags the map there and back for two seconds, a step each frame, and answers the milliseconds between
# frames. The pointer is moved in the page itself: one that the driver moves comes in its own rhythm.
DRAG = """([x, y]) => new Promise((done) => {
  const target = document.elementFromPoint(x, y);
  const send = (kind, right, down) => {
    const place = {
      clientX: x + right, clientY: y + down, pointerId: 1, buttons: 1, bubbles: true, view: window,
    };
    target.dispatchEvent(new PointerEvent(`pointer${kind}`, place));
    target.dispatchEvent(new MouseEvent(`mouse${kind}`, place));
  };
  const intervals = [];
  const start = performance.now();
  let before = null;
  let step = 0;
  send("down", 0, 0);
  const next = (time) => {
    if (before !== null) intervals.push(time - before);
    before = time;
    step += 1;
    const across = step % 90;
    send("move", 6 * Math.min(across, 90 - across), across);
    if (performance.now() - start < 2000) {
      requestAnimationFrame(next);
    } else {
      send("up", 0, 0);
      done(intervals);
    }
  };
  requestAnimationFrame(next);
})"""


def make_layer(path: pathlib.Path, count: int) -> None:
    """Events around 3,000 places, most of them at a few, over twenty years."""
    random_ = random.Random(SEED)
    places = [(random_.uniform(-120, 150), random_.uniform(-40, 60)) for _ in range(3000)]
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","name":"made","features":[\n')
        for number in range(count):
            place = min(2999, int(random_.expovariate(1 / 400)))
            longitude = round(max(-180, min(180, places[place][0] + random_.gauss(0, 0.3))), 5)
            latitude = round(places[place][1] + random_.gauss(0, 0.3), 5)
            day = str(datetime.date(1997, 1, 1) + datetime.timedelta(days=random_.randrange(7000)))
            deaths = int(random_.expovariate(0.2)) if random_.random() < 0.3 else None
            quote = (
                f"On that day some {random_.randrange(10, 9999)} people met near Place {place}, "
                f"said a witness who was there, and the road stayed closed until night.")
            identifier = f"{random_.getrandbits(64):016x}"
            kind = random_.choice(TYPES)
            file.write(("," if number else "") + json.dumps({
                "type": "Feature", "id": identifier,
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {
                    "id": identifier, "name": f"{kind}, Place {place}, {day}", "event_type": kind,
                    "date_start": day, "date_end": day, "date_prec": "day",
                    "location": f"Place {place}", "region": f"Region {place % 12}",
                    "longitude": longitude, "latitude": latitude,
                    "geo_prec": random_.choice(["town", "exact", "admin2"]),
                    "uncertainty_km": random_.choice([1.0, 4.0, 20.0]), "deaths_best": deaths,
                    "report": f"report-{number % 500}.txt", "quote": quote,
                    "confidence": round(random_.random(), 2),
                },
            }) + "\n")
        file.write("]}\n")


def leaflet_page(layer: pathlib.Path, page: pathlib.Path, name: str) -> None:
    """Leaflet, its styles and the layer in one file."""
    files = ["leaflet.css", "leaflet.min.js"]
    if name != "Leaflet":
        files += [
            "MarkerCluster.css", "MarkerCluster.Default.css", "leaflet.markercluster.min.js",
        ]
    texts = {file: (LEAFLET / file).read_text(encoding="utf-8") for file in files}
    styles = "".join(text for file, text in texts.items() if file.endswith(".css"))
    code = "".join(
        f"<script>{text}</script>\n" for file, text in texts.items() if file.endswith(".js"))
    data = layer.read_text(encoding="utf-8").replace("<", "\\u003c")
    page.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>{name}</title>"
        f"<style>{styles} html, body, #map {{ height: 100%; margin: 0; }}</style><div id=map></div>"
        f'<script type="application/json" id=layer>{data}</script>\n{code}'
        f"<script>{LEAFLET_SCRIPT.replace('SHOW', SHOWING[name])}</script>",
        encoding="utf-8")


def measure(playwright, name: str, file: pathlib.Path) -> tuple[float, float, float | None]:
    """First drawing, 95th percentile of the frames, and the same as the page's own trace has it."""
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
    page = browser.new_page(viewport=WINDOW)
    page.set_default_timeout(120_000)
    page.on("pageerror", lambda error: sys.exit(f"{file}: {error}"))
    page.goto(file.resolve().as_uri())
    drawing = "globalThis.apacheta?.trace.firstDrawing" if name == OWN else "globalThis.firstDrawing"
    if name == OWN:
        page.wait_for_selector("html[data-ready]")
    else:
        page.wait_for_function(f"() => {drawing} > 0")
    first = page.evaluate(drawing)
    page.wait_for_timeout(1000)
    if name == OWN:
        page.evaluate("() => { apacheta.trace.frames.length = 0; }")
    frames = page.evaluate(DRAG, [400, 300])
    own = percentile(page.evaluate("[...apacheta.trace.frames]")) if name == OWN else None
    browser.close()
    return first, percentile(frames), own


def percentile(intervals: list[float]) -> float:
    if len(intervals) < 10:
        sys.exit(f"{len(intervals)} frames while the map was moved, expected 10 or more")
    return sorted(intervals)[int(len(intervals) * 0.95)]


def packed(text: bytes) -> int:
    return len(gzip.compress(text, 9))


def sizes(program: str, folder: pathlib.Path) -> None:
    """What the page weighs without data, without features, and with the sample."""
    empty = folder / "empty.geojson"
    empty.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    for source, title in [(empty, "a layer without features"), (SAMPLE, "the sample layer")]:
        page = folder / "size.html"
        write_page(program, source, page)
        text = page.read_bytes()
        if source == empty:
            bare = re.sub(rb'<script type="[^"]*" id="[^"]*">[^<]*</script>\s*', b"", text)
            print(f"| page without data | {len(bare):,} | {packed(bare):,} |")
        print(f"| {title} | {len(text):,} | {packed(text):,} |")


def write_page(program: str, layer: pathlib.Path, page: pathlib.Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [program, "export", str(layer), "-o", str(page), "--quiet", "--overwrite"], check=True)
    return time.perf_counter() - start


def processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def main(program: str, folder_name: str, count: int = 100_000) -> None:
    folder = pathlib.Path(folder_name) / "map_page"
    folder.mkdir(parents=True, exist_ok=True)
    layer = folder / f"made-{count}.geojson"
    if not layer.exists():
        make_layer(layer, count)
    pages = {OWN: folder / "apacheta.html"}
    seconds = write_page(program, layer, pages[OWN])
    for name, script in [
        ("Leaflet", LEAFLET / "leaflet.min.js"),
        ("Leaflet.markercluster", LEAFLET / "leaflet.markercluster.min.js"),
    ]:
        if script.exists():
            pages[name] = folder / f"{name}.html"
            leaflet_page(layer, pages[name], name)
        else:
            print(f"not measured: {name}: no {script}, expected apt libjs-{name.lower()}")
    rounds = int(os.environ.get("ROUNDS", "5"))
    print(f"{datetime.date.today().isoformat()}, {processor()}, {os.cpu_count()} cores, load "
          f"{os.getloadavg()[0]:.1f}, {rounds} rounds, {count:,} events, written in {seconds:.1f} s\n")
    figures: dict[str, list] = {name: [] for name in pages}
    with sync_playwright() as playwright:
        for _ in range(rounds):
            for name, page in pages.items():
                figures[name].append(measure(playwright, name, page))
    print("| page | MB | first drawing ms | ratio | 95 % of frames under ms | ratio |")
    print("|---|---|---|---|---|---|")
    medians = {
        name: [statistics.median(column) for column in list(zip(*found))[:2]]
        for name, found in figures.items()
    }
    for name, page in pages.items():
        first, frames = medians[name]
        print(f"| {name} | {page.stat().st_size / 1e6:.1f} | {first:,.0f} | {first / medians[OWN][0]:.1f} "
              f"| {frames:.1f} | {frames / medians[OWN][1]:.1f} |")
    trace = statistics.median(found[2] for found in figures[OWN])
    print(f"\n95 % of frames by the page's own trace: {trace:.1f} ms\n")
    print("| page | bytes | gzip -9 |")
    print("|---|---|---|")
    sizes(program, folder)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
