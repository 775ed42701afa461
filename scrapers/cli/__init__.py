"""The commands: `python -m scrapers run|check|list|show|replay|classify|validate`.

Exit 0: all well; 1: some source failed, or the store is at fault; 2: a source, place or date that
there is not; 130: stopped with Ctrl-C.
"""

# Importing a module of commands registers them.
from scrapers.cli import check, classify, listing, replay, run, show, validate  # noqa: F401
from scrapers.cli.session import app

__all__ = ["app"]
