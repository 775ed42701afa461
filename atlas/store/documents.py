"""The facts beside positions and notices, each kept as one JSON document: the table `document`."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from atlas.authorities import Authorities
from atlas.corrections import Correction
from atlas.facts import Documents
from atlas.places import Bloc, Territory
from atlas.store.schema import document
from atlas.vocabulary import Vocabularies, Vocabulary

_ALL = sa.select(document.c.name, document.c.content)
_FORMS: dict[str, TypeAdapter[Any]] = {
    "blocs": TypeAdapter(dict[str, Bloc]),
    "regions": TypeAdapter(dict[str, dict[str, list[str]]]),
    "territories": TypeAdapter(dict[str, Territory]),
    "risk": TypeAdapter(dict[str, Any]),
    "corrections": TypeAdapter(tuple[Correction, ...]),
    "authorities": TypeAdapter(Authorities),
    "vocabularies": TypeAdapter(dict[str, Vocabulary]),
}
# What a store that an older version filled lacks.
_NOT_YET: dict[str, Any] = {"territories": {}, "corrections": (), "authorities": {}}


def read_documents(connection: sa.Connection) -> Documents | None:
    """What the store was filled with; None: it never was."""
    stored = dict(connection.execute(_ALL).all())
    if not stored:
        return None
    known = _NOT_YET | stored
    read = {name: form.validate_python(known[name]) for name, form in _FORMS.items()}
    return Documents(**read | {"vocabularies": Vocabularies(read["vocabularies"])})


def read_corrections(connection: sa.Connection) -> tuple[Correction, ...]:
    """The corrections alone; none of a store that was never filled."""
    stored = sa.select(document.c.content).where(document.c.name == "corrections")
    read: tuple[Correction, ...] = _FORMS["corrections"].validate_python(
        connection.scalar(stored) or ()
    )
    return read


def replace_documents(connection: sa.Connection, documents: Documents) -> bool:
    """Put these in the place of those in the store; whether they differed."""
    said = vars(documents) | {"vocabularies": dict(documents.vocabularies)}
    given = {name: form.dump_python(said[name], mode="json") for name, form in _FORMS.items()}
    stored = dict(connection.execute(_ALL).all())
    # As text, because the order of codes and of terms is part of what the documents say.
    if json.dumps(list(given.values())) == json.dumps([stored.get(name) for name in given]):
        return False
    connection.execute(sa.delete(document))
    connection.execute(
        sa.insert(document),
        [{"name": name, "content": content} for name, content in given.items()],
    )
    return True
