// The link of an exported page: the same parameters as the dashboard's, after "#". And what they leave of the stories.
const LISTS = ["type", "place", "actor", "doc", "cc", "mod", "basis", "tag"];
const DATE_RANKS = ["hour", "day", "month", "season", "year", "decade", "century"];
const PLACE_RANKS = ["site", "city", "region", "country"];
const CHOICES = {
  tm: ["touch", "within"], by: ["type", "actor", "document", "country"], pp: PLACE_RANKS, dp: DATE_RANKS,
  bin: ["auto", "century", "decade", "year", "month", "week", "day", "hour"], layer: ["cluster", "point", "heat", "area"],
  sort: ["time", "salience", "confidence", "doubt"],
};
const FLAGS = { main: true, nt: true, ng: true };
const RING_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const isDate = (text) => fromIso(text) !== null;
const numbersOf = (text, count) => {
  const numbers = text.split("~").map(Number);
  return numbers.length === count && numbers.every((value) => Number.isFinite(value)) ? numbers : null;
};

// Whether `text` is a value of the parameter `name`; what is not, is dropped.
function isValue(name, text) {
  if (name === "from" || name === "to") return isDate(text);
  if (name in CHOICES) return CHOICES[name].includes(text);
  if (name in FLAGS) return text === "0" || text === "1";
  if (name === "conf") return /^\d{1,3}$/.test(text) && Number(text) <= 100;
  if (name === "box") return numbersOf(text, 4) !== null;
  if (name === "map") return numbersOf(text, 3) !== null;
  if (name === "win") return text.split("~").length === 2 && text.split("~").every(isDate);
  if (name === "poly") return decodeRing(text).length > 2;
  return ["q", "ev"].includes(name) || LISTS.includes(name.replace(/^not-/, ""));
}

// Pairs [name, value] of a query, in the order in which they stand.
function pairsOf(query) {
  return [...new URLSearchParams(query)].filter(([name, value]) => value !== "" && isValue(name, value));
}

// A query as the link writes it: "~" and the like are left as they are.
function queryOf(pairs) {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
}

// The value of a parameter that stands once: the first, else its default.
function valueOf(pairs, name) {
  const found = pairs.find((pair) => pair[0] === name);
  if (name in FLAGS) return found ? found[1] === "1" : FLAGS[name];
  return found ? found[1] : { tm: "touch", by: "type", bin: "auto", layer: "cluster", sort: "time" }[name] || "";
}

const valuesOf = (pairs, name) => pairs.filter((pair) => pair[0] === name).map((pair) => pair[1]);

function decodeRing(text) {
  const differences = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = RING_DIGITS.indexOf(character);
    if (digit < 0 || shift > 30) return [];
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    differences.push(value & 1 ? ~(value >> 1) : value >> 1);
    value = shift = 0;
  }
  const corners = [];
  let [lat, lon] = [0, 0];
  for (let i = 0; i + 1 < differences.length; i += 2) {
    lat += differences[i];
    lon += differences[i + 1];
    corners.push([lat / 1e4, lon / 1e4]);
  }
  return corners;
}

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Search terms: words, or phrases in quotation marks; each must occur, from the start of a word.
function termsOf(text) {
  return [...text.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => ` ${folded(phrase || word)}`).filter((term) => term.trim());
}

function haystackOf(rows, sources, i) {
  const quotes = sources[i].map((source) => source.quote);
  return ` ${folded([rows.title[i], rows.place[i], rows.admin[i], ...rows.actors[i], ...rows.tags[i], ...quotes].join(" | "))}`;
}

// What each listed parameter compares of story i.
const COMPARED = {
  type: (rows, i) => [rows.type[i]], place: (rows, i) => [rows.place_id[i]], actor: (rows, i) => rows.actor_ids[i],
  doc: (rows, i) => rows.documents[i], cc: (rows, i) => [rows.country[i]], mod: (rows, i) => [rows.modality[i]],
  basis: (rows, i) => [rows.basis[i]], tag: (rows, i) => rows.tag_ids[i],
};

