"""The memory of a run that reads a bulk file: 16 MB of JSON, as Health Canada's."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.simulated import measured, sites

SOURCE = "ca-health-canada-bulk"
RECORDS = 45_000


def measure() -> list[dict[str, object]]:
    """One row: the size of the file, and the peak of the run's memory."""
    with (
        TemporaryDirectory() as name,
        sites(Path(name), [SOURCE], others={SOURCE: RECORDS}, most_rows=None) as simulated,
    ):
        run = measured(simulated.command, simulated.environment, Path(name))
        if run.code:
            raise RuntimeError((Path(name) / "output.txt").read_text(encoding="utf-8"))
        return [
            {
                "records": RECORDS,
                "seconds": round(run.seconds, 1),
                "CPU s": round(run.cpu, 1),
                "peak MB": round(run.peak_mb),
            }
        ]
