// The lanes of the timeline: which mark goes where, and how it is drawn.
const FEW = 30; // up to so many visible marks carry their titles
const FADE = 64; // pixels over which an open interval fades out
const MOST_LANES = 8;
const MOST_ROWS = 3;
const HEIGHT = 205; // pixels that the lanes should fit into: fewer rows a lane before they grow higher
const RADIUS = 4.6;
const TITLE_WIDTH = 230;
const LEAST_TITLE = 48;

// The extent of mark i in pixels and how it is known: point, span (exact), vague, until, from.
function shapeOf(marks, i, scale) {
  const start = marks.start[i];
  const end = marks.end[i];
  const best = scale.x(marks.best[i]);
  if (start === null && end === null) return { kind: "point", x0: best, x1: best, x: best };
  if (start === null) {
    const x = scale.x(end);
    return { kind: "until", x0: x - FADE, x1: x, x };
  }
  if (end === null) {
    const x = scale.x(start);
    return { kind: "from", x0: x, x1: x + FADE, x };
  }
  const x0 = scale.x(start);
  const x1 = scale.x(end);
  if (x1 - x0 < 2.6 * RADIUS) return { kind: "point", x0, x1, x: marks.vague[i] ? (x0 + x1) / 2 : best, hollow: marks.vague[i] };
  if (marks.vague[i]) return { kind: "vague", x0, x1, x: (x0 + x1) / 2 };
  const middle = (x0 + x1) / 2;
  return end - start <= DAY ? { kind: "point", x0: middle, x1: middle, x: middle } : { kind: "span", x0, x1, x: x0 };
}

// The half-open times in which mark i can be seen.
function extentOf(marks, i) {
  const { start, end, best } = { start: marks.start[i], end: marks.end[i], best: marks.best[i] };
  return [start === null ? (end === null ? best : end) : start, end === null ? (start === null ? best : start) : end];
}

function inside(marks, i, first, last) {
  const [low, high] = extentOf(marks, i);
  return high >= first && low <= last;
}

// Lanes as they are drawn: those with visible marks, the smallest ones joined into a last one.
function lanesShown(data, visible, expanded, more) {
  const members = new Map(data.lanes.map((lane) => [lane.id, []]));
  for (const i of visible) if (members.has(data.marks.lane[i])) members.get(data.marks.lane[i]).push(i);
  let lanes = data.lanes.map((lane) => ({ ...lane, marks: members.get(lane.id) })).filter((lane) => lane.marks.length);
  const hidden = lanes.length - MOST_LANES;
  if (hidden > 0 && !expanded) {
    const large = new Set([...lanes].sort((a, b) => b.marks.length - a.marks.length).slice(0, MOST_LANES - 1));
    const rest = lanes.filter((lane) => !large.has(lane));
    lanes = lanes.filter((lane) => large.has(lane));
    lanes.push({ id: null, label: `+ ${rest.length} ${more}`, marks: rest.flatMap((lane) => lane.marks), more: true });
  }
  return lanes;
}

// Puts each mark of a lane into the first row with room; with `g` its title too. Returns placed marks and rows used.
function packLane(lane, view, g, mostRows) {
  const { marks } = view.data;
  const shapes = lane.marks.map((i) => ({ i, ...shapeOf(marks, i, view.scale) })).sort((a, b) => a.x0 - b.x0);
  const ends = [];
  const titled = []; // the last shape with a title in each row
  let crowded = 0;
  for (const shape of shapes) {
    const title = g ? titleOf(g, marks, shape, view) : null;
    const low = Math.min(shape.x0, shape.x - RADIUS) - 2;
    const high = Math.max(shape.x1, shape.x + RADIUS) + 2;
    shape.row = roomFor(ends, shape, title, [low, high], mostRows);
    if (shape.row >= 0) {
      titled[shape.row] = shape;
      continue;
    }
    shape.title = null;
    shape.row = ends.findIndex((end) => end <= low);
    if (shape.row < 0 && ends.length < mostRows) shape.row = ends.push(0) - 1;
    if (shape.row < 0) {
      crowded += 1;
      shape.row = crowded % mostRows;
      if (g && titled[shape.row]) cutTitle(g, titled[shape.row], low - 2);
    }
    ends[shape.row] = Math.max(ends[shape.row] || 0, high);
  }
  return { shapes, rows: Math.max(1, Math.min(ends.length, mostRows)), crowded };
}

