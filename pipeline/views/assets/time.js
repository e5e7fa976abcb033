// Time on an axis: milliseconds since 1970 as floats, proleptic Gregorian, astronomical years (44 BC = -43).
const DAY = 864e5;
const YEAR = 365.2425 * DAY;
const SAID = { day: "", months: [], bc: "", ad: "" }; // how a date is written, in the language of the page

function sayTime(words) {
  Object.assign(SAID, words, { months: words.months.split(" ") });
}

// Units of bins and ticks, finest first: [name, multiple, length].
const UNITS = [
  ["hour", 1, 36e5], ["hour", 3, 3 * 36e5], ["hour", 6, 6 * 36e5], ["hour", 12, 12 * 36e5],
  ["day", 1, DAY], ["week", 1, 7 * DAY], ["month", 1, YEAR / 12], ["month", 3, YEAR / 4], ["month", 6, YEAR / 2],
  ["year", 1, YEAR], ["year", 2, 2 * YEAR], ["year", 5, 5 * YEAR], ["year", 10, 10 * YEAR], ["year", 20, 20 * YEAR],
  ["year", 50, 50 * YEAR], ["year", 100, 100 * YEAR], ["year", 200, 200 * YEAR], ["year", 500, 500 * YEAR],
  ["year", 1000, 1000 * YEAR], ["year", 2000, 2000 * YEAR], ["year", 5000, 5000 * YEAR],
].map(([name, by, length]) => ({ name, by, length }));
const NAMED_UNITS = { hour: 0, day: 4, week: 5, month: 6, year: 9, decade: 12, century: 15 };

function utc(year, month = 0, day = 1, hour = 0) {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, day); // Date.UTC reads the years 0 to 99 as 1900 to 1999
  moment.setUTCHours(hour);
  return moment.getTime();
}

function floorTo(t, unit) {
  const d = new Date(t);
  const year = d.getUTCFullYear();
  if (unit.name === "year") return utc(Math.floor(year / unit.by) * unit.by);
  if (unit.name === "month") return utc(year, Math.floor(d.getUTCMonth() / unit.by) * unit.by);
  if (unit.name === "week") return Math.floor((t / DAY + 3) / 7) * 7 * DAY - 3 * DAY; // weeks begin on Monday
  return Math.floor(t / unit.length) * unit.length;
}

function nextOf(t, unit) {
  const d = new Date(t);
  if (unit.name === "year") return utc(d.getUTCFullYear() + unit.by);
  if (unit.name === "month") return utc(d.getUTCFullYear(), d.getUTCMonth() + unit.by);
  return t + unit.length;
}

// The finest unit that cuts `span` into at most `most` pieces.
function unitFor(span, most) {
  return UNITS.find((unit) => span / unit.length <= most) || UNITS[UNITS.length - 1];
}

function yearLabel(year) {
  if (year <= 0) return SAID.bc.replace("{year}", 1 - year);
  return year < 100 ? SAID.ad.replace("{year}", year) : String(year);
}

function dayLabel(d) {
  return SAID.day.replace("{day}", d.getUTCDate()).replace("{month}", SAID.months[d.getUTCMonth()]);
}

// A moment in words, as fine as `unit`.
function momentLabel(t, unit) {
  const d = new Date(t);
  const year = yearLabel(d.getUTCFullYear());
  if (unit.name === "year") return year;
  if (unit.name === "month") return `${SAID.months[d.getUTCMonth()]} ${year}`;
  const day = `${dayLabel(d)} ${year}`;
  return unit.name === "hour" ? `${day}, ${String(d.getUTCHours()).padStart(2, "0")}:00` : day;
}

// The ISO prefix of a moment, as long as `unit`: 2023, 2023-09, 2023-09-13, 2023-09-13T14, -0043.
function isoOf(t, unit) {
  const d = new Date(t);
  const year = d.getUTCFullYear();
  const two = (number) => String(number).padStart(2, "0");
  let text = (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
  if (unit.name === "year") return text;
  text += `-${two(d.getUTCMonth() + 1)}`;
  if (unit.name === "month") return text;
  text += `-${two(d.getUTCDate())}`;
  return unit.name === "hour" ? `${text}T${two(d.getUTCHours())}` : text;
}

// The half-open moments of an ISO prefix, or null.
function fromIso(text) {
  const found = /^([+-]?\d{4,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d))?)?)?$/.exec(text || "");
  if (!found) return null;
  const [year, month, day, hour] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (month === null) return [utc(year), utc(year + 1)];
  if (day === null) return [utc(year, month - 1), utc(year, month)];
  const start = utc(year, month - 1, day);
  return hour === null ? [start, start + DAY] : [start + hour * 36e5, start + (hour + 1) * 36e5];
}

