"""The review queue, and what a person's answer does: only it moves the law."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import atlas.cli.review
from atlas import acceptance
from atlas.cli import app
from atlas.facts import Facts, digest
from atlas.review import beside, queue
from atlas.store import ROW_KEYS, FillReport, Harvest, Store, open_store
from atlas.validate import validate
from tests.atlas.factories import TODAY, edition_of, notice, position
from tests.atlas.store.examples import a_notice
from tests.bundled import copy_of_one_place

BAN = {
    "title": "Ban of injected exosome products",
    "kind": "ban",
    "jurisdiction": "KR",
    "origin": ["human"],
    "uses": ["injection"],
    "published": "2026-11-20",
}

pytestmark = pytest.mark.usefixtures("same_text_read_once")


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/, in which Korea alone has law, and a store filled from it, to be copied.

    An answer has all of data/ checked and filled from, which takes long for the whole world.
    """
    folder = tmp_path_factory.mktemp("korea")
    data = copy_of_one_place("KR", folder / "data")
    with open_store(f"sqlite:///{folder / 'atlas.db'}") as store:
        store.ensure_filled(data)
    return folder


@pytest.fixture
def store(korea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    shutil.copy(korea / "atlas.db", tmp_path / "atlas.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    monkeypatch.setenv("COLUMNS", "240")
    with open_store() as opened:
        yield opened


@pytest.fixture
def data(korea: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(korea / "data", tmp_path / "data"))


@pytest.fixture(scope="module")
def waiting_ban(korea: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, in which a ban waits, and data/."""
    folder = Path(shutil.copytree(korea, tmp_path_factory.mktemp("waiting") / "korea"))
    with open_store(f"sqlite:///{folder / 'atlas.db'}") as store:
        scraped(store, {**BAN, "key": "ban"})
    return folder


@pytest.fixture
def unmoved(waiting_ban: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """data/ beside a store in which a ban waits: whatever is asked, both stay as they were."""
    url, data = f"sqlite:///{waiting_ban / 'atlas.db'}", waiting_ban / "data"
    monkeypatch.setenv("DATABASE_URL", url)
    with open_store(url) as store:
        before = store.revision(), digest(data)
        yield data
        assert (store.revision(), digest(data)) == before
        assert store.decisions() == []


def scraped(store: Store, *notices: dict[str, Any], day: int | date = 23) -> None:
    day = date(2026, 11, day) if isinstance(day, int) else day
    rows = []
    for changes in notices:
        key = changes["key"]
        record = {**a_notice(f"x-{key}").record(), "via": "live", "confidence": "medium"}
        record |= {"url": f"https://x.example/{key}", "read_url": f"https://x.example/{key}"}
        rows.append({name: {**record, **changes}.get(name) for name in ROW_KEYS} | {"key": key})
    store.keep_run(Harvest("x", datetime.combine(day, time(6), UTC), day, rows))


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", *arguments, "--data", str(data)])


def waiting(data: Path) -> dict[str, Any]:
    result = run(data, "list", "--format", "json")
    assert result.exit_code == 0, result.output
    return {row["id"]: row for row in json.loads(result.stdout)}


def test_what_could_move_a_position_waits_with_the_reason_and_the_position(
    store: Store, data: Path
) -> None:
    scraped(
        store,
        {**BAN, "key": "ban"},
        {**BAN, "key": "letter", "kind": "warning_letter", "effect": "enforces"},
        {**BAN, "key": "press", "kind": "press_release", "effect": "informs"},
        {**BAN, "key": "who", "jurisdiction": "INT", "kind": "guidance"},
        # KR requires authorisation of what is injected: a seizure there is no surprise. Where
        # nobody official has spoken, it is.
        {**BAN, "key": "new", "jurisdiction": "AQ", "kind": "seizure", "effect": "enforces"},
    )
    found = waiting(data)
    assert set(found) == {"x-ban", "x-new"}
    assert found["x-ban"]["why"].startswith("Ban can move a position")
    assert found["x-ban"]["scenarios"] == ["injected_or_iv"]
    assert found["x-ban"]["statuses"] == ["authorisation_required"]
    assert "which is “No data”" in found["x-new"]["why"]
    shown = run(data, "show", "x-ban")
    assert "authorisation_required" in shown.stdout
    assert "Ban of injected" in shown.stdout


@pytest.mark.parametrize(
    ("status", "kind", "effect", "why"),
    [
        ("permitted", "seizure", "enforces", "acts against"),
        ("no_specific_rule", "recall", "tightens", "acts against"),
        ("unclear", "warning_letter", "enforces", "acts against"),
        ("unclear", "press_release", "informs", None),
        ("conditional", "seizure", "enforces", None),
        ("prohibited", "seizure", "enforces", None),
        ("prohibited", "trial_authorisation", "clarifies", "lets through"),
        ("prohibited", "press_release", "loosens", "lets through"),
        ("prohibited", "press_release", "informs", None),
        ("conditional", "trial_authorisation", "loosens", None),
        ("conditional", "legislation", "loosens", "can move a position"),
    ],
)
def test_what_contradicts_a_status_waits(
    status: str, kind: str, effect: str, why: str | None
) -> None:
    act = notice("a", kind=kind, effect=effect, review="machine_read", source_id="x")
    world = edition_of(position("US", status), notices=[act])
    reasons = list(queue(world, as_of=TODAY)["why"])
    assert len(reasons) == (why is not None)
    assert why is None or why in reasons[0]


def test_the_queue_compares_with_the_status_of_the_day() -> None:
    rules = [position("US", "unclear"), position("US", "prohibited", effective_from="2026-01-01")]
    act = notice("a", kind="seizure", review="machine_read", source_id="x")
    world = edition_of(*rules, notices=[act])
    (waiting_then,) = queue(world, as_of=date(2025, 12, 31)).to_dict("records")
    assert waiting_then["statuses"] == ("unclear",)
    assert queue(world, as_of=date(2026, 1, 1)).empty


def test_beside_a_notice_stand_the_scenarios_it_speaks_of_beside_one_of_the_world_none() -> None:
    acts = [notice("a"), notice("int", jurisdiction="INT")]
    world = edition_of(position("US", "unclear"), notices=acts)
    assert [each.status for each in beside(world, "a", TODAY)] == ["unclear"]
    assert beside(world, "int", TODAY) == beside(world, "none", TODAY) == []


def test_shown_as_csv_are_the_positions_and_no_json(store: Store, data: Path) -> None:
    scraped(store, {**BAN, "key": "ban"})
    shown = run(data, "show", "x-ban", "--format", "csv").stdout
    (position,) = csv.DictReader(StringIO(shown))
    assert (position["scenario"], position["jurisdiction"]) == ("injected_or_iv", "KR")


def test_with_a_bloc_come_the_notices_of_its_members(store: Store, data: Path) -> None:
    scraped(store, {**BAN, "key": "ban", "jurisdiction": "AE"}, {**BAN, "key": "other"})
    listed = run(data, "list", "--place", "GCC", "--format", "json").stdout
    assert [row["id"] for row in json.loads(listed)] == ["x-ban"]


def test_accepting_writes_the_dated_entry_and_the_notice_and_the_law_moves(
    store: Store, data: Path
) -> None:
    scraped(store, {**BAN, "key": "ban"})
    before = (data / "law" / "KR.yaml").read_text("utf-8")
    result = run(
        data, "accept", "x-ban", "--by", "A. Reader", "--why", "The decree forbids it",
        "--status", "prohibited", "--effective-from", "2026-11-20", "--penalty", "A fine",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    text = (data / "law" / "KR.yaml").read_text("utf-8")
    assert "# Accepted by A. Reader on" in text
    kept = iter(text.splitlines())
    assert all(line in kept for line in before.splitlines())
    assert validate(data) == []
    assert waiting(data) == {}
    edition = store.read_edition()
    standing = edition.law.standing("KR", "injected_or_iv", datetime(2026, 11, 20).date())
    assert standing.position
    assert (standing.status, standing.position.penalty) == ("prohibited", "A fine")
    assert standing.position.notices == ("x-ban",)
    day_before = edition.law.standing("KR", "injected_or_iv", datetime(2026, 11, 19).date())
    assert day_before.status == "authorisation_required"
    row = edition.notices_by_id(["x-ban"]).iloc[0]
    assert (row.review, row.source_id) == ("reviewed", "x")
    (decision,) = store.decisions()
    assert (decision.decided_by, decision.decision) == ("A. Reader", "accept")
    assert decision.entry
    assert decision.entry["status"] == "prohibited"
    # The scraper meets it again: what stands in data/ is the person's.
    scraped(store, {**BAN, "key": "ban", "title": "Other"}, day=24)
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].title == BAN["title"]


def test_a_part_that_a_rule_does_not_reach_is_not_reached_by_what_replaces_it(
    store: Store, data: Path
) -> None:
    law = data / "law" / "KR.yaml"
    text = law.read_text("utf-8")
    law.write_text(
        text.replace("  injected_or_iv:\n  - ", "  injected_or_iv:\n  - except_in: [KR-49]\n    ")
    )
    scraped(store, {**BAN, "key": "ban"})
    result = run(
        data, "accept", "x-ban", "--by", "A. Reader", "--why", "The decree forbids it",
        "--status", "prohibited", "--effective-from", "2026-11-20",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    *_, taken = store.read_edition().law.history("KR", "injected_or_iv")
    assert (taken.status, taken.except_in) == ("prohibited", ("KR-49",))


def test_accepting_without_a_status_moves_no_position(store: Store, data: Path) -> None:
    scraped(store, {**BAN, "key": "ban"})
    law = (data / "law" / "KR.yaml").read_bytes()
    result = run(data, "accept", "x-ban", "--by", "A. Reader", "--why", "As we have it")
    assert "No position moved" in result.stdout
    assert (data / "law" / "KR.yaml").read_bytes() == law
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].review == "reviewed"


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--status", "prohibited"], 2, "--effective-from"),
        (["--status", "forbidden", "--effective-from", "2026"], 2, "prohibited"),
        (["--status", "prohibited", "--effective-from", "soon"], 2, "yyyy-mm-dd"),
        (["--scenario", "clinical_trial"], 2, "--status"),
        (["--unclear-reason", "silent"], 2, "--status"),
        (["--note", "As read"], 2, "--status"),
        (["--effective-from", ""], 2, "--status"),
        (["--by", ""], 2, "--by"),
        (["--why", " \n"], 2, "--why"),
        (["--status", "permitted", "--effective-from", "2026", "--basis", "none"], 1, "KR.yaml:"),
    ],
)
def test_what_would_not_be_sound_is_refused_and_nothing_is_written(
    unmoved: Path, options: list[str], code: int, said: str
) -> None:
    result = run(unmoved, "accept", "x-ban", "--by", "A", "--why", "B", *options)
    assert result.exit_code == code, result.output
    assert said in result.stderr


def test_each_fault_of_what_would_not_be_sound_is_a_line(unmoved: Path) -> None:
    unsound = ("--basis", "none", "--instrument-url", "ftp://regulator.example/decree")
    position = ("--status", "permitted", "--effective-from", "2026", *unsound)
    told = run(unmoved, "accept", "x-ban", "--by", "A", "--why", "B", *position).stderr
    first, *faults = told.splitlines()
    assert first == "nothing was written:"
    assert [fault.startswith("data/law/KR.yaml:") for fault in faults] == [True, True]


def test_a_notice_without_an_english_title_is_accepted_with_one_only(
    store: Store, data: Path
) -> None:
    scraped(store, {**BAN, "key": "ban", "title": "Ban of invented sera", "title_en": ""})
    decided = ("accept", "x-ban", "--by", "A. Reader", "--why", "As we have it")
    result = run(data, *decided)
    assert result.exit_code == 2
    assert result.stderr.split() == (
        "say --title-en, the title in English of: Ban of invented sera".split()
    )
    assert run(data, *decided, "--title-en", "A ban").exit_code == 0
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].title_en == "A ban"


def test_a_notice_of_which_no_text_was_read_is_accepted_with_a_summary_only(
    store: Store, data: Path
) -> None:
    scraped(store, {**BAN, "key": "ban", "summary": ""})
    decided = ("accept", "x-ban", "--by", "A. Reader", "--why", "As we have it")
    result = run(data, *decided)
    assert (result.exit_code, "say --summary" in result.stderr) == (2, True)
    scraped(store, {**BAN, "key": "ban", "summary": "As the page says."})
    assert run(data, *decided, "--summary", "It bars sera.").exit_code == 0
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].summary == "It bars sera."


@pytest.mark.parametrize("last_written", ["KR.jsonl", "KR.yaml"])
def test_who_was_interrupted_accepts_again_and_what_was_missing_is_written(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch, last_written: str
) -> None:
    class Killed(BaseException):
        pass

    def killed_after(path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        if path.name == last_written:
            raise Killed

    scraped(store, {**BAN, "key": "ban"})
    decided = (
        "accept", "x-ban", "--by", "A. Reader", "--why", "The decree forbids it",
        "--status", "prohibited", "--effective-from", "2026-11-20",
    )  # fmt: skip
    with monkeypatch.context() as killing:
        killing.setattr(acceptance, "_replace", killed_after)
        with pytest.raises(Killed):
            run(data, *decided)
    assert store.decisions() == []
    result = run(data, *decided)
    assert result.exit_code == 0, result.output
    assert (data / "law" / "KR.yaml").read_text("utf-8").count("- x-ban\n") == 1
    assert (data / "notices" / "KR.jsonl").read_text("utf-8").count('"x-ban"') == 1
    assert [each.decided_by for each in store.decisions()] == ["A. Reader"]
    assert run(data, *decided).exit_code == 2


def test_who_accepts_while_another_fills_the_store_leaves_it_at_what_both_wrote(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = Store.fill

    def overtaken(filled: Store, older: Facts) -> FillReport:
        monkeypatch.setattr(Store, "fill", fill)
        (data / "written-meanwhile").touch()
        filled.ensure_filled(data)
        return fill(filled, older)

    scraped(store, {**BAN, "key": "ban"})
    store.ensure_filled(data)
    monkeypatch.setattr(Store, "fill", overtaken)
    assert run(data, "accept", "x-ban", "--by", "A", "--why", "As we have it").exit_code == 0
    assert (data / "written-meanwhile").exists()
    assert store.ensure_filled(data) is None


def test_what_a_person_wrote_into_the_data_without_a_scraper_is_not_accepted(
    unmoved: Path,
) -> None:
    id_ = json.loads((unmoved / "notices" / "KR.jsonl").read_text("utf-8").split("\n")[0])["id"]
    result = run(unmoved, "accept", id_, "--by", "A", "--why", "B")
    assert result.exit_code == 2
    assert "reviewed already" in result.stderr


def test_a_disk_that_is_full_is_named_with_the_file_and_leaves_no_draft(
    unmoved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(draft: Path, *_: object, **__: object) -> int:
        draft.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as filling:
        filling.setattr(acceptance, "validate", lambda _: filling.setattr(Path, "write_text", full))
        result = run(unmoved, "accept", "x-ban", "--by", "A", "--why", "B")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert "KR.jsonl" in result.stderr


def test_an_answer_that_cannot_be_written_is_left_to_the_program_to_tell_of(
    unmoved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atlas.cli.review, "write", full)
    result = run(unmoved, "list")
    assert isinstance(result.exception, OSError)
    assert result.exception.errno == errno.ENOSPC


def test_a_rejected_notice_waits_no_longer_until_its_source_amends_it(
    store: Store, data: Path
) -> None:
    scraped(store, {**BAN, "key": "ban"})
    assert run(data, "reject", "x-ban", "--by", "A. Reader", "--why", "A draft").exit_code == 0
    assert waiting(data) == {}
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].review == "machine_read"
    assert run(data, "reject", "x-ban", "--by", "B", "--why", "Again").exit_code == 2
    scraped(store, {**BAN, "key": "ban", "title": "Ban, now in force"}, day=24)
    assert set(waiting(data)) == {"x-ban"}


def test_an_accepted_notice_comes_back_when_its_source_changes_it_until_somebody_confirms(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    yesterday, later, last = (now + timedelta(days=days) for days in (-1, 1, 2))
    monkeypatch.setattr("atlas.cli.review.datetime", SimpleNamespace(now=lambda _: yesterday))
    scraped(store, {**BAN, "key": "ban"})
    accepted = run(
        data, "accept", "x-ban", "--by", "A", "--why", "As we have it",
        "--status", "prohibited", "--effective-from", "2026-11-20",
    )  # fmt: skip
    assert accepted.exit_code == 0, accepted.output
    assert run(data, "confirm", "x-ban", "--by", "A", "--why", "Why").exit_code == 2
    scraped(store, {**BAN, "key": "ban", "title": "Ban, suspended"}, day=now.date())
    (row,) = waiting(data).values()
    assert row["why"] == (
        "accepted, and since then its source changed its title; cited by 1 position on record"
    )
    assert (
        "title: Ban of injected exosome products → Ban, suspended"
        in run(data, "show", "x-ban").stdout
    )
    store.keep_run(Harvest("x", later, later.date(), [], gone={"ban"}))
    assert "; its source does not list it any more;" in waiting(data)["x-ban"]["why"]

    monkeypatch.setattr("atlas.cli.review.datetime", SimpleNamespace(now=lambda _: later))
    before = (data / "notices" / "KR.jsonl").read_text("utf-8").splitlines()
    confirmed = run(data, "confirm", "x-ban", "--by", "B", "--why", "Read again")
    assert confirmed.exit_code == 0, confirmed.output
    after = (data / "notices" / "KR.jsonl").read_text("utf-8").splitlines()
    (old,), (new,) = ([line for line in lines if '"x-ban"' in line] for lines in (before, after))
    assert json.loads(new) == json.loads(old) | {"verified_on": f"{later:%Y-%m-%d}"}
    assert [each for each in after if each != new] == [each for each in before if each != old]
    assert waiting(data) == {}
    assert [each.decision for each in store.decisions()] == ["accept", "confirm"]
    assert store.read_edition().notices_by_id(["x-ban"]).iloc[0].delisted_on is not None
    scraped(store, {**BAN, "key": "ban", "title": "Ban, lifted"}, day=last.date())
    assert "its source changed its title;" in waiting(data)["x-ban"]["why"], "and so each time"


def by_hand(data: Path, id_: str, **changes: Any) -> None:
    """Write a notice of KR into data/, as a person does."""
    given = {"jurisdiction": "KR", "published": "2026-11-20", "verified_on": "2026-11-23"}
    said = a_notice(id_, **given, **changes).model_dump(mode="json")
    with (data / "notices" / "KR.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False) + "\n")


def test_what_was_written_by_hand_comes_back_when_its_source_changes_it_until_somebody_confirms(
    store: Store, data: Path
) -> None:
    by_hand(data, "kr-x-ban", url="https://x.example/ban", title="Ban, as a person put it")
    scraped(store, {**BAN, "key": "ban"})
    assert waiting(data) == {}, "what was read first is no change, however it is put"
    scraped(store, {**BAN, "key": "ban", "kind": "recall"}, day=24)
    assert waiting(data) == {}, "nor is how it was classified"
    scraped(store, {**BAN, "key": "ban", "title": "Ban, lifted", "uses": ["topical"]}, day=25)
    (row,) = waiting(data).values()
    assert row["id"] == "kr-x-ban"
    assert row["why"] == (
        "on record, and since then its source changed its title; cited by 0 positions on record"
    )
    assert (
        "title: Ban of injected exosome products → Ban, lifted"
        in run(data, "show", "kr-x-ban").stdout
    )
    day = date(2026, 11, 26)
    store.keep_run(Harvest("x", datetime.combine(day, time(6), UTC), day, [], gone={"ban"}))
    (row,) = waiting(data).values()
    assert "changed its title; its source does not list it any more;" in row["why"]
    assert row["delisted_on"] == "2026-11-26"
    file = data / "notices" / "KR.jsonl"
    before = json.loads(file.read_text("utf-8").splitlines()[-1])
    assert run(data, "confirm", "kr-x-ban", "--by", "B", "--why", "Read again").exit_code == 0
    assert waiting(data) == {}
    now = json.loads(file.read_text("utf-8").splitlines()[-1])
    checked = {"first_seen": before["verified_on"], "verified_on": now["verified_on"]}
    assert now == before | checked
    assert now["verified_on"] > before["verified_on"]
    day = datetime.now(UTC).date()
    # An hour before what `scraped` keeps, whatever the hour of the test.
    early = datetime.combine(day, time(5), UTC)
    store.keep_run(Harvest("x", early, day, [], irrelevant={"ban": None}))
    (row,) = waiting(data).values()
    assert "and since then its source does not speak of exosomes any more;" in row["why"]
    scraped(store, {**BAN, "key": "ban", "title": "Ban, lifted"}, day=day)
    assert waiting(data) == {}, "it does again"
    assert (
        store.read_edition().notices_by_id(["kr-x-ban"]).iloc[0].title == "Ban, as a person put it"
    )


def test_what_was_written_by_hand_comes_back_when_a_page_that_it_names_changes(
    store: Store, data: Path
) -> None:
    letter, list_ = "https://x.example/letter", "https://x.example/list"
    by_hand(data, "kr-x-one", url="https://x.example/one", other_urls=(f"{letter}/",))
    by_hand(data, "kr-x-two", read_url=letter, other_urls=(list_,))
    many = [
        {**BAN, "kind": "recall", "key": key, "url": url}
        for key, url in (("letter", letter), ("a", list_), ("b", list_))
    ]
    scraped(store, *many)
    assert waiting(data) == {}
    scraped(store, *({**each, "title": "Amended", "title_en": "Amended"} for each in many), day=24)
    why = "on record, and since then the source of x-letter, whose page it names, changed its title"
    assert {id_: row["why"].split("; ")[:-1] for id_, row in waiting(data).items()} == {
        "kr-x-one": [why],
        "kr-x-two": [why],
    }
    store.keep_run(Harvest("x", datetime.now(UTC), date(2026, 11, 25), [], gone={"letter"}))
    assert "whose page it names, does not list it any more" in waiting(data)["kr-x-two"]["why"]
    store.keep_run(Harvest("x", datetime.now(UTC), date(2026, 11, 26), [], listed={"letter"}))
    assert "does not list it" not in waiting(data)["kr-x-two"]["why"]
    assert run(data, "confirm", "kr-x-one", "--by", "B", "--why", "Read again").exit_code == 0
    assert set(waiting(data)) == {"kr-x-two"}


def test_what_a_source_does_on_the_day_of_an_answer_waits_if_it_came_after_it(
    store: Store, data: Path
) -> None:
    today = datetime.now(UTC).date()
    scraped(store, {**BAN, "key": "ban"})
    scraped(store, {**BAN, "key": "ban", "title": "Ban, mended"}, day=today)
    assert run(data, "accept", "x-ban", "--by", "A", "--why", "As it is now").exit_code == 0
    assert waiting(data) == {}, "the amendment was in sight"
    scraped(store, {**BAN, "key": "ban", "title": "Ban, suspended"}, day=today)
    assert "its source changed its title;" in waiting(data)["x-ban"]["why"]
    assert run(data, "confirm", "x-ban", "--by", "A", "--why", "Read again").exit_code == 0
    assert waiting(data) == {}
    later = datetime.combine(today, time(7), UTC)  # than the runs of that day before it
    store.keep_run(Harvest("x", later, today, [], gone={"ban"}))
    assert "and since then its source does not list it" in waiting(data)["x-ban"]["why"]
    assert run(data, "confirm", "x-ban", "--by", "A", "--why", "It is law still").exit_code == 0
    assert waiting(data) == {}


def test_what_a_source_does_on_the_day_of_a_check_waits_until_somebody_confirms(
    store: Store, data: Path
) -> None:
    by_hand(data, "kr-x-ban", url="https://x.example/ban")
    scraped(store, {**BAN, "key": "ban"})
    scraped(store, {**BAN, "key": "ban", "title": "Ban, lifted"})  # on the day of its check
    assert "its source changed its title;" in waiting(data)["kr-x-ban"]["why"]
    assert run(data, "confirm", "kr-x-ban", "--by", "A", "--why", "Read again").exit_code == 0
    assert waiting(data) == {}


def test_of_a_decision_of_an_older_store_the_day_alone_tells(store: Store, data: Path) -> None:
    today = datetime.now(UTC)
    scraped(store, {**BAN, "key": "ban"})
    assert run(data, "accept", "x-ban", "--by", "A", "--why", "As we have it").exit_code == 0
    scraped(store, {**BAN, "key": "ban", "title": "Ban, suspended"}, day=today.date())
    edition = store.read_edition()
    assert list(queue(edition, {("x-ban", 1): None})["id"]) == []
    assert "x-ban" in set(queue(edition, {("x-ban", 1): 0})["id"])


@pytest.mark.parametrize("is_written", [False, True])
def test_whose_confirming_is_interrupted_is_on_record_and_what_is_not_written_waits(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch, *, is_written: bool
) -> None:
    class Killed(BaseException):
        pass

    def killed(path: Path, text: str) -> None:
        if is_written:
            path.write_text(text, encoding="utf-8")
        raise Killed

    scraped(store, {**BAN, "key": "ban"})
    assert run(data, "accept", "x-ban", "--by", "A", "--why", "As we have it").exit_code == 0
    later = datetime.now(UTC) + timedelta(days=1)
    store.keep_run(Harvest("x", later, later.date(), [], gone={"ban"}))
    monkeypatch.setattr("atlas.cli.review.datetime", SimpleNamespace(now=lambda _: later))
    monkeypatch.setattr(acceptance, "_replace", killed)
    with pytest.raises(Killed):
        run(data, "confirm", "x-ban", "--by", "B", "--why", "Read again")
    assert [each.decided_by for each in store.decisions()] == ["A", "B"]
    assert set(waiting(data)) == (set() if is_written else {"x-ban"})


def test_an_unknown_notice_is_named(unmoved: Path) -> None:
    result = run(unmoved, "accept", "nobody", "--by", "A", "--why", "B")
    assert result.exit_code == 2
    assert "nobody" in result.stderr
