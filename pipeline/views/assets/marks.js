// The marks of the event types, on a canvas and as SVG, and the bus on which the views tell each other what is hovered.
const POLYGONS = {
  square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  triangle: [[0, -1.15], [1.12, 0.85], [-1.12, 0.85]],
  down: [[0, 1.15], [1.12, -0.85], [-1.12, -0.85]],
  plus: [[-0.38, -1.1], [0.38, -1.1], [0.38, -0.38], [1.1, -0.38], [1.1, 0.38], [0.38, 0.38], [0.38, 1.1],
    [-0.38, 1.1], [-0.38, 0.38], [-1.1, 0.38], [-1.1, -0.38], [-0.38, -0.38]],
};
POLYGONS.cross = POLYGONS.plus.map(([x, y]) => [(x - y) * 0.74, (x + y) * 0.74]);
POLYGONS.star = [...Array(10).keys()].map((i) => {
  const radius = i % 2 ? 0.55 : 1.3;
  return [radius * Math.sin((i * Math.PI) / 5), -radius * Math.cos((i * Math.PI) / 5)];
});

function markPath(g, mark, x, y, r) {
  g.beginPath();
  const corners = POLYGONS[mark];
  if (!corners) {
    g.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], i) => (i ? g.lineTo(x + dx * r, y + dy * r) : g.moveTo(x + dx * r, y + dy * r)));
  g.closePath();
}

const SVG = "http://www.w3.org/2000/svg";

function markSvg(mark, colour, size, hollow) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.6 -1.6 3.2 3.2");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  const corners = POLYGONS[mark];
  const shape = document.createElementNS(SVG, corners ? "polygon" : "circle");
  if (corners) shape.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
  else shape.setAttribute("r", "1");
  shape.setAttribute("fill", hollow ? "none" : colour);
  shape.setAttribute("stroke", colour);
  shape.setAttribute("stroke-width", hollow ? "0.5" : "0");
  svg.append(shape);
  return svg;
}

function element(tag, cls, text) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined && text !== null) node.textContent = text; // never markup: the words are a document's
  return node;
}

function labelled(tag, cls, label) {
  const node = element(tag, cls);
  node.setAttribute("aria-label", label);
  node.title = label;
  return node;
}

// What a pointer rests on in one view, one event or several, lights up in the others, without a word to the server.
const HOVER = "whenabouts:hover";

function sayHover(ids, target = window) {
  target.dispatchEvent(new CustomEvent(HOVER, { detail: [].concat(ids || []) }));
}

function hearHover(action, target = window) {
  const listen = (event) => action(new Set(event.detail));
  target.addEventListener(HOVER, listen);
  return () => target.removeEventListener(HOVER, listen);
}
