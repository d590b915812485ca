// The outlines under the events: countries, first-order units, the region set.

class BaseMap {
  constructor(head) {
    this.sets = head.base.map((base) => ({
      kind: base.kind, shapes: outlinesOf(base, byId(base.id).textContent),
    }));
    this.byKind = Object.fromEntries(["country", "admin1", "region"].map(
      (kind) => [kind, this.sets.filter((set) => set.kind === kind).flatMap((set) => set.shapes)
        .sort((one, other) => one.rank - other.rank)]));
    for (const base of head.base) byId(base.id).remove();
    this.canvas = document.createElement("canvas");
    this.highlights = new Map();
  }

  shapes(kind) {
    return this.byKind[kind];
  }

  project(projection) {
    for (const { shapes } of this.sets) {
      for (const shape of shapes) {
        shape.box = [Infinity, Infinity, -Infinity, -Infinity];
        shape.lines = shape.rings.map((ring) => {
          const line = new Float64Array(ring.length);
          for (let place = 0; place < ring.length; place += 2) {
            line[place] = projection.unwrappedX(ring[place]);
            line[place + 1] = projection.y(ring[place + 1]);
            shape.box[0] = Math.min(shape.box[0], line[place]);
            shape.box[1] = Math.min(shape.box[1], line[place + 1]);
            shape.box[2] = Math.max(shape.box[2], line[place]);
            shape.box[3] = Math.max(shape.box[3], line[place + 1]);
          }
          return line;
        });
        if (shape.label) {
          shape.labelX = projection.x(shape.label[0]);
          shape.labelY = projection.y(shape.label[1]);
        }
      }
    }
    this.drawn = null;
  }

  // Draws the outlines on a canvas: from a picture of them, made with room to spare, where that still
  // serves, so that a moved map costs one copy.
  draw(context, view, colours, ratio, isMoving) {
    const old = this.drawn;
    const serves = old && old.zoom === view.zoom && old.colours === colours
      && old.width === view.width && old.height === view.height
      && Math.abs(wrapped(view.centreX - old.x)) * view.scale <= view.width * (MARGIN - 1) / 2
      && Math.abs(view.centreY - old.y) * view.scale <= view.height * (MARGIN - 1) / 2;
    // While the scale changes the old picture is stretched.
    const stretches = old && isMoving && old.zoom !== view.zoom && old.colours === colours
      && Math.abs(old.zoom - view.zoom) < 1.5;
    if (!serves && !stretches) this.render(view, colours, ratio);
    if (stretches) {
      // A shrunken picture leaves an edge free.
      context.fillStyle = colours.sea;
      context.fillRect(0, 0, view.width, view.height);
    }
    const drawn = this.drawn;
    const growth = 2 ** (view.zoom - drawn.zoom);
    const width = drawn.width * MARGIN * growth;
    const height = drawn.height * MARGIN * growth;
    let left = view.width / 2 + wrapped(drawn.x - view.centreX) * view.scale - width / 2;
    let top = view.height / 2 + (drawn.y - view.centreY) * view.scale - height / 2;
    // Whole pixels are copied, parts of pixels would have to be mixed.
    if (growth === 1) [left, top] = [left, top].map((edge) => Math.round(edge * ratio) / ratio);
    context.drawImage(this.canvas, left, top, width, height);
  }

  render(view, colours, ratio) {
    const wide = new View(view.projection);
    Object.assign(wide, {
      width: view.width * MARGIN, height: view.height * MARGIN, zoom: view.zoom,
      centreX: view.centreX, centreY: view.centreY,
    });
    this.drawn = {
      zoom: view.zoom, x: view.centreX, y: view.centreY, width: view.width, height: view.height, colours,
    };
    this.canvas.width = Math.ceil(wide.width * ratio);
    this.canvas.height = Math.ceil(wide.height * ratio);
    const context = this.canvas.getContext("2d", { alpha: false });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colours.sea;
    context.fillRect(0, 0, wide.width, wide.height);
    context.lineJoin = "round";
    for (const { kind, shapes } of this.sets) {
      if (kind === "admin1" && view.zoom < 3.5) continue;
      for (const shape of shapes) this.drawShape(context, wide, kind, shape, colours);
    }
    for (const shape of this.shapes("country")) this.stroke(context, wide, shape, colours.border, 1.2);
    for (const shape of this.shapes("region")) {
      const highlight = this.highlights.get(shape.name);
      if (highlight) this.highlight(context, wide, shape, highlight);
    }
  }

