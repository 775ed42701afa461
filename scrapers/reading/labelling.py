"""The classifier, as a look at a source asks it: loaded in advance, and asked only at the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.page import Item
from scrapers.normalise.languages import language_of
from scrapers.normalise.text import soup

if TYPE_CHECKING:
    from scrapers.classify import Labels


def load_in_advance() -> threading.Thread:
    """Begin to load what reading anything new takes, while the first sites are being asked.

    The thread that loads it, which has ended when all of it is there.
    """
    with _loading:
        return _loader()


_loading = threading.Lock()
# A field that holds a name is given to the classifier as a page would label it.
_LABEL = {"firm": "Company name: ", "product": "Product name: "}


@cache
def _loader() -> threading.Thread:
    thread = threading.Thread(target=_load, name="loading", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    # What cannot be loaded raises again where it is needed, and is reported there.
    with suppress(Exception):
        with desk:
            # What reads a page is needed first, and what finds things on it is loaded with it.
            soup("<p>").select_one("p")
        with desk:
            from scrapers.classify import classify

            labels = classify("exosome", "")
        # Preparing all words takes longest, and those that were learned are asked for a kind first.
        # Not at the desk: pages can be read meanwhile.
        _ = labels.relevant, labels.kind


def labels_of(source: Source, item: Item, text: str) -> Labels:
    """The labels of an entry of a source, with `text` for what is known of its text."""
    # Loaded, with its vocabularies, by a run that finds anything new: once, and waited for away
    # from the desk, so that others can read meanwhile.
    load_in_advance().join()
    from scrapers.classify import classify

    with desk:
        return classify(
            item.title,
            _words(item, text),
            url=item.url,
            language=language_of(item.title, source.languages),
            regulator=source.publisher.name,
            kind_hint=source.kind_hint,
        )


def is_relevant(labels: Labels) -> bool:
    """Whether an entry is about exosomes; the words are looked for here, when first asked."""
    with desk:
        return labels.relevant


def worth_reading(items: Sequence[Item]) -> Callable[[Item], bool]:
    """Tells which of these entries have words that may be about exosomes.

    All of them are looked through together, when the first is asked for: most have none.
    """

    @cache
    def worth() -> set[int]:
        from scrapers.classify import may_be_relevant  # as in labels_of

        with desk:
            found = may_be_relevant((item.title, _words(item, item.text)) for item in items)
        return {id(items[number]) for number in found}

    return lambda item: id(item) in worth()


def _words(item: Item, text: str) -> str:
    """The text of an entry with what else is said of it, but for who issued it."""
    said = [text]
    for name, value in item.fields.items():
        if label := _LABEL.get(name):
            # Several names stand in one field so, as a source has them or as paths join them.
            said += [label + each.strip() for each in value.split(";") if each.strip()]
        elif name != "issuer":
            said.append(value)
    return "\n".join(filter(None, said))