function roomFor(ends, shape, title, [low, high], mostRows) {
  if (!title) return -1;
  const needed = title.after ? [low, Math.max(high, title.x + title.width + 8)] : [title.x - 6, high];
  let row = ends.findIndex((end) => end <= needed[0]);
  if (row < 0 && ends.length < mostRows) row = ends.push(0) - 1;
  if (row < 0) return -1;
  shape.title = title;
  ends[row] = needed[1];
  return row;
}

// Ends a shape's title before pixel `limit`, where a mark without room of its own stands; too short a title goes.
function cutTitle(g, shape, limit) {
  const { title } = shape;
  if (!title || title.x + title.width <= limit || title.x > limit + 2 * RADIUS) return;
  if (!title.after || limit - title.x < LEAST_TITLE) shape.title = null;
  else Object.assign(title, fitted(g, title.text.replace(/…$/, ""), limit - title.x));
}

// A text cut to `room` pixels, with its width.
function fitted(g, text, room) {
  let width = g.measureText(text).width;
  if (width <= room) return { text, width };
  let kept = Math.max(1, Math.floor((text.length * room) / width) - 1);
  for (; kept > 1; kept -= 1) {
    width = g.measureText(`${text.slice(0, kept).trimEnd()}…`).width;
    if (width <= room) break;
  }
  return { text: `${text.slice(0, kept).trimEnd()}…`, width };
}

// The title beside a mark, cut to its room; after the mark, or before it near the right edge.
function titleOf(g, marks, shape, view) {
  const room = Math.min(TITLE_WIDTH, view.right - view.left - 40);
  const { text, width } = fitted(g, marks.title[shape.i], room);
  const x = Math.max(shape.kind === "vague" || shape.kind === "span" ? shape.x1 : shape.x, shape.x + RADIUS) + 6;
  if (x + width <= view.right) return { text, width, x, after: true };
  const before = Math.min(shape.x0, shape.x - RADIUS) - 6 - width;
  return before >= view.left ? { text, width, x: before, after: false } : null;
}

// Lays out all lanes; the height of a lane follows the rows it needs. `g` measures titles when few marks are visible.
function layLanes(view, g) {
  const { marks } = view.data;
  const visible = [];
  for (let i = 0; i < marks.id.length; i += 1) if (inside(marks, i, view.scale.first, view.scale.last)) visible.push(i);
  const few = visible.length <= FEW;
  const lanes = lanesShown(view.data, visible, view.expanded, view.words.more);
  let height = 0;
  for (let rows = MOST_ROWS; rows > 0; rows -= 1) {
    height = stackLanes(lanes, view, few ? g : null, rows);
    if (height <= (few ? 1.4 * HEIGHT : HEIGHT)) break;
  }
  return { lanes, visible, few, height };
}

function stackLanes(lanes, view, g, mostRows) {
  let y = 2;
  for (const lane of lanes) {
    Object.assign(lane, packLane(lane, view, g, mostRows));
    lane.dense = lane.crowded > lane.marks.length * 0.35 && lane.marks.length > 40;
    lane.rowHeight = lane.dense ? 16 : g ? 18 : 8;
    lane.y = y + (view.narrow ? 13 : 0);
    lane.height = Math.max(20, (lane.dense ? 1 : lane.rows) * lane.rowHeight + (g ? 4 : 7));
    y = lane.y + lane.height;
  }
  return y + 2;
}

function rowMiddle(lane, row) {
  if (lane.dense) return lane.y + lane.height / 2;
  return lane.y + lane.height / 2 + (row - (lane.rows - 1) / 2) * lane.rowHeight;
}

