"""`python -m atlas`: see atlas.cli."""

from atlas.cli import app

app(prog_name="python -m atlas")
