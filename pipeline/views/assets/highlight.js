// Marks in a view what the search found, as the search reads it: whole words from their start, accents and case aside.
// The browser paints the ranges (CSS custom highlights); no node is touched, so that no text can become markup.
const searchTerms = (query) => [...(query || "").matchAll(/"([^"]+)"|(\S+)/g)]
  .map(([, phrase, word]) => foldedWith(phrase || word)[0].trim())
  .filter(Boolean);

// The text without case, accents and punctuation, and for each of its characters where that stands in the original.
function foldedWith(text) {
  let folded = " ";
  const places = [0];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    for (const one of plain) {
      const kept = /[\p{L}\p{N}]/u.test(one) ? one : " ";
      if (kept === " " && folded.endsWith(" ")) continue;
      folded += kept;
      places.push(...Array(kept.length).fill(at));
    }
    at += character.length;
  }
  places.push(at);
  return [folded, places];
}

function rangesOf(node, terms) {
  const [folded, places] = foldedWith(node.data);
  const found = [];
  for (const term of terms) {
    for (let from = folded.indexOf(` ${term}`); from >= 0; from = folded.indexOf(` ${term}`, from + 1)) {
      const range = document.createRange();
      range.setStart(node, places[from + 1]);
      range.setEnd(node, places[from + 1 + term.length] ?? node.length);
      found.push(range);
    }
  }
  return found;
}

// Mark the words of `query` below `root`; `name` keeps the views apart. The style is ::highlight(name).
function highlightSearch(root, name, query) {
  if (!window.CSS || !CSS.highlights) return;
  const terms = searchTerms(query);
  if (!terms.length) {
    CSS.highlights.delete(name);
    return;
  }
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) ranges.push(...rangesOf(node, terms));
  CSS.highlights.set(name, new Highlight(...ranges));
}
