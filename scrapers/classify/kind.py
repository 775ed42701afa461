"""What kind of act or publication a notice is: every kind is scored, the highest wins.

A word in the title weighs more than one in the opening of the text, and that more than one further
down; who issued the notice and what its source usually carries come first as a presumption. The
head of a title, the first words of a text and the number of an instrument add to it, and the path
of the address has its say where the words have none. Words that are said once count once, however
many wordings hold them. What a court forbids is an injunction, but what it finds of another's ban
is a ruling; leave for a study is no approval, a
product's permit that is taken away bars the product, and a law that its title calls a draft is none
yet. What stands behind the head of a title is what the document is about: a ban behind a law, a law
behind a guideline. What the learned words suggest is added to what the words of the vocabularies
say; what all this hardly speaks for is an announcement, as every act is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp, inf
from typing import Final, NamedTuple

from scrapers.classify.evidence import Evidence
from scrapers.classify.matcher import Hit
from scrapers.classify.reading import LEAD, Field, Reading

# With nothing to go by, the kind that promises a reader the least.
UNKNOWN: Final = "press_release"
# What objects to something and names no act warns of it.
_WARNING: Final = "safety_alert"
_TITLE, _HEADING, _LEAD, _OPENING, _REST, _ADDRESS = 2.5, 2.0, 1.5, 1.0, 0.3, 0.8
# So much of a text's first sentence says what was done, and its first words most of all.
_LEAD_REACH: Final = 100
_FIRST_WORDS: Final = 3.0
_FIRST_WORDS_REACH: Final = 20
# The head of a title mostly comes first: "Guidance on the Cosmetics Act".
_HEAD_WORTH: Final = 1.25
_HEAD_REACH: Final = 15
# An instrument with a number or a year is one that is issued: "Act 2031", "Decreto n.º 7".
_NUMBERED: Final = re.compile(r"\W{0,3}(?:[^\W\d]{1,12}\W{1,3}){0,2}\d")
_NUMBER_WORTH: Final = 1.3
_QUESTION: Final = re.compile(r"[?？؟]\s*$")
_QUESTION_SCORE: Final = 2.0
# What merely says what sort of document it heads says little in a title without a matter.
_DOCUMENTS: Final = frozenset({"press_release", "guidance", "legislation", "safety_alert"})
# So heavy a word for guidance in a heading is about the law that is named behind it.
_HEADS: Final = 1.5
_EXPLAINED_WORTH: Final = 0.5
# Where so heavy a word of these heads a title, the acts behind it are what the document is about:
# "Regulation on the ban of", "Judgment on the recall"; but for these, which say more of what it is.
_HEADINGS: Final = frozenset({"legislation", "consultation", "guidance", "court_ruling"})
_HEADING_TITLE: Final = 1.2
_NEVER_A_MATTER: Final = frozenset({"consultation", "court_ruling", "injunction", "press_release"})
# A law named in a text is mostly one that the text applies, not one that it is.
_REFERENCE: Final = {"legislation": 0.4, "court_ruling": 0.7, "guidance": 0.8}
# The list of warning letters of the United States FDA: firm, case number, date.
_CASE: Final = re.compile(r"^.{2,120}? [-–—] \d{6} [-–—] \d{1,2}/\d{1,2}/\d{4}")
_CASE_SCORE: Final = 6.0
# A provision by its number, as databases of law head it: "§ 12.345 Name", "Art. 7".
_PROVISION: Final = re.compile(
    r"§+ ?\d[\w.-]*(?=$|[ .(,:])|(?:Art(?:icle|icolo|ículo|igo|ikel)?\.?|Section|Sec\.|Стать[яи])"
    r" ?\d[\w.()-]*\W*$"
)
_PROVISION_SCORE: Final = 3.0
_HINT: Final = 3.0
_ISSUED_BY: Final = {
    "court": {"court_ruling": 3.0, "injunction": 1.0},
    "legislature": {"legislation": 1.5, "consultation": 1.5},
    "police_customs": {"prosecution": 1.5, "seizure": 1.5},
    "professional_body": {"guidance": 1.5},
    "advertising_body": {"advertising_action": 5.0},
}
# What the learned words suggest, as much as words of the vocabularies say.
_IMPRESSION: Final = 1.2
# So heavy a word for a draft says that the law beside it in the title is not one yet.
_DRAFT: Final = 2.0
# So heavy a word for a court in a title says that what is forbidden is forbidden by it.
_COURT: Final = 0.8
# So near, what is let through is the study that is named beside it.
_CLAUSE: Final = 60
# So near, it is the permit named beside it that is taken away.
_OBJECT: Final = 25
# Less than this is a passing word, no sign of a kind.
_LEAST: Final = 0.7
# How fast a lead over the second kind makes surer, and from which lead on it is as likely as not.
_STEEPNESS, _EVEN = 0.35, 0.7
_SUREST: Final = 0.98
# By so much another kind has to say more than that something is announced, which all acts are.
_PRESUMED: Final = 0.9
# Where so heavy a word in a title says that goods are taken back, so much of the warning beside it
# is what every recall says.
_TAKEN_BACK: Final = 2.5
_WARNED_ALONG: Final = 0.5
# Of one kind and one part of the notice, only so many different wordings count.
_WORDINGS: Final = 2

# What it adds to its kind's score, and where it stands.
_Wording = tuple[float, Field, Hit]


class Kind(NamedTuple):
    """The kind, how sure it is, and what speaks for it."""

    code: str
    certainty: float
    grounds: Sequence[_Wording] = ()

    @property
    def confidence(self) -> float:
        return round(self.certainty, 2)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that it rests on most."""
        heaviest = sorted(self.grounds, key=_heaviest_first)[:3]
        label = f"kind:{self.code}"
        return tuple(part.evidence(hit, label, self.certainty) for _, part, hit in heaviest)


