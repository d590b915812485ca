// Events that a scale cannot tell apart are drawn as one: those in one cell of a grid whose cells take a
// fixed number of pixels. The grid is tied to the earth, so moving the map changes no cluster.

const CELL_PIXELS = 40;

class Clusters {
  // `xs` and `ys` are the places of events in world widths, `types` the numbers of their types of
  // `typeCount`; `numbers` are those that are shown.
  constructor(xs, ys, types, typeCount, numbers, level) {
    this.level = level;
    this.typeCount = typeCount;
    this.pictures = new Map();
    const cell = CELL_PIXELS / worldPixels(level);
    const slots = new Int32Array(1 << Math.ceil(Math.log2(2 * numbers.length + 2))).fill(-1);
    const columns = [];
    const rows = [];
    this.counts = [];
    this.xs = [];
    this.ys = [];
    this.extents = [];
    this.firsts = [];
    this.clusterOf = new Int32Array(xs.length).fill(-1);
    for (const event of numbers) {
      const column = Math.floor(xs[event] / cell);
      const row = Math.floor(ys[event] / cell);
      let slot = (Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) & (slots.length - 1);
      let cluster = slots[slot];
      while (cluster >= 0 && (columns[cluster] !== column || rows[cluster] !== row)) {
        slot = (slot + 1) & (slots.length - 1);
        cluster = slots[slot];
      }
      if (cluster < 0) {
        cluster = slots[slot] = this.counts.length;
        columns.push(column);
        rows.push(row);
        this.counts.push(0);
        this.xs.push(0);
        this.ys.push(0);
        this.extents.push([Infinity, Infinity, -Infinity, -Infinity]);
        this.firsts.push(event);
      }
      this.counts[cluster] += 1;
      this.xs[cluster] += xs[event];
      this.ys[cluster] += ys[event];
      const extent = this.extents[cluster];
      extent[0] = Math.min(extent[0], xs[event]);
      extent[1] = Math.min(extent[1], ys[event]);
      extent[2] = Math.max(extent[2], xs[event]);
      extent[3] = Math.max(extent[3], ys[event]);
      this.clusterOf[event] = cluster;
    }
    for (let cluster = 0; cluster < this.counts.length; cluster += 1) {
      this.xs[cluster] /= this.counts[cluster];
      this.ys[cluster] /= this.counts[cluster];
    }
    this.typeCounts = new Int32Array(this.counts.length * typeCount);
    for (const event of numbers) {
      this.typeCounts[this.clusterOf[event] * typeCount + types[event]] += 1;
    }
  }

  get length() {
    return this.counts.length;
  }

  // Whether all events of a cluster stand at one spot, so that no scale divides them.
  isSpot(cluster) {
    const [west, north, east, south] = this.extents[cluster];
    return Math.max(east - west, south - north) * worldPixels(MAX_ZOOM) < 1;
  }

  // A cluster as a picture: its number in a ring that types share as they share its events. Pictures
  // are kept, for a ring of many arcs takes longer to draw than to copy.
  picture(cluster, symbols, colours, ratio) {
    let picture = this.pictures.get(cluster);
    if (picture) return picture;
    if (this.pictures.size > 1500) this.pictures.clear();
    const radius = this.radius(cluster);
    const size = 2 * radius + 4;
    picture = document.createElement("canvas");
    picture.width = picture.height = Math.ceil(size * ratio);
    const context = picture.getContext("2d");
    context.scale(ratio, ratio);
    context.translate(size / 2, size / 2);
    context.beginPath();
    context.arc(0, 0, radius + 1, 0, 2 * Math.PI);
    context.fillStyle = colours.outline;
    context.fill();
    let start = -Math.PI / 2;
    for (let type = 0; type < this.typeCount; type += 1) {
      const share = this.typeCounts[cluster * this.typeCount + type] / this.counts[cluster];
      if (share === 0) continue;
      const end = start + share * 2 * Math.PI;
      context.beginPath();
      context.moveTo(0, 0);
      context.arc(0, 0, radius, start, end);
      context.fillStyle = symbols.colours[type];
      context.fill();
      start = end;
    }
    context.beginPath();
    context.arc(0, 0, radius - 5, 0, 2 * Math.PI);
    context.fillStyle = colours.cluster;
    context.fill();
    context.fillStyle = colours.clusterText;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = "600 12px system-ui, sans-serif";
    context.fillText(compact(this.counts[cluster]), 0, 0.5);
    this.pictures.set(cluster, picture);
    return picture;
  }

  // The radius of its circle on the canvas.
  radius(cluster) {
    return Math.min(28, 14 + 2.2 * Math.log2(this.counts[cluster]));
  }
}

const MAX_ZOOM = 14;

// How many pixels the whole earth is wide.
function worldPixels(zoom) {
  return 256 * 2 ** zoom;
}
