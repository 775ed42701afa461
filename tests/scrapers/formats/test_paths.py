"""Paths and templates: what of a record is found, and what is taken for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers.formats.paths import filled, list_at, text_at, values_at

RECORD: dict[str, Any] = {
    "title": "  Recall ",
    "Recall class": "II",
    "number": 7,
    "zero": 0,
    "sure": True,
    "nothing": None,
    "empty": " ",
    "details": {"body": "Text", "Recall.class": "I"},
    "firms": [{"name": "A"}, {"name": None}, {"lot": "9"}, {"name": " "}, {"name": ["B", "C"]}],
    "version": {"language": {"key": "EN"}, "name": "Alert"},
    "versions": [
        {"language": {"key": "DE"}, "name": "Rückruf"},
        {"language": {"key": "EN"}, "name": "Recall"},
    ],
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("title", "Recall"),
        ("Recall class", "II"),
        ("number", "7"),
        ("zero", "0"),
        ("sure", ""),
        ("nothing", ""),
        ("empty", ""),
        ("missing", ""),
        ("details", ""),
        ("details.body", "Text"),
        ("details.missing", ""),
        ("title.body", ""),
        ("title.e", ""),
        ("firms.name", "A; B; C"),
        ("versions[language.key=EN].name", "Recall"),
        ("versions[language.key=FR].name", ""),
        ("version[language.key=EN].name", "Alert"),
        ("empty|missing|title", "Recall"),
        ("title|number", "Recall"),
        ("empty | details.body", "Text"),
    ],
)
def test_a_path_finds_text_and_numbers_and_nothing_else(path: str, text: str) -> None:
    for _ in range(2):  # what reads a path is kept
        assert text_at(RECORD, path) == text


def test_a_list_is_walked_through_and_what_is_null_or_elsewhere_is_left_out() -> None:
    assert list(values_at(RECORD, "firms.name")) == ["A", " ", "B", "C"]
    assert list(values_at([RECORD, RECORD], "number")) == [7, 7]
    assert list(values_at(RECORD, "title.length")) == []
    assert text_at([{"a": "x"}, {"a": "y"}], "a") == "x; y"


def test_what_several_members_say_alike_stands_once() -> None:
    pumps = [{"name": "Pump", "lot": 1}, {"name": "Pump ", "lot": 2}, {"name": "Pen", "lot": 1}]
    assert text_at({"devices": pumps}, "devices.name") == "Pump; Pen"
    assert text_at({"devices": pumps}, "devices.lot") == "1; 2"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Alert", "Alert"),
        ("{title}", "Recall"),
        ("{missing}", ""),
        ("No. {number}, {missing}", "No. 7,"),
        ("No. {missing}{empty}", ""),
        ("{details.body}: {Recall class}", "Text: II"),
    ],
)
def test_a_template_is_nothing_only_where_all_its_paths_are(template: str, text: str) -> None:
    for _ in range(2):
        assert filled(template, RECORD) == text


@pytest.mark.parametrize(
    ("record", "paths", "found"),
    [
        ({"a": [1]}, ("a",), [1]),
        ({"a": []}, ("a", "b"), []),
        ({"a": {"b": [1]}}, ("a.b",), [1]),
        ({"b": [1]}, ("a", "b"), [1]),
        ({"a": {"x": 1}}, ("a",), [{"x": 1}]),
        ({"a": {}}, ("a",), None),
        ({"a": "text"}, ("a",), None),
        ([1], ("",), [1]),
        ({"x": 1}, ("",), None),
        ({"items": [{"item": 1}, {"item": 2}]}, ("items.item",), [1, 2]),
        ({"items": [{"item": 1}, {"other": 2}]}, ("items.item",), None),
        ({"items": ["item"]}, ("items.item",), None),
        ({"items": []}, ("items.item",), None),
        ({"items": []}, ("items.item", "items"), []),
        ({"items": {"item": {"a": 1}}}, ("items.item",), [{"a": 1}]),
        ("text", ("a",), None),
    ],
)
def test_a_list_is_found_also_where_it_is_one_object_or_wrapped(
    record: Any, paths: tuple[str, ...], found: list[Any] | None
) -> None:
    assert list_at(record, paths) == found


def test_what_is_no_path_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'\.\.' is not a path"):
        list(values_at(RECORD, ".."))
