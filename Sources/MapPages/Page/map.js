// The map: outlines, events, names, scale bar; what is under the pointer; how the layer is gone through
// with keys.

class EventMap {
  constructor({ canvas, layer, base, symbols, tree, trace, chosen, opened, changed }) {
    Object.assign(this, { canvas, layer, base, symbols, tree, trace, chosen, opened, changed });
    this.context = canvas.getContext("2d", { alpha: false });
    this.labels = new Labels();
    this.shown = new Int32Array(0);
    this.shapedEvents = [];
    this.places = [];
    this.selected = -1;
    this.spider = null;
    this.items = [];
    this.isMoving = false;
    this.request = oncePerFrame((time) => this.draw(time));
    this.settle = this.settled.bind(this);
  }

  // Begins with a projection, and again with another.
  project(kind) {
    const { layer } = this;
    const longitudes = new Float64Array(layer.placed);
    const latitudes = new Float64Array(layer.placed);
    for (let event = 0; event < layer.placed; event += 1) {
      longitudes[event] = layer.longitude(event);
      latitudes[event] = layer.latitude(event);
    }
    const lows = latitudes.length ? latitudes.reduce((least, next) => Math.min(least, next)) : 0;
    const highs = latitudes.length ? latitudes.reduce((most, next) => Math.max(most, next)) : 0;
    const old = this.view;
    const middle = old && [old.projection.longitude(old.centreX), old.projection.latitude(old.centreY)];
    const projection = new Projection(kind, middleLongitude(longitudes), (lows + highs) / 2);
    this.xs = longitudes.map((longitude) => projection.x(longitude));
    this.ys = latitudes.map((latitude) => projection.y(latitude));
    this.base.project(projection);
    this.view = new View(projection);
    if (old) {
      this.view.resize(old.width, old.height);
      this.view.centreOn(projection.x(middle[0]), projection.y(middle[1]), old.zoom);
    } else {
      this.gestures = new Gestures(this.canvas, this.view, {
        moved: () => this.moved(),
        clicked: (x, y) => this.click(x, y),
        hovered: (x, y) => this.hover(x, y),
        key: (key) => this.press(key),
      });
    }
    this.gestures.view = this.view;
    this.levels = new Map();
    this.spider = null;
    if (old) this.moved(this.isHome);
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(box.width * this.ratio);
    this.canvas.height = Math.round(box.height * this.ratio);
    this.view.resize(box.width, box.height);
    this.request();
  }

  // Shows other events of the layer.
  show(numbers) {
    this.shown = numbers;
    this.levels = new Map();
    this.spider = null;
    this.countPlaces();
    const shaped = numbers.filter((event) => this.layer.shape[event] >= 0);
    // Many lines would hide the map: they then show where their event stands alone.
    this.shapedEvents = shaped.length <= 2000 ? shaped : [];
    this.request();
  }

  recolour() {
    this.labels.forget();
    this.levels = new Map();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    this.colours = {
      sea: colour("sea"), land: colour("land"), border: colour("border"), admin1: colour("admin1"),
      region: colour("region"), regionLine: colour("region-line"), text: colour("text"),
      halo: colour("halo"), faint: colour("faint"), accent: colour("accent"), outline: colour("outline"),
      cluster: colour("cluster"), clusterText: colour("cluster-text"),
    };
    this.symbols.outline = this.colours.outline;
    this.request();
  }

  // How many shown events each place has, the one with most first.
  countPlaces() {
    const { layer } = this;
    const counts = new Int32Array(layer.head.places.length);
    const firsts = new Int32Array(counts.length).fill(-1);
    for (const event of this.shown) {
      if (event >= layer.placed || layer.place[event] < 0) continue;
      counts[layer.place[event]] += 1;
      if (firsts[layer.place[event]] < 0) firsts[layer.place[event]] = event;
    }
    this.places = Array.from(counts.keys()).filter((place) => counts[place] > 0)
      .sort((one, other) => counts[other] - counts[one]).slice(0, 3000)
      .map((place) => ({ name: shortened(layer.head.places[place]), event: firsts[place] }));
  }

  // MARK: Moving

