// An exported page: the canvases of the dashboard, joined without a server. Joined behind time.js, marks.js, world.js,
// layer.js, controls.js, filter.js and detail.js. The link after "#" is the whole state.
const SAYS = window.WHENABOUTS_WORDS;
const PAGE_WORDS = SAYS.published;
const DATA = window.WHENABOUTS_DATA;
const ROWS = DATA.rows;
const COUNT = ROWS.id.length;
const HAYSTACKS = ROWS.id.map((_, i) => haystackOf(ROWS, DATA.sources, i));
const STORY_OF = new Map(ROWS.events.flatMap((ids, i) => [ROWS.id[i], ...ids].map((id) => [id, i])));
const MONTH_LONGEST = 46;

const media = window.matchMedia("(prefers-color-scheme: dark)");
let dark = media.matches;
let pairs = [];
const view = {};

const typeLabel = (name) => SAYS.type[name] || name[0].toUpperCase() + name.slice(1);

function legendOf(kinds) {
  const { types } = window.WHENABOUTS_PALETTE;
  const hues = window.WHENABOUTS_PALETTE[dark ? "dark" : "light"];
  const names = [...Object.keys(types).filter((name) => kinds.has(name)), ...[...kinds].filter((name) => !(name in types)).sort()];
  const entry = (name) => types[name] || types.other;
  return { names, colours: names.map((name) => hues[entry(name).hue]), marks: names.map((name) => entry(name).mark), labels: names.map(typeLabel) };
}
const ALL_KINDS = new Set(ROWS.type);

// --- the link -------------------------------------------------------------------------------------------------------
function readLink() {
  const written = window.location.hash.slice(1);
  pairs = pairsOf(written || new URLSearchParams(DATA.query).toString());
}

// Changes parameters ({name: value or list; "" or null removes}) and draws anew; `quiet` adds nothing to the history.
function change(changes, quiet = false) {
  for (const [name, value] of Object.entries(changes)) {
    pairs = pairs.filter((pair) => pair[0] !== name);
    const isDefault = value === "" || value === null || (name in FLAGS && value === FLAGS[name]) || value === { by: "type" }[name];
    if (isDefault) continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.push([name, typeof one === "boolean" ? String(Number(one)) : String(one)]);
  }
  const link = `#${queryOf(pairs)}`;
  if (link !== (window.location.hash || "#")) {
    if (quiet) window.location.replace(link);
    else window.location.hash = link;
  }
  if (!quiet) draw();
}

// --- the frame -------------------------------------------------------------------------------------------------------
function component(name, host) {
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(window.WHENABOUTS_STYLES[name]);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(element("div", "root"));
  return shadow;
}

function build() {
  const page = document.getElementById("page");
  view.count = element("p", "count");
  view.search = element("input", "search");
  Object.assign(view.search, { type: "search", placeholder: PAGE_WORDS.search, maxLength: 300 });
  view.search.setAttribute("aria-label", PAGE_WORDS.search);
  view.search.oninput = () => {
    clearTimeout(view.typing);
    view.typing = setTimeout(() => change({ q: view.search.value.trim() }), 180);
  };
  view.main = element("input");
  view.main.type = "checkbox";
  view.main.onchange = () => change({ main: view.main.checked });
  const main = element("label", "main");
  main.append(view.main, document.createTextNode(PAGE_WORDS.main));
  view.by = element("select", "by");
  view.by.setAttribute("aria-label", PAGE_WORDS.lanes);
  CHOICES.by.forEach((name) => view.by.append(new Option(`${PAGE_WORDS.lanes}: ${SAYS.by[name]}`, name)));
  view.by.onchange = () => change({ by: view.by.value });
  const reset = element("button", "reset", PAGE_WORDS.reset);
  reset.onclick = () => {
    pairs = [];
    view.layer.touched = false;
    change({});
    view.layer.fit();
  };
  const theme = labelled("button", "theme", PAGE_WORDS.theme);
  theme.textContent = "◐";
  theme.onclick = () => setTheme(!dark);
  view.types = element("div", "types");
  view.types.setAttribute("role", "group");
  view.types.setAttribute("aria-label", PAGE_WORDS.types);
  view.chips = element("div", "filters");
  view.note = element("p", "note");
  view.timeline = element("div", "timeline");
  view.map = element("div", "map");
  view.side = element("div", "side");
  view.feed = element("div", "feed-host");
  const head = element("header");
  const tools = element("div", "tools");
  tools.append(view.search, main, view.by, reset, theme);
  head.append(element("h1", "", DATA.title), view.count, tools);
  const lower = element("main");
  view.lower = lower;
  new ResizeObserver(() => document.documentElement.style.setProperty("--wa-above", `${lower.offsetTop + 36}px`)).observe(view.timeline);
  lower.append(view.map, view.side);
  page.append(head, view.types, view.chips, view.note, view.timeline, lower, element("footer", "", PAGE_WORDS.made));
  view.timelineHost = component("timeline", view.timeline);
  view.feedHost = component("feed", view.feed);
  buildMap();
}

