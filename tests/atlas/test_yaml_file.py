"""YAML: text stays text, a key stands once, and every value knows its line."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from atlas.yaml_file import read_located, read_yaml


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(text: str) -> Path:
        path = tmp_path / "file.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("On", "On"),
        ("y", "y"),
        ("2025-09-01", "2025-09-01"),
        ("2025-09", "2025-09"),
        ("2025", "2025"),
        ("2025-09-01T10:00:00Z", "2025-09-01T10:00:00Z"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("007", "007"),
        ("12:30:45", "12:30:45"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("True", "True"),
        ("<<", "<<"),
        ("=", "="),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("0.5", 0.5),
        ("'true'", "true"),
    ],
)
def test_only_plain_numbers_true_false_and_null_are_not_text(
    written: Any, typed: str, got: object
) -> None:
    path = written(f"key: {typed}\n")
    for value in (read_yaml(path)["key"], read_located(path).value["key"]):
        assert value == got
        assert type(value) is type(got)


def test_a_country_code_stays_text_as_a_key_too(written: Any) -> None:
    assert read_yaml(written("NO: {members: [NO, SE]}\n")) == {"NO": {"members": ["NO", "SE"]}}


def test_a_key_that_stands_twice_is_refused_with_its_line(written: Any) -> None:
    path = written("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n")
    with pytest.raises(yaml.YAMLError, match=r"(?s)'c' stands twice.*file\.yaml.*line 5"):
        read_yaml(path)
    assert list(read_located(path).repeated_keys()) == [("c", 5)]


def test_one_key_in_two_mappings_is_no_repetition(written: Any) -> None:
    path = written("a: {c: 1}\nb: {c: 1}\nd: [{c: 1}, {c: 2}]\n")
    assert read_yaml(path)["d"] == [{"c": 1}, {"c": 2}]
    assert list(read_located(path).repeated_keys()) == []


def test_values_know_the_line_on_which_they_begin(written: Any) -> None:
    located = read_located(
        written("# a comment\njurisdiction: XX\npositions:\n  one:\n  - status: a\n  - status: b\n")
    )
    assert located.line() == 1
    assert located.line("jurisdiction") == 2
    assert located.line("positions", "one") == 4
    assert located.line("positions", "one", 0) == 5
    assert located.line("positions", "one", 1, "status") == 6


def test_what_does_not_exist_has_the_line_of_its_nearest_ancestor(written: Any) -> None:
    located = read_located(written("a:\n  b:\n  - 1\n"))
    assert located.line("a", "zzz") == 1
    assert located.line("a", "b", 7) == 2
    assert located.line("nothing") == 1


def test_an_empty_file_holds_nothing(written: Any) -> None:
    path = written("# only a comment\n")
    assert read_yaml(path) is None
    assert read_located(path).value is None
    assert read_located(path).line("any", 3) == 1
    assert list(read_located(path).repeated_keys()) == []


@pytest.mark.parametrize("broken", ["a: [1, 2\n", "a: b: c\n", "\tkey: 1\n", "a: &x 1\nb: *y\n"])
def test_what_is_not_yaml_is_refused_with_its_line(written: Any, broken: str) -> None:
    for read in (read_yaml, read_located):
        with pytest.raises(yaml.YAMLError, match="line"):
            read(written(broken))


@pytest.mark.parametrize(
    "tagged",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!unknown x",
     "!!timestamp x", "!!bool maybe", "!!int ''", "!!int x", "!!float x", "!!map x"],
)  # fmt: skip
def test_no_tag_makes_anything_run_or_fall_over(written: Any, tagged: str) -> None:
    for read in (read_yaml, read_located):
        with pytest.raises(yaml.YAMLError, match="line 2"):
            read(written(f"first: 1\nkey: {tagged}\n"))


def test_what_is_nested_without_end_is_refused_before_it_is_composed(written: Any) -> None:
    with pytest.raises(yaml.YAMLError, match=r"nested too deeply|nesting depth"):
        read_located(written("[" * 100_000))