def kind_of(reading: Reading, kind_hint: str | None) -> Kind:
    """The kind of a notice.

    Args:
        reading: the notice.
        kind_hint: what its source usually carries.
    """
    scores: dict[str, float] = defaultdict(float)
    issuers = reading.issuer().sorts
    wordings = _best_wordings(reading, "court" in issuers)
    if kind_hint:
        scores[kind_hint] += _HINT
    for issuer in sorted(issuers):
        for code, weight in _ISSUED_BY.get(issuer, {}).items():
            scores[code] += weight
    if "/" in reading.title.original and _CASE.match(reading.title.original):
        scores["warning_letter"] += _CASE_SCORE
    if _PROVISION.match(reading.title.original):
        scores["legislation"] += _PROVISION_SCORE
    if _QUESTION.search(reading.title.original):
        scores["guidance"] += _QUESTION_SCORE
    for code, best in wordings.items():
        for weight, _, _ in best:
            scores[code] += weight
    if _is_recalled(reading, wordings):
        scores[_WARNING] *= _WARNED_ALONG
    for code, weight in reading.impression.of("kind").items():
        scores[code] += _IMPRESSION * weight
    if max(scores.values(), default=0.0) < _LEAST:
        return Kind(_WARNING if reading.of("concern") else UNKNOWN, 0.1)
    scores[UNKNOWN] += _PRESUMED
    first = min(scores, key=lambda code: (-scores[code], code))
    best_score = scores.pop(first)
    second = max([0.0, *scores.values()])
    grounds = wordings.get(first) or [
        (0.0, part, hit) for part, hit in reading.suggesting("kind", first)
    ]
    return Kind(first, _sure(best_score - second), grounds)


def _sure(lead: float) -> float:
    """How sure a kind is that leads by so much: as often right, measured, as it says."""
    return min(_SUREST, 1 / (1 + exp(_STEEPNESS * (_EVEN - lead))))


def _is_recalled(reading: Reading, wordings: Mapping[str, list[_Wording]]) -> bool:
    return any(
        part is reading.title and weight >= _TAKEN_BACK
        for weight, part, _ in wordings.get("recall", ())
    )


