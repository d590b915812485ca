// The page as a whole: what is shown in which part, and how the parts hear of each other.

const PANELS = ["events", "filters", "table", "compare"];

const SIZE_EXAMPLES = [0, 10, 100];

// How long the first drawing took and how long the frames of a moving map last, for whoever measures.
class Trace {
  constructor() {
    this.firstDrawing = null;
    this.frames = [];
    this.before = null;
  }

  drawn() {
    if (this.firstDrawing === null) this.firstDrawing = performance.now();
  }

  frame(time) {
    if (this.before !== null) this.frames.push(time - this.before);
    if (this.frames.length > 2000) this.frames.splice(0, 1000);
    this.before = time;
  }

  pause() {
    this.before = null;
  }
}

class Page {
  constructor(layer, trace) {
    this.layer = layer;
    this.trace = trace;
    this.firstPanel = layer.head.compare ? "compare" : "events";
    this.panel = this.firstPanel;
    this.projection = layer.head.projection;
    this.theme = null;
    this.selected = -1;
    this.selectedID = null;
    this.filters = new Filters(layer);
    this.search = new Search(layer);
    this.base = new BaseMap(layer.head);
    this.symbols = new Symbols(layer.head);
    this.list = new EventList(this);
    this.table = new EventTable(this);
    this.comparison = new RegionComparison(this);
    this.state = new PageState(this);
    this.map = new EventMap({
      canvas: byId("map"), layer, base: this.base, symbols: this.symbols, tree: treeOf(layer), trace,
      chosen: (event) => this.choose(event),
      opened: (members) => this.showMembers(members),
      changed: () => this.viewChanged(),
    });
    this.timeline = new Timeline(this, byId("timeline"));
    this.remember = oncePerFrame(() => this.state.write());
  }

  // MARK: Beginning

  async begin() {
    await this.state.read(location.hash);
    this.applyTheme();
    this.map.project(this.projection);
    this.map.recolour();
    this.buildHead();
    this.timeline.build();
    this.shown = this.filters.passing();
    this.map.resize();
    this.map.show(this.shown);
    this.showAtFirst();
    this.map.draw(performance.now());
    byId("loading").hidden = true;
    await this.afterReading();
    new ResizeObserver(() => {
      this.map.resize();
      this.timeline.request();
    }).observe(byId("map"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    for (const [name, isPrinting] of [["beforeprint", true], ["afterprint", false]]) {
      window.addEventListener(name, () => {
        this.isPrinting = isPrinting;
        this.recolour();
        // The picture is taken before another frame is drawn.
        this.map.draw(performance.now());
        this.timeline.draw();
      });
    }
    window.addEventListener("hashchange", async () => {
      if (location.hash.replace(/^#/, "") === this.state.written) return;
      const before = this.projection;
      await this.state.read(location.hash);
      if (this.projection !== before) this.map.project(this.projection);
      this.timeline.build();
      this.recolour();
      this.showAtFirst();
      await this.afterReading();
    });
  }

  // The view that the address asks for, else all events.
  showAtFirst() {
    const { view } = this.map;
    if (!this.state.view) {
      this.map.fitHome();
      return;
    }
    const [longitude, latitude, zoom] = this.state.view;
    view.centreOn(view.projection.x(longitude), view.projection.y(latitude), zoom);
    this.map.moved();
  }

  async afterReading() {
    this.searchField.value = this.filters.query;
    await this.runSearch();
    this.deselect();
    this.refilter(true);
    if (!this.state.event) return;
    const event = await this.layer.numberOf(this.state.event);
    if (event >= 0) await this.choose(event, this.state.view === null);
  }

  deselect() {
    this.selected = -1;
    this.selectedID = null;
    this.map.select(-1);
  }

  // MARK: The head of the page

  buildHead() {
    keepingFocus(() => this.fillHead());
  }

  fillHead() {
    const { head } = this.layer;
    byId("skip").textContent = word("skip");
    byId("skip").onclick = (click) => {
      // The fragment holds the state of the page.
      click.preventDefault();
      byId("panel").focus();
    };
    byId("title").replaceChildren(foreign(head.title));
    const canvas = byId("map");
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", word("map"));
    canvas.setAttribute("aria-describedby", "map-help");
    byId("map-help").textContent = word("mapHelp");
    const button = (id, text, action, label) => element(
      "button", { type: "button", id, "aria-label": label, title: label, onclick: action }, text);
    replaceChildren(
      byId("map-tools"),
      button("zoom-in", "+", () => { this.map.view.zoomBy(1); this.map.moved(); }, word("zoomIn")),
      button("zoom-out", "−", () => { this.map.view.zoomBy(-1); this.map.moved(); }, word("zoomOut")),
      button("fit", "⌂", () => this.map.fit(), word("fit")));
    this.searchField = element("input", {
      type: "search", id: "search", placeholder: word("search"), "aria-label": word("search"),
    });
    this.searchField.value = this.filters.query;
    let timer;
    this.searchField.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        this.filters.query = this.searchField.value.trim();
        // What is found is shown as a list, and on the map all at once.
        if (this.filters.query !== "" && this.panel !== "table") this.openPanel("events");
        await this.runSearch();
        this.refilter();
        this.map.fit();
      }, 200);
    });
    const other = this.projection === "mercator" ? "equal-area" : "mercator";
    const name = (kind) => word(kind === "mercator" ? "projectionMercator" : "projectionEqual");
    replaceChildren(
      byId("tools"), this.searchField,
      element("div", { class: "buttons" },
        button("projection", name(this.projection), () => {
          this.projection = other;
          this.map.project(other);
          this.buildHead();
        }, word("projectionChange", name(this.projection))),
        button("theme", word(this.isDark ? "themeLight" : "themeDark"), () => {
          this.theme = this.isDark ? "light" : "dark";
          this.recolour();
          this.remember();
        }),
        button("language", word("language"), () => {
          chooseLanguage(language === "en" ? "es" : "en");
          this.buildHead();
          this.timeline.build();
          this.refilter(true);
        })));
    this.buildLegend();
    this.summarise();
  }

