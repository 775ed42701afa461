"""`python -m scrapers`: see scrapers.cli."""

import gc
import os
import sys

# What is loaded stays: to look through it for what is not needed any more, each time that some
# hundred things were made, would take a tenth of the time that loading takes.
gc.disable()
# A source that has much to read must not keep the others from asking: at Python's own 5 ms, taking
# turns with it is what they would wait for most.
sys.setswitchinterval(0.0005)
# No plug-in of pydantic is wanted; to see that there is none, it would look at every package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from atlas.program import ended_quietly, run  # noqa: E402

with ended_quietly():
    from scrapers.cli import app

# Most of what a run makes stays to its end, too, and is looked through less often.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
gc.enable()
try:
    run(app, "python -m scrapers")
finally:
    # Nor once more at the end, when all of it goes anyway.
    gc.freeze()