function buildMap() {
  const map = window.L.map(view.map, { center: [25, 15], zoom: 2, minZoom: 1, maxZoom: 12, zoomSnap: 0.5 });
  view.world = addWorld(map, window.WHENABOUTS_BASEMAP);
  view.layer = new EventLayer(map, view.world, {
    select: (id) => {
      map.closePopup();
      select(id);
    },
    box: (text) => change(text ? { box: text } : { box: "", poly: "" }),
    hover: (ids) => sayHover(ids),
    moved: (text) => text !== valueOf(pairs, "map") && change({ map: text }, true),
  });
  view.controls = addControls(map, view.layer, SAYS.map);
  view.leaflet = map;
  hearHover((ids) => view.layer.light(ids));
}

function select(id) {
  change({ ev: id && STORY_OF.get(id) === STORY_OF.get(valueOf(pairs, "ev")) ? "" : id });
}

function setTheme(wanted) {
  dark = wanted;
  draw();
}

// --- drawing ---------------------------------------------------------------------------------------------------------
const pick = (names, indices, more = {}) => Object.fromEntries([...names.map((name) => [name, indices.map((i) => ROWS[name][i])]), ...Object.entries(more)]);

function draw() {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const conditions = conditionsOf(pairs, ROWS, HAYSTACKS);
  const shown = sorted(chosen(COUNT, conditions));
  const named = valueOf(pairs, "ev");
  const current = STORY_OF.has(named) ? STORY_OF.get(named) : -1;
  drawHead(conditions, shown);
  view.note.textContent = named && current < 0 ? PAGE_WORDS.gone : "";
  view.note.hidden = !view.note.textContent;
  drawTimeline(chosen(COUNT, conditions, ["from", "to"]), current);
  drawMap(shown, current);
  drawSide(shown, current);
}

function sorted(indices) {
  const sort = valueOf(pairs, "sort");
  if (sort === "doubt") return indices.sort((a, b) => ROWS.score[a] - ROWS.score[b]);
  const column = { salience: ROWS.salience, confidence: ROWS.score }[sort];
  return column ? indices.sort((a, b) => column[b] - column[a]) : indices;
}