  buildLegend() {
    const { head } = this.layer;
    const old = byId("legend").querySelector("details");
    replaceChildren(byId("legend"), element("details", { open: old ? old.open : null },
      element("summary", null, word("legend")),
      element("ul", null,
        head.types.map((type, place) => element("li", null, this.symbols.picture(place, 16), " ", wordOf("type", type))),
        element("li", null, word("legendSize", SIZE_EXAMPLES.map((toll) => number(toll)).join(", ")), element("br"),
          this.symbols.sizes(SIZE_EXAMPLES, this.map.colours.faint)),
        element("li", null, word("legendRing")),
        element("li", null, word("legendHatched")), element("li", null, word("legendCluster"))),
      element("p", null, foreign(word("madeBy", head.maker, head.sourceLine)))));
  }

  // Paper is white, whatever the screen is.
  get isDark() {
    if (this.isPrinting) return false;
    return this.theme ? this.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  applyTheme() {
    document.documentElement.dataset.theme = this.isDark ? "dark" : "light";
  }

  recolour() {
    this.applyTheme();
    this.map.recolour();
    this.buildHead();
    this.timeline.request();
    if (this.panelBody) this.showPanel();
  }

  summarise() {
    if (!this.shown) return;
    const { count } = this.layer;
    byId("summary").textContent = this.shown.length === count ? word("countedAll", number(count))
      : word("counted", number(this.shown.length), number(count));
  }

  // MARK: Changes

  async runSearch() {
    const { query } = this.filters;
    if (query === "") {
      this.search.round += 1;
      this.filters.found = null;
      return;
    }
    const found = await this.search.find(query, (share) => {
      byId("summary").textContent = word("searching", number(Math.round(share * 100)));
    });
    if (found) this.filters.found = found;
  }

  // What filters and search ask for now is shown. The panel of the filters is left as it stands, for a
  // person is at work in it, unless other filters than before are to be shown there.
  refilter(rebuildsFilters = false) {
    this.shown = this.filters.passing();
    this.list.members = null;
    this.list.shownCount = LIST_STEP;
    this.map.show(this.shown);
    this.timeline.update();
    this.summarise();
    if (rebuildsFilters || this.panel !== "filters") this.showPanel();
    this.remember();
  }

  viewChanged() {
    if (this.panel === "events" && this.selected < 0 && !this.list.members) {
      this.list.shownCount = LIST_STEP;
      this.showPanel();
    }
    this.remember();
  }

  // Opens an event in the panel; -1 closes it. `goes` brings the map there.
  async choose(event, goes = false) {
    const before = this.selected;
    this.selected = event;
    this.selectedID = null;
    this.map.select(event);
    if (event >= 0) {
      this.selectedID = (await this.layer.properties(event)).id ?? null;
      if (this.panel !== "table") this.panel = "events";
      if (goes) this.map.goTo(event);
    }
    await this.showPanel();
    if (event >= 0) byId("panel").querySelector("h2")?.focus();
    else if (before >= 0 && document.activeElement === document.body) this.focusEntry(before);
    this.remember();
  }

  // Keeps a person's place in the list when an event is closed.
  focusEntry(event) {
    const entry = this.panelBody.querySelector(`[data-event="${event}"]`);
    (entry ?? byId(`tab-${this.panel}`)).focus();
  }

  showMembers(members) {
    this.list.members = members;
    this.list.shownCount = LIST_STEP;
    this.deselect();
    this.panel = "events";
    this.showPanel();
  }

  // That not all events count, where filters leave some out; `null` where they do not.
  filterNote() {
    const { filters, layer } = this;
    if (filters.isEmpty) return null;
    return element("p", { class: "filter-note" },
      element("span", null, word("counted", number(this.shown.length), number(layer.count)),
        filters.query !== "" && [`, ${word("searchFor")} `, foreign(filters.query)]),
      element("button", {
        type: "button", class: "link",
        onclick: () => this.clearFilters(),
      }, word("clear")));
  }

  clearFilters() {
    this.filters.clear();
    this.searchField.value = "";
    this.search.round += 1;
    this.refilter(true);
  }

  highlight(highlights) {
    const key = JSON.stringify([...highlights]);
    if (this.highlighted === key) return;
    this.highlighted = key;
    this.base.highlights = highlights;
    this.base.drawn = null;
    this.map.request();
  }

  // MARK: The panel

  showPanel() {
    return keepingFocus(() => this.fillPanel());
  }

  async fillPanel() {
    const root = byId("panel");
    if (!this.panelBody) {
      this.panelBody = element("div", { id: "panel-body", role: "tabpanel", "aria-labelledby": "tab-events" });
      this.tabs = element("div", { role: "tablist", id: "tabs" });
      root.replaceChildren(this.tabs, this.panelBody);
    }
    replaceChildren(this.tabs, PANELS.map((panel) => element("button", {
      type: "button", role: "tab", id: `tab-${panel}`, "aria-selected": String(panel === this.panel),
      "aria-controls": "panel-body", tabindex: panel === this.panel ? "0" : "-1",
      onclick: () => this.openPanel(panel),
      onkeydown: (press) => this.turnTab(press, panel),
    }, word(panel))));
    this.panelBody.setAttribute("aria-labelledby", `tab-${this.panel}`);
    byId("main").classList.toggle("wide", this.panel === "table" || this.panel === "compare");
    if (this.panel !== "compare") this.highlight(new Map());
    if (this.panel === "events" && this.selected >= 0) {
      const event = this.selected;
      const detail = await eventPanel(this, event);
      if (this.selected === event && this.panel === "events") this.panelBody.replaceChildren(detail);
    } else if (this.panel === "events") await this.list.build(this.panelBody);
    else if (this.panel === "filters") this.panelBody.replaceChildren(filterPanel(this));
    else if (this.panel === "table") await this.table.build(this.panelBody);
    else this.comparison.build(this.panelBody);
  }

  openPanel(panel) {
    if (panel === "events") {
      this.deselect();
      this.list.members = null;
    }
    this.panel = panel;
    this.showPanel();
    this.remember();
  }

  turnTab(press, panel) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
    if (!step) return;
    press.preventDefault();
    const next = PANELS[(PANELS.indexOf(panel) + step + PANELS.length) % PANELS.length];
    this.openPanel(next);
    byId(`tab-${next}`).focus();
  }
}

async function begin() {
  const trace = new Trace();
  globalThis.apacheta = { trace };
  const progress = byId("progress");
  await pause();
  const layer = await LayerData.read((share) => { progress.value = share; });
  chooseLanguage(layer.head.language);
  const page = new Page(layer, trace);
  await page.begin();
  document.documentElement.dataset.ready = "true";
}

begin().catch((error) => {
  const loading = byId("loading");
  loading.hidden = false;
  loading.replaceChildren(word("failed", String(error?.message ?? error)));
  console.error(error);
});
