// How an event is drawn: its type chooses shape and colour, its toll the size.

// The area of a symbol is in proportion to the deaths, between these sizes.
const LEAST_RADIUS = 7;
const LARGEST_RADIUS = 36;
const RADIUS_OF_ONE_DEATH = 3;

class Symbols {
  constructor(head) {
    this.paths = head.types.map((_, place) => new Path2D(head.symbols[place]));
    this.colours = head.types.map((_, place) => `#${head.colours[place]}`);
    // The theme's: it keeps dark symbols from a dark ground.
    this.outline = null;
  }

  radius(deaths) {
    const radius = RADIUS_OF_ONE_DEATH * Math.sqrt(Math.max(0, deaths));
    return Math.max(LEAST_RADIUS, Math.min(LARGEST_RADIUS, radius));
  }

  // Draws the symbol of a type around a point of the canvas.
  draw(context, type, x, y, radius) {
    context.save();
    context.translate(x, y);
    context.scale(radius, radius);
    context.fillStyle = this.colours[type];
    context.strokeStyle = this.outline;
    context.lineWidth = 1.3 / radius;
    context.lineJoin = "round";
    context.fill(this.paths[type], "evenodd");
    context.stroke(this.paths[type]);
    context.restore();
  }

  // Circles of the sizes that some tolls have.
  sizes(tolls, colour) {
    const radii = tolls.map((toll) => this.radius(toll));
    const width = radii.reduce((sum, radius) => sum + 2 * radius + 6, 2);
    const height = 2 * Math.max(...radii) + 2;
    const { canvas, context } = smallCanvas(width, height);
    context.strokeStyle = colour;
    let left = 1;
    for (const radius of radii) {
      context.beginPath();
      context.arc(left + radius, height / 2, radius, 0, 2 * Math.PI);
      context.stroke();
      left += 2 * radius + 6;
    }
    return canvas;
  }

  // A small picture of a type for lists and legends; its name stands beside it.
  picture(type, size = 18) {
    const { canvas, context } = smallCanvas(size, size);
    this.draw(context, type, size / 2, size / 2, size / 2 - 1.5);
    return canvas;
  }
}

// A canvas between words, twice as fine as the page's pixels, which says nothing to a screen reader.
function smallCanvas(width, height) {
  const canvas = element("canvas", { width: 2 * width, height: 2 * height, class: "symbol", "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  return { canvas, context };
}

// How many deaths an event counts with: the best figure, else the least stated; -1 for none stated.
function deathsOf(layer, number) {
  if (layer.best[number] >= 0) return layer.best[number];
  return layer.low[number] >= 0 ? layer.low[number] : layer.high[number];
}

const VAGUE = new Set(["admin2", "admin1", "area", "country"]);

// Whether only the area of an event is known, not its spot.
function isVague(layer, number) {
  return VAGUE.has(layer.head.precisions[layer.geoprec[number]]);
}
