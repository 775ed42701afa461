"""The words that a source's own search is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from atlas.yaml_file import read_yaml
from scrapers.catalogue import Source
from scrapers.http.faults import EmptyList

# Read at import: otherwise each thread of a run, which all begin with them, would read them.
_FORMS: dict[str, list[str]] = read_yaml(Path(__file__).with_name("search_terms.yaml"))
_WRITTEN_IN = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


def search_terms(source: Source) -> list[str]:
    """Every form of the term in the source's languages and in English, each once."""
    tags = (*source.languages, "en")
    return list(dict.fromkeys(chain.from_iterable(map(_forms_in, tags))))


def deaf(source: Source, url: str) -> EmptyList:
    """The fault of a search that does not even find the source's sure_term."""
    return EmptyList(
        f"no row for {source.sure_term!r} either",
        expected="some: the search does not understand the question any more",
        todo=f"Search at {source.homepage} by hand, see what is asked there, and mend its YAML; if "
        "the word has become rare, choose another sure_term.",
        url=url,
    )


def has_search_terms(tag: str) -> bool:
    """Whether a language (BCP 47) has a form of the term."""
    return bool(_forms_in(tag))


def _forms_in(tag: str) -> Sequence[str]:
    written_in = _WRITTEN_IN.get(tag, tag)
    return _FORMS.get(written_in) or _FORMS.get(written_in.split("-")[0]) or ()
