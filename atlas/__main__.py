"""`python -m atlas`: see atlas.cli."""

from atlas.cli import app
from atlas.program import run

run(app, "python -m atlas")
