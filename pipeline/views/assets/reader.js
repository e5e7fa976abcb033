// A whole document with every date, place and event marked. Text nodes only: nothing in it can run.
const el = (tag, cls, text) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const legend = el("div", "legend");
  for (const [name, text] of Object.entries(data.words)) legend.append(el("span", `piece ${name}`, text));
  const text = el("div", "text");
  text.dir = "auto";
  let chosen = null;
  for (const piece of data.pieces) {
    if (!piece.marks.length) {
      text.append(document.createTextNode(piece.text));
      continue;
    }
    const clickable = Boolean(piece.event);
    const node = el(clickable ? "button" : "span", `piece ${piece.marks.join(" ")}`, piece.text);
    if (piece.help) node.title = piece.help;
    if (clickable) {
      node.type = "button";
      node.onclick = () => setTriggerValue("select", piece.event);
    }
    if (piece.marks.includes("chosen") && !chosen) chosen = node;
    text.append(node);
  }
  root.replaceChildren(legend, text);
  if (chosen && root.dataset.chosen !== data.chosen) {
    requestAnimationFrame(() => chosen.scrollIntoView({ block: "center" }));
  }
  root.dataset.chosen = data.chosen;
}
