// Shows the drawing it is given and saves it as the reader sees it: same colours, same letters.

export default function (component) {
  const { data, parentElement } = component;
  const frame = parentElement.querySelector(".frame");
  frame.setAttribute("aria-label", data.label);
  // Read as XML, so that a drawing that is not well formed shows nothing rather than something else.
  const read = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  frame.replaceChildren(document.importNode(read.documentElement, true));
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = () => {
      const drawn = frame.querySelector("svg");
      save(onPaper(drawn.cloneNode(true), drawn), data.name, button.dataset.format);
    };
  }
}
