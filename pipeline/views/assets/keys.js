// The page's own keys and measures: "/" searches, Esc clears, arrows step, the Filters button opens the drawer.
// What is open or closed is a matter of this screen, not of the link: it stays in the browser.
const STATE = { send: null, bound: false, watched: null };
const page = document.documentElement;
const WIDE = 1440;
const VERDICTS = { c: "judge_confirm", x: "judge_reject", m: "judge_main" };

const drawerOpen = () => {
  const said = page.dataset.filters;
  return said ? said === "open" : window.innerWidth >= WIDE;
};

const setDrawer = (open, button) => {
  page.dataset.filters = open ? "open" : "closed";
  if (button) button.setAttribute("aria-expanded", String(open));
  requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
};

const typing = (target) => {
  const deep = target?.shadowRoot?.activeElement || target;
  return Boolean(deep?.closest?.("input, textarea, select, [contenteditable=true], [role=listbox], [role=slider], [role=combobox]"));
};

// A list takes arrows and letters, but nobody writes into it.
const listed = (target) => Boolean((target?.shadowRoot?.activeElement || target)?.closest?.("[role=listbox]"));

// On a phone views stand below each other: what has just been chosen, or is to be touched, comes into sight.
const show = (selector) => {
  if (window.innerWidth > 640) return;
  setTimeout(() => document.querySelector(selector)?.scrollIntoView({ block: "start" }), 400);
};

const press = (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing(document.activeElement)) {
    event.preventDefault();
    STATE.send("judge", event.shiftKey ? "redo" : "undo");
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("[role=dialog]")) return;
  const inside = typing(document.activeElement);
  if (event.key === "/" && (!inside || listed(document.activeElement))) {
    event.preventDefault();
    if (!drawerOpen()) setDrawer(true, STATE.button);
    document.querySelector(".st-key-w_q input")?.focus();
  } else if (event.key === "Escape" && inside && document.activeElement?.closest?.(".st-key-w_q")) {
    document.activeElement.blur();
  } else if (event.key === "Escape" && !inside) {
    if (drawerOpen() && window.innerWidth < WIDE) setDrawer(false, STATE.button);
    else STATE.send("step", "clear");
  } else if (event.key in VERDICTS && !inside && STATE.selected) {
    document.querySelector(`.st-key-${VERDICTS[event.key]} button`)?.click();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !inside && STATE.selected) {
    event.preventDefault();
    STATE.send("step", event.key === "ArrowDown" ? "next" : "previous");
  }
};

const measure = () => {
  const lower = document.querySelector(".st-key-lower");
  const scroller = document.querySelector("[data-testid=stMain]");
  if (!lower || !scroller) return;
  const top = Math.round(lower.getBoundingClientRect().top + scroller.scrollTop);
  page.style.setProperty("--wa-top", `${top}px`);
};

// The style sheet of the page cannot see the theme's variables: they live inside components.
const lend = (root) => {
  const style = getComputedStyle(root);
  for (const name of ["background-color", "border-color", "primary-color", "secondary-background-color"]) {
    page.style.setProperty(`--wa-${name.replace("-color", "")}`, style.getPropertyValue(`--st-${name}`));
  }
};

// Words on the theme's primary colour: dark on a light one, as a dark theme has it.
const lendInk = () => {
  const [red, green, blue] = (page.style.getPropertyValue("--wa-primary").match(/[0-9a-f]{2}/gi) || []).map((two) => parseInt(two, 16));
  const light = 0.299 * red + 0.587 * green + 0.114 * blue > 140;
  page.style.setProperty("--wa-on-primary", light ? "#0b1a22" : "#ffffff");
};

const watch = () => {
  const upper = document.querySelector(".st-key-upper");
  if (upper && STATE.watched !== upper) {
    STATE.observer?.disconnect();
    STATE.observer = new ResizeObserver(measure);
    STATE.observer.observe(upper);
    STATE.watched = upper;
  }
  measure();
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  STATE.send = (name, value) => setTriggerValue(name, value);
  if (data.selected && STATE.selected !== undefined && data.selected !== STATE.selected) show(".st-key-detail_bar");
  if (data.picking && !STATE.picking) show(".st-key-map");
  STATE.selected = data.selected;
  STATE.picking = data.picking;
  if (!root.querySelector("button")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(document.createElement("span"));
    button.onclick = () => setDrawer(!drawerOpen(), button);
    root.replaceChildren(button);
  }
  STATE.button = root.querySelector("button");
  STATE.button.firstChild.textContent = data.filters;
  STATE.button.title = data.help;
  STATE.button.classList.toggle("active", data.active);
  STATE.button.setAttribute("aria-expanded", String(drawerOpen()));
  page.lang = data.language;
  if (!STATE.bound) {
    STATE.bound = true;
    document.addEventListener("keydown", press);
    window.addEventListener("resize", measure);
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".st-key-close_drawer button")) setDrawer(false, STATE.button);
    }, true);
  }
  lend(root);
  lendInk();
  watch();
  requestAnimationFrame(watch);
  // The parts of the page are sent one after the other, and what stood there before may be replaced.
  for (const delay of [300, 1000, 2500]) setTimeout(watch, delay);
}
