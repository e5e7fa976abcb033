// The timeline: overview with a brush (two sliders), lanes below, a tray, zoom, play. Joined behind time.js, marks.js,
// lanes.js, overview.js, brush.js, player.js, tray.js and tools.js.
// It sends range [from, to] (ISO prefixes, "" = no limit), window "from~to" and select (a story's id).
const BARS = 46;
const STRIP = 20;
const AXIS = 17;
const TIMELINES = new WeakMap();

class Timeline {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.expanded = false;
    this.zoom = null; // a window of its own, [from, to]
    this.hovered = new Set();
    this.hits = [];
    this.player = new Player(this);
    this.tray = new Tray(this);
    this.build();
    this.observer = new ResizeObserver(() => this.data && this.draw());
    this.observer.observe(root);
    this.deafen = hearHover((ids) => this.light(ids));
  }

  destroy() {
    this.observer.disconnect();
    this.deafen();
    this.player.stop();
    clearTimeout(this.timer);
  }

  build() {
    const { root, words } = this;
    root.replaceChildren();
    root.classList.add("tl");
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", words.timeline);
    this.tools = buildTools(this);
    this.top = element("div", "top");
    this.overview = element("canvas", "overview");
    this.brush = element("div", "brush");
    this.handles = ["start", "end"].map((name) => {
      const handle = element("button", `handle ${name}`);
      handle.type = "button";
      handle.setAttribute("role", "slider");
      handle.setAttribute("aria-label", words[name]);
      return handle;
    });
    this.top.append(this.overview, this.brush, ...this.handles);
    this.canvas = element("canvas", "lanes");
    this.canvas.tabIndex = 0;
    this.tip = element("div", "tip");
    this.tip.hidden = true;
    this.live = element("div", "live");
    this.live.setAttribute("aria-live", "polite");
    this.empty = element("p", "empty", words.none);
    root.append(this.tools.box, this.top, this.canvas, this.empty, this.tray.node, this.tip, this.live);
    this.overview.setAttribute("role", "img");
    this.canvas.setAttribute("role", "img");
    bindBrush(this);
    bindLanes(this);
  }

  update(data, send) {
    this.send = send;
    this.player.asked = 0;
    if (this.dragging) return;
    const zoomed = JSON.stringify(data.window) !== JSON.stringify(this.data ? this.data.window : null);
    const ranged = JSON.stringify(data.range) !== JSON.stringify(this.data ? this.data.range : null);
    this.data = data;
    this.range = data.range.slice();
    if (zoomed || ranged) this.zoom = data.window && data.window[0] !== null && data.window[1] !== null ? data.window.slice() : null;
    this.domain = domainOf(data);
    this.tray.show(data);
    this.draw();
  }

  // --- what is shown ---------------------------------------------------------------------------------------------
  get rangeFrom() { return this.range[0] === null ? -Infinity : this.range[0]; }
  get rangeTo() { return this.range[1] === null ? Infinity : this.range[1]; }

  get window() {
    if (this.zoom) return this.zoom;
    if (this.range[0] === null && this.range[1] === null) return this.domain;
    const from = Math.max(this.domain[0], this.rangeFrom);
    const to = Math.min(this.domain[1], this.rangeTo);
    return to > from ? [from, to] : [from, from + DAY];
  }

  style(i) {
    const { types, marks } = this.data;
    const k = Math.max(0, types.names.indexOf(marks.type[i]));
    return { colour: types.colours[k], mark: types.marks[k] };
  }

  measure() {
    const css = getComputedStyle(this.root);
    const width = this.root.clientWidth || 600;
    const value = (name, fallback) => css.getPropertyValue(name).trim() || fallback;
    this.narrow = width < 560;
    Object.assign(this, {
      width, left: this.narrow ? 8 : 118, right: width - 12,
      text: value("--st-text-color", "#222"), accent: value("--st-primary-color", "#06c"),
      background: value("--st-background-color", "#fff"), font: `12px ${value("--st-font", "sans-serif")}`,
    });
  }

  draw() {
    this.measure();
    const { marks } = this.data;
    this.empty.hidden = marks.id.length > 0;
    this.root.style.setProperty("--left", `${this.left}px`);
    this.top.hidden = this.canvas.hidden = this.tools.box.hidden = marks.id.length === 0;
    if (!marks.id.length) return;
    const spans = marks.id.map((_, i) => busyOf(marks, i, this.domain));
    this.few = marks.n.reduce((sum, n) => sum + n, 0) <= FEW;
    this.whole = scaleOf(...this.domain, this.left, this.right, spans);
    this.scale = scaleOf(...this.window, this.left, this.right, this.zoom ? null : spans);
    this.bins = binsOf(this.data, ...this.domain, this.right - this.left);
    this.unit = this.few ? unitFor(this.domain[1] - this.domain[0], 400) : this.bins.unit;
    this.drawTop();
    this.drawLanes();
    this.placeBrush();
  }

  drawTop() {
    const bars = this.few ? STRIP : BARS;
    this.barHeight = bars;
    const g = this.sheet(this.overview, bars + (this.few ? 2 : AXIS));
    drawOverview(g, this, bars);
    drawBreaks(g, this, this.whole, 2, bars - 2);
    if (!this.few) drawAxis(g, this, this.whole, bars + 4);
    if (this.zoom) this.drawWindow(g, bars);
    const { words } = this;
    const total = this.data.marks.n.reduce((sum, n) => sum + n, 0);
    const [first, last] = this.domain.map((t) => momentLabel(t, this.unit));
    this.overview.setAttribute("aria-label", `${words.overview}: ${total}, ${first} – ${last}`);
  }

  drawWindow(g, bars) {
    const [x0, x1] = this.zoom.map((t) => Math.max(this.left, Math.min(this.right, this.whole.x(t))));
    g.strokeStyle = this.text;
    g.globalAlpha = 0.6;
    g.lineWidth = 1.5;
    g.strokeRect(x0, bars - 2, Math.max(3, x1 - x0), 4);
    g.globalAlpha = 1;
  }

  drawLanes() {
    const measure = this.canvas.getContext("2d");
    measure.font = this.font;
    const laid = layLanes(this, measure);
    this.laid = laid;
    const g = this.sheet(this.canvas, laid.height + AXIS);
    drawAxis(g, this, this.scale, laid.height + 3, [0, laid.height]);
    drawBreaks(g, this, this.scale, 0, laid.height);
    this.hits = [];
    for (const lane of laid.lanes) {
      this.drawLabel(g, lane);
      g.save();
      g.beginPath();
      g.rect(this.left - (this.narrow ? 6 : 10), 0, this.right - this.left + 22, laid.height);
      g.clip();
      this.hits.push(...drawLane(g, lane, this));
      g.restore();
    }
    for (const hit of this.hits) {
      const id = this.data.marks.id[hit.i];
      if (id === this.data.selected) this.ring(g, hit, 2.2);
      if (this.hovered.has(id)) this.ring(g, hit, 1.4);
    }
    const shown = laid.visible.length;
    this.canvas.setAttribute("aria-label", `${shown} ${this.words.events}, ${this.window.map((t) => momentLabel(t, this.unit)).join(" – ")}`);
  }

  drawLabel(g, lane) {
    g.textAlign = "left";
    g.fillStyle = this.text;
    g.globalAlpha = 0.12;
    g.fillRect(this.narrow ? this.left : 0, lane.y + lane.height - 0.5, this.width - 12, 1);
    g.globalAlpha = 0.88;
    const y = this.narrow ? lane.y - 5 : lane.y + lane.height / 2;
    const room = this.narrow ? this.width - 20 : this.left - 30;
    const known = this.data.by === "type" && !lane.more ? this.data.types.names.indexOf(lane.id) : -1;
    const x = known >= 0 ? (this.narrow ? this.left + 14 : 16) : this.narrow ? this.left : 2;
    if (known >= 0) {
      markPath(g, this.data.types.marks[known], x - 9, y, 4.4);
      g.fillStyle = this.data.types.colours[known];
      g.fill();
      g.fillStyle = this.text;
    }
    let text = lane.label || this.words.nobody;
    while (text.length > 4 && g.measureText(text).width > room) text = `${text.slice(0, -2).trimEnd()}…`;
    g.fillText(text, x, y);
    g.globalAlpha = 1;
  }

  ring(g, hit, weight) {
    if (hit.x1 < this.left - 6 || hit.x0 > this.right + 6) return;
    const low = Math.max(this.left - 6, Math.min(hit.x0, hit.x - 4)) - 4;
    const high = Math.min(this.right + 8, Math.max(hit.x1, hit.x + 4)) + 4;
    if (this.data.marks.id[hit.i] === this.data.selected) drawShape(g, { ...hit.shape, title: null }, hit.y, this, 1);
    g.lineWidth = weight;
    g.strokeStyle = this.text;
    g.beginPath();
    g.roundRect(low, hit.y - 9, high - low, 18, 9);
    g.stroke();
  }

  sheet(canvas, height) {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(this.width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.height = `${height}px`;
    const g = canvas.getContext("2d");
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, this.width, height);
    g.font = this.font;
    g.textBaseline = "middle";
    return g;
  }

  placeBrush() {
    const limits = this.domain.map((edge, k) => (this.range[k] === null ? edge : Math.max(this.domain[0], Math.min(this.domain[1], this.range[k]))));
    const [a, b] = limits.map((t) => this.whole.x(t));
    Object.assign(this.brush.style, { left: `${a}px`, width: `${Math.max(0, b - a)}px`, height: `${this.barHeight}px` });
    this.brush.classList.toggle("all", this.range[0] === null && this.range[1] === null);
    this.handles.forEach((handle, k) => {
      handle.style.left = `${limits[k] === this.domain[k] ? [a, b][k] : this.whole.x(limits[k])}px`;
      handle.style.height = `${this.barHeight}px`;
      const shown = k ? limits[k] - 1 : limits[k];
      handle.setAttribute("aria-valuemin", Math.round(this.domain[0] / DAY));
      handle.setAttribute("aria-valuemax", Math.round(this.domain[1] / DAY));
      handle.setAttribute("aria-valuenow", Math.round(limits[k] / DAY));
      handle.setAttribute("aria-valuetext", momentLabel(shown, this.unit));
      handle.title = momentLabel(shown, this.unit);
    });
    this.tools.zoomed(Boolean(this.zoom));
  }

  // --- what a person does ----------------------------------------------------------------------------------------
  setRange(range, wait = 0) {
    this.range = range.map((t, k) => (t === null || (k ? t >= this.domain[1] : t <= this.domain[0]) ? null : t));
    this.zoom = null;
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.dragging = null;
      const [from, to] = this.range;
      this.send.range([from === null ? "" : isoOf(from, this.unit), to === null ? "" : isoOf(to - 1, this.unit)]);
      this.live.textContent = this.handles.map((handle) => handle.getAttribute("aria-valuetext")).join(" – ");
    }, wait);
  }

  snap(t) {
    const low = floorTo(t, this.unit);
    const high = nextOf(low, this.unit);
    return t - low < high - t ? low : high;
  }

  setZoom(from, to) {
    const [first, last] = this.domain;
    const span = Math.max(DAY / 4, Math.min(last - first, to - from));
    const low = Math.max(first, Math.min(last - span, from));
    this.zoom = span >= (last - first) * 0.999 ? null : [low, low + span];
    if (!this.zoom && (this.range[0] !== null || this.range[1] !== null)) this.zoom = [first, last];
    this.draw();
    clearTimeout(this.zoomTimer);
    this.zoomTimer = setTimeout(() => {
      const unit = unitFor(span, 120);
      this.send.window(this.zoom ? `${isoOf(this.zoom[0], unit)}~${isoOf(this.zoom[1] - 1, unit)}` : "");
    }, 500);
  }

  zoomBy(factor, t) {
    const [from, to] = this.window;
    const middle = t === undefined ? (from + to) / 2 : t;
    this.setZoom(middle - (middle - from) * factor, middle + (to - middle) * factor);
  }

  applyWindow() {
    if (this.zoom) this.setRange([this.snap(this.zoom[0]), this.snap(this.zoom[1])]);
  }

  reset() {
    this.stop();
    const zoomed = this.zoom !== null;
    const ranged = this.range[0] !== null || this.range[1] !== null;
    this.zoom = null;
    if (ranged) this.setRange([null, null]);
    else this.draw();
    if (zoomed && !ranged) this.send.window("");
  }

  play() {
    if (this.player.running) {
      this.stop();
      return;
    }
    this.tools.playing(true);
    this.player.start();
  }

  stop() {
    this.player.stop();
    this.tools.playing(false);
  }

  // A range on its way: drawn, but not yet asked for.
  slide(range) {
    this.range = range;
    this.zoom = null;
    this.draw();
  }

  light(ids) {
    if (!this.data || [...ids].join() === [...this.hovered].join()) return;
    this.hovered = ids;
    this.tray.light(ids);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.data.marks.id.length && this.drawLanes());
  }

  near(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    let best = null;
    let least = 13;
    for (const hit of this.hits) {
      const dy = Math.abs(y - hit.y);
      if (dy > 11) continue;
      const toMark = Math.abs(x - hit.x);
      const toBar = x < hit.x0 ? hit.x0 - x : Math.max(0, x - hit.x1);
      const distance = Math.min(toMark, toBar + 4) + dy * 0.6;
      if (distance < least) [least, best] = [distance, hit];
    }
    return best;
  }

  showTip(hit) {
    if (!hit) return this.tell(null);
    const { marks } = this.data;
    const many = marks.n[hit.i] > 1 ? ` (+${marks.n[hit.i] - 1})` : "";
    const below = [marks.when[hit.i], marks.place[hit.i]].filter(Boolean).join(" · ");
    return this.tell([marks.title[hit.i] + many, below], hit.x, this.canvas.offsetTop + hit.y + 14);
  }

  // The tip [title, line below] near x, under y; null hides it.
  tell(lines, x, y) {
    this.tip.hidden = !lines;
    if (!lines) return;
    this.tip.replaceChildren(element("strong", "", lines[0]), element("span", "", lines[1]));
    this.tip.style.left = `${Math.max(4, Math.min(this.width - this.tip.offsetWidth - 4, x - 60))}px`;
    this.tip.style.top = `${y}px`;
  }
}

export default function (component) {
  const host = component.parentElement;
  let view = TIMELINES.get(host);
  sayTime(component.data.words);
  if (!view || view.language !== component.data.language) {
    if (view) view.destroy(); // what it is built of says its words once
    view = new Timeline(host.querySelector(".root"), component.data.words);
    view.language = component.data.language;
    TIMELINES.set(host, view);
  }
  view.update(component.data, {
    range: (range) => component.setTriggerValue("range", range),
    window: (window) => component.setTriggerValue("window", window),
    select: (id) => component.setTriggerValue("select", id),
  });
  return () => {
    view.destroy();
    TIMELINES.delete(host);
  };
}
