// How the map is drawn. The parts follow each other from the ground up.

Object.assign(EventMap.prototype, {
  draw(time) {
    if (this.isMoving) this.trace.frame(time);
    const { context, view, ratio, colours } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.base.draw(context, view, colours, ratio, this.isMoving);
    this.labels.begin(view.width, view.height);
    const clusters = this.clusters();
    this.items = this.itemsInView(clusters);
    this.drawShapes();
    this.drawRings(clusters);
    this.drawItems(clusters);
    if (this.spider) this.drawSpider();
    this.drawFocus();
    this.drawNames();
    this.drawScale();
    this.trace.drawn();
  },

  // The symbols and clusters in view, with their pixels.
  itemsInView(clusters) {
    const { view } = this;
    const items = [];
    for (let cluster = 0; cluster < clusters.length; cluster += 1) {
      const y = view.pixelY(clusters.ys[cluster]);
      if (y < -30 || y > view.height + 30) continue;
      const x = view.pixelX(clusters.xs[cluster]);
      if (x < -30 || x > view.width + 30) continue;
      items.push(clusters.counts[cluster] > 1 ? { cluster, x, y }
        : { event: clusters.firsts[cluster], x, y });
    }
    return items;
  },

  // Marches and areas, of events that stand alone or are chosen.
  drawShapes() {
    const { context, layer } = this;
    const drawn = new Set(this.spider?.members ?? []);
    if (this.selected >= 0) drawn.add(this.selected);
    for (const { event } of this.items) if (event !== undefined) drawn.add(event);
    for (const event of this.shapedEvents) drawn.add(event);
    for (const event of drawn) {
      const shape = layer.shapeOf(event);
      if (!shape) continue;
      const colour = this.symbols.colours[layer.type[event]];
      context.beginPath();
      let isLong = false;
      for (const line of linesOf(shape)) {
        const pixels = line.map((position) => this.pixelOf(position));
        pixels.forEach(([x, y], place) => {
          if (place === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
          if (Math.hypot(x - pixels[0][0], y - pixels[0][1]) > 8) isLong = true;
        });
      }
      if (!isLong) continue;
      if (shape[0].endsWith("Polygon")) {
        context.save();
        context.globalAlpha = 0.25;
        context.fillStyle = colour;
        context.fill("evenodd");
        context.restore();
      }
      const width = event === this.selected ? 4.5 : 3;
      context.strokeStyle = this.colours.outline;
      context.lineWidth = width + 2;
      context.stroke();
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
      if (shape[0].endsWith("LineString")) this.drawArrow(shape, colour);
    }
  },

  // The head of an arrow where a march went.
  drawArrow(shape, colour) {
    const line = linesOf(shape).at(-1).map((position) => this.pixelOf(position));
    const [tipX, tipY] = line.at(-1);
    const from = line.findLast(([x, y]) => Math.hypot(x - tipX, y - tipY) > 6) ?? line[0];
    const angle = Math.atan2(tipY - from[1], tipX - from[0]);
    const { context } = this;
    context.beginPath();
    context.moveTo(tipX, tipY);
    for (const side of [-0.45, 0.45]) {
      context.lineTo(tipX - 14 * Math.cos(angle + side), tipY - 14 * Math.sin(angle + side));
    }
    context.closePath();
    context.fillStyle = colour;
    context.strokeStyle = this.colours.outline;
    context.lineWidth = 1.2;
    context.fill();
    context.stroke();
  },

  // How uncertain a place is: for events that stand alone, share one spot, or are chosen.
  drawRings(clusters) {
    const wanted = new Map();
    for (const { event, cluster } of this.items) {
      const number = event ?? clusters.firsts[cluster];
      if (event === undefined && !clusters.isSpot(cluster)) continue;
      if (this.layer.uncertainty[number] > 0) wanted.set(number, false);
      if (wanted.size > 300) break;
    }
    if (this.selected >= 0 && this.selected < this.layer.placed) wanted.set(this.selected, true);
    for (const [event, isSelected] of wanted) this.drawRing(event, isSelected);
  },

  drawRing(event, isSelected) {
    const { context, layer, view } = this;
    const kilometres = layer.uncertainty[event] / 1000;
    if (kilometres <= 0) return;
    const [sideways, along] = view.projection.widthsPerKilometre(layer.latitude(event));
    const radiusX = kilometres * sideways * view.scale;
    const radiusY = kilometres * along * view.scale;
    const least = Math.min(radiusX, radiusY);
    if (least < 12 || (least > Math.hypot(view.width, view.height) && !isSelected)) return;
    // A ring of a whole country says nothing around each of its events until one is chosen.
    if (!isSelected && least > Math.min(view.width, view.height) * 0.6) return;
    context.save();
    const ring = new Path2D();
    ring.ellipse(
      view.pixelX(this.xs[event]), view.pixelY(this.ys[event]), radiusX, radiusY, 0, 0, 2 * Math.PI);
    if (isVague(layer, event)) {
      context.save();
      context.clip(ring);
      context.globalAlpha = isSelected ? 0.6 : 0.3;
      stripe(context, 0, 0, view.width, view.height, this.colours.faint, 1, 7);
      context.restore();
    }
    context.setLineDash([5, 4]);
    context.strokeStyle = isSelected ? this.colours.accent : this.colours.faint;
    context.lineWidth = isSelected ? 2.5 : 1.3;
    context.stroke(ring);
    context.restore();
  },

  drawItems(clusters) {
    const { context, layer, symbols, colours } = this;
    const selectedCluster = this.selected >= 0 ? clusters.clusterOf[this.selected] : -1;
    for (const { event, cluster, x, y } of this.items) {
      if (event === undefined) {
        const radius = clusters.radius(cluster);
        this.labels.block(x - radius, y - radius, x + radius, y + radius);
        if (cluster === selectedCluster) this.drawSelection(x, y, radius);
        const size = 2 * radius + 4;
        const picture = clusters.picture(cluster, symbols, colours, this.ratio);
        context.drawImage(
          picture, Math.round(x - size / 2), Math.round(y - size / 2), picture.width / this.ratio, picture.height / this.ratio);
      } else {
        const radius = symbols.radius(deathsOf(layer, event));
        this.labels.block(x - radius, y - radius, x + radius, y + radius);
        if (event === this.selected) this.drawSelection(x, y, radius);
        symbols.draw(context, layer.type[event], x, y, radius);
      }
    }
  },

  drawSelection(x, y, radius) {
    const { context, colours } = this;
    context.beginPath();
    context.arc(x, y, radius + 5, 0, 2 * Math.PI);
    context.strokeStyle = colours.accent;
    context.lineWidth = 3.5;
    context.stroke();
  },

  drawSpider() {
    const { context, layer, view, spider, colours } = this;
    const x = view.pixelX(spider.x);
    const y = view.pixelY(spider.y);
    const places = this.spiderPlaces();
    context.strokeStyle = colours.faint;
    context.lineWidth = 1;
    context.beginPath();
    for (const leg of places) {
      context.moveTo(x, y);
      context.lineTo(leg.x, leg.y);
    }
    context.stroke();
    for (const leg of places) {
      if (leg.event === this.selected) this.drawSelection(leg.x, leg.y, 9);
      this.symbols.draw(context, layer.type[leg.event], leg.x, leg.y, 9);
      this.labels.block(leg.x - 9, leg.y - 9, leg.x + 9, leg.y + 9);
    }
  },

  // What the keys have reached, while the map has the focus.
  drawFocus() {
    if (!this.focused || document.activeElement !== this.canvas) return;
    const stops = this.spider ? this.spiderPlaces() : this.items;
    const stop = stops.find(({ event, cluster }) => event === this.focused.event
      && cluster === this.focused.cluster);
    if (!stop) return;
    const { context, colours } = this;
    context.strokeStyle = colours.accent;
    context.lineWidth = 3;
    context.strokeRect(stop.x - 20, stop.y - 20, 40, 40);
  },

  drawNames() {
    const { context, view, labels, colours } = this;
    const size = 12;
    context.font = `${size}px system-ui, sans-serif`;
    let tried = 0;
    for (const { name, event } of this.places) {
      if (tried >= 160) break;
      const x = view.pixelX(this.xs[event]);
      const y = view.pixelY(this.ys[event]);
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
      if (isVague(this.layer, event)) continue;
      tried += 1;
      // Nearer where a symbol stands, farther where it is a cluster.
      for (const radius of [13, 24]) {
        if (labels.write(context, name, x, y, radius, size, colours.text, colours.halo)) break;
      }
    }
    this.drawAreaNames("region", 13, "600", (shape) => shape.name, 3);
    this.drawAreaNames("country", 12, "italic", countryName, 0);
    this.drawAreaNames("admin1", 11, "italic", (shape) => shape.name, 5);
  },

  // Names of areas that are large enough on the map to hold them, the largest areas first.
  drawAreaNames(kind, size, style, nameOf, leastZoom) {
    const { context, view, labels, colours } = this;
    if (view.zoom < leastZoom) return;
    context.font = `${style} ${size}px system-ui, sans-serif`;
    for (const shape of this.base.shapes(kind)) {
      if (!shape.label) continue;
      const wide = (shape.box[2] - shape.box[0]) * view.scale;
      if (wide < 40) continue;
      const x = view.pixelX(shape.labelX);
      const y = view.pixelY(shape.labelY);
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const name = shortened(nameOf(shape));
      if (labels.widthOf(context, name) > wide * 1.1) continue;
      labels.write(context, name, x, y, 0, size, colours.faint, colours.halo);
    }
  },

  // A bar of round length, true in the middle of the map.
  drawScale() {
    const { context, view, colours } = this;
    const latitude = view.projection.latitude(view.centreY);
    const perKilometre = view.projection.widthsPerKilometre(latitude)[0] * view.scale;
    const longest = 110 / perKilometre;
    const power = 10 ** Math.floor(Math.log10(longest));
    const kilometres = [5, 2, 1].map((factor) => factor * power).find((length) => length <= longest) ?? power;
    const width = kilometres * perKilometre;
    const [left, bottom] = [12, view.height - 12];
    context.beginPath();
    context.moveTo(left, bottom - 6);
    context.lineTo(left, bottom);
    context.lineTo(left + width, bottom);
    context.lineTo(left + width, bottom - 6);
    for (const [colour, breadth] of [[colours.halo, 4], [colours.text, 1.6]]) {
      context.strokeStyle = colour;
      context.lineWidth = breadth;
      context.stroke();
    }
    context.font = "11px system-ui, sans-serif";
    const text = kilometres >= 1 ? `${number(kilometres)} km` : `${number(kilometres * 1000)} m`;
    context.strokeStyle = colours.halo;
    context.lineWidth = 3;
    context.strokeText(text, left + 4, bottom - 9);
    context.fillStyle = colours.text;
    context.fillText(text, left + 4, bottom - 9);
  },
});

// A count in as little room as a cluster has.
function compact(count) {
  return count < 10000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
