"""The classifier as looks ask it: loaded once, in advance, and asked at the desk."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from scrapers.classify import Labels, classifier, classify, learned, matcher
from scrapers.desk import desk
from scrapers.formats.page import Item
from scrapers.reading import labelling
from scrapers.reading.labelling import labels_of, load_in_advance
from tests.scrapers.invented_site import HOST, a_source, an_entry
from tests.scrapers.looks import Looks, keys


def test_words_are_looked_for_at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    load_in_advance().join()  # it looks for a word too
    at_the_desk: list[bool] = []

    def relevant(labels: Labels) -> bool:
        # Labels look for the words when first asked: matching must not run in several threads.
        at_the_desk.append(desk._reader == threading.get_ident())
        return labels.relevance is not None

    monkeypatch.setattr(Labels, "relevant", property(relevant))
    looks = Looks()
    looks.listing(an_entry("a"), an_entry("b"), an_entry("c", "", text="Exosome serum"))
    del looks.site.answers[f"{HOST}/notice/b"]
    looks.look()
    assert len(at_the_desk) >= 4
    assert all(at_the_desk)


@pytest.mark.parametrize("field", ["firm", "product"])
def test_of_several_names_in_one_field_each_is_found(field: str) -> None:
    names = ("Vella Mist", "Marn Ampoule", "Orsay 5", "Tilde Serum")
    item = Item("a", "Recall of exosomes", None, None, fields={field: "; ".join(names) + ";"})
    labels = labels_of(a_source(), item, "")
    assert (labels.firms, labels.products) == ((names, ()) if field == "firm" else ((), names))


def test_what_judges_is_waited_for_away_from_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_desk: list[bool] = []

    class Loading:
        def join(self) -> None:
            at_the_desk.append(desk._reader == threading.get_ident())

    monkeypatch.setattr(labelling, "load_in_advance", Loading)
    looks = Looks()
    looks.listing(an_entry("a"))
    assert keys(looks.look()) == ["a"]
    assert at_the_desk
    assert not any(at_the_desk)


def test_what_judges_is_loaded_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(labelling, "_load", lambda: loaded.append("loaded"))
    monkeypatch.setattr(labelling, "_loader", cache(labelling._loader.__wrapped__))
    with ThreadPoolExecutor(20) as pool:
        for thread in pool.map(lambda _: load_in_advance(), range(20)):
            thread.join()
    assert loaded == ["loaded"]


def test_the_first_notice_finds_all_words_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "_classifier", cache(classifier._classifier.__wrapped__))
    labelling._load()
    prepared: list[object] = []
    monkeypatch.setattr(matcher, "_Anchors", prepared.append)
    monkeypatch.setattr(learned, "_Table", prepared.append)
    assert classify("Exosome serum recalled", "It holds exosomes of human fat.").kind == "recall"
    assert classify("엑소좀 화장품 회수", "", language="ko").relevant
    assert prepared == []


def test_a_firm_and_a_product_that_have_fields_of_their_own_are_named() -> None:
    fields = {"firm": "Muster", "product": "Beispiel 20", "class": "Klasse Zwei"}
    item = Item("a", "Recall", None, None, fields=fields)
    labels = labels_of(a_source(), item, "The exosomes are of human origin.")
    assert (labels.firms, labels.products) == (("Muster",), ("Beispiel 20",))


def test_what_stands_behind_a_field_that_is_empty_is_not_its_value() -> None:
    item = Item("a", "Recall", None, None, fields={"firm": "", "alert": "Muster 20"})
    assert labels_of(a_source(), item, "The exosomes are of human origin.").firms == ()
