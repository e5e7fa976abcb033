// What lies on the map: a box to filter by, "fit", the legend.
const LEGEND_TYPES = 6;

function addControls(map, layer, words) {
  const L = window.L;
  const bar = L.DomUtil.create("div", "leaflet-bar wa-bar");
  const button = (sign, label, action) => {
    const node = labelled("a", "", label);
    node.href = "#";
    node.setAttribute("role", "button");
    node.textContent = sign;
    node.onclick = (event) => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    bar.append(node);
    return node;
  };
  button("⤢", words.fit, () => layer.fit());
  const box = button("▭", words.box, () => {
    if (layer.payload.box || layer.payload.ring.length) layer.host.box("");
    else arm(!drawing.armed);
  });
  const drawing = boxDrawing(map, (text) => layer.host.box(text), () => arm(false));
  function arm(on) {
    drawing.armed = on;
    box.classList.toggle("on", on);
    map.getContainer().classList.toggle("wa-drawing", on);
    map.dragging[on ? "disable" : "enable"]();
  }
  L.DomEvent.disableClickPropagation(bar);
  const control = L.control({ position: "topleft" });
  control.onAdd = () => bar;
  control.addTo(map);
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 90 }).addTo(map);
  if (map.zoomControl) nameZoom(map.zoomControl, words);
  const legend = legendControl(map, words);
  return (payload) => {
    const filtered = Boolean(payload.box || payload.ring.length);
    box.textContent = filtered ? "✕" : "▭";
    box.title = filtered ? words.unbox : words.box;
    box.setAttribute("aria-label", box.title);
    legend(payload);
  };
}

function nameZoom(control, words) {
  for (const [name, label] of [["In", words.zoom_in], ["Out", words.zoom_out]]) {
    control[`_zoom${name}Button`].title = label;
    control[`_zoom${name}Button`].setAttribute("aria-label", label);
  }
}

// Dragging draws a rectangle when armed or with the shift key; it ends in `done("west~south~east~north")`.
function boxDrawing(map, done, disarm) {
  const L = window.L;
  const state = { armed: false };
  let start = null;
  let shape = null;
  map.boxZoom.disable();
  const finish = () => {
    if (start && shape) {
      const bounds = shape.getBounds();
      const numbers = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      const turned = numbers.map((value, k) => (k % 2 ? Math.max(-90, Math.min(90, value)) : ((((value + 180) % 360) + 360) % 360) - 180));
      if (numbers[2] - numbers[0] >= 360) [turned[0], turned[2]] = [-180, 180];
      shape.remove();
      done(turned.map((value) => +value.toFixed(4)).join("~"));
    }
    if (start && !state.armed) map.dragging.enable();
    start = shape = null;
    disarm();
  };
  map.on("mousedown", (event) => {
    if (!state.armed && !event.originalEvent.shiftKey) return;
    start = event.latlng;
    map.dragging.disable();
    L.DomEvent.preventDefault(event.originalEvent);
  });
  map.on("mousemove", (event) => {
    if (!start) return;
    const bounds = L.latLngBounds(start, event.latlng);
    if (shape) shape.setBounds(bounds);
    else shape = L.rectangle(bounds, { weight: 2, dashArray: "6 4", interactive: false, className: "wa-box" }).addTo(map);
  });
  document.addEventListener("mouseup", () => start && finish());
  bindTouch(map, state, () => start, (latlng) => map.fire("mousedown", { latlng, originalEvent: { preventDefault() {}, shiftKey: true } }), finish);
  return state;
}

// The same with a finger, once armed.
function bindTouch(map, state, started, begin, finish) {
  const container = map.getContainer();
  const place = (event) => map.mouseEventToLatLng(event.touches[0]);
  container.addEventListener("touchstart", (event) => {
    if (!state.armed || event.touches.length !== 1) return;
    event.preventDefault();
    begin(place(event));
  }, { passive: false });
  container.addEventListener("touchmove", (event) => {
    if (started()) map.fire("mousemove", { latlng: place(event) });
  }, { passive: true });
  container.addEventListener("touchend", () => started() && finish());
}

function legendControl(map, words) {
  const L = window.L;
  const box = element("details", "wa-legend");
  box.open = map.getSize().x > 560;
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => box;
  control.addTo(map);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const row = (svg, text) => {
    const line = element("div", "row");
    line.append(svg, element("span", "", text));
    return line;
  };
  return (payload) => {
    const ink = payload.dark ? "#c9d4dc" : "#48525a";
    const near = markSvg("circle", ink, 14, false);
    near.classList.add("soft");
    const rows = [
      row(markSvg("circle", ink, 14, false), words.exact), row(near, words.near), row(markSvg("circle", ink, 14, true), words.country),
      row(element("span", "swatch"), words.shaded),
    ];
    const counts = new Array(payload.types.names.length).fill(0);
    payload.type.forEach((kind, i) => (counts[kind] += payload.n[i]));
    const order = counts.map((n, k) => [n, k]).filter(([n]) => n).sort((a, b) => b[0] - a[0]);
    const shown = order.slice(0, LEGEND_TYPES).map(([, k]) => row(markSvg(payload.types.marks[k], payload.types.colours[k], 14, false), payload.types.labels[k]));
    if (order.length > LEGEND_TYPES) shown.push(element("div", "row more", `+ ${order.length - LEGEND_TYPES} ${words.few}`));
    const columns = element("div", "columns");
    const [left, right] = [element("div"), element("div")];
    left.append(...rows);
    right.append(...shown);
    columns.append(right, left);
    box.replaceChildren(element("summary", "", words.legend), columns);
  };
}
