// Two regions side by side: the same measures, the same scales.

// Both colours keep a contrast of 3 to 1 against light and dark ground; stripes tell them apart too.
const SIDE_STYLES = [{ colour: "#2f74c0", slant: 1 }, { colour: "#c2571a", slant: -1 }];

class RegionComparison {
  constructor(page) {
    this.page = page;
    const { regions, compare } = page.layer.head;
    const wanted = (compare ?? []).map((name) => regions.indexOf(name)).filter((place) => place >= 0);
    this.sides = [wanted[0] ?? 0, wanted[1] ?? (wanted[0] === 1 ? 0 : 1)];
  }

  get isPossible() {
    return this.page.layer.head.regions.length >= 2;
  }

  names() {
    return this.sides.map((place) => this.page.layer.head.regions[place]);
  }

  // The figures of one region, of the events that pass.
  side(place) {
    const { layer, shown } = this.page;
    const side = {
      events: 0, low: 0, best: 0, high: 0, stating: 0, first: -1, last: -1,
      types: new Int32Array(layer.head.types.length), numbers: [],
    };
    for (const event of shown) {
      if (layer.region[event] !== place) continue;
      side.events += 1;
      side.numbers.push(event);
      side.types[layer.type[event]] += 1;
      if (layer.first[event] !== NO_DAY && !(layer.first[side.first] <= layer.first[event])) side.first = event;
      if (layer.last[event] !== NO_DAY && !(layer.last[side.last] >= layer.last[event])) side.last = event;
      const [low, best, high] = [layer.low[event], layer.best[event], layer.high[event]];
      // A total counts its parts again.
      if (Math.max(low, best, high) < 0 || layer.total[event] === 1) continue;
      side.stating += 1;
      // What an event does not state is filled as `apacheta compare` does.
      const figure = best >= 0 ? best : low >= 0 ? low : high;
      side.low += low >= 0 ? low : figure;
      side.best += figure;
      side.high += high >= 0 ? high : figure;
    }
    return side;
  }

  build(root) {
    const { page } = this;
    const { layer } = page;
    const { head } = layer;
    if (!this.isPossible) {
      replaceChildren(root, page.filterNote(), element("p", null, word("compareNone")));
      return;
    }
    const sides = this.sides.map((place) => this.side(place));
    const names = this.names();
    const shapes = names.map((name) => page.base.shapes("region").find((shape) => shape.name === name));
    const choice = (key, which) => {
      const select = element("select", { id: `side-${which}`, "aria-label": word(key) }, head.regions.map(
        (name, place) => element("option", { value: place }, name)));
      select.value = String(this.sides[which]);
      select.addEventListener("change", () => {
        this.sides[which] = Number(select.value);
        page.showPanel();
        page.remember();
      });
      return element("label", { class: `side-${which}` }, word(key), " ", select);
    };
    const measure = (name, values) => values.some((value) => value !== null) && element("tr", null,
      element("th", { scope: "row" }, name),
      values.map((value) => element("td", { class: "number" }, value ?? "–")));
    const both = (figure) => sides.map((side, which) => figure(side, shapes[which]));
    const year = shapes.find((shape) => shape?.populationYear)?.populationYear ?? "?";
    replaceChildren(
      root,
      page.filterNote(),
      element("p", { class: "sides" }, choice("first", 0), choice("second", 1)),
      element("div", { class: "scrolls" }, element("table", { id: "comparison" },
        element("thead", null, element("tr", null, element("th", { scope: "col" }, word("measure")),
          names.map((name, which) => element("th", { scope: "col", class: `side-${which}` }, foreign(name))))),
        element("tbody", null,
          measure(word("events"), both((side) => number(side.events))),
          measure(`${word("deaths")}, ${word("low")} / ${word("best")} / ${word("high")}`, both((side) => side.stating === 0
            ? word("noneStated") : `${number(side.low)} / ${number(side.best)} / ${number(side.high)}`)),
          measure(word("per100k", year), both((side, shape) => shape?.population
            ? rate(side.events / shape.population * 100000) : null)),
          measure(word("deathsPer100k", year), both((side, shape) => shape?.population && side.stating > 0
            ? rate(side.best / shape.population * 100000) : null)),
          measure(word("per10kKm2"), both((side, shape) => shape?.areaKm2
            ? rate(side.events / shape.areaKm2 * 10000) : null)),
          measure(word("firstDay"), both((side) => side.first < 0 ? null
            : shortDay(layer.first[side.first], layer.head.datePrecisions[layer.dateprec[side.first]]))),
          measure(word("lastDay"), both((side) => side.last < 0 ? null
            : shortDay(layer.last[side.last], layer.head.datePrecisions[layer.dateprec[side.last]])))))),
      element("h3", null, word("byType")),
      this.typeTable(sides, names),
      element("h3", null, word("byTime")),
      sides.map((side, which) => element("figure", { class: "time" },
        element("figcaption", { class: `side-${which}` }, foreign(names[which])),
        this.timeBars(sides, which))),
      element("p", { class: "note" }, word("compareNote")));
    this.showOnMap(names);
    page.highlight(new Map(names.map((name, which) => [name, SIDE_STYLES[which]])));
  }

