// What part of the earth the map shows, and how a person moves it: pointer, wheel, pinch, keys, buttons.

class View {
  constructor(projection) {
    this.projection = projection;
    this.width = 1;
    this.height = 1;
    this.centreX = 0.5;
    this.centreY = 0.5;
    this.zoom = 1;
  }

  get scale() {
    return worldPixels(this.zoom);
  }

  // The pixel of a point; of the point's repetitions sideways, the one next to the middle of the map.
  pixelX(x) {
    const turn = x - this.centreX;
    return this.width / 2 + (turn - Math.round(turn)) * this.scale;
  }

  pixelY(y) {
    return this.height / 2 + (y - this.centreY) * this.scale;
  }

  x(pixel) {
    return this.centreX + (pixel - this.width / 2) / this.scale;
  }

  y(pixel) {
    return this.centreY + (pixel - this.height / 2) / this.scale;
  }

  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.limit();
  }

  // Keeps the earth on the map: no closer than the outlines are worth, no farther than one earth.
  limit() {
    const { top, bottom } = this.projection;
    const least = Math.log2(Math.min(this.width, this.height / (bottom - top)) / 256);
    this.zoom = Math.min(MAX_ZOOM, Math.max(least, this.zoom));
    const half = this.height / 2 / this.scale;
    this.centreY = 2 * half >= bottom - top ? (top + bottom) / 2
      : Math.min(bottom - half, Math.max(top + half, this.centreY));
    this.centreX -= Math.floor(this.centreX);
  }

  moveBy(right, down) {
    this.centreX += right / this.scale;
    this.centreY += down / this.scale;
    this.limit();
  }

  // Changes the scale so that what is under a pixel stays there.
  zoomBy(steps, pixelX = this.width / 2, pixelY = this.height / 2) {
    const x = this.x(pixelX);
    const y = this.y(pixelY);
    this.zoom += steps;
    this.limit();
    this.centreX = x - (pixelX - this.width / 2) / this.scale;
    this.centreY = y - (pixelY - this.height / 2) / this.scale;
    this.limit();
  }

  // Shows a box of world widths with some room around it.
  fit([west, north, east, south], closest = 9) {
    if (!(east >= west)) return;
    const room = 0.84;
    this.zoom = Math.min(
      closest, Math.log2(room * Math.min(
        this.width / Math.max(1e-9, east - west), this.height / Math.max(1e-9, south - north)) / 256));
    this.centreX = (west + east) / 2;
    this.centreY = (north + south) / 2;
    this.limit();
  }

  centreOn(x, y, zoom = this.zoom) {
    this.centreX = x;
    this.centreY = y;
    this.zoom = zoom;
    this.limit();
  }

  // The boxes of degrees in view: two where the antimeridian is in it.
  get boxes() {
    return this.boxesOf(0, 0, this.width, this.height);
  }

  // The same for a rectangle of pixels.
  boxesOf(left, top, right, bottom) {
    const { projection } = this;
    return degreeBoxes(
      projection, this.x(left), this.x(right), projection.latitude(this.y(bottom)),
      projection.latitude(this.y(top)));
  }
}

// Boxes west, south, east, north for a strip of the map, which may reach across the antimeridian.
function degreeBoxes(projection, left, right, lowest, highest) {
  // What a projection cannot show stands at its edge.
  const edge = projection.latitudeLimit - 1e-6;
  const south = lowest <= -edge ? -90 : lowest;
  const north = highest >= edge ? 90 : highest;
  if (right - left >= 1) return [[-180, south, 180, north]];
  const west = projection.longitude(left);
  const east = projection.longitude(right);
  return west <= east ? [[west, south, east, north]]
    : [[west, south, 180, north], [-180, south, east, north]];
}

// Tells a canvas' pointers, wheel and keys to whoever moves the map.
class Gestures {
  constructor(canvas, view, { moved, clicked, hovered, key }) {
    this.canvas = canvas;
    this.view = view;
    this.moved = moved;
    this.pointers = new Map();
    canvas.addEventListener("pointerdown", (event) => {
      // A pointer that a program moves cannot be held, and need not be.
      if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.place(event));
      this.start = this.place(event);
      this.isClick = this.pointers.size === 1;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!this.pointers.has(event.pointerId)) {
        hovered(...this.place(event));
        return;
      }
      this.drag(event);
    });
    const end = (event) => {
      if (!this.pointers.delete(event.pointerId)) return;
      if (event.type === "pointerup" && this.isClick) clicked(...this.place(event));
      this.isClick = false;
      canvas.classList.remove("dragging");
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
    canvas.addEventListener("pointerleave", () => hovered(-1, -1));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 33 : 1;
      const steps = -event.deltaY * lines / 240;
      view.zoomBy(Math.max(-1, Math.min(1, steps)), ...this.place(event));
      moved();
    }, { passive: false });
    canvas.addEventListener("dblclick", (event) => {
      view.zoomBy(event.shiftKey ? -1 : 1, ...this.place(event));
      moved();
    });
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.press(event.key) || key(event.key)) event.preventDefault();
    });
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  drag(event) {
    const before = [...this.pointers.values()];
    const place = this.place(event);
    // A hand that clicks trembles.
    if (this.isClick && Math.hypot(place[0] - this.start[0], place[1] - this.start[1]) < 4) return;
    this.isClick = false;
    this.canvas.classList.add("dragging");
    this.pointers.set(event.pointerId, place);
    const after = [...this.pointers.values()];
    const middle = (points) => [0, 1].map(
      (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
    const [from, to] = [middle(before), middle(after)];
    this.view.moveBy(from[0] - to[0], from[1] - to[1]);
    if (after.length === 2) {
      const apart = ([one, other]) => Math.hypot(one[0] - other[0], one[1] - other[1]);
      this.view.zoomBy(Math.log2(apart(after) / Math.max(1, apart(before))), ...to);
    }
    this.moved();
  }

  press(key) {
    const step = 90;
    const moves = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step],
    };
    if (moves[key]) this.view.moveBy(...moves[key]);
    else if (key === "+" || key === "=") this.view.zoomBy(0.5);
    else if (key === "-") this.view.zoomBy(-0.5);
    else return false;
    this.moved();
    return true;
  }
}
