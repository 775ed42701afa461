"""Whatever goes wrong with a site: its cause is named, others go on, and nothing good is lost.

Every fault is met by one source of each format at the same time, beside a source that is well. The
store has the notices of the day before.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrapers.outcome import Outcome
from tests.peak_memory import forget_peak, peak_mb
from tests.scrapers.http.servers import Behaviour, answer, reset, silent
from tests.scrapers.invented_site import CONTENT
from tests.scrapers.recorded import ONE_OF_EACH
from tests.world import faults
from tests.world.catalogue import NUMBERED
from tests.world.sweep import World, world

WELL = "sa-sfda"
SOURCES = {*ONE_OF_EACH.values(), WELL}
# What reads markup as it comes; the others can tell that something is not their format.
PAGES_OF_HTML = {"html_list", "html_table", "html_script_json", "next_flight", "import_alerts",
                 "numbered_pages"}  # fmt: skip
FEEDS = {"rss", "xml_bulk"}
# Wide of what any fault takes, also on a busy machine; without bounds a run would wait for minutes.
MOST_SECONDS = 45.0
# Long enough for a site that means well on a machine that is busy with other tests.
PATIENCE = 4.0
# Where no site answers anyway, and several are waited for one after the other.
LITTLE_PATIENCE = 1.0
MOST_MEGABYTES = 150


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, bare: Path) -> Iterator[World]:
    manners = {
        "switch_on": {NUMBERED},
        "timeout_seconds": PATIENCE,
        "total_seconds": 15.0,
        "retries": 0,
        "max_bytes": 2 << 20,
    }
    with world(tmp_path_factory.mktemp("faults"), bare, SOURCES, catalogue=manners) as made:
        faults.bomb()
        outcomes = made.run_here()
        assert {outcome.verdict for outcome in outcomes.values()} == {"ok"}, outcomes
        yield made


@pytest.fixture
def before(here: World) -> dict[str, set[str]]:
    return here.listed()


@pytest.fixture(autouse=True)
def _mended(here: World) -> Iterator[None]:
    yield
    here.internet.faults.clear()
    here.internet.pages.clear()
    here.proxy.distrusted.clear()
    here.internet.on_day(0)


def hosts(here: World) -> list[str]:
    return [
        host
        for id_, regulator in here.internet.regulators.items()
        if id_ != WELL
        for host in regulator.hosts
    ]


def met(here: World, fault: Behaviour | None) -> dict[str, Outcome]:
    """A run in which all but one meet a fault; bounded in time and memory."""
    if fault:
        here.internet.faults |= dict.fromkeys(hosts(here), fault)
        for host in hosts(here):  # robots.txt is another matter
            here.internet.faults[f"{host}/robots.txt"] = faults.saying(answer(status=404))
    began, held = time.monotonic(), forget_peak()
    outcomes = here.run_here()
    assert time.monotonic() - began < MOST_SECONDS
    assert peak_mb() - held < MOST_MEGABYTES
    assert outcomes[WELL].verdict == "ok"
    return outcomes


def said(outcomes: dict[str, Outcome]) -> dict[str, str]:
    """By format: the verdict and the name of the fault, be it that of some addresses only."""
    in_part = re.compile(r"Only \d+ of \d+ addresses could be read\. ")
    found = {format_: outcomes[id_] for format_, id_ in ONE_OF_EACH.items()}
    return {
        format_: f"{outcome.verdict} {in_part.sub('', outcome.message).partition(':')[0]}"
        for format_, outcome in found.items()
    }


def everywhere(verdict: str, **others: str) -> dict[str, str]:
    return {format_: others.get(format_, verdict) for format_ in ONE_OF_EACH}


SITE_FAULTS: dict[str, tuple[Behaviour, str, str]] = {
    "a reset connection": (reset, "outage ConnectionLost", "Connection"),
    "403": (faults.saying(answer(status=403)), "blocked Forbidden", "status 403"),
    "404": (faults.saying(answer(status=404)), "outage GoneFromAddress", "status 404"),
    "410": (faults.saying(answer(status=410)), "outage GoneFromAddress", "status 410"),
    "429 and a long wait": (
        faults.saying(answer(status=429, headers={"Retry-After": "3600"})),
        "outage TooManyRequests",
        # Those who come later are told what is left of it.
        "more seconds|wait 3600 seconds",
    ),
    "500": (faults.saying(answer(status=500)), "outage ServerFault", "status 500"),
    "503": (faults.saying(answer(status=503)), "outage ServerFault", "status 503"),
    "a redirect loop": (faults.loop, "refused RedirectLoop", "where we have just been"),
    "a redirect to this machine": (
        faults.to("https://127.0.0.1/admin"),
        "refused PrivateAddress",
        "127.0.0.1",
    ),
    "a redirect to a cloud's metadata": (
        faults.to("https://169.254.169.254/latest/meta-data/"),
        "refused PrivateAddress",
        "169.254.169.254",
    ),
    "a redirect down to http": (
        faults.to("http://127.0.0.1/"),
        "refused UnsafeAddress",
        "from https down",
    ),
    "a body of 200 MB": (faults.flood, "refused TooLarge", "more than 2,097,152 bytes"),
    "the promise of 200 MB": (
        faults.announced_flood(),
        "refused TooLarge",
        "209,715,200 bytes",
    ),
    "a gzip bomb": (
        lambda connection, asked: connection.sendall(faults.bomb()),
        "refused TooLarge",
        "decompressed",
    ),
    "a login page": (faults.page(faults.LOGIN), "blocked LoginPage", ""),
}


@pytest.mark.parametrize("name", SITE_FAULTS)
def test_a_fault_of_the_site_is_named_for_every_format(
    name: str, here: World, before: dict[str, set[str]]
) -> None:
    fault, verdict, words = SITE_FAULTS[name]
    outcomes = met(here, fault)
    assert said(outcomes) == everywhere(verdict)
    for id_ in ONE_OF_EACH.values():
        assert re.search(words, outcomes[id_].message), outcomes[id_].message
    assert here.listed() == before


@pytest.fixture
def impatient(here: World) -> Iterator[None]:
    """All but the source that is well wait less long."""
    patient = dict(here.sources)
    for id_ in ONE_OF_EACH.values():
        manners = patient[id_].manners.model_copy(update={"timeout_seconds": LITTLE_PATIENCE})
        here.sources[id_] = patient[id_].model_copy(update={"manners": manners})
    yield
    here.sources.update(patient)


@pytest.mark.usefixtures("impatient")
def test_a_site_that_is_silent_is_an_outage_for_every_format(
    here: World, before: dict[str, set[str]]
) -> None:
    outcomes = met(here, silent(LITTLE_PATIENCE + 1))
    assert said(outcomes) == everywhere("outage TimedOut")
    for id_ in ONE_OF_EACH.values():
        assert f"silence for {LITTLE_PATIENCE:g} seconds" in outcomes[id_].message
    assert here.listed() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (faults.half_a_body, "ends too early"),
        (faults.two_lengths, "a body whose length is in doubt"),
    ],
    ids=["a truncated body", "two lengths"],
)
def test_half_an_answer_is_no_answer(
    change: Callable[[bytes, bytes], bytes],
    words: str,
    here: World,
    before: dict[str, set[str]],
) -> None:
    here.internet.on_day(1)
    outcomes = met(here, faults.changed(here.internet, change))
    assert said(outcomes) == everywhere("outage TruncatedBody")
    assert all(words in outcomes[id_].message for id_ in ONE_OF_EACH.values())
    assert here.listed() == before


def test_a_certificate_that_nobody_trusts_is_an_outage(
    here: World, before: dict[str, set[str]]
) -> None:
    here.proxy.distrusted |= set(hosts(here))
    outcomes = met(here, None)
    # The first request meets it, which is for robots.txt where there was none to keep.
    assert said(outcomes) == everywhere("outage TlsFault")
    assert here.listed() == before


def test_a_length_that_cuts_a_page_loses_nothing(here: World, before: dict[str, set[str]]) -> None:
    """Also half a page of HTML, which a browser would show as a shorter one."""
    here.internet.on_day(1)
    outcomes = met(here, faults.changed(here.internet, faults.too_short_a_length))
    for format_, id_ in ONE_OF_EACH.items():
        if format_ != "next_flight":  # whose half page is known by its half entry, and read so far
            assert outcomes[id_].verdict in ("outage", "broken"), format_
        if report := outcomes[id_].report:
            assert report.delisted == (), format_
            assert report.amended == {}, format_
    assert here.listed() == before


@pytest.mark.parametrize("change", [faults.without_charset, faults.wrong_charset])
def test_a_missing_or_wrong_charset_changes_no_word(
    change: Callable[[bytes, bytes], bytes], here: World, before: dict[str, set[str]]
) -> None:
    here.internet.on_day(1)
    outcomes = met(here, faults.changed(here.internet, change))
    assert [str(each) for each in outcomes.values() if each.verdict != "ok"] == []
    here.internet.on_day(0)
    here.internet.faults.clear()
    after = here.listed()
    for id_, titles in before.items():
        assert titles <= after[id_]
        assert not any("\ufffd" in title or "Ð" in title for title in after[id_])


def test_bytes_that_are_not_utf8_are_replaced_and_said(here: World) -> None:
    here.internet.on_day(1)
    outcomes = met(here, faults.changed(here.internet, faults.bad_utf8))
    for format_, id_ in ONE_OF_EACH.items():
        outcome = outcomes[id_]
        assert outcome.verdict == "ok", f"{format_}: {outcome}"
        assert "not valid utf-8" in outcome.message, format_
    here.internet.faults.clear()
    assert {outcome.verdict for outcome in here.run_here().values()} == {"ok"}
    assert not any("\ufffd" in title for titles in here.listed().values() for title in titles)


def test_what_is_not_the_format_is_broken(here: World, before: dict[str, set[str]]) -> None:
    outcomes = met(here, faults.page(faults.MALFORMED, "application/octet-stream"))
    assert {outcomes[id_].verdict for id_ in ONE_OF_EACH.values()} == {"broken"}
    for format_, id_ in ONE_OF_EACH.items():
        fault = outcomes[id_].message.partition(":")[0]
        assert fault in ("NotTheFormat", "LayoutChanged"), format_
        assert "expected" in outcomes[id_].message
    assert here.listed() == before


def test_html_where_data_were_promised_is_broken(here: World, before: dict[str, set[str]]) -> None:
    outcomes = met(here, faults.page(CONTENT))
    for format_, id_ in ONE_OF_EACH.items():
        named = "LayoutChanged" if format_ in PAGES_OF_HTML else "NotTheFormat"
        assert outcomes[id_].verdict == "broken", format_
        assert outcomes[id_].message.startswith(named), format_
    assert here.listed() == before


@pytest.mark.parametrize("text", [faults.BILLION_LAUGHS, faults.EXTERNAL_ENTITY])
def test_xml_with_entities_is_refused(text: str, here: World, before: dict[str, set[str]]) -> None:
    outcomes = met(here, faults.page(text, "application/xml"))
    for format_, id_ in ONE_OF_EACH.items():
        expected = "refused EntityExpansion" if format_ in FEEDS else "broken"
        assert said(outcomes)[format_].startswith(expected), format_
        assert "root:" not in outcomes[id_].message
    assert here.listed() == before


def test_a_site_that_asks_for_a_short_wait_is_waited_for(here: World) -> None:
    later = answer(status=429, headers={"Retry-After": "1"})
    first = faults.once(later, here.internet)
    patient = here.sources["us-federal-register"]
    manners = patient.manners.model_copy(update={"retries": 1})
    here.sources[patient.id] = patient.model_copy(update={"manners": manners})
    here.internet.faults["www.federalregister.gov"] = first
    began = time.monotonic()
    outcome = here.run_here([patient.id])[patient.id]
    here.sources[patient.id] = patient
    assert outcome.verdict == "ok"
    assert time.monotonic() - began >= 1.0
