"""What must not stand as it does is worded otherwise wherever it is kept; nothing else moves."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from atlas.facts import Facts
from atlas.store import open_store
from atlas.store.standing import said_digest
from tests.atlas.factories import description
from tests.atlas.store.examples import MONDAY, a_harvest, a_notice, a_row, facts_with


def without_secret(row: dict[str, Any]) -> dict[str, Any]:
    """The row without the word; its moments and numbers as they are."""
    text = {name: value for name, value in row.items() if isinstance(value, (str, tuple, dict))}
    return row | {
        name: tuple(json.loads(json.dumps(value).replace("secret", "KEY")))
        if isinstance(value, tuple)
        else json.loads(json.dumps(value).replace("secret", "KEY"))
        for name, value in text.items()
    }


def test_every_version_of_a_sources_notices_is_worded_otherwise_and_no_other_sources(
    url: str, facts: Facts
) -> None:
    with open_store(url) as store:
        store.fill(facts_with(facts, a_notice("bundled", title="A secret of data/")))
        store.keep_catalogue({"us-x": description()})
        store.keep_run(a_harvest(a_row("z", id="kr-z", title="A secret"), source_id="kr-x"))
        first = a_row("a", title="First secret", firms=["Secret secret Ltd."])
        store.keep_run(a_harvest(first, a_row("b", title="Plain")))
        second = a_row("a", title="Second secret")
        day = MONDAY + timedelta(days=1)
        store.keep_run(a_harvest(second, listed={"b"}, day=day, remark="secret", fault="outage"))
        assert len(store.search("secret")) == 3
        revision = store.revision()
        for _ in range(2):
            store.reword("us-x", without_secret)
            assert store.revision() == revision + 1
        assert set(store.search("secret")) == {"bundled", "kr-z"}
        assert store.search("KEY") == ["us-x-a"]
        (version,) = store.versions("us-x-a")
        assert (version.record["title"], version.record["firms"]) == (
            "First KEY",
            ["Secret KEY Ltd."],
        )
        assert version.digest == said_digest(version.record)
        edition = store.read_edition()
        told = edition.notice_changes
        assert ("First KEY", "Second KEY") in set(zip(told["before"], told["after"], strict=True))
        notices = edition.notices.set_index("id")
        assert (notices.loc["us-x-a"].title, notices.loc["us-x-a"].version) == ("Second KEY", 2)
        assert notices.loc["us-x-b"].title == "Plain"
        assert [record.message for record in store.sources()] == ["KEY"]
        # To the next run it says what it said.
        again = store.keep_run(a_harvest(a_row("a", title="Second KEY"), day=day))
        assert (again.amended, again.unchanged) == ({}, 1)
