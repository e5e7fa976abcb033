// A list of events on the map: what a cluster, a place or a whole country holds, before anybody zooms.
const MOST_LISTED = 300;

// `zoom` zooms in (null: there is nothing to part). Arrow keys step through the entries.
function listOf(payload, title, indices, host, zoom) {
  const { words } = payload;
  const box = element("div", "wa-list");
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  box.append(element("strong", "", title));
  if (zoom) {
    const closer = element("button", "zoom", words.closer);
    closer.type = "button";
    closer.onclick = zoom;
    box.append(closer);
  }
  for (const i of indices.slice(0, MOST_LISTED)) box.append(listRow(payload, i, host));
  if (indices.length > MOST_LISTED) box.append(element("em", "", `+ ${indices.length - MOST_LISTED}`));
  box.onmouseleave = () => host.hover("");
  box.onkeydown = (event) => stepThrough(event, [...box.querySelectorAll("button")]);
  return box;
}

function listRow(payload, i, host) {
  const row = element("button", payload.id[i] === payload.selected ? "on" : "");
  row.type = "button";
  const kind = payload.type[i];
  row.append(markSvg(payload.types.marks[kind], payload.types.colours[kind], 13, false));
  const told = element("span");
  told.dir = "auto";
  told.append(element("em", "", payload.when[i]), document.createTextNode(payload.title[i]));
  row.append(told);
  row.onclick = () => host.select(payload.id[i]);
  row.onmouseenter = () => host.hover(payload.id[i]);
  row.onfocus = row.onmouseenter;
  return row;
}

function stepThrough(event, buttons) {
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -buttons.length, End: buttons.length }[event.key];
  if (!steps) return;
  event.preventDefault();
  event.stopPropagation(); // neither the map moves nor the page steps
  const here = buttons.indexOf(document.activeElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, here + steps))].focus();
}

// Opens `box` over a place; opened with a key it takes the focus and gives it back to `opener` when it closes.
function openList(map, place, box, words, opener) {
  const room = Math.max(180, Math.min(320, map.getSize().x - 110)); // beside the buttons of the map
  const popup = window.L.popup({ maxWidth: room, minWidth: 180, className: "wa-popup", autoPanPaddingTopLeft: [54, 12], autoPanPaddingBottomRight: [12, 12] });
  popup.setLatLng(place).setContent(box).openOn(map);
  const close = popup.getElement().querySelector(".leaflet-popup-close-button");
  if (close) close.setAttribute("aria-label", words.close);
  if (!opener) return;
  box.querySelector("button").focus({ preventScroll: true });
  popup.once("remove", () => opener.isConnected && opener.focus({ preventScroll: true }));
}
