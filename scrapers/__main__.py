"""`python -m scrapers`: see scrapers.cli."""

import gc
import os
import sys

# What is imported is never garbage: to search it again and again would take a tenth of the time
# that loading takes.
gc.disable()
# A thread that parses a large answer must not keep the others from sending requests: with the 5 ms
# that Python allows each thread by itself, they would wait for it most of the time.
sys.setswitchinterval(0.0005)
# pydantic would look through every installed package for plug-ins; none is wanted.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from atlas.program import ended_quietly, run  # noqa: E402

with ended_quietly():
    from scrapers.cli import app

# Most of what a run makes is needed to its end: it is searched for garbage less often.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
gc.enable()
try:
    run(app, "python -m scrapers")
finally:
    # Nor is it searched once more at exit, when all memory is freed anyway.
    gc.freeze()
