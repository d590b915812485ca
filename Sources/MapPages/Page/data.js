// What stands in the data elements of the page; docs/map-page.md describes them.

const NO_DAY = -2147483648;

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes;
}

function integersOf(base64) {
  const bytes = bytesOf(base64);
  const isLittle = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  if (isLittle) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Int32Array.from({ length: bytes.length >> 2 }, (_, place) => view.getInt32(4 * place, true));
}

// The layer: its columns in flat arrays, its texts in blocks that are read when they are asked for.
class LayerData {
  static async read(showProgress) {
    const layer = new LayerData(JSON.parse(byId("layer").textContent));
    const names = [
      "lon", "lat", "type", "region", "place", "geoprec", "dateprec", "first", "last", "low", "best",
      "high", "uncertainty", "reportstart", "reports", "shape", "total",
    ];
    for (const [number, name] of names.entries()) {
      const source = byId(`c-${name}`);
      layer[name] = integersOf(source.textContent);
      // The text is of no more use, and there may be much of it.
      source.remove();
      if (layer.count > 20000) {
        showProgress((number + 1) / names.length);
        await pause();
      }
    }
    layer.shapes = JSON.parse(byId("shapes").textContent);
    return layer;
  }

  constructor(head) {
    this.head = head;
    this.count = head.count;
    this.placed = head.placed;
    this.blocks = new Map();
  }

  // The numbers of all events by day, those without one last.
  get byDay() {
    if (!this.sortedByDay) {
      // A double holds a day and a number side by side, and typed arrays sort fast.
      const keys = Float64Array.from({ length: this.count }, (_, event) => {
        const day = this.first[event];
        return (day === NO_DAY ? 2 ** 31 : day) * 2 ** 21 + event;
      }).sort();
      this.sortedByDay = Int32Array.from(keys, (key) => key - Math.floor(key / 2 ** 21) * 2 ** 21);
    }
    return this.sortedByDay;
  }

  longitude(number) {
    return this.lon[number] / 1e7;
  }

  latitude(number) {
    return this.lat[number] / 1e7;
  }

  // The word for the type of an event.
  typeOf(number) {
    return wordOf("type", this.head.types[this.type[number]]);
  }

  // What names an event in one line: its type, place and date.
  nameOf(number) {
    return [this.typeOf(number), this.head.places[this.place[number]], dateText(this, number)].filter(Boolean).join(", ");
  }

  // The geometry of an event that is more than a point; `null` for the others.
  shapeOf(number) {
    return this.shape[number] < 0 ? null : this.shapes[this.shape[number]];
  }

  reportsOf(number) {
    return this.reports.subarray(this.reportstart[number], this.reportstart[number + 1]);
  }

  blockOf(number) {
    return Math.floor(number / this.head.blockSize);
  }

  get blockCount() {
    return Math.ceil(this.count / this.head.blockSize);
  }

  // The properties of the events of a block; a promise, for packed blocks take a moment.
  block(place) {
    let block = this.blocks.get(place);
    if (!block) {
      block = this.head.isPacked ? unpacked(byId(`t-${place}`).textContent)
        : Promise.resolve(JSON.parse(byId(`t-${place}`).textContent));
      this.blocks.set(place, block);
      // Most blocks are looked at once; what is kept stays small.
      if (this.blocks.size > 64) this.blocks.delete(this.blocks.keys().next().value);
    }
    return block;
  }

  async properties(number) {
    return (await this.block(this.blockOf(number)))[number % this.head.blockSize];
  }

  propertiesOfAll(numbers) {
    return Promise.all(Array.from(numbers, (number) => this.properties(number)));
  }

  // The number of the event with an identifier; -1 where there is none.
  async numberOf(id) {
    for (let place = 0; place < this.blockCount; place += 1) {
      const found = (await this.block(place)).findIndex((properties) => properties.id === id);
      if (found >= 0) return place * this.head.blockSize + found;
    }
    return -1;
  }
}

async function unpacked(base64) {
  const stream = new Blob([bytesOf(base64)]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

// The numbers of a list of LEB128 varints, one after the other.
class VarintReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.place = 0;
  }

  next() {
    let number = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.place];
      this.place += 1;
      number += (byte & 127) * factor;
      if (byte < 128) return number;
      factor *= 128;
    }
  }

  nextSigned() {
    const number = this.next();
    return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
  }
}

// The rings of each shape of a set of outlines, as flat arrays of longitudes and latitudes.
function outlinesOf(base, base64) {
  const reader = new VarintReader(bytesOf(base64));
  return base.shapes.map((shape) => {
    const rings = [];
    for (let ringsLeft = reader.next(); ringsLeft > 0; ringsLeft -= 1) {
      const ring = new Float64Array(2 * reader.next());
      let x = 0;
      let y = 0;
      for (let place = 0; place < ring.length; place += 2) {
        x += reader.nextSigned();
        y += reader.nextSigned();
        ring[place] = x / base.steps;
        ring[place + 1] = y / base.steps;
      }
      rings.push(ring);
    }
    return { ...shape, rings };
  });
}
