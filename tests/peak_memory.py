"""The peak of this process's own memory.

`ru_maxrss` will not do: a process that is started takes over the peak of the one that started it,
so that under a large test run everything looks large. Linux tells it; elsewhere it is 0.
"""

from __future__ import annotations

import re
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak_mb() -> int:
    """The most memory that this process has held since it began or `forget_peak`, in MB."""
    return _kilobytes("VmHWM") // 1024


def forget_peak() -> int:
    """Let the peak be what is held now, and say how much that is, in MB."""
    if _RESET.exists():
        _RESET.write_text("5")
    return _kilobytes("VmRSS") // 1024


def _kilobytes(name: str) -> int:
    if not _STATUS.exists():
        return 0
    found = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(), re.M)
    assert found, f"{_STATUS} has no {name}"
    return int(found[1])
