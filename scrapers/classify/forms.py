"""Forms: how a term may be written, in the shorthand of data/terms/*.yaml.

    warning letter*        words in this order; a star lets the word go on (letter, letters)
    (human|donor) cell*    either of these
    인체_유래                one space or none
    inject* ... cosmetic*  up to four words (twelve characters where words are not spaced) between
    fine @0.5              weighs half (1 when nothing is said)

Case, diacritics, hyphens and punctuation do not matter: text and forms are folded alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final, NamedTuple

from atlas.facts import FaultyFile
from scrapers.classify.fold import BREAK, fold

_ALTERNATIVES: Final = re.compile(r"\(([^()]*)\)")
_CHOICES: Final = re.compile(r"[()_]")
_WEIGHT: Final = re.compile(r"\s+@(\d+(?:\.\d+)?)$")
# Scripts whose words are written together, or whose particles cling to the word.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_GAP: Final = "..."
# A line has a few hundred forms at most; lines run together by a slip of layout have billions.
_MOST: Final = 2000


class BadForm(FaultyFile):
    """A form that the shorthand cannot read; the message has it, and what is wrong with it."""


class Ends(Enum):
    """How the word that an anchor ends in may go on."""

    HERE = "(?=[ |])"  # not at all: the next character is no letter
    LATER = "[^ |]*"  # by further letters, which belong to it
    ANYWHERE = ""  # not said: its script does not show where words end

    @property
    def pattern(self) -> str:
        """The rest of the word, as a regular expression."""
        return str(self.value)


class Form(NamedTuple):
    """One way to write a term: the `anchor` to search for, and what must follow it.

    An anchor that begins with a space stands at the beginning of a word. Where `ends` is given, it
    has to be the end of a word, or may be anywhere within one; `tail` is a pattern for the further
    words, and one of `needles` stands in what it matches: a quick look before a slow one.
    `unfolded` is the anchor with its diacritics.
    """

    written: str
    weight: float
    anchor: str
    ends: Ends
    tail: str | None
    needles: tuple[str, ...]
    unfolded: str

    @property
    def searched(self) -> tuple[str, ...]:
        return _searched(self.anchor, self.ends)


class _Beginning(NamedTuple):
    """The first words of a form as written and as letters, how they end, and the words after."""

    words: str
    letters: str
    ends: Ends
    rest: list[str]

    @property
    def searched(self) -> tuple[str, ...]:
        return _searched(self.letters, self.ends)


def _searched(anchor: str, ends: Ends) -> tuple[str, ...]:
    """What to search for to find an anchor: the sign after a word that ends here is part of it."""
    return (f"{anchor} ", f"{anchor}{BREAK}") if ends is Ends.HERE else (anchor,)


def read_forms(written: str, clitics: tuple[str, ...] = ()) -> list[Form]:
    """The forms that one line of the shorthand stands for.

    Args:
        written: the line.
        clitics: what may cling to the front of a word, folded (Arabic ال, Hebrew ה).

    Raises:
        BadForm: it is empty, begins with a star or a gap, has a star within a word, a bracket
            without its partner, or brackets that stand for more forms than anybody means.
    """
    weight, bare = _weight(written)
    forms = [_form(written, weight, plain, clitics) for plain in _plainly(bare)]
    return _merged(forms) if len(forms) > 1 else forms


def anchors_of(written: str, clitics: tuple[str, ...] = ()) -> set[str]:
    """What to search for to find the forms of a line: its anchors alone are read, for speed.

    Args and Raises: as for `read_forms`, which finds more that is wrong.
    """
    _, bare = _weight(written)
    return {
        searched
        for plain in _plainly(bare)
        for searched in _begin(written, plain, clitics).searched
    }


def _plainly(bare: str) -> Sequence[str]:
    """The line without a weight as all that it stands for, with nothing to choose any more."""
    if not _CHOICES.search(bare):
        return (bare,)
    return [spacing for plain in _alternatives(bare) for spacing in _spacings(plain)]


def _merged(forms: list[Form]) -> list[Form]:
    """Forms that begin alike as one, so that each beginning is looked at once."""
    alike: dict[tuple[str, Ends, bool], Form] = {}
    for form in forms:
        key = form.anchor, form.ends, form.tail is None
        known = alike.get(key)
        if known is None or form.tail is None:
            alike[key] = form
        else:
            needles = tuple(dict.fromkeys((*known.needles, *form.needles)))
            alike[key] = known._replace(tail=f"{known.tail}|{form.tail}", needles=needles)
    return list(alike.values())


def with_marks(text: str) -> str:
    """A text without regard to case, width and unseen signs, but with its diacritics."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()


