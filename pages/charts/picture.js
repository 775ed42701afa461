// Shows the drawing it is given and saves it as the reader sees it: same colours, same letters.

const CREDIT = 22; // units of the drawing that the line below it takes
const watching = new WeakMap(); // frame -> what watches how wide it is

export default function (component) {
  const { data, parentElement } = component;
  const frame = parentElement.querySelector(".frame");
  frame.setAttribute("aria-label", data.label);
  const wide = read(data.svg);
  const narrow = read(data.narrow);
  narrow.dataset.narrow = "";
  const show = () => {
    const fits = Number(wide.getAttribute("width")) <= frame.clientWidth;
    const drawing = fits ? wide : narrow;
    if (frame.firstChild !== drawing) frame.replaceChildren(drawing);
  };
  watching.get(frame)?.disconnect();
  const resized = new ResizeObserver(show);
  watching.set(frame, resized);
  resized.observe(frame);
  show();
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = () => {
      const drawn = frame.querySelector("svg");
      const taken = credited(drawn.cloneNode(true), data.source);
      save(onPaper(taken, drawn), data.name, button.dataset.format);
    };
  }
  return () => resized.disconnect();
}

// The drawing with a line below it that says where it comes from: elsewhere nothing else does.
function credited(drawing, source) {
  const [left, top, wide, high] = drawing.getAttribute("viewBox").split(" ").map(Number);
  const line = document.createElementNS(SVG, "text");
  const at = { x: left, y: top + high + CREDIT - 6, "font-size": 11 };
  for (const [name, value] of Object.entries(at)) line.setAttribute(name, value);
  line.textContent = source;
  drawing.append(line);
  drawing.setAttribute("viewBox", `${left} ${top} ${wide} ${high + CREDIT}`);
  drawing.setAttribute("height", high + CREDIT);
  return drawing;
}

// Read as XML, so that a drawing that is not well formed shows nothing rather than something else.
function read(svg) {
  const made = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return document.importNode(made, true);
}
