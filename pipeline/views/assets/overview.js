// The overview of the timeline: a histogram of everything, under the brush.
const MOST_BINS = 180;

// Bins over the domain: {unit, edges, exact, vague}. An exact date counts in its bin, an interval that is open on one
// side at its known end, a vague closed one is spread over the bins it covers.
function binsOf(data, first, last, width) {
  const wanted = UNITS[NAMED_UNITS[data.bin]];
  const fits = wanted && (last - first) / wanted.length <= 4 * MOST_BINS;
  const unit = fits ? wanted : unitFor(last - first, Math.min(MOST_BINS, width / 6));
  const edges = [floorTo(first, unit)];
  while (edges[edges.length - 1] <= last && edges.length < 5 * MOST_BINS) edges.push(nextOf(edges[edges.length - 1], unit));
  const exact = new Array(edges.length - 1).fill(0);
  const vague = new Array(edges.length - 1).fill(0);
  const { marks } = data;
  for (let i = 0; i < marks.id.length; i += 1) {
    if (marks.vague[i] && marks.start[i] !== null && marks.end[i] !== null) spread(vague, edges, marks.start[i], marks.end[i], marks.n[i]);
    else exact[binAt(edges, marks.best[i])] += marks.n[i];
  }
  return { unit, edges, exact, vague };
}

function binAt(edges, t) {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

function spread(bins, edges, start, end, n) {
  const length = end - start || 1;
  for (let k = binAt(edges, start); k < bins.length && edges[k] < end; k += 1) {
    bins[k] += (n * Math.max(0, Math.min(end, edges[k + 1]) - Math.max(start, edges[k]))) / length;
  }
}

// Draws the histogram (or, with few events, a strip of ticks) into `height` pixels above the axis.
function drawOverview(g, view, height) {
  const { bins, whole } = view;
  if (view.few) drawStrip(g, view, height);
  else {
    const most = Math.max(1, ...bins.exact.map((n, k) => n + bins.vague[k]));
    for (let k = 0; k < bins.exact.length; k += 1) {
      const total = bins.exact[k] + bins.vague[k];
      if (total < 0.02) continue;
      const x0 = whole.x(Math.max(whole.first, bins.edges[k]));
      const x1 = whole.x(Math.min(whole.last, bins.edges[k + 1]));
      const on = bins.edges[k + 1] > view.rangeFrom && bins.edges[k] < view.rangeTo;
      const width = Math.max(1.2, x1 - x0 - (x1 - x0 > 4 ? 1 : 0.2));
      const scale = (value) => Math.max(value > 0 ? 2 : 0, (value / most) * (height - 6));
      const tall = scale(total);
      const solid = bins.exact[k] > 0 ? Math.min(tall, scale(bins.exact[k])) : 0;
      g.fillStyle = on ? view.accent : view.text;
      g.globalAlpha = on ? 0.38 : 0.14;
      g.fillRect(x0, height - tall, width, tall - solid);
      g.globalAlpha = on ? 0.92 : 0.28;
      g.fillRect(x0, height - solid, width, solid);
    }
  }
  g.globalAlpha = 0.35;
  g.fillStyle = view.text;
  g.fillRect(view.left, height, view.right - view.left, 1);
  g.globalAlpha = 1;
}

function drawStrip(g, view, height) {
  const { marks } = view.data;
  for (let i = 0; i < marks.id.length; i += 1) {
    g.globalAlpha = inside(marks, i, view.rangeFrom, view.rangeTo) ? 0.85 : 0.25;
    g.fillStyle = view.style(i).colour;
    g.fillRect(shapeOf(marks, i, view.whole).x - 1, 4, 2, height - 7);
  }
}

// Labels of an axis whose top is `top`; with `down` also fine lines through what lies below or above.
function drawAxis(g, view, scale, top, lines) {
  g.textBaseline = "top";
  let free = view.left - 20;
  for (const [x, label] of ticksOn(scale, view.narrow ? 66 : 84)) {
    const width = g.measureText(label).width;
    if (lines) {
      g.globalAlpha = 0.13;
      g.fillStyle = view.text;
      g.fillRect(x, lines[0], 1, lines[1]);
    }
    const at = Math.min(x + 3, view.right - width);
    if (at < free || x > view.right - 8) continue;
    g.globalAlpha = 0.78;
    g.fillStyle = view.text;
    g.textAlign = "left";
    g.fillText(label, at, top);
    free = at + width + 8;
  }
  g.globalAlpha = 1;
  g.textBaseline = "middle";
}

// Marks the squeezed silences of a scale: a hatched strip with a torn edge.
function drawBreaks(g, view, scale, top, height) {
  for (const [, , x0, x1, isBreak] of scale.pieces) {
    if (!isBreak) continue;
    g.save();
    g.beginPath();
    g.rect(x0 + 5, top, x1 - x0 - 10, height);
    g.clip();
    g.strokeStyle = view.text;
    g.globalAlpha = 0.22;
    g.lineWidth = 1;
    g.beginPath();
    for (let y = top - 20; y < top + height + 20; y += 6) {
      g.moveTo(x0, y + 8);
      g.lineTo(x1, y - 8);
    }
    g.stroke();
    g.restore();
  }
}

// The stretch of time that mark i keeps from being squeezed.
function busyOf(marks, i, domain) {
  const [start, end] = extentOf(marks, i);
  return end - start < 0.3 * (domain[1] - domain[0]) ? [start, end] : [marks.best[i], marks.best[i]];
}

// Whether any mark is known to the hour or finer.
function hourly(marks) {
  return marks.start.some((start, i) => start !== null && marks.end[i] !== null && marks.end[i] - start < DAY);
}

// First and last moment, with a margin; a range outside widens it.
function domainOf(data) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.marks.id.length; i += 1) {
    const [start, end] = extentOf(data.marks, i);
    low = Math.min(low, start, data.marks.best[i]);
    high = Math.max(high, end, data.marks.best[i]);
  }
  if (data.range[0] !== null) low = Math.min(low, data.range[0]);
  if (data.range[1] !== null) high = Math.max(high, data.range[1]);
  const margin = Math.max((high - low) * 0.015, hourly(data.marks) ? 36e5 : DAY);
  return [low - margin, high + margin];
}
