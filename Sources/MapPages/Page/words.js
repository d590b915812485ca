// The words of the page, English first, Spanish second. A word that is missing in a language shows its
// key, which the tests look for.

const WORDS = {
  skip: ["Skip to the events", "Ir a los eventos"],
  map: ["Map of the events", "Mapa de los eventos"],
  mapHelp: [
    "Arrow keys move the map, plus and minus change its scale, 0 shows all events, N and P go to the "
      + "next and the previous symbol, Enter opens it.",
    "Las flechas mueven el mapa, más y menos cambian la escala, 0 muestra todos los eventos, N y P van "
      + "al símbolo siguiente y al anterior, Intro lo abre.",
  ],
  loading: ["Reading {0} events", "Leyendo {0} eventos"],
  counted: ["{0} of {1} events", "{0} de {1} eventos"],
  countedAll: ["{0} events", "{0} eventos"],
  inView: ["{0} in view", "{0} a la vista"],
  zoomIn: ["Closer", "Acercar"],
  zoomOut: ["Farther", "Alejar"],
  fit: ["Show all", "Ver todo"],
  language: ["Español", "English"],
  themeDark: ["Dark", "Oscuro"],
  themeLight: ["Light", "Claro"],
  projectionMercator: ["Web Mercator", "Web Mercator"],
  projectionEqual: ["Equal area", "Áreas iguales"],
  projectionChange: ["Projection: {0}", "Proyección: {0}"],
  legend: ["Legend", "Leyenda"],
  legendSize: ["Size: deaths, {0}", "Tamaño: muertes, {0}"],
  legendRing: ["Dashed ring: how uncertain the place is", "Anillo discontinuo: incertidumbre del lugar"],
  legendHatched: ["Hatched: only the area is known", "Rayado: solo se conoce la zona"],
  legendCluster: [
    "Number in a ring of colours: events too close to tell apart, by type; opens",
    "Número en un anillo de colores: eventos muy juntos, por tipo; se abre",
  ],
  events: ["Events", "Eventos"],
  filters: ["Filters", "Filtros"],
  table: ["Table", "Tabla"],
  compare: ["Compare", "Comparar"],
  search: ["Search names, places, quotes", "Buscar nombres, lugares, citas"],
  searchFor: ["searched for", "búsqueda"],
  searching: ["Searching, {0} %", "Buscando, {0} %"],
  follow: ["Only what the map shows", "Solo lo que muestra el mapa"],
  more: ["Show {0} more", "Mostrar {0} más"],
  none: ["No event passes.", "Ningún evento."],
  noneInView: ["No event in view.", "Ningún evento a la vista."],
  placeless: ["{0} without a place on the map", "{0} sin lugar en el mapa"],
  clusterOf: ["{0} events here", "{0} eventos aquí"],
  back: ["Back", "Volver"],
  clear: ["Clear all filters", "Quitar los filtros"],
  types: ["Types", "Tipos"],
  "column:region": ["Region", "Región"],
  "column:admin1": ["First-order unit", "Unidad de primer orden"],
  "column:country": ["Country", "País"],
  othersLeftOut: ["{0} more, which the search finds", "{0} más, que la búsqueda encuentra"],
  noRegion: ["outside all", "fuera de todas"],
  toll: ["Deaths", "Muertes"],
  tollAny: ["any", "cualquiera"],
  tollStated: ["a toll is stated", "con cifra"],
  tollLeast: ["{0} or more", "{0} o más"],
  precision: ["Precision of the place", "Precisión del lugar"],
  source: ["Report", "Informe"],
  sourceAny: ["all reports", "todos los informes"],
  all: ["all", "todas"],
  from: ["From", "Desde"],
  until: ["Until", "Hasta"],
  allTime: ["All time", "Todo el tiempo"],
  play: ["Play", "Reproducir"],
  stop: ["Stop", "Parar"],
  timeline: ["Timeline", "Cronología"],
  undated: ["{0} undated", "{0} sin fecha"],
  before: ["{0} before {1}", "{0} antes de {1}"],
  after: ["{0} after {1}", "{0} después de {1}"],
  date: ["Date", "Fecha"],
  dateUnknown: ["date unknown", "fecha desconocida"],
  known: ["known to the {0}", "conocida al {0}"],
  place: ["Place", "Lugar"],
  type: ["Type", "Tipo"],
  event: ["Event", "Evento"],
  deaths: ["Deaths", "Muertes"],
  low: ["low", "mín."],
  best: ["best", "mejor"],
  high: ["high", "máx."],
  atLeast: ["at least {0}", "al menos {0}"],
  atMost: ["at most {0}", "a lo sumo {0}"],
  dead: ["{0} dead", "{0} muertos"],
  injured: ["Injured", "Heridos"],
  arrested: ["Arrested", "Detenidos"],
  participants: ["Participants", "Participantes"],
  actors: ["Actors", "Actores"],
  route: ["Route", "Ruta"],
  showOnMap: ["Show on the map", "Ver en el mapa"],
  accounts: ["Accounts ({0})", "Relatos ({0})"],
  tollBySource: ["Deaths by account", "Muertes según cada relato"],
  report: ["Report", "Informe"],
  published: ["published {0}", "publicado {0}"],
  sourceLine: ["Source", "Fuente"],
  whyPlace: ["Why this place", "Por qué este lugar"],
  within: ["true within {0} km", "con un margen de {0} km"],
  candidates: ["Considered", "Considerados"],
  gazetteer: ["In the gazetteer", "En el nomenclátor"],
  confidence: ["Confidence", "Confianza"],
  total: ["A total of other events; it is not added to them.", "Un total de otros eventos; no se suma a ellos."],
  notOnMap: ["This event has no place on the map.", "Este evento no tiene lugar en el mapa."],
  sort: ["Sort by {0}", "Ordenar por {0}"],
  page: ["Rows {0} to {1} of {2}", "Filas {0} a {1} de {2}"],
  previous: ["Previous", "Anteriores"],
  next: ["Next", "Siguientes"],
  first: ["First region", "Primera región"],
  second: ["Second region", "Segunda región"],
  compareNone: ["The events name no two regions.", "Los eventos no nombran dos regiones."],
  compareNote: [
    "Only what passes the filters counts. Totals of other events are left out of deaths.",
    "Solo cuenta lo que pasa los filtros. Los totales de otros eventos no se suman a las muertes.",
  ],
  per100k: ["Events per 100,000 people ({0})", "Eventos por 100.000 habitantes ({0})"],
  deathsPer100k: ["Deaths (best) per 100,000 people ({0})", "Muertes (mejor) por 100.000 habitantes ({0})"],
  per10kKm2: ["Events per 10,000 km²", "Eventos por 10.000 km²"],
  noneStated: ["none stated", "ninguna cifra"],
  byType: ["By type, share of the region's events", "Por tipo, parte de los eventos de la región"],
  byTime: ["By time, one scale", "En el tiempo, una escala"],
  firstDay: ["First day", "Primer día"],
  lastDay: ["Last day", "Último día"],
  measure: ["Measure", "Medida"],
  madeBy: ["Made by {0}. Outlines: {1}.", "Hecho por {0}. Contornos: {1}."],
  failed: ["The page cannot be shown: {0}", "La página no se puede mostrar: {0}"],

  "type:massacre": ["massacre", "masacre"],
  "type:attack": ["attack", "ataque"],
  "type:clash": ["clash", "enfrentamiento"],
  "type:riot": ["riot", "disturbio"],
  "type:arrest": ["arrest", "arresto"],
  "type:protest": ["protest", "protesta"],
  "type:march": ["march", "marcha"],
  "type:strike": ["strike", "huelga"],
  "type:blockade": ["blockade", "bloqueo"],
  "type:siege": ["siege", "cerco"],
  "type:occupation": ["occupation", "ocupación"],
  "type:meeting": ["meeting", "reunión"],
  "type:decree": ["decree", "decreto"],
  "type:election": ["election", "elección"],
  "type:resignation": ["resignation", "renuncia"],
  "type:other": ["other", "otro"],

  "precision:exact": ["exact spot", "punto exacto"],
  "precision:town": ["town", "población"],
  "precision:admin2": ["district or province", "distrito o provincia"],
  "precision:admin1": ["first-order unit", "departamento o estado"],
  "precision:area": ["area", "zona"],
  "precision:country": ["country", "país"],
  "precision:unknown": ["unknown", "desconocida"],

  "date:week": ["week", "semana"],
  "date:month": ["month", "mes"],
  "date:year": ["year", "año"],

  "link:sentence": ["The sentence names it.", "La frase lo nombra."],
  "link:capital": ["The sentence speaks of the capital.", "La frase habla de la capital."],
  "link:nationwide": ["The sentence speaks of the whole country.", "La frase habla de todo el país."],
  "link:paragraph": ["The paragraph names it, the sentence names none.", "El párrafo lo nombra, la frase no nombra ninguno."],
  "link:section": ["The section names it, the paragraph names none.", "La sección lo nombra, el párrafo no nombra ninguno."],
  "link:earlier": ["It was named further up, nothing nearer is.", "Se nombró más arriba, nada más cerca."],
  "link:dateline": ["The report's dateline names it.", "La data del informe lo nombra."],
  "link:focus": ["The report is about it; the sentence names no place.", "El informe trata de él; la frase no nombra lugar."],
};

