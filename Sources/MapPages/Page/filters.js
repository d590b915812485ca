// Which events are shown: what a person asked for, and the answer in one pass over flat arrays.

const TOLLS = ["", "stated", "1", "10", "100", "1000"];

class Filters {
  constructor(layer) {
    this.layer = layer;
    this.clear();
  }

  clear() {
    this.hiddenTypes = new Set();
    this.hiddenRegions = new Set();
    this.hiddenPrecisions = new Set();
    this.toll = "";
    this.report = -1;
    this.from = null;
    this.until = null;
    this.query = "";
    // The events that the words of the search stand in, 1 each; `null` without a search.
    this.found = null;
  }

  get isEmpty() {
    return this.hiddenTypes.size + this.hiddenRegions.size + this.hiddenPrecisions.size === 0
      && this.toll === "" && this.report < 0 && this.from === null && this.until === null
      && this.query === "";
  }

  // The numbers of the events that pass, in order. The timeline asks for those of all times.
  passing({ isTimeless = false } = {}) {
    const { layer } = this;
    const hides = (hidden, length) => Uint8Array.from(
      { length: length + 1 }, (_, value) => hidden.has(value === length ? -1 : value) ? 1 : 0);
    const { head } = layer;
    const regionCount = head.regions.length;
    const precisionCount = head.precisions.length;
    const types = hides(this.hiddenTypes, head.types.length);
    const regions = hides(this.hiddenRegions, regionCount);
    const precisions = hides(this.hiddenPrecisions, precisionCount);
    const least = this.toll === "" ? -1 : this.toll === "stated" ? 0 : Number(this.toll);
    const from = isTimeless ? null : this.from;
    const until = isTimeless ? null : this.until;
    const isDated = from !== null || until !== null;
    const kept = new Int32Array(layer.count);
    let count = 0;
    for (let event = 0; event < layer.count; event += 1) {
      if (types[layer.type[event]]) continue;
      if (regions[layer.region[event] < 0 ? regionCount : layer.region[event]]) continue;
      if (precisions[layer.geoprec[event] < 0 ? precisionCount : layer.geoprec[event]]) continue;
      if (least >= 0 && Math.max(layer.low[event], layer.best[event], layer.high[event]) < least) continue;
      if (isDated) {
        const first = layer.first[event];
        if (first === NO_DAY || (from !== null && layer.last[event] < from) || (until !== null && first > until)) continue;
      }
      if (this.report >= 0 && !layer.reportsOf(event).includes(this.report)) continue;
      if (this.found && this.found[event] === 0) continue;
      kept[count] = event;
      count += 1;
    }
    return kept.subarray(0, count);
  }
}

// Letters without case and accents, as people type them.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// The texts that a search looks into, some at a time, so that the page stays awake; what was read once
// is kept for the next search.
class Search {
  constructor(layer) {
    this.layer = layer;
    this.texts = [];
    this.round = 0;
  }

  // One byte for each event; `null` where another search began in between.
  async find(query, showProgress) {
    this.round += 1;
    const { round, layer } = this;
    const wanted = plain(query).split(/\s+/u).filter(Boolean);
    const found = new Uint8Array(layer.count);
    let rested = performance.now();
    for (let block = 0; block < layer.blockCount; block += 1) {
      this.texts[block] ??= (await layer.block(block)).map((properties) => plain(searchable(properties)));
      const first = block * layer.head.blockSize;
      this.texts[block].forEach((text, place) => {
        if (wanted.every((part) => text.includes(part))) found[first + place] = 1;
      });
      if (performance.now() - rested > 30) {
        showProgress(block / layer.blockCount);
        await pause();
        rested = performance.now();
      }
      if (round !== this.round) return null;
    }
    return found;
  }
}

// Names of files and codes hold words by chance: a report's name tells where it was written, not where
// its events were. Reports have a filter of their own.
const UNSEARCHED = new Set([
  "id", "report", "accounts", "aliases", "total_of", "gazetteer_id", "place_choices", "route_ids",
]);

// All that a person may look for in an event.
function searchable(properties) {
  const parts = [];
  const gather = (value) => {
    if (typeof value === "string") parts.push(value);
    else if (Array.isArray(value)) value.forEach(gather);
    else if (value && typeof value === "object") {
      for (const [name, member] of Object.entries(value)) if (!UNSEARCHED.has(name)) gather(member);
    }
  };
  gather(properties);
  return parts.join("\n");
}

// Beyond so many choices those that the fewest events have are named by their number.
const CHOICE_LIMIT = 500;

// The panel with what can be asked for.
function filterPanel(page) {
  const { layer, filters, symbols } = page;
  const { head } = layer;
  const counts = countsOf(layer);
  const choice = (hidden, value, label, count, picture) => {
    const box = element("input", { type: "checkbox" });
    box.checked = !hidden.has(value);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(value);
      else hidden.add(value);
      page.refilter();
    });
    return element("label", { class: "choice" }, box, picture, " ", foreign(label), element("span", { class: "count" }, number(count)));
  };
  const group = (title, name, ...contents) => element(
    "fieldset", { "data-filter": name }, element("legend", null, title), contents);
  const select = (name, label, value, options, changed) => {
    const made = element("select", { name, "aria-label": label }, options.map(
      ([optionValue, label]) => element("option", { value: optionValue }, label)));
    made.value = value;
    made.addEventListener("change", () => {
      changed(made.value);
      page.refilter();
    });
    return made;
  };
  const report = select("report", word("source"), String(filters.report), [
    ["-1", word("sourceAny")], ...head.reports.map((name, place) => [String(place), name]),
  ], (value) => { filters.report = Number(value); });
  const toll = select("toll", word("toll"), filters.toll, TOLLS.map((value) => [
    value, value === "" ? word("tollAny") : value === "stated" ? word("tollStated") : word("tollLeast", number(value)),
  ]), (value) => { filters.toll = value; });
  return element("div", { class: "filters" },
    element("button", { type: "button", onclick: () => page.clearFilters() }, word("clear")),
    group(word("types"), "type", head.types.map((type, place) => choice(
      filters.hiddenTypes, place, wordOf("type", type), counts.types[place], symbols.picture(place)))),
    head.regions.length > 0 && group(
      word(`column:${head.regionColumn}`), "region",
      head.regions.slice(0, CHOICE_LIMIT).map(
        (name, place) => choice(filters.hiddenRegions, place, name, counts.regions[place])),
      head.regions.length > CHOICE_LIMIT
        && element("p", { class: "note" }, word("othersLeftOut", number(head.regions.length - CHOICE_LIMIT))),
      counts.outside > 0 && choice(filters.hiddenRegions, -1, word("noRegion"), counts.outside)),
    group(word("toll"), "toll", toll),
    head.precisions.length > 0 && group(word("precision"), "precision", head.precisions.map((name, place) => choice(
      filters.hiddenPrecisions, place, wordOf("precision", name), counts.precisions[place]))),
    head.reports.length > 0 && group(word("source"), "report", report));
}

// How many events of the whole layer have each value.
function countsOf(layer) {
  const counts = {
    types: new Int32Array(layer.head.types.length), regions: new Int32Array(layer.head.regions.length),
    precisions: new Int32Array(layer.head.precisions.length), outside: 0,
  };
  for (let event = 0; event < layer.count; event += 1) {
    counts.types[layer.type[event]] += 1;
    if (layer.region[event] >= 0) counts.regions[layer.region[event]] += 1;
    else counts.outside += 1;
    if (layer.geoprec[event] >= 0) counts.precisions[layer.geoprec[event]] += 1;
  }
  return counts;
}
