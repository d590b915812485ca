// The timeline: how many events there were when, with a brush. Dates can be typed too, for those who
// cannot drag.

// Steps that a bar can stand for, in days; a month and a year are those of the calendar.
const STEPS = [
  { name: "day", days: 1 }, { name: "week", days: 7 }, { name: "month", days: 30.44, months: 1 },
  { name: "quarter", days: 91.3, months: 3 }, { name: "year", days: 365.25, months: 12 },
  { name: "decade", days: 3652.5, months: 120 }, { name: "century", days: 36525, months: 1200 },
];

function stepStart(step, day) {
  if (!step.months) return step.days === 7 ? Math.floor((day + 3) / 7) * 7 - 3 : day;
  const date = new Date(day * 86400000);
  const months = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / step.months) * step.months;
  return firstOfMonth(months);
}

function stepEnd(step, start) {
  if (!step.months) return start + step.days;
  const date = new Date(start * 86400000);
  return firstOfMonth(date.getUTCFullYear() * 12 + date.getUTCMonth() + step.months);
}

function firstOfMonth(months) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
  return Math.round(date.getTime() / 86400000);
}

// The days that the axis shows, and the bars on it. Few events long before or after the others would
// press these into a corner: they get an end of the axis to themselves.
class TimeAxis {
  constructor(layer, barLimit = 90) {
    const days = [];
    for (let event = 0; event < layer.count; event += 1) {
      if (layer.first[event] !== NO_DAY) days.push(layer.first[event], layer.last[event]);
    }
    const sorted = Int32Array.from(days).sort();
    this.isEmpty = sorted.length === 0;
    if (this.isEmpty) return;
    const whole = [sorted[0], sorted[sorted.length - 1]];
    const trimmed = [sorted[Math.floor(sorted.length * 0.03)], sorted[Math.ceil(sorted.length * 0.97) - 1]];
    const isTrimmed = trimmed[1] - trimmed[0] > 0 && whole[1] - whole[0] > 4 * (trimmed[1] - trimmed[0]);
    const [low, high] = isTrimmed ? trimmed : whole;
    this.step = STEPS.find((step) => (high - low) / step.days <= barLimit) ?? STEPS[STEPS.length - 1];
    this.starts = [];
    for (let start = stepStart(this.step, low); start <= high; start = stepEnd(this.step, start)) {
      this.starts.push(start);
    }
    this.low = this.starts[0];
    this.high = stepEnd(this.step, this.starts[this.starts.length - 1]) - 1;
    this.hasBefore = whole[0] < this.low;
    this.hasAfter = whole[1] > this.high;
  }

  // The bar of a day: -1 before the axis, the number of bars behind it.
  bar(day) {
    if (day < this.low) return -1;
    if (day > this.high) return this.starts.length;
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= day) low = middle;
      else high = middle;
    }
    return low;
  }

  // How many of some events began in each bar; the undated and those off the axis apart.
  count(layer, numbers) {
    const bars = new Int32Array(this.starts.length);
    let [undated, before, after] = [0, 0, 0];
    for (const event of numbers) {
      const day = layer.first[event];
      if (day === NO_DAY) {
        undated += 1;
        continue;
      }
      const bar = this.bar(day);
      if (bar < 0) before += 1;
      else if (bar >= bars.length) after += 1;
      else bars[bar] += 1;
    }
    return { bars, undated, before, after };
  }
}

class Timeline {
  constructor(page, root) {
    this.page = page;
    this.root = root;
    this.axis = new TimeAxis(page.layer);
    this.request = oncePerFrame(() => this.draw());
  }

