// The tray below the lanes: events without a date, as buttons, so that they too can be seen, reached and opened.
const TRAY_TITLES = 5; // up to so many carry their titles

class Tray {
  constructor(view) {
    this.view = view;
    this.node = element("div", "tray");
    this.node.setAttribute("role", "group");
    this.label = element("span", "name");
    this.box = element("div", "marks");
    this.node.append(this.label, this.box);
    this.box.onkeydown = (event) => this.key(event);
    this.box.onclick = (event) => {
      const button = event.target.closest("button");
      if (button) view.send.select(button.dataset.id === view.data.selected ? "" : button.dataset.id);
    };
    for (const type of ["pointerover", "focusin"]) this.box.addEventListener(type, (event) => this.point(event.target.closest("button")));
    for (const type of ["pointerleave", "focusout"]) this.box.addEventListener(type, () => this.point(null));
  }

  point(button) {
    this.view.tell(null);
    sayHover(button ? button.dataset.id : "");
    if (!button) return;
    const i = this.view.data.tray.id.indexOf(button.dataset.id);
    const x = button.offsetLeft + this.box.offsetLeft - this.box.scrollLeft;
    this.view.tell([this.view.data.tray.title[i], this.view.data.tray.place[i]], x, this.node.offsetTop + this.node.offsetHeight);
  }

  show(data) {
    const { tray, types } = data;
    const { words } = this.view;
    this.node.hidden = tray.total === 0;
    this.node.classList.toggle("pale", data.range[0] !== null || data.range[1] !== null);
    this.label.textContent = `${words.undated} ${tray.total.toLocaleString(document.documentElement.lang || "en")}`;
    this.node.setAttribute("aria-label", this.label.textContent);
    const kept = this.focused();
    this.box.replaceChildren(...tray.id.map((id, i) => this.mark(tray, types, i, id)));
    if (tray.total > tray.id.length) this.box.append(element("span", "more", `+ ${tray.total - tray.id.length} ${words.more}`));
    const buttons = this.buttons();
    const entry = buttons.find((one) => one.dataset.id === (kept || data.selected)) || buttons[0];
    if (entry) entry.tabIndex = 0;
    if (kept && entry) entry.focus();
  }

  mark(tray, types, i, id) {
    const button = element("button", id === this.view.data.selected ? "on" : "");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.id = id;
    button.setAttribute("aria-label", [tray.title[i], tray.place[i]].filter(Boolean).join(", "));
    const k = Math.max(0, types.names.indexOf(tray.type[i]));
    button.append(markSvg(types.marks[k], types.colours[k], 13, true));
    if (tray.id.length <= TRAY_TITLES) button.append(element("span", "", tray.title[i]));
    return button;
  }

  buttons() {
    return [...this.box.querySelectorAll("button")];
  }

  focused() {
    const button = this.buttons().find((one) => one.matches(":focus"));
    return button ? button.dataset.id : "";
  }

  key(event) {
    const buttons = this.buttons();
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -buttons.length, End: buttons.length }[event.key];
    const here = buttons.findIndex((one) => one.matches(":focus"));
    if (!steps || here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const there = buttons[Math.max(0, Math.min(buttons.length - 1, here + steps))];
    buttons.forEach((one) => (one.tabIndex = one === there ? 0 : -1));
    there.focus();
  }

  light(ids) {
    for (const button of this.buttons()) button.classList.toggle("hover", ids.has(button.dataset.id));
  }
}
