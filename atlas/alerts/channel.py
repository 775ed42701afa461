"""Sending a digest: by mail, chat or web hook, whatever the channel's address names (Apprise)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, unquote, urlsplit

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat

from atlas.alerts.digest import Digest
from atlas.alerts.settings import ChannelSettings, UnusableSettings
from atlas.tabular import printable

# Within a round a channel is asked so often, so many seconds apart; then again in the next round.
TRIES, PAUSE = 3, 2.0
_SHORTEST_SECRET = 4


class NotSent(Exception):
    """The channel did not take the digest; the message says why, without secrets."""


class Channel:
    """One channel, ready to send.

    Raises:
        UnusableSettings: the address is not one that Apprise knows.
    """

    def __init__(self, settings: ChannelSettings) -> None:
        self.name = settings.name
        self._secrets = _secrets(settings)
        asset = AppriseAsset(
            app_id="Exosome Atlas",
            app_desc="Exosome Atlas",
            app_url="",
            default_service_retry=TRIES - 1,
            default_service_wait=PAUSE,
            async_mode=False,
            # The address was filled in already: what looks like a variable in it is none.
            allow_templates=False,
        )
        with _overheard():
            service = Apprise.instantiate(settings.url, asset=asset)
        if not isinstance(service, NotifyBase):
            raise UnusableSettings(
                f"channels.{self.name}.url: not an address that Apprise knows; "
                "see https://appriseit.com for the form of each kind"
            )
        self._service, self._asset = service, asset

    def send(self, digest: Digest) -> None:
        """Send it, asking again a few times.

        Raises:
            NotSent: see there.
        """
        # Mail and chats are given HTML, of which Apprise makes what each of them shows.
        plain = self._service.resolve_format() == NotifyFormat.TEXT
        room = self._service.body_maxlen
        with _overheard() as said:
            sent = Apprise(self._service, asset=self._asset).notify(
                title=digest.title,
                body=digest.text(room) if plain else digest.html(room),
                body_format=NotifyFormat.TEXT if plain else NotifyFormat.HTML,
            )
        if not sent:
            raise NotSent(self._without_secrets(said[-1] if said else "no reason was given"))

    def _without_secrets(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return printable(text)


def _secrets(settings: ChannelSettings) -> list[str]:
    """Everything in an address that may be secret: all but its scheme and its host."""
    try:
        parts = urlsplit(settings.url)
    except ValueError:
        return [settings.url, *settings.secrets]
    user_and_password = parts.netloc.rpartition("@")[0].split(":")
    inside = [
        *user_and_password,
        *parts.path.split("/"),
        *(value.rpartition("=")[2] for value in parts.query.split("&")),
        *settings.secrets,
    ]
    spelt = {form for part in inside for form in (part, unquote(part), quote(part, safe=""))}
    return [
        settings.url,
        *sorted((form for form in spelt if len(form) >= _SHORTEST_SECRET), key=len, reverse=True),
    ]


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """What Apprise warns of, which it would otherwise print, addresses and all."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                said.append(record.getMessage())

    logger, listener = logging.getLogger("apprise"), Listener()
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagated
