// One event, read whole: what, when, where, how many, by whom told, and the sentence behind it.

async function eventPanel(page, event) {
  const { layer, symbols } = page;
  const properties = await layer.properties(event);
  const heading = element("h2", { tabindex: "-1" }, symbols.picture(layer.type[event], 22), " ",
    titleOf(layer, event, properties), layer.head.isEvents && `, ${dateText(layer, event)}`);
  const isPlaced = event < layer.placed;
  return element("article", { class: "detail" },
    element("p", null, element("button", { type: "button", id: "back", onclick: () => page.choose(-1) }, `← ${word("back")}`),
      " ", isPlaced && element("button", { type: "button", id: "show", onclick: () => page.map.goTo(event) }, word("showOnMap"))),
    heading,
    !isPlaced && element("p", { class: "note" }, word("notOnMap")),
    layer.head.isEvents ? facts(page, event, properties) : plainFacts(properties),
    layer.head.isEvents && [
      quoteOf(properties), tollBySource(accountsOf(properties)), accountList(page, event, properties),
      whyPlace(page, event, properties),
    ]);
}

function row(name, ...value) {
  return [element("dt", null, name), element("dd", null, value)];
}

function facts(page, event, properties) {
  const { layer } = page;
  const toll = tollText(layer.low[event], layer.best[event], layer.high[event]);
  const area = [...new Set([properties.admin2, properties.admin1, properties.country])]
    .filter((name) => name && name !== properties.location);
  const precision = properties.date_prec;
  const list = (value) => Array.isArray(value) ? value.join(", ") : value;
  return element("dl", null,
    row(word("type"), told("type", properties.event_type ?? "other"),
      properties.sub_event_type && [" (", foreign(properties.sub_event_type), ")"]),
    row(word("date"), dates(dateText(layer, event)),
      precision && precision !== "day" && precision !== "unknown"
        && [" ", foreign(`(${word("known", wordOf("date", precision))})`)]),
    (properties.location || area.length > 0) && row(word("place"), properties.location && foreign(properties.location),
      area.length > 0 && [properties.location && ", ", foreign(area.join(", "))]),
    properties.region && row(word("column:region"), foreign(properties.region)),
    Array.isArray(properties.route) && row(word("route"), foreign(properties.route.join(" → "))),
    toll && row(word("deaths"), element("strong", null, toll), layer.total[event] === 1 && [" ", word("total")]),
    ["injured", "arrested", "participants"].map(
      (key) => properties[key] !== undefined && row(word(key), number(properties[key]))),
    properties.actors && row(word("actors"), foreign(list(properties.actors))),
    properties.confidence !== undefined && row(word("confidence"), number(properties.confidence)));
}

// The properties of a feature that is no event, one by one.
function plainFacts(properties) {
  return element("dl", null, Object.entries(properties).map(([name, value]) => [
    element("dt", null, foreign(name)),
    element("dd", null, foreign(typeof value === "object" ? JSON.stringify(value) : value)),
  ]));
}

function quoteOf(properties) {
  if (!properties.quote) return null;
  return element("figure", null,
    element("blockquote", null, foreign(properties.quote)),
    element("figcaption", null, foreign(properties.report ?? ""),
      properties.source_date && [", ", foreign(word("published", properties.source_date))],
      properties.source && element("details", null, element("summary", null, word("sourceLine")), foreign(properties.source))));
}

// The accounts of an event; one that was not merged tells itself. Records hold only what differs where a
// single account stands behind an event.
function accountsOf(properties) {
  const records = Array.isArray(properties.account_records) ? properties.account_records.filter(Boolean) : [];
  if (records.length < 2) return [{ ...properties, ...records[0] }];
  return records;
}

// Deaths as each account states them, so that a reader sees who says what.
function tollBySource(accounts) {
  const stating = accounts.filter(
    (account) => [account.deaths_low, account.deaths_best, account.deaths_high].some(Number.isFinite));
  if (stating.length === 0) return null;
  const cell = (value) => element("td", { class: "number" }, Number.isFinite(value) ? number(value) : "–");
  return element("section", null,
    element("h3", null, word("tollBySource")),
    element("div", { class: "scrolls" }, element("table", { id: "toll-table" },
      element("thead", null, element("tr", null, ["report", "low", "best", "high"].map(
        (key) => element("th", { scope: "col" }, word(key))))),
      element("tbody", null, stating.map((account) => element("tr", null,
        element("th", { scope: "row" }, foreign(account.report ?? "–"), account.source_date && [" (", dates(account.source_date), ")"]),
        cell(account.deaths_low), cell(account.deaths_best), cell(account.deaths_high)))))));
}

// All accounts with their own sentences, and the way from each to where it puts the event.
function accountList(page, event, properties) {
  const accounts = accountsOf(properties);
  if (accounts.length < 2) return null;
  const { layer, map } = page;
  return element("section", null,
    element("h3", null, word("accounts", number(accounts.length))),
    element("ul", { class: "accounts" }, accounts.map((account) => element("li", null,
      element("p", null, element("strong", null, foreign(account.report ?? "")), ": ",
        told("type", account.event_type ?? "other"), account.date_start && [", ", dates(account.date_start)],
        account.location && [", ", foreign(account.location)],
        tollText(account.deaths_low, account.deaths_best, account.deaths_high)
          && `, ${word("dead", tollText(account.deaths_low, account.deaths_best, account.deaths_high))}`),
      account.quote && element("blockquote", null, foreign(account.quote)),
      event < layer.placed && element("button", {
        type: "button", class: "link",
        onclick: () => Number.isFinite(account.longitude) && Number.isFinite(account.latitude)
          ? map.goToPosition(account.longitude, account.latitude) : map.goTo(event),
      }, word("showOnMap"))))));
}

function whyPlace(page, event, properties) {
  const { layer } = page;
  if (!properties.place_link && !properties.geo_prec && !properties.gazetteer_id) return null;
  const candidates = accountsOf(properties).find((account) => Array.isArray(account.place_choices)
    && account.gazetteer_id === properties.gazetteer_id)?.place_choices ?? [];
  const uncertainty = layer.uncertainty[event];
  return element("section", { id: "why" },
    element("h3", null, word("whyPlace")),
    element("p", null,
      properties.place_link && [told("link", properties.place_link), " "],
      properties.geo_prec && [word("precision"), ": ", told("precision", properties.geo_prec)],
      uncertainty > 0 && `, ${word("within", number(uncertainty / 1000, { maximumSignificantDigits: 2 }))}`, "."),
    candidates.length > 0 && [
      element("p", null, `${word("candidates")}:`),
      element("ul", null, candidates.filter(Boolean).map(
        (candidate) => element("li", null, foreign(candidateText(candidate))))),
    ],
    properties.gazetteer_id && element("p", { class: "note" }, `${word("gazetteer")}: `, foreign(properties.gazetteer_id),
      event < layer.placed
        && ` (lon ${layer.longitude(event).toFixed(4)}, lat ${layer.latitude(event).toFixed(4)})`));
}

function candidateText(candidate) {
  const country = candidate.country ? `, ${countryName({ code: candidate.country, name: candidate.country })}` : "";
  const chance = Number.isFinite(candidate.likelihood)
    ? ` (${number(candidate.likelihood, { style: "percent" })})` : "";
  const kind = candidate.kind ? ` [${candidate.kind}]` : "";
  return `${candidate.name ?? candidate.gazetteer_id ?? "?"}${kind}${country}${chance}`;
}
