// The map inside streamlit-folium's frame: joined behind layer.js, what that needs, and controls.js; run once.
// What a person does goes back as one "drawing", the only message that streamlit-folium passes on unchanged.
const NEAR_PIXELS = 6; // how exactly a person points

// While the map waits to be shown a place, a click anywhere says where, and how exactly, instead of choosing an event.
function showPlaces(map, say) {
  const box = map.getContainer();
  box.addEventListener("click", (event) => {
    if (!box.classList.contains("wa-pick") || event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    if (map.dragging.moved()) return;
    const at = map.mouseEventToLatLng(event).wrap();
    const metres = (156543 * Math.cos((at.lat * Math.PI) / 180) * NEAR_PIXELS) / 2 ** map.getZoom();
    say(`${at.lat.toFixed(5)}~${at.lng.toFixed(5)}~${Math.max(10, Math.round(metres))}`);
  }, true);
}

window.whenaboutsMap = (map, css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const world = addWorld(map, window.WHENABOUTS_BASEMAP);
  const said = { event: "", event_at: 0, box: "", box_at: 0, pick: "", pick_at: 0, view: "" };
  const feature = () => ({ type: "Feature", properties: { ...said }, geometry: null });
  const tell = (changes) => {
    Object.assign(said, changes);
    map.fire("draw:created", { layerType: "whenabouts", layer: { toGeoJSON: feature } });
  };
  const page = window.parent;
  const layer = new EventLayer(map, world, {
    feature,
    select: (id) => {
      map.closePopup();
      tell({ event: id === layer.payload.selected ? "" : id, event_at: Date.now() });
    },
    box: (text) => tell({ box: text, box_at: Date.now() }),
    hover: (ids) => sayHover(ids, page),
    fitted: () => (said.view = ""),
    moved: (view) => {
      if (view === said.view) return;
      tell({ view });
      const url = new URL(page.location.href);
      url.searchParams.set("map", view);
      url.search = url.search.replace(/%7E/gi, "~"); // as the link writes it
      page.history.replaceState(page.history.state, "", url); // no entry in the history, no run of the script
    },
  });
  showPlaces(map, (point) => tell({ pick: point, pick_at: Date.now() }));
  let controls = null; // made with the first layer, which brings the words
  const deafen = hearHover((ids) => layer.light(ids), page);
  window.addEventListener("pagehide", deafen);
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.sheet);
  const loaded = (link) => new Promise((resolve) => ["load", "error"].forEach((type) => link.addEventListener(type, resolve)));
  Promise.all(sheets.map(loaded)).then(() => map.invalidateSize({ pan: false }) && layer.resized());
  return {
    show(group, payload) {
      document.documentElement.lang = payload.language;
      world.paint(payload.dark);
      if (!controls && payload.tiles) onlineTiles(map, world, payload.tiles, payload.words);
      controls = controls || addControls(map, layer, payload.words);
      map.getContainer().classList.toggle("wa-pick", Boolean(payload.pick));
      layer.show(group, payload);
      controls(payload);
      window.whenaboutsToken = payload.token;
    },
  };
};
