"""docs/sources.md: the catalogue as a page, made from scrapers/sources/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from atlas.vocabulary import Vocabularies
from scrapers.catalogue import Source


def sources_markdown(
    catalogue: Mapping[str, Source], place_names: Mapping[str, str], words: Vocabularies
) -> str:
    """Every source by place: who publishes, what being listed means, how it is asked, its limits.

    Args:
        catalogue: sources by id.
        place_names: of the sources' jurisdictions.
        words: for the evidence for a structure.
    """
    on = sum(source.enabled for source in catalogue.values())
    keys = sum(source.key is not None for source in catalogue.values())
    lines = [
        "# Sources",
        "",
        f"{len(catalogue)} sites of {len({each.jurisdiction for each in catalogue.values()})} "
        f"jurisdictions: {on} are read, {len(catalogue) - on} are switched off with the reason, "
        f"{keys} need a key of the operator's.",
        "Made from `scrapers/sources/` by `python -m scrapers list --format markdown`; edit it "
        "there.",
        "",
        "How well a structure is evidenced:",
        "",
        *(
            f"- **{term.label}** (`{code}`): {' '.join(term.definition.split())}"
            for code, term in words.source_structure.terms.items()
        ),
    ]
    by_place = sorted(
        catalogue.values(), key=lambda source: (place_names[source.jurisdiction], source.id)
    )
    place = None
    for source in by_place:
        if source.jurisdiction != place:
            place = source.jurisdiction
            lines += ["", f"## {place_names[place]}"]
        lines += ["", *_source(source, words)]
    return "\n".join(lines) + "\n"


def _source(source: Source, words: Vocabularies) -> Iterator[str]:
    yield f"### `{source.id}`"
    yield ""
    yield f"[{source.name}]({source.homepage}), by {source.publisher.name}."
    yield _line(source.publisher.powers)
    yield ""
    yield f"- Read: {source.cadence}, as `{source.format}`, in {', '.join(source.languages)}."
    yield f"- Structure: {words.source_structure.label(source.structure)}."
    yield f"- Terms and robots.txt: {_line(source.terms_of_use)}"
    if source.text == "title_only":
        yield "- Only title, date and link are kept: the terms forbid reproducing the text."
    if source.key:
        user = f", `{source.key.user_env}`" if source.key.user_env else ""
        yield (
            f"- Key: `{source.key.env}`{user} in the environment; ask for one at "
            f"<{source.key.where}>."
        )
    if source.off_because:
        yield f"- **Switched off**: {_line(source.off_because)}"
    if source.notes:
        yield f"- {_line(source.notes)}"


def _line(text: str) -> str:
    return " ".join(text.split())
