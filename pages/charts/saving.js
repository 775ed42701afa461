// Saves a drawing as SVG, or as PNG by the browser itself; put before the script of a component.

const SHARPNESS = 2; // pixels of the PNG for each unit of the drawing
const SVG = "http://www.w3.org/2000/svg";

// The drawing with the colours and letters that the reader sees around `drawn`, on paper.
function onPaper(drawing, drawn) {
  const style = getComputedStyle(drawn);
  drawing.setAttribute("color", style.color);
  drawing.setAttribute("font-family", style.fontFamily);
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", style.getPropertyValue("--st-background-color") || "#ffffff");
  drawing.prepend(paper);
  return drawing;
}

async function save(drawing, name, format) {
  const text = new XMLSerializer().serializeToString(drawing);
  const svg = new Blob([text], { type: "image/svg+xml" });
  const [wide, high] = ["width", "height"].map((side) => drawing[side].baseVal.value);
  offer(format === "svg" ? svg : await painted(svg, wide, high), `${name}.${format}`);
}

async function painted(svg, wide, high) {
  const image = new Image();
  const address = URL.createObjectURL(svg);
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = wide * SHARPNESS;
    canvas.height = high * SHARPNESS;
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