  drawShape(context, view, kind, shape, colours) {
    if (kind === "country") this.fill(context, view, shape, colours.land);
    if (kind === "region") {
      this.fill(context, view, shape, colours.region);
      this.stroke(context, view, shape, colours.regionLine, 1.6);
    }
    if (kind === "admin1") this.stroke(context, view, shape, colours.admin1, 0.8);
  }

  // A compared region: tinted, and striped in a direction of its own, for colour alone is not enough.
  highlight(context, view, shape, { colour, slant }) {
    if (!this.trace(context, view, shape, true)) return;
    context.save();
    context.globalAlpha = 0.25;
    context.fillStyle = colour;
    context.fill("evenodd");
    context.clip("evenodd");
    context.globalAlpha = 0.5;
    stripe(context, 0, 0, view.width, view.height, colour, slant);
    context.restore();
    this.stroke(context, view, shape, colour, 2.5);
  }

  fill(context, view, shape, colour) {
    if (!this.trace(context, view, shape, true)) return;
    context.fillStyle = colour;
    context.fill("evenodd");
  }

  stroke(context, view, shape, colour, width) {
    if (!this.trace(context, view, shape, false)) return;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }

  // Lays the path of a shape, each repetition of it that is in view; `false` where none is.
  trace(context, view, shape, isFilled) {
    const [west, north, east, south] = shape.box;
    if (view.pixelY(south) < 0 || view.pixelY(north) > view.height) return false;
    let isInView = false;
    context.beginPath();
    for (let turn = -2; turn <= 2; turn += 1) {
      const left = view.width / 2 + (turn - view.centreX) * view.scale;
      if (left + east * view.scale < 0 || left + west * view.scale > view.width) continue;
      isInView = true;
      for (const line of shape.lines) traceLine(context, line, left, view, isFilled);
    }
    return isInView;
  }
}

// How much larger than the map the picture of the outlines is, each way.
const MARGIN = 1.5;

function wrapped(turn) {
  return turn - Math.round(turn);
}

// Points that would fall on one pixel are left out, and so are sides along the edge of the data at
// 180°, which are no border.
function traceLine(context, line, left, view, isFilled) {
  const scale = view.scale;
  const top = view.height / 2 - view.centreY * scale;
  let beforeX = NaN;
  let beforeY = NaN;
  const last = line.length - 2;
  const cut = view.projection.unwrappedX(180);
  const isCut = (place) => Math.abs(Math.abs(line[place] - cut + 0.5) - 0.5) < 1e-6;
  for (let place = 0; place <= last; place += 2) {
    const x = left + line[place] * scale;
    const y = top + line[place + 1] * scale;
    if (place === 0) context.moveTo(x, y);
    else if (!isFilled && isCut(place) && isCut(place - 2)) context.moveTo(x, y);
    else if (Math.abs(x - beforeX) + Math.abs(y - beforeY) < 0.7 && place < last) continue;
    else context.lineTo(x, y);
    beforeX = x;
    beforeY = y;
  }
  if (isFilled || !(isCut(0) && isCut(last))) {
    context.lineTo(left + line[0] * scale, top + line[1] * scale);
  }
}

// Slanted stripes over a box of the canvas.
function stripe(context, left, top, right, bottom, colour, slant, apart = 9) {
  const height = bottom - top;
  context.beginPath();
  for (let x = left - height; x < right + height; x += apart) {
    context.moveTo(x, slant > 0 ? bottom : top);
    context.lineTo(x + height, slant > 0 ? top : bottom);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}
