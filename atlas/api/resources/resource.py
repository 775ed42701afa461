"""A resource: what it is about, what it can be asked, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from atlas.api.edition_tables import EditionTables
from atlas.api.formats import FORMAT
from atlas.api.listing import PAGING, Listing, Record
from atlas.api.parameters import Asked, Day, DayKnown, Parameter, Region
from atlas.api.schemas import Fields
from atlas.dates import EARLIEST
from atlas.serving.problems import Contradiction, Fault

SINCE = Parameter("since", "The first day.", Day())
UNTIL = Parameter("until", "The last day.", Day())
AS_OF = Parameter(
    "asof",
    "The day asked about: the law in force on it. Today if not given; a day to come is refused, "
    f"and one before {EARLIEST}.",
    DayKnown(),
)
REGION = Parameter("region", "A region of the map: of the UN's M49, or a bloc's members.", Region())


@dataclass(frozen=True)
class Resource:
    """One address below /api/v1/.

    Attributes:
        own: the parameters beside those of paging and format.
        records: what it lists, by the name of the record; more than one where a parameter chooses.
        examples: queries worth trying, each with what it asks.
        listed: whether it answers with a page of records rather than with one record.
    """

    name: str
    about: str
    own: tuple[Parameter, ...]
    records: Mapping[str, Fields]
    find: Callable[[EditionTables, Asked], Listing | Record]
    examples: Mapping[str, str]
    listed: bool = True

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.own, *(PAGING if self.listed else ()), FORMAT)


def day_asked(asked: Asked) -> date:
    """The day that `asof` names, or today."""
    day: date = asked["asof"] or date.today()
    return day


def time_asked(asked: Asked) -> tuple[date | None, date | None]:
    """The days that `since` and `until` name, if they do.

    Raises:
        Contradiction: the time ends before it begins.
    """
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        raise Contradiction(
            [Fault("until", until.isoformat(), "lies before `since`", (since.isoformat(),))]
        )
    return since, until
