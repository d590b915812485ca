// What a person sees, in the fragment of the page's address, so that a view can be sent. Values go by
// name, not by number: they hold in another page of the same events.

class PageState {
  constructor(page) {
    this.page = page;
    this.written = "";
  }

  // What is as it was at first is left out.
  text() {
    const { page } = this;
    const { layer, filters, map } = page;
    const { head } = layer;
    const state = new URLSearchParams();
    if (!map.isHome) {
      const { view } = map;
      const projection = view.projection;
      state.set("view", [
        projection.longitude(view.centreX).toFixed(4), projection.latitude(view.centreY).toFixed(4),
        view.zoom.toFixed(2),
      ].join(","));
    }
    const names = (key, hidden, values) => {
      for (const place of hidden) state.append(key, values[place] ?? "");
    };
    names("not-types", filters.hiddenTypes, head.types);
    names("not-regions", filters.hiddenRegions, head.regions);
    names("not-precisions", filters.hiddenPrecisions, head.precisions);
    if (filters.toll !== "") state.set("toll", filters.toll);
    if (filters.report >= 0) state.set("report", head.reports[filters.report]);
    if (filters.from !== null) state.set("from", dayText(filters.from));
    if (filters.until !== null) state.set("until", dayText(filters.until));
    if (filters.query !== "") state.set("search", filters.query);
    if (page.selectedID) state.set("event", page.selectedID);
    if (page.panel !== page.firstPanel) state.set("panel", page.panel);
    if (page.panel === "compare" && page.comparison.isPossible) {
      for (const name of page.comparison.names()) state.append("compare", name);
    }
    if (page.projection !== head.projection) state.set("projection", page.projection);
    if (language !== head.language) state.set("language", language);
    if (page.theme) state.set("theme", page.theme);
    return state.toString();
  }

  write() {
    const text = this.text();
    if (text === this.written) return;
    this.written = text;
    history.replaceState(null, "", text === "" ? "#" : `#${text}`);
  }

  // Takes over what an address says; what it says of other pages is passed over.
  async read(address) {
    const { page } = this;
    const { layer, filters, comparison } = page;
    const { head } = layer;
    const state = new URLSearchParams(address.replace(/^#/, ""));
    // No name stands for what has none: the events outside all regions.
    const places = (key, values) => new Set(state.getAll(key).map((name) => values.indexOf(name))
      .filter((place, index) => place >= 0 || state.getAll(key)[index] === ""));
    filters.clear();
    filters.hiddenTypes = places("not-types", head.types);
    filters.hiddenRegions = places("not-regions", head.regions);
    filters.hiddenPrecisions = places("not-precisions", head.precisions);
    if (TOLLS.includes(state.get("toll"))) filters.toll = state.get("toll");
    filters.report = state.has("report") ? head.reports.indexOf(state.get("report")) : -1;
    filters.from = dayOf(state.get("from"));
    filters.until = dayOf(state.get("until"));
    filters.query = state.get("search") ?? "";
    page.panel = PANELS.includes(state.get("panel")) ? state.get("panel") : page.firstPanel;
    const sides = state.getAll("compare").map((name) => head.regions.indexOf(name));
    if (sides.length === 2 && sides.every((place) => place >= 0)) comparison.sides = sides;
    page.projection = ["mercator", "equal-area"].includes(state.get("projection"))
      ? state.get("projection") : head.projection;
    page.theme = ["dark", "light"].includes(state.get("theme")) ? state.get("theme") : null;
    chooseLanguage(state.get("language") ?? head.language);
    const view = (state.get("view") ?? "").split(",").map(Number);
    this.view = view.length === 3 && view.every(Number.isFinite) ? view : null;
    this.event = state.get("event");
  }
}