function tickLabel(t, unit) {
  const d = new Date(t);
  if (unit.name === "year") return yearLabel(d.getUTCFullYear());
  const newYear = d.getUTCMonth() === 0 && d.getUTCDate() <= (unit.name === "week" ? 7 : 1);
  if (unit.name === "month") return newYear ? yearLabel(d.getUTCFullYear()) : SAID.months[d.getUTCMonth()];
  if (unit.name === "hour" && d.getUTCHours() !== 0) return `${String(d.getUTCHours()).padStart(2, "0")}:00`;
  return newYear && unit.name !== "hour" ? yearLabel(d.getUTCFullYear()) : dayLabel(d);
}

// Ticks [moment, label] of a stretch `span` drawn `width` pixels wide; the first says its year.
function ticksOf(first, last, width, apart) {
  const unit = unitFor(last - first, Math.max(1.9, width / apart));
  const found = [];
  let t = floorTo(first, unit);
  for (let guard = 0; t <= last && guard < 500; guard += 1, t = nextOf(t, unit)) {
    let at = t;
    const year = new Date(t).getUTCFullYear();
    if (unit.name === "year" && unit.by >= 10 && year <= 0) at = utc(year + 1); // "100 BC" is the year -99
    if (at < first || at > last) continue;
    const label = tickLabel(at, unit);
    const whole = found.length === 0 && unit.name !== "year" && label !== yearLabel(year);
    found.push([at, whole ? momentLabel(at, unit) : label]);
  }
  if (found.length === 0) found.push([first, momentLabel(first, unit)]);
  return found;
}

// The stretches of [first, last] in which something happens; `spans` are [start, end] pairs.
function occupied(spans, first, last) {
  const merged = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const low = Math.max(first, start);
    const high = Math.min(last, end);
    if (high < low) continue;
    const before = merged[merged.length - 1];
    if (before && low <= before[1]) before[1] = Math.max(before[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

const LONG_GAP = 0.14; // of what is shown; a longer silence is squeezed
const BREAK = 26; // pixels that a squeezed silence takes

// A scale from time to pixels. Long silences between `spans` are squeezed to a visible break, so that one early event
// does not push all others into a corner. Gives x(t), t(x), the pieces [t0, t1, x0, x1, isBreak].
function scaleOf(first, last, left, right, spans) {
  const gaps = [];
  const busy = spans ? occupied(spans, first, last) : [];
  for (let i = 1; i < busy.length; i += 1) {
    const low = busy[i - 1][1];
    const high = busy[i][0];
    const margin = Math.min(0.1 * (high - low), 0.015 * (last - first));
    if (high - low > LONG_GAP * (last - first)) gaps.push([low + margin, high - margin]);
  }
  const squeezed = gaps.reduce((sum, [low, high]) => sum + high - low, 0);
  const factor = (right - left - BREAK * gaps.length) / (last - first - squeezed || 1);
  const pieces = [];
  let t = first;
  let x = left;
  for (const [low, high] of [...gaps, [last, last]]) {
    pieces.push([t, low, x, x + (low - t) * factor, false]);
    x += (low - t) * factor;
    if (high > low) pieces.push([low, high, x, x + BREAK, true]);
    if (high > low) x += BREAK;
    t = high;
  }
  const along = (value, from, to) => {
    const piece = pieces.find((one) => value <= one[from + 1]) || pieces[pieces.length - 1];
    const width = piece[from + 1] - piece[from] || 1;
    return piece[to] + ((value - piece[from]) / width) * (piece[to + 1] - piece[to]);
  };
  return { first, last, left, right, pieces, x: (value) => along(value, 0, 2), t: (value) => along(value, 2, 0) };
}

// Ticks [x, label] over all pieces of a scale; none inside a break, at least one between two breaks.
function ticksOn(scale, apart) {
  const found = [];
  for (const [t0, t1, x0, x1, isBreak] of scale.pieces) {
    if (isBreak) continue;
    for (const [t, label] of ticksOf(t0, t1, x1 - x0, apart)) found.push([scale.x(t), label]);
  }
  return found;
}
