"""The parameters of a question: how each is read, and what its schema is.

A `Parameter` is declared once. The answer reads the address by it, and the OpenAPI document and
the documentation are made of it, so that they cannot differ. Whatever cannot be used is refused
with the nearest value that can: a filter that is silently ignored would give a wrong answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any, Protocol

from atlas.api.schemas import Schema
from atlas.dates import EARLIEST, NotADate, day_asked, parse_day
from atlas.edition import Edition
from atlas.judgement import MakesNoLaw
from atlas.places import INTERNATIONAL, UnknownPlace
from atlas.regions import UnknownRegion, find_region, regions
from atlas.serving.problems import BadRequest, Fault
from atlas.tabular import cut

Asked = Mapping[str, Any]

_MOST_REPEATED = 80
# Of the values of one parameter that cannot be used: for each, what is near it is looked for.
_MOST_FAULTS = 5
# Of the parameters that there are not; a long question would have a far longer answer.
_MOST_UNKNOWN = 20


class NotUsable(ValueError):
    """A value that a parameter cannot take; `nearest` are values that it can."""

    def __init__(self, message: str, nearest: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


class Values(Protocol):
    """What a parameter takes."""

    def read(self, text: str, edition: Edition) -> Any:
        """The value that a text means. Raises NotUsable."""
        ...

    def schema(self, edition: Edition) -> Schema:
        """The texts that it takes, as JSON Schema."""
        ...


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question.

    Attributes:
        name: as on the pages' addresses.
        about: what it does, a sentence.
        default: the value where it is not given; `required` parameters have none.
    """

    name: str
    about: str
    values: Values
    default: Any = None
    required: bool = False


@dataclass(frozen=True)
class Code:
    """A code of a vocabulary."""

    vocabulary: str

    def read(self, text: str, edition: Edition) -> str:
        known = edition.vocabularies[self.vocabulary]
        if text not in known:
            raise NotUsable(known.fault(_short(text)), known.nearest(text) or known.codes)
        return text

    def schema(self, edition: Edition) -> Schema:
        return {"$ref": f"#/components/schemas/{self.vocabulary}"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, text: str, edition: Edition) -> str:
        if text not in self.options:
            raise NotUsable(
                f"{_short(text)!r} is none of: {', '.join(self.options)}",
                get_close_matches(text, self.options) or self.options,
            )
        return text

    def schema(self, edition: Edition) -> Schema:
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True)
class PlaceCode:
    """A place, by its code or any of its names; with `law` only one that makes law."""

    law: bool = True

    def read(self, text: str, edition: Edition) -> str:
        try:
            code = edition.places.find(text).code
        except UnknownPlace as error:
            raise NotUsable(str(error), edition.places.nearest_codes(text)) from None
        if self.law and code == INTERNATIONAL:
            raise NotUsable(str(MakesNoLaw()))
        return code

    def schema(self, edition: Edition) -> Schema:
        codes = edition.codes if self.law else (*edition.codes, INTERNATIONAL)
        return {"type": "string", "enum": list(codes)}


@dataclass(frozen=True)
class Region:
    """A region of the map, as the country codes in it: of the UN's M49 standard, or a bloc."""

    def read(self, text: str, edition: Edition) -> tuple[str, ...]:
        areas = regions(edition)
        try:
            return areas[find_region(edition, text)]
        except UnknownRegion as error:
            raise NotUsable(str(error), error.nearest or areas) from None

    def schema(self, edition: Edition) -> Schema:
        return {"type": "string", "enum": list(regions(edition))}


@dataclass(frozen=True)
class Day:
    """A whole day."""

    def read(self, text: str, edition: Edition) -> date:
        try:
            return parse_day(text)
        except NotADate:
            raise NotUsable(f"{_short(text)!r} is not a day of the form yyyy-mm-dd") from None

    def schema(self, edition: Edition) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class DayKnown(Day):
    """A whole day that the law can be asked of."""

    def read(self, text: str, edition: Edition) -> date:
        day, today = super().read(text, edition), date.today()
        try:
            return day_asked(day.isoformat(), today)
        except NotADate as refused:
            nearest = min(max(day, EARLIEST), today)
            raise NotUsable(str(refused), (nearest.isoformat(),)) from None

    def schema(self, edition: Edition) -> Schema:
        # A schema can say from which century on, and not where the calendar stops today.
        return {**super().schema(edition), "pattern": rf"^({EARLIEST:%C}|2\d)\d\d-"}


