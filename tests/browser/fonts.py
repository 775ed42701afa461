"""The fonts that printed briefs are read back with: which are here, how to get the others.

A PDF of a title whose script has no font here holds empty boxes, and none of its letters.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Family -> Debian's and Ubuntu's package. DejaVu has Arabic too, but its letters are not got back.
FAMILIES = {
    "Noto Sans CJK JP": "fonts-noto-cjk",
    "Noto Sans Thai": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
}
HOW_TO_GET_THEM = """\
The browser tests read printed titles in Korean, Japanese, Chinese, Thai and Arabic: with fonts.
  Debian, Ubuntu:  sudo apt-get update
                   sudo apt-get install fontconfig fonts-noto-core fonts-noto-cjk
  elsewhere:       install Noto Sans CJK, Noto Sans Thai and Noto Sans Arabic"""


def missing() -> list[str]:
    """The families that this machine does not have; all of them where it cannot be asked."""
    if shutil.which("fc-list") is None:
        return list(FAMILIES)
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    here = {family.strip() for line in listed.stdout.splitlines() for family in line.split(",")}
    return [family for family in FAMILIES if family not in here]


def install() -> None:
    """Try the system's packages, where that is allowed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "fontconfig", *sorted(set(FAMILIES.values()))],
    ):
        print("Fonts are missing. Trying:", *command, flush=True)
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=unattended)


def main() -> int:
    """Make sure of the fonts; return 1, saying what to do, if some are not had."""
    if missing():
        install()
    if lacking := missing():
        print(f"Not installed: {', '.join(lacking)}.\n{HOW_TO_GET_THEM}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
