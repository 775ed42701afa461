"""What is said of a fact wherever people read it: its dates, how sure it is, what marks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from atlas.authorities import Succession
from atlas.dates import parse_partial
from atlas.edition import Edition
from atlas.law import NOT_KNOWN, Position, Recoding, Rule, Standing

if TYPE_CHECKING:
    import pandas as pd

MACHINE_READ = "Machine-read, not reviewed"
# What stands before a change of the law whose place had no entry until then.
NOTHING_EARLIER = "nothing earlier on record"
ABOUT_RISK = (
    "Risk orders places by how much stands against a product; it predicts no harm. It adds up law, "
    "enforcement and uncertainty, and is worth as much as the evidence is complete. Acts that only "
    "a program has read can raise it, never lower it. The Method page explains how it is made."
)


def spoken(date_text: object, unknown: str = "date not known") -> str:
    """A partial date for a sentence: "5 March 2024", or what to say when there is none.

    What is no text is no date: tables have None or NaN for what is missing.
    """
    return parse_partial(date_text).spoken() if isinstance(date_text, str) else unknown


def counted(number: int, thing: str) -> str:
    """How many things: "1 notice", "2,000 notices"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def points(number: float) -> str:
    """Risk, or a part of it, wherever people read it: "51", "54.2".

    Written alike everywhere, so that one number never looks like two.
    """
    return f"{round(number, 1):g}"


def percent(share: float) -> str:
    """A share of 1 wherever people read it: "45 %"."""
    return f"{100 * share:.0f} %"


# Said where an answer leaves no question open that the atlas asks of each (atlas.check).
NOTHING_OPEN = (
    "The text itself was read, and its day and its penalty are on record. That does not mean that "
    "no other question is open."
)

# Said wherever authorities to ask are listed: of few is it on record who came after them.
NAMED_AS_THEY_ACTED = (
    "Each is named as it was when it acted, unless the atlas has read who took its place. One that "
    "has long been silent may have been replaced since."
)


def issuer(name: str, short: str) -> str:
    """An authority by its name, and by its short one where that is no part of it."""
    return name if re.search(rf"\b{re.escape(short)}\b", name) else f"{name} ({short})"


def formerly(edition: Edition, succession: Succession) -> str:
    """How an authority was called before, until when, and how sure that is."""
    former = issuer(succession.former.name, succession.former.short)
    sure = confidence_line(
        edition, succession.confidence, succession.source_read, succession.verified_on
    )
    said = [f"Until {spoken(succession.since)} {former}.", succession.note, sure]
    return " ".join(part for part in said if part)


def nobody_to_ask(place: str, as_of: date) -> str:
    """That no authority of a place is known; by then, because later acts name none on that day."""
    return f"No authority of {place} is on record with an act by {spoken(as_of.isoformat())}."


def last_seen(latest: object) -> str:
    """When an authority was last seen acting, for a sentence; `latest` as in sources.regulators."""
    if not isinstance(latest, str):
        return "no act of it on record here carries a date"
    return f"last act on record here: {spoken(latest)}"


def site_called(edition: Edition, jurisdiction: str, short: str, site: str) -> str:
    """What stands before the site of an authority: its own, or where most of its notices are."""
    own = site == edition.authorities.site(jurisdiction, short)
    return "Its site:" if own else "Published at"


def since(position: Position, as_of: date | None = None) -> str:
    """From when a position has held, or its text; "" for an open answer that names no text.

    Without a date, or of one day in a month or a year, it counts on a past day `as_of` too, though
    it may have begun later.
    """
    is_in_doubt = as_of and position.may_have_begun_after(as_of)
    if position.effective_from:
        held = f"since {spoken(position.effective_from)}"
        return f"{held}, perhaps after {spoken(str(as_of))}" if is_in_doubt else held
    if position.status in NOT_KNOWN and position.names_no_text:
        return ""
    if as_of and is_in_doubt:
        return (
            f"from an unknown date: as {_read(position)}, so it may "
            f"have begun after {spoken(as_of.isoformat())}; its note may mention what came later"
        )
    return "from an unknown earlier date"


def _read(position: Position) -> str:
    """When a position was first read and last checked, for a sentence; one day is said once."""
    checked = f"last checked on {spoken(position.verified_on)}"
    if position.first_read in (None, position.verified_on):
        return checked
    return f"first read on {spoken(position.first_read)}, {checked}"


