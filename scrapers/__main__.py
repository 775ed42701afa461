"""`python -m scrapers`: see scrapers.cli."""

from scrapers.cli import app

app(prog_name="python -m scrapers")
