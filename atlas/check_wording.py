"""The answer of a launch check in plain sentences, the same on a page and in print."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from atlas.check import LaunchCheck
from atlas.edition import Edition
from atlas.judgement import GO_AHEAD, NEEDLED, ON_SKIN, UNSPECIFIED, Ground, Judgement
from atlas.law import Position
from atlas.vocabulary import Vocabulary
from atlas.wording import confidence_line, counted, since, spoken, unreviewed

if TYPE_CHECKING:
    import pandas as pd

_SENTENCES = {
    "no_go": "A rule on record bars this. Do not offer it.",
    "authorisation_required": "Not before an authority has approved it. A clinic cannot supply it "
    "on its own judgement.",
    "ask_regulator": "No firm official answer is on record. That is not a yes: get one in writing "
    "before you go on.",
    "conditional": "Only if every condition below is met, and the ordinary duties too. That "
    "approves no product, no ingredient and no promise.",
    "ordinary_duties": "An official text leaves this to the duties that every such product has. "
    "That approves no product.",
}
_REPORTED = "This is so by reports: the official text itself was not read."
_NOT_NAMED = "The text does not name exosomes: that it reaches them is a reading of it."
_LOOKS_ONLY = (
    "It holds only for what is of this origin alone, and while nobody says that it treats, heals "
    "or regrows."
)
_ORIGIN_FIRST = "What it is made from has to be known first."
_TRIAL = "Not before the authority has permitted the study."
_ONLY_A_STUDY = "Leave for a study is no leave to sell or to treat outside it."
# What to do, where the positions name no condition; before them, how far they carry.
_NO_CONDITION = {
    "no_go": "Nothing on record would make it lawful.",
    "authorisation_required": "The authorisation. No further condition is on record, which does "
    "not mean that there is none.",
    "ask_regulator": "Not known: the regulator has to say.",
    "conditional": "The conditions are not spelt out in the text that was read: ask for them.",
    "ordinary_duties": "No particular condition is on record, only the ordinary duties.",
}
_CONDITIONS_ARE = {
    "no_go": "The texts read also say this; it does not lift the ban:",
    "authorisation_required": "Beside the authorisation:",
    "ask_regulator": "The texts read name these. Nobody official says they are enough:",
    "conditional": "All of these, and the ordinary duties:",
    "ordinary_duties": "The ordinary duties, among them:",
}
_CONDITIONS_OF_THE_NEAREST = "The nearest rule names these. It does not speak of this use:"
_LEANINGS = {
    "no_go": "Warning: the evidence points to a ban, though it is weak. Treat this as barred until "
    "the regulator has told you otherwise in writing.",
    "authorisation_required": "Warning: the evidence points to a need for authorisation, though it "
    "is weak. Treat this as not allowed until the regulator has told you otherwise in writing.",
    "conditional": "Not a yes: what is on record would let this go ahead only under conditions, "
    "and is too weak to rely on. Get the regulator's answer in writing first.",
    "ordinary_duties": "Not a yes: what is on record would leave this to ordinary duties, and is "
    "too weak to rely on. Get the regulator's answer in writing first.",
}
ROLES_SAID = {
    "use": "it rules the use you asked about",
    "nearest": "no rule on record is about the use you asked about, and it is the nearest",
    "skin": "what is needled must first be lawful on the skin",
    "medicine": "your claim makes the product a medicine",
    "above": "it binds from above, and what this place has of its own is milder or weaker",
}
NEARNESS_SAID = {
    "there": "In the place itself, its country or its parts",
    "same bloc": "In the same bloc",
    "elsewhere": "Elsewhere",
}


def question(edition: Edition, check: Judgement) -> str:
    """Of what an answer is asked: the origin, the use and the claim."""
    words = edition.vocabularies
    known = check.origin != UNSPECIFIED
    origin = f"{words.origin.label(check.origin)} origin" if known else "Origin not stated"
    claim = words.purpose_claim.label(check.claim)
    return f"{origin} · {words.use.label(check.use)} · claim: {claim}"


def sentence(check: Judgement) -> str:
    """What the verdict means for the reader, in one sentence to four."""
    if check.leaning:
        return _LEANINGS[check.leaning]
    said = _SENTENCES[check.verdict]
    if check.use == "research" and check.verdict == "authorisation_required":
        said = _TRIAL
    further = {
        _ORIGIN_FIRST: check.verdict == "ask_regulator" and check.origin == UNSPECIFIED,
        _LOOKS_ONLY: check.verdict in GO_AHEAD and check.use != "research",
        _ONLY_A_STUDY: check.verdict in _STUDY_MAY_GO_AHEAD and check.use == "research",
        _NOT_NAMED: _goes_ahead_by(check, lambda position: position.basis != "explicit"),
        _REPORTED: _goes_ahead_by(check, lambda position: position.source_read == "secondary"),
    }
    return " ".join([said, *(each for each, applies in further.items() if applies)])


def sources(edition: Edition, check: Judgement) -> list[tuple[str, str | None]]:
    """What the verdict rests on: each text with its place, date and confidence, and its page.

    A position that does not exist has none: there is nothing on record to name.
    """
    named: list[tuple[str, str | None]] = []
    begun: set[str] = set()
    for ground in check.deciding:
        if position := ground.standing.position:
            first, further = _SILENT if _is_silent(ground) else _TELLING
            begin = further if first in begun else first
            begun.add(first)
            said = _source(edition, ground, position, check.as_of)
            named.append((f"{begin}: {said}", position.read_url))
    return named


# How the first text of a kind is begun, and each further one.
_TELLING = ("Rests on", "And on")
_SILENT = ("Looked at, without an answer", "Looked at too, without an answer")


def _is_silent(ground: Ground) -> bool:
    return ground.verdict == "ask_regulator" and not ground.leaning


def _source(edition: Edition, ground: Ground, position: Position, as_of: date) -> str:
    # How sure it is that a text says nothing must not look like how sure a permission is.
    standing = ground.standing
    sure = confidence_line(
        edition, standing.confidence, position.source_read, position.verified_on,
        sure_by=standing.sure_by,
    )  # fmt: skip
    # And what is not known is not so since a day: the day is that of the text.
    held = since(position, as_of)
    began = f", {'in force ' if _is_silent(ground) else ''}{held}" if held else ""
    return (
        f"{edition.vocabularies.scenario.label(position.scenario)}. "
        f"{edition.places.name(position.jurisdiction)}: "
        f"{position.instrument or 'no text is named'}{began}. {sure}"
    )


def not_about(origin: str) -> str:
    """What an answer on exosomes of an origin is often taken to be about, and is not; or ""."""
    # "Salmon" often means its DNA in a clinic.
    if origin != "animal":
        return ""
    return (
        "This is about exosomes from animals. Salmon DNA (PDRN, polynucleotides) is not covered: "
        "no answer here holds for it."
    )


def needled_first(scenarios: Vocabulary, shown: Collection[str]) -> str:
    """What the answer on needling leaves out where those on the skin do not stand beside it.

    Where needling is conditional, what is needled may be barred for what it is made from. "" where
    needling is not shown, or all of them are.
    """
    on_the_skin = {code for code, term in scenarios.terms.items() if ON_SKIN in term.uses}
    if not any(NEEDLED in scenarios[code].uses for code in shown) or on_the_skin <= set(shown):
        return ""
    return (
        "What is needled must first be lawful on the skin, which turns on what it is made from. "
        "The launch check looks at both."
    )


def acts_there(check: LaunchCheck) -> str:
    """That authorities of the place have moved against this use, and in other cases of exosomes.

    "" where neither is on record.
    """
    same, others = check.acts_there, check.other_acts_there
    said = []
    if len(same):
        said.append(
            "Authorities there have acted against such a use or warned of it: "
            f"{_acts(same)}. Read {'it' if len(same) == 1 else 'them'} before you go on."
        )
    if len(others):
        who, too = ("They", " too") if said else ("Authorities there", "")
        said.append(f"{who} have acted in other cases of exosomes{too}: {_acts(others)}.")
    return " ".join(said)


def acted(check: LaunchCheck) -> str:
    """The heading of the precedents: it promises no case of the same where none is among them."""
    if check.precedents.empty:
        return "Nobody acted against for the same is on record"
    if check.against_the_same(check.precedents).any():
        return "Who was acted against for the same"
    return "Who was acted against in other cases"


def how_counted(check: LaunchCheck) -> str:
    """What the sums beside the verdict count of the acts there; "" where all are of the first."""
    same, others, there = (
        len(acts) for acts in (check.acts_there, check.other_acts_there, check.there)
    )
    if same == there:
        return ""
    sorts = (
        (same, "against this use that may mean this origin (counted beside the verdict)"),
        (others, "over exosomes in another case (counted beside the verdict)"),
        (there - same - others, "of the same origin or use in which exosomes are not named"),
    )
    return f"Those there: {'; '.join(f'{number:,} {of}' for number, of in sorts if number)}."


def _acts(acts: pd.DataFrame) -> str:
    """How many acts, the latest, and how many of them no person has reviewed."""
    dated = acts["published"].dropna()
    latest = f", the latest of {spoken(max(dated))}" if len(dated) else ""
    return f"{counted(len(acts), 'act')} on record{latest}{unreviewed(acts['review'])}"


def likeness(same_origin: bool, same_use: bool) -> str:
    """In what an act is like the launch that is asked about."""
    same = [name for name, is_same in (("origin", same_origin), ("use", same_use)) if is_same]
    return f"Same {' and '.join(same)}" if same else "Another case of exosomes"


def about_conditions(check: LaunchCheck) -> str:
    """How far the conditions carry, said before them; what to do where none is on record."""
    if not check.conditions:
        return _NO_CONDITION[check.verdict]
    of_the_nearest = any(ground.role == "nearest" for ground in check.grounds)
    if of_the_nearest and check.verdict == "ask_regulator":
        return _CONDITIONS_OF_THE_NEAREST
    return _CONDITIONS_ARE[check.verdict]


def looked_at(ground: Ground) -> str:
    """Why a position is looked at; "" for the one on the use, which is what was asked about."""
    return "" if ground.role == "use" else f"Looked at because {ROLES_SAID[ground.role]}."


def own_status(ground: Ground) -> str:
    """What the status of a position that is no yes is called, before it is told in words."""
    if ground.allows_another:
        return "Its status for what it is about"
    return "Its status, too weak for a yes"


_STUDY_MAY_GO_AHEAD = (*GO_AHEAD, "authorisation_required")


def _goes_ahead_by(check: Judgement, such: Callable[[Position], bool]) -> bool:
    """Whether a verdict by which a launch may go ahead rests on such a position."""
    positions = (ground.standing.position for ground in check.grounds)
    return check.verdict in GO_AHEAD and any(
        position is not None and such(position) for position in positions
    )
