"""The facts as they are have no fault, and each planted fault is found where it was planted."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.facts import DATA, read_facts
from atlas.validate import Fault, validate
from tests.bundled import copy_of_one_place

# Plants one fault in a file and returns the line on which it must be found.
Plant = Callable[[Path], int]

LAW = "law/GB.yaml"
NOTICES = "notices/GB.jsonl"
UNCITED = 7  # its line
CORRECTIONS = "corrections.yaml"

pytestmark = pytest.mark.usefixtures("same_text_read_once")


@pytest.fixture(scope="module")
def cut_short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """data/ with the law and notices of a place, and one language's words."""
    copy = copy_of_one_place("GB", tmp_path_factory.mktemp("cut-short") / "data")
    for other in copy.glob("terms/*"):
        if other.name != Path(TERMS).name:
            other.unlink()
    return copy


@pytest.fixture
def data(cut_short: Path, tmp_path: Path) -> Path:
    """A copy of it for the test's own faults."""
    return Path(shutil.copytree(cut_short, tmp_path / "data"))


def swap(old: str, new: str, at: str | None = None) -> Plant:
    """Put `new` in the first place of `old`; the fault is there, or on the next line with `at`."""

    def plant(path: Path) -> int:
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, f"{path.name} no longer has {old!r}"
        text = before + new + after
        path.write_text(text, encoding="utf-8")
        return text.count("\n", 0, text.index(at, len(before)) if at else len(before)) + 1

    return plant


def again(**changes: Any) -> Plant:
    """Write the notice a second time, at the end of its file, with other fields."""

    def plant(path: Path) -> int:
        lines = path.read_text(encoding="utf-8").splitlines()
        lines.append(json.dumps(json.loads(lines[UNCITED - 1]) | changes))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return len(lines)

    return plant


def notice(**changes: Any) -> Plant:
    """Change fields of a notice of GB that no position cites; one set to `...` is taken out."""

    def plant(path: Path) -> int:
        lines = path.read_text(encoding="utf-8").splitlines()
        record = json.loads(lines[UNCITED - 1]) | changes
        lines[UNCITED - 1] = json.dumps(
            {key: value for key, value in record.items() if value is not ...}
        )
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return UNCITED

    return plant


def line(raw: bytes, number: int = 2) -> Plant:
    """Put `raw` in the place of a line of GB's notices, none of which a position refers to then."""

    def plant(path: Path) -> int:
        lines = path.read_bytes().splitlines()
        lines[number - 1] = raw
        path.write_bytes(b"\n".join(lines) + b"\n")
        return number

    return plant


def whole(content: bytes | None, at: int = 1) -> Plant:
    """Write a file anew, or remove it (None)."""

    def plant(path: Path) -> int:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        return at

    return plant


STATUS = "status: prohibited"
ENTRY = "  - status: prohibited\n"
# Of an entry that was last checked on 22 November.
BEGAN, READ = "effective_from: '2004-05-01'", "first_read: '2026-11-{}'"
DIFFER = "    coders_differ:\n    - basis\n"
FIRST_REFERENCES = "read_url: https://github.com/legalize-dev/legalize-uk/blob/0d726402f834c88d8224486cf1c129e90b7eaf31/uk/uksi-2019-696.md"
FROM_PLANTS = (
    "  plant_microbial_topical_cosmetic:\n  - status: no_specific_rule\n    basis: general\n"
)


def recoded(*statuses: str, until: str = "2026-11-20", reason: str = "Invented.") -> str:
    """What an entry said before, as it is written below it; every reason is invented."""
    said = (f"{{until: '{until}', status: {status}, reason: {reason}}}" for status in statuses)
    return f"    recoded: [{', '.join(said)}]\n"


