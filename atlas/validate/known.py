"""What the files of data/ may refer to in one another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from atlas.places import Places, UnknownPlace
from atlas.validate.findings import Finding, Where
from atlas.validate.values import near, split_hint
from atlas.vocabulary import Vocabulary


@dataclass(frozen=True)
class Known:
    """The codes, places and notices that exist.

    Where the file that says so is itself at fault, a part is missing (`words`) or None, and nothing
    is held against it: one broken file is one fault, not hundreds.

    Attributes:
        words: the vocabularies that could be read.
        bloc_codes: every bloc's code, also of one whose entry is at fault.
        places: countries, subdivisions and the blocs without a fault.
        notices: every notice id.
    """

    words: Mapping[str, Vocabulary]
    bloc_codes: Collection[str]
    places: Places | None
    notices: Collection[str] | None

    def is_place(self, code: object) -> bool:
        return code in self.bloc_codes or (self.places is not None and code in self.places)

    def is_in_no_bloc(self, code: str) -> bool:
        """Whether no bloc has the place as a member, which needs every bloc to be without fault."""
        return (
            self.places is not None
            and self.places.blocs.keys() == set(self.bloc_codes)
            and code in self.places
            and not self.places.blocs_of(code)
        )

    def country_of(self, code: str) -> str:
        """A subdivision's country, else the place itself."""
        place = self.places[code] if self.places and code in self.places else None
        return (place and place.parent) or code

    def place(self, where: Where, code: object) -> Iterator[Finding]:
        """The finding about a code that no place has."""
        if self.places is not None and isinstance(code, str) and not self.is_place(code):
            unknown = UnknownPlace(code, self.places.nearest(code))
            yield Finding(where, *split_hint(str(unknown)))

    def notice(self, where: Where, id_: str) -> Iterator[Finding]:
        """The finding about an id that no notice has."""
        if self.notices is not None and id_ not in self.notices:
            mend = near(id_, self.notices, "write an id of notices/")
            yield Finding(where, f"unknown notice {id_!r}", mend)
