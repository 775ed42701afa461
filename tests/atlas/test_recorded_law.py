"""Promises of the launch check, kept by what the bundled data say: places, products, uses, days."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from atlas.check_wording import sources
from atlas.judgement import VERDICTS, Judgement, judge
from atlas.law import BINDING, Position, is_weak
from tests.atlas.factories import recorded

REAL = recorded()
WORDS = REAL.vocabularies
PARTS = [code for code in REAL.codes if REAL.places[code].parent]
DAYS = (date(2019, 6, 30), date(2024, 1, 1), date(2026, 12, 1))
ASKED = list(product(WORDS.origin.codes, WORDS.use.codes, ("cosmetic", "therapeutic")))


def answers(place: str, day: date) -> Iterator[Judgement]:
    for origin, use, claim in ASKED:
        yield judge(REAL, place, origin=origin, use=use, claim=claim, as_of=day)


def strictness(answer: Judgement) -> int:
    return VERDICTS.index(answer.verdict)


def reaches(answer: Judgement, part: str) -> bool:
    """Whether the rules behind the answer of a country reach a part of it."""
    rules = [ground.standing.position for ground in answer.grounds]
    return not any(rule and part in rule.except_in for rule in rules)


@pytest.mark.parametrize("day", DAYS)
def test_a_part_is_never_answered_more_mildly_than_its_country(day: date) -> None:
    of_country = {
        country: list(answers(country, day))
        for country in {REAL.places[p].parent for p in PARTS}
        if country
    }
    for part in PARTS:
        for answer, above in zip(
            answers(part, day), of_country[REAL.places[part].parent or ""], strict=True
        ):
            if reaches(above, part):
                assert strictness(answer) <= strictness(above), answer


@pytest.mark.parametrize("day", DAYS)
def test_what_a_place_itself_bars_is_never_lost(day: date) -> None:
    barring = {"prohibited": "no_go", "authorisation_required": "authorisation_required"}
    for place in REAL.law.jurisdictions:
        for standing in REAL.law.standings([place], WORDS.scenario.codes, day):
            own: Position | None = standing.position
            if own is None or standing.inherited_from or is_weak(own.status, own.confidence):
                continue
            if own.status in BINDING:
                term = WORDS.scenario[standing.scenario]
                for origin, use in product(term.origins, term.uses):
                    answer = judge(REAL, place, origin=origin, use=use, claim="cosmetic", as_of=day)
                    assert strictness(answer) <= VERDICTS.index(barring[own.status]), answer


@pytest.mark.parametrize("day", DAYS)
def test_an_answer_names_its_sources_unless_nothing_is_on_record(day: date) -> None:
    for place in (*REAL.law.jurisdictions, "TV"):
        for answer in answers(place, day):
            if not sources(REAL, answer):
                assert (answer.verdict, answer.leaning) == ("ask_regulator", None)
                silent = [g for g in answer.grounds if g.standing.status == "no_data"]
                assert silent or answer.uncovered, answer