@dataclass(frozen=True)
class Words:
    """Free text."""

    longest: int = 300

    def read(self, text: str, edition: Edition) -> str:
        if len(text) > self.longest:
            raise NotUsable(f"longer than {self.longest} letters")
        return text

    def schema(self, edition: Edition) -> Schema:
        return {"type": "string", "maxLength": self.longest}


@dataclass(frozen=True)
class Switch:
    """On (1) or off (0)."""

    def read(self, text: str, edition: Edition) -> bool:
        if text not in ("0", "1"):
            raise NotUsable(f"{_short(text)!r} is neither 0 nor 1", ("0", "1"))
        return text == "1"

    def schema(self, edition: Edition) -> Schema:
        return {"type": "string", "enum": ["0", "1"]}


@dataclass(frozen=True)
class Whole:
    """A whole number between two."""

    lowest: int
    highest: int

    def read(self, text: str, edition: Edition) -> int:
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(self.highest))
        if not digits or not self.lowest <= int(text) <= self.highest:
            nearest = self.lowest if not digits else min(max(int(text), self.lowest), self.highest)
            raise NotUsable(
                f"{_short(text)!r} is no whole number from {self.lowest} to {self.highest}",
                (str(nearest),),
            )
        return int(text)

    def schema(self, edition: Edition) -> Schema:
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


@dataclass(frozen=True)
class Several:
    """One value or more, commas between them, as on the pages' addresses."""

    of: Values
    most: int = 100

    def read(self, text: str, edition: Edition) -> tuple[Any, ...]:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not parts:
            raise NotUsable("names nothing; leave it out to ask for all")
        if len(parts) > self.most:
            raise NotUsable(f"{len(parts)} values, of which {self.most} can be taken")
        usable: dict[str, Any] = {}
        faults: dict[str, NotUsable] = {}
        for part in parts:
            if len(faults) == _MOST_FAULTS:
                break
            try:
                usable[part] = self.of.read(part, edition)
            except NotUsable as fault:
                faults[part] = fault
        if faults:
            said = "; ".join(str(fault).rstrip(".") for fault in faults.values())
            others = f"; without it: {_short(','.join(usable))}" if usable else ""
            nearest = (near for fault in faults.values() for near in fault.nearest)
            raise NotUsable(f"{said}{others}", dict.fromkeys(nearest))
        return tuple(dict.fromkeys(usable.values()))

    def schema(self, edition: Edition) -> Schema:
        items = self.of.schema(edition)
        return {"type": "array", "items": items, "minItems": 1, "maxItems": self.most}


def read(
    parameters: Sequence[Parameter], query: Iterable[tuple[str, str]], edition: Edition
) -> dict[str, Any]:
    """The value of every parameter, by name.

    Raises:
        BadRequest: one or more cannot be used; it names them, of very many unknown ones the first.
    """
    given: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in query:
        given[name].append(text)
    known = {parameter.name: parameter for parameter in parameters}
    faults = [
        Fault(
            _short(name),
            None,
            "there is no such parameter here",
            tuple(get_close_matches(name, known, cutoff=0.5)) or tuple(known),
        )
        for name in islice((name for name in given if name not in known), _MOST_UNKNOWN)
    ]
    asked = {}
    for name, parameter in known.items():
        try:
            asked[name] = _value(parameter, given.get(name, ()), edition)
        except NotUsable as fault:
            value = _short(",".join(given[name])) if name in given else None
            faults.append(Fault(name, value, str(fault), fault.nearest))
    if faults:
        raise BadRequest(faults)
    return asked


def _value(parameter: Parameter, texts: Sequence[str], edition: Edition) -> Any:
    if not texts:
        if parameter.required:
            raise NotUsable("is missing")
        return parameter.default
    if len(texts) > 1 and not isinstance(parameter.values, Several):
        raise NotUsable(f"is given {len(texts)} times, and can be given once")
    return parameter.values.read(",".join(texts), edition)


def _short(text: str) -> str:
    return cut(text, _MOST_REPEATED)
