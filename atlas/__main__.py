"""`python -m atlas`: see atlas.cli."""

import gc

from atlas.program import ended_quietly, run

# A command keeps what it reads until it ends. To look for garbage in between would take a quarter
# of its time, and find none.
gc.set_threshold(50_000, 20, 20)

with ended_quietly():
    from atlas.cli import app

try:
    run(app, "python -m atlas")
finally:
    gc.freeze()
