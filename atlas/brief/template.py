"""The templates of briefs: what comes from outside is escaped, and only web pages are linked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from atlas.higher_rule import together
from atlas.law import LADDER, is_weak
from atlas.looks import LOOKS, VERDICT_STATUS
from atlas.tabular import printable
from atlas.templates import templates_in
from atlas.web_address import is_web_address
from atlas.wording import (
    NAMED_AS_THEY_ACTED,
    NOTHING_OPEN,
    by_rule_of,
    conditions_are,
    first_day,
    formerly_said,
    in_force,
    issuer,
    last_seen,
    mark_words,
    nobody_to_ask,
    nothing_on_record,
    own_text,
    parts_not_reached,
    percent,
    points,
    rule_above,
    rule_beside,
    rule_of,
    since,
    site_called,
    spoken,
    surer,
    to_come,
)

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **content: Any) -> str:
    """Fill a template of the folder `templates`."""
    return _environment().get_template(template).render(content)


def fault_page(title: str, message: str) -> str:
    """A page that says what is wrong with the question and what to ask instead."""
    return render("fault.html", title=title, message=message)


@cache
def _environment() -> Environment:
    environment = templates_in(_TEMPLATES)
    environment.filters |= {
        "spoken": spoken,
        "since": since,
        "first_day": first_day,
        "conditions_are": conditions_are,
        "in_force": in_force,
        "rule_of": rule_of,
        "percent": percent,
        "points": points,
        "last_seen": last_seen,
        "css_string": css_string,
    }
    environment.tests |= {"web_address": is_web_address, "weak": is_weak}
    environment.globals |= {
        "looks": LOOKS,
        "ladder": LADDER,
        "verdict_status": VERDICT_STATUS,
        "by_rule_of": by_rule_of,
        "formerly_said": formerly_said,
        "issuer": issuer,
        "own_text": own_text,
        "to_come": to_come,
        "rule_above": rule_above,
        "rule_beside": rule_beside,
        "site_called": site_called,
        "surer": surer,
        "together": together,
        "mark_words": mark_words,
        "nobody_to_ask": nobody_to_ask,
        "nothing_on_record": nothing_on_record,
        "parts_not_reached": parts_not_reached,
        "named_as_they_acted": NAMED_AS_THEY_ACTED,
        "nothing_open": NOTHING_OPEN,
    }
    return environment


def css_string(text: str) -> Markup:
    """Text as a string of a style sheet, which it cannot end: https://www.w3.org/TR/css-syntax-3/."""
    letters = (letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in printable(text))
    return Markup(f'"{"".join(letters)}"')  # noqa: S704  letters, digits and escapes only
