// All events of the map in one layer: marks on one canvas, clusters as small rings, areas, the chosen one with its label.
// A host calls showEvents(map, group, payload, host); host = {select(id), hover(id), moved(zoom, lat, lon), box(text)}.
const RING = { light: "#b3261e", dark: "#ffb454" };
const MOST_AREAS = 60;

// One event of the heat layer: many of them add up.
function glow(g, x, y, colour) {
  const reach = 26;
  const fade = g.createRadialGradient(x, y, 0, x, y, reach);
  fade.addColorStop(0, `${colour}66`);
  fade.addColorStop(1, `${colour}00`);
  g.fillStyle = fade;
  g.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
}

function defineMark(L) {
  if (L.WhenaboutsMark) return;
  L.Canvas.include({
    _updateMark(layer) {
      if (!this._drawing || layer._empty()) return;
      const { x, y } = layer._point;
      const { mark, colour, precision, ring, n, heat } = layer.options;
      const g = this._ctx;
      if (heat) {
        glow(g, x, y, heat);
        return;
      }
      const r = 5.6 + Math.min(8, 2.2 * Math.log2(n || 1));
      if (precision === "region") {
        g.globalAlpha = 0.25;
        g.beginPath();
        g.arc(x, y, r + 5.5, 0, 7);
        g.fillStyle = colour;
        g.fill();
        g.globalAlpha = 1;
      }
      markPath(g, mark, x, y, r);
      const hollow = precision === "country";
      g.globalAlpha = 1;
      g.fillStyle = hollow ? ring : colour;
      g.fill();
      g.lineWidth = hollow ? 2.4 : 1.5;
      g.strokeStyle = hollow ? colour : ring;
      g.stroke();
    },
  });
  L.WhenaboutsMark = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._updateMark(this);
    },
  });
}

// The ring of a cluster: how its events divide by type.
function clusterIcon(L, cluster, types, dark) {
  const counts = new Map();
  let total = 0;
  for (const marker of cluster.getAllChildMarkers()) {
    total += marker.options.n;
    counts.set(marker.options.kind, (counts.get(marker.options.kind) || 0) + marker.options.n);
  }
  const size = Math.round(30 + 6 * Math.log10(total) * 2);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 40 40");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  const circle = (attributes) => {
    const node = document.createElementNS(SVG, "circle");
    Object.entries({ cx: 20, cy: 20, r: 16.5, fill: "none", ...attributes }).forEach(([name, value]) => node.setAttribute(name, value));
    svg.append(node);
  };
  circle({ r: 19.4, fill: dark ? "#12181d" : "#ffffff" });
  const around = 2 * Math.PI * 16.5;
  let turned = 0;
  for (const [kind, n] of [...counts].sort((a, b) => b[1] - a[1])) {
    const part = (n / total) * around;
    const gap = counts.size > 1 ? Math.min(1.2, part / 3) : 0;
    circle({ stroke: types.colours[kind], "stroke-width": 5.6, "stroke-dasharray": `${part - gap} ${around}`, "stroke-dashoffset": -turned, transform: "rotate(-90 20 20)" });
    turned += part;
  }
  const box = element("div", "wa-cluster");
  box.append(svg, element("span", "", total > 9999 ? `${Math.round(total / 1000)}k` : String(total)));
  return L.divIcon({ html: box, className: "wa-cluster-icon", iconSize: [size, size] });
}

function tipOf(payload, i) {
  const box = element("div", "wa-tip");
  const many = payload.n[i] > 1 ? ` (${payload.n[i]})` : "";
  box.append(element("strong", "", payload.title[i] + many));
  box.append(element("span", "", [payload.when[i], payload.place[i]].filter(Boolean).join(" · ")));
  return box;
}

// One row for each of many events at one place.
function listOf(payload, indices, host) {
  const box = element("div", "wa-list");
  box.append(element("strong", "", `${payload.place[indices[0]] || ""} (${indices.length})`));
  for (const i of indices.slice(0, 300)) {
    const row = element("button", payload.id[i] === payload.selected ? "on" : "");
    row.type = "button";
    const kind = payload.type[i];
    row.append(markSvg(payload.types.marks[kind], payload.types.colours[kind], 13, false));
    const words = element("span");
    words.append(element("em", "", payload.when[i]), document.createTextNode(payload.title[i]));
    row.append(words);
    row.onclick = () => host.select(payload.id[i]);
    row.onmouseenter = () => host.hover(payload.id[i]);
    box.append(row);
  }
  return box;
}

