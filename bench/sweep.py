"""A sweep of the simulated internet, every answer 200 ms late: how near it comes to its bound.

No sweep can be faster than its slowest host, which is asked one thing at a time: so many answers,
and so many pauses between them. Pauses are scaled, as the real ones (30 seconds at one host) would
make the measurement take an hour, and their share of the bound only larger. urlwatch, a program
that watches pages, fetches the same pages in the same run, without any pause and without reading
them; so it is compared with a sweep that does not pause either. A process is loaded for each sweep
here, which with `--every` happens once: what it takes is told apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.simulated import Measured, Sites, measured, sites
from tests.world.internet import Visit

LATE_SECONDS = 0.2
PAUSE_SCALE = 0.05
# A source that is off: a run for it alone loads all that a run needs, and asks nobody.
SWITCHED_OFF = "au-tga-drac"


def measure() -> list[dict[str, object]]:
    """A row for each sweep: seconds, its bound, their ratio, seconds of the processor.

    Raises:
        PackageNotFoundError: urlwatch is not there; `make bench` installs it.
    """
    version("urlwatch")  # its turn comes after two minutes
    rows = []
    for scale in (PAUSE_SCALE, 0.0):
        with (
            TemporaryDirectory() as name,
            sites(
                Path(name), lateness=LATE_SECONDS, pause_scale=scale, most_rows=None
            ) as simulated,
        ):
            folder = Path(name)
            # The first process compiles the program, as an installation does once; the second
            # loads it and reads nothing, because the source that it is asked for is off.
            measured([*simulated.command, "--source", "th-fda"], simulated.environment, folder)
            simulated.visits()
            nothing = [*simulated.command, "--source", SWITCHED_OFF]
            start_up = measured(nothing, simulated.environment, folder).cpu
            title = f"pauses x {scale:g}"
            first = measured(simulated.command, simulated.environment, folder)
            visits = simulated.visits()
            rows.append(
                _row(f"{title}: all is new", first, start_up, bound(visits, simulated.pauses))
            )
            again = measured(simulated.command, simulated.environment, folder)
            rows.append(
                _row(
                    f"{title}: nothing is new",
                    again,
                    start_up,
                    bound(simulated.visits(), simulated.pauses),
                    first,
                )
            )
            if not scale:
                row = _row("urlwatch, the same pages", _urlwatch(simulated, visits, folder))
                rows.append({**row, "requests": len(_pages(visits))})
    return rows


def bound(visits: Sequence[Visit], pauses: dict[str, float]) -> tuple[float, str, int]:
    """Seconds that the slowest host takes at least, its name, and how many requests there were."""
    asked = Counter(visit.host for visit in visits)
    least = {
        host: count * LATE_SECONDS + (count - 1) * pauses.get(host, 0.0)
        for host, count in asked.items()
    }
    slowest = max(least, key=lambda host: least[host])
    return least[slowest], slowest, len(visits)


def _row(
    what: str,
    run: Measured,
    start_up: float | None = None,
    least: tuple[float, str, int] | None = None,
    first: Measured | None = None,
) -> dict[str, object]:
    if run.code:
        raise RuntimeError(f"{what}: ended with code {run.code}")
    return {
        "what": what,
        "requests": least[2] if least else "",
        "seconds": round(run.seconds, 1),
        "bound": f"{least[0]:.1f} ({least[1]})" if least else "",
        "ratio": round(run.seconds / least[0], 2) if least else "",
        "CPU s": round(run.cpu, 1),
        "of it start-up": round(start_up, 1) if start_up else "",
        "of the first's CPU": _shares(run.cpu, first.cpu, start_up) if first and start_up else "",
        "peak MB": round(run.peak_mb),
    }


def _shares(again: float, first: float, start_up: float) -> str:
    """What a sweep takes of the processor beside the first, and the same without start-up."""
    reading = (again - start_up) / (first - start_up)
    return f"{again / first:.0%}; reading alone {reading:.0%}"


def _pages(visits: Sequence[Visit]) -> list[str]:
    """The addresses of pages that were read with GET, each once."""
    read = (
        f"https://{visit.host}{visit.url}"
        for visit in visits
        if visit.method == "GET" and visit.status == 200 and visit.url != "/robots.txt"
    )
    return list(dict.fromkeys(read))


def _urlwatch(simulated: Sites, visits: Sequence[Visit], folder: Path) -> Measured:
    jobs, config = folder / "jobs.yaml", folder / "urlwatch.yaml"
    jobs.write_text(yaml.safe_dump_all({"url": url} for url in _pages(visits)), encoding="utf-8")
    config.write_text(yaml.safe_dump({"report": {"stdout": {"enabled": False}}}), encoding="utf-8")
    command = [
        sys.executable, "-c", "from urlwatch.cli import main; main()",
        "--urls", str(jobs), "--config", str(config), "--hooks", str(folder / "hooks.py"),
        "--cache", str(folder / "urlwatch.db"),
    ]  # fmt: skip
    environment = {**simulated.environment, "HOME": str(folder)}
    measured([*command, "--features"], environment, folder)  # compiles it, as above
    return measured(command, environment, folder)
