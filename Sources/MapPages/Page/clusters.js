// Events that a scale cannot tell apart are drawn as one: those in one cell of a grid whose cells take a
// fixed number of pixels. The grid is tied to the earth, so moving the map changes no cluster.

const CELL_PIXELS = 40;

class Clusters {
  // `xs` and `ys` are the places of events in world widths; `numbers` those that are shown.
  constructor(xs, ys, numbers, level) {
    this.level = level;
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
  }

  get length() {
    return this.counts.length;
  }

  // Whether all events of a cluster stand at one spot, so that no scale divides them.
  isSpot(cluster) {
    const [west, north, east, south] = this.extents[cluster];
    return Math.max(east - west, south - north) * worldPixels(MAX_ZOOM) < 1;
  }

  // The radius of its circle on the canvas.
  radius(cluster) {
    return Math.min(26, 11 + 2.2 * Math.log2(this.counts[cluster]));
  }
}

const MAX_ZOOM = 14;

// How many pixels the whole earth is wide.
function worldPixels(zoom) {
  return 256 * 2 ** zoom;
}