def _weight(written: str) -> tuple[float, str]:
    found = _WEIGHT.search(written) if "@" in written else None
    form = written[: found.start()] if found else written
    if "@" in form:
        raise BadForm(f"{written!r}: a weight is a number behind its form, as in 'fine @0.5'")
    return (float(found[1]) if found else 1.0, form)


def _alternatives(written: str) -> list[str]:
    """The line with each of its brackets replaced by one of its choices, in every combination."""
    parts = _ALTERNATIVES.split(written)
    if any(bracket in part for part in parts for bracket in "()"):
        raise BadForm(f"{written!r}: a bracket has no partner, or stands inside another")
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    if prod(map(len, choices)) > _MOST:
        raise BadForm(f"{written[:80]!r}: its brackets stand for more than {_MOST} forms")
    return ["".join(choice) for choice in product(*choices)]


def _spacings(written: str) -> list[str]:
    """The line with each underscore as no space and as one."""
    if "_" not in written:
        return [written]
    first, *rest = written.split("_")
    return ["".join(pieces) for pieces in product([first], *([p, f" {p}"] for p in rest))]


def _begin(written: str, plain: str, clitics: tuple[str, ...]) -> _Beginning:
    words = plain.split()
    if not words or words[0] in {"*", _GAP} or words[-1] == _GAP:
        raise BadForm(f"{written!r}: a form begins and ends with a word")
    anchor, rest = _anchor(words, clitics)
    letters = _letters(written, anchor)
    spaced = not clitics and not _UNSPACED.match(letters)
    return _Beginning(anchor, f" {letters}" if spaced else letters, _ends(anchor, letters), rest)


def _form(written: str, weight: float, plain: str, clitics: tuple[str, ...]) -> Form:
    begun = _begin(written, plain, clitics)
    pattern, last = "", ""
    gap = False
    for word in begun.rest:
        if word == _GAP:
            gap = True
            continue
        last = _letters(written, word)
        pattern += _following(last, word, gap=gap, clitics=clitics)
        gap = False
    return Form(
        written=written,
        weight=weight,
        anchor=begun.letters,
        ends=begun.ends,
        tail=begun.ends.pattern + pattern if pattern else None,
        needles=(last,) if last else (),
        unfolded=with_marks(begun.words.rstrip("*")),
    )


def _anchor(words: list[str], clitics: tuple[str, ...]) -> tuple[str, list[str]]:
    """The words to search for, as many as stand fast, and the words to look for after them."""
    length = 1
    while (
        not clitics
        and length < len(words)
        and words[length] != _GAP
        and not words[length - 1].endswith("*")
    ):
        length += 1
    return " ".join(words[:length]), words[length:]


@lru_cache(maxsize=8192)  # forms share words
def _folded(word: str) -> str:
    return fold(word)


def _letters(written: str, word: str) -> str:
    bare = word.rstrip("*")
    if "*" in bare:
        raise BadForm(f"{written!r}: in {word!r} a star stands within the word, not at its end")
    letters = _folded(bare)
    if not letters:
        raise BadForm(f"{written!r}: {word!r} has no letters")
    return letters


def _ends(word: str, letters: str) -> Ends:
    if word.endswith("*"):
        return Ends.LATER
    return Ends.ANYWHERE if _UNSPACED.match(letters[-1]) else Ends.HERE


@lru_cache(maxsize=8192)
def _following(letters: str, word: str, *, gap: bool, clitics: tuple[str, ...]) -> str:
    unspaced = bool(_UNSPACED.match(letters))
    if gap:
        between = "[^|]{0,12}?" if unspaced else "[ |](?:[^ |]++[ |]){0,4}?"
    else:
        between = " ?" if unspaced else "[ |]"
    front = f"(?:{'|'.join(map(re.escape, clitics))})?" if clitics else ""
    return f"{between}{front}{re.escape(letters)}{_ends(word, letters).pattern}"
