"""`python -m scrapers`: see scrapers.cli."""

import gc

# Most of what a run makes stays to its end. To look through all of it for what is not needed any
# more, each time that some hundred things were made, would take a tenth of the run.
gc.set_threshold(50_000, 20, 20)

from atlas.program import run  # noqa: E402
from scrapers.cli import app  # noqa: E402

run(app, "python -m scrapers")
