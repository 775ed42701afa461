"""The OpenAPI 3.1 document, made of the declarations that the answers are made of."""

from __future__ import annotations

from atlas import __version__
from atlas.api.fields import ABOUT_THE_DATA
from atlas.api.formats import MEDIA_TYPES
from atlas.api.parameters import Parameter, Several
from atlas.api.resources import RESOURCES, Resource
from atlas.api.schemas import Schema, day, record, several, text, whole
from atlas.citation import LICENCE
from atlas.edition import Edition

HOME = "/api/v1"

_HEADERS = {
    "ETag": "Moves exactly with the answer; send it as If-None-Match.",
    "Last-Modified": "When the answer last moved; send it as If-Modified-Since.",
}
_PAGE_HEADERS = {
    **_HEADERS,
    "Link": "The first, previous, next and last page (RFC 8288).",
    "X-Total-Count": "How many records there are on all pages.",
}
_PROBLEMS = {
    "400": "A parameter cannot be used; `faults` names it and the nearest values that can.",
    "409": "Parameters contradict each other; `faults` names the one to change.",
    "406": "Neither JSON nor CSV is accepted.",
    "503": "The store cannot be read.",
}


def openapi(edition: Edition, home: str) -> Schema:
    """The document; the vocabularies and the codes of places are those of an edition.

    `home` is the path under which the API answers.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Exosome Atlas",
            "version": __version__,
            "summary": "Where exosome products are legal, for which use, on what authority, and "
            "how that is changing.",
            "description": "Read-only. Every record carries its source, its date and its "
            "confidence. `no_data`, `unclear` and `no_specific_rule` are never permissions. Not "
            "legal advice: ask the regulator or a lawyer before you act.",
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": home}],
        "paths": {f"/{resource.name}": _path(resource, edition) for resource in RESOURCES},
        "components": {
            "schemas": {
                **{name: _vocabulary(edition, name) for name in edition.vocabularies},
                **{
                    name: record(fields)
                    for resource in RESOURCES
                    for name, fields in resource.records.items()
                    if resource.listed
                },
                "Problem": _PROBLEM,
            }
        },
    }


def _path(resource: Resource, edition: Edition) -> Schema:
    return {
        "get": {
            "operationId": resource.name,
            "summary": f"/{resource.name}",
            "description": resource.about,
            "parameters": [_parameter(each, edition) for each in resource.parameters],
            "responses": {
                "200": {
                    "description": "The answer.",
                    "headers": _headers(_PAGE_HEADERS if resource.listed else _HEADERS),
                    "content": {
                        MEDIA_TYPES["json"]: {"schema": _answer(resource)},
                        "text/csv": {"schema": {"type": "string"}},
                    },
                },
                "304": {"description": "The client has the answer already."},
                **{
                    status: {
                        "description": about,
                        "content": {
                            "application/problem+json": {
                                "schema": {"$ref": "#/components/schemas/Problem"}
                            }
                        },
                    }
                    for status, about in _PROBLEMS.items()
                },
            },
        }
    }


def _parameter(parameter: Parameter, edition: Edition) -> Schema:
    schema = parameter.values.schema(edition)
    if parameter.default not in (None, "", (), False):
        schema = {**schema, "default": parameter.default}
    commas = {"style": "form", "explode": False} if isinstance(parameter.values, Several) else {}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.about,
        **commas,
        "schema": schema,
    }


def _answer(resource: Resource) -> Schema:
    if not resource.listed:
        (fields,) = resource.records.values()
        return record({**fields, **ABOUT_THE_DATA})
    items = [{"$ref": f"#/components/schemas/{name}"} for name in resource.records]
    dated = {"as_of": day("The day asked about.")} if _asks_of_a_day(resource) else {}
    return record(
        {
            "total": whole("Records on all pages."),
            "offset": whole(),
            "limit": whole(),
            **dated,
            **ABOUT_THE_DATA,
            "items": several(items[0] if len(items) == 1 else {"anyOf": items}),
        }
    )


def _asks_of_a_day(resource: Resource) -> bool:
    return any(parameter.name == "asof" for parameter in resource.own)


def _vocabulary(edition: Edition, name: str) -> Schema:
    words = edition.vocabularies[name]
    meanings = "\n".join(f"- `{code}`: {term.definition}" for code, term in words.terms.items())
    return {
        "type": "string",
        "title": words.title,
        "description": f"{words.about}\n\n{meanings}",
        "enum": list(words.codes),
    }


def _headers(about: dict[str, str]) -> Schema:
    return {
        name: {"description": says, "schema": {"type": "string"}} for name, says in about.items()
    }


_PROBLEM: Schema = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": text(),
        "title": text(),
        "status": whole(),
        "detail": text(),
        "faults": several(
            {
                "type": "object",
                "required": ["parameter", "value", "detail", "nearest"],
                "properties": {
                    "parameter": text(),
                    "value": {"type": ["string", "null"]},
                    "detail": text(),
                    "nearest": several(text(), "Values that can be used."),
                },
            }
        ),
        "nearest": several(text(), "Addresses that exist."),
    },
}