function drawHead(conditions, shown) {
  const total = valueOf(pairs, "main") ? ROWS.main.filter(Boolean).length : COUNT;
  const places = new Set(shown.map((i) => ROWS.place_id[i]).filter(Boolean)).size;
  const undated = shown.filter((i) => ROWS.best[i] === null).length;
  const unplaced = shown.filter((i) => ROWS.lat[i] === null).length;
  const parts = [`${shown.length} ${PAGE_WORDS.of} ${total} ${total === 1 ? PAGE_WORDS.event : PAGE_WORDS.events}`, `${places} ${PAGE_WORDS.places}`];
  if (undated) parts.push(`${undated} ${PAGE_WORDS.undated}`);
  if (unplaced) parts.push(`${unplaced} ${PAGE_WORDS.unplaced}`);
  view.count.textContent = parts.join(" · ");
  if (document.activeElement !== view.search) view.search.value = valueOf(pairs, "q");
  view.main.checked = valueOf(pairs, "main");
  view.by.value = valueOf(pairs, "by");
  const counts = new Map();
  chosen(COUNT, conditions, ["type"]).forEach((i) => counts.set(ROWS.type[i], (counts.get(ROWS.type[i]) || 0) + 1));
  const types = legendOf(ALL_KINDS);
  const wanted = valuesOf(pairs, "type");
  view.types.replaceChildren(...types.names.filter((name) => counts.has(name) || wanted.includes(name)).map((name) => {
    const k = types.names.indexOf(name);
    const pill = element("button", wanted.includes(name) ? "on" : "");
    pill.type = "button";
    pill.setAttribute("aria-pressed", String(wanted.includes(name)));
    pill.append(markSvg(types.marks[k], types.colours[k], 14, false), document.createTextNode(`${typeLabel(name)} ${counts.get(name) || 0}`));
    pill.onclick = () => change({ type: wanted.includes(name) ? wanted.filter((one) => one !== name) : [...wanted, name] });
    return pill;
  }));
  drawChips();
}

// Filters of the link that have no control of their own, each with a way to take it back.
function drawChips() {
  const own = ["type", "q", "main", "by", "ev", "map", "win", "bin", "sort", "layer", "tm"];
  const chips = pairs.filter(([name]) => !own.includes(name)).map(([name, value]) => {
    const chip = element("button", "", `${name}: ${labelOf(name, value)} ✕`);
    chip.type = "button";
    chip.onclick = () => change({ [name]: valuesOf(pairs, name).filter((one) => one !== value) });
    return chip;
  });
  view.chips.replaceChildren(...chips);
  view.chips.hidden = chips.length === 0;
}

function labelOf(name, value) {
  const kind = name.replace(/^not-/, "");
  if (kind === "doc" && DATA.documents[value]) return DATA.documents[value].title.slice(0, MONTH_LONGEST);
  if (kind === "place") {
    const i = ROWS.place_id.indexOf(value.replace(/^([a-z][a-z0-9_-]*)[.:]/, "$1:"));
    return i < 0 ? value : ROWS.place[i];
  }
  return value.slice(0, MONTH_LONGEST);
}

function laneOf(by, i) {
  if (by === "actor") return ROWS.actors[i][0] || "";
  if (by === "document") return DATA.sources[i][0].document;
  return by === "country" ? ROWS.country[i] : ROWS.type[i];
}