class EventLayer {
  constructor(map, host) {
    this.map = map;
    this.host = host;
    this.L = window.L;
    this.touched = false; // a person has moved the map
    this.view = "";
    this.fitKey = null;
    this.started = Date.now();
    defineMark(this.L);
    for (const [name, order, events] of [["wa-areas", 390, "none"], ["wa-events", 410, "auto"], ["wa-chosen", 640, "none"]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = order;
      pane.style.pointerEvents = events;
    }
    this.canvas = this.L.canvas({ pane: "wa-events", padding: 0.3, tolerance: this.L.Browser.mobile ? 8 : 3 });
    this.under = this.L.canvas({ pane: "wa-areas", padding: 0.3 });
    this.tip = this.L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "wa-tooltip" });
    this.label = element("div", "wa-label");
    this.label.hidden = true;
    map.getContainer().append(this.label);
    for (const type of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(type, () => (this.touched = true), { capture: true, passive: true });
    }
    map.on("moveend zoomend", () => this.settled());
    map.on("move zoom resize", () => this.placeLabel());
    map.on("resize", () => this.resized());
  }

  show(group, payload) {
    this.payload = payload;
    this.index = new Map(payload.id.map((id, i) => [id, i]));
    this.map.getContainer().classList.toggle("wa-dark", payload.dark);
    if (this.hoverRing) this.hoverRing.remove();
    if (this.map.hasLayer(this.tip)) this.map.closeTooltip(this.tip);
    this.markers = payload.id.map((_, i) => this.marker(i));
    this.singly = payload.cells || payload.layer !== "cluster";
    this.cluster = this.singly ? this.L.featureGroup() : this.clusterGroup();
    if (this.singly) this.markers.forEach((marker) => marker.addTo(this.cluster));
    else this.cluster.addLayers(this.markers);
    this.listen(group);
    this.areas = this.L.layerGroup().addTo(group);
    this.chosen = this.L.layerGroup().addTo(group);
    this.cluster.addTo(group);
    this.outline(group);
    this.position();
    this.settled();
  }

  marker(i) {
    const { payload } = this;
    const kind = payload.type[i];
    const marker = new this.L.WhenaboutsMark([payload.lat[i], payload.lon[i]], {
      renderer: this.canvas, pane: "wa-events", radius: payload.layer === "heat" ? 26 : 8, weight: 0, kind,
      heat: payload.layer === "heat" ? RING[payload.dark ? "dark" : "light"] : "", i, n: payload.n[i], precision: payload.precision[i],
      colour: payload.types.colours[kind], mark: payload.types.marks[kind], ring: payload.dark ? "#12181d" : "#ffffff",
    });
    marker.toGeoJSON = () => this.host.feature && this.host.feature();
    return marker;
  }

  clusterGroup() {
    const { L, payload } = this;
    return L.markerClusterGroup({
      maxClusterRadius: 36, showCoverageOnHover: false, spiderfyOnMaxZoom: false, zoomToBoundsOnClick: false, animate: false,
      iconCreateFunction: (cluster) => clusterIcon(L, cluster, payload.types, payload.dark),
    });
  }

  listen() {
    const { cluster, host, payload } = this;
    cluster.on("click", ({ layer }) => {
      if (payload.cells) this.map.setView(layer.getLatLng(), Math.min(this.map.getMaxZoom(), this.map.getZoom() + 2));
      else host.select(payload.id[layer.options.i]);
    });
    cluster.on("mouseover", ({ layer }) => {
      if (layer.options.i === undefined) return;
      this.tip.setLatLng(layer.getLatLng()).setContent(tipOf(payload, layer.options.i)).openOn(this.map);
      if (!payload.cells) host.hover(payload.id[layer.options.i]);
    });
    cluster.on("mouseout", () => {
      this.map.closeTooltip(this.tip);
      host.hover("");
    });
    cluster.on("clusterclick clusterkeypress", ({ layer, originalEvent }) => {
      if (originalEvent && originalEvent.type === "keypress" && originalEvent.key !== "Enter") return;
      this.openCluster(layer);
    });
  }

  // Zooms into a cluster; where zooming cannot part its events, lists them.
  openCluster(cluster) {
    const bounds = cluster.getBounds();
    const deepest = this.map.getMaxZoom();
    const apart = this.map.project(bounds.getNorthEast(), deepest).distanceTo(this.map.project(bounds.getSouthWest(), deepest));
    if (apart > 60 && this.map.getZoom() < deepest) {
      this.map.fitBounds(bounds, { padding: [46, 46], maxZoom: Math.max(7, this.map.getZoom() + 1) });
      return;
    }
    const indices = cluster.getAllChildMarkers().map((marker) => marker.options.i).sort((a, b) => a - b);
    this.L.popup({ maxWidth: 320, minWidth: 200, className: "wa-popup" })
      .setLatLng(cluster.getLatLng()).setContent(listOf(this.payload, indices, this.host)).openOn(this.map);
  }

  // --- where the map looks --------------------------------------------------------------------------------------
  position() {
    const { map, payload } = this;
    const moved = payload.view && payload.view !== this.view;
    const first = this.fitKey === null;
    if (moved) {
      this.view = payload.view;
      const [zoom, lat, lon] = payload.view.split("~").map(Number);
      const here = map.project(map.getCenter(), map.getZoom());
      if (first || zoom !== map.getZoom() || here.distanceTo(map.project([lat, lon], zoom)) > 2) map.setView([lat, lon], zoom, { animate: !first });
    } else if (first || payload.fitKey !== this.fitKey || !this.anythingSeen()) this.fit();
    this.fitKey = payload.fitKey;
    if (payload.selected !== this.selected && !(first && moved)) this.reveal();
    this.selected = payload.selected;
  }

  fit() {
    const { fit } = this.payload;
    if (!fit) {
      if (this.fitKey === null) this.map.setView([25, 15], 2, { animate: false });
      return;
    }
    this.map.fitBounds(fit, { padding: [36, 36], maxZoom: 6, animate: false });
  }

  anythingSeen() {
    const bounds = this.map.getBounds();
    return this.payload.id.length === 0 || this.markers.some((marker) => this.seen(marker.getLatLng(), bounds));
  }

  seen(place, bounds) {
    return [-360, 0, 360].some((turn) => bounds.contains([place.lat, place.lng + turn]));
  }

  reveal() {
    const i = this.index.get(this.payload.selected);
    if (i === undefined || this.payload.cells) return;
    const place = this.markers[i].getLatLng();
    if (!this.seen(place, this.map.getBounds().pad(-0.12))) this.map.setView(place, Math.max(4, Math.min(this.map.getZoom(), 6)));
  }

  settled() {
    if (!this.payload) return;
    this.drawAreas();
    this.drawChosen();
    if (this.touched) {
      const centre = this.map.getCenter().wrap();
      this.view = `${this.map.getZoom()}~${+centre.lat.toFixed(3)}~${+centre.lng.toFixed(3)}`;
      this.host.moved(this.view);
    }
  }

  // The frame around the map is resized once or twice while the page loads: look at the same place again.
  resized() {
    if (!this.payload || this.touched || Date.now() - this.started > 6000) return;
    if (this.payload.view) {
      const [zoom, lat, lon] = this.payload.view.split("~").map(Number);
      this.map.setView([lat, lon], zoom, { animate: false });
    } else {
      this.fit();
      this.reveal();
    }
  }

  // --- areas, the chosen event, what is hovered elsewhere ----------------------------------------------------------
  drawAreas() {
    this.areas.clearLayers();
    const { payload, map } = this;
    const bounds = map.getBounds().pad(0.3);
    const done = new Set();
    for (let i = 0; i < payload.id.length && done.size < MOST_AREAS; i += 1) {
      const chosen = payload.id[i] === payload.selected;
      const key = `${payload.lat[i]},${payload.lon[i]}`;
      if (done.has(key) || (payload.layer !== "area" && payload.precision[i] !== "region" && !(chosen && payload.radius[i] > 5000))) continue;
      if (!bounds.contains([payload.lat[i], payload.lon[i]])) continue;
      done.add(key);
      this.area(i, chosen).addTo(this.areas);
    }
  }

  area(i, chosen) {
    const { payload } = this;
    const colour = chosen ? RING[payload.dark ? "dark" : "light"] : payload.types.colours[payload.type[i]];
    return this.L.circle([payload.lat[i], payload.lon[i]], {
      radius: payload.radius[i], renderer: this.under, pane: "wa-areas", interactive: false, color: colour, weight: 1.1,
      dashArray: "4 4", opacity: chosen ? 0.75 : 0.45, fillColor: colour, fillOpacity: chosen ? 0.1 : 0.06,
    });
  }

  // Where event i is seen: its own mark, or the cluster that holds it.
  spot(i) {
    const marker = this.markers[i];
    const holder = this.singly ? marker : this.cluster.getVisibleParent(marker) || marker;
    const size = holder !== marker && holder._icon ? holder._icon.offsetWidth / 2 : 10;
    return { place: holder.getLatLng(), radius: size + 3 };
  }

  ring(i, colour, weight) {
    const { place, radius } = this.spot(i);
    return this.L.circleMarker(place, { pane: "wa-chosen", renderer: this.top(), radius, weight, color: colour, fill: false, interactive: false });
  }

  top() {
    this.topRenderer = this.topRenderer || this.L.svg({ pane: "wa-chosen" });
    return this.topRenderer;
  }

  drawChosen() {
    this.chosen.clearLayers();
    const i = this.index.get(this.payload.selected);
    this.label.hidden = i === undefined;
    if (i === undefined) return;
    const accent = RING[this.payload.dark ? "dark" : "light"];
    this.ring(i, accent, 3).addTo(this.chosen);
    this.label.style.borderColor = accent;
    this.label.textContent = this.payload.title[i];
    this.labelAt = this.spot(i).place;
    this.placeLabel();
  }

  // Beside the chosen mark, and wholly inside the map.
  placeLabel() {
    if (this.label.hidden || !this.labelAt) return;
    const size = this.map.getSize();
    const at = this.map.latLngToContainerPoint(this.labelAt);
    const [width, height] = [this.label.offsetWidth, this.label.offsetHeight];
    const off = at.x < -30 || at.y < -30 || at.x > size.x + 30 || at.y > size.y + 30;
    const right = at.x + 26 + width < size.x - 6;
    const x = Math.max(6, Math.min(size.x - width - 6, right ? at.x + 26 : at.x - width - 26));
    const overlaps = !right && at.x - 26 - width < 6;
    const y = overlaps ? (at.y + 30 + height < size.y ? at.y + 28 : at.y - 28 - height) : at.y - height / 2;
    this.label.style.visibility = off ? "hidden" : "visible";
    this.label.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(6, Math.min(size.y - height - 22, y)))}px)`;
  }

  light(ids) {
    if (this.hoverRing) this.hoverRing.remove();
    this.hoverRing = null;
    if (!this.payload || this.payload.cells) return;
    const spots = new Map();
    for (const id of ids) {
      const i = this.index.get(id);
      if (i !== undefined) spots.set(String(this.spot(i).place), i);
    }
    const rings = [...spots.values()].map((i) => this.ring(i, this.payload.dark ? "#e6edf1" : "#1b2328", 2));
    if (rings.length) this.hoverRing = this.L.layerGroup(rings).addTo(this.map);
  }

  // The box or polygon that filters.
  outline(group) {
    const { payload, L } = this;
    const style = { renderer: this.under, pane: "wa-areas", interactive: false, color: RING[payload.dark ? "dark" : "light"], weight: 2, dashArray: "6 4", fillOpacity: 0.04 };
    if (payload.ring && payload.ring.length) L.polygon(payload.ring, style).addTo(group);
    if (!payload.box) return;
    const [west, south, east, north] = payload.box;
    L.rectangle([[south, west], [north, east < west ? east + 360 : east]], style).addTo(group);
  }
}
