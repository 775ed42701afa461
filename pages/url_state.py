"""Filters that live in the address: every view is a link that can be shared.

Each widget here starts from its query parameter, writes it back when changed, and explains a value
that it cannot use, or a name that is nearly its own, instead of failing on it. A parameter at its
default is left out of the address.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

import streamlit as st

from atlas.dates import EARLIEST, day_asked
from atlas.subdivisions import plain
from pages.markup import TIGHT, element
from pages.sight import begin_at_top

_MOST_SHOWN = 60
# Of the values of one parameter that cannot be used: for each, what is near it is looked for.
_MOST_FAULTS = 5
# How much of two names is the same where one is taken for the other misspelt, 0 to 1.
_ALIKE = 0.75
# The addresses of the pages that are asked about a day; the map's is empty.
_PAGES_OF_A_DAY = ("", "country", "compare", "check", "story")


class PartlyUsable(ValueError):
    """Of several values that the address asks for some cannot be used; `kept` are the others."""

    def __init__(self, message: str, kept: list[str]) -> None:
        super().__init__(message)
        self.kept = kept


def turn_to(page: str) -> None:
    """Forget the filters of the page before: the same name may mean something else."""
    if st.session_state.get("page_in_sight") != page:
        for key in [key for key in st.session_state if str(key).startswith(("filter_", "seen_"))]:
            del st.session_state[key]
        st.session_state["page_in_sight"] = page
        _back_at(page)
        _take_day_along(page)


def carry_day(day: str | None) -> None:
    """Take a past day along to the next page that the menu opens; None: today again.

    Whoever asks for the end of a quarter asks it of every page, and would not see it turn to today.
    """
    st.session_state["day_carried"] = day


def _take_day_along(page: str) -> None:
    """Ask for the day that is carried, where the menu opened a page: with no filter of its own."""
    day = st.session_state.get("day_carried")
    if day and page in _PAGES_OF_A_DAY and not st.query_params:
        st.query_params["asof"] = day


def go_to(page: st.Page, query: Mapping[str, str]) -> NoReturn:
    """Open another page with these filters.

    Streamlit puts the filters of the new page behind the address of the old one first, and then
    opens the new: whoever went back found the old page without its own. They are kept for that.
    """
    begin_at_top()
    left = str(st.session_state.get("page_in_sight"))
    if page.url_path != left:
        st.session_state["left_behind"] = (left, dict(query), st.query_params.to_dict())
    st.switch_page(page, query_params=dict(query))


def _back_at(page: str) -> None:
    """Give a page that was left by `go_to`, and that the reader went back to, its filters again."""
    left, in_passing, filters = st.session_state.get("left_behind", (None, {}, {}))
    if page == left and st.query_params.to_dict() == in_passing:
        st.query_params.from_dict(filters)


def choice(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    default: str,
    show: Callable[[str], str] = str,
    find: Callable[[str], str] | None = None,
    typed: Callable[[str], str | None] | None = None,
    widget: Callable[..., Any] = st.selectbox,
    **extra: Any,
) -> str:
    """One of the options. `find` makes an option of what the address says, or raises ValueError.

    With `typed` readers may type what is no option: it makes of that what the address is to say.
    Where it makes nothing of it, the choice stays as it was, and `left_open` has the words.
    """
    key = _prepare(name, default, lambda asked: _one_of(asked, options, find), show)
    if typed:
        extra["accept_new_options"] = True
        # Set anew, so that the box shows the name of what was typed as a code.
        st.session_state[key] = st.session_state[key]
    chosen = widget(label, options, key=key, format_func=show, **extra)
    if typed and chosen is not None and chosen not in options:
        if (meant := typed(chosen)) is not None:
            st.query_params[name] = meant
        else:
            st.session_state[f"filter_open_{name}"] = chosen
            # The box shows again what the page is about.
            del st.session_state[key]
        st.rerun()
    # What the address names stays there, even if it is the default: to take it out would be a step
    # of its own, from which there was no way back.
    if chosen == default == written(name):
        return default
    # A segmented control can be emptied by a second click: that means the default again.
    return str(_record(name, chosen if chosen is not None else default, default, str))


def left_open(name: str) -> str | None:
    """What was just typed into a filter and left it as it was, if anything was; told once."""
    typed: str | None = st.session_state.pop(f"filter_open_{name}", None)
    return typed


def several(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    default: Sequence[str] = (),
    show: Callable[[str], str] = str,
    **extra: Any,
) -> list[str]:
    """Any number of the options; commas separate them in the address."""
    chosen_before(name, options, default=default, show=show)
    chosen = st.multiselect(
        label,
        options,
        key=f"filter_{name}",
        format_func=show,
        # Else it stands first, and Enter takes in all that have the letters.
        select_all=False,
        # On one line all but the first would lie out of sight on a phone.
        wrap=True,
        **extra,
    )
    return list(_record(name, chosen, list(default), ",".join))


def gathered(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    typed: Callable[[str], str | None],
    find: Callable[[str], str],
    default: Sequence[str] = (),
    show: Callable[[str], str] = str,
    most: int | None = None,
    placeholder: str | None = None,
    **extra: Any,
) -> list[str]:
    """The same, each typed or chosen in one box as in `choice`, and taken out again below it.

    In a box of several, Enter takes the first option that has the letters: Ukraine for "UK".
    """
    chosen = chosen_before(name, options, default=default, show=show, find=find, most=most)
    box, left = f"filter_{name}_added", [code for code in options if code not in chosen]
    if is_full := len(chosen) == most:
        placeholder = f"{most} are the most: take one out first"
    elif chosen:
        placeholder = "Add another"
    # Set, and not only absent: else the browser shows again what was added last.
    st.session_state.setdefault(box, None)
    added = st.selectbox(
        label,
        left,
        index=None,
        key=box,
        format_func=show,
        accept_new_options=True,
        placeholder=placeholder,
        disabled=is_full,
        **extra,
    )
    if added is not None:
        del st.session_state[box]
        shown = {plain(show(code)): code for code in chosen}
        meant = added if added in left else shown.get(plain(added)) or typed(added)
        if meant in chosen:
            st.session_state[f"filter_again_{name}"] = meant
        elif meant is not None:
            st.query_params[name] = ",".join([*chosen, meant])
        else:
            st.session_state[f"filter_open_{name}"] = added
        st.rerun()
    if again := st.session_state.pop(f"filter_again_{name}", None):
        st.html(element("p", f"{show(again)} is chosen already.", role="status", style=TIGHT))
    if chosen:
        st.session_state[f"filter_{name}"] = chosen
        chosen = st.pills(
            f"{label}: chosen, to be taken out",
            chosen,
            selection_mode="multi",
            key=f"filter_{name}",
            format_func=lambda code: f"{show(code)} :material/close:",
            label_visibility="collapsed",
        )
    return list(_record(name, chosen, list(default), ",".join))


def chosen_before(
    name: str,
    options: Sequence[str],
    *,
    default: Sequence[str] = (),
    show: Callable[[str], str] = str,
    find: Callable[[str], str] | None = None,
    most: int | None = None,
) -> list[str]:
    """What `several` or `gathered` will give, before it is drawn; at `most` so many.

    Its labels may depend on other filters.
    """

    def parse(asked: str) -> list[str]:
        usable: list[str] = []
        faults: list[str] = []
        for part in filter(str.strip, asked.split(",")):
            if len(faults) == _MOST_FAULTS:
                break
            try:
                usable.append(_one_of(part, options, find))
            except ValueError as fault:
                faults.append(str(fault).rstrip("."))
        kept = list(dict.fromkeys(usable))
        if most and len(kept) > most:
            faults.append(f"that is more than {most}")
        if faults:
            raise PartlyUsable("; ".join(faults), kept[:most])
        return kept

    key = _prepare(name, list(default), parse, lambda codes: ", ".join(map(show, codes)))
    return list(st.session_state[key])


def day(label: str, name: str, *, default: date | None, **extra: Any) -> Any:
    """A day that can be asked about; None when there is no default and none was chosen.

    One that the address names stays there, even if it is the default today: in a week it is not,
    and the address is to show the same then.
    """
    today = date.today()
    key = _prepare(name, default, lambda asked: day_asked(asked, today), _day_text)
    chosen = st.date_input(
        label,
        key=key,
        min_value=EARLIEST,
        max_value=today,
        format="YYYY-MM-DD",
        **{"width": 150, **extra},
    )
    if chosen == default and written(name) == _day_text(chosen) != "":
        return chosen
    return _record(name, chosen, default, _day_text)


def words(label: str, name: str, **extra: Any) -> str:
    """Free text, at most 300 characters."""
    key = _prepare(name, "", lambda asked: asked[:300], str)
    return str(_record(name, st.text_input(label, key=key, max_chars=300, **extra), "", str))


def switch(label: str, name: str, **extra: Any) -> bool:
    """On or off; off unless the address says 1."""

    def parse(asked: str) -> bool:
        if asked not in ("0", "1"):
            raise ValueError(f"{asked!r} is neither 0 nor 1")
        return asked == "1"

    key = _prepare(name, False, parse, lambda value: "on" if value else "off")
    chosen = st.toggle(label, key=key, **extra)
    return bool(_record(name, chosen, False, lambda value: "1" if value else "0"))


def _prepare(
    name: str, default: Any, parse: Callable[[str], Any], show: Callable[[Any], str]
) -> str:
    """Put the address's value into the widget's state when the address has moved; give the key.

    `show` says what is shown instead of a value that cannot be used: the default, in words.
    """
    key, asked = f"filter_{name}", st.query_params.get(name)
    if key in st.session_state and asked == written(name):
        return key
    st.session_state[f"seen_{name}"] = asked
    st.session_state[key] = default
    if asked is None and (misspelt := _misspelt(name)):
        st.warning(
            f"The address has {_as_code(misspelt[:_MOST_SHOWN])}, which this page does not know. "
            f"Perhaps {_as_code(name)} was meant; it was not used.",
            icon=":material/link_off:",
        )
    if asked is not None:
        try:
            st.session_state[key] = parse(asked)
        except ValueError as fault:
            kept = fault.kept if isinstance(fault, PartlyUsable) else []
            if kept:
                st.session_state[key] = kept
                instead = f"Shown without it: {_as_code(show(kept))}."
            elif default in (None, [], ""):
                instead = "It was left out."
            else:
                instead = f"Shown instead: {_as_code(show(default))}."
            st.warning(
                f"The address asks for {_as_code(f'{name}={asked[:_MOST_SHOWN]}')}, which cannot "
                f"be used{' whole' if kept else ''} "
                f"({_as_code(str(fault)[:300].rstrip('.'))}). {instead}",
                icon=":material/link_off:",
            )
    return key


def _misspelt(name: str) -> str | None:
    """A parameter of the address that no filter has read and that is written much like `name`."""
    unread = [given for given in st.query_params if f"seen_{given}" not in st.session_state]
    return next(iter(get_close_matches(name, unread, n=1, cutoff=_ALIKE)), None)


def _record(name: str, value: Any, default: Any, as_text: Callable[[Any], str]) -> Any:
    """Write a chosen value into the address, or take the parameter out when it is the default."""
    write(name, None if value == default or value is None else as_text(value))
    return value


def write(name: str, text: str | None) -> None:
    """Let the address say this of a parameter; None: nothing."""
    if st.query_params.get(name) != text:
        if text is None:
            del st.query_params[name]
        else:
            st.query_params[name] = text
    st.session_state[f"seen_{name}"] = text


def written(name: str) -> str | None:
    """What was written of a parameter last: where the address differs, the reader has moved it."""
    text: str | None = st.session_state.get(f"seen_{name}")
    return text


def _one_of(asked: str, options: Sequence[str], find: Callable[[str], str] | None) -> str:
    asked = asked.strip()
    found = asked if asked in options else find(asked) if find else asked
    if found not in options:
        # What `find` knew is written as it should be: "INT" is no slip for "IT".
        near = get_close_matches(asked[:_MOST_SHOWN], [] if find else options, n=1, cutoff=_ALIKE)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{asked[:_MOST_SHOWN]!r} is not one of the choices{hint}")
    return found


def _day_text(value: date | None) -> str:
    return value.isoformat() if value else ""


def _as_code(text: str) -> str:
    """Text as inline code: the one markdown form in which nothing is markup."""
    return f"`` {' '.join(text.replace('`', chr(39)).split())} ``"
