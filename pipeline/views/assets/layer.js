// All events of the map in one layer: marks on one canvas, clusters as small rings, countries shaded, areas, the chosen
// one with its label. Joined behind marks.js, world.js, marker.js, list.js and shades.js. A host calls
// showEvents(map, group, payload, host); host = {select(id), hover(ids), moved(zoom, lat, lon), box(text)}.
const MOST_AREAS = 80;
const LEAST_AREA = 13; // pixels: a smaller circle hides behind its mark
const MOST_BOXES = 800; // that names of the base map make room for
const MOST_CHILDREN = 400; // of a cluster that light up elsewhere

class EventLayer {
  constructor(map, world, host) {
    this.map = map;
    this.world = world;
    this.host = host;
    this.L = window.L;
    this.touched = false; // a person has moved the map
    this.view = "";
    this.fitKey = null;
    this.started = Date.now();
    defineMark(this.L);
    this.shades = new Shades(map, world, {
      open: (shade, opener) => this.openShade(shade, opener),
      hover: (shade) => this.hoverShade(shade),
    });
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
    this.shades.show(group, payload.layer === "heat" ? { ...payload, area: payload.area.map(() => "") } : payload);
    this.singly = payload.cells || payload.layer !== "cluster";
    this.cluster = this.singly ? this.L.featureGroup() : this.clusterGroup();
    if (this.singly) this.markers.forEach((marker, i) => this.shades.holds(i) || marker.addTo(this.cluster));
    else this.cluster.addLayers(this.markers.filter((_, i) => !this.shades.holds(i)));
    this.listen();
    this.areas = this.L.layerGroup().addTo(group);
    this.chosen = this.L.layerGroup().addTo(group);
    this.cluster.on("add", () => this.arrangeSoon()); // a host may put the group on the map later
    this.cluster.addTo(group);
    this.outline(group);
    this.position();
    this.settled();
  }

  marker(i) {
    const { payload } = this;
    const kind = payload.type[i];
    const marker = new this.L.WhenaboutsMark([payload.lat[i], payload.lon[i]], {
      renderer: this.canvas, pane: "wa-events", radius: payload.layer === "heat" ? 26 : 8, weight: 0, kind, bubblingMouseEvents: false,
      heat: payload.layer === "heat" ? RING[payload.dark ? "dark" : "light"] : "", i, n: payload.n[i], precision: payload.precision[i],
      colour: payload.types.colours[kind], mark: payload.types.marks[kind], ring: payload.dark ? "#12181d" : "#ffffff",
    });
    marker.toGeoJSON = () => this.host.feature && this.host.feature();
    return marker;
  }

  clusterGroup() {
    const { L, payload } = this;
    return L.markerClusterGroup({
      maxClusterRadius: 52, showCoverageOnHover: false, spiderfyOnMaxZoom: false, zoomToBoundsOnClick: false, animate: false,
      iconCreateFunction: (cluster) => clusterIcon(L, cluster, payload),
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
      this.shades.leave();
      this.tip.setLatLng(layer.getLatLng()).setContent(tipOf(payload, layer.options.i)).openOn(this.map);
      if (!payload.cells) host.hover(payload.id[layer.options.i]);
    });
    cluster.on("clustermouseover", ({ layer }) => {
      const indices = this.inside(layer);
      this.shades.leave();
      this.tip.setLatLng(layer.getLatLng()).setContent(this.summary(indices)).openOn(this.map);
      host.hover(indices.slice(0, MOST_CHILDREN).map((i) => payload.id[i]));
    });
    cluster.on("mouseout clustermouseout", () => {
      this.shades.busy = false;
      this.map.closeTooltip(this.tip);
      host.hover("");
    });
    cluster.on("clusterclick clusterkeypress", ({ layer, originalEvent }) => {
      const key = originalEvent && originalEvent.type === "keypress";
      if (!key || originalEvent.key === "Enter") this.openCluster(layer, key ? layer._icon : null);
    });
  }

  inside(cluster) {
    return cluster.getAllChildMarkers().map((marker) => marker.options.i).sort((a, b) => a - b);
  }

  summary(indices) {
    const { payload } = this;
    const places = [...new Set(indices.map((i) => payload.place[i]).filter(Boolean))];
    const named = places.slice(0, 3).join(", ") + (places.length > 3 ? " …" : "");
    return tipWith(counted(payload.words, indices.length), named);
  }

  // Lists the events of a cluster; the first entry zooms in, where that can part them.
  openCluster(cluster, opener) {
    const { map, payload } = this;
    const indices = this.inside(cluster);
    const bounds = cluster.getBounds();
    const deepest = map.getMaxZoom();
    const apart = map.project(bounds.getNorthEast(), deepest).distanceTo(map.project(bounds.getSouthWest(), deepest));
    const zoom = () => {
      map.closePopup();
      map.fitBounds(bounds, { padding: [46, 46], maxZoom: Math.max(7, map.getZoom() + 1) });
    };
    const places = new Set(indices.map((i) => payload.place[i]));
    const title = `${places.size === 1 ? `${payload.place[indices[0]]}: ` : ""}${counted(payload.words, indices.length)}`;
    this.list(cluster.getLatLng(), title, indices, apart > 60 && map.getZoom() < deepest ? zoom : null, opener);
  }

