"""One big file of JSON: how deep, how big and how damaged it may be."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from scrapers.http.faults import NotTheFormat
from tests.scrapers.http.bounds import within
from tests.scrapers.recorded import PAGES, parsed, source_in


def test_a_bulk_file_may_hold_any_number_of_brackets_but_not_nest_them_deeply() -> None:
    source = source_in("json_bulk")
    (entry, *_) = json.loads((PAGES / source.id / "normal.json").read_bytes())
    titled = {**entry, "field_product_description": "[{" * 300 + '\\ "[["'}
    assert len(parsed(source, json.dumps([titled] * 300)).items) == 300
    with pytest.raises(NotTheFormat, match="nested deeper than 200"):
        parsed(source, json.dumps([{**entry, "deep": json.loads("[" * 200 + "]" * 200)}]))


def test_a_bulk_file_that_is_gzip_though_nobody_says_so_is_opened() -> None:
    source = source_in("json_bulk")
    plain = (PAGES / source.id / "normal.json").read_bytes()
    assert parsed(source, gzip.compress(plain)).items == parsed(source, plain).items


def test_a_big_file_cut_in_the_middle_is_told_of_on_one_line() -> None:
    source = source_in("json_bulk")
    with pytest.raises(NotTheFormat, match="premature EOF") as caught:
        parsed(source, '[{"a": "b')
    assert "\n" not in str(caught.value)


def test_quotation_marks_that_are_all_escaped_hold_nobody_up() -> None:
    with within(5), pytest.raises(NotTheFormat):
        parsed(source_in("json_bulk"), "[" + '\\"' * 100_000)


def test_a_big_file_is_read_within_300_mb() -> None:
    script = Path(__file__).with_name("read_big_file.py")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    rows, peak = (int(number) for number in done.stdout.split())
    assert rows > 30_000
    assert peak < 300
