"""Texts in a YAML of the scrapers that are selectors, patterns or templates: a type for each.

Only `scrapers.soundness` checks that each is valid (it validates with the context READ): that takes
a library that is slow to load, which a run that finds nothing new does without.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, ValidationInfo

READ: Final = "read every selector and pattern"


def selector(text: str, info: ValidationInfo[Any]) -> str:
    """A text that is a CSS selector."""
    if info.context != READ or not text:
        return text
    import soupsieve

    from atlas.validate.values import syntax_fault

    try:
        soupsieve.compile(text)
    except soupsieve.SelectorSyntaxError as error:
        why = str(error).splitlines()[0]
        raise syntax_fault(f"is no CSS selector: {why}", "mend it; try it in a browser") from None
    return text


def _pattern(text: str, info: ValidationInfo[Any]) -> str:
    if info.context != READ:
        return text
    from atlas.validate.values import syntax_fault

    try:
        re.compile(text)
    except re.error as error:
        raise syntax_fault(f"is no regular expression: {error}", "mend it, or quote it") from None
    return text


def _template(text: str, info: ValidationInfo[Any]) -> str:
    rest = re.sub(r"\{[^{}]+\}", "", text)
    if info.context == READ and ("{" in rest or "}" in rest):
        from atlas.validate.values import syntax_fault

        raise syntax_fault("is no template: a brace stands alone", "close it: {title}")
    return text


def pattern_after(mark: str) -> AfterValidator:
    """A validator: what follows the mark, in a text that begins with it, is a pattern."""

    def after(text: str, info: ValidationInfo[Any]) -> str:
        if text.startswith(mark):
            _pattern(text.removeprefix(mark), info)
        return text

    return AfterValidator(after)


def kept_by(pattern: str, text: str) -> str:
    """What a pattern keeps of a text: its first group, or all that it finds; "" for nothing."""
    found = re.search(pattern, text)
    return found[1 if found.re.groups else 0] or "" if found else ""


# "" selects the element itself, where a format has one.
Selector = Annotated[str, AfterValidator(selector)]
Pattern = Annotated[str, AfterValidator(_pattern)]
# Text with paths in braces (scrapers.formats.paths).
Template = Annotated[str, AfterValidator(_template)]