  openShade(shade, opener) {
    const { map, payload } = this;
    const zoom = () => {
      map.closePopup();
      map.fitBounds(this.shades.outline(shade.code, SHADE.light, this.under, "wa-areas").getBounds(), { padding: [20, 20], maxZoom: 6 });
    };
    const title = `${shade.name}: ${counted(payload.words, shade.n)}`;
    this.list(shade.marker.getLatLng(), title, payload.cells ? [] : shade.indices, zoom, opener);
  }

  hoverShade(shade) {
    const { payload } = this;
    this.map.closeTooltip(this.tip);
    this.host.hover(shade && !payload.cells ? shade.indices.slice(0, MOST_CHILDREN).map((i) => payload.id[i]) : "");
    if (shade) this.tip.setLatLng(shade.marker.getLatLng()).setContent(tipWith(shade.name, counted(payload.words, shade.n))).openOn(this.map);
  }

  list(place, title, indices, zoom, opener) {
    this.map.closeTooltip(this.tip);
    openList(this.map, place, listOf(this.payload, title, indices, this.host, zoom), this.payload.words, opener);
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
    } else if (first || (payload.fitKey !== this.fitKey && !payload.view) || !this.anythingSeen()) {
      this.touched = false; // what the map shows now is not where a person put it
      this.view = "";
      if (this.host.fitted) this.host.fitted();
      this.fit();
    }
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
    this.arrangeSoon();
    if (this.touched) {
      const centre = this.map.getCenter().wrap();
      this.view = `${this.map.getZoom()}~${+centre.lat.toFixed(3)}~${+centre.lng.toFixed(3)}`;
      this.host.moved(this.view);
    }
  }

  // Once the clusters have settled too.
  arrangeSoon() {
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.arrange());
  }

  arrange() {
    this.drawAreas();
    this.makeRoom();
    this.drawChosen();
    this.world.avoid([...this.taken, ...this.labelBox()]);
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

  // Numbers of countries stand beside clusters and marks, names of the base map beside both.
  makeRoom() {
    const { map } = this;
    const size = map.getSize();
    const boxes = [];
    const take = (place, half) => {
      const { x, y } = map.latLngToContainerPoint(place);
      if (boxes.length < MOST_BOXES && x > -60 && y > -60 && x < size.x + 60 && y < size.y + 60) boxes.push([x - half, y - half, x + half, y + half]);
    };
    const shown = this.singly ? this.cluster : this.cluster._featureGroup;
    shown.eachLayer((layer) => take(layer.getLatLng(), layer._icon ? layer._icon.offsetWidth / 2 + 3 : 8));
    this.shades.place(boxes, this.under);
    this.taken = boxes;
  }

  labelBox() {
    if (this.label.hidden || this.label.style.visibility === "hidden") return [];
    const [outer, box] = [this.map.getContainer(), this.label].map((node) => node.getBoundingClientRect());
    return [[box.left - outer.left - 2, box.top - outer.top - 2, box.right - outer.left + 2, box.bottom - outer.top + 2]];
  }

  // --- areas, the chosen event, what is hovered elsewhere ----------------------------------------------------------
  // An approximate place shows how far from its point it may be, where the circle is neither hidden nor everywhere.
  drawAreas() {
    this.areas.clearLayers();
    const { payload, map } = this;
    if (payload.layer === "heat") return;
    const bounds = map.getBounds().pad(0.3);
    const size = map.getSize();
    const done = new Set();
    for (let i = 0; i < payload.id.length && done.size < MOST_AREAS; i += 1) {
      const key = `${payload.lat[i]},${payload.lon[i]}`;
      if (done.has(key) || !payload.radius[i] || this.shades.holds(i) || !bounds.contains([payload.lat[i], payload.lon[i]])) continue;
      const chosen = payload.id[i] === payload.selected;
      const reach = this.pixels(payload.radius[i], payload.lat[i]);
      const fits = reach > LEAST_AREA && reach < 0.7 * Math.max(size.x, size.y);
      if (payload.layer !== "area" && !chosen && (!fits || payload.precision[i] === "country" || payload.precision[i] === "site")) continue;
      done.add(key);
      this.area(i, chosen).addTo(this.areas);
    }
  }

  pixels(metres, lat) {
    return metres / ((40_075_017 * Math.cos((Math.min(85, Math.abs(lat)) * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom()));
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
    if (this.shades.holds(i)) return { place: this.shades.shown.get(this.payload.area[i]).marker.getLatLng(), radius: 17 };
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
    const colour = this.payload.dark ? "#e6edf1" : "#1b2328";
    const rings = [...spots.values()].flatMap((i) => {
      const outline = this.shades.holds(i) ? [this.shades.outline(this.payload.area[i], colour, this.top(), "wa-chosen")] : [];
      return [this.ring(i, colour, 2), ...outline];
    });
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
