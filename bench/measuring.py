"""`python measuring.py REPORT COMMAND …`: run a command to its end, write what it took as JSON.

In a process of its own, and a small one: a process that is started takes over the peak of memory
of the one that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    report, *command = sys.argv[1:]
    began = time.monotonic()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = {
        "code": process.returncode,
        "seconds": time.monotonic() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    Path(report).write_text(json.dumps(took), encoding="utf-8")


main()