IN_LAW: dict[str, tuple[Plant, str, str]] = {
    **{
        field: (swap(f"{field}: {code}", f"{field}: {typo}"), f"unknown {field} {typo!r}", nearest)
        for field, code, typo, nearest in (
            ("status", "prohibited", "permited", "did you mean permitted"),
            ("basis", "category", "implicit", "explicit"),
            ("unclear_reason", "conflict", "silence", "silent?"),
            ("approved_product", "'no'", "never", "yes"),
            ("source_read", "secondary", "second", "secondary?"),
            ("confidence", "medium", "mid", "medium"),
        )
    },
    "no_data": (swap(STATUS, "status: no_data"), "no_data is never written", "unclear"),
    "scenario": (
        swap("animal_topical_cosmetic:", "animal_cosmetic:"),
        "unknown scenario 'animal_cosmetic'",
        "animal_topical_cosmetic",
    ),
    "ban that rests on nothing": (
        swap("basis: category", "basis: none"),
        "prohibited cannot rest on basis 'none'",
        "explicit or category",
    ),
    "permission without a text": (
        swap(FROM_PLANTS, FROM_PLANTS.replace("no_specific_rule", "permitted"), at="basis"),
        "permitted cannot rest on basis 'general'",
        "explicit or category",
    ),
    "unclear without reason": (
        swap(
            "unclear\n    basis: explicit\n    unclear_reason: conflict",
            "unclear\n    basis: explicit",
        ),
        "unclear without a reason",
        "unclear_reason",
    ),
    "reason without unclear": (
        swap(ENTRY, ENTRY + "    unclear_reason: silent\n", at="unclear_reason"),
        "and status 'prohibited'",
        "take it out",
    ),
    "instrument that is none": (
        swap(
            "    instrument: 'UK Cosmetics Regulation",
            "    instrument: None found\n    conditions:\n    - 'UK",
        ),
        "instrument 'None found' names no text",
        "take it out",
    ),
    "approved product of a ban": (
        swap(ENTRY, ENTRY + "    approved_product: 'no'\n", at="approved_product"),
        "approved_product with status 'prohibited'",
        "authorisation_required",
    ),
    "approved product of a trial": (
        swap(
            "effective_from: '2004-05-01'",
            "effective_from: '2004-05-01'\n    approved_product: 'no'",
            at="approved_product",
        ),
        "in 'clinical_trial'",
        "not with trials",
    ),
    "unknown key": (
        swap(ENTRY, ENTRY + "    penalti: none\n", at="penalti"),
        "unknown key 'penalti'",
        "did you mean penalty",
    ),
    "unknown key of the file": (
        swap("positions:", "position: {}\npositions:"),
        "unknown key 'position'",
        "did you mean positions",
    ),
    "missing key": (
        swap("- status: prohibited\n    basis: category\n", "- status: prohibited\n"),
        "key 'basis' is missing",
        "add it",
    ),
    "a number for a text": (
        swap("- Non-human source", "- 12"),
        "'conditions' must be text, and is 12",
        "write text",
    ),
    "a text for a list": (
        swap(ENTRY, ENTRY + "    conditions: none\n", at="conditions: none"),
        "'conditions' must be a list",
        "write a list",
    ),
    "a text for yes or no": (
        swap(ENTRY, ENTRY + "    repeats_bloc: perhaps\n", at="repeats_bloc"),
        "'repeats_bloc' must be true or false",
        "true or false",
    ),
    "the place again": (
        swap(ENTRY, ENTRY + "    jurisdiction: FR\n", at="jurisdiction: FR"),
        "unknown key 'jurisdiction'",
        "further up",
    ),
    "key twice": (
        swap(ENTRY, ENTRY + "    basis: category\n", at="basis: category\n    first_read"),
        "key 'basis' stands twice",
        "keep one",
    ),
    "other file's place": (
        swap("jurisdiction: GB", "jurisdiction: FR"),
        "'FR' stands in the file of 'GB'",
        "FR.yaml",
    ),
    **{
        name: (swap(f"{field}: {day}", f"{field}: {typo}"), fault, "yyyy-mm-dd")
        for name, field, day, typo, fault in (
            ("month 13", "effective_from", "'2004-05-01'", "'2004-13-01'", "is no date"),
            ("date in words", "effective_from", "'2004-05-01'", "1 May 2004", "is no date"),
            ("month for a day", "verified_on", "'2026-11-22'", "'2026-11'", "is no whole date"),
        )
    },
    "verified in the future": (
        swap("verified_on: '2026-11-22'", "verified_on: '2999-01-01'"),
        "is yet to come",
        "the day",
    ),
    **{
        name: (swap(FIRST_REFERENCES, f"read_url: {address}"), fault, mend)
        for name, address, fault, mend in (
            ("script for a link", "javascript:alert(1)", "(1)' is not a link", "https://"),
            ("name for a link", "urn:file:1", "is not a link", "in a comment"),
            ("link to nowhere", "https:///page", "is not a link", "https"),
            ("link with a space", "https://a.example/b c", "character that no link has", "%20"),
            (
                "link with a password",
                "https://me:key@a.example/",
                "carries a user name",
                "take out",
            ),
            ("link with a dot", "https://a.example./b", "a dot behind its host", "take the dot"),
            ("link with a broken host", "'https://[::1/'", "is not a link", "copy it again"),
        )
    },
    "other link": (
        swap(
            "    - https://www.bloomregulatory.com/articles/exosomes-in-cosmetics\n",
            "    - ftp://a.example/b\n",
        ),
        "'ftp://a.example/b' is not a link",
        "https://",
    ),
    "unknown notice": (
        swap(
            "- gb-opss-20220905-cosmetics-guidance-great-britain",
            "- gb-opss-2022-cosmetics-guidance",
        ),
        "unknown notice 'gb-opss-2022-cosmetics-guidance'",
        "gb-opss-20220905-cosmetics-guidance-great-britain",
    ),
    "notice like no other": (
        swap("- gb-opss-20220905-cosmetics-guidance-great-britain", "- zzz"),
        "unknown notice 'zzz'",
        "write an id of notices/",
    ),
    "notice twice": (
        swap(
            "- gb-opss-20220905-cosmetics-guidance-great-britain",
            "- gb-dbt-20251103-human-exosomes-banned-cosmetics-statement",
        ),
        "stands twice in 'notices'",
        "keep it once",
    ),
    "coders differ on nothing": (
        swap(DIFFER, DIFFER.replace("basis", "state"), at="- state"),
        "coders_differ names no field: 'state'",
        "status",
    ),
    **{
        f"recoded {what}": (swap(ENTRY, ENTRY + said, at="{until"), fault, mend)
        for what, said, fault, mend in (
            ("from no status", recoded("permited"), "unknown status 'permited'", "permitted"),
            ("from no_data", recoded("no_data"), "no_data is never written", "unclear"),
            ("to the same", recoded("prohibited"), "'prohibited' to the same", "take it out"),
            ("twice", recoded("unclear", "unclear"), "'unclear' to the same", "take it out"),
            ("on no day", recoded("unclear", until="2026-11"), "is no whole date", "yyyy-mm-dd"),
            ("for no reason", recoded("unclear", reason="' '"), "'reason' is empty", "write it"),
        )
    },
    "recoded newest first": (
        swap(
            ENTRY,
            ENTRY
            + recoded("unclear", until="2026-11-21").replace("]", ",")
            + recoded("permitted").replace("    recoded: [", "      "),
            at="until: '2026-11-21'",
        ),
        "until 2026-11-21, and what took its place is of 2026-11-20",
        "put the oldest first",
    ),
    "recoded after the last look": (
        swap(
            "verified_on: '2026-11-22'",
            "verified_on: '2026-11-22'\n" + recoded("unclear", until="2026-11-23"),
            at="{until",
        ),
        "until 2026-11-23, and what took its place is of 2026-11-22",
        "verified_on",
    ),
    "recoded after the first look": (
        swap(ENTRY, ENTRY + recoded("unclear", until="2026-11-25"), at="{until"),
        "until 2026-11-25, and what took its place is of 2026-11-22",
        "first_read and verified_on are not before",
    ),
    **{
        f"first read {what}": (swap(BEGAN, said, at="first_read"), fault, mend)
        for what, said, fault, mend in (
            ("after the last look", READ.format(23), "after it was last checked", "first read it"),
            ("in no day", READ.format("22").replace("-22'", "'"), "no whole date", "yyyy-mm-dd"),
            ("once begun", f"{BEGAN}\n    {READ.format(22)}", "had begun by", "take it out"),
        )
    },
    "first read before it can have begun": (
        swap(
            "effective_from: '2026-04-28'",
            f"effective_from: '2027'\n    {READ.format(22)}",
            at="first_read",
        ),
        "before it can have begun",
        "read that it holds",
    ),
    "repeats no bloc": (
        swap(ENTRY, ENTRY + "    repeats_bloc: true\n", at="repeats_bloc"),
        "no bloc has 'GB' as a member",
        "data/blocs.yaml",
    ),
    "except in the country": (
        swap("    - GB-NIR\n", "    - GB\n", at="- GB\n"),
        "except_in names GB, which is no part of 'GB'",
        "parts of this country only",
    ),
    "except in a part of another country": (
        swap("    - GB-NIR\n", "    - GB-NIR\n    - US-TN\n", at="US-TN"),
        "except_in names US-TN, which is no part of 'GB'",
        "parts of this country only",
    ),
    "except in no place": (
        swap("- GB-NIR", "- GB-NIX"),
        "unknown place 'GB-NIX'",
        "did you mean",
    ),
    "empty text": (
        swap(ENTRY, ENTRY + "    instrument_url: ' '\n", at="instrument_url"),
        "'instrument_url' is empty",
        "null",
    ),
    "text turned round": (
        swap("- Non-human source", "- Non-human \u202esource"),
        "'conditions' holds the invisible character U+202E",
        "take it out",
    ),
    "text with a line break": (
        swap("- Non-human source", '- "Non-human\\nsource"'),
        "U+000A",
        "folded with >-",
    ),
    "broken YAML": (
        swap(ENTRY, "  - status: 'prohibited\n", at="first_read: "),
        "not YAML",
        "quotes",
    ),
    "control character": (swap(STATUS, STATUS + " \x07"), "U+0007 may not stand", "take it out"),
    "bytes that are no text": (
        whole(b"jurisdiction: GB\nname: \xff\xfe\n", at=2),
        "not text in UTF-8",
        "UTF-8",
    ),
    "empty file": (whole(b""), "the file is empty", "remove"),
    "a tab for spaces": (
        whole(b"jurisdiction: GB\npositions:\n\ta: []\n", at=3),
        "the line begins with a tab",
        "spaces",
    ),
    "only a comment": (whole(b"# nothing\n"), "the file is empty", "remove"),
    "list for a file": (whole(b"- GB\n"), "'the file' must be keys with values", "key: value"),
    "deeply nested": (whole(b"\n" + b"[" * 60_000, at=2), "nest", "indentation"),
    "no positions": (
        whole(b"jurisdiction: GB\npositions: {}\n", at=2),
        "'positions' must have something in it",
        "at least one",
    ),
}

