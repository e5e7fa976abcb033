// What the map draws of one event, of a cluster of events, and what it says of them.
const RING = { light: "#b3261e", dark: "#ffb454" };

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

const counted = (words, n) => `${n.toLocaleString(document.documentElement.lang || "en")} ${n === 1 ? words.event : words.events}`;

// The ring of a cluster: how its events divide by type.
function clusterIcon(L, cluster, payload) {
  const { types, dark, words } = payload;
  const counts = new Map();
  let total = 0;
  for (const marker of cluster.getAllChildMarkers()) {
    total += marker.options.n;
    counts.set(marker.options.kind, (counts.get(marker.options.kind) || 0) + marker.options.n);
  }
  const size = Math.round(28 + 9 * Math.log10(total));
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 40 40");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
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
  const number = element("span", "", total > 9999 ? `${Math.round(total / 1000)}k` : String(total));
  number.setAttribute("aria-hidden", "true");
  box.append(svg, number, element("i", "wa-aloud", counted(words, total))); // said, not seen
  return L.divIcon({ html: box, className: "wa-cluster-icon", iconSize: [size, size] });
}

function tipOf(payload, i) {
  if (payload.cells) return tipWith(counted(payload.words, payload.n[i]), payload.place[i]);
  const many = payload.n[i] > 1 ? ` (${payload.n[i]})` : "";
  return tipWith(payload.title[i] + many, [payload.when[i], payload.place[i]].filter(Boolean).join(" · "));
}

function tipWith(title, below) {
  const box = element("div", "wa-tip");
  box.append(element("strong", "", title), element("span", "", below));
  return box;
}
