"""The law: what holds for a scenario, in a place, on a day, and on whose authority.

A lookup goes up from the place asked about: its own position, its country's (for a subdivision),
then the blocs', the most specific first. The nearest position in force answers, with one
exception: an own row that is `unclear` or `no_specific_rule` does not displace the rule that would
hold without it, if that rule binds (a prohibition, a duty of authorisation). The binding rule then
answers, and the own row is kept beside it. Where two entries of one history begin on the same day,
the one that promises less answers. Nothing that is inherited has a higher confidence than where it
comes from. Where a part of a country and the country both have a rule of the same status that
binds, the answer is as sure as the surer of the two: the law of both holds there.

An entry of a country may name parts that it does not reach (`except_in`). There it is as if it were
not, and of the country's blocs only what binds answers: nobody said that what they allow does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from atlas.closed import Closed
from atlas.columns import STANDING, names
from atlas.dates import PartialDate, parse_day, parse_partial
from atlas.places import Places

if TYPE_CHECKING:
    import pandas as pd

# Strictest first; what is not known stands apart from the ladder.
LADDER = ("prohibited", "authorisation_required", "conditional", "permitted")
STATUSES = (*LADDER, "no_specific_rule", "unclear", "no_data")
BINDING = frozenset({"prohibited", "authorisation_required"})
ALLOWING = frozenset({"conditional", "permitted"})
OPEN = frozenset({"no_specific_rule", "unclear"})
NOT_KNOWN = OPEN | {"no_data"}
# Of two codes that seem to fit, the one that promises the reader less comes first.
_LEAST_PROMISE = (
    "prohibited",
    "authorisation_required",
    "unclear",
    "no_specific_rule",
    "conditional",
    "permitted",
)
CONFIDENCES = ("low", "medium", "high")

# The day asked about, and what needs it, are added to an answer elsewhere (atlas.answer_tables).
_ANSWERED = tuple(
    column
    for column in STANDING
    if column.name not in ("as_of", "conditions_above") and not column.name.startswith("risk")
)
STANDING_COLUMNS = names(_ANSWERED)
_NOTHING: dict[str, Any] = {column.name: () if column.several else None for column in _ANSWERED}


def is_weak(status: str, confidence: str | None) -> bool:
    """Whether a status says more than its evidence bears.

    One that only says that nothing is known cannot be weak.
    """
    return confidence == "low" and status not in NOT_KNOWN


class Recoding(Closed):
    """A status that the record gave until a day, and why it was wrong; the law did not change."""

    until: str
    status: str
    reason: str


class Position(Closed):
    """What the law says for one scenario in one place, from a date, on a named instrument.

    `effective_from` None: the position holds from an unknown earlier date. `first_read`: the first
    day on which it was read with this status; None: `verified_on`. `notices` are ids.
    `coders_differ` names the fields on which two independent coders disagreed before the rule
    (the code that promises the reader less) decided. `recoded` is what the record said before,
    oldest first. `except_in` are the parts of the country that it does not reach.
    """

    jurisdiction: str
    scenario: str
    status: str
    basis: str
    unclear_reason: str | None = None
    effective_from: str | None = None
    first_read: str | None = None
    instrument: str | None = None
    instrument_url: str | None = None
    conditions: tuple[str, ...] = ()
    penalty: str | None = None
    approved_product: str | None = None
    repeats_bloc: bool = False
    except_in: tuple[str, ...] = ()
    note: str
    notices: tuple[str, ...] = ()
    source_read: str
    read_url: str | None = None
    other_urls: tuple[str, ...] = ()
    confidence: str
    coders_differ: tuple[str, ...] = ()
    recoded: tuple[Recoding, ...] = ()
    verified_on: str

    @property
    def effective(self) -> PartialDate | None:
        return parse_partial(self.effective_from) if self.effective_from else None

    @property
    def starts(self) -> date:
        """The first day on which it can be in force; the beginning of time when unknown."""
        return self.effective.first if self.effective else date.min

    @property
    def names_no_text(self) -> bool:
        """Whether it names neither a text nor its day: then none is known to be in force."""
        return not self.instrument and not self.effective_from

    @property
    def on_record_from(self) -> date:
        """The first day on which somebody had read it, be it in force by then or to come."""
        return parse_day(self.first_read or self.verified_on)

    @property
    def sure_from(self) -> date:
        """The first day on which it is sure to be in force.

        That of its date; or by then it was read, or the month or year that it dates from has ended.
        """
        held, read = self.effective, self.on_record_from
        first, last = (held.first, held.last) if held else (date.min, date.max)
        return min(last, read) if first <= read else last

    def may_have_begun_after(self, day: date) -> bool:
        """Whether it may have begun only after a day on which it counts already."""
        return day < self.sure_from

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses of every page that it names, the one that was read first."""
        named = (self.read_url, self.instrument_url, *self.other_urls)
        return tuple(dict.fromkeys(url for url in named if url))


