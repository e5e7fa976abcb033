// The detail of one story on an exported page.
const DETAIL_WORDS = { ...window.WHENABOUTS_WORDS.published_detail, basis: { ...window.WHENABOUTS_WORDS.basis, none: "" } };

// A quote with the words marked that give its date and its place.
function quoteOf(text, marks) {
  const box = element("p", "quote");
  box.dir = "auto";
  const found = (marks || []).map(([words, kind]) => [text.indexOf(words), words.length, kind]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
  let done = 0;
  for (const [at, length, kind] of found) {
    if (at < done) continue;
    box.append(document.createTextNode(text.slice(done, at)), element("mark", kind, text.slice(at, at + length)));
    done = at + length;
  }
  box.append(document.createTextNode(text.slice(done)));
  return box;
}

function sourceOf(source, documents) {
  const box = element("article", "source");
  const told = documents[source.document] || { title: "", text: "" };
  box.append(element("h3", "", told.title));
  const dated = element("p", "dated");
  dated.append(element("strong", "", source.when || DETAIL_WORDS.undated));
  if (DETAIL_WORDS.basis[source.basis]) dated.append(element("span", "basis", DETAIL_WORDS.basis[source.basis]));
  box.append(dated);
  if (source.quote) box.append(quoteOf(source.quote, source.marks));
  if (source.attribution) box.append(element("p", "why", `${DETAIL_WORDS.said} ${source.attribution}`));
  for (const [name, words] of [[DETAIL_WORDS.why_date, source.why_date], [DETAIL_WORDS.why_place, source.why_place]]) {
    if (!words) continue;
    const why = element("p", "why");
    why.append(element("b", "", `${name}: `), document.createTextNode(words));
    box.append(why);
  }
  for (const words of source.notes || []) {
    const note = element("p", "why");
    note.append(element("b", "", `${DETAIL_WORDS.note}: `), document.createTextNode(words));
    box.append(note);
  }
  if (told.text) {
    const whole = element("details");
    whole.append(element("summary", "", DETAIL_WORDS.read), element("div", "whole", told.text));
    box.append(whole);
  }
  return box;
}

function detailOf(data, i, types, back) {
  const { rows } = data;
  const box = element("section", "detail");
  const close = element("button", "back", `‹ ${DETAIL_WORDS.back}`);
  close.type = "button";
  close.onclick = back;
  const chips = element("div", "chips");
  const kind = types.names.indexOf(rows.type[i]);
  const type = element("span", "chip");
  type.append(markSvg(types.marks[kind], types.colours[kind], 13, false), document.createTextNode(rows.type[i]));
  chips.append(type);
  if (rows.modality[i] !== "happened") chips.append(element("span", "chip", rows.modality[i]));
  if (rows.disputed[i]) chips.append(element("span", "chip", DETAIL_WORDS.disputed));
  chips.append(element("span", "chip", rows.sure[i]));
  const title = element("h2", "", rows.title[i]);
  title.dir = "auto";
  const where = [rows.place[i], rows.admin[i]].filter(Boolean).join(", ") || DETAIL_WORDS.unplaced;
  box.append(close, chips, title, element("p", "facts", `${rows.when[i] || DETAIL_WORDS.undated} · ${where}`));
  if (rows.actors[i].length) box.append(element("p", "facts quiet", `${DETAIL_WORDS.actors}: ${rows.actors[i].join(", ")}`));
  data.sources[i].forEach((source) => box.append(sourceOf(source, data.documents)));
  return box;
}