IN_NOTICES: dict[str, tuple[Plant, str, str]] = {
    **{
        field: (notice(**{field: code}), f"unknown {vocabulary} {code!r}", nearest)
        for field, vocabulary, code, nearest in (
            ("kind", "kind", "guidence", "guidance?"),
            ("issuer_type", "issuer_type", "ministery", "ministry?"),
            ("relevance", "relevance", "contextual", "context?"),
            ("effect", "effect", "tighten", "tightens?"),
            ("confidence", "confidence", "hight", "high"),
            ("source_read", "source_read", "primery", "primary?"),
            ("review", "review", "review", "reviewed?"),
        )
    },
    **{
        field: (notice(**{field: [code]}), f"unknown {vocabulary} {code!r}", nearest)
        for field, vocabulary, code, nearest in (
            ("origin", "origin", "humans", "human?"),
            ("uses", "use", "inject", "injection?"),
            ("claims", "claim", "none_stated", "one of: anti_ageing"),
            ("concerns", "concern", "contaminated", "contamination?"),
        )
    },
    "id with a space": (notice(id="gb mhra 2026"), "'gb mhra 2026' is no id", "write it like"),
    "id that leads out of a folder": (notice(id="../gb"), "is no id", "write it like"),
    "explicit and not direct": (
        notice(exosome_explicit=True, relevance="context"),
        "names exosomes, and relevance is 'context'",
        "direct",
    ),
    "place": (notice(jurisdiction="GX"), "unknown place 'GX'", "did you mean"),
    "subdivision": (notice(jurisdiction="US-ZZ"), "unknown place 'US-ZZ'", "did you mean"),
    "other country's file": (
        notice(jurisdiction="US-TN"),
        "a notice of US-TN stands in GB.jsonl",
        "move it to US.jsonl",
    ),
    "id of another place": (
        notice(id="us-mhra-2024-notice"),
        "id 'us-mhra-2024-notice' begins with no GB",
        "begin it with gb-",
    ),
    "language": (notice(language="English"), "'English' is not a language tag", "pt-BR"),
    "language in capitals": (notice(language="PT-br"), "is not a language tag", "pt-BR"),
    "date": (notice(published="03/2024"), "'03/2024' is no date", "yyyy-mm-dd"),
    "date with a space": (notice(published=" 2024"), "' 2024' is no date", "yyyy"),
    "published too late": (
        notice(published="2026-12"),
        "published 2026-12 after it was verified",
        "correct the date",
    ),
    "first seen": (notice(first_seen="2026"), "'2026' is no whole date", "yyyy-mm-dd"),
    "first seen after it was verified": (
        notice(first_seen="2026-11-30"),
        "first seen on 2026-11-30, after it was verified",
        "first read",
    ),
    "link": (notice(url="www.gov.uk"), "'www.gov.uk' is not a link", "https://"),
    "link list": (notice(other_urls=["data:text/html,x"]), "is not a link", "https://"),
    "coders": (notice(coders_differ=["knid"]), "names no field: 'knid'", "kind"),
    "missing": (notice(summary=...), "key 'summary' is missing", "add it"),
    "unknown key": (notice(titel="x"), "unknown key 'titel'", "did you mean title"),
    "wrong type": (notice(title_en=7), "'title_en' must be text, and is 7", "text"),
    "null": (notice(summary=None), "'summary' must be text, and is None", "text"),
    "empty title": (notice(title=""), "'title' is empty", "write it"),
    "title turned round": (notice(title="a\u2067b"), "U+2067", "take it out"),
    "half a character": (notice(title_en="a\ud83d"), "U+D83D", "take it out"),
    "firm twice": (notice(firms=["A", "A"]), "'A' stands twice in 'firms'", "keep it once"),
    "broken JSON": (line(b'{"id": "x",}'), "not JSON: ", "one whole object"),
    "blank line": (line(b""), "the line is empty", "take it out"),
    "byte order mark": (line(b'\xef\xbb\xbf{"id": "x"}'), "a byte order mark", "without one"),
    "list for an object": (line(b"[1]"), "not JSON: it holds no object", "one whole object"),
    "deeply nested": (line(b"[" * 200_000), "not JSON: ", "one whole object"),
    "bytes that are no text": (line(b'{"id": "\xff"}'), "not text in UTF-8", "UTF-8"),
    "empty file": (whole(b""), "the file is empty", "remove"),
}

