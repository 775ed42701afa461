"""Bans from above: what a place answers for itself must not hide one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from atlas.law import OPEN, Law, Position, is_weak
from atlas.places import Places
from atlas.validate.findings import Fault
from atlas.yaml_file import Located


def check_bans(files: Mapping[Path, Located], places: Places) -> Iterator[Fault]:
    """Each entry that is milder than a ban from above: the map would show it in the ban's place.

    An entry that leaves the question open lifts no ban and hides none. A launch check goes by the
    ban in any case.
    """
    entries = {
        (path, scenario, n): Position.model_validate(
            {"jurisdiction": document.value["jurisdiction"], "scenario": scenario, **entry}
        )
        for path, document in files.items()
        for scenario, history in document.value["positions"].items()
        for n, entry in enumerate(history)
    }
    law = Law(places, entries.values())
    for (path, scenario, n), entry in entries.items():
        if ban := _hidden_ban(law, entry):
            yield Fault(
                str(path),
                files[path].line("positions", scenario, n, "status"),
                f"{entry.status} hides a ban of {places.in_sentence(ban)}",
                "write prohibited, and in the note what the place itself says; "
                "or unclear, if it is not sure that the ban reaches there",
            )


def _hidden_ban(law: Law, entry: Position) -> str | None:
    """Whose ban, of at least medium confidence, holds on some day on which the entry answers."""
    if entry.status in {"prohibited", *OPEN}:
        return None
    place, scenario = entry.jurisdiction, entry.scenario
    above = (rule for code in law.places.above(place) for rule in law.history(code, scenario))
    for day in {entry.starts, *(rule.starts for rule in above)}:
        if law.standing(place, scenario, day).position is not entry:
            continue
        for rule in law.binding_above(place, scenario, day):
            if rule.status == "prohibited" and not is_weak(rule.status, rule.confidence):
                return rule.inherited_from
    return None
