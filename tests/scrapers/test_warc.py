"""Answers as WARC records, there and back, from whole files and from damaged ones."""

from __future__ import annotations

import gc
import gzip
import random
from dataclasses import replace
from pathlib import Path

import pytest
from requests.structures import CaseInsensitiveDict
from warcio.checker import Checker

from scrapers.archive import Archive, Scope
from scrapers.http.request import Request, Response
from tests.scrapers.http.bounds import MB, little_memory
from tests.scrapers.received import archived, received, responses, urls


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
    (back,) = responses(tmp_path)
    for name, value in response.headers.items():
        assert back.headers[name] == value
    assert replace(back, headers=response.headers) == response


def test_a_question_with_a_body_comes_back(tmp_path: Path) -> None:
    asked = Request("https://regulator.example/s", "POST", {"X-A": "1"}, b"q=\xff\0", "list", "x")
    archived(tmp_path, replace(received(), request=asked))
    assert next(responses(tmp_path)).request == asked


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


def test_keys_in_headers_are_not_archived(tmp_path: Path) -> None:
    headers = {
        "Authorization": "Bearer the key",
        "X-Api-Key": "the key",
        "Cookie": "the key",
        "X-Page": "the key",
    }
    path = archived(tmp_path, received(headers=headers))
    assert gzip.decompress(path.read_bytes()).count(b"the key") == 1


def test_who_was_asked_in_the_end_is_told_of_what_led_elsewhere(tmp_path: Path) -> None:
    response = received("https://regulator.example/list", method="GET")
    path = archived(tmp_path, replace(response, url="https://www.regulator.example/list/"))
    text = gzip.decompress(path.read_bytes())
    assert b"GET /list/ HTTP/1.1\r\nHost: www.regulator.example\r\n" in text
    (back,) = responses(tmp_path)
    assert (back.request.url, back.url) == (response.url, "https://www.regulator.example/list/")


def test_coding_headers_do_not_lie_about_the_body_that_is_kept(tmp_path: Path) -> None:
    headers = CaseInsensitiveDict({"Content-Encoding": "gzip", "Content-Length": "7"})
    archived(tmp_path, replace(received(body=b"plain rows"), headers=headers))
    (back,) = responses(tmp_path)
    assert back.body == b"plain rows"
    assert "Content-Encoding" not in back.headers
    assert back.headers["X-Archive-Orig-Content-Encoding"] == "gzip"


def test_a_file_cut_off_anywhere_gives_back_what_stood_before(tmp_path: Path) -> None:
    whole = [received(f"https://regulator.example/{n}", b"row %d" % n) for n in range(3)]
    path = archived(tmp_path, *whole)
    content = path.read_bytes()
    counts = set()
    for length in [*range(0, len(content), 31), len(content) - 1, len(content)]:
        path.write_bytes(content[:length])
        got = list(responses(tmp_path))
        counts.add(len(got))
        assert [one.body for one in got] == [b"row %d" % n for n in range(len(got))]
        assert [one.body for one in responses(tmp_path)] == [one.body for one in got]
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


def test_a_file_without_a_whole_record_says_nothing_of_its_run(tmp_path: Path) -> None:
    path = archived(tmp_path, received())
    path.write_bytes(path.read_bytes()[:20])
    assert Archive(tmp_path).scope(path) == Scope()
    assert Archive(tmp_path).sources(path) == set()


@pytest.mark.parametrize("name", ["X-Note", "X-N\xf6te"])
@pytest.mark.parametrize("value", ["\xe9", "\xe9; name=x", "\xe9; name=\xe9", "a; \xe9"])
def test_headers_that_are_not_ascii_are_archived(tmp_path: Path, name: str, value: str) -> None:
    headers = CaseInsensitiveDict({name: value, "ETag": '"1"'})
    archived(tmp_path, replace(received(), headers=headers))
    (back,) = responses(tmp_path)
    assert back.headers["ETag"] == '"1"'
    assert back.headers[name.replace("\xf6", "%C3%B6")] == value.replace("\xe9", "%C3%A9")


def test_what_was_read_is_let_go_before_memory_is_tidied_up(tmp_path: Path) -> None:
    archived(tmp_path, *(received(f"https://regulator.example/{n}", bytes(MB)) for n in range(30)))
    gc.collect()
    gc.disable()  # a run looks through what it made seldom; an archive may be many gigabytes
    try:
        with little_memory(10):
            assert sum(1 for _ in responses(tmp_path)) == 30
    finally:
        gc.enable()