function drawTimeline(around, current) {
  const by = valueOf(pairs, "by");
  const dated = around.filter((i) => ROWS.best[i] !== null);
  const undated = around.filter((i) => ROWS.best[i] === null).sort((a, b) => ROWS.salience[b] - ROWS.salience[a]);
  const lane = dated.map((i) => laneOf(by, i));
  const counts = new Map();
  lane.forEach((name) => counts.set(name, (counts.get(name) || 0) + 1));
  const types = legendOf(ALL_KINDS);
  const rank = (name) => (by === "type" ? types.names.indexOf(name) : name ? -counts.get(name) : 1);
  const names = [...counts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const label = (name) => (by === "document" ? DATA.documents[name].title : by === "type" ? typeLabel(name) : name);
  const halves = valueOf(pairs, "win").split("~");
  const bounds = (from, to) => [from ? fromIso(from)[0] : null, to ? fromIso(to)[1] : null];
  window.whenaboutsTimeline({
    parentElement: view.timelineHost,
    data: {
      dark, words: { ...SAYS.time, ...SAYS.timeline }, by, bin: valueOf(pairs, "bin"), range: bounds(valueOf(pairs, "from"), valueOf(pairs, "to")),
      window: halves.length === 2 ? bounds(...halves) : null, selected: current >= 0 ? ROWS.id[current] : "",
      tray: { total: undated.length, ...pick(["id", "type", "title", "place"], undated.slice(0, 150)) },
      types, lanes: names.map((name) => ({ id: name, label: label(name), count: counts.get(name) })),
      marks: pick(["id", "type", "start", "end", "best", "vague", "title", "when", "place"], dated, { lane, n: dated.map(() => 1) }),
    },
    setTriggerValue: (name, value) => {
      if (name === "range") change({ from: value[0], to: value[1], win: "" });
      if (name === "window") change({ win: value }, true);
      if (name === "select") select(value);
    },
  });
}

function drawMap(shown, current) {
  const placed = shown.filter((i) => ROWS.lat[i] !== null);
  const types = legendOf(ALL_KINDS);
  const box = valueOf(pairs, "box");
  const payload = {
    dark, words: SAYS.map, cells: false, layer: valueOf(pairs, "layer"), selected: current >= 0 ? ROWS.id[current] : "", view: valueOf(pairs, "map"),
    fit: boundsOf(placed), fitKey: "page", box: box ? numbersOf(box, 4) : null, ring: valueOf(pairs, "poly") ? decodeRing(valueOf(pairs, "poly")) : [],
    types, type: placed.map((i) => types.names.indexOf(ROWS.type[i])),
    ...pick(["id", "lat", "lon", "radius", "precision", "area", "title", "when", "place"], placed, { n: placed.map(() => 1) }),
  };
  if (view.group) view.group.remove();
  view.group = window.L.featureGroup().addTo(view.leaflet);
  view.world.paint(dark);
  view.layer.show(view.group, payload);
  view.controls(payload);
}

// South-west and north-east of the central 95 % of the points; of all, where they are few.
function boundsOf(indices) {
  if (!indices.length) return null;
  const share = indices.length >= 20 ? 0.025 : 0;
  const limits = ["lat", "lon"].map((name) => {
    const values = indices.map((i) => ROWS[name][i]).sort((a, b) => a - b);
    const cut = Math.floor(values.length * share);
    return [values[cut], values[values.length - 1 - cut]];
  });
  return [[limits[0][0], limits[1][0]], [limits[0][1], limits[1][1]]];
}

function drawSide(shown, current) {
  const types = legendOf(ALL_KINDS);
  const key = `${current} ${dark}`;
  if (current >= 0) {
    if (view.sideKey !== key) view.side.replaceChildren(detailOf(DATA, current, types, () => change({ ev: "" })));
    view.sideKey = key;
    return;
  }
  view.sideKey = key;
  if (view.feed.parentNode !== view.side) view.side.replaceChildren(view.feed);
  window.whenaboutsFeed({
    parentElement: view.feedHost,
    data: {
      dark, words: SAYS.feed, selected: "", more: 0, types, q: valueOf(pairs, "q"),
      rows: pick(["id", "type", "title", "when", "place", "modality", "vague"], shown, {
        sources: shown.map((i) => ROWS.documents[i].length), status: shown.map(() => ""),
      }),
    },
    setTriggerValue: (_, id) => select(id),
  });
}

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) {
    event.preventDefault();
    view.search.focus();
  }
  if (event.key === "Escape" && typing) event.target.blur();
  else if (event.key === "Escape" && valueOf(pairs, "ev")) change({ ev: "" });
});
window.addEventListener("hashchange", () => {
  if (window.location.hash.slice(1) === queryOf(pairs)) return;
  readLink();
  draw();
});
media.addEventListener("change", () => setTheme(media.matches));
sayTime(SAYS.time);
readLink();
build();
draw();
document.documentElement.dataset.ready = "true";
