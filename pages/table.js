// A table that is sorted by its heads; its rows may open what they stand for.
// Text from outside only ever becomes text, and Python alone says which addresses are links.

const AT_ONCE = 30; // rows drawn before the page stands; the others follow when the browser rests
const EACH_REST = 150;
// How a column is set by its longest text, in letters: on one line, as a name, else as a sentence.
const WIDTHS = [[26, "short"], [70, "name"], [Infinity, "long"]];
const IN_SIGHT = 3; // columns that a phone may show at once
const ARROWS = { none: "↕", ascending: "↑", descending: "↓" };
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
const tables = new WeakMap(); // parent element -> what is drawn there
const figures = new Intl.NumberFormat("en", { maximumFractionDigits: 4, useGrouping: false });
const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const table = tables.get(parentElement) ?? new Table(parentElement);
  tables.set(parentElement, table);
  table.open = (row) => setTriggerValue("opened", row);
  table.show(data);
  return () => {
    table.leave();
    tables.delete(parentElement);
  };
}

class Table {
  constructor(root) {
    this.frame = root.querySelector(".frame");
    [this.head, this.body] = [root.querySelector("thead tr"), root.querySelector("tbody")];
    this.order = { column: null, way: "none" };
  }

  leave() {
    clearTimeout(this.waiting);
  }

  show(data) {
    const as = JSON.stringify(data);
    if (as === this.drawn) return;
    this.drawn = as;
    this.data = data;
    this.frame.classList.toggle("whole", data.whole);
    this.frame.setAttribute("aria-label", data.label);
    this.frame.style.setProperty("--columns", data.columns.length); // how small it is on paper
    if (!data.columns.some((column) => column.name === this.order.column)) {
      this.order = { column: null, way: "none" };
    }
    // What is said of a row is read out after its name: what opens it, else its first cell.
    this.named = Math.max(data.columns.findIndex((column) => column.opens), 0);
    this.widths = data.columns.map(({ numeric }, at) => {
      if (numeric) return "number";
      const letters = (row) => said(isLink(row[at]) ? row[at][0] : row[at]).length;
      const longest = data.rows.reduce((most, row) => Math.max(most, letters(row)), 0);
      return WIDTHS.find(([most]) => longest <= most)[1];
    });
    this.head.replaceChildren(...data.columns.map((column) => this.headOf(column)));
    this.drawRows();
  }

  headOf(column) {
    const way = column.name === this.order.column ? this.order.way : "none";
    const [cell, button, arrow] = ["th", "button", "span"].map((tag) => document.createElement(tag));
    cell.scope = "col";
    if (column.numeric) cell.className = "number";
    cell.ariaSort = way;
    button.type = "button";
    arrow.textContent = ARROWS[way];
    arrow.ariaHidden = "true";
    button.append(column.label, "\u00a0", arrow); // never alone on a line of its own
    button.onclick = () => this.sort(column.name, NEXT[way]);
    cell.append(button);
    return cell;
  }

  sort(column, way) {
    this.order = { column, way };
    const at = this.data.columns.findIndex((each) => each.name === column);
    this.head.replaceChildren(...this.data.columns.map((each) => this.headOf(each)));
    this.head.children[at].firstChild.focus();
    this.drawRows();
  }

  // The numbers of the rows as they are to stand. What has no value stands last, whichever the way.
  sorted() {
    const { columns, rows } = this.data;
    const numbers = [...rows.keys()];
    const at = columns.findIndex((column) => column.name === this.order.column);
    if (at < 0 || this.order.way === "none") return numbers;
    const turn = this.order.way === "ascending" ? 1 : -1;
    return numbers.sort((one, other) => {
      const [a, b] = [rows[one][at], rows[other][at]];
      if (isNothing(a) || isNothing(b)) return isNothing(a) - isNothing(b);
      return turn * (columns[at].numeric ? a - b : words.compare(String(a), String(b)));
    });
  }

  drawRows() {
    this.leave();
    const numbers = this.sorted();
    this.body.replaceChildren(...numbers.splice(0, AT_ONCE).map((number) => this.rowOf(number)));
    const go = () => {
      if (!numbers.length) return;
      this.body.append(...numbers.splice(0, EACH_REST).map((number) => this.rowOf(number)));
      this.waiting = setTimeout(go);
    };
    this.waiting = setTimeout(go, 100);
  }

  rowOf(number) {
    const row = document.createElement("tr");
    this.data.rows[number].forEach((value, at) => {
      const cell = document.createElement(at === this.named ? "th" : "td");
      if (at === this.named) cell.scope = "row";
      const language = this.data.columns[at].languages?.[number];
      if (language) cell.lang = language;
      cell.className = this.widths[at];
      cell.dir = "auto";
      cell.append(isLink(value) ? this.linkOf(value, number) : this.textOf(said(value), at));
      row.append(cell);
    });
    // What a phone cuts short stands in full after a tap.
    row.onclick = () => row.classList.toggle("open");
    return row;
  }

  // A sentence in a column that a phone shows only when the table is scrolled may be cut there.
  textOf(text, at) {
    if (at < IN_SIGHT || this.widths[at] !== "long") return text;
    const cut = document.createElement("div");
    cut.className = "cut";
    cut.textContent = text;
    return cut;
  }

  linkOf([said, address], number) {
    const anchor = document.createElement("a");
    anchor.textContent = said;
    anchor.href = address;
    if (address.startsWith("./")) {
      // A page of the dashboard: opened without loading all of it anew, unless in another tab.
      anchor.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        // What opens takes the place of the list, however far down that was read; keys begin at
        // its top too, for the link that had the focus is gone.
        const main = document.querySelector("[data-testid=stMain]");
        main?.scrollTo(0, 0);
        main?.focus({ preventScroll: true });
        this.open(number);
      };
    } else {
      // Read out one after the other, links that all say "open" are told apart by their site.
      anchor.ariaLabel = `${said} ${anchor.hostname}`;
      anchor.target = "_blank";
      anchor.rel = "noopener noreferrer nofollow";
    }
    return anchor;
  }
}

function isLink(value) {
  return Array.isArray(value);
}

function isNothing(value) {
  return value === null || value === "";
}

function said(value) {
  return typeof value === "number" ? figures.format(value) : String(value ?? "");
}