  build() {
    const { page, axis } = this;
    this.root.setAttribute("aria-label", word("timeline"));
    this.root.hidden = axis.isEmpty;
    if (axis.isEmpty) return;
    clearInterval(this.timer);
    this.timer = null;
    const field = (key, name) => {
      const input = element("input", { type: "date", name, "aria-label": word(key) });
      input.addEventListener("change", () => {
        this.stop();
        page.filters[name] = dayOf(input.value);
        page.refilter();
      });
      return [element("label", { class: "date" }, word(key), " ", input), input];
    };
    const [fromLabel, from] = field("from", "from");
    const [untilLabel, until] = field("until", "until");
    Object.assign(this, { from, until });
    this.playButton = element(
      "button", { type: "button", id: "play", "aria-pressed": "false", onclick: () => this.toggle() }, `▶ ${word("play")}`);
    this.note = element("span", { class: "note" });
    this.canvas = element("canvas", { id: "histogram", "aria-hidden": "true" });
    this.listen();
    replaceChildren(
      this.root,
      element("div", { class: "controls" }, this.playButton, fromLabel, untilLabel,
        element("button", { type: "button", id: "all-time", onclick: () => { this.stop(); this.choose(null, null); } }, word("allTime")),
        this.note),
      this.canvas);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.stop();
      const day = this.dayAt(event);
      // Near an end of the brush that end is moved, else a new brush begins.
      const { from, until } = this.page.filters;
      const isNear = (end) => end !== null && Math.abs(this.pixel(end) - this.offset(event)) < 9;
      this.anchor = isNear(from) ? until ?? this.axis.high : isNear(until) ? from ?? this.axis.low : day;
    });
    canvas.addEventListener("pointermove", (event) => {
      if (this.anchor === undefined) return;
      this.brush(this.anchor, this.dayAt(event));
    });
    canvas.addEventListener("pointerup", (event) => {
      if (this.anchor === undefined) return;
      const day = this.dayAt(event);
      this.brush(this.anchor, day);
      this.anchor = undefined;
    });
    canvas.addEventListener("pointercancel", () => { this.anchor = undefined; });
  }

  // Chooses whole bars; a brush that reaches the axis' end is open there.
  brush(one, other) {
    const { axis } = this;
    const first = axis.bar(Math.min(one, other));
    const last = axis.bar(Math.max(one, other));
    const from = first < 0 ? null : axis.starts[Math.min(first, axis.starts.length - 1)];
    const until = last >= axis.starts.length ? null
      : stepEnd(axis.step, axis.starts[Math.max(last, 0)]) - 1;
    this.choose(from, until);
  }

  choose(from, until) {
    Object.assign(this.page.filters, { from, until });
    this.page.refilter();
  }

  offset(event) {
    return event.clientX - this.canvas.getBoundingClientRect().left;
  }

  // Pixels of the axis lie between two ends, which stand for what was before and after.
  get plot() {
    const end = 22;
    return [this.axis.hasBefore ? end : 4, this.canvas.clientWidth - (this.axis.hasAfter ? end : 4)];
  }

  pixel(day) {
    const [left, right] = this.plot;
    return left + (day - this.axis.low) / (this.axis.high + 1 - this.axis.low) * (right - left);
  }

  dayAt(event) {
    const [left, right] = this.plot;
    const day = this.axis.low + (this.offset(event) - left) / (right - left) * (this.axis.high + 1 - this.axis.low);
    // Beyond the ends of an axis that shows everything there is nothing to choose.
    const least = this.axis.hasBefore ? -Infinity : this.axis.low;
    const most = this.axis.hasAfter ? Infinity : this.axis.high;
    return Math.max(least, Math.min(most, Math.floor(day)));
  }

  update() {
    if (this.axis.isEmpty) return;
    const { layer, filters } = this.page;
    this.all = this.axis.count(layer, filters.passing({ isTimeless: true }));
    this.from.value = filters.from === null ? "" : dayText(filters.from);
    this.until.value = filters.until === null ? "" : dayText(filters.until);
    const { before, after, undated } = this.all;
    this.note.textContent = [
      before > 0 && word("before", number(before), dayText(this.axis.low)),
      after > 0 && word("after", number(after), dayText(this.axis.high)),
      undated > 0 && word("undated", number(undated)),
    ].filter(Boolean).join(" · ");
    this.request();
  }

  draw() {
    const { canvas, axis } = this;
    if (axis.isEmpty || !this.all || canvas.clientWidth === 0) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const colours = this.page.map.colours;
    const { from, until } = this.page.filters;
    const floor = height - 16;
    const most = Math.max(1, ...this.all.bars, this.all.before, this.all.after);
    const isChosen = (start, end) => (from === null || end >= from) && (until === null || start <= until);
    const bar = (left, right, count, isIn) => {
      if (count === 0) return;
      const high = Math.max(2, count / most * (floor - 4));
      context.fillStyle = isIn ? colours.accent : colours.faint;
      context.globalAlpha = isIn ? 1 : 0.45;
      context.fillRect(left, floor - high, Math.max(1.5, right - left - 1), high);
      context.globalAlpha = 1;
    };
    axis.starts.forEach((start, place) => {
      const end = place + 1 < axis.starts.length ? axis.starts[place + 1] : axis.high + 1;
      bar(this.pixel(start), this.pixel(end), this.all.bars[place], isChosen(start, end - 1));
    });
    if (axis.hasBefore) bar(4, 16, this.all.before, isChosen(-Infinity, axis.low - 1));
    if (axis.hasAfter) bar(width - 16, width - 4, this.all.after, isChosen(axis.high + 1, Infinity));
    if (from !== null || until !== null) {
      const left = from === null ? 1 : this.pixel(from);
      const right = until === null ? width - 1 : this.pixel(until + 1);
      context.fillStyle = colours.accent;
      context.globalAlpha = 0.12;
      context.fillRect(left, 0, right - left, floor);
      context.globalAlpha = 1;
      context.fillRect(left - 1, 0, 2, floor);
      context.fillRect(right - 1, 0, 2, floor);
    }
    this.drawDates(context, floor, height, colours);
  }

  drawDates(context, floor, height, colours) {
    const { axis } = this;
    context.fillStyle = colours.faint;
    context.fillRect(0, floor, this.canvas.clientWidth, 1);
    context.fillStyle = colours.text;
    context.font = "11px system-ui, sans-serif";
    // Round dates get the labels: the starts of years where bars are months, unless there are too few.
    const isRound = (start) => axis.step.months !== 1 || dayText(start).slice(5, 7) === "01";
    const labelled = axis.starts.filter(isRound);
    let free = 0;
    for (const start of labelled.length >= 3 ? labelled : axis.starts) {
      const x = this.pixel(start);
      const text = axis.step.months === 1 && labelled.length >= 3 || axis.step.months >= 12
        ? dayText(start).slice(0, -6) : axis.step.months ? dayText(start).slice(0, -3) : dayText(start);
      const width = context.measureText(text).width;
      if (x < free || x + width > this.canvas.clientWidth) continue;
      context.fillRect(x, floor, 1, 4);
      context.fillText(text, x + 2, height - 3);
      free = x + width + 24;
    }
  }

  // MARK: Playing

  toggle() {
    if (this.timer) this.stop();
    else this.play();
  }

  // Moves a window along the axis: the brush where there is one, else a twelfth of the axis.
  play() {
    const { axis, page } = this;
    const { from, until } = page.filters;
    const hasBrush = from !== null && until !== null && axis.bar(until) < axis.starts.length - 1;
    const width = hasBrush ? Math.max(1, axis.bar(until) - axis.bar(from) + 1)
      : Math.max(1, Math.round(axis.starts.length / 12));
    let first = hasBrush ? Math.max(0, axis.bar(from)) : 0;
    this.playButton.textContent = `■ ${word("stop")}`;
    this.playButton.setAttribute("aria-pressed", "true");
    const show = () => {
      const last = Math.min(axis.starts.length - 1, first + width - 1);
      this.choose(axis.starts[first], stepEnd(axis.step, axis.starts[last]) - 1);
      if (last === axis.starts.length - 1) this.stop();
      first += 1;
    };
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.timer = setInterval(show, isCalm ? 1500 : 450);
    show();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.playButton.textContent = `▶ ${word("play")}`;
    this.playButton.setAttribute("aria-pressed", "false");
  }
}