FRENCH = "law/FR.yaml"


def history(*entries: str, at: int) -> Plant:
    """A law file of France with one scenario, each entry of which has two lines."""
    head = "jurisdiction: FR\npositions:\n  clinical_trial:"
    body = "".join(
        f"\n  - {{status: {status}, basis: {basis}, note: Planted., confidence: low,"
        f"\n     source_read: secondary, verified_on: 2026-11-22{more}}}"
        for status, basis, more in (entry.split(" ", 2) for entry in entries)
    )
    return whole((head + (body or " []") + "\n").encode(), at)


CITED = ", read_url: 'https://a.example/'"
UNDATED = ", first_read: 2026-11-22"
HISTORIES: dict[str, tuple[Plant, str, str]] = {
    "no entry": (history(at=3), "'clinical_trial' has no entry", "take it out"),
    "no reference": (
        history(f"prohibited explicit {UNDATED}", at=4),
        "has no reference",
        "add read_url",
    ),
    "neither a date nor a first day": (
        history(f"prohibited explicit {CITED}", at=4),
        "undated, and without the day on which it was first read",
        "add first_read",
    ),
    "nothing read, no reference": (
        history(f"unclear none , unclear_reason: unread{UNDATED}", at=4),
        "has no reference",
        "only unclear and silent",
    ),
    "two entries of one day": (
        history(
            f"permitted explicit , effective_from: 2020{CITED}",
            f"prohibited explicit , effective_from: 2020-01-01{CITED}",
            at=7,
        ),
        "begin on 2020-01-01; the one that promises less answers (prohibited)",
        "its own effective_from",
    ),
    "two entries without a day": (
        history(
            f"unclear general , unclear_reason: unread{CITED}{UNDATED}",
            f"permitted explicit {CITED}{UNDATED}",
            at=6,
        ),
        "begin on no date; the one that promises less answers (unclear)",
        "its own effective_from",
    ),
    "upside down": (
        history(
            f"permitted explicit , effective_from: 2020-02{CITED}",
            f"prohibited explicit , effective_from: 2019{CITED}",
            at=7,
        ),
        "begins before the one above it",
        "oldest",
    ),
    "undated entry last": (
        history(
            f"permitted explicit , effective_from: 2020-02{CITED}",
            f"prohibited explicit {CITED}{UNDATED}",
            at=6,
        ),
        "begins before the one above it",
        "oldest (or undated) first",
    ),
}

BLOCS, RISK, REGIONS = "blocs.yaml", "risk.yaml", "regions.yaml"
TERRITORIES, AUTHORITIES = "territories.yaml", "authorities.yaml"
SUBDIVISIONS = "subdivisions.yaml"
MARKERS, EVIDENCE = "markers.yaml", "evidence.yaml"
TERMS = "terms/ko.yaml"
VERDICT = "vocabulary/verdict.yaml"

