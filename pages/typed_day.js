// A day that was typed is asked for by Enter too. Streamlit's field takes it once its calendar is
// closed, or else once it is left: until then it shows one day and the page answers for another.

function askForIt(pressed) {
  const part = pressed.target;
  if (pressed.key !== "Enter" || !part.matches("[data-testid=stDateInput] [role=spinbutton]")) {
    return;
  }
  if (document.querySelector("[data-testid=stDateInputCalendar]")) {
    part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  } else {
    part.blur();
    part.focus();
  }
}

// On the way down: the field lets no key through that it has no use for.
document.addEventListener("keydown", askForIt, true);
