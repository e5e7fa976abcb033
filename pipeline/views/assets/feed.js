// The feed: a virtual list of stories (listbox). Joined behind marks.js. It sends select (a story's id, "" = none).
const SIGNS = { confirmed: "✓", rejected: "✕", unsure: "?" };
const WIDE = 620;
const MOST_PRINTED = 500;
const FEEDS = new WeakMap();

class Feed {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.hovered = new Set();
    root.replaceChildren();
    root.classList.add("feed");
    this.box = element("div", "box");
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "listbox");
    this.box.setAttribute("aria-label", this.words.list);
    this.pad = element("div", "pad");
    this.box.append(this.pad);
    root.append(this.box);
    this.box.onscroll = () => this.later();
    this.box.onkeydown = (event) => this.key(event);
    this.box.onclick = (event) => {
      const row = event.target.closest(".row");
      if (row) this.choose(row.dataset.id === this.data.selected ? "" : row.dataset.id);
    };
    this.box.onpointerover = (event) => {
      const row = event.target.closest(".row");
      if (row && !this.hovered.has(row.dataset.id)) sayHover(row.dataset.id);
    };
    this.box.onpointerleave = () => sayHover("");
    this.deafen = hearHover((ids) => this.light(ids));
    this.observer = new ResizeObserver(() => this.data && this.resized());
    this.observer.observe(this.box);
    this.printed = window.matchMedia("print");
    this.onPrint = () => this.data && this.paint();
    this.printed.addEventListener("change", this.onPrint);
  }

  destroy() {
    this.observer.disconnect();
    this.printed.removeEventListener("change", this.onPrint);
    this.deafen();
    sayHover(""); // the pointer leaves a list that is no longer there
    clearTimeout(this.timer);
  }

  update(data, select) {
    const other = !this.data || this.data.selected !== data.selected || this.data.rows.id.join() !== data.rows.id.join();
    this.data = data;
    this.select = select;
    this.index = new Map(data.rows.id.map((id, i) => [id, i]));
    if (other || !this.index.has(this.current)) this.current = data.selected;
    this.paint(); // the list has its height before it is scrolled
    if (other) this.reveal();
    this.paint();
  }

  measure() {
    const width = this.box.clientWidth || 400;
    this.wide = width >= WIDE;
    this.height = this.wide ? 34 : 50;
  }

  resized() {
    this.paint();
    if (!this.placed) this.reveal();
    this.placed = true;
  }

  later() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  choose(id) {
    this.current = id;
    this.paint();
    this.select(id);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    const last = this.data.rows.id.length - 1;
    let i = this.index.has(this.current) ? this.index.get(this.current) : -1;
    if (event.key === "Escape") return this.choose("");
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return i >= 0 && this.choose(this.current);
    }
    if (steps) i = Math.max(0, Math.min(last, i + steps));
    else if (event.key === "Home") i = 0;
    else if (event.key === "End") i = last;
    else return undefined;
    event.preventDefault();
    event.stopPropagation();
    this.current = this.data.rows.id[i];
    this.reveal();
    this.paint();
    sayHover(this.current);
    return undefined;
  }

  light(ids) {
    this.hovered = ids;
    for (const row of this.pad.children) row.classList.toggle("hover", ids.has(row.dataset.id));
  }

  reveal() {
    const i = this.index.get(this.current);
    if (i === undefined) return;
    const y = i * this.height;
    const { scrollTop, clientHeight } = this.box;
    if (y < scrollTop || y + this.height > scrollTop + clientHeight) this.box.scrollTop = y - clientHeight / 2 + this.height / 2;
  }

  paint() {
    this.measure();
    const { rows } = this.data;
    const paper = this.printed.matches; // nobody can scroll it: the list is written out
    const first = paper ? 0 : Math.max(0, Math.floor(this.box.scrollTop / this.height) - 4);
    const seen = paper ? MOST_PRINTED : Math.ceil((this.box.clientHeight || 400) / this.height) + 9;
    const last = Math.min(rows.id.length, first + seen);
    this.root.classList.toggle("wide", this.wide);
    this.pad.style.height = `${rows.id.length * this.height + (this.data.more ? 30 : 0)}px`;
    const shown = [];
    for (let i = first; i < last; i += 1) shown.push(this.row(i));
    if (!rows.id.length) shown.push(element("p", "empty", this.words.none));
    if (this.data.more && last === rows.id.length) {
      const note = element("p", "more", `+ ${this.data.more.toLocaleString(document.documentElement.lang || "en")} ${this.words.more}`);
      note.style.top = `${last * this.height}px`;
      shown.push(note);
    }
    this.pad.replaceChildren(...shown);
    highlightSearch(this.pad, "wa-feed", this.data.q);
    const current = this.index.get(this.current);
    if (current === undefined) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `option-${current}`);
  }

  row(i) {
    const { rows, types } = this.data;
    const chosen = rows.id[i] === this.data.selected;
    const cls = ["row", chosen && "on", rows.id[i] === this.current && "current", this.hovered.has(rows.id[i]) && "hover", rows.status[i]];
    const row = element("div", cls.filter(Boolean).join(" "));
    row.dataset.id = rows.id[i];
    row.id = `option-${i}`;
    row.style.top = `${i * this.height}px`;
    row.style.height = `${this.height}px`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(chosen));
    row.setAttribute("aria-setsize", String(rows.id.length));
    row.setAttribute("aria-posinset", String(i + 1));
    const kind = Math.max(0, types.names.indexOf(rows.type[i]));
    const mark = element("span", "mark");
    mark.title = types.names[kind];
    mark.append(markSvg(types.marks[kind], types.colours[kind], 15, Boolean(rows.vague[i])));
    const title = element("span", "title", rows.title[i]);
    title.dir = "auto";
    title.title = rows.title[i];
    const sub = element("span", "sub");
    sub.append(element("span", `when${rows.when[i] ? "" : " quiet"}`, rows.when[i] || this.words.undated));
    sub.append(element("span", `place${rows.place[i] ? "" : " quiet"}`, rows.place[i] || this.words.unplaced));
    row.append(mark, title, this.badges(i), sub);
    return row;
  }

  badges(i) {
    const { rows } = this.data;
    const box = element("span", "badges");
    if (rows.modality[i] && rows.modality[i] !== "happened") box.append(element("i", "modality", rows.modality[i]));
    if (rows.sources[i] > 1) {
      const sources = element("i", "sources", `×${rows.sources[i]}`);
      sources.title = `${rows.sources[i]} ${this.words.sources}`;
      box.append(sources);
    }
    if (SIGNS[rows.status[i]]) {
      const sign = element("i", `status ${rows.status[i]}`, SIGNS[rows.status[i]]);
      sign.title = this.words[rows.status[i]];
      box.append(sign);
    }
    return box;
  }
}

export default function (component) {
  const host = component.parentElement;
  let view = FEEDS.get(host);
  if (!view || view.language !== component.data.language) {
    if (view) view.destroy(); // what it is built of says its words once
    view = new Feed(host.querySelector(".root"), component.data.words);
    view.language = component.data.language;
    FEEDS.set(host, view);
  }
  view.update(component.data, (id) => component.setTriggerValue("select", id));
  return () => {
    view.destroy();
    FEEDS.delete(host);
  };
}
