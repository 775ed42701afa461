"""/check: may this be offered there, and on what does the answer rest?"""

from __future__ import annotations

from atlas.answer_tables import check_record, check_table
from atlas.api import fields
from atlas.api.edition_tables import EditionTables
from atlas.api.listing import Record
from atlas.api.parameters import Asked, Code, Parameter, PlaceCode, Whole
from atlas.api.resources.resource import AS_OF, Resource, day_asked
from atlas.api.tables import Table, linked
from atlas.check import launch_check


def _find(tables: EditionTables, asked: Asked) -> Record:
    answer = launch_check(
        tables.edition,
        asked["place"],
        origin=asked["origin"],
        use=asked["use"],
        claim=asked["claim"],
        as_of=day_asked(asked),
    )
    said = check_record(tables.edition, answer)
    precedents = said["precedents"][: asked["precedents"]]
    rows = {**said, "precedents": precedents}
    return Record(
        {
            **said,
            **{
                name: [linked(row) for row in rows[name]]
                for name in ("sources", "grounds", "regulators", "precedents")
            },
            "precedents_total": len(answer.precedents),
        },
        Table.of(check_table(tables.edition, answer)),
    )


CHECK = Resource(
    name="check",
    about="The launch check: may a product of this origin be offered for this use, with this "
    "claim, in this place? The strictest position decides, and weak or missing evidence gives "
    "`ask_regulator`, never a yes. CSV has the positions that the verdict rests on, and a row "
    "where none is about the launch: the strictest `verdict` of its rows is that of all. Not legal "
    "advice.",
    own=(
        Parameter("place", "Where: a code or a name.", PlaceCode(), required=True),
        Parameter(
            "origin",
            "What the exosomes are made from; of a mixture ask for each.",
            Code("origin"),
            required=True,
        ),
        Parameter("use", "How the product is used.", Code("use"), required=True),
        Parameter("claim", "What it is said to do.", Code("purpose_claim"), default="cosmetic"),
        AS_OF,
        Parameter(
            "precedents",
            "How many acts against the same origin or use, or there over any exosomes, to show, "
            "nearest first.",
            Whole(0, 1000),
            default=25,
        ),
    ),
    records={"Check": fields.CHECK},
    find=_find,
    examples={
        "place=ES&origin=animal&use=microneedling": "a serum from animal cells, needled, in Spain",
        "place=KR&origin=human&use=injection&claim=therapeutic": "an injection in South Korea",
    },
    listed=False,
)
