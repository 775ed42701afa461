"""The commands: `python -m atlas status|check|brief|changes|notices|export|notify|review|…`.

Tables for people, JSON and CSV for programs (`--format`). Exit 0: answered; 1: the data or the
store are at fault; 2: a word, place or date that the atlas does not have.
"""

# Importing a module of commands registers them.
from atlas.cli import (  # noqa: F401
    brief,
    check,
    export,
    notify,
    record,
    review,
    status,
    upkeep,
)
from atlas.cli.session import app

__all__ = ["app"]
