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
  const fingers = new Map(); // where each pointer that is down is
  let pan = null;
  let pinch = null;
  let said = "";
  const hover = (id) => {
    if (id !== said) sayHover(id);
    said = id;
  };
  canvas.onpointermove = (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at(event));
    if (pinch && fingers.size === 2) {
      pinchTo(view, pinch, [...fingers.values()]);
      return;
    }
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
    hover(hit ? view.data.marks.id[hit.i] : "");
  };
  canvas.onpointerleave = () => {
    view.showTip(null);
    hover("");
  };
  canvas.onpointerdown = (event) => {
    if (event.button !== 0) return;
    view.stop();
    fingers.set(event.pointerId, at(event));
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 2) pinch = pinchFrom(view, [...fingers.values()]);
    pan = fingers.size === 1 ? { x: at(event), window: view.window.slice(), moved: false } : null;
  };
  const lift = (event) => {
    fingers.delete(event.pointerId);
    const clicked = pan && !pan.moved && !pinch && event.type === "pointerup";
    if (fingers.size === 0) pinch = null;
    pan = null;
    if (!clicked) return;
    if (moreAt(view, event)) {
      view.expanded = !view.expanded;
      view.draw();
      return;
    }
    const hit = view.near(event);
    if (hit) view.send.select(view.data.marks.id[hit.i] === view.data.selected ? "" : view.data.marks.id[hit.i]);
  };
  canvas.onpointerup = lift;
  canvas.onpointercancel = lift;
  canvas.ondblclick = (event) => {
    if (!view.near(event)) view.reset();
  };
  canvas.onwheel = (event) => wheel(view, event, () => view.scale.t(at(event)));
  view.top.onwheel = (event) => wheel(view, event, () => view.whole.t(at(event)));
  view.root.onkeydown = (event) => zoomKey(view, event);
}

// Two fingers: the times under them stay under them.
function pinchFrom(view, [a, b]) {
  const [from, to] = view.window;
  return { apart: Math.max(20, Math.abs(a - b)), span: to - from, t: view.scale.t((a + b) / 2) };
}

function pinchTo(view, pinch, [a, b]) {
  const span = (pinch.span * pinch.apart) / Math.max(20, Math.abs(a - b));
  const from = pinch.t - (span * ((a + b) / 2 - view.left)) / (view.right - view.left);
  view.setZoom(from, from + span);
}

// Turning the wheel zooms, with Ctrl or wherever the page has nothing to scroll; turning it sideways pans.
function wheel(view, event, timeThere) {
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  const focused = view.canvas.matches(":focus");
  if (!event.ctrlKey && !event.metaKey && !sideways && !focused && scrolls(view.root)) return;
  event.preventDefault();
  view.stop();
  const [from, to] = view.window;
  const turned = ((to - from) * event.deltaX) / 900;
  if (sideways) view.setZoom(from + turned, to + turned);
  else view.zoomBy(Math.exp(event.deltaY / 300), timeThere());
}

// Whether something around `node` has more to show below or above.
function scrolls(node) {
  for (let at = node; at; at = at.parentElement || (at.getRootNode() || {}).host) {
    const root = at === document.documentElement;
    if (at.scrollHeight > at.clientHeight + 4 && (root || /auto|scroll/.test(getComputedStyle(at).overflowY))) return true;
  }
  return false;
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