  // Brings both regions into view when others are compared than before.
  showOnMap(names) {
    const key = names.join("\n");
    if (this.shownNames === key) return;
    this.shownNames = key;
    const boxes = this.page.base.shapes("region").filter((shape) => names.includes(shape.name)).map((shape) => shape.box);
    if (boxes.length > 0) this.page.map.fitBoxes(boxes);
  }

  // Bars of one scale; the figures stand beside them.
  typeTable(sides, names) {
    const { head } = this.page.layer;
    const shares = sides.map((side) => Array.from(side.types, (count) => side.events === 0 ? 0 : count / side.events));
    const most = Math.max(0.01, ...shares.flat());
    const types = Array.from(head.types.keys()).filter((type) => sides.some((side) => side.types[type] > 0));
    const cell = (which, type) => {
      const bar = element("span", { class: "bar" });
      bar.style.width = `${shares[which][type] / most * 70}px`;
      bar.style.background = SIDE_STYLES[which].colour;
      return element("td", null, bar, ` ${number(sides[which].types[type])} (${number(shares[which][type], { style: "percent" })})`);
    };
    return element("div", { class: "scrolls" }, element("table", { id: "by-type" },
      element("thead", null, element("tr", null, element("th", { scope: "col" }, word("type")),
        names.map((name, which) => element("th", { scope: "col", class: `side-${which}` }, foreign(name))))),
      element("tbody", null, types.map((type) => element("tr", null,
        element("th", { scope: "row" }, this.page.symbols.picture(type, 14), " ", wordOf("type", head.types[type])),
        [0, 1].map((which) => cell(which, type)))))));
  }

  timeBars(sides, which) {
    const { layer, timeline } = this.page;
    const { axis } = timeline;
    if (axis.isEmpty) return null;
    const counted = sides.map((side) => axis.count(layer, side.numbers).bars);
    const most = Math.max(1, ...counted[0], ...counted[1]);
    const [width, height] = [320, 56];
    const canvas = element("canvas", {
      width: 2 * width, height: 2 * height, class: "bars", role: "img",
      "aria-label": `${this.names()[which]}: ${word("countedAll", number(sides[which].events))}, `
        + `${dayText(axis.low)} – ${dayText(axis.high)}`,
    });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.fillStyle = SIDE_STYLES[which].colour;
    const step = width / counted[which].length;
    counted[which].forEach((count, bar) => {
      const high = count / most * (height - 14);
      context.fillRect(bar * step, height - 12 - high, Math.max(1, step - 0.5), high);
    });
    context.fillStyle = this.page.map.colours.text;
    context.fillRect(0, height - 12, width, 0.7);
    context.font = "10px system-ui, sans-serif";
    context.fillText(dayText(axis.low), 0, height - 1);
    const end = dayText(axis.high);
    context.fillText(end, width - context.measureText(end).width, height - 1);
    context.fillText(`${number(most)} /`, 0, 9);
    return canvas;
  }
}
