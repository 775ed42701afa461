"""The words that a source's own search is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from atlas.yaml_file import read_yaml
from scrapers.catalogue import Source

# Read with this module: the threads of a run, which all begin by asking for them, would each.
_FORMS: dict[str, list[str]] = read_yaml(Path(__file__).with_name("search_terms.yaml"))
_WRITTEN_IN = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


def search_terms(source: Source) -> list[str]:
    """Every form of the term in the source's languages and in English, each once."""
    tags = (*source.languages, "en")
    return list(dict.fromkeys(chain.from_iterable(map(_forms_in, tags))))


def has_search_terms(tag: str) -> bool:
    """Whether a language (BCP 47) has a form of the term."""
    return bool(_forms_in(tag))


def _forms_in(tag: str) -> Sequence[str]:
    written_in = _WRITTEN_IN.get(tag, tag)
    return _FORMS.get(written_in) or _FORMS.get(written_in.split("-")[0]) or ()
