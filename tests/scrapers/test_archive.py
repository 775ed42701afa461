from __future__ import annotations

import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict
from warcio.checker import Checker

from scrapers.archive import Archive, ArchiveFault, Scope
from scrapers.http.request import Request, Response
from scrapers.http.turns import RunStopped

ROOT = Path(__file__).parents[2]


def received(
    url: str = "https://regulator.example/list",
    body: bytes = b"rows",
    *,
    source: str = "xx-test",
    status: int = 200,
    **request: Any,
) -> Response:
    return Response(
        request=Request(url, source=source, **request),
        url=url,
        status=status,
        headers=CaseInsensitiveDict({"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}),
        body=body,
        fetched_at=datetime(2026, 11, 22, 15, 30, 1, 123456, tzinfo=UTC),
        sha256=hashlib.sha256(body).hexdigest(),
    )


def archived(root: Path, *responses: Response) -> Path:
    """Archive `responses` as one run; returns its file."""
    archive = Archive(root)
    for response in responses:
        archive.write(response)
    archive.close()
    return archive.runs()[-1]


def body_of(response: Response | None) -> bytes | None:
    return None if response is None else response.body


def urls(root: Path) -> list[str]:
    return [response.url for response in Archive(root).responses()]


@pytest.mark.parametrize(
    "response",
    [
        received(),
        received(body=b""),
        received(body=random.Random(1).randbytes(300_000)),
        received(body="엑소좀\r\n\r\nWARC/1.1\r\n".encode("euc-kr") * 50),
        received("https://regulator.example/검색?q=엑소좀&p=1#top"),
        received(method="POST", body=b"{}", headers={"Accept": "application/json"}),
        received(purpose="detail", status=404),
        received(status=599),
        received("http://127.0.0.1:8080"),
        replace(received(), via="wayback", url="https://regulator.example/moved"),
    ],
    ids=lambda response: f"{response.url}-{response.status}-{len(response.body)}",
)
def test_what_is_archived_comes_back_as_it_was(tmp_path: Path, response: Response) -> None:
    archived(tmp_path, response)
    (back,) = Archive(tmp_path).responses()
    for name, value in response.headers.items():
        assert back.headers[name] == value
    assert replace(back, headers=response.headers) == response


def test_a_question_with_a_body_comes_back(tmp_path: Path) -> None:
    asked = Request("https://regulator.example/s", "POST", {"X-A": "1"}, b"q=\xff\0", "list", "x")
    archived(tmp_path, replace(received(), request=asked))
    assert next(Archive(tmp_path).responses()).request == asked


def test_not_modified_is_archived_without_a_body_and_is_never_found(tmp_path: Path) -> None:
    first = received()
    again = replace(first, status=304, body=b"", not_modified=True)
    archived(tmp_path, first, again)
    assert [one.not_modified for one in Archive(tmp_path).responses()] == [False, True]
    assert body_of(Archive(tmp_path).newest_with(first.sha256)) == b"rows"
    assert body_of(Archive(tmp_path).newest_from(first.url)) == b"rows"


def test_the_files_are_sound_warc_by_the_standards_own_checker(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = received(body="엑소좀".encode(), headers={"X": "ü"})
    path = archived(tmp_path, first, replace(first, not_modified=True, body=b"", status=304))

    class Asked:
        inputs = [str(path)]  # noqa: RUF012
        verbose = True

    checker = Checker(Asked)
    checker.process_all()
    assert checker.exit_value == 0
    assert capsys.readouterr().out.count("digest pass") == 4
    assert f"WARC-Payload-Digest: sha256:{first.sha256}" in gzip.decompress(
        path.read_bytes()
    ).decode("utf-8")


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


def test_keys_in_headers_are_not_archived(tmp_path: Path) -> None:
    headers = {
        "Authorization": "Bearer the key",
        "X-Api-Key": "the key",
        "Cookie": "the key",
        "X-Page": "the key",
    }
    path = archived(tmp_path, received(headers=headers))
    assert gzip.decompress(path.read_bytes()).count(b"the key") == 1


def test_coding_headers_do_not_lie_about_the_body_that_is_kept(tmp_path: Path) -> None:
    headers = CaseInsensitiveDict({"Content-Encoding": "gzip", "Content-Length": "7"})
    archived(tmp_path, replace(received(body=b"plain rows"), headers=headers))
    (back,) = Archive(tmp_path).responses()
    assert back.body == b"plain rows"
    assert "Content-Encoding" not in back.headers
    assert back.headers["X-Archive-Orig-Content-Encoding"] == "gzip"


def test_the_newest_is_found_by_digest_or_by_either_address(tmp_path: Path) -> None:
    old, new = received(body=b"old"), received(body=b"new")
    moved = replace(received("https://regulator.example/a"), url="https://regulator.example/b")
    archived(tmp_path, old, new, moved)
    archive = Archive(tmp_path)
    assert body_of(archive.newest_from(old.url)) == b"new"
    assert body_of(archive.newest_with(old.sha256)) == b"old"
    assert archive.newest_from("https://regulator.example/a") == archive.newest_from(moved.url)
    assert archive.newest_with("0" * 64) is None


def test_a_replay_reads_one_source_of_one_run_in_order(tmp_path: Path) -> None:
    archived(tmp_path, received("https://a.example/1", source="a"))
    second = Archive(tmp_path)
    for number in (2, 3):
        second.write(received(f"https://a.example/{number}", source="a"))
        second.write(received(f"https://b.example/{number}", source="b"))
    run = second.runs()[1]
    assert [one.url[-1] for one in second.responses(run=run, source="a")] == ["2", "3"]
    assert len(list(second.responses())) == 5
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
        numbers = [one.url.rsplit("/")[-1] for one in archive.responses(source=f"s{number}")]
        assert numbers == [str(number) for number in range(20)]


def test_a_file_cut_off_anywhere_gives_back_what_stood_before(tmp_path: Path) -> None:
    whole = [received(f"https://regulator.example/{n}", b"row %d" % n) for n in range(3)]
    path = archived(tmp_path, *whole)
    content = path.read_bytes()
    counts = set()
    for length in [*range(0, len(content), 31), len(content) - 1, len(content)]:
        path.write_bytes(content[:length])
        got = list(Archive(tmp_path).responses())
        counts.add(len(got))
        assert [one.body for one in got] == [b"row %d" % n for n in range(len(got))]
        assert [one.body for one in Archive(tmp_path).responses()] == [one.body for one in got]
    assert counts == {0, 1, 2, 3}


def test_damage_in_the_middle_ends_the_file_there_and_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = archived(tmp_path, *(received(f"https://regulator.example/{n}") for n in range(3)))
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 2, len(content) // 2 + 20):
        content[place] ^= 0xFF
    path.write_bytes(content)
    path.with_name(path.name.replace(".warc.gz", ".index.jsonl")).unlink()
    assert urls(tmp_path) == ["https://regulator.example/0"]
    assert path.name in caplog.text


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
from tests.scrapers.test_archive import received
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
from tests.scrapers.test_archive import received

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
    got = list(Archive(tmp_path).responses())
    assert len(got) in (said + 1, said + 2)
    assert all(hashlib.sha256(one.body).hexdigest() == one.sha256 for one in got)


@pytest.mark.parametrize("since", [None, date(2026, 3, 4)])
@pytest.mark.parametrize("whole", [True, False])
def test_a_run_keeps_what_it_asked_for(tmp_path: Path, since: date | None, whole: bool) -> None:
    archive = Archive(tmp_path, Scope(since, whole))
    archive.write(received())
    archive.close()
    (run,) = archive.runs()
    assert Archive(tmp_path).scope(run) == Scope(since, whole)


def test_a_file_without_a_whole_record_says_nothing_of_its_run(tmp_path: Path) -> None:
    path = archived(tmp_path, received())
    path.write_bytes(path.read_bytes()[:20])
    assert Archive(tmp_path).scope(path) == Scope()
    assert Archive(tmp_path).sources(path) == set()


def test_what_comes_after_the_run_has_ended_opens_no_other_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(received())
    archive.close()
    with pytest.raises(RunStopped):
        archive.write(received(body=b"late"))
    assert urls(tmp_path) == ["https://regulator.example/list"]
    assert len(archive.runs()) == 1
