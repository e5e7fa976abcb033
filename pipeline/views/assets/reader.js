// A whole document with every date, place and event marked. Text nodes only: nothing in it can run.
// Selected words can become an event, or the date or place of the chosen one: it sends picked {use, start, end}, in
// code points of the text.
const el = (tag, cls, text) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined) node.textContent = text;
  return node;
};

// A mark that leads to its event: no button, whose text a mouse cannot select.
const marked = (piece, choose) => {
  const node = el("span", `piece ${piece.marks.join(" ")}`, piece.text);
  if (piece.help) node.title = piece.help;
  if (!piece.event) return node;
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.onclick = () => choose(piece.event);
  node.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(piece.event);
  };
  return node;
};

// The selection inside the component's own tree, whichever way the browser tells of it.
const selectionOf = (text) => {
  const tree = text.getRootNode();
  const selection = tree.getSelection ? tree.getSelection() : document.getSelection();
  if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? range : null;
};

const points = (string) => Array.from(string).length;

// Where the selected words stand in the text.
const spanOf = (text, range) => {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = points(before.toString());
  return { start, end: start + points(range.toString()) };
};

// The small bar above selected words.
const bar = (data, text, send) => {
  const box = el("div", "picks");
  box.hidden = true;
  let span = null;
  for (const pick of data.picks) {
    const button = el("button", "", pick.text);
    button.type = "button";
    button.onpointerdown = (event) => event.preventDefault(); // keeps the words selected
    button.onclick = () => {
      box.hidden = true;
      if (span) send("picked", { use: pick.use, ...span });
    };
    box.append(button);
  }
  const place = () => {
    const range = selectionOf(text);
    box.hidden = !range || !data.picks.length;
    if (box.hidden) return;
    span = spanOf(text, range);
    const [words, frame] = [range.getBoundingClientRect(), text.parentElement.getBoundingClientRect()];
    box.style.top = `${words.bottom - frame.top + 6}px`;
    box.style.left = `${Math.max(0, Math.min(frame.width - box.offsetWidth, words.left - frame.left))}px`;
  };
  text.addEventListener("pointerup", () => setTimeout(place));
  text.addEventListener("keyup", place);
  return box;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const legend = el("div", "legend");
  for (const [name, text] of Object.entries(data.words)) legend.append(el("span", `piece ${name}`, text));
  const text = el("div", "text");
  text.dir = "auto";
  const choose = (event) => {
    if (!selectionOf(text)) setTriggerValue("select", event);
  };
  for (const piece of data.pieces) {
    text.append(piece.marks.length ? marked(piece, choose) : document.createTextNode(piece.text));
  }
  root.replaceChildren(legend, text, bar(data, text, setTriggerValue));
  highlightSearch(text, "wa-reader", data.q);
  const chosen = text.querySelector(".chosen");
  if (chosen && root.dataset.chosen !== data.chosen) {
    requestAnimationFrame(() => chosen.scrollIntoView({ block: "center" }));
  }
  root.dataset.chosen = data.chosen;
}
