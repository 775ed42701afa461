// Shows the drawing it is given and saves it as the reader sees it: same colours, same letters.

const watching = new WeakMap(); // frame -> what watches how wide it is

export default function (component) {
  const { data, parentElement } = component;
  const frame = parentElement.querySelector(".frame");
  frame.setAttribute("aria-label", data.label);
  const wide = read(data.svg);
  const narrow = data.narrow ? read(data.narrow) : wide;
  if (narrow !== wide) narrow.dataset.narrow = "";
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
      save(onPaper(drawn.cloneNode(true), drawn), data.name, button.dataset.format);
    };
  }
  return () => resized.disconnect();
}

// Read as XML, so that a drawing that is not well formed shows nothing rather than something else.
function read(svg) {
  const made = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return document.importNode(made, true);
}
