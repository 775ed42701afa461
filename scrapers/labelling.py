"""The classifier, as a look at a source asks it: loaded late, and only at the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from scrapers.catalogue import Source
from scrapers.desk import desk
from scrapers.formats.page import Item
from scrapers.normalise.languages import language_of

if TYPE_CHECKING:
    from scrapers.classify import Labels


def labels_of(source: Source, item: Item, text: str) -> Labels:
    """The labels of an entry of a source, with `text` for what is known of its text."""
    # Loaded, with its vocabularies, by a run that finds anything new.
    from scrapers.classify import classify

    with desk:  # the vocabularies are loaded by the first to ask, and by nobody beside
        return classify(
            item.title,
            _words(item, text),
            url=item.url,
            language=item.language or language_of(item.title, source.languages),
            regulator=source.publisher.name,
            kind_hint=source.kind_hint,
        )


def is_relevant(labels: Labels) -> bool:
    """Looks for the words, which labels do when first asked; only then are all of them prepared."""
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
    fields = (value for name, value in item.fields.items() if name != "issuer")
    return "\n".join(filter(None, (text, *fields)))
