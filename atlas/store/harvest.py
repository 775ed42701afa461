"""What a scraper brings from one source, kept in one transaction or not at all.

New notices are added. A notice whose text, title, date or address changed at its source is amended:
what it said before becomes an earlier version, and each changed field is written down. A notice
that its source no longer lists stays, marked with the day. What stands in data/ was read by people
and is not touched from here, but for that mark: a text that a position rests on may be taken out.
What a person wrote there by hand the source's own stands beside (atlas.same_notice).

Of a source with several addresses some may fail. What the others gave is kept all the same, and the
health record counts a failure.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

import sqlalchemy as sa

from atlas.alike import by_address, by_title
from atlas.notices import RECORD_COLUMNS, SAID_BY_SOURCE
from atlas.store.health import record_run
from atlas.store.schema import (
    listing,
    meta,
    notice,
    notice_change,
    notice_version,
    source,
)
from atlas.store.search_index import SearchIndex
from atlas.store.standing import (
    AT_ONCE,
    OF_THE_READING,
    continue_versions,
    insert,
    retire,
    said_digest,
)
from atlas.tabular import plain_list

# Given by the store; a scraper's rows hold the other columns of a notice, and their `key`.
GIVEN_HERE = (
    "source_id",
    "review",
    "first_seen",
    "last_checked",
    "version",
    "delisted_on",
)
ROW_KEYS = ("key", *(name for name in RECORD_COLUMNS if name not in GIVEN_HERE))
_COMPARED = tuple(
    name
    for name in RECORD_COLUMNS
    if name not in OF_THE_READING and name not in ("id", "source_id", "review")
)

# Made once: a sweep that finds nothing new spends as much on making as on asking them.
_SOURCE: sa.BindParameter[str] = sa.bindparam("source")
_KEPT_AT = sa.select(source.c.kept_at).where(source.c.id == _SOURCE)
_LISTED = sa.select(listing.c.key, listing.c.notice_id).where(listing.c.source_id == _SOURCE)
_STANDING = sa.select(notice).where(notice.c.source_id == _SOURCE, sa.not_(notice.c.bundled))
_ACCEPTED = sa.select(notice.c.id, notice.c.delisted_on).where(
    notice.c.source_id == _SOURCE, notice.c.bundled
)
_PRESENT = _STANDING.with_only_columns(
    notice.c.id,
    notice.c.last_checked,
    notice.c.delisted_on,
    notice.c.via,
    notice.c.read_url,
)
_TOLD_OF = (
    sa.select(notice_change.c.field, notice_change.c.before, notice_change.c.after)
    .where(
        notice_change.c.notice_id == sa.bindparam("id"), notice_change.c.event == "notice_amended"
    )
    .order_by(notice_change.c.number)
)
_ALIKE = tuple(
    notice.c[name]
    for name in ("id", "jurisdiction", "regulator_short", "title", "published", "url")
)
_OF_DATA = sa.select(*_ALIKE, notice.c.relevance).where(notice.c.bundled)
_SAID = sa.select(*_ALIKE).where(notice.c.source_id == _SOURCE)
_LAST_READ = (
    sa.select(notice_version.c.record)
    .where(
        notice_version.c.notice_id == sa.bindparam("id"),
        notice_version.c.record["review"].as_string() == "machine_read",
    )
    .order_by(notice_version.c.version.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Harvest:
    """What one run brought from one source.

    Attributes:
        started_at: aware; what was read before what stands is refused as outdated, unless it was
            compared with that very thing (see `keep`): then it was read later, whatever clocks say.
        seen_on: the day from which new notices count as seen.
        rows: notices that were read; each has exactly the keys ROW_KEYS. `key` names the entry
            within its source for good: a known key keeps the id it was first stored under.
        listed: known keys that are still listed, whether read anew or known to be unchanged.
        irrelevant: known keys that are listed, and turned out not to be about exosomes, each with
            the address of the capture that says so; None where the source itself does.
        gone: known keys that the list reaches back to, and does not have any more. What merely
            dropped off the end of a list of the latest is not among them.
        ours: differences are due to our better reading, not to the source: versions, no events.
        reread: keys of which the same is true, when it is not true of all.
        via: how it was read. "live": the source was asked. "archive": what it answered at
            `started_at` was read again; "wayback": captures of the Internet Archive were, over
            which whatever the source itself said stands. Only a live run tells what is still
            listed, how the source fares, and what to remember.
        fault: the verdict of the worst fault, if the source could be read in part only; else None.
        remark: what that fault says, and doubts that did not stop the run, for the health record.
        counts, held, memory: see atlas.store.schema.source.
    """

    source_id: str
    started_at: datetime
    seen_on: date
    rows: Sequence[Mapping[str, Any]]
    listed: Collection[str] = ()
    irrelevant: Mapping[str, str | None] = field(default_factory=dict)
    gone: Collection[str] = ()
    ours: bool = False
    reread: Collection[str] = ()
    via: Literal["live", "archive", "wayback"] = "live"
    seconds: float = 0.0
    fault: str | None = None
    remark: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    held: Sequence[Mapping[str, str]] = ()
    memory: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a notice, as text: lists with commas, None for nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a harvest did to the store; ids in their order.

    Attributes:
        amended: id -> the fields that changed at the source, old and new; of what people have
            accepted into data/ too, where it is theirs to change.
        reread: notices that we read otherwise now, though their source did not change them.
        unchanged: number of notices that say the same.
        delisted: no longer listed from this run on. relisted: listed again.
        withdrawn: taken for notices about exosomes before, and not any more.
        in_data: rows that people have accepted into data/, left as they stand there.
        outdated: nothing was written: one that began later has been kept already, or another
            since the harvest was compared with what stands.
    """

    source_id: str
    new: tuple[str, ...] = ()
    amended: Mapping[str, tuple[FieldChange, ...]] = field(default_factory=dict)
    reread: tuple[str, ...] = ()
    unchanged: int = 0
    delisted: tuple[str, ...] = ()
    relisted: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    in_data: tuple[str, ...] = ()
    outdated: bool = False

    @property
    def moved(self) -> bool:
        """Whether anything but the day of the last look is different now."""
        return bool(
            self.new
            or self.amended
            or self.reread
            or self.delisted
            or self.relisted
            or self.withdrawn
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the store knows of a source before it is read again.

    Attributes:
        tried: whether the source was ever asked.
        keys: key of an entry in the source's list -> id of the notice.
        memory: what the scraper wanted to know, as it was kept with the last run that could be.
        kept_at: when that run began; None: there was none.
    """

    tried: bool
    keys: Mapping[str, str]
    memory: Mapping[str, Any]
    kept_at: datetime | None = None


def keep(
    connection: sa.Connection, index: SearchIndex, harvest: Harvest, known: Remembered | None
) -> RunReport:
    """Bring the store to what `harvest` says, in the writer's transaction of the caller.

    `known` is what the source was compared with: what is unchanged since then says nothing of what
    another run has kept meanwhile. None: with nothing, and moments decide which was read later.

    Raises:
        ValueError: a row has not the keys ROW_KEYS, or two rows have one key.
    """
    _refuse_malformed(harvest)
    kept_at = connection.scalar(_KEPT_AT, {"source": harvest.source_id})
    if known is not None:
        is_outdated = known.kept_at != kept_at
    else:
        is_later = kept_at is not None and kept_at > harvest.started_at
        is_outdated = is_later and harvest.via != "wayback"
    if is_outdated:
        return RunReport(harvest.source_id, outdated=True)
    difference = _Difference(connection, harvest)
    report = difference.write(connection, index)
    if harvest.via == "live":
        record_run(
            connection,
            harvest.source_id,
            tried_at=harvest.started_at,
            fault=harvest.fault,
            message=harvest.remark,
            seconds=harvest.seconds,
            kept_at=harvest.started_at,
            counts=dict(harvest.counts),
            held=[dict(row) for row in harvest.held],
            memory=dict(harvest.memory),
        )
    if report.moved or difference.rechecked:
        connection.execute(sa.update(meta).values(revision=meta.c.revision + 1))
    return report


def _refuse_malformed(harvest: Harvest) -> None:
    keys: set[str] = set()
    for row in harvest.rows:
        if odd := set(row).symmetric_difference(ROW_KEYS):
            raise ValueError(f"{harvest.source_id}: a row with odd or missing keys {sorted(odd)}")
        if row["key"] in keys:
            raise ValueError(f"{harvest.source_id}: two rows have the key {row['key']!r}")
        keys.add(row["key"])


class _Difference:
    """How a harvest differs from the notices that stand."""

    def __init__(self, connection: sa.Connection, harvest: Harvest) -> None:
        self._harvest, self._day = harvest, harvest.seen_on.isoformat()
        self._is_live = harvest.via == "live"
        self._known: dict[str, str] = dict(
            connection.execute(_LISTED, {"source": harvest.source_id}).all()
        )
        rows = [{**row, "id": self._known.get(row["key"], row["id"])} for row in harvest.rows]
        self._new_keys = {row["key"]: row["id"] for row in rows if row["key"] not in self._known}
        self._standing = _standing(connection, harvest.source_id, compared=bool(rows))
        # Since when each is not listed, of what people have accepted too.
        self._delisted_on: dict[str, str | None] = {
            **dict(connection.execute(_ACCEPTED, {"source": harvest.source_id}).all()),
            **{id_: row["delisted_on"] for id_, row in self._standing.items()},
        }
        self._added: list[dict[str, Any]] = []
        self._changed: list[dict[str, Any]] = []
        self._amended: dict[str, tuple[FieldChange, ...]] = {}
        self._reread: list[str] = []
        self._same: set[str] = set()
        self._in_data: list[str] = []
        accepted = _in_data(connection, rows)
        for row in rows:
            if row["id"] in accepted:
                self._in_data.append(row["id"])
                if not self._is_ours(row):
                    self._compare_accepted(connection, row, accepted[row["id"]])
            else:
                self._compare(row)
        continue_versions(connection, self._added)
        self._judge_presence()
        if self._is_live and not harvest.ours:
            self._tell_of_silence(connection)

    def _is_ours(self, row: Mapping[str, Any]) -> bool:
        """Whether what differs in a row is our doing, not its source's."""
        return self._harvest.ours or row["key"] in self._harvest.reread

    def _compare_accepted(
        self, connection: sa.Connection, row: Mapping[str, Any], stands: Mapping[str, Any]
    ) -> None:
        """Tell what the source changed, once each time: the notice is a person's to change."""
        if not self._is_live or row["key"] in self._new_keys:
            return
        said = _said_last(connection, row["id"], stands)
        now = {name: row[name] for name in SAID_BY_SOURCE if row[name] or name != "summary"}
        changes = tuple(
            FieldChange(name, said[name], value)
            for name, value in now.items()
            if value != said[name]
        )
        if changes:
            self._amended[row["id"]] = changes

    def _compare(self, row: dict[str, Any]) -> None:
        ours = self._is_ours(row)
        row = {name: value for name, value in row.items() if name != "key"}
        before = self._standing.get(row["id"])
        record = row | {
            "bundled": False,
            "source_id": self._harvest.source_id,
            "review": "machine_read",
            # A day to come is that of a clock that was set back.
            "first_seen": min(before["first_seen"], self._day) if before else self._day,
            "last_checked": before["last_checked"] if before and not self._is_live else self._day,
            "delisted_on": before["delisted_on"] if before else None,
            "version": 1,
        }
        if before is None:
            self._added.append(record | {"digest": said_digest(_said(record))})
            return
        changes = tuple(_field_changes(before, record))
        if not changes or _is_older(before, _capture(row)):
            self._same.add(row["id"])
            return
        record["version"] = before["version"] + 1
        self._changed.append(record | {"digest": said_digest(_said(record))})
        if ours or not any(c.field in SAID_BY_SOURCE for c in changes):
            self._reread.append(row["id"])
        else:
            self._amended[row["id"]] = changes

    def _judge_presence(self) -> None:
        harvest = self._harvest
        ids = self._known | self._new_keys
        irrelevant = {
            id_
            for key, capture in harvest.irrelevant.items()
            if (id_ := ids.get(key)) in self._standing
            and not _is_older(self._standing[id_], capture)
        }
        read = {ids[row["key"]] for row in harvest.rows}
        listed = {ids[key] for key in harvest.listed if key in ids} | read
        self._same |= (listed & self._standing.keys()) - read - irrelevant
        self._withdrawn = sorted(irrelevant - read)
        self._relisted, self._delisted, self.rechecked = [], [], []
        if not self._is_live:
            return  # what was said earlier does not tell what is listed today
        self._relisted = sorted(
            id_ for id_ in listed - set(self._withdrawn) if self._delisted_on.get(id_)
        )
        self._delisted = sorted(
            id_
            for id_ in {ids[key] for key in harvest.gone if key in ids} - listed - irrelevant
            if id_ in self._delisted_on and self._delisted_on[id_] is None
        )
        self.rechecked = sorted(
            id_ for id_ in self._same if self._standing[id_]["last_checked"] != self._day
        )

    def _tell_of_silence(self, connection: sa.Connection) -> None:
        """Tell of notices of data/ whose source does not speak of exosomes any more, or does again.

        So an act may be taken back that a position rests on. What a scraper read of it is withdrawn
        without a word, whether it stood for itself or beside what a person wrote. That another
        source begins to tell of the act is no return.
        """
        theirs = self._harvest.irrelevant.keys() - set(self._harvest.reread)
        unread = {self._known.get(key) for key in theirs} - {None}
        returned = [row for row in self._added if row["version"] > 1]
        if not (unread or returned or self._in_data):
            return
        silent: set[Hashable] = set()
        speaking = {mark for row in self._added for mark in _marks(row)}
        back = {mark for row in returned for mark in _marks(row)}
        gone = {*self._withdrawn, *self._delisted}
        gone |= {id_ for id_, since in self._delisted_on.items() if since} - {*self._relisted}
        of_source = {"source": self._harvest.source_id}
        stand = connection.execute(_SAID, of_source).mappings().all() if unread else ()
        for row in map(dict, stand):
            if row["id"] in unread:
                silent.update(_marks(row))
            elif row["id"] not in gone:
                speaking.update(_marks(row))
        for row in map(dict, connection.execute(_OF_DATA).mappings().all()):
            id_, marks = row["id"], _marks(row)
            is_back = id_ in self._in_data or bool(marks & back)
            # A page that lists many says nothing of one.
            is_silent = id_ in unread or (bool(marks & silent) and not marks & speaking)
            if not is_silent and not is_back:
                continue
            *_, last = [(None, None, None), *connection.execute(_TOLD_OF, {"id": id_})]
            was_silent = (last[0], last[2]) == ("relevance", None)
            if is_silent and not was_silent:
                self._amended[id_] = (FieldChange("relevance", row["relevance"], None),)
            elif is_back and was_silent and not is_silent:
                again = FieldChange("relevance", None, row["relevance"])
                self._amended[id_] = (*self._amended.get(id_, ()), again)

    def write(self, connection: sa.Connection, index: SearchIndex) -> RunReport:
        now = datetime.now(UTC)
        changed_ids = [row["id"] for row in self._changed]
        retire(connection, index, [*self._withdrawn, *changed_ids], now)
        insert(connection, index, [*self._added, *self._changed], now)
        first_seen = sa.case(
            (notice.c.first_seen > self._day, self._day), else_=notice.c.first_seen
        )
        _update(connection, self.rechecked, last_checked=self._day, first_seen=first_seen)
        _update(connection, self._delisted, delisted_on=self._day)
        _update(connection, self._relisted, delisted_on=None)
        if self._new_keys:
            connection.execute(
                sa.insert(listing),
                [
                    {"source_id": self._harvest.source_id, "key": key, "notice_id": id_}
                    for key, id_ in self._new_keys.items()
                ],
            )
        if events := list(self._events()):
            connection.execute(sa.insert(notice_change), events)
        return RunReport(
            self._harvest.source_id,
            new=tuple(row["id"] for row in self._added),
            amended=self._amended,
            reread=tuple(self._reread),
            unchanged=len(self._same),
            delisted=tuple(self._delisted),
            relisted=tuple(self._relisted),
            withdrawn=tuple(self._withdrawn),
            in_data=tuple(self._in_data),
        )

    def _events(self) -> Iterator[dict[str, Any]]:
        nothing = {"field": None, "before": None, "after": None}
        for id_, changes in self._amended.items():
            told = {"notice_id": id_, "day": self._day, "event": "notice_amended"}
            yield from (told | asdict(change) for change in changes)
        for event, ids in (
            ("notice_delisted", self._delisted),
            ("notice_relisted", self._relisted),
        ):
            for id_ in ids:
                yield {"notice_id": id_, "day": self._day, "event": event} | nothing


def _said_last(connection: sa.Connection, id_: str, stands: Mapping[str, Any]) -> Mapping[str, Any]:
    """What its source last said of a notice that a person has accepted.

    That is what was read of it before, and not how the person put it, unless nothing was.
    """
    read = connection.scalar(_LAST_READ, {"id": id_})
    said = dict(read or stands)
    for name, before, after in connection.execute(_TOLD_OF, {"id": id_}):
        if not read or said[name] == before:
            said[name] = after
    return said


def _in_data(
    connection: sa.Connection, rows: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """What data/ says of each of the rows that people have accepted, by id."""
    accepted: dict[str, dict[str, Any]] = {}
    for start in range(0, len(rows), AT_ONCE):
        found = connection.execute(
            sa.select(notice.c.id, *(notice.c[name] for name in SAID_BY_SOURCE)).where(
                notice.c.bundled,
                notice.c.id.in_([row["id"] for row in rows[start : start + AT_ONCE]]),
            )
        )
        for row in found:
            accepted[row.id] = {name: getattr(row, name) for name in SAID_BY_SOURCE}
    return accepted


def _standing(
    connection: sa.Connection, source_id: str, *, compared: bool
) -> dict[str, dict[str, Any]]:
    """The source's notices that stand and are not in data/, by id; whole if they are `compared`."""
    query = _STANDING if compared else _PRESENT
    rows = connection.execute(query, {"source": source_id}).mappings()
    return {row["id"]: dict(row) for row in rows}


def _capture(row: Mapping[str, Any]) -> str | None:
    """The address of the capture that a row was read in; None if the source itself said it."""
    return row["read_url"] if row["via"] == "wayback" else None


def _is_older(before: Mapping[str, Any], capture: str | None) -> bool:
    """Whether a capture is older than what stands; what the site itself said counts as newer.

    The address of a capture begins with its moment.
    """
    return capture is not None and (before["via"] == "live" or capture < before["read_url"])


def _marks(row: Mapping[str, Any]) -> set[Hashable]:
    """What a notice has in common with one that tells of the same act."""
    return {by_address(row), by_title(row)} - {None}


def _said(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain_list(record[name]) for name in RECORD_COLUMNS}


def _field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in _COMPARED:
        old, new = plain_list(before[name]), plain_list(after[name])
        if old != new:
            yield FieldChange(name, _as_text(old), _as_text(new))


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    return ", ".join(value) if isinstance(value, list) else str(value)


def _update(connection: sa.Connection, ids: Sequence[str], **columns: Any) -> None:
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        connection.execute(sa.update(notice).where(notice.c.id.in_(part)).values(**columns))
