"""`notify`: tell each channel what changed since it was last told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from atlas.alerts.memory import AlreadyRunning, BrokenMemory, Memory
from atlas.alerts.settings import UnusableSettings, read_settings
from atlas.cli.session import answering, app
from atlas.commands import day_of, fail, interval_of
from atlas.repeating import again_and_again
from atlas.store.database import DEFAULT_FILE
from atlas.tabular import printable
from atlas.terminal import console, errors

_VAR = DEFAULT_FILE.parent
_ROOM_ON_PAPER = 1_000_000


@app.command()
def notify(
    config: Annotated[
        Path, typer.Option(help="Who is told of what; docs/alerts.md explains it.")
    ] = _VAR / "notify.yaml",
    since: Annotated[
        str | None,
        typer.Option(help="A channel never told before is told what is dated since, yyyy-mm-dd."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the digests; send and remember nothing.")
    ] = False,
    every: Annotated[
        str | None, typer.Option(help="Do it again and again: 30m, 6h, 1d from start to start.")
    ] = None,
    memory: Annotated[
        Path, typer.Option(help="The folder that remembers what each channel was told.")
    ] = _VAR / "notify",
) -> None:
    """Send each channel one digest of what changed since it was last told."""
    first_day, pause = day_of(since), interval_of(every)

    def one_round() -> int:
        return int(_round(config, Memory(memory), first_day, dry_run))

    raise typer.Exit(one_round() if pause is None else again_and_again(one_round, pause))


def _round(config: Path, memory: Memory, since: date | None, dry_run: bool) -> bool:
    """Whether a channel failed."""
    # Apprise takes a while to import, and no other command needs it.
    from atlas.alerts.round import tell_all

    failed = False
    try:
        settings = read_settings(config)
        with answering() as (edition, _), memory.held():
            for outcome in tell_all(
                edition, settings, memory, today=date.today(), since=since, trial=dry_run
            ):
                failed |= outcome.result == "failed"
                told = f", {outcome.digest.summary}" if outcome.digest else ""
                why = f": {outcome.why}; tried again in the next round" if outcome.why else ""
                (errors if outcome.why else console).print(
                    printable(f"{outcome.channel}: {outcome.result}{told}{why}"), soft_wrap=True
                )
                if dry_run and outcome.digest:
                    console.print(outcome.digest.text(_ROOM_ON_PAPER), soft_wrap=True)
    except UnusableSettings as error:
        fail(str(error), 2)
    except (AlreadyRunning, BrokenMemory) as error:
        fail(str(error), 1)
    except OSError as error:
        fail(f"{error.filename or memory.folder}: {error.strerror}", 1)
    return failed