function insideRing(ring, lat, lon) {
  let within = false;
  for (let k = 0, before = ring.length - 1; k < ring.length; before = k, k += 1) {
    const [lat1, lon1] = ring[k];
    const [lat2, lon2] = ring[before];
    if (lat1 > lat !== lat2 > lat && lon < ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1) + lon1) within = !within;
  }
  return within;
}

function inBox([west, south, east, north], lat, lon) {
  return lat >= south && lat <= north && (west > east ? lon >= west || lon <= east : lon >= west && lon <= east);
}

// The conditions of a link as functions of a story's number, by parameter.
function conditionsOf(pairs, rows, haystacks) {
  const found = [];
  const add = (name, test) => found.push([name, test]);
  for (const name of LISTS) {
    const read = (value) => (name === "place" ? value.replace(/^([a-z][a-z0-9_-]*)[.:]/, "$1:") : value);
    const [wanted, unwanted] = [valuesOf(pairs, name).map(read), valuesOf(pairs, `not-${name}`).map(read)];
    if (wanted.length) add(name, (i) => COMPARED[name](rows, i).some((value) => wanted.includes(value)));
    if (unwanted.length) add(`not-${name}`, (i) => !COMPARED[name](rows, i).some((value) => unwanted.includes(value)));
  }
  for (const term of termsOf(valueOf(pairs, "q"))) add("q", (i) => haystacks[i].includes(term));
  if (valueOf(pairs, "main")) add("main", (i) => rows.main[i]);
  if (valueOf(pairs, "conf")) add("conf", (i) => Math.round(rows.score[i] * 100) >= Number(valueOf(pairs, "conf")));
  timeConditions(pairs, rows, add);
  spaceConditions(pairs, rows, add);
  return found;
}

function timeConditions(pairs, rows, add) {
  const within = valueOf(pairs, "tm") === "within";
  // A one-sided open interval counts at its known end.
  const first = (i) => (rows.start[i] !== null ? rows.start[i] : rows.end[i] !== null ? rows.end[i] - 1 : rows.best[i]);
  const last = (i) => (rows.end[i] !== null ? rows.end[i] - 1 : rows.start[i] !== null ? rows.start[i] : rows.best[i]);
  const [from, to] = ["from", "to"].map((name) => fromIso(valueOf(pairs, name)));
  if (from) add("from", (i) => rows.best[i] !== null && (within ? first(i) : last(i)) >= from[0]);
  if (to) add("to", (i) => rows.best[i] !== null && (within ? last(i) : first(i)) < to[1]);
  const precision = DATE_RANKS.indexOf(valueOf(pairs, "dp"));
  if (precision >= 0) add("dp", (i) => rows.best[i] !== null && rows.coarseness[i] <= precision);
  if (!valueOf(pairs, "nt")) add("nt", (i) => rows.best[i] !== null);
}

function spaceConditions(pairs, rows, add) {
  const placed = (i) => rows.lat[i] !== null;
  const box = valueOf(pairs, "box") && numbersOf(valueOf(pairs, "box"), 4);
  if (box) add("box", (i) => placed(i) && inBox(box, rows.lat[i], rows.lon[i]));
  const ring = valueOf(pairs, "poly") && decodeRing(valueOf(pairs, "poly"));
  if (ring) add("poly", (i) => placed(i) && [-360, 0, 360].some((turn) => insideRing(ring, rows.lat[i], rows.lon[i] + turn)));
  const precision = PLACE_RANKS.indexOf(valueOf(pairs, "pp"));
  if (precision >= 0) add("pp", (i) => placed(i) && PLACE_RANKS.indexOf(rows.precision[i]) <= precision);
  if (!valueOf(pairs, "ng")) add("ng", placed);
}

// The numbers of the stories that meet all conditions but those of the parameters `without`.
function chosen(count, conditions, without = []) {
  const tests = conditions.filter(([name]) => !without.includes(name)).map(([, test]) => test);
  return [...Array(count).keys()].filter((i) => tests.every((test) => test(i)));
}
