// The buttons of the timeline: zoom, everything, play with its speed, filter by what is shown.
function buildTools(view) {
  const { words } = view;
  const box = element("div", "tools");
  const tool = (cls, sign, label, action) => {
    const button = labelled("button", cls, label);
    button.type = "button";
    button.textContent = sign;
    button.onclick = action;
    box.append(button);
    return button;
  };
  tool("out", "−", words.zoom_out, () => view.zoomBy(2));
  tool("in", "+", words.zoom_in, () => view.zoomBy(0.5));
  tool("fit", "⤢", words.fit, () => view.reset());
  const play = tool("play", "▶", words.play, () => view.play());
  const speed = labelled("select", "speed", words.speed);
  SPEEDS.forEach((times) => speed.append(new Option(`${times}×`, times, times === 1, times === 1)));
  speed.onchange = () => (view.player.speed = Number(speed.value));
  box.append(speed);
  const apply = tool("apply", "⌕", words.apply, () => view.applyWindow());
  return {
    box,
    playing(on) {
      play.textContent = on ? "■" : "▶";
      play.title = on ? words.stop : words.play;
      play.setAttribute("aria-label", play.title);
      play.classList.toggle("on", on);
    },
    zoomed(on) {
      apply.hidden = !on;
      speed.hidden = on; // there is room for one of them
    },
  };
}
