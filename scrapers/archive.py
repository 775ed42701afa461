"""The archive: every answer of every site, kept as it was received before anything is parsed.

One WARC file a run, `<root>/YYYY/MM/YYYYMMDDTHHMMSS.ffffffZ-<random>.warc.gz` (see scrapers.warc).
Beside each is an index, `….index.jsonl`, one line an answer: a cache, made again when it is
missing (as beside the file of a run that was killed) or does not reach to the end of its file.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import starmap
from pathlib import Path

from scrapers import warc
from scrapers.http.request import Response
from scrapers.http.turns import RunStopped

SUFFIX = ".warc.gz"
INDEX_SUFFIX = ".index.jsonl"
_SINCE = "exosome-atlas-since"
_FIRST_CAPTURE = "exosome-atlas-first-capture"
_FIRST_ANSWERS = "exosome-atlas-first-answers-only"
# Those of a year of daily runs; each takes some tens of kilobytes.
_INDEXES_KEPT = 400


class ArchiveFault(Exception):
    """An answer cannot be kept (disk full, no permission); what the archive holds is unharmed.

    No fault of a source: a run that cannot archive should end.
    """


@dataclass(frozen=True)
class Scope:
    """What a run asks for, kept at the head of its file: without it, it cannot be read again.

    Attributes:
        since: the day from which on notices are asked for; addresses may hold it.
        first_capture: that from which on captures are asked for, of lists by year those of its year
            on too.
        whole: whether lists are read to their end; a check has one answer of each source only.
    """

    since: date | None = None
    whole: bool = True
    first_capture: date | None = None

    def document(self) -> dict[str, str]:
        """As the fields of a `warcinfo` record."""
        days = {_SINCE: self.since, _FIRST_CAPTURE: self.first_capture}
        said = {name: day.isoformat() for name, day in days.items() if day}
        return said | ({} if self.whole else {_FIRST_ANSWERS: "yes"})

    @classmethod
    def of(cls, document: Mapping[str, str]) -> Scope:
        since, first_capture = (
            date.fromisoformat(document[name]) if name in document else None
            for name in (_SINCE, _FIRST_CAPTURE)
        )
        return cls(since, _FIRST_ANSWERS not in document, first_capture)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of an index."""

    offset: int
    end: int
    url: str
    asked_url: str
    source: str
    sha256: str
    not_modified: bool

    @classmethod
    def of(cls, place: warc.Place, response: Response) -> _Entry:
        return cls(
            offset=place.offset,
            end=place.end,
            url=response.url,
            asked_url=response.request.url,
            source=response.request.source,
            sha256=response.sha256,
            not_modified=response.not_modified,
        )

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


