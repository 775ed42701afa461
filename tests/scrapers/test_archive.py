"""What was received, kept and found again."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scrapers.archive import Archive, ArchiveFault, Scope
from scrapers.http.turns import RunStopped
from tests.scrapers.received import archived, body_of, received, responses, urls

ROOT = Path(__file__).parents[2]


def test_not_modified_is_archived_without_a_body_and_is_never_found(tmp_path: Path) -> None:
    first = received()
    again = replace(first, status=304, body=b"", not_modified=True)
    archived(tmp_path, first, again)
    assert [one.not_modified for one in responses(tmp_path)] == [False, True]
    assert body_of(Archive(tmp_path).newest_with(first.sha256)) == b"rows"
    assert [one.body for one in Archive(tmp_path).newest_from(first.url)] == [b"rows"]


def test_a_run_has_one_file_in_the_folder_of_its_month(tmp_path: Path) -> None:
    path = archived(tmp_path, received(), received())
    assert Archive(tmp_path).runs() == [path]
    now = datetime.now(UTC)
    assert path.parent == tmp_path / f"{now:%Y}" / f"{now:%m}"
    assert path.name.endswith(".warc.gz")


def test_nothing_is_made_before_there_is_something_to_keep(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.close()
    assert archive.runs() == []
    assert not (tmp_path / "archive").exists()


def test_the_newest_is_found_by_digest_or_by_either_address(tmp_path: Path) -> None:
    old, new = received(body=b"old"), received(body=b"new")
    moved = replace(received("https://regulator.example/a"), url="https://regulator.example/b")
    archived(tmp_path, old, new, moved)
    archive = Archive(tmp_path)
    assert [one.body for one in archive.newest_from(old.url)] == [b"new", b"old"]
    assert body_of(archive.newest_with(old.sha256)) == b"old"
    for url in (moved.request.url, moved.url):
        assert [one.url for one in archive.newest_from(url)] == [moved.url]
    assert archive.newest_with("0" * 64) is None


def test_a_replay_reads_one_source_of_one_run_in_order(tmp_path: Path) -> None:
    archived(tmp_path, received("https://a.example/1", source="a"))
    second = Archive(tmp_path)
    for number in (2, 3):
        second.write(received(f"https://a.example/{number}", source="a"))
        second.write(received(f"https://b.example/{number}", source="b"))
    run = second.runs()[1]
    assert [second.at(run, offset).url[-1] for offset in second.offsets(run, "a")] == ["2", "3"]
    assert len(list(responses(tmp_path))) == 5
    second.close()


def test_threads_may_write_at_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)

    def write(source: str) -> None:
        for number in range(20):
            archive.write(received(f"https://{source}.example/{number}", source=source))

    threads = [threading.Thread(target=write, args=(f"s{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    archive.close()
    for number in range(4):
        of_source = (one for one in responses(tmp_path) if one.request.source == f"s{number}")
        numbers = [one.url.rsplit("/")[-1] for one in of_source]
        assert numbers == [str(number) for number in range(20)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda index: index.unlink(),
        lambda index: index.write_text(""),
        lambda index: index.write_text("{not json"),
        lambda index: index.write_text('{"end": 3}\n'),
        lambda index: index.write_text(index.read_text().splitlines(keepends=True)[0]),
        lambda index: index.write_text(index.read_text().replace('"url"', '"uri"')),
    ],
)
def test_the_index_is_a_cache_that_is_made_again(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = archived(tmp_path, *(received(f"https://regulator.example/{n}") for n in range(3)))
    index = path.with_name(path.name.replace(".warc.gz", ".index.jsonl"))
    good = index.read_text()
    spoil(index)
    assert len(urls(tmp_path)) == 3
    assert index.read_text() == good


def test_an_archive_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    writing = Archive(tmp_path)
    for count in range(1, 4):
        writing.write(received(f"https://regulator.example/{count}"))
        assert len(urls(tmp_path)) == count
    writing.close()


FILLS_A_SMALL_DISK = """
import resource, signal, sys
from pathlib import Path
from typing import Any
from scrapers.archive import Archive, ArchiveFault
from tests.scrapers.received import received
import random

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
archive = Archive(Path(sys.argv[1]))
archive.write(received("https://regulator.example/before"))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    archive.write(received("https://regulator.example/large", random.Random(1).randbytes(90_000)))
except ArchiveFault as fault:
    print(fault)
archive.write(received("https://regulator.example/after"))
"""


def test_a_full_disk_is_named_and_takes_nothing_with_it(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILLS_A_SMALL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert "regulator.example/large could not be kept" in ran.stdout
    assert urls(tmp_path) == [
        "https://regulator.example/before",
        "https://regulator.example/after",
    ]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(ArchiveFault, match="what is archived already is whole"):
        Archive(tmp_path / "archive").write(received())


WRITES_FOR_EVER = """
import random, sys
from pathlib import Path
from typing import Any
from scrapers.archive import Archive
from tests.scrapers.received import received

archive = Archive(Path(sys.argv[1]))
noise = random.Random(1)
for number in range(100_000):
    archive.write(received(f"https://regulator.example/{number}", noise.randbytes(20_000)))
    print(number, flush=True)
"""


def test_a_run_that_is_killed_loses_at_most_what_it_was_writing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 30:
                writer.send_signal(signal.SIGKILL)
                break
        said = 30 + len(writer.stdout.read().split())
    got = list(responses(tmp_path))
    assert len(got) in (said + 1, said + 2)
    assert all(hashlib.sha256(one.body).hexdigest() == one.sha256 for one in got)


@pytest.mark.parametrize("since", [None, date(2026, 3, 4)])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("first_capture", [None, date(2025, 3, 4)])
def test_a_run_keeps_what_it_asked_for(
    tmp_path: Path, since: date | None, whole: bool, first_capture: date | None
) -> None:
    archive = Archive(tmp_path, Scope(since, whole, first_capture))
    archive.write(received())
    archive.close()
    (run,) = archive.runs()
    assert Archive(tmp_path).scope(run) == Scope(since, whole, first_capture)


def test_what_comes_after_the_run_has_ended_opens_no_other_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(received())
    archive.close()
    with pytest.raises(RunStopped):
        archive.write(received(body=b"late"))
    assert urls(tmp_path) == ["https://regulator.example/list"]
    assert len(archive.runs()) == 1