def _best_wordings(reading: Reading, by_court: bool) -> dict[str, list[_Wording]]:
    """For each kind and part, its heaviest different wordings."""
    by_place: dict[tuple[str, float], dict[str, _Wording]] = defaultdict(dict)
    by_court = by_court or any(
        hit.weight >= _COURT for hit in reading.title.of("kind", "court_ruling")
    )
    forbidden = "ban"
    if by_court:
        forbidden = "court_ruling" if reading.title.of("cue", "review") else "injunction"
    for part in (*reading.parts, reading.address):
        hits = part.of("kind")
        if not hits:
            continue
        studies = [hit.start for hit in part.of("use", "research")]
        permits = part.of("cue", "product_permit")
        explained, head = _explained(part), _head(part)
        for hit in hits:
            if hit.code == "approval" and part.says_none(hit):
                continue
            place = _place(part, hit, reading.is_titled)
            weight = place * hit.weight
            if hit.code == "legislation" and place == _TITLE and _is_numbered(part, hit):
                weight *= _NUMBER_WORTH
            meant = _meant(hit, forbidden, studies, permits)
            if _is_about(head, hit, meant) or (hit.code == "legislation" and hit.start > explained):
                weight *= _EXPLAINED_WORTH
            if place == _TITLE and hit.start < _HEAD_REACH:
                weight *= _HEAD_WORTH
            if place < _HEADING:
                weight *= _REFERENCE.get(hit.code, 1.0)
            wordings = by_place[meant, place]
            if hit.words not in wordings or wordings[hit.words][0] < weight:
                wordings[hit.words] = (weight, part, hit)
    if any(hit.weight >= _DRAFT for hit in reading.title.of("kind", "consultation")):
        for place in _TITLE, _HEADING:
            by_place.pop(("legislation", place), None)
    best: dict[str, list[_Wording]] = defaultdict(list)
    for (code, _), wordings in by_place.items():
        best[code] += _apart(sorted(wordings.values(), key=_heaviest_first))
    return best


def _heaviest_first(wording: _Wording) -> float:
    return -wording[0]


def _explained(part: Field) -> float:
    """Where, behind a word for guidance in a heading, the law is named that it is about."""
    return min((hit.end for hit in part.of("kind", "guidance") if _heads(part, hit)), default=inf)


def _head(part: Field) -> Hit | None:
    """The word that says in a title's first letters what sort of document it heads."""
    if part.where != "title":
        return None
    return next(
        (
            hit
            for hit in part.of("kind", *_HEADINGS)
            if hit.weight >= _HEADING_TITLE and hit.start < _HEAD_REACH
        ),
        None,
    )


def _is_about(head: Hit | None, hit: Hit, meant: str) -> bool:
    """Whether a word behind a title's head, of the kind meant, names what it is about."""
    return (
        head is not None
        and hit.start >= head.end
        and meant != head.code
        and meant not in _NEVER_A_MATTER
    )


def _heads(part: Field, hit: Hit) -> bool:
    return hit.weight >= _HEADS and (part.where == "title" or hit.end <= part.heading_end)


def _apart(wordings: list[_Wording]) -> list[_Wording]:
    """The first few of some wordings that share no words: what is said once counts once."""
    chosen: list[_Wording] = []
    for wording in wordings:
        _, part, hit = wording
        if not any(
            other is part and hit.start < known.end and known.start < hit.end
            for _, other, known in chosen
        ):
            chosen.append(wording)
            if len(chosen) == _WORDINGS:
                break
    return chosen


def _meant(hit: Hit, forbidden: str, studies: list[int], permits: Sequence[Hit]) -> str:
    """The kind that a word speaks for: its own, but for who says it and of what.

    Args:
        hit: the word.
        forbidden: what a ban is: where a court issued the notice or acts in its title, an
            injunction, or its ruling on what another forbade.
        studies: where studies are named beside the word, in order; leave for one is no approval.
        permits: what lets products be sold; to take it away bars the product and touches nobody.
    """
    if hit.code == "licence_action" and any(
        permit.start - _OBJECT < hit.end and hit.start < permit.end + _OBJECT for permit in permits
    ):
        return "ban"
    if hit.code == "ban":
        return forbidden
    if hit.code == "approval":
        near = bisect_left(studies, hit.start - _CLAUSE)
        if near < len(studies) and studies[near] <= hit.start + _CLAUSE:
            return "trial_authorisation"
    return hit.code


def _place(part: Field, hit: Hit, is_titled: bool) -> float:
    if part.where == "title":
        return _TITLE if is_titled or hit.code not in _DOCUMENTS else _ADDRESS
    if part.where == "url":
        return _ADDRESS
    if hit.start < part.heading_end:
        return _HEADING
    if hit.start < part.heading_end + _FIRST_WORDS_REACH:
        return _FIRST_WORDS
    if hit.start < part.heading_end + _LEAD_REACH:
        return _LEAD
    return _OPENING if hit.start < LEAD else _REST


def _is_numbered(part: Field, hit: Hit) -> bool:
    return _NUMBERED.match(part.original, part.folded.source(hit.start, hit.end)[1]) is not None
