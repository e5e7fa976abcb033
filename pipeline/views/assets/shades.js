// Countries of which a text says no more than the country: shaded by the number of events, with that number on them.
const SHADE = { light: "#0b6e99", dark: "#5cc0e8" };
const STANDS = [[0, 0], [0, -30], [0, 30], [-36, 0], [36, 0], [-36, -30], [36, 30]]; // where a number finds room

// A country of the basemap script, decoded: {at, lines, latlngs}; longitudes may run on past 180.
function countryOf(code) {
  const known = (window.WHENABOUTS_COUNTRIES || {})[code];
  if (!known) return null;
  if (!known.lines) {
    const rings = known.rings.map((steps) => {
      const ring = [[steps[0] / 100, steps[1] / 100]];
      let [x, y] = steps;
      for (let k = 2; k < steps.length; k += 2) ring.push([(x += steps[k]) / 100, (y += steps[k + 1]) / 100]);
      return ring;
    });
    known.lines = rings.map(flatten);
    known.latlngs = rings.map((ring) => ring.map(([lon, lat]) => [lat, lon]));
  }
  return known;
}

// Whether a point, in flat mercator coordinates, lies in rings by the even-odd rule.
function within(lines, x, y) {
  let odd = false;
  for (const { flat, box } of lines) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
      const crosses = flat[i + 1] > y !== flat[j + 1] > y;
      if (crosses && x < ((flat[j] - flat[i]) * (y - flat[i + 1])) / (flat[j + 1] - flat[i + 1]) + flat[i]) odd = !odd;
    }
  }
  return odd;
}

class Shades {
  // `open(shade, opener)` lists its events, `hover(shade or null)` lights them.
  constructor(map, world, { open, hover }) {
    this.map = map;
    this.world = world;
    this.open = open;
    this.hover = hover;
    this.shown = new Map();
    this.over = null;
    const pane = map.createPane("wa-shades");
    pane.style.zIndex = 157;
    pane.style.pointerEvents = "none";
    map.on("mousemove", (event) => this.pointed(event));
    map.on("mouseout", () => this.rest(null));
    map.on("click", (event) => {
      const shade = this.free(event) ? this.at(event.latlng) : null;
      if (shade) this.open(shade, null);
    });
  }

  // Counts the events of each country in `payload.area`; others have an empty code there.
  show(group, payload) {
    this.shown.clear();
    payload.area.forEach((code, i) => {
      const country = code && countryOf(code);
      if (!country) return;
      const shade = this.shown.get(code) || { code, country, n: 0, indices: [], name: payload.place[i] };
      shade.n += payload.n[i];
      shade.indices.push(i);
      this.shown.set(code, shade);
    });
    this.payload = payload;
    this.over = null;
    this.paint();
    this.leaders = window.L.layerGroup().addTo(group);
    this.numbers = window.L.layerGroup([...this.shown.values()].map((shade) => this.number(shade))).addTo(group);
  }

  holds(i) {
    return this.shown.has(this.payload.area[i]);
  }

  paint() {
    if (this.tiles) this.tiles.remove();
    this.tiles = null;
    if (!this.shown.size) return;
    const most = Math.log1p(Math.max(...[...this.shown.values()].map((shade) => shade.n)));
    const areas = [...this.shown.values()].map((shade) => ({ lines: shade.country.lines, alpha: 0.22 + (0.34 * Math.log1p(shade.n)) / most }));
    const colour = SHADE[this.payload.dark ? "dark" : "light"];
    this.tiles = this.world.shaded("wa-shades", areas, colour).addTo(this.map);
  }

  number(shade) {
    const { words } = this.payload;
    const button = element("button", "wa-number", shade.n > 9999 ? `${Math.round(shade.n / 1000)}k` : String(shade.n));
    button.type = "button";
    button.setAttribute("aria-label", `${shade.name}: ${counted(words, shade.n)}`);
    button.onclick = (event) => {
      event.stopPropagation();
      this.open(shade, event.detail === 0 ? button : null); // detail 0: pressed with a key
    };
    button.onmouseenter = () => this.rest(shade);
    button.onmouseleave = () => this.rest(null);
    button.onfocus = button.onmouseenter;
    button.onblur = button.onmouseleave;
    const icon = window.L.divIcon({ html: button, className: "wa-number-icon", iconSize: [0, 0] });
    shade.marker = window.L.marker([shade.country.at[1], shade.country.at[0]], { icon, keyboard: false, zIndexOffset: -500 });
    return shade.marker;
  }

  // Puts each number where it covers none of `taken` ([left, top, right, bottom] in pixels of the map) and adds it there;
  // one that stands beside its country is tied to it by a line.
  place(taken, renderer) {
    this.leaders.clearLayers();
    const centre = this.map.getCenter().lng;
    for (const shade of [...this.shown.values()].sort((a, b) => b.n - a.n)) {
      const [lon, lat] = shade.country.at;
      const here = this.map.latLngToContainerPoint([lat, lon + 360 * Math.round((centre - lon) / 360)]);
      const box = ([dx, dy]) => [here.x + dx - 15, here.y + dy - 12, here.x + dx + 15, here.y + dy + 12];
      const stand = STANDS.find((offset) => !taken.some((other) => overlap(box(offset), other))) || STANDS[0];
      taken.push(box(stand));
      const [from, to] = [here, here.add(stand)].map((point) => this.map.containerPointToLatLng(point));
      shade.marker.setLatLng(to);
      const line = { renderer, pane: "wa-areas", interactive: false, color: SHADE[this.payload.dark ? "dark" : "light"], weight: 1.2 };
      if (stand !== STANDS[0]) window.L.polyline([from, to], line).addTo(this.leaders);
    }
  }

  at(latlng) {
    const y = mercatorY(latlng.lat);
    const x = mercatorX(latlng.lng);
    for (const shade of this.shown.values()) {
      for (const turn of [-2, -1, 0, 1, 2]) if (within(shade.country.lines, x + turn, y)) return shade;
    }
    return null;
  }

  // Whether the pointer is over the bare map: on no mark, in no list, drawing no box.
  free(event) {
    const target = event.originalEvent && event.originalEvent.target;
    const drawing = this.map.getContainer().classList.contains("wa-drawing");
    return !drawing && !this.busy && !(target && target.closest && target.closest(".leaflet-marker-icon, .leaflet-popup, .leaflet-control"));
  }

  pointed(event) {
    if (!this.shown.size || (event.originalEvent && event.originalEvent.buttons)) return;
    const target = event.originalEvent && event.originalEvent.target;
    if (target && target.closest && target.closest(".wa-number")) return;
    this.rest(this.free(event) ? this.at(event.latlng) : null);
  }

  rest(shade) {
    if (shade === this.over) return;
    this.over = shade;
    this.map.getContainer().classList.toggle("wa-over", Boolean(shade));
    this.hover(shade);
  }

  // The pointer has gone from the bare map to something that lies on it.
  leave() {
    this.busy = true;
    this.rest(null);
  }

  // The outline of a country, for a while.
  outline(code, colour, renderer, pane) {
    const { country } = this.shown.get(code);
    const turn = 360 * Math.round((this.map.getCenter().lng - country.at[0]) / 360);
    const rings = country.latlngs.map((ring) => ring.map(([lat, lon]) => [lat, lon + turn]));
    return window.L.polygon(rings, { renderer, pane, interactive: false, color: colour, weight: 2, fill: false });
  }
}
