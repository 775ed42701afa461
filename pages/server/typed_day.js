// Streamlit's field takes a day that was typed once its calendar is closed, or else once it is left:
// until then it shows one day and the page answers for another.

const CALENDAR = "[data-testid=stDateInputCalendar]";
const TAKEN_ALONG = "a[href], [data-testid=stDownloadButton], [data-format]";
let closesCalendar = false; // the press of a button that is about to become a click
let isHeldBack = false; // the last click

// Enter asks for it too.
function askForIt(pressed) {
  const part = pressed.target;
  if (pressed.key !== "Enter" || !part.matches("[data-testid=stDateInput] [role=spinbutton]")) {
    return;
  }
  if (document.querySelector(CALENDAR)) {
    part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  } else {
    part.blur();
    part.focus();
  }
}

// Nothing leads on, and no file is given, for the day before: the click that closes the calendar
// does no more, nor does the second of a double one. Keys click too, and close nothing.
function waitForIt(click) {
  const isSecond = click.detail > 1 && isHeldBack;
  isHeldBack = click.detail > 0 && (closesCalendar || isSecond);
  closesCalendar = false;
  // What our own components draw stands in a shadow tree, which is no part of the target.
  if (isHeldBack && click.composedPath().some((part) => part.matches?.(TAKEN_ALONG))) {
    click.preventDefault();
    click.stopPropagation();
  }
}

// On the way down: the field lets no key through that it has no use for.
document.addEventListener("keydown", askForIt, true);
document.addEventListener("pointerdown", () => { closesCalendar = !!document.querySelector(CALENDAR); }, true);
document.addEventListener("click", waitForIt, true);
document.addEventListener("auxclick", waitForIt, true); // the middle button opens another tab
