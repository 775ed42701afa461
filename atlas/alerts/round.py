"""One round: each channel is told what it does not know yet.

What a channel knows is written down after its digest was taken. A round that is killed between the
two tells it again, and says so: told twice is a nuisance, never told may be a harm. What one
channel took is not sent to it again because another failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from atlas.alerts.baseline import Baseline
from atlas.alerts.channel import Channel, NotSent
from atlas.alerts.digest import Digest
from atlas.alerts.memory import Memory, Told
from atlas.alerts.news import news
from atlas.alerts.settings import Settings
from atlas.alerts.watch import Watch, with_members
from atlas.edition import Edition
from atlas.regions import region_name, regions

Result = Literal["sent", "nothing new", "starts from now", "failed", "not sent"]


@dataclass(frozen=True)
class Outcome:
    """What became of one channel.

    Attributes:
        result: "not sent" is that of a trial.
        why: the fault, if it failed.
        digest: what it was told, or would have been; None: nothing.
    """

    channel: str
    result: Result
    why: str = ""
    digest: Digest | None = None


def tell_all(
    edition: Edition,
    settings: Settings,
    memory: Memory,
    *,
    today: date,
    since: date | None = None,
    trial: bool = False,
) -> Iterator[Outcome]:
    """Tell each channel what is new to it, one after the other.

    A channel that was never told anything starts from now, or is told what is dated since a day. A
    `trial` sends nothing and remembers nothing.

    Raises:
        UnusableSettings, UnknownPlace, UnknownRegion, UnknownTerm: before anything is sent.
        BrokenMemory: what a channel was told cannot be read.
    """
    ready = [(Channel(channel), Watch.of(edition, channel.watch)) for channel in settings.channels]
    now = Baseline.of(edition, today)
    for channel, watch in ready:
        yield _tell(edition, channel, watch, settings, memory, now, since, trial)


def _tell(
    edition: Edition,
    channel: Channel,
    watch: Watch,
    settings: Settings,
    memory: Memory,
    now: Baseline,
    since: date | None,
    trial: bool,
) -> Outcome:
    told = memory.recall(channel.name)
    first_day = since if told is None else None
    if first_day:
        told = Told(Baseline.before(edition, first_day))
    if told is None:
        if not trial:
            memory.keep(channel.name, Told(now))
        return Outcome(channel.name, "starts from now")
    found = news(edition, told.baseline, watch, date.fromisoformat(now.day))
    if not found:
        if not trial and told != Told(now):
            memory.keep(channel.name, Told(now))
        return Outcome(channel.name, "nothing new")
    digest = Digest(
        news=found,
        since=first_day.isoformat() if first_day else told.baseline.day,
        watched=_watched(edition, watch),
        link=settings.link,
        more=_filters(edition, watch),
        most=settings.most,
        in_doubt=told.sending is not None,
    )
    if trial:
        return Outcome(channel.name, "not sent", digest=digest)
    memory.keep(channel.name, Told(told.baseline, sending=digest.name))
    try:
        channel.send(digest)
    except NotSent as error:
        memory.keep(channel.name, Told(told.baseline))
        return Outcome(channel.name, "failed", str(error), digest)
    memory.keep(channel.name, Told(now))
    return Outcome(channel.name, "sent", digest=digest)


def _watched(edition: Edition, watch: Watch) -> str:
    """What is watched, in words."""
    words = edition.vocabularies
    areas = (region_name(edition, area) for area in watch.regions)
    places = ", ".join([*map(edition.places.name, watch.named), *areas]) or "all places"
    scenarios = ", ".join(map(words.scenario.label, sorted(watch.scenarios)))
    kinds = ", ".join(map(words.kind.label, sorted(watch.kinds)))
    return "; ".join(
        [
            places,
            *([scenarios] if scenarios else []),
            *([f"of notices only {kinds}"] if kinds else []),
        ]
    )


def _filters(edition: Edition, watch: Watch) -> dict[str, str]:
    """The watch as filters of the Changes page.

    That shows what reaches the members of a bloc only where they are named, and knows one region
    without places beside it: else the countries of the regions are named.
    """
    areas = () if len(watch.regions) == 1 and not watch.named else watch.regions
    countries = (code for area in areas for code in regions(edition)[area])
    filters = {
        "places": ",".join(dict.fromkeys((*with_members(edition, watch.named), *countries))),
        "region": "" if areas else "".join(watch.regions),
        "scenarios": ",".join(sorted(watch.scenarios)),
        "kinds": ",".join(sorted(watch.kinds)),
    }
    return {name: value for name, value in filters.items() if value}
