"""Learning: words that tell the codes of labelled notices get weights, and nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.classifier import fitted_on, held_out
from bench.classifier import labelled as labels
from bench.classifier.folds import FOLDS, dealt
from bench.classifier.labelled import labelled
from bench.classifier.learn import Example, example_of, learned
from bench.classifier.lessons import Lesson, lessons
from scrapers.classify.learned import chosen
from scrapers.classify.learned_file import NO_WORDS
from scrapers.classify.terms import Terms
from tests.bundled import recorded_facts

ACTS = {"pulled": "recall", "forbade": "ban", "asked": "consultation"}


def _notices(codes: Mapping[str, str], facet: str, times: int) -> list[Example]:
    """Notices of one word each, besides one that all of them have."""
    return [
        Example(frozenset({word, "notice"}), {facet: frozenset({code} if code else ())}, 1.0)
        for word, code in codes.items()
        for _ in range(times)
    ]


def test_kinds_are_learned_against_each_other() -> None:
    weights = learned(_notices(ACTS, "kind", times=20))
    for word, kind in ACTS.items():
        heaviest = max(weights[word], key=lambda weight: weight.weight)
        assert (heaviest.facet, heaviest.code) == ("kind", kind)
    assert "notice" not in weights


def test_other_codes_are_learned_alone_from_where_most_notices_are() -> None:
    notices = _notices({"cord": "human", "rain": "", "bread": "", "milk": ""}, "origin", times=20)
    weights = learned([*_notices(ACTS, "kind", times=20), *notices])
    (start,) = weights[NO_WORDS]
    (cord,) = weights["cord"]
    assert (start.facet, start.code) == (cord.facet, cord.code) == ("origin", "human")
    assert cord.weight > 0 > start.weight


def test_what_few_notices_show_is_not_learned() -> None:
    many = _notices(ACTS, "kind", times=20)
    rare_word = _notices({"odd": "ban"}, "kind", times=7)
    rare_code = _notices({"gnat": "animal", "rain": ""}, "origin", times=14)
    weights = learned([*many, *rare_word, *rare_code])
    assert "odd" not in weights
    assert not [weight for said in weights.values() for weight in said if weight.facet == "origin"]


def test_what_chosen_words_say_of_kinds_is_not_learned_again() -> None:
    recall = chosen("kind", "recall", "title")
    notices = [
        notice._replace(words=notice.words | {recall})
        for notice in _notices(ACTS, "kind", times=20)
    ]
    assert recall not in learned(notices)


def test_unlabelled_facets_teach_nothing_of_themselves() -> None:
    weights = learned(_notices(ACTS, "kind", times=20))
    assert {weight.facet for said in weights.values() for weight in said} == {"kind"}


def test_a_notice_told_twice_counts_as_one() -> None:
    halves = sum(lesson.weight == 0.5 for lesson in lessons())
    assert halves == 2 * len(labelled("lessons.jsonl"))


def test_a_lesson_is_learned_from_with_what_the_chosen_words_find_in_it() -> None:
    text = "The vials hold cord blood."
    example = example_of(Lesson("Exosome recall", text, "en", {}, 1.0, regulator="A Court"))
    assert {"recall", "exosom recall", "cord blood", "issuer:court"} <= example.words
    assert chosen("topic", "exosome", "title") in example.words
    assert chosen("topic", "human_material", "opening") in example.words


def test_the_weights_were_fitted_on_the_lessons_of_today() -> None:
    assert fitted_on.fault(fitted_on.todays()) is None


def test_another_table_or_other_lessons_are_a_fault_and_the_rest_a_remark(
    tmp_path: Path,
) -> None:
    path = tmp_path / "learned_from.json"
    fitted = fitted_on.Digests(table="t", lessons="a", notices="b", words={"nl": "a", "fr": "b"})
    assert "run make learn" in (fitted_on.fault(fitted, path) or "")
    fitted_on.write(fitted, path)
    assert (fitted_on.fault(fitted, path), fitted_on.remarks(fitted, path)) == (None, [])
    for other in (fitted._replace(table="c"), fitted._replace(lessons="c")):
        assert "run make learn" in (fitted_on.fault(other, path) or "")
    changed = fitted._replace(notices="c", words={"nl": "c", "fr": "b", "pl": "d"})
    assert fitted_on.fault(changed, path) is None
    notices, words = fitted_on.remarks(changed, path)
    assert "data/notices" in notices
    assert "(nl, pl)" in words
    assert all("no fault" in said and "run make learn" in said for said in (notices, words))


def test_words_are_others_when_a_form_is_and_not_when_forms_are_reordered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def digest(*forms: str) -> str:
        terms = Terms(language="nl", terms={"topic": {"exosome": forms}})
        monkeypatch.setattr(fitted_on, "read_terms", lambda _: (terms,))
        return fitted_on.todays().words["nl"]

    monkeypatch.setattr(fitted_on, "written_to_learn_from", list)
    monkeypatch.setattr(fitted_on, "from_the_atlas", list)
    assert digest("exosom*", "exosoom*") == digest("exosoom*", "exosom*")
    assert digest("exosom*") != digest("exosoom*")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "x",', r"lessons\.jsonl:2: the line is not JSON: .* → write one whole object"),
        ('{"id": "x"}', "labelled notice 'x': key 'title' is missing → add it"),
    ],
)
def test_a_labelled_notice_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.setattr(labels, "FOLDER", tmp_path)
    (tmp_path / "lessons.jsonl").write_text(f'{{"id": "a", "title": "A"}}\n{line}\n')
    with pytest.raises(labels.FaultyLabels, match=said):
        [row["title"] for row in labelled("lessons.jsonl")]


def test_a_lesson_that_says_something_else_is_another_lesson(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lesson = Lesson("Cord", "", "en", {"origin": frozenset({"human"})}, 0.5)
    different = [
        lesson,
        lesson._replace(text="Rain"),
        lesson._replace(codes={"origin": frozenset()}),
        lesson._replace(weight=1.0),
    ]
    # What else is learned from takes long to read, and has digests of its own.
    monkeypatch.setattr(fitted_on, "from_the_atlas", list)
    monkeypatch.setattr(fitted_on, "read_terms", lambda _: ())
    digests = set()
    for each in different:
        monkeypatch.setattr(fitted_on, "written_to_learn_from", [each].__iter__)
        digests.add(fitted_on.todays().lessons)
    assert len(digests) == len(different)


def test_what_tells_of_one_act_is_in_one_fold_whoever_tells_of_it() -> None:
    told = [
        _told("a", "https://invented.test/act"),
        _told("b", "https://invented.test/news", "https://invented.test/act"),
        _told("c", "https://invented.test/news"),
        *(_told(f"other-{number}", f"https://invented.test/{number}") for number in range(50)),
    ]
    folds = dealt(told)
    assert folds["a"] == folds["b"] == folds["c"]
    assert len(set(folds.values())) == FOLDS
    assert dealt(reversed(told)) == folds


def _told(id_: str, *pages: str) -> SimpleNamespace:
    return SimpleNamespace(id=id_, url=None, read_url=pages[0], other_urls=pages[1:])


def test_real_notices_are_dealt_into_all_folds_and_invented_ones_into_none() -> None:
    folds = Counter(lesson.fold for lesson in lessons())
    rows = labelled("lessons.jsonl")
    real = len(recorded_facts().notices) + len(labelled("real.jsonl"))
    real += 2 * sum(not row["invented"] for row in rows)
    assert set(folds) == {None, *range(FOLDS)}
    assert folds.total() - folds[None] == real
    assert all(real / FOLDS / 2 < folds[fold] < real / FOLDS * 2 for fold in range(FOLDS))


def test_what_is_measured_on_a_fold_has_not_learned_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invented = Lesson("Cord", "", "en", {}, 1.0)
    real = [invented._replace(title="Rain" if fold else "Milk", fold=fold) for fold in range(2)]
    monkeypatch.setattr(held_out, "lessons", lambda: [invented, *real])
    monkeypatch.setattr(held_out, "_examples", held_out._examples.__wrapped__)
    assert [sorted(example.words) for example in held_out.examples_without(0)] == [
        ["cord"],
        ["rain"],
    ]