ELSEWHERE: dict[str, tuple[str, Plant, str, str]] = {
    "terms that are no YAML": (TERMS, swap("terms:", "terms: [", at="exosome"), "YAML", ""),
    "empty terms": (TERMS, whole(b""), "the file is empty", "remove"),
    "terms of another language": (
        TERMS,
        swap("language: ko", "language: ja"),
        "the file of 'ko' says another language",
        "language: ko",
    ),
    "terms of no code": (
        TERMS,
        swap("    warning_letter:", "    warning_leter:"),
        "unknown kind 'warning_leter'",
        "did you mean warning_letter",
    ),
    "terms that are no list": (
        TERMS,
        swap("    warning_letter: [", "    warning_letter: x\n    recall2: ["),
        "must be a list",
        "write a list",
    ),
    "verdict that no answer has": (
        VERDICT,
        swap("  no_go:\n", "  no_go: {label: N, definition: D, instead: I}\n  nogo:\n", at="nogo"),
        "no answer has the verdict 'nogo'",
        "no_go",
    ),
    "member": (BLOCS, swap("- BE\n", "- BX\n"), "member 'BX' is no country", "ISO"),
    "name as member": (
        BLOCS,
        swap("- BE\n", "- Belgium\n"),
        "member 'Belgium' is no country",
        "did you mean BE?",
    ),
    "bloc as member": (BLOCS, swap("- BE\n", "- EEA\n"), "'EEA' is no country", "ISO"),
    "member twice": (BLOCS, swap("- BE\n", "- AT\n"), "'AT' stands twice", "keep it once"),
    "bloc with a country's code": (BLOCS, swap("EAEU:", "RU:"), "RU is not free", "another code"),
    "bloc named as a country": (
        BLOCS,
        swap("- Europe (EU)", "- Türkiye"),
        "'Türkiye' is a name of Türkiye (TR), which is found first",
        "choose another name",
    ),
    "bloc named as a country's code": (
        BLOCS,
        swap("name: European Union", "name: usa"),
        "'usa' is a name of United States (US), which is found first",
        "choose another name",
    ),
    "bloc named as another": (
        BLOCS,
        swap("- Gulf\n", "- eu\n"),
        "'eu' is EU already",
        "choose another name",
    ),
    "bloc twice": (BLOCS, swap("EEA:", "EU:"), "key 'EU' stands twice", "keep one"),
    "bloc's unknown key": (
        BLOCS,
        swap("  aliases:", "  alias:"),
        "unknown key 'alias'",
        "did you mean aliases",
    ),
    "bloc's link": (
        BLOCS,
        swap("read_url: https:", "read_url: gopher:"),
        "is not a link",
        "https://",
    ),
    "bloc's confidence": (
        BLOCS,
        swap("confidence: low", "confidence: lowest"),
        "unknown confidence 'lowest'",
        "low",
    ),
    "bloc's date": (
        BLOCS,
        swap("verified_on: '2026-11-22'", "verified_on: yesterday"),
        "is no whole date",
        "yyyy-mm-dd",
    ),
    "no blocs": (BLOCS, whole(None), "the file is missing", "restore it"),
    "territory that is none": (
        TERRITORIES,
        swap("GU:\n", "GX:\n"),
        "'GX' is no country",
        "write its ISO 3166-1 code",
    ),
    "territory of no country": (
        TERRITORIES,
        swap("PR:\n  of: US", "PR:\n  of: USA", at="of: USA"),
        "'USA' is no country or bloc",
        "did you mean US?",
    ),
    "territory of a territory": (
        TERRITORIES,
        swap("PR:\n  of: US", "PR:\n  of: GU", at="of: GU"),
        "GU is a territory",
        "name its country or bloc",
    ),
    "territory by an unknown text": (
        TERRITORIES,
        swap("201-state-and-territory", "201-state"),
        "unknown notice 'us-congress-undated-fdca-201-state'",
        "us-congress-undated-fdca-201-state-and-territory",
    ),
    "successor of a place that is none": (
        AUTHORITIES,
        swap("jurisdiction: KR", "jurisdiction: KOR"),
        "unknown place 'KOR'",
        "South Korea (KR)",
    ),
    "successor since no day": (
        AUTHORITIES,
        swap("since: '2013-03'", "since: '2013-13'"),
        "'2013-13' is no date",
        "yyyy-mm",
    ),
    "successor that nobody says": (
        AUTHORITIES,
        swap("read_url: https://www.tmda.go.tz/faqs", "read_url: faqs"),
        "is not a link to a page",
        "https://",
    ),
    "successor of an unknown confidence": (
        AUTHORITIES,
        swap("confidence: high", "confidence: sure"),
        "unknown confidence 'sure'",
        "one of: high, medium, low",
    ),
    "authority replaced twice": (
        AUTHORITIES,
        swap(
            "- jurisdiction: 'NO'\n  former: {name: Norwegian Medicines Agency, short: Legemiddelv",
            "- jurisdiction: KR\n  former: {name: Invented, short: KFDA}\n  #",
            at="former: {name: Invented",
        ),
        "KFDA is replaced twice",
        "keep one entry",
    ),
    "government of a place that is none": (
        AUTHORITIES,
        swap("  UA: [CMU]", "  UKR: [CMU]"),
        "unknown place 'UKR'",
        "Ukraine (UA)",
    ),
    "site of an unknown place": (
        AUTHORITIES,
        swap("  UG: {UNBS", "  UGA: {UNBS"),
        "unknown place 'UGA'",
        "Uganda (UG)",
    ),
    "site that is no link": (
        AUTHORITIES,
        swap("UNBS: https://", "UNBS: ftp://"),
        "is not a link to a page",
        "https://",
    ),
    "site that is a page of another's": (
        AUTHORITIES,
        swap("https://www.unbs.go.ug", "https://www.gou.go.ug/unbs"),
        "'https://www.gou.go.ug/unbs' is no start page",
        "https://www.gou.go.ug, if",
    ),
    "successor that was replaced too": (
        AUTHORITIES,
        swap("Ministry of Food and Drug Safety, short: MFDS", "Invented, short: KFDA"),
        "KFDA was replaced too",
        "name today's",
    ),
    "English name of no subdivision": (
        SUBDIVISIONS,
        swap("DE: {BY: Bavaria", "DE: {BYE: Bavaria"),
        "'DE-BYE' is no subdivision",
        "DE-BY",
    ),
    "country without region": (
        REGIONS,
        lambda file: swap("[AQ]", "[]")(file) and 1,
        "AQ (Antarctica) is in no region",
        "add it",
    ),
    "region of no country": (
        REGIONS,
        swap("[AQ]", "[AQ, AAA]"),
        "'AAA' is no country",
        "ISO 3166-1",
    ),
    "country in two regions": (
        REGIONS,
        swap("[AQ]", "[AQ, FR]"),
        "FR stands already in Western Europe",
        "keep it once",
    ),
    "regions of another form": (
        REGIONS,
        swap("[AQ]", "AQ"),
        "'Antarctica' must be a list",
        "write a list",
    ),
    "marker of no country": (
        MARKERS,
        swap("  BQ: {", "  BON: {"),
        "'BON' is no country",
        "ISO 3166-1",
    ),
    "marker off the globe": (
        MARKERS,
        swap("longitude: -68.27", "longitude: -268.27"),
        "'longitude' should be greater than or equal to -180",
        "README",
    ),
    "two markers": (
        MARKERS,
        swap("  BQ: {", "  BQ: {longitude: 1.0, latitude: 1.0}\n  AD: {", at="AD: {"),
        "AD stands in small too",
        "keep it once",
    ),
    "evidence without a day": (
        EVIDENCE,
        swap('gathered_on: "2026-11-22"', "gathered_on: autumn"),
        "'autumn' is no whole date",
        "yyyy-mm-dd",
    ),
    "agreement beyond the whole": (
        EVIDENCE,
        swap("kappa: 0.88", "kappa: 88.0"),
        "'kappa' should be less than or equal to 1",
        "README",
    ),
    "limit without words": (
        EVIDENCE,
        swap("title: Unclear is a finding", "title: ''"),
        "'title' is empty",
        "write it",
    ),
    "acts of no issuer": (
        RISK,
        swap("    - court\n", "    - courts\n"),
        "unknown issuer_type",
        "court",
    ),
    "weight of no kind": (RISK, swap("    ban: 4", "    bans: 4"), "unknown kind", "ban"),
    "status without weight": (
        RISK,
        lambda file: swap("  permitted: 5\n", "")(file) - 7,
        "status 'permitted' has no weight",
        "add one",
    ),
    "safe unknown": (
        RISK,
        swap("  unclear: 35", "  unclear: 34"),
        "severity of unclear is 34",
        "keep this promise",
    ),
    "more than 100": (
        RISK,
        lambda file: swap("  prohibited: 60", "  prohibited: 61")(file) - 1,
        "more than 100",
        "keep this promise",
    ),
    "context counted": (
        RISK,
        swap("    context: 0", "    context: 0.1"),
        "context notices never count",
        "keep this promise",
    ),
    "ban that helps": (
        RISK,
        swap("    ban: 4", "    ban: -4"),
        "'ban' should be greater than or equal to 0, and is -4",
        "README",
    ),
    "no end": (
        RISK,
        swap("  scale: 6", "  scale: inf"),
        "'scale' must be finite, and is 'inf'",
        "write a number",
    ),
    "completeness of what": (
        RISK,
        swap("  - instrument\n", "  - instruments\n"),
        "should be 'status'",
        "README",
    ),
    "weights changed": (
        RISK,
        swap('changed_on: "2026-12-01"', 'changed_on: "2026"'),
        "is no whole date",
        "yyyy-mm-dd",
    ),
    "notice of the same file again": (
        NOTICES,
        again(),
        f"stands already in GB.jsonl:{UNCITED}",
        "an id of its own",
    ),
    "authority under another name": (
        NOTICES,
        again(id="gb-renamed", url=None, regulator="Invented Agency (of a ministry)"),
        "is 'Invented Agency' here and",
        "write one name",
    ),
    "notice of the same page under another id": (
        NOTICES,
        again(id="gb-another", title_en="In other words"),
        "'gb-another' has the page, kind and date of",
        "keep one of them",
    ),
    "vocabulary gone": ("vocabulary/effect.yaml", whole(None), "the file is missing", "restore it"),
    "vocabulary code with a capital": (
        "vocabulary/event.yaml",
        swap("  notice_delisted:", "  Notice gone:"),
        "'Notice gone' is no code",
        "licence_action",
    ),
    "vocabulary misnamed": (
        "vocabulary/effect.yaml",
        swap("vocabulary: effect", "vocabulary: effects"),
        "says another name",
        "vocabulary: effect",
    ),
    "term undefined": (
        "vocabulary/effect.yaml",
        swap("    label: Tightens", "    label: ''"),
        "'label' is empty",
        "write it",
    ),
    "term without label": (
        "vocabulary/effect.yaml",
        lambda file: swap("    label: Tightens\n", "")(file) - 1,
        "key 'label' is missing",
        "add it",
    ),
    "term with reach": (
        "vocabulary/effect.yaml",
        swap("    label: Tightens", "    uses: [oral]\n    label: Tightens"),
        "only scenarios have uses",
        "take it out",
    ),
    "scenario nearest for a use that it does not have": (
        "vocabulary/scenario.yaml",
        swap("nearest_for: [inhalation, oral]", "nearest_for: [research]"),
        "'research' is not among the uses",
        "add it there",
    ),
    "scenario of no origin": (
        "vocabulary/scenario.yaml",
        swap("origins: [animal]", "origins: [animals]"),
        "unknown origin 'animals'",
        "animal?",
    ),
    "scenario without origin": (
        "vocabulary/scenario.yaml",
        lambda file: swap("    origins: [animal]\n", "")(file) - 2,
        "the scenario says no origins",
        "add origins",
    ),
    "law of another ending": (
        "law/FR.yml",
        whole(b"jurisdiction: FR\n"),
        "nothing reads this file",
        "correct its name",
    ),
    "notices of another ending": (
        "notices/FR.json",
        whole(b"{}\n"),
        "nothing reads this file",
        "correct its name",
    ),
    "vocabulary of nothing": (
        "vocabulary/colour.yaml",
        whole(b"vocabulary: colour\n"),
        "nothing reads this file",
        "correct its name",
    ),
}


