// All events that pass, as a table: the map for those who do not see it.

const TABLE_STEP = 100;

class EventTable {
  constructor(page) {
    this.page = page;
    this.key = "date";
    this.isDescending = false;
    this.first = 0;
  }

  // The text of a column.
  text(event, key) {
    const { layer } = this.page;
    switch (key) {
      case "event": return layer.typeOf(event);
      case "place": return layer.head.places[layer.place[event]] ?? "";
      case "region": return layer.head.regions[layer.region[event]] ?? "";
      default: return layer.head.reports[layer.reportsOf(event)[0]] ?? "";
    }
  }

  // A number for each event that it is sorted by: of texts the rank among those that occur.
  sortingNumbers(events) {
    const { layer } = this.page;
    if (this.key === "date") return (event) => layer.first[event];
    if (this.key === "deaths") return (event) => deathsOf(layer, event);
    const texts = new Set();
    for (const event of events) texts.add(this.text(event, this.key));
    const ranks = new Map([...texts].sort(new Intl.Collator(language).compare).map((text, rank) => [text, rank]));
    return (event) => ranks.get(this.text(event, this.key));
  }

  sorted() {
    const { shown } = this.page;
    const numberOf = this.sortingNumbers(shown);
    const turn = this.isDescending ? -1 : 1;
    const keyed = Array.from(shown, (event) => [turn * numberOf(event), event]);
    return keyed.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, event]) => event);
  }

  async build(root) {
    const { page } = this;
    const { layer } = page;
    const round = (this.round = (this.round ?? 0) + 1);
    const numbers = this.sorted();
    this.first = Math.min(this.first, Math.max(0, numbers.length - 1));
    const keys = layer.head.isEvents
      ? ["event", "date", "place", layer.head.regionColumn && "region", "deaths", "report"].filter(Boolean) : ["event"];
    const rows = numbers.slice(this.first, this.first + TABLE_STEP);
    const properties = await layer.propertiesOfAll(rows);
    if (round !== this.round) return;
    const end = Math.min(numbers.length, this.first + TABLE_STEP);
    const turn = (key, to, isOff) => element("button", {
      type: "button", id: `rows-${key}`, disabled: isOff, onclick: () => { this.first = to; page.showPanel(); },
    }, word(key));
    replaceChildren(
      root,
      page.filterNote(),
      numbers.length === 0 ? element("p", null, word("none")) : element("p", { class: "pages" },
        turn("previous", Math.max(0, this.first - TABLE_STEP), this.first === 0), " ",
        word("page", number(this.first + 1), number(end), number(numbers.length)), " ",
        turn("next", this.first + TABLE_STEP, end === numbers.length)),
      element("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": word("table") },
        element("table", { id: "table" },
          element("thead", null, element("tr", null, keys.map((key) => this.head(key)))),
          element("tbody", null, rows.map((event, place) => element("tr", null,
            element("th", { scope: "row" }, element("button", {
              type: "button", class: "link", onclick: () => page.choose(event, true),
              // Twelve clashes in a list of a table's buttons need more than their type.
              "aria-label": layer.head.isEvents ? layer.nameOf(event) : null,
            }, this.rowTitle(event, properties[place]))),
            keys.slice(1).map((key) => this.cell(key, event))))))));
  }

  rowTitle(event, properties) {
    const { layer } = this.page;
    return layer.head.isEvents ? layer.typeOf(event) : titleOf(layer, event, properties);
  }

  cell(key, event) {
    const { layer } = this.page;
    const toll = tollText(layer.low[event], layer.best[event], layer.high[event]);
    const text = key === "date" ? dates(dateText(layer, event)) : key === "deaths" ? toll : foreign(this.text(event, key));
    return element("td", { class: key === "deaths" ? "number" : null }, text);
  }

  head(key) {
    const isSorted = this.key === key;
    const name = key === "region" ? word(`column:${this.page.layer.head.regionColumn}`) : word(key);
    return element("th", { scope: "col", "aria-sort": isSorted ? (this.isDescending ? "descending" : "ascending") : null },
      element("button", {
        type: "button", class: "link", id: `sort-${key}`, title: word("sort", name),
        onclick: () => {
          this.isDescending = isSorted && !this.isDescending;
          this.key = key;
          this.first = 0;
          this.page.showPanel();
        },
      }, name, isSorted ? (this.isDescending ? " ▼" : " ▲") : ""));
  }
}
