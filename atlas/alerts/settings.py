"""The settings of the alerts: one YAML file that says who is told of what.

Secrets stand in the environment: `${NAME}` in a channel's address is its value there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import yaml
from pydantic import Field, TypeAdapter

from atlas.alerts.watch import WatchSettings
from atlas.closed import Closed
from atlas.validate.findings import Fault
from atlas.validate.reading import unreadable
from atlas.validate.values import form
from atlas.web_address import is_web_address
from atlas.yaml_file import Located, read_located

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SHOWN_IN = "docs/alerts.md"
_CHANNEL_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NAMED = "a name has small letters, digits and hyphens → write it like team-slack"


class UnusableSettings(Exception):
    """The settings cannot be used; the message names file, line, fault and mend, never a secret."""


class _Channel(Closed):
    url: str
    watch: WatchSettings | None = None


class _File(Closed):
    link: str | None = None
    most: int = Field(default=50, ge=1, le=500)
    watch: WatchSettings = WatchSettings()
    channels: dict[str, _Channel] = Field(min_length=1)


_FORM = TypeAdapter(_File)


@dataclass(frozen=True)
class ChannelSettings:
    """One channel.

    Attributes:
        url: an Apprise address (https://appriseit.com), secrets filled in: not for printing.
        secrets: what was filled in, for taking it out of messages.
        watch: the channel's own, else that of all channels.
    """

    name: str
    url: str
    secrets: tuple[str, ...]
    watch: WatchSettings


@dataclass(frozen=True)
class Settings:
    """Who is told of what.

    Attributes:
        link: the dashboard's address with a slash at its end; None: digests have no links to it.
        most: how many changes a digest has at most.
    """

    link: str | None
    most: int
    channels: tuple[ChannelSettings, ...]


def read_settings(path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings and fill in their secrets.

    Raises:
        UnusableSettings: see there.
    """
    try:
        located = read_located(path)
    except FileNotFoundError:
        raise UnusableSettings(f"{path}: no such file; docs/alerts.md has an example") from None
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise UnusableSettings(str(Fault(str(path), *unreadable(path, error)))) from error
    for key, line in located.repeated_keys():
        raise UnusableSettings(f"{path}:{line}: the key {key} stands twice → keep one")
    if located.value is None:
        raise UnusableSettings(f"{path}:1: the file is empty → {_SHOWN_IN} has an example")
    # What was given is not repeated: it may be a secret.
    for where, fault, mend in form(_FORM, located.value, _SHOWN_IN, secret=True):
        raise _at(path, located, where, f"{fault} → {mend}")
    file = _File.model_validate(located.value)
    if file.link is not None and not is_web_address(file.link):
        raise _at(path, located, ("link",), "is no http or https address → write the whole address")
    return Settings(
        link=f"{file.link.rstrip('/')}/" if file.link else None,
        most=file.most,
        channels=tuple(
            _channel(path, located, name, channel, file.watch, environment)
            for name, channel in file.channels.items()
        ),
    )


def _channel(
    path: Path,
    located: Located,
    name: str,
    channel: _Channel,
    watch: WatchSettings,
    environment: Mapping[str, str],
) -> ChannelSettings:
    if not _CHANNEL_NAME.fullmatch(name):
        raise _at(path, located, ("channels", name), _NAMED)
    if not channel.url.strip():
        fault = "the address is empty → write one that Apprise knows, or take the channel out"
        raise _at(path, located, ("channels", name, "url"), fault)
    names = _VARIABLE.findall(channel.url)
    for variable in names:
        if not environment.get(variable):
            fault = f"the environment has no {variable}; set it, as in: export {variable}=…"
            raise _at(path, located, ("channels", name, "url"), fault)
    # An address that is one variable is taken as it is; within an address, letters that have a
    # meaning there (the @ of a user's name) are escaped.
    whole = _VARIABLE.fullmatch(channel.url)
    url = _VARIABLE.sub(
        lambda found: environment[found[1]] if whole else quote(environment[found[1]], safe=""),
        channel.url,
    )
    return ChannelSettings(
        name, url, tuple(environment[variable] for variable in names), channel.watch or watch
    )


def _at(path: Path, located: Located, where: tuple[str | int, ...], fault: str) -> UnusableSettings:
    named = ".".join(map(str, where))
    return UnusableSettings(f"{path}:{located.line(*where)}: {named or 'the file'}: {fault}")
