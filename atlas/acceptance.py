"""Writing into data/ what a person decided about a notice that a scraper found.

A notice is accepted, with or without a new position; or, if its source changed it after that, a
person confirms that what rests on it still stands.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from atlas.edition import Edition
from atlas.facts import DRAFT
from atlas.law import Position
from atlas.law_file import written_into
from atlas.notices import Notice
from atlas.tabular import plain_list, printable
from atlas.validate import Fault, validate
from atlas.yaml_file import read_yaml


class EditedMeanwhile(Exception):
    """Somebody else has written the file since it was read; nothing of ours was written."""


class NotAcceptable(Exception):
    """What was to be written has faults, so nothing was. The message has every one."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(["nothing was written:", *map(str, faults)]))


@dataclass(frozen=True)
class Move:
    """The position that moves; `fields` are those of its new entry that the person gives."""

    place: str
    scenario: str
    fields: Mapping[str, Any]

    @property
    def file(self) -> Path:
        """Where the entry belongs, below data/."""
        return Path("law") / f"{self.place}.yaml"


@dataclass(frozen=True)
class Acceptance:
    """What a person takes over.

    Attributes:
        notice: a row of the notice DataFrame, by column.
        by, why: who decided, and the reason.
        on: the day; the notice and the position are verified on it.
        move: None: no position moves.
        title_en: the English title, where the notice has none.
        summary: what it says, where no text of it was read, or in better words.
    """

    notice: Mapping[str, Any]
    by: str
    why: str
    on: date
    move: Move | None = None
    title_en: str | None = None
    summary: str | None = None

    def entry(self) -> dict[str, Any] | None:
        """The new entry of data/law, with what follows from the notice filled in."""
        if self.move is None:
            return None
        direct = bool(self.notice["exosome_explicit"])
        known: dict[str, Any] = {
            "basis": "explicit" if direct else "category",
            "instrument": self.title_en or self.notice["title_en"] or self.notice["title"],
            "note": self.why,
            "confidence": "medium",
        }
        given = {name: value for name, value in self.move.fields.items() if value not in (None, ())}
        entry = {
            **known,
            **given,
            "notices": [self.notice["id"]],
            "source_read": "primary",
            "read_url": self.notice["read_url"],
            "verified_on": self.on.isoformat(),
        }
        if "effective_from" not in entry:
            entry["first_read"] = entry["verified_on"]
        return {name: entry[name] for name in Position.model_fields if name in entry}


def accept(data: Path, edition: Edition, acceptance: Acceptance) -> list[Path]:
    """Write the notice, and the position if one moves, into `data`; the files that changed.

    Everything is written beside `data` first and checked there. A second try, with the notice as
    it then stands in `data`, writes what the first one, interrupted, had left. Two at once wait
    for each other.

    Raises:
        NotAcceptable: data/ would have a fault; nothing was written.
        EditedMeanwhile: somebody saved one of the files or took the notice over just now; nothing
            was written.
        atlas.law_file.UnwritableLaw: see there.
    """
    with _alone_in(data):
        return _accept(data, edition, acceptance)


def confirm(data: Path, edition: Edition, notice: Mapping[str, Any], on: date) -> Path:
    """Write into `data` that a person has checked an accepted notice; the file that changed.

    Raises:
        EditedMeanwhile: it does not stand there any more.
    """
    with _alone_in(data):
        path = data / _notice_file(edition, str(notice["jurisdiction"]))
        lines = _text(path).split("\n")
        for number, line in enumerate(lines):
            if line and (said := json.loads(line))["id"] == notice["id"]:
                said |= {
                    "first_seen": said.get("first_seen") or said["verified_on"],
                    "verified_on": on.isoformat(),
                }
                lines[number] = json.dumps(said, ensure_ascii=False)
                _replace(path, "\n".join(lines))
                return path
    raise EditedMeanwhile(f"{notice['id']} does not stand in {path}")


def _accept(data: Path, edition: Edition, acceptance: Acceptance) -> list[Path]:
    notices = _notice_file(edition, str(acceptance.notice["jurisdiction"]))
    move, entry = acceptance.move, acceptance.entry()
    read = {path: _text(data / path) for path in (notices, *([move.file] if move else []))}
    texts = {notices: _with_notice(data / notices, acceptance)}
    if move and entry and not _stands(data / move.file, move.scenario, entry):
        comment = printable(
            f"Accepted by {acceptance.by} on {acceptance.on}: {' '.join(acceptance.why.split())}"
        )
        texts[move.file] = written_into(data / move.file, move.place, move.scenario, entry, comment)
    with tempfile.TemporaryDirectory(prefix="atlas-review-") as folder:
        draft = Path(folder) / data.name
        shutil.copytree(data, draft)
        for path, text in texts.items():
            (draft / path).write_text(text, encoding="utf-8")
        if faults := validate(draft):
            raise NotAcceptable(faults)
    for path in texts:
        if _text(data / path) != read[path]:
            raise EditedMeanwhile(f"{data / path} was edited just now: look at it, and try again")
    # The notice first: the position refers to it, and must never stand alone.
    for path, text in texts.items():
        _replace(data / path, text)
    return [data / path for path in texts]


def _notice_file(edition: Edition, code: str) -> Path:
    """Where notices of a place belong, below data/: those of a subdivision with its country's."""
    place = edition.places[code]
    country = place.parent if place.kind == "subdivision" else None
    return Path("notices") / f"{country or code}.jsonl"


def _with_notice(path: Path, acceptance: Acceptance) -> str:
    """The file's text with the notice in it, as read and reviewed."""
    text = _text(path)
    row = acceptance.notice
    if any(json.loads(line)["id"] == row["id"] for line in text.split("\n") if line):
        if row["review"] == "machine_read":
            raise EditedMeanwhile(f"{row['id']} was taken into {path} just now: look at it there")
        return text
    fields = {name: row[name] for name in Notice.model_fields if name in row}
    notice = Notice.model_validate(
        {
            **fields,
            "title_en": acceptance.title_en or row["title_en"] or "",
            "summary": acceptance.summary or row["summary"],
            "review": "reviewed",
            "verified_on": acceptance.on.isoformat(),
        }
    )
    # A file that was edited by hand may end without a line break.
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}{json.dumps(notice.model_dump(mode='json'), ensure_ascii=False)}\n"


def _stands(path: Path, scenario: str, entry: Mapping[str, Any]) -> bool:
    """Whether a file has the entry already, whenever it was read."""
    if not path.exists():
        return False

    def said(given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: plain_list(value)
            for name, value in given.items()
            if name not in ("first_read", "verified_on") and value is not None
        }

    history = (read_yaml(path).get("positions") or {}).get(scenario) or []
    return any(said(given) == said(entry) for given in history)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    """Hold the folder against others who accept at the same time; a kill lets go of it."""
    folder = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}{DRAFT}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        error.filename = str(path)  # the error of a full disk names no file
        raise