def corrections(*entries: dict[str, Any]) -> Plant:
    """Corrections, one a line from the second line on; the fault is in the last one."""

    def plant(path: Path) -> int:
        lines = [json.dumps({**CORRECTION, **changes}) for changes in entries]
        text = "\n".join(["corrections:", *(f"- {line}" for line in lines)])
        path.write_text(text, encoding="utf-8")
        return len(lines) + 1

    return plant


# Invented: de-pei is a source of the catalogue, the notice is none of its own.
CORRECTION = {
    "notice": "de-pei-0123456789",
    "field": "published",
    "expect": "03.01.2062",
    "value": "03.01.2026",
    "reason": "The year has two digits turned round.",
    "reference": "https://regulator.example/notice",
    "corrected_on": "2026-11-27",
}
IN_CORRECTIONS: dict[str, tuple[Plant, str, str]] = {
    "no source": (
        corrections({"notice": "de-pie-0123456789"}),
        "no source 'de-pie'",
        "did you mean de-pei",
    ),
    "notice of data": (
        corrections({"notice": "gb-mhra-20040331-clinical-trials"}),
        "no id of a notice that a scraper found",
        "edited where it stands",
    ),
    "field of no correction": (
        corrections({"field": "kind"}),
        "'field' should be 'title', 'url', 'published' or 'language'",
        "README",
    ),
    "same as before": (
        corrections({"value": "03.01.2062"}),
        "it says what the source says",
        "write what it should say",
    ),
    "no reference": (
        corrections({"reference": "javascript:alert(1)"}),
        "is not a link to a page",
        "https://",
    ),
    "link that is none": (
        corrections({"field": "url", "value": "ftp://regulator.example"}),
        "is not a link to a page",
        "https://",
    ),
    "no title": (
        corrections({"field": "title", "value": None}),
        "a notice without a title is not shown",
        "write a title",
    ),
    "no reason": (corrections({"reason": " "}), "'reason' is empty", "write it"),
    "yet to come": (
        corrections({"corrected_on": "2999-01-01"}),
        "is yet to come",
        "write the day it was done",
    ),
    "twice": (
        corrections({}, {"value": "04.01.2026"}),
        "de-pei-0123456789 published is corrected twice",
        "keep one of them",
    ),
}