// Draws one lane and returns what can be hit: {i, x0, x1, y}.
function drawLane(g, lane, view) {
  const hits = [];
  if (lane.dense) shadeLane(g, lane, view);
  for (const shape of lane.shapes) {
    const y = rowMiddle(lane, shape.row);
    const pale = !inside(view.data.marks, shape.i, view.rangeFrom, view.rangeTo);
    if (!lane.dense) drawShape(g, shape, y, view, pale ? 0.3 : 1);
    hits.push({ i: shape.i, x0: Math.min(shape.x0, shape.x - RADIUS), x1: Math.max(shape.x1, shape.x + RADIUS), x: shape.x, y, shape });
  }
  return hits;
}

function drawShape(g, shape, y, view, alpha) {
  const style = view.style(shape.i);
  if (shape.kind !== "point") drawBar(g, shape, y, style.colour, alpha, view);
  g.globalAlpha = alpha;
  g.lineWidth = 1.6;
  if (shape.x >= view.left - RADIUS && shape.x <= view.right + RADIUS) {
    const many = view.data.marks.n[shape.i] > 1 ? 1.25 : 1;
    markPath(g, style.mark, shape.x, y, RADIUS * (shape.kind === "point" || shape.kind === "span" ? many : 0.8));
    g.fillStyle = shape.hollow || shape.kind === "vague" ? view.background : style.colour;
    g.strokeStyle = shape.hollow || shape.kind === "vague" ? style.colour : view.background;
    g.fill();
    g.stroke();
  }
  if (shape.title) {
    g.fillStyle = view.text;
    g.textAlign = "left";
    g.fillText(shape.title.text, shape.title.x, y);
  }
  g.globalAlpha = 1;
}

function drawBar(g, shape, y, colour, alpha, view) {
  const x0 = Math.max(view.left - 8, shape.x0);
  const x1 = Math.min(view.right + 8, shape.x1);
  if (x1 <= x0) return;
  g.globalAlpha = alpha * { vague: 0.26, span: 0.75, until: 0.75, from: 0.75 }[shape.kind];
  g.fillStyle = colour;
  if (shape.kind === "until" || shape.kind === "from") {
    const fade = g.createLinearGradient(shape.x0, 0, shape.x1, 0);
    fade.addColorStop(shape.kind === "until" ? 0 : 1, `${colour}00`);
    fade.addColorStop(shape.kind === "until" ? 1 : 0, colour);
    g.fillStyle = fade;
  }
  const half = shape.kind === "span" ? 3.2 : 4.2;
  g.beginPath();
  g.roundRect(x0, y - half, x1 - x0, 2 * half, shape.kind === "until" || shape.kind === "from" ? 0 : half);
  g.fill();
  if (shape.kind === "until" || shape.kind === "from") {
    g.globalAlpha = alpha;
    g.fillStyle = colour;
    g.fillRect(shape.x - 1, y - 6.5, 2, 13); // the end that is known is sharp
  }
}

// A lane with more marks than room: columns of three pixels, the darker the more events.
function shadeLane(g, lane, view) {
  const columns = new Map();
  let most = 1;
  for (const shape of lane.shapes) {
    if (shape.x1 - shape.x0 > 40 && shape.kind === "vague") continue; // spread too wide to count at one spot
    const key = Math.floor(shape.x / 3);
    const column = columns.get(key) || { n: 0, i: shape.i };
    column.n += view.data.marks.n[shape.i];
    columns.set(key, column);
    most = Math.max(most, column.n);
  }
  for (const [key, column] of columns) {
    const share = Math.log1p(column.n) / Math.log1p(most);
    const half = 3 + (share * (lane.height - 8)) / 2;
    const x = key * 3;
    const t = view.scale.t(x + 1.5);
    g.globalAlpha = (t < view.rangeFrom || t > view.rangeTo ? 0.25 : 1) * (0.4 + 0.55 * share);
    g.fillStyle = view.style(column.i).colour;
    g.fillRect(x, lane.y + lane.height / 2 - half, 2.4, 2 * half);
  }
  g.globalAlpha = 1;
}
