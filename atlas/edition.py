"""An edition: everything the atlas knows at one revision of its store.

Pages, commands and exports ask the edition; it never changes, a new revision is a new edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.authorities import Authorities
from atlas.corrections import Correction
from atlas.facts import Documents, Facts
from atlas.law import Law, Position
from atlas.notices import known_from, notices_frame, published_by
from atlas.places import Places
from atlas.risk import RiskModel, Weights, check_weights, touching
from atlas.same_notice import one_of_each
from atlas.vocabulary import Vocabularies

# Each selection of rows, and each list of a column's values, would copy all of Arrow's strings: a
# launch check would take a quarter longer. Values are the same either way. It is set here because
# tables of text are made all over, and whoever makes one has come by an edition.
pd.options.mode.string_storage = "python"

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

# What sources did to their notices, oldest first, all str or None: `event` notice_amended (a row
# each `field`, with what stood `before` and `after`), notice_delisted, notice_relisted. The index
# numbers the events of the store for good: what is done later has a higher number.
NOTICE_CHANGE_COLUMNS = ("notice_id", "day", "event", "field", "before", "after")


@dataclass(frozen=True, eq=False)
class Edition:
    """What the atlas knows.

    Attributes:
        revision: of the store; 0 when read straight from the files.
        notices: the notice DataFrame (atlas.notices.NOTICE_COLUMNS), newest first.
        weights: of the risk number.
        notice_changes: what sources did to their notices (NOTICE_CHANGE_COLUMNS).
        stands_for: id of a notice that another source tells of too -> the id that both are under.
        corrections: of what sources say wrongly of their notices.
        authorities: which of them can be asked.
        vocabularies: every closed vocabulary with its definitions.
    """

    revision: int
    vocabularies: Vocabularies
    places: Places
    law: Law
    notices: pd.DataFrame
    weights: Weights
    notice_changes: pd.DataFrame
    stands_for: Mapping[str, str]
    corrections: tuple[Correction, ...]
    authorities: Authorities

    @classmethod
    def from_parts(
        cls,
        revision: int,
        documents: Documents,
        positions: Iterable[Position],
        notices: pd.DataFrame,
        notice_changes: pd.DataFrame | None = None,
    ) -> Edition:
        places = Places(documents.blocs, documents.regions, documents.territories)
        if notice_changes is None:
            notice_changes = pd.DataFrame(columns=list(NOTICE_CHANGE_COLUMNS), dtype=object)
        notices, notice_changes, stands_for = one_of_each(notices, notice_changes)
        return cls(
            revision=revision,
            vocabularies=documents.vocabularies,
            places=places,
            law=Law(places, positions),
            notices=notices,
            weights=check_weights(documents.risk),
            notice_changes=notice_changes,
            stands_for=stands_for,
            corrections=documents.corrections,
            authorities=documents.authorities,
        )

    @classmethod
    def from_facts(cls, facts: Facts) -> Edition:
        """The edition that the files of data/ make on their own."""
        notices = notices_frame(notice.record() for notice in facts.notices)
        return cls.from_parts(0, facts, facts.positions, notices)

    @property
    def at_sources(self) -> int:
        """The number in `notice_changes` from which on nothing is known."""
        return int(max(self.notice_changes.index, default=-1)) + 1

    @cached_property
    def risk(self) -> RiskModel:
        return RiskModel(self.weights, self.law, self.notices, self.vocabularies.scenario)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every place with an answer of its own: countries, subdivisions with facts, blocs."""
        filed = sorted(self.filed)
        subdivisions = [code for code in filed if self.places[code].kind == "subdivision"]
        return (*self.places.countries, *subdivisions, *sorted(self.places.blocs))

    @cached_property
    def filed(self) -> frozenset[str]:
        """The places of which something is on record."""
        return frozenset((*self.law.jurisdictions, *self.notices["jurisdiction"].unique()))

    def parts(self, country: str) -> tuple[str, ...]:
        """The subdivisions with facts, and the territories, that the law of a country reaches."""
        return tuple(self._parts.get(country, ()))

    @cached_property
    def _parts(self) -> Mapping[str, list[str]]:
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for code in self.codes:
            if parent := self.places[code].parent:
                parts[parent].append(code)
        return dict(parts)

    def within(self, places: Iterable[str]) -> set[str]:
        """The places named, the members of those that are blocs, and the parts of all these.

        Raises UnknownPlace for a code that no place has.
        """
        named = {self.places[place].code for place in places}
        blocs = named & self.places.blocs.keys()
        whole = named.union(*(self.places.members(bloc) for bloc in blocs))
        return whole.union(*map(self.parts, whole))

    def notices_of(self, place: str, as_of: date, *, context: bool) -> pd.DataFrame:
        """The notices of a place and its parts that were out on a day, newest first, undated last.

        Background notices are left out unless `context`.
        """
        here = self.notices["jurisdiction"].isin([place, *self.parts(place)])
        if not context:
            here &= self.notices["relevance"] != "context"
        return published_by(self.notices[here], as_of)

    @cached_property
    def verified_on(self) -> str:
        """The last day on which anything was checked (yyyy-mm-dd); "" when there is nothing."""
        checked = [position.verified_on for position in self.law.entries]
        return max([*checked, *self.notices["last_checked"].dropna()], default="")

    @cached_property
    def newest_notice(self) -> str:
        """The date of the newest notice on record, as published; "" without any."""
        dated = self.notices["published"].dropna()
        return str(dated.iloc[0]) if len(dated) else ""

    def notices_by_id(self, ids: Iterable[str]) -> pd.DataFrame:
        """The named notices that are on record, in the order named; each once."""
        return self.notices.iloc[self.rows_of(ids)]

    def rows_of(self, ids: Iterable[str]) -> Rows:
        """The row numbers of the named notices on record, in the order named; each once."""
        row_of = self._row_of
        found = [row_of[id_] for id_ in self.shown_ids(ids) if id_ in row_of]
        return np.array(found, dtype=np.int64)

    def shown_ids(self, ids: Iterable[str]) -> list[str]:
        """The ids under which the named notices are shown, each once, in the order named."""
        return list(dict.fromkeys(self.stands_for.get(id_, id_) for id_ in ids))

    def out_by(self, ids: Iterable[str], as_of: date) -> tuple[str, ...]:
        """The ids under which those of the named notices are shown that were out on a day."""
        day, out_from = pd.Timestamp(as_of), self._out_from
        return tuple(id_ for id_ in self.shown_ids(ids) if id_ in out_from and out_from[id_] <= day)

    def speaking_of(self, ids: Sequence[str], scenarios: Collection[str]) -> Mask:
        """Which of the named notices, all on record, speak of one of some scenarios.

        Raises UnknownTerm for a scenario that the vocabulary does not have.
        """
        words = self.vocabularies.scenario
        asked = words.checked(scenarios)
        columns = [code in asked for code in words.codes]
        of_these = self._speaks[[self._row_of[id_] for id_ in ids]]
        speak: Mask = np.asarray(of_these[:, columns].any(axis=1))
        return speak

    @cached_property
    def _speaks(self) -> Mask:
        """A row for each notice, a column for each scenario."""
        scenarios = self.vocabularies.scenario
        return touching(self.notices, scenarios, scenarios.codes)

    @cached_property
    def _out_from(self) -> dict[str, pd.Timestamp]:
        return dict(zip(self.notices["id"], known_from(self.notices), strict=True))

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self.notices["id"])}
