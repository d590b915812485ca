// The list of events: those in view, or all that a search finds, by date.

const LIST_STEP = 60;

class EventList {
  constructor(page) {
    this.page = page;
    this.follows = true;
    this.shownCount = LIST_STEP;
    // The events of an opened cluster, which the list then shows alone; `null` for none.
    this.members = null;
  }

  // The events to list, by day, those without one last.
  numbers() {
    const { page } = this;
    const { layer, map } = page;
    const isListed = new Uint8Array(layer.count);
    for (const event of this.members ?? page.shown) isListed[event] = 1;
    if (!this.members && this.follows && page.filters.query === "") {
      map.eachInView((event) => { isListed[event] += 1; });
      return layer.byDay.filter((event) => isListed[event] === 2);
    }
    return layer.byDay.filter((event) => isListed[event] > 0);
  }

  async build(root) {
    const { page } = this;
    const { layer } = page;
    const round = (this.round = (this.round ?? 0) + 1);
    const numbers = this.numbers();
    const first = Array.from(numbers.subarray(0, this.shownCount));
    const properties = await layer.propertiesOfAll(first);
    // What was asked for later has been shown already.
    if (round !== this.round) return;
    const follow = element("input", { type: "checkbox", id: "follow" });
    follow.checked = this.follows;
    follow.addEventListener("change", () => {
      this.follows = follow.checked;
      this.refresh();
    });
    const placeless = page.shown.length - lowerBound(page.shown, layer.placed);
    const isFollowing = this.follows && page.filters.query === "" && !this.members;
    replaceChildren(
      root,
      page.filterNote(),
      this.members
        ? element("p", null,
          element("button", { type: "button", onclick: () => { this.members = null; this.refresh(); } }, `← ${word("back")}`),
          " ", word("clusterOf", number(numbers.length)))
        : element("p", { class: "list-head" }, element("label", null, follow, " ", word("follow")),
          element("span", { class: "note" }, word(isFollowing ? "inView" : "countedAll", number(numbers.length)))),
      numbers.length === 0 && element("p", null, word(isFollowing ? "noneInView" : "none")),
      element("ol", { class: "events" }, first.map((event, place) => element("li", null, this.item(event, properties[place])))),
      numbers.length > first.length && element("button", {
        type: "button", class: "more", id: "more",
        onclick: () => { this.shownCount += LIST_STEP; this.refresh(); },
      }, word("more", number(Math.min(LIST_STEP, numbers.length - first.length)))),
      isFollowing && placeless > 0 && element("p", null, element("button", {
        type: "button", class: "link",
        onclick: () => { this.members = [...page.shown.subarray(lowerBound(page.shown, layer.placed))]; this.refresh(); },
      }, word("placeless", number(placeless)))));
  }

  item(event, properties) {
    const { page } = this;
    const { layer } = page;
    const toll = tollText(layer.low[event], layer.best[event], layer.high[event]);
    const area = layer.head.regions[layer.region[event]];
    return element("button", {
      type: "button", class: "event", "data-event": event, "aria-current": event === page.selected ? "true" : null,
      onclick: () => page.choose(event, true),
    },
    page.symbols.picture(layer.type[event]),
    element("span", { class: "what" },
      element("span", { class: "name" }, titleOf(layer, event, properties)),
      element("span", { class: "detail" },
        dates(dateText(layer, event)), area && " · ", area && foreign(area), toll && ` · ${word("dead", toll)}`)));
  }

  refresh() {
    if (this.page.panel === "events") this.page.showPanel();
  }
}

// What an event is called: its type and place, or its name in a layer without types.
function titleOf(layer, event, properties) {
  if (!layer.head.isEvents) return foreign(properties.name ?? properties.title ?? properties.id ?? `#${event + 1}`);
  const type = layer.typeOf(event);
  const place = layer.head.places[layer.place[event]];
  return element("span", null, type.charAt(0).toUpperCase() + type.slice(1), place && [", ", foreign(place)]);
}

// The place of the first number that is not below a bound, in ascending numbers.
function lowerBound(numbers, bound) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
