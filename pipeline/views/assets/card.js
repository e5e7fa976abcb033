// The detail of one story. Every word of a document is set with textContent: it can never become markup.
const el = (tag, cls, text) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
};

const marked = (pieces, cls) => {
  const box = el("p", cls);
  box.dir = "auto";
  for (const piece of pieces) {
    if (!piece.mark) box.append(document.createTextNode(piece.text));
    else box.append(el("mark", piece.mark, piece.text));
  }
  return box;
};

const link = (text, action) => {
  const button = el("button", "link", text);
  button.type = "button";
  button.onclick = action;
  return button;
};

const head = (data) => {
  const box = el("div", "head");
  const chips = el("div", "chips");
  for (const chip of data.chips) {
    const node = el("span", `chip ${chip.tone || ""}`);
    if (chip.colour) {
      const dot = el("i", "dot");
      dot.style.background = chip.colour;
      node.append(dot);
    }
    node.append(document.createTextNode(chip.text));
    if (chip.help) node.title = chip.help;
    chips.append(node);
  }
  const title = el("h2", "", data.title);
  title.dir = "auto";
  box.append(chips, title);
  for (const fact of data.facts) {
    const row = el("div", "fact");
    row.append(el("span", "name", fact.name), el("span", `value ${fact.tone || ""}`, fact.text));
    box.append(row);
  }
  return box;
};

// The address that a person gave: shown as it is, opened only by a click, without telling where from.
const address = (entry, words) => {
  const row = el("div", "row");
  const anchor = el("a", "address", entry.link);
  anchor.href = entry.link;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer nofollow";
  row.append(el("span", "quiet", words.link), anchor);
  return row;
};

const source = (entry, words, writable, send) => {
  const box = el("article", entry.best ? "source best" : "source");
  const top = el("div", "row");
  top.append(entry.document ? link(entry.title, () => send("open", entry.document)) : el("span", "", entry.title));
  if (entry.language) top.append(el("span", "quiet", entry.language));
  if (writable) top.append(link(words.part, () => send("part", entry.event)));
  box.append(top);
  const dated = el("div", "dated");
  dated.append(el("strong", "", entry.when), el("span", `basis ${entry.basis}`, entry.basis_text));
  box.append(dated);
  if (entry.quote.length) box.append(marked(entry.quote, "quote"));
  if (/^https?:\/\//.test(entry.link)) box.append(address(entry, words));
  return box;
};

const why = (section) => {
  const box = el("section", "why");
  box.append(el("h3", "", section.heading));
  if (section.sentence) box.append(el("p", "sentence", section.sentence));
  const list = el("dl", "");
  for (const row of section.rows) list.append(el("dt", "", row.name), el("dd", "", row.text));
  if (section.rows.length) box.append(list);
  return box;
};

const candidates = (data, send) => {
  const box = el("div", "candidates");
  if (data.candidates.length) box.append(el("div", "quiet", data.candidates_text));
  for (const entry of data.candidates) {
    const row = el("div", entry.chosen ? "candidate chosen" : "candidate");
    const bar = el("span", "bar");
    const fill = el("i", "");
    fill.style.width = `${Math.round(entry.share * 100)}%`;
    bar.append(fill);
    const name = el("span", "place", entry.name);
    name.title = entry.why;
    row.append(name, bar);
    if (data.writable && !entry.chosen) row.append(link(data.words.use, () => send("place", entry.id)));
    else row.append(el("span", "quiet", entry.chosen ? data.words.chosen : ""));
    box.append(row);
  }
  return box;
};

const suggestion = (data, send) => {
  const hint = el("div", "suggestion");
  hint.append(el("span", "", data.suggestion));
  if (data.writable) hint.append(link(data.words.accept, () => send("accept", data.event)));
  return hint;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const send = (name, value) => setTriggerValue(name, value);
  if (data.part === "head") {
    root.replaceChildren(head(data));
    if (data.quote.some((piece) => piece.text)) root.append(marked(data.quote, "quote lead"));
    if (data.suggestion) root.append(suggestion(data, send));
    highlightSearch(root, "wa-head", data.q);
    return;
  }
  const sources = el("section", "sources");
  sources.append(el("h3", "", data.words.sources));
  for (const entry of data.sources) sources.append(source(entry, data.words, data.writable && data.sources.length > 1, send));
  root.replaceChildren(sources, why(data.why_date));
  const place = why(data.why_place);
  place.append(candidates(data, send));
  root.append(place);
  highlightSearch(root, "wa-card", data.q);
}
