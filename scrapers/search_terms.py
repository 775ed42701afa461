"""The words that a source's own search is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from atlas.yaml_file import read_yaml
from scrapers.catalogue import Source

_FILE = Path(__file__).with_name("search_terms.yaml")
_WRITTEN_IN = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


def search_terms(source: Source) -> list[str]:
    """Every form of the term in the source's languages and in English, each once."""
    forms = _forms()
    found: dict[str, None] = {}
    for tag in (*source.languages, "en"):
        tag = _WRITTEN_IN.get(tag, tag)
        found |= dict.fromkeys(forms.get(tag) or forms.get(tag.split("-")[0]) or ())
    return list(found)


@cache
def _forms() -> dict[str, list[str]]:
    return dict(read_yaml(_FILE))
