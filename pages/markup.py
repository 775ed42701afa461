"""HTML whose every text is escaped: titles, notes and addresses come from outside.

Streamlit's markdown would run a regulator's title through a parser. What comes from outside is
shown with these instead, so that markdown, tags and `javascript:` links do nothing.
"""

from collections.abc import Iterable
from html import escape

from atlas.looks import Look
from atlas.tabular import unturned
from atlas.web_address import is_web_address
from pages.palette import looks


class Html(str):
    """Text that is HTML already; only this module makes it."""

    __slots__ = ()


Content = str | Html | Iterable["Content"]

# The style of what a reader needs less often than what stands beside it.
MUTED = "opacity: 0.8; font-size: 0.9rem;"
# Of a line that stands close to the one above and below.
TIGHT = "margin: 0.2rem 0;"
CARD = (
    "border: 1px solid rgba(128, 128, 128, 0.5); border-radius: 0.4rem; padding: 0.8rem 1rem; "
    "overflow-wrap: anywhere;"
)
# One row of a list: each below a line.
LISTED = (
    "border-top: 1px solid rgba(128, 128, 128, 0.4); padding: 0.5rem 0; overflow-wrap: anywhere;"
)


def element(tag: str, content: Content = "", **attributes: str) -> Html:
    """One element; `class_` and `aria_label` stand for class and aria-label."""
    names = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for name, value in attributes.items()
    )
    return Html(f"<{tag}{names}>{text(content)}</{tag}>")


def text(content: Content) -> Html:
    """Escape plain text and drop its direction marks, keep what is HTML, join what is several."""
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escape(unturned(content), quote=True))
    return Html("".join(text(part) for part in content))


def joined(parts: Iterable[Content], between: str = " · ") -> Content:
    """Parts in a line, with something between one and the next."""
    return [[between if number else "", part] for number, part in enumerate(parts)]


def link(url: str | None, label: str, **attributes: str) -> Html:
    """A link that opens beside the dashboard; plain text unless the address is http or https."""
    if not is_web_address(url):
        return text(label)
    return element(
        "a",
        label,
        href=url,
        target="_blank",
        rel="noopener noreferrer nofollow",
        style="color: inherit; overflow-wrap: anywhere;",
        **attributes,
    )


def page_link(address: str, label: Content) -> Html:
    """A link to another page of the dashboard, in the same tab."""
    return element("a", label, href=address, target="_self", style="color: inherit;")


def beside(address: str, label: Content, **attributes: str) -> Html:
    """A link to what the dashboard serves beside its pages, in a tab of its own."""
    look = {"target": "_blank", "style": "color: inherit;"}
    return element("a", label, href=address, **look, **attributes)


def chip(look: Look, label: str) -> Html:
    """A coloured label with its sign: colour is never the only cue."""
    return element(
        "span",
        [element("span", look.sign, aria_hidden="true"), Html("&nbsp;"), label],
        style=f"background: {look.colour}; color: {look.ink}; border-radius: 0.4rem; "
        "padding: 0.1rem 0.5rem; margin: 0.06rem 0; font-weight: 600; display: inline-block;",
    )


def tag(label: str) -> Html:
    """A label in a thin frame, for what is no status: a kind of notice, an event."""
    return element(
        "span",
        label,
        style="border: 1px solid currentColor; border-radius: 0.4rem; padding: 0 0.4rem; "
        "font-size: 0.85rem; white-space: nowrap; display: inline-block;",
    )


def status_chip(status: str, label: str) -> Html:
    """The chip of a status."""
    return chip(looks()[status], label)
