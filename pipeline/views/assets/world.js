// The offline world: land, lakes, rivers and borders on canvas tiles, names on a canvas above them.
const WORLD_COLOURS = {
  light: {
    water: "#dbe7ee", land: "#f7f5ef", coast: "#b3bdc2", border: "#b9ad99", disputed: "#a3937a", river: "#bcd0dc",
    country: "#827b6e", state: "#a59f93", city: "#5d6166", sea: "#7d9bb0", halo: "rgba(247,245,239,.85)",
  },
  dark: {
    water: "#0f1720", land: "#243040", coast: "#40536a", border: "#566880", disputed: "#7a8699", river: "#1c2937",
    country: "#9fb0c2", state: "#71839a", city: "#a9b7c6", sea: "#50708f", halo: "rgba(36,48,64,.85)",
  },
};
const TILE = 512;
const mercatorX = (lon) => lon / 360 + 0.5;
const mercatorY = (lat) => {
  const s = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
};

// A line of [lon, lat] as flat mercator coordinates (0..1) with its bounding box.
function flatten(line) {
  const flat = new Float64Array(line.length * 2);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  line.forEach(([lon, lat], i) => {
    const x = (flat[2 * i] = mercatorX(lon));
    const y = (flat[2 * i + 1] = mercatorY(lat));
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
  return { flat, box };
}

function prepare(world) {
  const rings = (polygons) => polygons.map((polygon) => polygon.map(flatten));
  const lines = (all) => (all || []).map(flatten);
  return {
    land: rings(world.land), lakes: rings(world.lakes || []), rivers: lines(world.rivers), borders: lines(world.borders),
    disputed: lines(world.disputed),
    labels: (world.labels || []).map(([name, lon, lat, zoom, kind]) => ({ name, x: mercatorX(lon), y: mercatorY(lat), zoom, kind })),
  };
}

// Adds a line to the path of `g`: points nearer than a pixel and runs outside one edge of the tile are left out.
function trace(g, line, scale, left, top, closed) {
  const { flat } = line;
  const low = -20;
  const high = TILE + 20;
  let lastX = NaN;
  let lastY = NaN;
  let code = 0;
  let skipped = false;
  let drawn = 0;
  for (let i = 0; i < flat.length; i += 2) {
    const x = flat[i] * scale - left;
    const y = flat[i + 1] * scale - top;
    if (drawn && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.8 && i < flat.length - 2) continue;
    const here = (x < low ? 1 : x > high ? 2 : 0) | (y < low ? 4 : y > high ? 8 : 0);
    if (drawn && code & here) {
      code &= here;
      skipped = true;
    } else {
      if (skipped) g.lineTo(lastX, lastY);
      if (drawn) g.lineTo(x, y);
      else g.moveTo(x, y);
      drawn += 1;
      code = here;
      skipped = false;
    }
    lastX = x;
    lastY = y;
  }
  if (closed) g.closePath();
  else if (skipped) g.lineTo(lastX, lastY);
}

// Adds lines to the path of `g`, each as often as the tile shows it: the world goes round.
function traceAll(g, lines, scale, left, top, closed) {
  g.beginPath();
  for (const line of lines) {
    for (const turn of [-1, 0, 1]) {
      const x = (line.box[0] + turn) * scale - left;
      const right = (line.box[2] + turn) * scale - left;
      if (right < -20 || x > TILE + 20 || line.box[3] * scale - top < -20 || line.box[1] * scale - top > TILE + 20) continue;
      trace(g, line, scale, left - turn * scale, top, closed);
    }
  }
}

function defineWorld(L, prepared) {
  const Tiles = L.GridLayer.extend({
    options: { tileSize: TILE, pane: "whenabouts-world", keepBuffer: 1, updateWhenZooming: false, colours: WORLD_COLOURS.light, alpha: false },

    createTile(coords) {
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const tile = document.createElement("canvas");
      tile.width = tile.height = TILE * ratio;
      const g = tile.getContext("2d", { alpha: this.options.alpha });
      g.scale(ratio, ratio);
      const scale = 256 * 2 ** coords.z;
      this.paint(g, coords.z, scale, coords.x * TILE, coords.y * TILE);
      return tile;
    },

    paint(g, zoom, scale, left, top) {
      const c = this.options.colours;
      const draw = (lines, closed) => traceAll(g, lines, scale, left, top, closed);
      const stroke = (colour, width, dash) => {
        g.strokeStyle = colour;
        g.lineWidth = width;
        g.setLineDash(dash || []);
        g.stroke();
      };
      g.fillStyle = c.water;
      g.fillRect(0, 0, TILE, TILE);
      g.lineJoin = "round";
      draw(prepared.land.flat(), true);
      g.fillStyle = c.land;
      g.fill("evenodd");
      stroke(c.coast, 0.8);
      if (zoom >= 4) {
        draw(prepared.rivers, false);
        stroke(c.river, zoom >= 7 ? 1.6 : 0.9);
      }
      draw(prepared.lakes.flat(), true);
      g.fillStyle = c.water;
      g.fill("evenodd");
      if (zoom >= 4) stroke(c.coast, 0.5);
      draw(prepared.borders, false);
      stroke(c.border, zoom >= 5 ? 1.1 : 0.8, zoom >= 5 ? [5, 3] : [3, 2]);
      draw(prepared.disputed, false);
      stroke(c.disputed, 1.1, [2, 3]);
    },
  });

  // Areas [{lines, alpha}] in one colour, cut along the coasts of the base map, lakes left out.
  const Shaded = Tiles.extend({
    options: { alpha: true },

    paint(g, zoom, scale, left, top) {
      const { areas, colour } = this.options;
      traceAll(g, prepared.land.flat(), scale, left, top, true);
      g.clip("evenodd");
      g.fillStyle = colour;
      for (const { lines, alpha } of areas) {
        g.globalAlpha = alpha;
        traceAll(g, lines, scale, left, top, true);
        g.fill("evenodd");
      }
      g.globalAlpha = 1;
      g.globalCompositeOperation = "destination-out";
      traceAll(g, prepared.lakes.flat(), scale, left, top, true);
      g.fill("evenodd");
    },
  });

  const Names = L.Layer.extend({
    initialize(colours, avoid) {
      this.colours = colours;
      this.avoid = avoid;
    },
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "whenabouts-names", map.getPane("whenabouts-names"));
      map.on("moveend zoomend resize viewreset", this.draw, this);
      map.on("zoomanim", this.hide, this);
      this.draw();
    },
    onRemove(map) {
      this.canvas.remove();
      map.off("moveend zoomend resize viewreset", this.draw, this);
      map.off("zoomanim", this.hide, this);
    },
    hide() {
      this.canvas.style.opacity = 0;
    },
    draw() {
      const map = this._map;
      if (!map) return;
      const size = map.getSize();
      const margin = Math.round(size.x * 0.25);
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const [width, height] = [size.x + 2 * margin, size.y + 2 * margin];
      Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
      Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px`, opacity: 1 });
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([-margin, -margin]));
      const g = this.canvas.getContext("2d");
      g.scale(ratio, ratio);
      const corner = map.getPixelBounds().min.subtract([margin, margin]);
      const covered = this.avoid().map(([x0, y0, x1, y1]) => [x0 + margin, y0 + margin, x1 + margin, y1 + margin]);
      drawNames(g, prepared.labels, { zoom: map.getZoom(), corner, width, height, covered }, this.colours);
    },
  });
  return { Tiles, Shaded, Names };
}

const NAME_STYLES = {
  country: { font: "500 11px", spacing: "1.2px", upper: true, colour: "country" },
  sea: { font: "italic 12px", spacing: "0.5px", colour: "sea" },
  state: { font: "11px", spacing: "0.5px", colour: "state" },
  capital: { font: "600 11px", spacing: "0px", colour: "city", dot: 2.4 },
  city: { font: "11px", spacing: "0px", colour: "city", dot: 1.8 },
};

const overlap = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

// Names in the order of their importance; one that would touch another, or what lies on the map, moves or is left out.
function drawNames(g, labels, frame, colours) {
  const scale = 256 * 2 ** frame.zoom;
  const taken = [];
  g.textBaseline = "middle";
  g.lineJoin = "round";
  for (const label of labels) {
    const style = NAME_STYLES[label.kind] || NAME_STYLES.city;
    if (label.zoom > frame.zoom || (label.kind === "country" && frame.zoom > 7)) continue;
    for (let turn = Math.floor(frame.corner.x / scale); turn <= (frame.corner.x + frame.width) / scale; turn += 1) {
      const x = (label.x + turn) * scale - frame.corner.x;
      const y = label.y * scale - frame.corner.y;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      drawName(g, label, style, [x, y], { taken, covered: frame.covered }, colours);
    }
  }
}

function drawName(g, label, style, [x, y], { taken, covered }, colours) {
  g.font = `${style.font} system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
  g.letterSpacing = style.spacing;
  const text = style.upper ? label.name.toUpperCase() : label.name;
  const width = g.measureText(text).width;
  const beside = [[5, 0], [12, 0], [-5 - width, 0], [-12 - width, 0]];
  const about = [[-width / 2, 0], [-width / 2, -19], [-width / 2, 19]];
  const box = ([dx, dy], more) => [x + dx - more, y + dy - 6 - more / 2, x + dx + width + more, y + dy + 6 + more / 2];
  const clear = (place) => !covered.some((other) => overlap(box(place, 1), other)) && !taken.some((other) => overlap(box(place, 6), other));
  const found = (style.dot ? beside : about).find(clear);
  if (!found) return;
  taken.push(box(found, 6));
  g.lineWidth = 3;
  g.strokeStyle = label.kind === "sea" ? "transparent" : colours.halo;
  g.strokeText(text, x + found[0], y + found[1]);
  g.fillStyle = colours[style.colour];
  g.fillText(text, x + found[0], y + found[1]);
  if (!style.dot) return;
  g.beginPath();
  g.arc(x, y, style.dot, 0, 7);
  g.fill();
}

// For whoever asks for less motion the map jumps where it would glide.
function calm(map) {
  if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
  map._zoomAnimated = false;
  const pan = map.panBy;
  map.panBy = (offset, options) => pan.call(map, offset, { ...options, animate: false });
}

// Puts the world under a map. Gives paint(dark), names(on), avoid(boxes) and shaded(pane, areas, colour).
function addWorld(map, world) {
  const L = window.L;
  calm(map);
  for (const [name, order] of [["whenabouts-world", 150], ["whenabouts-names", 160]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = order;
    pane.style.pointerEvents = "none";
  }
  const { Tiles, Shaded, Names } = defineWorld(L, prepare(world));
  let dark = null;
  let layers = [];
  let covered = [];
  const paint = (wanted) => {
    if (wanted === dark) return;
    dark = wanted;
    const colours = WORLD_COLOURS[dark ? "dark" : "light"];
    layers.forEach((layer) => layer.remove());
    layers = [new Tiles({ colours }), new Names(colours, () => covered)];
    layers.forEach((layer) => layer.addTo(map));
    map.getContainer().style.background = colours.water;
  };
  paint(false);
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("Natural Earth, GeoNames");
  return {
    paint,
    names(on) {
      map.getPane("whenabouts-names").style.display = on ? "" : "none";
    },
    avoid(boxes) {
      covered = boxes;
      layers[1].draw();
    },
    shaded: (pane, areas, colour) => new Shaded({ pane, areas, colour }),
  };
}