const LANGUAGES = ["en", "es"];
let language = "en";

function chooseLanguage(wanted) {
  language = LANGUAGES.includes(wanted) ? wanted : "en";
  document.documentElement.lang = language;
}

// The word of a key in the language of the page, its marks {0}, {1} filled.
function word(key, ...values) {
  const both = WORDS[key];
  if (!both) return key;
  return both[LANGUAGES.indexOf(language)].replace(/\{(\d)\}/g, (_, place) => values[place]);
}

// A word for a value of a layer, which may be one that the page does not know.
function wordOf(family, value) {
  const key = `${family}:${value}`;
  return WORDS[key] ? word(key) : String(value);
}

// The same among other words, where a stranger's word must not turn the direction of its neighbours.
function told(family, value) {
  return WORDS[`${family}:${value}`] ? wordOf(family, value) : foreign(value);
}

function number(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

// Two significant digits: what a rate of few events is good for.
function rate(value) {
  return number(value, { maximumSignificantDigits: value >= 100 ? 3 : 2 });
}

// Days are counted from 1970-01-01. They are written as the layer has them, sortable, in every language.
function dayText(day) {
  const date = new Date(day * 86400000);
  const year = date.getUTCFullYear();
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${String(date.getUTCMonth() + 1).padStart(2, "0")}`
    + `-${String(date.getUTCDate()).padStart(2, "0")}`;
}

function dayOf(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? "");
  if (!match) return null;
  const date = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(date) ? null : date / 86400000;
}

// A day as exactly as it is known: the year, the month, the day, or a day that is uncertain.
function shortDay(day, precision) {
  const text = dayText(day);
  switch (precision) {
    case "year": return text.slice(0, -6);
    case "month": return text.slice(0, -3);
    case "week": return `${text}~`;
    default: return text;
  }
}

// When an event was, as exactly as it is known: a day, days, a month, a year.
function dateText(layer, number) {
  const first = layer.first[number];
  const last = layer.last[number];
  if (first === NO_DAY) return word("dateUnknown");
  const precision = layer.head.datePrecisions[layer.dateprec[number]];
  // The two ends of a year or a month that is known have one name.
  if (precision === "year" || precision === "month") {
    const [start, end] = [shortDay(first, precision), shortDay(last, precision)];
    if (start === end) return start;
  }
  return last === first ? dayText(first) : `${dayText(first)} – ${dayText(last)}`;
}

// How many died, as the layer states it; "" where it states nothing.
function tollText(low, best, high) {
  const given = (value) => value !== undefined && value !== null && value >= 0;
  if (given(best)) {
    // An account that says "at least" gives no upper figure.
    if (!given(high)) return word("tollLeast", number(best));
    return low === best && high === best ? number(best)
      : `${number(best)} (${given(low) ? number(low) : "?"}–${number(high)})`;
  }
  if (given(low)) return given(high) ? `${number(low)}–${number(high)}` : word("atLeast", number(low));
  return given(high) ? word("atMost", number(high)) : "";
}

// The country's name in the language of the page.
function countryName(shape) {
  try {
    if (shape.code) return new Intl.DisplayNames([language], { type: "region" }).of(shape.code);
  } catch {
    // A code of the layer that is none of the standard's keeps the layer's own name.
  }
  return shape.name;
}
