"""The facts beside positions and notices, each kept as one JSON document: the table `document`."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from atlas.authorities import Authorities
from atlas.corrections import Correction
from atlas.facts import Documents
from atlas.places import Bloc, Territory
from atlas.store.schema import document
from atlas.vocabulary import Vocabularies, Vocabulary

_ALL = sa.select(document.c.name, document.c.content)


def read_documents(connection: sa.Connection) -> Documents | None:
    """What the store was filled with; None: it never was.

    A store that an older version filled lacks what there was not yet.
    """
    stored = dict(connection.execute(_ALL).all())
    if not stored:
        return None
    words = stored["vocabularies"]
    return Documents(
        blocs={code: Bloc.model_validate(bloc) for code, bloc in stored["blocs"].items()},
        regions=stored["regions"],
        territories={
            code: Territory.model_validate(territory)
            for code, territory in stored.get("territories", {}).items()
        },
        authorities=Authorities.model_validate(stored.get("authorities", {})),
        risk=stored["risk"],
        corrections=_corrections(stored.get("corrections")),
        vocabularies=Vocabularies({name: Vocabulary.model_validate(words[name]) for name in words}),
    )


def read_corrections(connection: sa.Connection) -> tuple[Correction, ...]:
    """The corrections alone; none of a store that was never filled."""
    return _corrections(
        connection.scalar(sa.select(document.c.content).where(document.c.name == "corrections"))
    )


def _corrections(content: list[Any] | None) -> tuple[Correction, ...]:
    return tuple(Correction.model_validate(each) for each in content or ())


def replace_documents(connection: sa.Connection, documents: Documents) -> bool:
    """Whether they differ from those in the store, which they replace then."""
    given = {
        "blocs": {code: bloc.model_dump(mode="json") for code, bloc in documents.blocs.items()},
        "regions": dict(documents.regions),
        "territories": {
            code: territory.model_dump(mode="json")
            for code, territory in documents.territories.items()
        },
        "risk": dict(documents.risk),
        "corrections": [each.model_dump(mode="json") for each in documents.corrections],
        "authorities": documents.authorities.model_dump(mode="json"),
        "vocabularies": {
            name: words.model_dump(mode="json") for name, words in documents.vocabularies.items()
        },
    }
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
