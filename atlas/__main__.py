"""`python -m atlas`: see atlas.cli."""

import gc

from atlas.program import ended_quietly, run

# What a command reads stays to its end, and then all of it goes: to look through it for what is not
# needed any more would take a quarter of the command.
gc.set_threshold(50_000, 20, 20)

with ended_quietly():
    from atlas.cli import app

try:
    run(app, "python -m atlas")
finally:
    gc.freeze()
