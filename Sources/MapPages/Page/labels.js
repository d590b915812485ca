// Names on the map. The greedy way: the most telling first, each at the first of a few spots around its
// point where it covers neither a name nor a symbol that stands already.

class Labels {
  constructor() {
    this.widths = new Map();
    this.pictures = new Map();
  }

  // Drawn names are kept as pictures: letters and their halo are drawn once and copied in each frame.
  forget() {
    this.pictures.clear();
  }

  begin(width, height) {
    this.width = width;
    this.height = height;
    this.cells = new Map();
  }

  // Keeps a box free of names.
  block(left, top, right, bottom) {
    for (const key of cellsOf(left, top, right, bottom)) {
      const boxes = this.cells.get(key);
      if (boxes) boxes.push([left, top, right, bottom]);
      else this.cells.set(key, [[left, top, right, bottom]]);
    }
  }

  isFree(left, top, right, bottom) {
    if (left < 2 || top < 2 || right > this.width - 2 || bottom > this.height - 2) return false;
    return cellsOf(left, top, right, bottom).every((key) => (this.cells.get(key) ?? []).every(
      (box) => left >= box[2] || right <= box[0] || top >= box[3] || bottom <= box[1]));
  }

  widthOf(context, text) {
    const key = context.font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  picture({ font }, text, width, size, colour, halo) {
    const key = font + colour + text;
    let picture = this.pictures.get(key);
    if (picture) return picture;
    if (this.pictures.size > 800) this.forget();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    picture = document.createElement("canvas");
    picture.ratio = ratio;
    picture.width = Math.ceil((width + 6) * ratio);
    picture.height = Math.ceil(3 * size * ratio);
    const own = picture.getContext("2d");
    own.scale(ratio, ratio);
    own.font = font;
    own.lineJoin = "round";
    own.lineWidth = 3;
    own.strokeStyle = halo;
    own.strokeText(text, 3, 2 * size);
    own.fillStyle = colour;
    own.fillText(text, 3, 2 * size);
    this.pictures.set(key, picture);
    return picture;
  }

  // Writes a name around a symbol, or in the middle of an area (`radius` 0); `false` where there is no room.
  write(context, text, x, y, radius, size, colour, halo) {
    const width = this.widthOf(context, text);
    const far = radius + 4;
    const spots = radius === 0 ? [[-width / 2, size / 2]]
      : [
        [far, size / 2 - 1], [-far - width, size / 2 - 1], [-width / 2, -far], [-width / 2, far + size],
        [far * 0.7, -far * 0.7], [far * 0.7, far * 0.7 + size], [-far * 0.7 - width, -far * 0.7],
        [-far * 0.7 - width, far * 0.7 + size],
      ];
    for (const [right, down] of spots) {
      const left = x + right;
      const bottom = y + down;
      if (!this.isFree(left - 2, bottom - size, left + width + 2, bottom + 3)) continue;
      this.block(left - 2, bottom - size, left + width + 2, bottom + 3);
      const picture = this.picture(context, text, width, size, colour, halo);
      context.drawImage(
        picture, Math.round(left) - 3, Math.round(bottom) - 2 * size, picture.width / picture.ratio, 3 * size);
      return true;
    }
    return false;
  }
}

// The cells of a grid of 64 pixels that a box meets, so that a name is compared with its neighbours alone.
function cellsOf(left, top, right, bottom) {
  const cells = [];
  for (let column = Math.floor(left / 64); column <= Math.floor(right / 64); column += 1) {
    for (let row = Math.floor(top / 64); row <= Math.floor(bottom / 64); row += 1) cells.push(column * 4096 + row);
  }
  return cells;
}

const LONGEST_LABEL = 40;

function shortened(text) {
  const letters = Array.from(text.replace(/\s+/gu, " "));
  return letters.length <= LONGEST_LABEL ? letters.join("") : `${letters.slice(0, LONGEST_LABEL - 1).join("")}…`;
}
