// How pointer and keyboard move the brush and the lanes of a Timeline.
function bindBrush(view) {
  const { top, handles, brush } = view;
  const at = (event) => event.clientX - view.root.getBoundingClientRect().left;
  const time = (x) => view.whole.t(Math.max(view.left, Math.min(view.right, x)));
  const edges = () => view.domain.map((edge, k) => (view.range[k] === null ? edge : view.range[k]));
  const least = () => Math.max(view.unit.length * 0.9, 36e5);

  top.onpointerdown = (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    view.stop();
    top.setPointerCapture(event.pointerId);
    const held = handles.indexOf(event.target);
    if (held >= 0) handles[held].focus();
    const kind = held >= 0 ? held : event.target === brush && !brush.classList.contains("all") ? "move" : "new";
    view.dragging = { kind, x: at(event), from: edges(), t: time(at(event)), moved: false };
  };
  top.onpointermove = (event) => {
    const drag = view.dragging;
    if (!drag) return;
    drag.moved = drag.moved || Math.abs(at(event) - drag.x) > 3;
    if (!drag.moved) return;
    const t = time(at(event));
    const [a, b] = drag.from;
    if (drag.kind === 0) view.range = [Math.min(t, b - least()), view.range[1]];
    else if (drag.kind === 1) view.range = [view.range[0], Math.max(t, a + least())];
    else if (drag.kind === "new") view.range = [Math.min(t, drag.t), Math.max(t, drag.t, Math.min(t, drag.t) + least())];
    else {
      const dx = Math.max(view.left - view.whole.x(a), Math.min(view.right - view.whole.x(b), at(event) - drag.x));
      view.range = [view.whole.t(view.whole.x(a) + dx), view.whole.t(view.whole.x(b) + dx)];
    }
    cancelAnimationFrame(view.frame);
    view.zoom = null;
    view.frame = requestAnimationFrame(() => view.draw());
  };
  top.onpointerup = () => {
    const drag = view.dragging;
    view.dragging = null;
    if (!drag || !drag.moved) return;
    const [from, to] = edges().map((t) => view.snap(t));
    view.setRange([from, to > from ? to : nextOf(from, view.unit)]);
  };
  top.onpointercancel = top.onpointerup;
  top.ondblclick = () => view.reset();
  handles.forEach((handle, k) => {
    handle.onkeydown = (event) => moveHandle(view, k, event, edges());
  });
}

function moveHandle(view, k, event, limits) {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
  let t = limits[k];
  if (event.key === "Home") t = k ? nextOf(limits[0], view.unit) : view.domain[0];
  else if (event.key === "End") t = k ? view.domain[1] : floorTo(limits[1] - 1, view.unit);
  else if (steps) t = stepped(view, t, steps);
  else return;
  event.preventDefault();
  event.stopPropagation();
  limits[k] = k ? Math.max(t, nextOf(limits[0], view.unit)) : Math.min(t, floorTo(limits[1] - 1, view.unit));
  view.setRange(limits.map((limit, place) => (view.range[place] === null && place !== k ? null : limit)), 350);
}

function stepped(view, t, steps) {
  let moved = view.snap(t);
  for (let i = 0; i < Math.abs(steps); i += 1) moved = steps > 0 ? nextOf(moved, view.unit) : floorTo(moved - 1, view.unit);
  return moved;
}

function bindLanes(view) {
  const { canvas } = view;
  const at = (event) => event.clientX - canvas.getBoundingClientRect().left;
  let pan = null;
  canvas.onpointermove = (event) => {
    if (pan) {
      const [from, to] = pan.window;
      const dt = ((pan.x - at(event)) / (view.right - view.left)) * (to - from);
      pan.moved = pan.moved || Math.abs(pan.x - at(event)) > 4;
      if (pan.moved) view.setZoom(from + dt, to + dt);
      return;
    }
    const hit = view.near(event);
    canvas.style.cursor = hit || moreAt(view, event) ? "pointer" : "";
    view.showTip(hit);
    const id = hit ? view.data.marks.id[hit.i] : "";
    if (id !== view.hovered) sayHover(id);
  };
  canvas.onpointerleave = () => {
    view.showTip(null);
    if (view.hovered) sayHover("");
  };
  canvas.onpointerdown = (event) => {
    if (event.button !== 0) return;
    pan = { x: at(event), window: view.window.slice(), moved: !view.zoom && false };
    canvas.setPointerCapture(event.pointerId);
  };
  canvas.onpointerup = (event) => {
    const moved = pan && pan.moved;
    pan = null;
    if (moved) return;
    if (moreAt(view, event)) {
      view.expanded = !view.expanded;
      view.draw();
      return;
    }
    const hit = view.near(event);
    if (hit) view.send.select(view.data.marks.id[hit.i] === view.data.selected ? "" : view.data.marks.id[hit.i]);
  };
  canvas.ondblclick = (event) => {
    if (!view.near(event)) view.reset();
  };
  canvas.onwheel = (event) => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.ctrlKey && !event.metaKey && !sideways) return; // plain turning scrolls the page
    event.preventDefault();
    const [from, to] = view.window;
    if (sideways) view.setZoom(from + ((to - from) * event.deltaX) / 900, to + ((to - from) * event.deltaX) / 900);
    else view.zoomBy(Math.exp(event.deltaY / 300), view.scale.t(at(event)));
  };
  view.root.onkeydown = (event) => zoomKey(view, event);
}

function zoomKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const [from, to] = view.window;
  const step = (to - from) / 8;
  const actions = {
    "+": () => view.zoomBy(0.5), "=": () => view.zoomBy(0.5), "-": () => view.zoomBy(2), 0: () => view.reset(),
    ArrowLeft: () => view.setZoom(from - step, to - step), ArrowRight: () => view.setZoom(from + step, to + step),
  };
  if (!actions[event.key] || (event.key.startsWith("Arrow") && event.target !== view.canvas)) return;
  event.preventDefault();
  event.stopPropagation();
  actions[event.key]();
}

// Whether a pointer is on the label of the joined lane.
function moreAt(view, event) {
  const box = view.canvas.getBoundingClientRect();
  const y = event.clientY - box.top;
  const lane = view.laid && view.laid.lanes.find((one) => one.more);
  if (!lane || event.clientX - box.left > (view.narrow ? view.width : view.left - 12)) return false;
  return y >= lane.y - (view.narrow ? 13 : 0) && y <= (view.narrow ? lane.y : lane.y + lane.height);
}