def to_come(edition: Edition, standing: Standing, as_of: date) -> list[str]:
    """What is on record for a day after the one asked about, a sentence each, in words alone."""
    status, of = edition.vocabularies.status.label, edition.places.in_sentence
    return [
        f"Not yet in force: from {spoken(entry.effective_from)} another rule of "
        f"{of(entry.jurisdiction)} is on record, {status(entry.status)}."
        for entry in edition.law.to_come(standing, as_of)
    ]


def in_force(status: str) -> str:
    """What the time of a position is called, by its status: an open answer is in force nowhere."""
    return "Text in force" if status in NOT_KNOWN else "In force"


def rule_of(status: str) -> str:
    """What is said before the place from which a position is inherited, by its status."""
    return "Answer of" if status in NOT_KNOWN else "Rule of"


def rule_beside(edition: Edition, higher: Position) -> str:
    """What a rule from above is called beside a place's own (atlas.law.Law.higher_rule)."""
    of_bloc = higher.jurisdiction in edition.places.blocs
    return f"{rule_of(higher.status)} its {'bloc' if of_bloc else 'country'}"


def conditions_are(status: str) -> str:
    """What the conditions of a position are called, by its status.

    Meeting those of a question that is open answers nothing, and must not look as if it did.
    """
    if status in NOT_KNOWN:
        return "Asked of such products; nobody official says that it is enough"
    return "Conditions"


def first_day(
    effective_from: object, sure_from: str, as_of: str, dated: Callable[[str], str] = spoken
) -> str:
    """The first day of a rule in a few words, and whether it may be after the day asked about.

    `sure_from` and `as_of` are ISO days; `dated` says a date.
    """
    is_in_doubt = as_of < sure_from
    if isinstance(effective_from, str):
        first = dated(effective_from)
    else:
        first = "unknown date" if is_in_doubt else "unknown earlier date"
    return f"{first}, perhaps after this day" if is_in_doubt else first


def rule_above(edition: Edition, rule: Position) -> str:
    """A rule from above that does not answer (atlas.law.Standing.above), told in words alone.

    It always allows something, or it would answer; its sign beside an open answer would look like
    a permission.
    """
    words = edition.vocabularies
    return (
        f"{edition.places.name(rule.jurisdiction)}: {words.status.label(rule.status)} "
        f"({words.confidence.label(rule.confidence)} confidence). That is not the answer here: "
        f"what is nearer leaves the question open. {rule.note}"
    )


def formerly_said(edition: Edition, wrong: Recoding) -> str:
    """A status that the record gave until it was found wrong, and why it was."""
    status = edition.vocabularies.status.label(wrong.status)
    return (
        f"Until {spoken(wrong.until)} the atlas said “{status}” here. {wrong.reason} The law did "
        "not change on that day."
    )


def still_holds(edition: Edition, rule: Rule) -> str:
    """That a rule from above answers whatever the place's own position has become, in words."""
    words = edition.vocabularies
    sure = words.confidence.label(rule.confidence).lower()
    of = edition.places.in_sentence(rule.of)
    return f"{words.status.label(rule.status)} still, by the rule of {of} ({sure} confidence)"


def own_text(edition: Edition, own: Position) -> str:
    """The text of a place that does not answer (atlas.law.Standing.beside), told in words alone.

    Whoever reads that the place goes its own way has to see why a rule from above answers.
    """
    return (
        f"{edition.vocabularies.status.label(own.status)}. It leaves the question open, so the "
        f"rule from above answers here. {own.note}"
    )


def nothing_on_record(edition: Edition, standing: Standing) -> str:
    """What is said in the place of an answer where there is none."""
    said = "Nothing is on record. That is not a permission: ask the regulator."
    if rule := standing.out_of_reach:
        country = edition.places.in_sentence(rule.jurisdiction)
        return f"The rule of {country} on record does not reach this place. Of its own: {said}"
    return said


def parts_not_reached(edition: Edition, rule: Position) -> str:
    """The parts of its country that a rule does not reach, by name; "" where it reaches all."""
    return ", ".join(edition.places.name(part).partition(" (")[0] for part in rule.except_in)