class Rule(NamedTuple):
    """A rule from above that answers in a place whose own row leaves the question open.

    `of` is the place whose rule it is, `confidence` how surely it reaches the other.
    """

    status: str
    of: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer to one question: how a scenario stands in a place as of a day.

    Attributes:
        status: of STATUSES; `no_data` when no row was found.
        position: the position that answers; None with no_data.
        inherited_from: the place whose position answers, when it is not the place's own.
        confidence: never higher than the position's, nor than the bloc's reach, unless `sure_by`
            gives it; None with no_data.
        sure_by: the place whose rule makes a part's own answer surer than its own text does: it
            reaches the country, binds in the part too, and has the same status.
        beside: the nearest row, if it is unclear or no_specific_rule and a binding rule from
            above answers instead. It is the place's own, or of what lies between.
        above: where a row that is unclear or no_specific_rule does answer, the nearest rule from
            above that is known; it does not bind, and is shown beside the answer.
        out_of_reach: with no_data, the position of a part's country that does not reach the part.
    """

    place: str
    scenario: str
    status: str
    position: Position | None = None
    inherited_from: str | None = None
    confidence: str | None = None
    sure_by: str | None = None
    beside: Position | None = None
    above: Position | None = None
    out_of_reach: Position | None = None

    @property
    def text_confidence(self) -> str | None:
        """How surely the position gives the answer by itself."""
        return self.position.confidence if self.position and self.sure_by else self.confidence

    @property
    def still_holds(self) -> Rule | None:
        """The rule from above that answers in spite of what is nearer, if one does."""
        if not (self.beside and self.position and self.confidence):
            return None
        return Rule(self.status, self.position.jurisdiction, self.confidence)


class Law:
    """Every position with its history, and the answer for any place and day.

    Raises:
        UnknownPlace: a position stands in a place that does not exist.
    """

    def __init__(self, places: Places, positions: Iterable[Position]) -> None:
        self.places = places
        histories: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
        for position in positions:
            histories[places[position.jurisdiction].code, position.scenario].append(position)
        self.histories: dict[tuple[str, str], tuple[Position, ...]] = {
            key: tuple(sorted(entries, key=in_order)) for key, entries in histories.items()
        }
        self._reach = {code: _reach(bloc.instruments) for code, bloc in places.blocs.items()}

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """The places with a position of their own, in order of their codes."""
        return tuple(sorted({code for code, _ in self.histories}))

    @property
    def entries(self) -> Iterator[Position]:
        """Every entry of every history, each history oldest first."""
        return chain.from_iterable(self.histories.values())

    def history(self, place: str, scenario: str) -> tuple[Position, ...]:
        """The place's own entries for a scenario, oldest first."""
        return self.histories.get((place, scenario), ())

    def standing(self, place: str, scenario: str, as_of: date) -> Standing:
        """How a scenario stands in a place on a day."""
        keys = [(code, scenario) for code in (place, *self.places.above(place))]
        return self._answer(place, scenario, self._in_force(keys, as_of), as_of)

    def binding_above(self, place: str, scenario: str, as_of: date) -> list[Standing]:
        """The rules of what lies above a place that bind, each as surely as it reaches there."""
        keys = [(code, scenario) for code in self.places.above(place)]
        return [
            self._said_by(position, place)
            for position in self._in_force(keys, as_of).values()
            if position.status in BINDING and place not in position.except_in
        ]

    def to_come(self, standing: Standing, as_of: date) -> list[Position]:
        """What was on record by a day, of the place or above it, and begins only later."""
        above = (standing.place, *self.places.above(standing.place))
        return [
            entry
            for code in above
            for entry in self.history(code, standing.scenario)
            if entry.on_record_from <= as_of < entry.starts
            and standing.place not in entry.except_in
        ]

    def standings(
        self, codes: Iterable[str], scenarios: Iterable[str], as_of: date
    ) -> list[Standing]:
        """The answers for each place, scenario by scenario."""
        in_force, scenarios = self._in_force(self.histories, as_of), tuple(scenarios)
        return [
            self._answer(code, scenario, in_force, as_of)
            for code in codes
            for scenario in scenarios
        ]

    def higher_rule(self, standing: Standing, as_of: date) -> Position | None:
        """What holds above the position that answers in a place: that need not repeat it.

        Above a part's own it is what answers in its country, if that reaches the part; above a
        country's, in the country and in parts that have none of their own, the nearest position of
        a bloc.
        """
        country = self.places[standing.place].parent
        if standing.position is None or standing.inherited_from not in (None, country):
            return None
        if country and not standing.inherited_from:
            rule = self.standing(country, standing.scenario, as_of).position
            return rule if rule and standing.place not in rule.except_in else None
        keys = [(bloc, standing.scenario) for bloc in self.places.blocs_of(standing.place)]
        return next(iter(self._in_force(keys, as_of).values()), None)

    def table(self, codes: Iterable[str], scenarios: Iterable[str], as_of: date) -> pd.DataFrame:
        """The answers as a DataFrame: a row each, with the columns STANDING_COLUMNS.

        `conditions`, `notices`, `other_urls` and `coders_differ` hold tuples of str, the others str
        or None; dates keep their precision.
        """
        import pandas as pd

        rows = [self.row(standing) for standing in self.standings(codes, scenarios, as_of)]
        return pd.DataFrame(
            {column: [row[column] for row in rows] for column in STANDING_COLUMNS}, dtype=object
        )

    def last_moved(self, scenario: str, by: date) -> date:
        """The last day up to `by` from which some position on a scenario is known to hold.

        The answers of all places, and what is said of them, are the same from then to `by`: on the
        first day that a rough date can mean it counts already, and later it is sure. The beginning
        of time is given where none is known to hold yet.
        """
        moved = (
            day
            for (_, about), entries in self.histories.items()
            if about == scenario
            for entry in entries
            for day in (entry.starts, entry.sure_from)
        )
        return max((day for day in moved if day <= by), default=date.min)

    def row(self, standing: Standing) -> dict[str, Any]:
        """One answer under the names of STANDING_COLUMNS."""
        position, beside = standing.position, standing.beside
        said = position.__dict__ if position else {}
        return {
            **{name: said.get(name, nothing) for name, nothing in _NOTHING.items()},
            "jurisdiction": standing.place,
            "name": self.places.name(standing.place),
            "status": standing.status,
            "scenario": standing.scenario,
            "inherited_from": standing.inherited_from,
            "confidence": standing.confidence,
            "sure_by": standing.sure_by,
            "sure_from": position.sure_from.isoformat() if position else None,
            "own_note": beside.note if beside else None,
        }

    def _in_force(
        self, keys: Iterable[tuple[str, str]], as_of: date
    ) -> Mapping[tuple[str, str], Position]:
        """The entry that holds on a day, for each place and scenario that has one."""
        in_force = {}
        for key in keys:
            for entry in reversed(self.histories.get(key, ())):
                if entry.starts <= as_of:
                    in_force[key] = entry
                    break
        return in_force

    def _answer(
        self,
        place: str,
        scenario: str,
        in_force: Mapping[tuple[str, str], Position],
        as_of: date,
    ) -> Standing:
        found = [
            position
            for code in (place, *self.places.above(place))
            if (position := in_force.get((code, scenario)))
        ]
        if unreached := next((rule for rule in found if place in rule.except_in), None):
            found = [
                rule
                for rule in found
                if rule.jurisdiction == place or (rule is not unreached and rule.status in BINDING)
            ]
        if not found:
            return Standing(place, scenario, "no_data", out_of_reach=unreached)
        nearest, answer, above = found[0], found[0], None
        if nearest.status in OPEN:
            above = next((rule for rule in found[1:] if rule.status not in OPEN), None)
            if above and above.status in BINDING:
                answer, above = above, None
        beside = nearest if nearest is not answer else None
        said = self._said_by(answer, place, beside=beside, above=above)
        return self._as_sure_as_its_country(said, in_force, as_of)

    def _as_sure_as_its_country(
        self, own: Standing, in_force: Mapping[tuple[str, str], Position], as_of: date
    ) -> Standing:
        """A part's own answer, with the confidence of its country's where that binds too.

        Only what bars is made surer so, and only of a part: whether a bloc's rule has become that
        of a member is what the member's own position says. Nor may the country's rule have begun
        only after a day on which the part's was sure to hold: nobody would be told of that doubt.
        """
        country = self.places[own.place].parent
        if country is None or own.inherited_from or own.status not in BINDING:
            return own
        above = self._answer(country, own.scenario, in_force, as_of)
        held, rule = own.position, above.position
        if above.status != own.status or held is None or rule is None:
            return own
        if own.place in rule.except_in:
            return own
        if rule.may_have_begun_after(as_of) and not held.may_have_begun_after(as_of):
            return own
        if not (own.confidence and above.confidence):
            return own
        if lower(above.confidence, own.confidence) == above.confidence:
            return own
        return replace(own, confidence=above.confidence, sure_by=rule.jurisdiction)

    def _said_by(
        self,
        position: Position,
        place: str,
        *,
        beside: Position | None = None,
        above: Position | None = None,
    ) -> Standing:
        """The answer that a position gives in a place: its own, or one that it lies under."""
        origin = position.jurisdiction
        inherited = origin != place
        return Standing(
            place,
            position.scenario,
            position.status,
            position=position,
            inherited_from=origin if inherited else None,
            confidence=lower(position.confidence, self._reach.get(origin) if inherited else None),
            beside=beside,
            above=above,
        )


def lower(confidence: str, other: str | None) -> str:
    """The lower of two confidences; None does not limit."""
    return confidence if other is None else min(confidence, other, key=CONFIDENCES.index)


def in_order(position: Position) -> tuple[date, int]:
    """Oldest first; of two entries that begin on one day the one that promises less comes last."""
    return position.starts, -_LEAST_PROMISE.index(position.status)


def _reach(instruments: Iterable[Any]) -> str | None:
    """How surely a bloc's rule reaches its members: the surest of its instruments."""
    stated = [instrument.confidence for instrument in instruments if instrument.confidence]
    return max(stated, key=CONFIDENCES.index) if stated else None
