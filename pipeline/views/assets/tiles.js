// Map tiles from the network, only where whoever set up this copy has named a server; a mark on the map says from where
// they come, and takes them away again. The offline world stays below, for what does not arrive.
const DEEPEST_TILE = 18;

function onlineTiles(map, world, tiles, words) {
  const { L } = window;
  const pane = map.createPane("wa-tiles");
  pane.style.zIndex = 155;
  pane.style.pointerEvents = "none";
  const layer = L.tileLayer(tiles.url, {
    pane: "wa-tiles", maxZoom: DEEPEST_TILE, referrerPolicy: "strict-origin-when-cross-origin", // some servers ask for it
    attribution: element("span", "", tiles.attribution).innerHTML, // escaped: Leaflet takes markup
  });
  const mark = element("div", "wa-online");
  const told = element("span", "", words.online.replace("{host}", tiles.host));
  const choice = element("button");
  choice.type = "button";
  mark.append(told, choice);
  const show = (on) => {
    if (on) layer.addTo(map);
    else layer.remove();
    world.names(!on); // the tiles bring their own
    told.hidden = !on;
    choice.textContent = on ? words.go_offline : words.go_online;
    choice.onclick = () => show(!on);
  };
  L.DomEvent.disableClickPropagation(mark);
  const control = L.control({ position: "topright" });
  control.onAdd = () => mark;
  control.addTo(map);
  map.setMaxZoom(DEEPEST_TILE);
  show(true);
}