def by_rule_of(edition: Edition, sure_by: str | None) -> str:
    """Behind a confidence: the place whose rule gives it (Standing.sure_by), if another does."""
    return f", by the rule of {edition.places.in_sentence(sure_by)}" if sure_by else ""


def surer(edition: Edition, standing: Standing) -> str:
    """Why a part's answer is surer than its own text (Standing.sure_by); "" where it is not."""
    if not (standing.sure_by and standing.position and standing.confidence):
        return ""
    label = edition.vocabularies.confidence.label
    return (
        f"{label(standing.confidence)}, as the rule of "
        f"{edition.places.in_sentence(standing.sure_by)} says the same and binds here too. Of this "
        f"place's own text alone: {label(standing.position.confidence)}."
    )


def credit(edition: Edition) -> str:
    """What a picture says of where it comes from when it is taken away."""
    return f"Exosome Atlas, revision {edition.revision}. CC BY 4.0."


def confidence_line(
    edition: Edition,
    confidence: str | None,
    source_read: str,
    checked: str,
    *,
    sure_by: str | None = None,
) -> str:
    """Confidence, how the source was read, when it was last checked: travels with every claim.

    `sure_by` is the place whose rule gives the confidence, where it is not that of the source.
    """
    words = edition.vocabularies
    stated = words.confidence.label(confidence) if confidence else "none"
    return (
        f"Confidence: {stated}{by_rule_of(edition, sure_by)} · "
        f"Read: {words.source_read.label(source_read)} · Last checked: {spoken(checked)}"
    )


def names_exosomes(named: bool) -> str:
    """Whether a notice names exosomes; where only part was read, the rest may name them."""
    return "yes" if named else "not in the part of the text that was read"


def mark_words(review: object, delisted_on: object) -> list[str]:
    """What a reader must know of a notice before relying on it; nothing for an ordinary one."""
    words = [MACHINE_READ] if review == "machine_read" else []
    if isinstance(delisted_on, str) and delisted_on:
        words.append(f"No longer listed since {parse_partial(delisted_on).spoken()}")
    return words


def unreviewed(review: pd.Series, of: str = "of them") -> str:
    """Behind the number of some acts: how many of them no person has reviewed; "" where none."""
    number = int((review == "machine_read").sum())
    return f", {number:,} {of} machine-read, not reviewed" if number else ""


def about_the_undated(undated: Mapping[str, int], *, of_places: bool) -> str:
    """What a stream of changes cannot tell; `undated` is of atlas.changes.undated."""
    if not undated["all positions"] and not undated["all notices"]:
        return (
            f"Nothing is on record{' for these places' if of_places else ''}. That does not prove "
            "that nothing changed."
        )
    return (
        "Not shown, because they carry no date: "
        f"{undated['positions']:,} of {undated['all positions']:,} positions and "
        f"{undated['notices']:,} of {undated['all notices']:,} notices"
        f"{' of these places' if of_places else ''}. "
        "That no change is shown does not prove that nothing changed."
    )


def corrections_of_the_record(number: int) -> str:
    """What is told where corrections are left out of a stream of changes."""
    return f"{counted(number, 'correction')} of what the atlas itself had said"


def about_notices_left_out(undated: int) -> str:
    """That some notices cannot be told to be of a time; see atlas.facets.Selection."""
    notices = "1 notice that carries" if undated == 1 else f"{undated:,} notices that carry"
    return (
        f"{notices} no date. One known only to the month or the year counts from the first day of "
        "it."
    )


def about_the_imprecise(number: int, since: date) -> str:
    """That some dates are too rough to tell whether they are after a day; see may_be_since."""
    one = number == 1
    return (
        f"{number:,} {'change' if one else 'changes'} of which only the month or the year is "
        f"known, so {'it' if one else 'they'} may date from "
        f"{spoken(since.isoformat())} or later."
    )


def about_the_past(as_of: date) -> str:
    """What an answer about a past day can and cannot know."""
    return (
        f"The law as it stood on {spoken(as_of.isoformat())}, as far as it is dated. Members of "
        "blocs are those of today. A rule without a date counts as in force from an unknown "
        "earlier day, so it is shown here although it may have begun later. Notes and conditions "
        "are as last checked, and may mention what came later."
    )
