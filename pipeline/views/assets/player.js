// Play: the range of dates slides through time, half its length a step. Between two steps it glides, unless the person
// wants less motion or this machine draws too slowly. A step waits until the page has answered the one before.
const STEP = 1300; // milliseconds a step at the speed 1
const SPEEDS = [0.5, 1, 2, 4];
const PATIENCE = 3000; // milliseconds that an answer may take
const SLOW_FRAME = 30; // milliseconds

class Player {
  constructor(view) {
    this.view = view;
    this.speed = 1;
    this.running = false;
    this.gliding = true;
    this.asked = 0; // when the page was last asked, 0 = it has answered
  }

  start() {
    const { view } = this;
    const { whole } = view;
    const ranged = view.range[0] !== null || view.range[1] !== null;
    this.length = ranged ? whole.x(view.window[1]) - whole.x(view.window[0]) : (whole.right - whole.left) / 8;
    this.x = ranged ? whole.x(view.window[0]) : whole.left - this.length;
    if (this.x + this.length >= whole.right - 2) this.x = whole.left - this.length; // from the end to the beginning
    this.running = true;
    this.gliding = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.next();
  }

  stop() {
    this.running = false;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }

  // The range at the place `x`; with `snap` at whole units.
  rangeAt(x, snap) {
    const { whole } = this.view;
    const edges = [Math.max(whole.left, x), Math.min(whole.right, x + this.length)].map((edge) => whole.t(edge));
    return snap ? edges.map((t) => this.view.snap(t)) : edges;
  }

  next() {
    if (!this.running) return;
    const { whole } = this.view;
    if (this.x + this.length >= whole.right - 2) {
      this.view.reset();
      return;
    }
    const [from, to] = [this.x, this.x + this.length / 2];
    this.x = to;
    const began = performance.now();
    if (this.gliding && from >= whole.left) this.glide(from, to, began);
    else this.arrive(began - STEP / this.speed / 2);
  }

  glide(from, to, began) {
    this.frame = requestAnimationFrame((now) => {
      const share = Math.min(1, Math.max(0, (now - began) * this.speed) / STEP);
      this.view.slide(this.rangeAt(from + (to - from) * share, false));
      if (performance.now() - now > SLOW_FRAME) this.gliding = false;
      if (share < 1 && this.gliding) this.glide(from, to, began);
      else this.arrive(began);
    });
  }

  // Asks the page for the events of this step, and goes on when the step is over and the page has answered.
  arrive(began) {
    this.asked = performance.now();
    this.view.setRange(this.rangeAt(this.x, true));
    const wait = () => {
      const now = performance.now();
      if ((this.asked && now - this.asked < PATIENCE) || now < began + STEP / this.speed) this.timer = setTimeout(wait, 60);
      else this.next();
    };
    this.timer = setTimeout(wait, 60);
  }
}
