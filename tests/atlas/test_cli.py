"""The commands: exact output for programs, a message and an exit code for what is not known."""

import csv
import io
import json
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from atlas.cli import app
from atlas.columns import STANDING, names
from atlas.edition import Edition
from atlas.judgement import VERDICTS
from atlas.store import Store
from tests.atlas.factories import edition_of, position
from tests.bundled import recorded_facts

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESIGN_KEYS = [
    "jurisdiction", "name", "scenario", "status", "inherited_from", "effective_from", "instrument",
    "conditions", "penalty", "confidence", "source_read", "verified_on", "read_url", "notices",
    "risk", "risk_parts",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store that the first command fills, and of which each state is read once.

    Every command opens it and looks whether it is filled; to read it all takes longer.
    """
    read_edition = Store.read_edition
    editions: dict[tuple[str, int], Edition] = {}

    def read_once(store: Store) -> Edition:
        state = os.environ["DATABASE_URL"], store.revision()
        if state not in editions:
            editions[state] = read_edition(store)
        return editions[state]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('store')}/atlas.db")
        patch.setattr(Store, "read_edition", read_once)
        yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def rows(*arguments: str) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_status_gives_a_row_for_each_scenario_under_the_names_of_the_design() -> None:
    found = rows("status", "South Korea")
    assert len(found) == 6
    assert list(found[0])[: len(DESIGN_KEYS)] == DESIGN_KEYS
    injected = next(row for row in found if row["scenario"] == "injected_or_iv")
    assert (injected["jurisdiction"], injected["status"]) == ("KR", "authorisation_required")
    assert injected["inherited_from"] is None
    assert injected["read_url"].startswith("http")
    assert round(sum(injected["risk_parts"].values()), 1) == injected["risk"]


def test_people_read_the_risk_as_the_pages_write_it() -> None:
    said = run("status", "Antarctica", "--scenario", "clinical_trial").stdout
    assert re.search(r"\b50\b", said)
    assert "50.0" not in said


def test_the_day_of_a_text_is_unknown_only_where_there_is_one() -> None:
    assert "unknown" in run("status", "Morocco", "--scenario", "animal_topical_cosmetic").stdout
    needled = run("status", "Morocco", "--scenario", "topical_with_microneedling").stdout
    assert "unclear" in needled
    assert "unknown" not in needled


def test_status_without_a_place_answers_for_every_country_and_territory() -> None:
    found = rows("status", "--scenario", "clinical_trial")
    codes = [row["jurisdiction"] for row in found]
    assert len(codes) == len(set(codes)) >= 249 + 12
    assert {"AQ", "KR", "US-TN", "EU"} <= set(codes)
    assert next(row for row in found if row["jurisdiction"] == "AQ")["status"] == "no_data"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Korea, Republic of", "KR"),
        ("EU", "EU"),
        ("us-tn", "US-TN"),
    ],
)
def test_a_place_is_found_by_code_name_or_bloc(asked: str, code: str) -> None:
    assert {row["jurisdiction"] for row in rows("status", asked)} == {code}


def test_a_place_or_scenario_named_twice_is_answered_once() -> None:
    once = rows("status", "KR", "--scenario", "clinical_trial")
    twice = rows(
        "status", "KR", "South Korea", "--scenario", "clinical_trial",
        "--scenario", "clinical_trial",
    )  # fmt: skip
    assert len(once) == 1
    assert twice == once


def test_a_bloc_and_its_member_are_answered_once_each() -> None:
    found = rows("status", "GCC", "SA", "--members", "--scenario", "clinical_trial")
    assert [row["jurisdiction"] for row in found] == ["AE", "BH", "KW", "OM", "QA", "SA"]


def test_one_notice_is_not_called_notices() -> None:
    assert run("notices", "สเต็มเซลล์").stdout.startswith("1 notice ")


def test_status_of_a_past_day_uses_only_what_was_in_force() -> None:
    def eu(day: str) -> str:
        (row,) = rows("status", "EU", "--scenario", "human_topical_cosmetic", "--as-of", day)
        return str(row["status"])

    assert (eu("2013-07-10"), eu("2013-07-11")) == ("no_data", "prohibited")


def test_status_says_for_which_day_it_answers() -> None:
    assert {row["as_of"] for row in rows("status", "SA", "--as-of", "2026-09-30")} == {"2026-09-30"}
    assert {row["as_of"] for row in rows("status", "SA")} == {date.today().isoformat()}


def test_people_are_told_what_an_answer_about_the_past_cannot_know() -> None:
    asked = ("SA", "--as-of", "2026-09-30")
    said = "A rule without a date counts as in force from an unknown earlier day"
    launch = ("--origin", "animal", "--use", "topical_cosmetic")
    for command in (("status", *asked), ("check", *asked, *launch)):
        assert said in " ".join(run(*command).stdout.split())
    assert said not in " ".join(run("status", "SA").stdout.split())


def test_csv_has_the_same_columns_and_rows() -> None:
    result = run("status", "JP", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(found[0]) == names(STANDING)
    assert [row["status"] for row in found] == [row["status"] for row in rows("status", "JP")]


def test_the_table_for_people_says_by_whose_rule_a_part_is_sure() -> None:
    asked = ("status", "US-GA", "--scenario", "injected_or_iv")
    launch = ("check", "US-GA", "--origin", "human", "--use", "injection")
    for table in (asked, launch):
        assert "high, by the rule of" in run(*table).stdout
    (row,) = rows(*asked)
    assert (row["confidence"], row["sure_by"]) == ("high", "US")


def test_what_is_asked_above_stands_beside_what_the_own_row_asks() -> None:
    own, bloc = rows("status", "DE", "EU", "--scenario", "topical_with_microneedling")
    shared = set(bloc["conditions"])
    assert shared < set(own["conditions"])
    assert own["conditions_above"] == bloc["conditions_above"] == []
    (injected,) = rows("status", "SE", "--scenario", "injected_or_iv")
    assert [text.partition(":")[0] for text in injected["conditions_above"]] == ["European Union"]


def test_the_table_for_people_names_place_status_and_source() -> None:
    result = run("status", "KR", "--scenario", "topical_with_microneedling")
    assert result.exit_code == 0
    for shown in ("South Korea", "prohibited", "medium", "2026-12-01"):
        assert shown in result.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["status", "Sout Korea"], "South Korea (KR)"),
        (["status", "KR", "--scenario", "injected"], "injected_or_iv"),
        (["status", "KR", "--as-of", "2025-13-01"], "calendar"),
        (["check", "KR", "--origin", "humann", "--use", "injection"], "human"),
        (["check", "KR", "--origin", "human", "--use", "inject"], "injection"),
        (["check", "KR", "--origin", "human", "--use", "oral", "--claim", "cure"], "therapeutic"),
        (["check", "INT", "--origin", "human", "--use", "injection"], "make no law"),
        (["changes", "--since", "yesterday"], "yyyy-mm-dd"),
        (["notices", "--kind", "warning"], "warning_letter"),
        (["notices", "--place", "Germny"], "Germany (DE)"),
        (["status", "KR", "--format", "xml"], "json"),
        (["status", "KR", "--as-of", ""], "yyyy-mm-dd"),
        (["status", "KR", "--as-of", "2999-01-01"], "to come"),
        (["status", "INT"], "make no law"),
        (["check", "KR", "--origin", "human", "--use", "oral", "--as-of", ""], "yyyy-mm-dd"),
        (["check", "KR", "--origin", "human", "--use", "oral", "--as-of", "2999-01-01"], "to come"),
        (["changes", "--since", "2026-02-01", "--until", "2026-01-31"], "ends before it begins"),
        (["changes", "--since", ""], "yyyy-mm-dd"),
        (["changes", "--region", "Estern Asia"], "Eastern Asia"),
        (["changes", "--region", "KR"], "GCC"),
        (["brief", "KR", "--as-of", ""], "yyyy-mm-dd"),
    ],
)  # fmt: skip
def test_what_is_not_known_gets_exit_2_and_the_nearest_valid_word(
    arguments: list[str], hint: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_what_is_wrong_is_told_on_one_line_however_long() -> None:
    told = run("status", "A place that nobody knows, " * 5).stderr
    assert len(told) > 120
    assert told.count("\n") == 1


def test_check_says_verdict_grounds_regulators_and_precedents() -> None:
    found = rows("check", "KR", "--origin", "human", "--use", "injection")
    assert found["verdict"] == "authorisation_required"
    assert [ground["scenario"] for ground in found["grounds"]] == ["injected_or_iv"]
    assert "MFDS" in [regulator["regulator_short"] for regulator in found["regulators"]]
    assert found["precedents"][0]["nearness"] == "there"


def test_check_repeats_the_question_that_it_answers() -> None:
    said = run("check", "ES", "--origin", "animal", "--use", "microneedling").stdout
    assert "Animal origin · Microneedling · claim: Looks only" in said
    unknown = run("check", "ES", "--origin", "unspecified", "--use", "oral").stdout
    assert "Origin not stated · Swallowed · claim: Looks only" in unknown


def test_check_says_where_evidence_too_weak_for_a_verdict_points_to_a_bar() -> None:
    question = ("check", "AE", "--origin", "unspecified", "--use", "microneedling")
    assert "too weak for a verdict, points to: Do not launch." in run(*question).stdout


def test_check_of_a_therapeutic_claim_says_that_it_becomes_a_medicine() -> None:
    result = run(
        "check", "KR", "--origin", "plant", "--use", "topical_cosmetic", "--claim", "therapeutic"
    )
    assert result.exit_code == 0
    assert "turns this cosmetic into a medicine" in result.stdout
    assert "Not legal advice" in result.stdout


@pytest.mark.parametrize(
    ("place", "use", "said"),
    [
        ("JP", "injection", "All of these, and the ordinary duties:"),
        ("JP", "oral", "The nearest rule names these. It does not speak of this use:"),
        ("AQ", "oral", "Not known: the regulator has to say."),
    ],
)
def test_check_says_how_far_conditions_carry(place: str, use: str, said: str) -> None:
    printed = run("check", place, "--origin", "human", "--use", use).stdout
    assert f"Conditions\n{said}\n" in printed


def test_check_says_what_each_position_comes_to_beside_its_own_status() -> None:
    printed = run("check", "JP", "--origin", "human", "--use", "oral").stdout
    (ground,) = (line for line in printed.splitlines() if line.startswith("│ injected_or_iv"))
    assert [cell.strip() for cell in ground.split("│")][2:4] == ["conditional", "ask_regulator"]


def test_check_says_when_whom_to_ask_was_last_seen_acting() -> None:
    said = run("check", "NZ", "--origin", "human", "--use", "injection").stdout
    plain = " ".join(said.split())
    assert (
        "Environmental Protection Authority (New Zealand) (New Zealand); last act on record here: "
        "8 July 2025. Until 2011 Environmental Risk Management Authority (ERMA)." in plain
    )
    assert "may have been replaced" in said


def test_check_in_csv_is_a_row_for_each_ground() -> None:
    result = run("check", "FR", "--origin", "human", "--use", "microneedling", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["scenario"], row["verdict"]) for row in found] == [
        ("human_topical_cosmetic", "no_go"),
        ("topical_with_microneedling", "conditional"),
    ]


@pytest.mark.parametrize("use", ["microneedling", "topical_cosmetic"])
def test_check_in_csv_says_where_no_position_is_about_the_launch(use: str) -> None:
    asked = ("check", "EU", "--origin", "synthetic", "--use", use)
    verdict = rows(*asked)["verdict"]
    found = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert min((row["verdict"] for row in found), key=VERDICTS.index) == verdict == "ask_regulator"
    assert "so nothing is known" in found[-1]["why"]
    assert found[-1]["status"] == "no_data"


def test_changes_are_newest_first_and_within_their_days() -> None:
    found = rows("changes", "--since", "2026-01-01", "--until", "2026-05-31")
    dates = [row["date"] for row in found]
    assert dates
    assert all("2026" <= date < "2026-06" for date in dates)
    assert dates == sorted(dates, key=lambda text: f"{text}-01-01"[:10], reverse=True)
    assert "context" not in {row["relevance"] for row in found}


def test_a_rule_for_a_day_to_come_is_told_of_that_day_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = position("KR", "permitted", effective_from="2999-01-01")
    world = edition_of(rule)
    monkeypatch.setattr("atlas.cli.record.answering", lambda: nullcontext((world, None)))
    assert rows("changes") == []
    assert [row["after"] for row in rows("changes", "--until", "2999-01-01")] == ["permitted"]


def test_no_changes_say_that_some_facts_carry_no_date() -> None:
    said = run("changes", "--place", "QA", "--since", "2026-10-01").stdout
    assert said.startswith("0 changes: none")
    assert "That no change is shown does not prove that nothing changed" in said


def test_changes_say_where_a_ban_from_above_still_holds() -> None:
    said = run("changes", "--place", "LA", "--since", "2025-01-18", "--until", "2025-01-18").stdout
    holds = "Laos, Human-derived, on the skin, 2025-01-18: Prohibited still, by the rule of "
    assert f"{holds}the Association of Southeast Asian Nations (medium confidence)." in said
    assert said.count("still, by") == 1


def test_changes_of_a_region_are_those_of_its_countries_and_their_blocs() -> None:
    found = {row["jurisdiction"] for row in rows("changes", "--region", "andean community")}
    assert {"CAN", "PE"} <= found
    assert not {"CL", "EU", "US"} & found
    said = run("changes", "--region", "CAN").stdout
    assert re.search(r"carry no date: \d+ of \d+ positions .* of these places", said), said


def test_changes_say_what_a_first_day_leaves_out() -> None:
    none = run("changes", "--place", "US", "--since", "2026-10-01", "--context").stdout
    assert "The newest before 1 October 2026 dates from 20 May 2026." in none
    rough = run("changes", "--place", "CA", "--since", "2026-04-10").stdout
    assert "1 change of which only the month or the year is known" in rough


def test_changes_say_that_the_record_was_corrected_too() -> None:
    corrected = rows("changes", "--place", "FR", "--event", "record_corrected")
    assert {row["event"] for row in corrected} == {"record_corrected"}
    number = "1 correction" if len(corrected) == 1 else f"{len(corrected)} corrections"
    said = run("changes", "--place", "FR").stdout
    assert f"Not among them: {number} of what the atlas itself had said" in said
    assert "(--event record_corrected)" in said


def test_notices_are_searched_in_their_own_script() -> None:
    found = rows("notices", "엑소좀")
    assert found
    assert {row["jurisdiction"][:2] for row in found} == {"KR"}


# Of a place or a year: a table of everything takes seconds to lay out.
@pytest.mark.parametrize("asked", ["notices --place US", "changes --since 2025-01-01"])
def test_how_many_background_notices_are_left_out_is_told(asked: str) -> None:
    without, with_them = rows(*asked.split()), rows(*asked.split(), "--context")
    assert len(without) < len(with_them)
    told = re.search(
        r"Not among them: (\d+) background notices \(--context\)", run(*asked.split()).stdout
    )
    assert told is not None
    assert int(told[1]) == len(with_them) - len(without)
    assert "background" not in run(*asked.split(), "--context").stdout.splitlines()[-1]


def test_a_place_searched_for_as_a_word_is_told_how_to_ask_for() -> None:
    asked = "notices warning --place KR"
    assert f"python -m atlas {asked}" in run("notices", "Korea warning").stdout
    assert rows(*asked.split())
    assert "taken as a place" not in run("notices", "Korea", "--place", "JP").stdout
    assert "taken as a place" not in run("notices", "hair").stdout


def test_a_place_without_notices_is_not_offered_to_those_who_search(edition: Edition) -> None:
    silent = next(
        code
        for code in edition.places.countries
        if not {*edition.within([code])} & {*edition.notices["jurisdiction"]}
    )
    assert "taken as a place" not in run("notices", silent).stdout


def test_notices_of_a_place_include_those_of_its_parts() -> None:
    found = rows("notices", "--place", "US", "--context")
    assert {"US", "US-UT"} <= {row["jurisdiction"] for row in found}


def test_notices_of_a_time_and_what_has_no_date() -> None:
    time = ("--since", "2025-01-01", "--until", "2025-12-31")
    published = {row["published"] for row in rows("notices", "--context", *time)}
    assert published
    assert {text[:4] for text in published} == {"2025"}
    assert "that carry no date" in run("notices", *time).stdout
    assert run("notices", "--since", "2026-01-01", "--until", "2025-01-01").exit_code == 2


def test_background_notices_are_left_out_unless_asked_for() -> None:
    assert "context" not in {row["relevance"] for row in rows("notices")}
    assert len(rows("notices", "--context")) == len(recorded_facts().notices)
    assert {row["relevance"] for row in rows("notices", "--relevance", "context")} == {"context"}


def test_the_codebook_is_printed_as_it_stands_among_the_documents() -> None:
    assert run("codebook").stdout == (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_fill_a_second_time_changes_nothing() -> None:
    run("fill")
    assert "already up to date (revision 1)" in run("fill").stdout


def test_fill_says_in_words_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    facts = recorded_facts()
    positions, notices = len(facts.positions), len(facts.notices)
    said = f"{positions:,} positions; notices: {notices:,} added, 0 changed, 0 looked at again"
    assert run("fill").stdout.startswith(said)


def test_validate_prints_file_line_fault_and_mend_and_exits_1(tmp_path: Path) -> None:
    assert run("validate").exit_code == 0
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "GB.yaml").write_text("jurisdiction: GB\npositions: 7\n")
    result = run("validate", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert "law/GB.yaml:2" in result.stdout


def test_a_store_that_cannot_be_opened_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{__file__}/atlas.db")
    result = run("status", "KR")
    assert result.exit_code == 1
    assert Path(__file__).name in result.stderr


def test_a_brief_is_written_to_a_file_or_printed(tmp_path: Path) -> None:
    file = tmp_path / "kr.html"
    assert run("brief", "South Korea", "--output", str(file)).exit_code == 0
    assert "<h1>South Korea (KR)</h1>" in file.read_text(encoding="utf-8")
    printed = run("brief", "ES", "--origin", "animal", "--use", "microneedling")
    assert printed.exit_code == 0
    assert "<h1>Launch check: Spain (ES)</h1>" in printed.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("brief", "Atlantis"), "unknown place"),
        (("status", "Miami"), "Of a city, name the country, state or province."),
        (("brief", "KR", "--as-of", "2999-01-01"), "a day to come"),
        (("brief", "KR", "--origin", "human"), "both --origin and --use"),
        (("brief", "KR", "--origin", "humn", "--use", "injection"), "did you mean human"),
        (("brief", "INT"), "make no law"),
    ],
)
def test_a_brief_that_cannot_be_made_is_explained(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_brief_that_cannot_be_written_is_a_fault_of_its_own(tmp_path: Path) -> None:
    result = run("brief", "KR", "--output", str(tmp_path / "missing" / "kr.html"))
    assert result.exit_code == 1
    assert "could not be written" in result.stderr


@pytest.mark.parametrize("command", re.findall(r"^python -m atlas (.+?)(?: +#.*)?$", README, re.M))
def test_what_the_readme_says_to_type_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(command))
    # Nobody is to be told anything where no channel is named.
    assert result.exit_code == (2 if command.startswith("notify") else 0), result.output
