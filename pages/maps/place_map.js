// Paints outlines that were prepared (pages/maps/outlines.py) as Python says; knows no rules of its own.
// Text from outside only ever becomes text.

const NOT_COME = "The outlines of the map did not come. Choose another filter to ask for them again.";
const NEAREST = 30; // how many times the first view can be enlarged
const STEP = 1.6; // of the zoom buttons
const A_YEAR = 1100; // ms that a year stands while the years play
const DRAGGED = 4; // px from which a press is no click any more
const LETTER = 6.5; // px that a letter of a sign takes
const DOT = 4.5; // px from the middle of a marker without a sign to its edge
const LEAST = 0.6; // of that, how large it is where there is little room
const ROOMY = 600; // px that the whole drawing takes from which on there is room
const outlinesOf = new Map(); // file -> promise of its content
const maps = new WeakMap(); // parent element -> what is drawn there

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const map = maps.get(parentElement) ?? new PlaceMap(parentElement);
  maps.set(parentElement, map);
  map.open = (code) => setTriggerValue("opened", [code, map.moment]);
  map.show(data);
  return () => {
    map.leave();
    maps.delete(parentElement);
  };
}

// Streamlit serves the folder `static` at app/static, under whatever path it is served itself.
function fetched(file) {
  if (!outlinesOf.has(file)) {
    const address = new URL(`./app/static/${file}`, document.baseURI);
    const coming = fetch(address).then((answer) => answer.json());
    coming.catch(() => outlinesOf.delete(file)); // the next filter asks for them again
    outlinesOf.set(file, coming);
  }
  return outlinesOf.get(file);
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

class PlaceMap {
  constructor(root) {
    this.part = (name) => root.querySelector(`.${name}`);
    this.frame = this.part("frame");
    this.svg = this.frame.querySelector("svg");
    this.tip = this.part("tip");
    this.touching = new Map(); // pointer id -> where it is
    this.resized = new ResizeObserver(() => this.arrange());
    this.resized.observe(this.frame);
    this.listen(root);
  }

  leave() {
    this.stop();
    this.resized.disconnect();
  }

  async show(data) {
    const outlines = await fetched(data.outlines).catch(() => null);
    if (!outlines) {
      this.part("source").textContent = NOT_COME;
      return;
    }
    const [before, stood] = [this.data, this.atEnd() ? null : this.moment];
    this.data = data;
    if (before?.outlines !== data.outlines || String(before.view) !== String(data.view)) {
      this.home = data.view;
      this.view = [...data.view];
    }
    this.frame.style.aspectRatio = `${this.home[2]} / ${this.home[3]}`;
    this.svg.setAttribute("aria-label", data.label);
    this.frame.setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom it.");
    this.part("source").textContent = data.source;
    this.part("years").hidden = data.moments.length < 2;
    const last = data.moments.length - 1;
    this.part("year").max = last;
    this.draw(outlines);
    this.turnTo(stood === null ? last : Math.min(stood, last));
  }

  atEnd() {
    return !this.data || this.moment === this.data.moments.length - 1;
  }

  // Everything that stays as it is from one moment to the next.
  draw(outlines) {
    const { codes, look, turned } = this.data;
    const shown = new Set(codes);
    this.size = outlines.size;
    this.outlined = new Map();
    this.round = new Map();
    this.signs = new Map();
    this.stands = new Map();
    const line = { "stroke-width": 0.6, "vector-effect": "non-scaling-stroke" };
    const others = shape("g", { fill: look.land, stroke: look.line });
    others.append(shape("path", { d: outlines.land, ...line }));
    const [land, round, signs] = ["land", "round", "signs"].map((name) =>
      shape("g", { class: name }),
    );
    land.setAttribute("stroke", look.paper);
    round.setAttribute("stroke-width", 0.8);
    for (const [name, value] of Object.entries({
      "text-anchor": "middle",
      "font-weight": 600,
      "pointer-events": "none",
    })) {
      signs.setAttribute(name, value);
    }
    for (const [code, place] of Object.entries(outlines.places)) {
      if (!shown.has(code)) {
        if (place.d) others.append(shape("path", { d: place.d, ...line }));
        continue;
      }
      const east = turned.includes(code) ? place.turn : 0;
      this.stands.set(code, { x: place.at[0] + east, y: place.at[1], across: place.across });
      if (place.d) {
        const path = shape("path", { d: place.d, "data-place": code, ...line });
        if (east) path.setAttribute("transform", `translate(${east} 0)`);
        this.outlined.set(code, path);
        land.append(path);
      }
      if (place.marker) {
        const at = { cx: place.at[0] + east, cy: place.at[1], "data-place": code };
        this.round.set(code, shape("circle", { ...at, "vector-effect": "non-scaling-stroke" }));
      }
      const sign = shape("text", { x: place.at[0] + east, y: place.at[1], dy: "0.35em" });
      this.signs.set(code, sign);
      signs.append(sign);
    }
    this.hatching = shape("defs", {});
    this.roundGroup = round;
    this.signGroup = signs;
    this.svg.replaceChildren(this.hatching, others, land, round, signs);
    const order = new Map(codes.map((code, number) => [code, number]));
    this.rank = codes
      .filter((code) => this.stands.has(code))
      .sort((a, b) => this.stands.get(b).across - this.stands.get(a).across)
      .map((code) => [code, order.get(code)]);
  }

  // Paint what held at a moment.
  turnTo(moment) {
    this.moment = moment;
    const { entries, look, moments } = this.data;
    const { label, classes, signs, weak, later } = moments[moment];
    const hatched = weak.map((is, number) => is || later[number]);
    this.hatching.replaceChildren(...this.hatchings());
    for (const [code, number] of this.rank) {
      const entry = entries[classes[number]];
      const fill = hatched[number] ? `url(#hatched-${classes[number]})` : entry.colour;
      for (const drawn of [this.outlined.get(code), this.round.get(code)]) {
        drawn?.setAttribute("fill", fill);
        drawn?.setAttribute("data-class", entry.code);
      }
      // Stripes on paper need a line of their own colour.
      const line = hatched[number] ? entry.colour : look.paper;
      this.outlined.get(code)?.setAttribute("stroke", line);
      const known = entry.code !== "no_data";
      this.round.get(code)?.setAttribute("stroke", known ? "currentColor" : look.line);
      this.signs.get(code).textContent = known ? signs[number] : "";
      // A sign that is wider than its country is seen on the sea too.
      this.signs.get(code).setAttribute("fill", hatched[number] ? "currentColor" : entry.ink);
      this.signs.get(code).setAttribute("stroke", hatched[number] ? look.paper : entry.colour);
    }
    // What is on record lies over what is not.
    const isKnown = ([, circle]) => circle.dataset.class !== "no_data";
    const circles = [...this.round].sort((a, b) => isKnown(a) - isKnown(b));
    this.roundGroup.replaceChildren(...circles.map(([, circle]) => circle));
    const year = this.part("year");
    year.value = moment;
    year.setAttribute("aria-valuetext", label);
    this.part("moment").textContent = label;
    const [what, how] = this.title();
    this.part("title").replaceChildren(element("strong", what), ` · ${how}`);
    this.part("said").textContent = this.said();
    this.svg.dataset.moment = label;
    this.tip.hidden = true;
    this.arrange();
  }

  title() {
    const { title, moments } = this.data;
    return [title[0], `${title[1]}, as of ${moments[this.moment].label}`];
  }

  // Of a year gone by the page's legend and table say nothing: this does.
  said() {
    if (this.atEnd() && !this.doubt()) return "";
    const { codes, entries, moments } = this.data;
    const counts = this.counts().map((count, i) => `${entries[i].sign} ${entries[i].label} ${count}`);
    return [
      this.atEnd() ? "" : `Of ${codes.length}: ${counts.join(" · ")}.`,
      this.doubt(),
      this.atEnd() ? "" : `Legend and table below stay as of ${moments.at(-1).label}.`,
    ].join(" ").trim();
  }

  doubt() {
    const { moments, doubts } = this.data;
    const said = Object.entries(doubts)
      .map(([doubt, words]) => [moments[this.moment][doubt].filter(Boolean).length, words])
      .filter(([count]) => count)
      .map(([count, words]) => `${count} ${words}`);
    return said.length ? `Hatched: ${said.join("; ")}.` : "";
  }

  counts() {
    const counts = this.data.entries.map(() => 0);
    for (const number of this.data.moments[this.moment].classes) counts[number] += 1;
    return counts;
  }

  // A colour in stripes for each class: what it says is weak, or not sure to have held then.
  hatchings() {
    return this.data.entries.map((entry, number) => {
      const pattern = shape("pattern", {
        id: `hatched-${number}`,
        width: 6,
        height: 6,
        patternUnits: "userSpaceOnUse",
      });
      pattern.append(
        shape("rect", { width: 6, height: 6, fill: this.data.look.paper }),
        shape("rect", { width: 6, height: 3, fill: entry.colour }),
      );
      return pattern;
    });
  }

  // Fit signs and markers to the view: as large as ever, and none over another.
  arrange() {
    if (!this.data || !this.frame.clientWidth) return;
    const [x, y, across, high] = this.view;
    const { clientWidth, clientHeight } = this.frame;
    this.svg.setAttribute("viewBox", `${x} ${y} ${across} ${high}`);
    // Whoever zoomed in moves the map with a finger; else the finger scrolls the page.
    this.svg.style.touchAction = across < this.home[2] ? "none" : "pan-y";
    this.unit = Math.max(across / clientWidth, high / clientHeight); // of the drawing, in a px
    for (const pattern of this.hatching.children) {
      pattern.setAttribute("patternTransform", `scale(${this.unit}) rotate(45)`);
    }
    this.signGroup.setAttribute("font-size", 11 * this.unit);
    this.signGroup.setAttribute("stroke-width", 3 * this.unit);
    this.signGroup.setAttribute("paint-order", "stroke");
    const roomy = this.size[0] / this.unit >= ROOMY;
    const dot = DOT * (roomy ? 1 : LEAST) * this.unit;
    const known = [...this.round.keys()].filter((code) => this.signs.get(code).textContent);
    const taken = [];
    for (const [code] of this.rank) {
      const [place, sign, circle] = [this.stands, this.signs, this.round].map((all) =>
        all.get(code),
      );
      const half = (sign.textContent.length * LETTER * this.unit) / 2;
      const tall = 5.5 * this.unit;
      const wide = Math.max(7 * this.unit, half + 2 * this.unit); // of a circle with a sign in it
      const box = { x: place.x, y: place.y, half: circle ? wide : half, tall: circle ? wide : tall };
      const fits =
        sign.textContent &&
        (circle
          ? roomy && this.hasRoom(code, known, wide + dot)
          : place.across >= Math.max(2 * half, 2 * tall)) &&
        // A marker stands on the sea, where the drawing may end beside it.
        (!circle || (place.x - wide >= x && place.x + wide <= x + across)) &&
        taken.every(
          (other) =>
            Math.abs(other.x - box.x) > other.half + box.half ||
            Math.abs(other.y - box.y) > other.tall + box.tall,
        );
      sign.setAttribute("visibility", fits ? "visible" : "hidden");
      if (fits) taken.push(box);
      circle?.setAttribute("r", fits ? wide : sign.textContent ? dot : dot / 1.8);
    }
  }

  // Whether no other circle of what is on record stands that near.
  hasRoom(code, known, near) {
    const { x, y } = this.stands.get(code);
    return known.every((other) => {
      const { x: otherX, y: otherY } = this.stands.get(other);
      return other === code || Math.hypot(otherX - x, otherY - y) > near;
    });
  }

  zoom(times, middle) {
    const [x, y, wide, high] = this.view;
    const to = Math.min(Math.max(wide / times, this.home[2] / NEAREST), this.home[2]);
    const [middleX, middleY] = middle ?? [x + wide / 2, y + high / 2];
    const ratio = to / wide;
    this.look([
      middleX - (middleX - x) * ratio,
      middleY - (middleY - y) * ratio,
      to,
      high * ratio,
    ]);
  }

  move(right, down) {
    const [x, y, wide, high] = this.view;
    this.look([x + right * wide, y + down * high, wide, high]);
  }

  // Look at a part of the drawing; its middle stays within what was first shown.
  look([x, y, wide, high]) {
    const within = (at, size, from, whole) =>
      Math.min(Math.max(at, from - size / 2), from + whole - size / 2);
    const [homeX, homeY, homeWide, homeHigh] = this.home;
    const all = wide >= homeWide;
    this.view = all
      ? [...this.home]
      : [within(x, wide, homeX, homeWide), within(y, high, homeY, homeHigh), wide, high];
    this.tip.hidden = true;
    this.arrange();
  }

  // Where on the drawing a pointer is.
  at(event) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      this.svg.getScreenCTM().inverse(),
    );
    return [place.x, place.y];
  }

  listen(root) {
    const { frame, svg } = this;
    root.querySelector(".closer").onclick = () => this.zoom(STEP);
    root.querySelector(".further").onclick = () => this.zoom(1 / STEP);
    root.querySelector(".whole").onclick = () => this.look(this.home);
    frame.onkeydown = (event) => {
      if (event.target !== frame) return;
      const keys = {
        "+": () => this.zoom(STEP),
        "-": () => this.zoom(1 / STEP),
        0: () => this.look(this.home),
        ArrowLeft: () => this.move(-0.15, 0),
        ArrowRight: () => this.move(0.15, 0),
        ArrowUp: () => this.move(0, -0.15),
        ArrowDown: () => this.move(0, 0.15),
      };
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        keys[event.key]();
      }
    };
    svg.onpointerdown = (event) => {
      this.touching.set(event.pointerId, event);
      if (this.touching.size === 1) this.dragged = false;
      this.byTouch = event.pointerType === "touch";
    };
    svg.onpointermove = (event) => {
      if (this.touching.has(event.pointerId)) this.drag(event);
      else if (event.pointerType !== "touch") this.point(event);
    };
    svg.onpointerup = svg.onpointercancel = (event) => this.touching.delete(event.pointerId);
    svg.onpointerleave = (event) => {
      if (event.pointerType !== "touch") this.point(null);
    };
    svg.onclick = (event) => {
      const code = event.target.dataset.place;
      if (this.dragged || !code) return;
      if (this.byTouch && (this.tip.hidden || this.tip.dataset.place !== code)) {
        this.point(event, "Tap again to open.");
      } else {
        this.open(code);
      }
    };
    this.part("year").oninput = (event) => {
      this.stop();
      this.turnTo(Number(event.target.value));
    };
    this.part("play").onclick = () => (this.playing ? this.stop() : this.play());
    for (const button of root.querySelectorAll("[data-format]")) {
      button.onclick = () => {
        const moment = this.data.moments[this.moment].label.replaceAll(" ", "-");
        save(onPaper(this.picture(), frame), `${this.data.name}-${moment}`, button.dataset.format);
      };
    }
  }

  drag(event) {
    const before = this.touching.get(event.pointerId);
    const others = [...this.touching.values()].filter((one) => one.pointerId !== event.pointerId);
    const far = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (others.length === 1) {
      const middle = {
        clientX: (event.clientX + others[0].clientX) / 2,
        clientY: (event.clientY + others[0].clientY) / 2,
      };
      this.dragged = true;
      this.zoom(far(event, others[0]) / Math.max(far(before, others[0]), 1), this.at(middle));
    } else {
      if (!this.dragged && far(event, before) < DRAGGED) return;
      // Only now: who merely clicks must click on the place, not on the map.
      if (!this.dragged) this.svg.setPointerCapture(event.pointerId);
      this.dragged = true;
      const [x, y, wide, high] = this.view;
      const right = (event.clientX - before.clientX) * this.unit;
      const down = (event.clientY - before.clientY) * this.unit;
      this.look([x - right, y - down, wide, high]);
    }
    this.touching.set(event.pointerId, event);
  }

  // Say what is known of the place under the pointer.
  point(event, more) {
    const code = event?.target.dataset.place;
    this.pointed?.classList.remove("pointed");
    this.tip.hidden = !code;
    if (!code) return;
    this.pointed = event.target;
    this.pointed.classList.add("pointed");
    const { codes, texts, moments } = this.data;
    const lines = texts[moments[this.moment].texts[codes.indexOf(code)]];
    this.tip.dataset.place = code;
    this.tip.replaceChildren(
      element("strong", lines[0]),
      ...[...lines.slice(1), more].filter(Boolean).map((line) => element("div", line)),
    );
    const box = this.frame.getBoundingClientRect();
    const [x, y] = [event.clientX - box.x, event.clientY - box.y];
    const { offsetWidth, offsetHeight } = this.tip;
    const left = x + 14 + offsetWidth > box.width ? x - 14 - offsetWidth : x + 14;
    this.tip.style.left = `${Math.max(Math.min(left, box.width - offsetWidth), 0)}px`;
    this.tip.style.top = `${y > box.height / 2 ? y - 10 - offsetHeight : y + 14}px`;
  }

  play() {
    if (this.atEnd()) this.turnTo(0);
    this.part("play").textContent = "Stop";
    this.playing = setInterval(() => {
      this.turnTo(this.moment + 1);
      if (this.atEnd()) this.stop();
    }, A_YEAR);
  }

  stop() {
    clearInterval(this.playing);
    this.playing = null;
    this.part("play").textContent = "Play the years";
  }

  // The map as it stands, with all that it needs to be understood when taken away.
  picture() {
    const { caution, source, entries } = this.data;
    const title = this.title();
    const wide = 1600;
    const high = Math.round(Math.min((wide * this.view[3]) / this.view[2], 1000));
    const head = 24 * title.length + 20;
    const counts = this.counts();
    const rows = Math.ceil(entries.length / 4);
    const whole = head + high + 24 * rows + 60;
    const drawing = shape("svg", {
      xmlns: SVG,
      width: wide,
      height: whole,
      viewBox: `0 0 ${wide} ${whole}`,
      fill: "currentColor",
      "font-size": 16,
    });
    const write = (line, x, y, more = {}) => {
      drawing.append(shape("text", { x, y, ...more }));
      drawing.lastChild.textContent = line;
    };
    title.forEach((line, i) => write(line, 20, 30 + 24 * i, { "font-weight": i ? 400 : 700 }));
    const map = this.svg.cloneNode(true);
    for (const [name, value] of Object.entries({ x: 0, y: head, width: wide, height: high })) {
      map.setAttribute(name, value);
    }
    map.removeAttribute("style");
    drawing.append(map);
    entries.forEach((entry, i) => {
      const [x, y] = [20 + 395 * (i % 4), head + high + 24 + 24 * Math.floor(i / 4)];
      drawing.append(shape("rect", { x, y: y - 15, width: 20, height: 20, fill: entry.colour }));
      write(entry.sign, x + 10, y, { "text-anchor": "middle", fill: entry.ink, "font-size": 13 });
      write(`${entry.label} (${counts[i]})`, x + 28, y);
    });
    write(`${caution} ${this.doubt()} ${source}`, 20, whole - 12, { "font-size": 13 });
    return drawing;
  }
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