PLANTS = (
    [pytest.param(LAW, *plant, id=f"law: {name}") for name, plant in IN_LAW.items()]
    + [pytest.param(NOTICES, *plant, id=f"notice: {name}") for name, plant in IN_NOTICES.items()]
    + [pytest.param(FRENCH, *plant, id=f"history: {name}") for name, plant in HISTORIES.items()]
    + [
        pytest.param(CORRECTIONS, *plant, id=f"correction: {name}")
        for name, plant in IN_CORRECTIONS.items()
    ]
    + [pytest.param(*plant, id=name) for name, plant in ELSEWHERE.items()]
)


def test_the_facts_have_no_fault() -> None:
    assert validate() == []


def test_the_copy_that_faults_are_planted_in_has_none(data: Path) -> None:
    assert validate(data) == []


@pytest.mark.parametrize(("file", "plant", "fault", "mend"), PLANTS)
def test_a_planted_fault_is_found_where_it_is_and_nothing_else(
    data: Path, file: str, plant: Plant, fault: str, mend: str
) -> None:
    number = plant(data / file)
    faults = validate(data)
    assert [(found.file, found.line) for found in faults] == [(f"data/{file}", number)], faults
    assert fault in faults[0].fault
    assert mend in faults[0].mend


def test_every_fault_is_reported_at_once_in_order(data: Path) -> None:
    number = notice(kind="bann", language="Welsh")(data / NOTICES)
    status = swap(STATUS, "status: forbidden")(data / LAW)
    weight = swap("    ban: 4", "    ban: -4")(data / RISK)
    assert [(fault.file, fault.line) for fault in validate(data)] == [
        (f"data/{LAW}", status),
        (f"data/{NOTICES}", number),
        (f"data/{NOTICES}", number),
        (f"data/{RISK}", weight),
    ]


def test_a_correction_of_its_form_has_no_fault(data: Path) -> None:
    corrections({}, {"field": "url", "expect": None, "value": "https://regulator.example/1"})(
        data / CORRECTIONS
    )
    assert validate(data) == []


