"""JSON lines in, labels out, line for line; a bad line gets an error and stops nothing."""

from __future__ import annotations

import io
import json

import pytest

from scrapers.classify import classify_lines
from scrapers.classify.lines import written

GOOD = json.dumps(
    {
        "id": "a",
        "title": "Recall of an exosome serum",
        "text": "All lots are recalled.",
        "url": None,
    }
)


def test_answers_are_in_order_and_have_the_promised_keys() -> None:
    other = json.dumps({"id": 7, "title": "Fee", "text": None, "url": "https://x.example/"})
    first, second = classify_lines([GOOD, other.encode()])
    assert first["id"] == "a"
    assert first["relevant"] is True
    assert first["kind"] == "recall"
    assert second["id"] == 7
    assert second["relevant"] is False
    promised = "id relevant kind origin uses claims concerns firms products evidence".split()
    assert set(promised) <= first.keys()
    assert json.loads(json.dumps(first)) == first
    assert {"label", "word", "start", "end", "where", "confidence"} == first["evidence"][0].keys()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not JSON"),
        ("", "not JSON"),
        ("\n", "not JSON"),
        (b" \r\n", "not JSON"),
        ("[1]", "not an object"),
        ('"text"', "not an object"),
        ('{"id": 1, "title": "t"}', "lacks text"),
        ('{"id": 1, "title": 5, "text": "t"}', "title is int"),
        ('{"id": 1, "title": "t", "text": "t", "language": ["en"]}', "language is list"),
        (b'{"id": "\xff"}', "not UTF-8"),
        ('{"id": NaN, "title": "t", "text": "t"}', "NaN is no number"),
        ('{"id": 1e999, "title": "t", "text": "t"}', "id is neither"),
        ('{"id": {"a": 1}, "title": "t", "text": "t"}', "id is neither"),
        (f'{{"id": {"9" * 5000}, "title": "t", "text": "t"}}', "a number of more than 4300 digits"),
        ('{"id": [1e999]}', "lacks title, text"),
        ("[" * 100_000, "line 2"),
    ],
)
def test_a_bad_line_gets_an_error_with_its_number(line: str | bytes, fault: str) -> None:
    before, bad, after = classify_lines([GOOD, line, GOOD])
    assert before["id"] == after["id"] == "a"
    assert bad["line"] == 2
    assert fault in bad["error"]
    assert "kind" not in bad
    assert json.loads(written(bad), parse_constant=pytest.fail) == bad


def test_each_line_has_its_answer_and_the_end_of_the_last_line_is_no_line() -> None:
    lines = io.StringIO(f"{GOOD}\n\n{GOOD}\n")
    assert ["error" in answer for answer in classify_lines(lines)] == [False, True, False]


def test_every_answer_is_json_in_utf8() -> None:
    """Half a surrogate may stand in JSON as an escape, and in no text that is written."""
    line = r'{"id": "\ud800", "title": "Exosome\udc00 serum", "text": "엑소좀"}'
    (half,) = classify_lines([line])
    assert json.loads(written(half).encode()) == half
    (whole,) = classify_lines([GOOD.replace('"a"', '"엑소좀"')])
    assert "엑소좀" in written(whole)


def test_an_id_too_large_for_a_decimal_number_is_given_back_as_it_came() -> None:
    line = f'{{"id": {10**400}, "title": "Exosome serum", "text": "t"}}'
    (answer,) = classify_lines([line])
    assert json.loads(written(answer))["id"] == 10**400


def test_lines_are_answered_as_they_come() -> None:
    def stream() -> object:
        yield GOOD
        raise AssertionError("the second line was asked for before the first was answered")

    assert next(classify_lines(stream()))["id"] == "a"  # type: ignore[arg-type]