class Archive:
    """Writes the answers of one run and finds those of all runs; safe to share between threads.

    `root` is usually var/archive. Nothing is created before the first `write`. `scope` is what this
    run asks for.
    """

    def __init__(self, root: Path, scope: Scope = Scope()) -> None:
        self._root, self._scope = root, scope
        self._lock = threading.Lock()
        self._run: _RunFile | None = None
        self._is_closed = False

    def write(self, response: Response) -> None:
        """Append `response`, with its request, to this run's file.

        When it returns, the record outlives the process. Raises ArchiveFault when it cannot be
        kept; the file then ends with the record before. Raises RunStopped once the archive is
        closed: an answer that arrives later belongs to no run any more.
        """
        records = warc.records_of(response)
        with self._lock:
            if self._is_closed:
                raise RunStopped
            try:
                if self._run is None:
                    self._run = _RunFile(self._root, datetime.now(UTC), self._scope)
                place = self._run.append(records)
            except OSError as error:
                raise ArchiveFault(
                    f"{self._root}: the answer from {response.url} could not be kept "
                    f"({error.strerror}). Make room or mend the permissions, then run again: what "
                    "is archived already is whole."
                ) from error
            self._run.entries.append(_Entry.of(place, response))

    def close(self) -> None:
        """Push this run's file to the disk and close it; nothing more is written."""
        with self._lock:
            self._is_closed = True
            if self._run is not None:
                self._run.close()
                self._run = None

    def runs(self) -> list[Path]:
        """The files of all runs, oldest first."""
        return sorted(self._root.glob(f"[0-9]*/[0-9]*/*{SUFFIX}"))

    def scope(self, run: Path) -> Scope:
        """What a run asked for."""
        with run.open("rb") as file:
            return Scope.of(warc.opening_of(file))

    def sources(self, run: Path) -> set[str]:
        """The ids of the sources of which a run received anything."""
        return {entry.source for entry in _index_of(run)}

    def offsets(self, run: Path, source: str) -> list[int]:
        """Where the answers of a run for a source begin in its file, oldest first."""
        return [entry.offset for entry in _index_of(run) if entry.source == source]

    def at(self, run: Path, offset: int) -> Response:
        """The answer that begins there."""
        with run.open("rb") as file:
            _, response = next(warc.responses_in(file, offset))
        return response

    def newest_with(self, sha256: str) -> Response | None:
        """The newest answer with this body (hex SHA-256); None when there is none."""
        return next(self._newest(lambda entry: entry.sha256 == sha256), None)

    def newest_from(self, url: str) -> Iterator[Response]:
        """The answers from this URL, asked or final, the newest first."""
        return self._newest(lambda entry: url in (entry.url, entry.asked_url))

    def _newest(self, is_meant: Callable[[_Entry], bool]) -> Iterator[Response]:
        """An answer that says "not modified" has no body, and is never meant."""
        for path in reversed(self.runs()):
            for entry in reversed(_index_of(path)):
                if not entry.not_modified and is_meant(entry):
                    yield self.at(path, entry.offset)


class _RunFile:
    """The file that a run writes; `entries` are those of its index."""

    def __init__(self, root: Path, begun: datetime, scope: Scope) -> None:
        folder = root / f"{begun:%Y}" / f"{begun:%m}"
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{begun:%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(4)}{SUFFIX}"
        # Unbuffered: a buffer would keep what a full disk refused and try it again later.
        self._file = self.path.open("xb", buffering=0)
        self._end = 0
        try:
            self.append(warc.opening_record(self.path.name, scope.document()))
        except OSError:
            self._file.close()
            raise
        self.entries: list[_Entry] = []

    def append(self, records: bytes) -> warc.Place:
        """Write all of `records`, or leave the file as it was and raise OSError."""
        rest = memoryview(records)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._end)
                self._file.seek(self._end)
            raise
        place = warc.Place(self._end, self._end + len(records))
        self._end = place.end
        return place

    def close(self) -> None:
        """Push the file to the disk, close it, and write its index."""
        with suppress(OSError):
            os.fsync(self._file.fileno())
        self._file.close()
        _keep_index(self.path, [entry.line() for entry in self.entries])


def _index_path(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(SUFFIX) + INDEX_SUFFIX)


def _index_of(path: Path) -> Sequence[_Entry]:
    """The entries of one file, from its index where that is whole."""
    return _index_of_size(path, path.stat().st_size)


# In a replay each source looks through the indexes of all runs many times.
@lru_cache(maxsize=_INDEXES_KEPT)
def _index_of_size(path: Path, size: int) -> Sequence[_Entry]:
    try:
        lines = [json.loads(line) for line in _index_path(path).read_text("utf-8").splitlines()]
        reach = lines[-1]["end"]
        entries = [_Entry(**line) for line in lines if line.keys() != {"end"}]
    except (OSError, ValueError, LookupError, TypeError):
        reach, entries = -1, []
    return entries if reach == size else _indexed_anew(path, size)


def _indexed_anew(path: Path, size: int) -> list[_Entry]:
    with path.open("rb") as file:
        entries = list(starmap(_Entry.of, warc.responses_in(file)))
    lines = [entry.line() for entry in entries]
    if not entries or entries[-1].end != size:
        lines.append(json.dumps({"end": size}) + "\n")  # looked at this far, found no more
    _keep_index(path, lines)
    return entries


def _keep_index(path: Path, lines: Sequence[str]) -> None:
    """Write the index of a file: a cache, which is made again where it could not be written."""
    place = _index_path(path)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        draft.write_text("".join(lines), "utf-8")
        draft.replace(place)
