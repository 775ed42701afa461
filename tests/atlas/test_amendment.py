"""What a field of a notice said before and says since, as a reader is told it."""

from __future__ import annotations

from typing import Any

import pytest

from atlas.amendment import amended, is_nothing
from atlas.edition import Edition

ALIKE = "Invented. " * 30  # what is the same before and after: 300 letters


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("kind", "ban", "recall", ("kind", "Ban", "Recall")),
        ("kind", "ban", "no_such_kind", ("kind", "Ban", "no_such_kind")),
        ("uses", ["injection"], ("oral",), ("uses", "Injection", "Swallowed")),
        ("uses", "injection, oral", [], ("uses", "Injection, Swallowed", "(nothing)")),
        ("firms", ["A, Inc.", "B"], float("nan"), ("firms", "A, Inc.; B", "(nothing)")),
        ("published", "2026-03", "2026-03-05", ("published", "March 2026", "5 March 2026")),
        ("published", "soon", None, ("published", "soon", "(nothing)")),
        ("title_en", "", "New", ("English title", "(nothing)", "New")),
        ("source_id", "a", "b", ("source id", "a", "b")),
        (
            "exosome_explicit",
            "False",
            "True",
            ("names exosomes", "not in the part of the text that was read", "yes"),
        ),
        (
            "exosome_explicit",
            True,
            False,
            ("names exosomes", "yes", "not in the part of the text that was read"),
        ),
    ],
)
def test_an_amended_field_is_told_in_words(
    edition: Edition, field: str, before: Any, after: Any, told: tuple[str, str, str]
) -> None:
    assert amended(edition, field, before, after) == told


def test_of_long_texts_what_differs_is_told_with_a_little_around_it(edition: Edition) -> None:
    _, before, after = amended(edition, "summary", f"{ALIKE}OLD{ALIKE}", f"{ALIKE}NEW!{ALIKE}")
    around = ALIKE[-60:]
    assert before == f"…{around}OLD{ALIKE[:60]}…"
    assert after == f"…{around}NEW!{ALIKE[:60]}…"


def test_what_is_alike_at_both_ends_is_not_left_out_twice(edition: Edition) -> None:
    """One more of the same: seen from either end the shorter text is wholly alike."""
    _, before, after = amended(edition, "summary", "a" * 200, "a" * 201)
    assert before == f"…{'a' * 60}"
    assert after == f"…{'a' * 61}"


def test_what_differs_for_long_is_cut(edition: Edition) -> None:
    _, before, after = amended(edition, "summary", "x" * 400, "y" * 401)
    assert before == "x" * 400
    assert after == "y" * 400 + "…"


@pytest.mark.parametrize("empty", [None, "", float("nan"), [], ()])
def test_an_empty_field_is_nothing_however_it_is_kept(empty: object) -> None:
    assert is_nothing(empty)


@pytest.mark.parametrize("said", ["x", ["x"], ("x",), False, 0])
def test_what_is_said_is_not_nothing(said: object) -> None:
    assert not is_nothing(said)
