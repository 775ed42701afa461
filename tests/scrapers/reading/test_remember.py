"""What is remembered of a source that was read in part, and by another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.http.memory import Validators
from scrapers.http.request import Request
from scrapers.reading.remember import (
    ItemMemory,
    Notebook,
    PageMemory,
    SourceMemory,
    program_digest,
    request_document,
)

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "edited",
    [
        "scrapers/catalogue.py",
        "scrapers/reading/lists.py",
        "scrapers/formats/rss.py",
        "scrapers/normalise/dates.py",
        "scrapers/classify/kind.py",
        "scrapers/sources/de-pei.yaml",
        "data/terms/sv.yaml",
        "data/terms/learned.csv",
    ],
)
def test_an_edit_of_what_all_reading_goes_by_makes_another_program(
    edited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_of_one_source = "/sources/" in edited
    digest_now = program_digest.__wrapped__
    before = digest_now()
    as_it_is = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        return as_it_is(path) + (b" " if path == ROOT / edited else b"")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert (digest_now() == before) is is_of_one_source


def test_what_marked_a_page_that_is_left_is_remembered_wherever_its_address_led() -> None:
    site = "https://regulator.example"
    marks = Validators('"v1"', None, "of the page")
    known = {f"{site}/moved": marks, f"{site}/other": Validators('"v2"', None, "of another")}
    notebook = Notebook()
    with notebook.of(SourceMemory(validators=known)) as met:
        notebook.leave([(request_document(Request(f"{site}/page")), "of the page")])
    assert met == {f"{site}/moved": marks}


def test_what_marked_answers_that_were_not_asked_for_stays_wherever_their_addresses_led() -> None:
    site = "https://regulator.example"
    asked = request_document(Request(f"{site}/notice")), "of the notice"
    before = SourceMemory(
        validators={
            f"{site}/moved/{which}": Validators('"v1"', None, f"of the {which}")
            for which in ("list", "notice", "past")
        },
        pages={f"{site}/list": PageMemory("of the list", ["a"], [], settled=True)},
        items={"a": ItemMemory("digest", published=True, pages=[asked])},
    )
    after = before.beside(SourceMemory(), unread=[f"{site}/list"])
    assert after.validators.keys() == {f"{site}/moved/list", f"{site}/moved/notice"}
