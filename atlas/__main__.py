"""`python -m atlas`: see atlas.cli."""

from atlas.program import ended_quietly, run

with ended_quietly():
    from atlas.cli import app

run(app, "python -m atlas")
