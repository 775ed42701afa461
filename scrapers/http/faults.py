"""Everything that can go wrong with a source, by name.

They are a tree, whose branches are Outage (theirs: try again later), Blocked (they do not want us,
or not this way), Broken (ours: our reading must be mended), Unsafe (refused for our own safety) and
NeedsKey.

`verdict` is what the health record of the source says. `of_address`: it is the fault of one address
alone, so that others on its host are worth asking; else the host has it, and is asked nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

Verdict = Literal["outage", "blocked", "broken", "refused", "needs_key"]

# The worst last: what may pass by itself, what we have to mend, what somebody has to decide.
_BY_WEIGHT: tuple[Verdict, ...] = ("outage", "broken", "refused", "blocked", "needs_key")


# What shows its operator what a source sent, and what reads it elsewhere; `of_source` names it.
SHOW = "`python -m scrapers show ID --raw`"
READ_CAPTURES = "`python -m scrapers run ID --via wayback`"


class SourceFault(Exception):
    """A source could not be read; the message says what was seen, what was expected, what to do.

    `seen` and `expected` are phrases without a full stop; `todo` is a sentence that replaces the
    usual advice of the class; `url` is where it happened.
    """

    verdict: ClassVar[Verdict] = "broken"
    of_address: ClassVar[bool] = False
    usual_todo: ClassVar[str] = (
        f"Look at what was received ({SHOW}, or the address in place of the id) and mend its YAML."
    )

    def __init__(self, seen: str, *, expected: str = "", todo: str = "", url: str = "") -> None:
        self.seen = seen
        self.expected = expected
        self.todo = todo or self.usual_todo
        self.url = url
        super().__init__(seen)

    def __str__(self) -> str:
        place = f" at {self.url}" if self.url else ""
        expected = f"; expected {self.expected}" if self.expected else ""
        return f"{self.seen}{place}{expected}. {self.todo}"

    def alone(self) -> Self:
        """This fault without where and from what it arose, which holds what was received."""
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)


def of_source(message: str, id_: str) -> str:
    """What was said of a source, which its faults do not know, with its id in the commands."""
    for command in (SHOW, READ_CAPTURES):
        message = message.replace(command, command.replace("ID", id_))
    return message


def worst(faults: Iterable[SourceFault]) -> SourceFault:
    """The fault that weighs most; the first of several that weigh the same."""
    return max(faults, key=lambda fault: _BY_WEIGHT.index(fault.verdict))


class Outage(SourceFault):
    """The site, or the way to it, does not work at present."""

    verdict = "outage"
    usual_todo = "Nothing to mend here: the next run tries again."


class TimedOut(Outage):
    """The site stayed silent for longer than it may."""

    usual_todo = (
        "The next run tries again; if it stays so and a browser has to wait too, raise "
        "timeout_seconds in its YAML. If a browser is answered, a firewall keeps programs waiting."
    )


class TooSlow(TimedOut):
    """The answer was still arriving when the time for one answer was over."""

    usual_todo = "The next run tries again; if it stays so, raise total_seconds in its YAML."


class ConnectionLost(Outage):
    """No connection: name not found, refused, or reset."""

    usual_todo = "The next run tries again; some sites refuse foreign networks for good."


class ServerFault(Outage):
    """The site answered 5xx, or with a page that says as much."""

    # It answers; which of its programs does not work shows at its other addresses.
    of_address = True


class TooManyRequests(Outage):
    """The site answered 429 and the wait it asks for is longer than a run may wait."""

    usual_todo = "The next run tries again; if it stays so, raise delay_seconds in its YAML."


class TlsFault(Outage):
    """Certificate or handshake failed; verification is never switched off."""

    usual_todo = (
        "If many sources say so, your own network looks into TLS: name a bundle with its "
        "certificate in REQUESTS_CA_BUNDLE. If one does, the site leaves out an intermediate "
        "certificate: “Mend a source” in CONTRIBUTING.md has the commands that get it into "
        "scrapers/certificates/, where extra_certificate in its YAML names it."
    )


class TruncatedBody(Outage):
    """The answer ended before its promised length, or inside a compressed stream."""

    of_address = True


class GoneFromAddress(Outage):
    """404 or 410: nothing at this address any more."""

    of_address = True
    usual_todo = "Look for the page's new address on the publisher's site and mend its YAML."


class Blocked(SourceFault):
    """The site does not serve programs, or not from here."""

    verdict = "blocked"
    usual_todo = (
        f"Respect it: read this source by hand or through the Internet Archive ({READ_CAPTURES})."
    )


class Forbidden(Blocked):
    """401, 403, 406, 412 or 451."""


class ChallengePage(Blocked):
    """A page that checks for a browser instead of the content, whatever its status."""


class LoginPage(Blocked):
    """A form that asks for a password instead of the content."""


class DisallowedByRobots(Blocked):
    """robots.txt asks programs not to read this address."""


class Broken(SourceFault):
    """The source answers, but not as its YAML and format module expect: ours to mend."""

    of_address = True


class RequestNotUnderstood(Broken):
    """A 4xx status that says our question is wrong: its parameters or method have changed."""

    usual_todo = "Compare the request with the site's documentation and mend its YAML."


class LayoutChanged(Broken):
    """A selector, column or field that must be there is not."""


class NotTheFormat(Broken):
    """Not the promised format: HTML for JSON, or malformed."""


class TooFewRows(Broken):
    """Fewer rows than the source's lower bound."""

    of_address = False  # all of its addresses together


class TooManyRows(Broken):
    """More rows than the source's upper bound, or paging without an end."""


class EmptyList(Broken):
    """No row at all from a source that is never empty."""

    of_address = False  # all of its addresses together


class Unsafe(SourceFault):
    """Refused for the safety of the machine that reads."""

    verdict = "refused"
    usual_todo = "Look at where the site sends its readers before anything is changed."


class UnsafeAddress(Unsafe):
    """Not http(s), a step down from https to http, or a URL that carries a password."""


class PrivateAddress(Unsafe):
    """An address inside somebody's own network."""

    usual_todo = (
        "If many names lead there, your own network answers for them: use its proxy "
        f"(HTTPS_PROXY). {Unsafe.usual_todo}"
    )


class TooLarge(Unsafe):
    """More bytes, before or after decompression, or more headers than allowed."""

    of_address = True
    usual_todo = "If the source has honestly grown, raise max_bytes in its YAML."


class TooManyRedirects(Unsafe):
    """More redirects than allowed."""

    of_address = True
    usual_todo = "See where it ends in a browser; if that is its list, name that in its YAML."


class RedirectLoop(Unsafe):
    """A redirect to where we have just been."""

    of_address = True


class EntityExpansion(Unsafe):
    """XML that defines entities; they are never expanded."""

    of_address = True


class NeedsKey(SourceFault):
    """The source needs a key that the environment does not hold."""

    verdict = "needs_key"
    usual_todo = "Get a key where its YAML says and put it into the environment."


class KeyRefused(NeedsKey):
    """401 or 403 for a request that carries a key, or what a site says instead."""

    # Services of one host may be applied for one by one.
    of_address = True
    usual_todo = (
        "Check that the key is complete and has not expired, and that it holds for this service: "
        "some sites give a key for each."
    )
