"""The programs end with a message, not with a traceback, when their answer cannot be written."""

from __future__ import annotations

import os
import pty
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")
PRINTING = "import sys; from atlas.program import run; run(lambda prog_name: {}, 'invented')"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["-m", "atlas", "--help"],
        ["-m", "scrapers", "--help"],
        ["-c", PRINTING.format("print('a little', end='')")],  # stays in the buffer to the end
        ["-c", PRINTING.format("print('much' * 100_000)")],
    ],
)
def test_a_full_disk_is_named_and_is_exit_1(arguments: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == "the output: No space left on device. Make room and try again.\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_named_by_a_service_without_output_too() -> None:
    writing = PRINTING.format("Path('/dev/full').write_text('a')")
    code = f"from pathlib import Path; import sys; sys.stdout = None; {writing}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "the output: No space left on device. Make room and try again.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ENOSPC", "No space left on device. Make room and"),
        ("EDQUOT", "Disk quota exceeded. Make room within what you are allotted"),
        ("EFBIG", "File too large. Raise the limit"),
        ("EIO", "Input/output error. The disk"),
        ("EROFS", "Read-only file system. Mount it"),
        ("EACCES", "Permission denied. Give yourself the right"),
        ("EPERM", "Operation not permitted. Give yourself the right"),
    ],
)
def test_each_fault_of_a_disk_is_named_with_what_to_do_about_it(name: str, said: str) -> None:
    code = (
        "import errno, os\n"
        "from atlas.program import run\n"
        "def commands(prog_name):\n"
        f"    raise OSError(errno.{name}, os.strerror(errno.{name}), 'report.csv')\n"
        "run(commands, 'invented')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"report.csv: {said}")
    assert done.stderr.count("\n") == 1


def test_what_is_not_permitted_elsewhere_is_not_put_on_the_output() -> None:
    code = (
        "import errno\n"
        "from atlas.program import run\n"
        "def commands(prog_name):\n"
        "    raise PermissionError(errno.EPERM, 'Operation not permitted')\n"
        "run(commands, 'invented')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "the output" not in done.stderr
    assert done.stderr.endswith("PermissionError: [Errno 1] Operation not permitted\n")


@pytest.mark.parametrize("text", ["'a little'", "'much' * 100_000"])
def test_a_reader_who_has_gone_is_told_nothing(text: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", f"input(); {PRINTING.format(f'print({text})')}"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write("\n")
    process.stdin.close()
    assert process.wait() == 1
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.parametrize("arguments", ["-m atlas status KR", "-m scrapers classify"])
def test_a_stream_that_was_closed_is_nothing_to_read_and_nowhere_to_write(
    arguments: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} {arguments} <&- >&- 2>&-",
        shell=True,
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/atlas.db"},
    )
    assert done.returncode == 0


IN_ASCII = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


def test_what_is_piped_is_utf8_whatever_the_locale_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapers", "show", "kr-mfds-boards-rss"],
        cwd=ROOT,
        env=IN_ASCII,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert "일시적으로" in done.stdout.decode("utf-8")


def test_a_terminal_shows_the_number_of_a_letter_that_it_does_not_have() -> None:
    ours, theirs = pty.openpty()
    with open(ours, "rb") as shown:  # noqa: PTH123 - of no path
        code = PRINTING.format("print('Diário')")
        with open(theirs, "wb") as terminal:  # noqa: PTH123
            done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=IN_ASCII,
                                  stdout=terminal, stderr=subprocess.PIPE)  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert shown.readline() == b"Di\\xe1rio\r\n"


@pytest.mark.parametrize("before", ["signal.default_int_handler", "signal.SIG_IGN"])
def test_who_stops_a_program_that_is_still_being_loaded_gets_no_traceback(before: str) -> None:
    code = (
        "import os, signal\n"
        "from atlas.program import ended_quietly\n"
        f"signal.signal(signal.SIGINT, {before})\n"
        "with ended_quietly():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        f"assert signal.getsignal(signal.SIGINT) is {before}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    is_ignored = before.endswith("IGN")
    assert done.returncode == (0 if is_ignored else -signal.SIGINT)
    assert done.stderr == ""


def test_other_faults_are_not_hidden() -> None:
    code = PRINTING.format("open('/nowhere/at/all')")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "/nowhere/at/all" in done.stderr


@pytest.mark.parametrize("code", [0, 2])
def test_the_exit_code_of_a_command_stays(code: int) -> None:
    done = subprocess.run([sys.executable, "-c", PRINTING.format(f"sys.exit({code})")], cwd=ROOT)
    assert done.returncode == code
