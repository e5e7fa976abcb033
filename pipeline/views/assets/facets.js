// Lists of values with counts. A row chooses its value; its two small buttons ask for that one only, or leave it out.
// It sends choose {param, id, act}. Which lists are open, and what is typed above them, stays in the browser.
const SHOWN = 8; // values of a list before "more"
const SEARCHED = 12; // values from which a list can be searched
const KEPT = new Map(); // param -> {open, more, words}

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const button = (cls, text, label, action) => {
  const node = element("button", cls, text);
  node.type = "button";
  if (label) node.setAttribute("aria-label", label);
  if (label) node.title = label;
  node.onclick = action;
  return node;
};

// One value: mark, name, count, "only", "not".
const rowOf = (group, option, said, send) => {
  const { words, language } = said;
  const row = element("div", `row ${{ 1: "in", "-1": "out" }[option.state] || ""}`);
  const act = (name) => () => send({ param: group.param, id: option.id, act: name });
  const main = button("name", "", "", act("toggle"));
  main.setAttribute("aria-pressed", option.state === 1 ? "true" : option.state === -1 ? "mixed" : "false");
  if (option.mark) main.append(markSvg(option.mark, option.colour, 13, false));
  else main.append(element("span", "box"));
  const label = element("span", "label", option.label);
  label.dir = "auto";
  main.append(label, element("span", "count", option.count.toLocaleString(language)));
  main.title = option.label;
  const out = option.state === -1 ? words.back : words.out;
  row.append(
    main,
    button("act only", words.only, `${words.only}: ${option.label}`, act("only")),
    button("act not", option.state === -1 ? "+" : "−", `${out}: ${option.label}`, act("out")),
  );
  return row;
};

const listOf = (group, kept, said, send) => {
  const { words } = said;
  const box = element("div", "rows");
  const fill = () => {
    const wanted = folded(kept.words || "");
    const found = group.options.filter((option) => !wanted || folded(option.label).includes(wanted));
    const all = kept.more || wanted || found.length <= SHOWN + 1 || group.param === "type";
    const shown = all ? found : found.filter((option, i) => i < SHOWN || option.state);
    box.replaceChildren(...shown.map((option) => rowOf(group, option, said, send)));
    if (!found.length) box.append(element("p", "quiet", words.none));
    if (shown.length < found.length) {
      box.append(button("more", `${found.length - shown.length} ${words.more}`, "", () => {
        kept.more = true;
        fill();
      }));
    }
    if (group.cut && wanted) box.append(element("p", "quiet", words.cut));
  };
  fill();
  return [box, fill];
};

const groupOf = (group, said, send) => {
  const { words } = said;
  if (!KEPT.has(group.param)) KEPT.set(group.param, { open: group.open });
  const kept = KEPT.get(group.param);
  const details = element("details", group.param);
  const chosen = group.options.filter((option) => option.state);
  details.open = kept.open;
  details.ontoggle = () => (kept.open = details.open);
  const summary = element("summary");
  summary.append(element("span", "title", group.label));
  if (chosen.length) {
    const names = chosen.map((option) => (option.state < 0 ? `− ${option.label}` : option.label)).join(", ");
    summary.append(element("span", "chosen", names));
    summary.append(button("clear", "×", `${words.back}: ${group.label}`, (event) => {
      event.preventDefault();
      send({ param: group.param, id: "", act: "clear" });
    }));
  } else summary.append(element("span", "size", String(group.options.length)));
  details.append(summary);
  const [box, fill] = listOf(group, kept, said, send);
  if (group.options.length > SEARCHED && group.param !== "type") {
    const search = element("input", "search");
    search.type = "search";
    search.value = kept.words || "";
    search.placeholder = words.search;
    search.setAttribute("aria-label", `${words.search}: ${group.label}`);
    search.oninput = () => {
      kept.words = search.value;
      fill();
    };
    details.append(search);
  }
  details.append(box);
  return details;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".root");
  const focused = root.getRootNode().activeElement;
  const place = focused ? [focused.className, focused.closest(".row")?.querySelector(".label")?.textContent] : null;
  const send = (what) => setTriggerValue("choose", what);
  root.replaceChildren(...data.groups.map((group) => groupOf(group, data, send)));
  if (!place || !place[1]) return;
  const row = [...root.querySelectorAll(".row")].find((one) => one.querySelector(".label").textContent === place[1]);
  row?.querySelector(`.${place[0].split(" ").join(".")}`)?.focus({ preventScroll: true });
}
