"""The answer of a launch check in plain sentences, the same on a page and in print."""

from __future__ import annotations

from atlas.check import GO_AHEAD, Ground, Judgement, LaunchCheck

_SENTENCES = {
    "no_go": "A rule on record bars this. Do not offer it.",
    "authorisation_required": "Not before an authority has approved it. A clinic cannot supply it "
    "on its own judgement.",
    "ask_regulator": "No firm official answer is on record. That is not a yes: get one in writing "
    "before you go on.",
    "conditional": "An official text allows this, but only under the conditions below.",
    "ordinary_duties": "An official text leaves this to the duties that every such product has. "
    "That approves no product.",
}
_REPORTED = "This is so by reports: the official text itself was not read."
_TRIAL = "Not before the authority has permitted the study."
# What to do, where the positions name no condition; before them, how far they carry.
_NO_CONDITION = {
    "no_go": "Nothing on record would make it lawful.",
    "authorisation_required": "The authorisation. No further condition is on record.",
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
    "conditional": "The evidence points to permission under conditions, but is too weak to rely "
    "on. Get the regulator's answer in writing first.",
    "ordinary_duties": "The evidence points to ordinary duties, but is too weak to rely on. Get "
    "the regulator's answer in writing first.",
}
ROLES_SAID = {
    "use": "it rules the use you asked about",
    "nearest": "no rule on record is about the use you asked about, and it is the nearest",
    "skin": "what is needled must first be lawful on the skin",
    "medicine": "your claim makes the product a medicine",
}
NEARNESS_SAID = {
    "there": "There, its country and its parts included",
    "same bloc": "In the same bloc",
    "elsewhere": "Elsewhere",
}


def sentence(check: Judgement) -> str:
    """What the verdict means for the reader, in one sentence to three."""
    if check.leaning:
        return _LEANINGS[check.leaning]
    if check.verdict == "authorisation_required" and check.use == "research":
        return _TRIAL
    said = _SENTENCES[check.verdict]
    return f"{said} {_REPORTED}" if _goes_ahead_by_reports(check) else said


def about_conditions(check: LaunchCheck) -> str:
    """How far the conditions carry, said before them; what to do where none is on record."""
    if not check.conditions:
        return _NO_CONDITION[check.verdict]
    of_the_nearest = any(ground.role == "nearest" for ground in check.grounds)
    if of_the_nearest and check.verdict == "ask_regulator":
        return _CONDITIONS_OF_THE_NEAREST
    return _CONDITIONS_ARE[check.verdict]


def own_status(ground: Ground) -> str:
    """What the status of a position that is no yes is called, before it is told in words."""
    if ground.allows_another_use:
        return "Its status for its own use"
    return "Its status, too weak for a yes"


def _goes_ahead_by_reports(check: Judgement) -> bool:
    """Whether a verdict by which a launch may go ahead rests on a text that was not read itself."""
    return check.verdict in GO_AHEAD and any(
        ground.standing.position is not None and ground.standing.position.source_read == "secondary"
        for ground in check.grounds
    )
