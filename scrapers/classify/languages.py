"""Which languages a text is written in: by its script, and by the small words it uses.

This decides which vocabularies may speak, so that Vietnamese "bán" (to sell) is no English ban. A
text can have several: a Spanish title, an English translation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cache
from typing import Final

from scrapers.classify.fold import fold
from scrapers.classify.terms import Terms

# A page's opening is enough, and keeps a bulk file cheap.
_READ: Final = 1500
# A language speaks when it has this share of the leading one's stopwords; fewer prove nothing.
_ENOUGH: Final = 0.6
_CERTAIN: Final = 1.5
# The one it is said to be in speaks with fewer.
_DECLARED_ENOUGH: Final = 0.3

_SCRIPTS: Final = (
    ("kana", "\u3040", "\u30ff"),
    ("han", "\u3400", "\u9fff"),
    ("hangul", "\uac00", "\ud7af"),
    ("thai", "\u0e00", "\u0e7f"),
    ("arabic", "\u0600", "\u06ff"),
    ("hebrew", "\u0590", "\u05ff"),
    ("devanagari", "\u0900", "\u097f"),
    ("cyrillic", "\u0400", "\u052f"),
    ("greek", "\u0370", "\u03ff"),
    ("latin", "a", "z"),
)
_LANGUAGES: Final = {
    "kana": ("ja",),
    "han": ("zh", "ja"),
    "hangul": ("ko",),
    "thai": ("th",),
    "arabic": ("ar", "fa"),
    "hebrew": ("he",),
    "devanagari": ("hi",),
    "cyrillic": ("ru", "uk", "bg"),
    "greek": ("el",),
}
# Languages read with the vocabulary of a near relation.
_READ_AS: Final = {
    **{"ms": "id", "no": "sv", "nb": "sv", "nn": "sv", "da": "sv", "gl": "es", "sk": "cs"},
    **{"mk": "bg", "sr": "hr", "bs": "hr", "cnr": "hr", "sh": "hr", "sl": "hr"},
}


def base_language(tag: str | None) -> str | None:
    """The language of a BCP 47 tag as the vocabularies name it: "zh-Hant-TW" -> "zh"."""
    if not tag:
        return None
    base = tag.replace("_", "-").split("-")[0].lower()
    return _READ_AS.get(base, base)


class LanguageGuess:
    """Tells the languages of folded texts by the stopwords of the vocabularies."""

    def __init__(self, vocabularies: Iterable[Terms]) -> None:
        speaking: dict[str, list[str]] = {}
        vocabularies = list(vocabularies)
        self._known = frozenset(terms.language for terms in vocabularies)
        for terms in vocabularies:
            for word in terms.stopwords:
                speaking.setdefault(fold(word), []).append(terms.language)
        # A word of several languages counts for each of them in part.
        self._by_word = {
            word: tuple((language, 1 / len(languages)) for language in languages)
            for word, languages in speaking.items()
        }
        told_apart = {name for languages in speaking.values() for name in languages}
        self._latin = frozenset(told_apart.difference(*_LANGUAGES.values()))
        self._sharing = {
            script: frozenset(languages)
            for script, languages in _LANGUAGES.items()
            if len(languages) > 1 and told_apart.issuperset(languages)
        }

    def understands(self, folded: str, declared: str | None) -> bool:
        """Whether there are vocabularies for the language that a folded text is written in."""
        if declared is not None and declared not in self._known:
            return False
        return bool(self.languages(folded, declared))

    def languages(self, folded: str, declared: str | None) -> frozenset[str]:
        """The languages whose vocabularies may speak about a folded text.

        Args:
            folded: the text, folded.
            declared: the language it is said to be in, if any; it decides where the words do not.
        """
        opening = folded[:_READ]
        scripts = _scripts(opening)
        found = {language for script in scripts for language in _LANGUAGES.get(script, ())}
        for script in scripts & self._sharing.keys():
            sharing = self._sharing[script]
            found -= sharing - self._spoken(opening, declared, sharing)
        if "kana" in scripts:
            found.discard("zh")
        elif "han" in scripts and declared != "ja":
            found.discard("ja")
        if "latin" in scripts:
            spoken = self._spoken(opening, declared, self._latin)
            # A few Latin letters among others are names and numbers, or English.
            found |= spoken & {"en", declared} if found and spoken == self._latin else spoken
        elif declared and declared not in self._latin:
            found.add(declared)
        return frozenset(found)

    def _spoken(self, opening: str, declared: str | None, sharing: Set[str]) -> set[str]:
        """The languages that share a script by their stopwords; without any, all of them."""
        counts: dict[str, float] = defaultdict(float)
        for spoken in filter(None, map(self._by_word.get, opening.split())):
            for language, share in spoken:
                if language in sharing:
                    counts[language] += share
        best = max(counts.values(), default=0.0)
        if best < _CERTAIN:
            return {declared} if declared and declared in sharing else set(sharing)
        likely = {language for language, count in counts.items() if count >= best * _ENOUGH}
        if declared in likely:
            return {name for name in likely if counts[name] > counts[declared]} | {declared}
        if declared and counts[declared] >= best * _DECLARED_ENOUGH:
            likely.add(declared)
        return likely


def _scripts(text: str) -> set[str]:
    if text.isascii():
        return {"latin"}
    return {_script(letter) for letter in set(text)} - {""}


@cache
def _script(letter: str) -> str:
    for name, first, last in _SCRIPTS:
        if first <= letter <= last:
            return name
    return ""