def test_a_fault_reads_as_one_line_with_its_mend() -> None:
    fault = Fault("data/law/GB.yaml", 12, "unknown status 'permited'", "did you mean permitted?")
    assert str(fault) == "data/law/GB.yaml:12: unknown status 'permited' → did you mean permitted?"


def test_a_term_that_the_law_cannot_compute_with_is_a_fault(data: Path) -> None:
    swap(
        "  permitted:\n",
        "  tolerated: {label: T, definition: D, instead: I}\n  permitted:\n",
    )(data / "vocabulary/status.yaml")
    assert {(fault.file, fault.fault) for fault in validate(data)} == {
        ("data/vocabulary/status.yaml", "no answer has the status 'tolerated'"),
        ("data/risk.yaml", "status 'tolerated' has no weight"),
    }


def test_a_law_file_must_be_of_a_place_that_has_law(data: Path) -> None:
    for code, fault in (("INT", "make no law"), ("XX", "unknown place 'XX'")):
        whole(b"")(data / f"law/{code}.yaml")
        shutil.copy(data / LAW, data / f"law/{code}.yaml")
        swap("jurisdiction: GB", f"jurisdiction: {code}")(data / f"law/{code}.yaml")
        (found,) = validate(data)
        assert (found.file, found.line) == (f"data/law/{code}.yaml", 1)
        assert fault in found.fault
        (data / f"law/{code}.yaml").unlink()


def test_no_answer_of_a_member_hides_a_ban_of_its_bloc(data: Path) -> None:
    union = data / "law" / "EU.yaml"

    def faults(bans: str, confidence: str, *of_france: str) -> list[Fault]:
        history(f"prohibited explicit , effective_from: {bans}{CITED}", at=4)(union)
        text = union.read_text().replace("FR", "EU", 1).replace("low", confidence)
        union.write_text(text)
        history(*of_france, at=4)(data / FRENCH)
        return validate(data)

    milder = f"conditional explicit , effective_from: 2020{CITED}"
    (fault,) = faults("2021", "medium", milder)
    assert (fault.file, fault.line) == ("data/law/FR.yaml", 4)
    assert fault.fault == "conditional hides a ban of the European Union"
    assert "write prohibited" in fault.mend
    assert faults("2021", "low", milder) == []
    assert faults("2021", "medium", f"no_specific_rule general {CITED}{UNDATED}") == []
    ended = f"prohibited explicit , effective_from: 2020-06{CITED}"
    assert faults("2021", "medium", milder, ended) == []


def test_a_law_file_of_a_bloc_that_is_not_defined_says_where_blocs_are(data: Path) -> None:
    shutil.copy(data / LAW, data / "law/XBLOC.yaml")
    swap("jurisdiction: GB", "jurisdiction: XBLOC")(data / "law/XBLOC.yaml")
    (found,) = validate(data)
    assert found.fault == "unknown place 'XBLOC'"
    assert found.mend.endswith("Else a bloc is defined in data/blocs.yaml")


def test_what_refers_to_an_unreadable_file_is_not_at_fault(data: Path) -> None:
    for file in ("vocabulary/status.yaml", NOTICES, BLOCS):
        whole(b"\xff")(data / file)
    assert [fault.file for fault in validate(data)] == [
        "data/blocs.yaml",
        "data/notices/GB.jsonl",
        "data/vocabulary/status.yaml",
    ]


def test_the_examples_of_the_readme_have_no_fault(data: Path) -> None:
    law, notice_, bloc = re.findall(
        r"```(?:yaml|json)\n(.*?)```", (DATA / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    whole(law.encode())(data / LAW)
    whole(json.dumps(json.loads(notice_)).encode())(data / NOTICES)
    for other in "EU", "US":
        (data / "notices" / f"{other}.jsonl").unlink()
    whole(b"{}")(data / TERRITORIES)
    whole(bloc.encode())(data / BLOCS)
    assert validate(data) == []


def test_no_folder_at_all_is_a_list_of_faults(tmp_path: Path) -> None:
    assert "data/law" in {fault.file for fault in validate(tmp_path / "data")}


FILES = [
    LAW,
    NOTICES,
    BLOCS,
    RISK,
    REGIONS,
    MARKERS,
    EVIDENCE,
    CORRECTIONS,
    "vocabulary/scenario.yaml",
]
JUNK = [
    b"",
    b"\x00\x01\xff",
    b"null",
    b"42",
    b"[]",
    b"{}",
    b"- - - [",
    b"a: &a [*a]",
    b"? [a]\n: b",
]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("file", FILES)
def test_whatever_a_file_holds_is_a_fault_and_never_an_exception(
    data: Path, file: str, junk: bytes
) -> None:
    (data / file).write_bytes(junk)
    assert f"data/{file}" in {fault.file for fault in validate(data)}


SPLINTERS = st.sampled_from(
    [
        b"\n",
        b": ",
        b"- ",
        b"[",
        b"}",
        b"'",
        b'"',
        b"\\ud800",
        b"\xff",
        b"null",
        b"7",
        b"? ",
        b"&a ",
        b"*a",
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    file=st.sampled_from(FILES),
    splinter=SPLINTERS,
    share=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 40),
)
def test_a_damaged_file_is_never_an_exception_and_without_fault_only_if_it_can_be_read(
    data: Path, file: str, splinter: bytes, share: float, cut: int
) -> None:
    path = data / file
    intact = path.read_bytes()
    at = int(share * len(intact))
    path.write_bytes(intact[:at] + splinter + intact[at + cut :])
    try:
        faults = validate(data)
        assert all(fault.line >= 1 and fault.mend for fault in faults)
        if not faults:
            read_facts(data)
    finally:
        path.write_bytes(intact)
