// Shows the drawing it is given and saves it as the reader sees it: same colours, same letters.

const SHARPNESS = 2; // pixels of the PNG for each unit of the drawing

export default function (component) {
  const { data, parentElement } = component;
  const frame = parentElement.querySelector(".frame");
  frame.setAttribute("aria-label", data.label);
  // Read as XML, so that a drawing that is not well formed shows nothing rather than something else.
  const read = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  frame.replaceChildren(document.importNode(read.documentElement, true));
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = () => save(frame.querySelector("svg"), data.name, button.dataset.format);
  }
}

async function save(drawn, name, format) {
  const style = getComputedStyle(drawn);
  const copy = drawn.cloneNode(true);
  copy.setAttribute("color", style.color);
  copy.setAttribute("font-family", style.fontFamily);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", style.getPropertyValue("--st-background-color") || "#ffffff");
  copy.prepend(paper);
  const text = new XMLSerializer().serializeToString(copy);
  const svg = new Blob([text], { type: "image/svg+xml" });
  offer(format === "svg" ? svg : await painted(svg, drawn), `${name}.${format}`);
}

async function painted(svg, drawn) {
  const image = new Image();
  const address = URL.createObjectURL(svg);
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = drawn.width.baseVal.value * SHARPNESS;
    canvas.height = drawn.height.baseVal.value * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function offer(blob, fileName) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
