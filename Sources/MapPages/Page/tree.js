// The packed Hilbert R-tree of the layer. The program has put the events in the order of its leaves, so
// the boxes above them follow in linear time and need no room in the file.

const NODE_SIZE = 16;

class PackedTree {
  // Boxes of leaves: four numbers each, west, south, east, north.
  constructor(leaves) {
    this.levels = [leaves];
    while (leaves.length > 4) {
      const above = new Float64Array(4 * Math.ceil(leaves.length / 4 / NODE_SIZE));
      for (let node = 0; node < above.length; node += 4) {
        const end = Math.min(leaves.length, (node + 4) * NODE_SIZE);
        let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
        for (let leaf = node * NODE_SIZE; leaf < end; leaf += 4) {
          west = Math.min(west, leaves[leaf]);
          south = Math.min(south, leaves[leaf + 1]);
          east = Math.max(east, leaves[leaf + 2]);
          north = Math.max(north, leaves[leaf + 3]);
        }
        above.set([west, south, east, north], node);
      }
      this.levels.push(above);
      leaves = above;
    }
  }

  // Calls a function with the number of each leaf that meets the box, in order; ends early when it
  // answers `false`.
  search(west, south, east, north, visit) {
    const stack = [];
    const top = this.levels.length - 1;
    for (let node = this.levels[top].length / 4 - 1; node >= 0; node -= 1) stack.push(top, node);
    while (stack.length > 0) {
      const node = stack.pop();
      const level = stack.pop();
      const boxes = this.levels[level];
      const place = 4 * node;
      if (boxes[place] > east || boxes[place + 2] < west || boxes[place + 1] > north
        || boxes[place + 3] < south) continue;
      if (level === 0) {
        if (visit(node) === false) return;
        continue;
      }
      const end = Math.min(this.levels[level - 1].length / 4, (node + 1) * NODE_SIZE);
      for (let child = end - 1; child >= node * NODE_SIZE; child -= 1) stack.push(level - 1, child);
    }
  }
}

// The positions of a geometry, one by one; kinds stand among the coordinates of a collection.
function eachPosition(coordinates, visit) {
  if (typeof coordinates === "string") return;
  if (typeof coordinates[0] === "number") visit(coordinates[0], coordinates[1]);
  else for (const part of coordinates) eachPosition(part, visit);
}

// The tree over the events that have a position.
function treeOf(layer) {
  const leaves = new Float64Array(4 * layer.placed);
  for (let number = 0; number < layer.placed; number += 1) {
    const place = 4 * number;
    leaves[place] = leaves[place + 2] = layer.longitude(number);
    leaves[place + 1] = leaves[place + 3] = layer.latitude(number);
    const shape = layer.shapeOf(number);
    if (!shape) continue;
    eachPosition(shape[1], (longitude, latitude) => {
      leaves[place] = Math.min(leaves[place], longitude);
      leaves[place + 1] = Math.min(leaves[place + 1], latitude);
      leaves[place + 2] = Math.max(leaves[place + 2], longitude);
      leaves[place + 3] = Math.max(leaves[place + 3], latitude);
    });
  }
  return new PackedTree(leaves);
}
