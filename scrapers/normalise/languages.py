"""Which of a source's languages an entry is in, by its script: feeds mix them and do not say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

# The scripts that a language is written in, other than Latin.
_SCRIPTS = {
    "ja": "\u3040-\u30ff\u3400-\u9fff",
    "zh": "\u3400-\u9fff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "th": "\u0e00-\u0e7f",
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "ru": "\u0400-\u052f",
    "uk": "\u0400-\u052f",
    "el": "\u0370-\u03ff",
}
# Names and abbreviations are Latin everywhere: this share of other letters makes the language.
_ENOUGH = 0.25


def language_of(title: str, languages: Sequence[str]) -> str:
    """The first of `languages` (BCP 47) that is written as the title is; the first if none is."""
    letters = sum(map(str.isalpha, title))
    if len(languages) == 1 or not letters:
        return languages[0]
    latin = None
    for language in languages:
        script = _SCRIPTS.get(language.split("-")[0])
        if script is None:
            latin = latin or language
        elif len(re.findall(f"[{script}]", title)) >= _ENOUGH * letters:
            return language
    return latin or languages[0]
