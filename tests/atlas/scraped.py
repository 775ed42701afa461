"""A store in which an invented scraper has read, amended and lost invented notices."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from atlas.source_list import read_source_list
from atlas.store import Harvest, open_store
from tests.atlas.store.examples import a_notice, row_of

SOURCE = "kr-mfds-boards-rss"
BLOCKED = "de-pei"
BAN, ALERT, GONE = "kr-x-ban", "kr-x-alert", "kr-x-gone"
BAN_TITLE = "엑소좀 주사 금지"


def scraped_store(bundled: str, folder: Path) -> str:
    """The address of a copy of the store at `bundled` with three machine-read notices of KR.

    BAN has a Korean title only; ALERT was amended on 21 November 2026; GONE is not listed any more
    since that day, and came from the Internet Archive. Another source is blocked.
    """
    copy = folder / "scraped.db"
    shutil.copy(bundled.removeprefix("sqlite:///"), copy)
    url = f"sqlite:///{copy}"
    first = [
        _row(BAN, title=BAN_TITLE, title_en="", language="ko"),
        _row(ALERT, kind="safety_alert", title="Old <b>alert</b>", effect="informs"),
        _row(GONE, kind="recall", title="Recall that went", via="wayback"),
    ]
    amended = _row(
        ALERT, kind="recall", title="New <b>alert</b>", effect="informs", origin=["animal", "human"]
    )
    with open_store(url) as store:
        store.keep_catalogue(read_source_list())
        store.keep_run(_harvest(first, 20))
        store.keep_run(_harvest([amended], 21, listed={BAN, ALERT}, gone={GONE}))
        store.keep_failure(
            BLOCKED, tried_at=_moment(21), fault="blocked", message="Forbidden: 403 <i>no</i>",
            seconds=1.0,
        )  # fmt: skip
    return url


def _moment(day: int) -> datetime:
    return datetime(2026, 11, day, 6, tzinfo=UTC)


def _harvest(rows: list[dict[str, Any]], day: int, **given: Any) -> Harvest:
    counts = {"seen": 40, "relevant": len(rows)}
    held = [{"key": "bad", "title": "Undatable", "reason": "no date in 'soon'"}]
    moment = _moment(day)
    return Harvest(SOURCE, moment, moment.date(), rows, counts=counts, held=held, **given)


def _row(id_: str, **changes: Any) -> dict[str, Any]:
    title = changes.get("title", "")
    record = a_notice(id_).record() | {
        "jurisdiction": "KR", "published": "2026-11-18", "via": "live", "confidence": "medium",
        "url": f"https://mfds.example/{id_}", "read_url": f"https://mfds.example/{id_}",
        "sha256": "0" * 64, "title_en": title,
    }  # fmt: skip
    return row_of(record | changes, id_)
