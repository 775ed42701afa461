"""What the colours of the map mean: a chip, a line of explanation and a count for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from atlas.law import STATUSES, is_weak
from atlas.looks import Look
from atlas.risk import Weights
from atlas.vocabulary import Vocabulary
from atlas.wording import points
from pages.markup import Html, chip, element
from pages.palette import RISK_SCALE, looks

_IN_A_LINE = {
    "prohibited": "A rule in force bars it.",
    "authorisation_required": "It needs an approval before any supply, as a medicine does.",
    "conditional": "Allowed only under conditions beyond those of every such product.",
    "permitted": "An official text speaks of it and leaves it to ordinary duties.",
    "no_specific_rule": "No official text speaks of it. Not a permission.",
    "unclear": "Looked into, not answered. Not a permission.",
    "no_data": "Nothing on record. Not a permission.",
}
# A place of which nothing is on record is not painted by risk.
_WITH_COLOUR = tuple(status for status in STATUSES if status != "no_data")
_HIGHEST = 100
_BAND_WIDTH = _HIGHEST // len(RISK_SCALE)
# The two darkest colours of the scale need light letters.
_DARK_BANDS, _DARK_INK, _LIGHT_INK = (3, 4), "#1A1A1A", "#FFFFFF"


@dataclass(frozen=True)
class Entry:
    """One colour of the map: how it looks, what it is called, what it means."""

    look: Look
    label: str
    meaning: str


@dataclass(frozen=True)
class Key:
    """How the map is painted: its colours, and which colour and sign an answer gets.

    `is_weak` says whether the colour is more than the evidence bears. `caution` belongs on every
    map that is painted so, also where it travels alone. Answers are rows of
    pages.knowledge.standings as named tuples.
    """

    entries: Mapping[str, Entry]
    caution: str
    class_of: Callable[[Any], str]
    sign_of: Callable[[Any], str]
    is_weak: Callable[[Any], bool]


def law_key(words: Vocabulary) -> Key:
    """Painted by status, strictest first."""
    entries = {
        code: Entry(look, words.label(code), _IN_A_LINE[code]) for code, look in looks().items()
    }
    return Key(
        entries,
        "Grey is never a permission.",
        class_of=lambda answer: answer.status,
        sign_of=lambda answer: entries[answer.status].look.sign,
        is_weak=lambda answer: is_weak(answer.status, answer.confidence),
    )


def risk_key(words: Vocabulary, weights: Weights) -> Key:
    """Painted by bands of the risk number, highest first; a place without data gets no band."""
    nothing = Entry(looks()["no_data"], "No data", "No position on record, so no colour.")
    return Key(
        {**_bands(words, weights), "no_data": nothing},
        "A low number is never a permission.",
        class_of=lambda answer: "no_data" if answer.status == "no_data" else _band(answer.risk),
        sign_of=lambda answer: (
            nothing.look.sign if answer.status == "no_data" else points(answer.risk)
        ),
        # The number has what is not known in it.
        is_weak=lambda _: False,
    )


def _bands(words: Vocabulary, weights: Weights) -> dict[str, Entry]:
    bands = {}
    for number, colour in reversed(list(enumerate(RISK_SCALE))):
        low, high = number * _BAND_WIDTH, (number + 1) * _BAND_WIDTH
        label = f"{low} to 100" if high == _HIGHEST else f"{low} to under {high}"
        ink = _LIGHT_INK if number in _DARK_BANDS else _DARK_INK
        meaning = _standing_within(low, inf if high == _HIGHEST else high, words, weights)
        bands[str(number)] = Entry(Look(colour, ink, "■"), label, meaning)
    return bands


def _standing_within(low: float, high: float, words: Vocabulary, weights: Weights) -> str:
    """Which statuses can have a risk from `low` to below `high`, strictest first.

    The weights say it, not what stands there today: one more act may move a place. A status that
    would need the whole of what can be added is not named: acts only come close to their maximum.
    """
    most_added = weights.enforcement.max + weights.uncertainty.max
    by_law, raised = [], []
    for status in sorted(_WITH_COLOUR, key=lambda code: -weights.severity[code]):
        severity = weights.severity[status]
        if low <= severity < high:
            by_law.append(words.label(status).lower())
        elif severity < low < severity + most_added:
            raised.append(words.label(status).lower())
    said = [f"{', '.join(by_law).capitalize()}."] if by_law else []
    if raised:
        said.append(f"Raised by enforcement or doubt: {', '.join(raised)}.")
    return " ".join(said) or "No answer comes to this."


def _band(risk: float) -> str:
    return str(min(int(risk // _BAND_WIDTH), len(RISK_SCALE) - 1))


def legend(entries: Mapping[str, Entry], counts: Mapping[str, int], whole: str) -> Html:
    """The entries with how many places each has and their share; `whole` says what of."""
    total = sum(counts.values())
    items = []
    for code, entry in entries.items():
        count = counts.get(code, 0)
        share = _share(count, total)
        items.append(
            element(
                "li",
                [
                    element("span", chip(entry.look, entry.label), style="font-size: 0.875rem;"),
                    " ",
                    element(
                        "span",
                        [element("strong", str(count)), f" ({share})"],
                        style="white-space: nowrap;",
                    ),
                    element("div", entry.meaning, style="font-size: 0.875rem; line-height: 1.35;"),
                ],
                style="margin: 0;",
            )
        )
    return element(
        "ul",
        items,
        aria_label=f"What the colours mean, with the number of {whole}",
        style="display: grid; gap: 0.5rem 1rem; list-style: none; padding: 0; margin: 0; "
        "grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));",
    )


def _share(count: int, total: int) -> str:
    """A count as a share; one that is there never reads as nothing, nor a part as all."""
    percent = round(100 * count / total) if total else 0
    if count and not percent:
        return "under 1 %"
    return "over 99 %" if count < total and percent > 99 else f"{percent} %"