  // `isHome` where the first view is shown, which an address need not say.
  moved(isHome = false) {
    this.isHome = isHome;
    this.isMoving = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.settle, 160);
    if (this.spider && Math.abs(this.spider.zoom - this.view.zoom) > 0.6) this.spider = null;
    this.request();
  }

  settled() {
    this.isMoving = false;
    this.trace.pause();
    this.request();
    this.changed();
  }

  fit(numbers = this.shown) {
    const extent = [Infinity, Infinity, -Infinity, -Infinity];
    for (const event of numbers) {
      if (event >= this.layer.placed) continue;
      extent[0] = Math.min(extent[0], this.xs[event]);
      extent[1] = Math.min(extent[1], this.ys[event]);
      extent[2] = Math.max(extent[2], this.xs[event]);
      extent[3] = Math.max(extent[3], this.ys[event]);
    }
    this.view.fit(extent);
    this.moved();
  }

  // The first view: all events but those few that would make the others small; the same for the same layer.
  fitHome() {
    const trimmed = (places) => {
      const sorted = Float64Array.from(places).sort();
      const left = Math.floor(sorted.length * 0.03);
      return [[sorted[0], sorted.at(-1)], [sorted[left], sorted.at(-1 - left)]];
    };
    if (this.xs.length > 0) {
      const [[west, east], [innerWest, innerEast]] = trimmed(this.xs);
      const [[north, south], [innerNorth, innerSouth]] = trimmed(this.ys);
      const isSmaller = Math.max(innerEast - innerWest, innerSouth - innerNorth)
        < Math.max(east - west, south - north) / 2;
      this.view.fit(isSmaller ? [innerWest, innerNorth, innerEast, innerSouth] : [west, north, east, south]);
    }
    this.moved(true);
  }

  // Shows boxes of world widths, which may lie on both sides of the map's edge.
  fitBoxes(boxes) {
    const first = boxes[0][0];
    const shifted = boxes.map(([west, north, east, south]) => {
      const turn = Math.round(first - west);
      return [west + turn, north, east + turn, south];
    });
    const edge = (choose, side) => choose(...shifted.map((box) => box[side]));
    this.view.fit([edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 2), edge(Math.max, 3)]);
    this.moved();
  }

  // Brings an event to the middle, close enough to see where it is.
  goTo(event) {
    if (event < 0 || event >= this.layer.placed) return;
    const near = this.nearbyZoom(event);
    this.view.centreOn(this.xs[event], this.ys[event], Math.max(this.view.zoom, near));
    this.openAt(event);
    this.moved();
  }

  goToPosition(longitude, latitude) {
    const { projection } = this.view;
    this.view.centreOn(projection.x(longitude), projection.y(latitude), Math.max(this.view.zoom, 8));
    this.moved();
  }

  // The scale at which the ring of uncertainty takes some 40 pixels from its middle.
  nearbyZoom(event) {
    const kilometres = Math.max(2, this.layer.uncertainty[event] / 1000);
    return Math.min(10, Math.log2(40 * EARTH_KILOMETRES / worldPixels(0) / kilometres));
  }

  select(event) {
    this.selected = event;
    this.request();
  }

  // Calls a function once for each event whose shape is in view.
  eachInView(visit) {
    const { boxes } = this.view;
    if (boxes.length === 1) {
      this.tree.search(...boxes[0], visit);
      return;
    }
    const seen = new Set();
    for (const box of boxes) this.tree.search(...box, (event) => { seen.add(event); });
    seen.forEach((event) => visit(event));
  }

  // MARK: Clusters

  clusters() {
    const level = Math.floor(this.view.zoom * 2) / 2;
    let found = this.levels.get(level);
    if (!found) {
      const placed = this.shown.filter((event) => event < this.layer.placed);
      found = new Clusters(this.xs, this.ys, this.layer.type, this.layer.head.types.length, placed, level);
      this.levels.set(level, found);
      if (this.levels.size > 6) this.levels.delete(this.levels.keys().next().value);
    }
    return found;
  }

  // Opens a cluster: closer where that divides it, else its events around their spot.
  open(cluster) {
    const clusters = this.clusters();
    const members = Array.from(this.shown.filter((event) => clusters.clusterOf[event] === cluster));
    this.focused = null;
    if (clusters.isSpot(cluster) || this.view.zoom >= MAX_ZOOM - 0.01) {
      this.spider = {
        x: clusters.xs[cluster], y: clusters.ys[cluster], members, zoom: this.view.zoom,
      };
      this.opened(members);
      this.request();
      return;
    }
    this.view.fit(clusters.extents[cluster], MAX_ZOOM);
    this.moved();
  }

  // Shows an event by itself though it stands in a cluster of one spot.
  openAt(event) {
    const clusters = this.clusters();
    const cluster = clusters.clusterOf[event];
    if (cluster < 0 || clusters.counts[cluster] < 2 || !clusters.isSpot(cluster)) return;
    const members = Array.from(this.shown.filter((other) => clusters.clusterOf[other] === cluster));
    this.spider = { x: clusters.xs[cluster], y: clusters.ys[cluster], members, zoom: this.view.zoom };
  }

  // Where the events of an opened cluster stand: on a spiral around their spot.
  spiderPlaces() {
    const { spider, view } = this;
    const x = view.pixelX(spider.x);
    const y = view.pixelY(spider.y);
    let angle = 0;
    let radius = 30;
    return spider.members.slice(0, SPIDER_LIMIT).map((event) => {
      const place = { event, x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      const step = 24 / radius;
      angle += step;
      radius += 24 * step / (2 * Math.PI);
      return place;
    });
  }

  // MARK: What is under the pointer

  // The cluster, the event or the line at a pixel; `null` for none. The tree tells what is near.
  hit(pixelX, pixelY) {
    if (this.spider) {
      const leg = this.spiderPlaces().find(
        ({ x, y }) => Math.hypot(x - pixelX, y - pixelY) < 13);
      if (leg) return { event: leg.event };
    }
    const { view, layer } = this;
    const clusters = this.clusters();
    const reach = CELL_PIXELS * 2;
    let best = null;
    let bestDistance = Infinity;
    let line = null;
    const visit = (event) => {
      const cluster = clusters.clusterOf[event];
      if (cluster < 0) return;
      const isCluster = clusters.counts[cluster] > 1;
      const x = view.pixelX(isCluster ? clusters.xs[cluster] : this.xs[event]);
      const y = view.pixelY(isCluster ? clusters.ys[cluster] : this.ys[event]);
      const radius = isCluster ? clusters.radius(cluster)
        : Math.max(12, this.symbols.radius(deathsOf(layer, event)));
      const distance = Math.hypot(x - pixelX, y - pixelY);
      if (distance <= radius && distance < bestDistance) {
        bestDistance = distance;
        best = isCluster ? { cluster } : { event };
      } else if (line === null && this.distanceToShape(event, pixelX, pixelY) < 7) line = { event };
    };
    const boxes = view.boxesOf(pixelX - reach, pixelY - reach, pixelX + reach, pixelY + reach);
    for (const box of boxes) this.tree.search(...box, visit);
    // A line reaches far; what stands on it comes first.
    return best ?? line;
  }

  distanceToShape(event, pixelX, pixelY) {
    const shape = this.layer.shapeOf(event);
    if (!shape) return Infinity;
    let least = Infinity;
    for (const line of linesOf(shape)) {
      for (let place = 1; place < line.length; place += 1) {
        const [ax, ay] = this.pixelOf(line[place - 1]);
        const [bx, by] = this.pixelOf(line[place]);
        const length = (bx - ax) ** 2 + (by - ay) ** 2;
        const along = length === 0 ? 0
          : Math.max(0, Math.min(1, ((pixelX - ax) * (bx - ax) + (pixelY - ay) * (by - ay)) / length));
        least = Math.min(least, Math.hypot(ax + along * (bx - ax) - pixelX, ay + along * (by - ay) - pixelY));
      }
    }
    return least;
  }

  pixelOf([longitude, latitude]) {
    const { view } = this;
    return [view.pixelX(view.projection.x(longitude)), view.pixelY(view.projection.y(latitude))];
  }

  click(pixelX, pixelY) {
    const found = this.hit(pixelX, pixelY);
    if (!found) {
      this.spider = null;
      this.request();
      this.chosen(-1);
    } else if (found.event !== undefined) this.chosen(found.event);
    else this.open(found.cluster);
  }

  hover(pixelX, pixelY) {
    const found = pixelX < 0 ? null : this.hit(pixelX, pixelY);
    this.canvas.style.cursor = found ? "pointer" : "";
    const tip = byId("tip");
    tip.hidden = !found;
    if (!found) return;
    tip.textContent = this.nameOf(found);
    tip.style.left = `${Math.min(pixelX + 14, this.view.width - 180)}px`;
    tip.style.top = `${pixelY + 16}px`;
  }

  // MARK: Keys

  press(key) {
    if (key === "0") this.fit();
    else if (key === "n" || key === "N") this.step(1);
    else if (key === "p" || key === "P") this.step(-1);
    else if (key === "Enter" && this.focused) {
      const { cluster, event } = this.focused;
      if (event !== undefined) this.chosen(event);
      else this.open(cluster);
    } else if (key === "Escape") {
      this.spider = null;
      this.focused = null;
      this.request();
    } else return false;
    return true;
  }

  // Goes to the next symbol in view, from left to right.
  step(direction) {
    const stops = this.spider ? this.spiderPlaces() : [...this.items].sort((one, other) => one.x - other.x);
    if (stops.length === 0) return;
    const now = stops.findIndex((stop) => this.focused && stop.event === this.focused.event
      && stop.cluster === this.focused.cluster);
    const next = now < 0 ? (direction > 0 ? 0 : stops.length - 1)
      : (now + direction + stops.length) % stops.length;
    this.focused = { event: stops[next].event, cluster: stops[next].cluster };
    byId("announcement").textContent = this.nameOf(this.focused);
    this.request();
  }

  // An event or a cluster in one line.
  nameOf({ event, cluster }) {
    return event === undefined ? word("clusterOf", number(this.clusters().counts[cluster])) : this.layer.nameOf(event);
  }
}

// How many events an opened cluster shows around its spot; the list has them all.
const SPIDER_LIMIT = 60;

// The lines of a geometry: rings are lines, points are none.
function linesOf([kind, coordinates]) {
  switch (kind) {
    case "LineString": return [coordinates];
    case "MultiLineString":
    case "Polygon": return coordinates;
    case "MultiPolygon": return coordinates.flat();
    case "GeometryCollection": return coordinates.flatMap(linesOf);
    default: return [];
  }
}
