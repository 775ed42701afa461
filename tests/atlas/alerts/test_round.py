"""Rounds with a real web hook and a real mail server: each is told all, and told it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest

from atlas.alerts.memory import AlreadyRunning, BrokenMemory, Memory
from atlas.alerts.round import Outcome, tell_all
from atlas.alerts.settings import ChannelSettings, Settings
from atlas.alerts.watch import WatchSettings
from atlas.edition import Edition
from atlas.places import Places
from tests.atlas.alerts.conftest import Hook, Post
from tests.atlas.alerts.facts import BLOCS, an_edition
from tests.atlas.factories import TODAY, notice, position
from tests.atlas.hostile import PLACE, RAN, with_hostile_text
from tests.bundled import recorded_facts

BEFORE = an_edition([position("KR", "unclear")], [notice("n-1")])
AFTER = an_edition(
    [position("KR", "unclear"), position("KR", "prohibited", effective_from="2026-05-01")],
    [notice("n-1"), notice("n-2", title="엑소좀 주사 금지", title_en="", language="ko")],
)
LATER = an_edition(
    [position("KR", "unclear"), position("KR", "prohibited", effective_from="2026-05-01")],
    [notice("n-1"), notice("n-2"), notice("n-3", title_en="The third")],
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    memory = Memory(tmp_path / "notify")
    memory.folder.mkdir()
    return memory


@pytest.fixture
def tell(memory: Memory, without_waiting: None) -> Callable[..., dict[str, Outcome]]:
    """Does a round of channels, given as name=address; gives their outcomes by name."""

    def tell(
        edition: Edition,
        *,
        since: date | None = None,
        trial: bool = False,
        watch: WatchSettings | None = None,
        **urls: str,
    ) -> dict[str, Outcome]:
        channels = [
            ChannelSettings(name, url, (), watch or WatchSettings()) for name, url in urls.items()
        ]
        settings = Settings("https://atlas.example/", 50, tuple(channels))
        outcomes = tell_all(edition, settings, memory, today=TODAY, since=since, trial=trial)
        return {outcome.channel: outcome for outcome in outcomes}

    return tell


Tell = Callable[..., dict[str, Outcome]]


def test_a_new_channel_starts_from_now(tell: Tell, hook: Hook) -> None:
    assert tell(BEFORE, hook=hook.url)["hook"].result == "starts from now"
    assert tell(BEFORE, hook=hook.url)["hook"].result == "nothing new"
    assert hook.asked == 0


def test_a_new_channel_may_be_told_since_a_day(tell: Tell, hook: Hook) -> None:
    assert tell(AFTER, since=date(2026, 3, 1), hook=hook.url)["hook"].result == "sent"
    assert "Unclear (not a permission) → Prohibited" in hook.texts[0]
    assert tell(AFTER, since=date(2020, 1, 1), hook=hook.url)["hook"].result == "nothing new"


def test_news_are_sent_once_in_one_digest(tell: Tell, hook: Hook) -> None:
    tell(BEFORE, hook=hook.url)
    assert tell(AFTER, hook=hook.url)["hook"].result == "sent"
    assert tell(AFTER, hook=hook.url)["hook"].result == "nothing new"
    (posted,) = hook.taken
    assert posted["title"] == "Exosome Atlas: 1 change of the law, 1 change of notices"
    assert "Unclear (not a permission) → Prohibited" in posted["message"]
    assert "엑소좀 주사 금지" in posted["message"]
    assert "https://atlas.example/notices?notice=n-2" in posted["message"]


def test_mail_has_a_plain_and_an_html_part_that_say_the_same(tell: Tell, post: Post) -> None:
    tell(BEFORE, mail=post.url)
    assert tell(AFTER, mail=post.url)["mail"].result == "sent"
    (mail,) = post.taken
    subject = str(make_header(decode_header(mail["Subject"])))
    assert subject == "Exosome Atlas: 1 change of the law, 1 change of notices"
    for kind in ("text/plain", "text/html"):
        said = post.part(kind)
        assert "Unclear (not a permission) → Prohibited" in said
        assert "엑소좀 주사 금지" in said
        assert "https://example.org/KR" in said
        assert "Confidence: Medium" in said


def test_a_channel_that_fails_is_tried_again_within_a_round(tell: Tell, hook: Hook) -> None:
    tell(BEFORE, hook=hook.url)
    hook.refuse = 2
    assert tell(AFTER, hook=hook.url)["hook"].result == "sent"
    assert (hook.asked, len(hook.taken)) == (3, 1)


def test_a_channel_that_failed_is_told_in_the_next_round_and_the_others_not_again(
    tell: Tell, hook: Hook, post: Post
) -> None:
    tell(BEFORE, hook=hook.url, mail=post.url)
    post.refuse = True
    outcomes = tell(AFTER, hook=hook.url, mail=post.url)
    assert {name: each.result for name, each in outcomes.items()} == {
        "hook": "sent",
        "mail": "failed",
    }
    assert outcomes["mail"].why
    post.refuse = False
    outcomes = tell(LATER, hook=hook.url, mail=post.url)
    assert {each.result for each in outcomes.values()} == {"sent"}
    assert len(hook.taken) == 2
    assert "n-2" not in hook.texts[1]
    assert "The third" in hook.texts[1]
    said = post.part("text/plain")
    assert "notice=n-2" in said
    assert "The third" in said
    assert "may have been sent before" not in said


def test_what_is_not_watched_is_not_told_later_when_it_is(tell: Tell, hook: Hook) -> None:
    nowhere = WatchSettings(places=("Antarctica",))
    tell(BEFORE, hook=hook.url, watch=nowhere)
    assert tell(AFTER, hook=hook.url, watch=nowhere)["hook"].result == "nothing new"
    assert tell(AFTER, hook=hook.url)["hook"].result == "nothing new"
    assert hook.asked == 0


def test_a_trial_sends_nothing_and_remembers_nothing(
    tell: Tell, memory: Memory, hook: Hook
) -> None:
    assert tell(BEFORE, trial=True, hook=hook.url)["hook"].result == "starts from now"
    assert list(memory.folder.iterdir()) == []
    tell(BEFORE, hook=hook.url)
    for _ in range(2):
        outcome = tell(AFTER, trial=True, hook=hook.url)["hook"]
        assert outcome.result == "not sent"
        assert outcome.digest
        assert len(outcome.digest.news) == 2
    assert hook.asked == 0


def test_a_digest_says_what_is_watched_and_leads_to_the_same_on_the_page(
    tell: Tell, hook: Hook
) -> None:
    watch = WatchSettings(
        places=("KR", "GCC"),
        scenarios=("injected_or_iv", "clinical_trial"),
        kinds=("recall", "ban"),
    )
    told = tell(AFTER, since=date(2026, 3, 1), trial=True, watch=watch, hook=hook.url)["hook"]
    assert told.digest
    assert told.digest.watched == (
        "South Korea, Invented council; Clinical trial, Injected, infused or as a medicine; "
        "of notices only Ban, Recall"
    )
    assert told.digest.more == {
        "places": "KR,GCC,SA,AE",
        "scenarios": "clinical_trial,injected_or_iv",
        "kinds": "ban,recall",
    }
    assert (told.digest.since, told.digest.most) == ("2026-03-01", 50)
    everything = tell(AFTER, since=date(2026, 3, 1), trial=True, hook=hook.url)["hook"]
    assert everything.digest
    assert (everything.digest.watched, everything.digest.more) == ("all places", {})


@pytest.mark.parametrize(
    ("watch", "watched", "more"),
    [
        ({"regions": ("eastern asia",)}, "Eastern Asia", {"region": "Eastern Asia"}),
        ({"regions": ("Eastern Asia", "GCC")}, "Eastern Asia, Invented council (GCC)", None),
        ({"regions": ("World",)}, "World", {"region": "World"}),
        ({"places": ("FR",), "regions": ("Eastern Asia",)}, "France, Eastern Asia", None),
    ],
)
def test_a_region_is_watched_with_its_countries(
    tell: Tell, hook: Hook, watch: dict[str, Any], watched: str, more: dict[str, str] | None
) -> None:
    places = Places(BLOCS, recorded_facts().regions)
    after = replace(AFTER, places=places)
    told = tell(
        after, since=date(2026, 3, 1), trial=True, watch=WatchSettings(**watch), hook=hook.url
    )["hook"].digest
    assert told
    assert (told.watched, told.news[0].place) == (watched, "South Korea")
    if more is None:
        assert {"KR", "CN"} <= set(told.more["places"].split(","))
        assert "region" not in told.more
    else:
        assert told.more == more


def test_what_happens_in_another_region_is_not_told(tell: Tell, hook: Hook) -> None:
    after = replace(AFTER, places=Places(BLOCS, recorded_facts().regions))
    watch = WatchSettings(regions=("Polynesia",))
    outcome = tell(after, since=date(2026, 3, 1), watch=watch, hook=hook.url)["hook"]
    assert outcome.result == "nothing new"


def test_a_round_that_ends_between_sending_and_remembering_tells_again_and_says_so(
    tell: Tell, memory: Memory, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(BEFORE, hook=hook.url)

    def end() -> None:
        monkeypatch.setattr(Memory, "keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))

    hook.meanwhile = end
    with pytest.raises(KeyboardInterrupt):
        tell(AFTER, hook=hook.url)
    monkeypatch.undo()
    hook.meanwhile = None
    assert tell(AFTER, hook=hook.url)["hook"].result == "sent"
    first, again = hook.texts
    assert "may have been sent before" not in first
    assert "may have been sent before" in again
    assert first.rpartition("Digest ")[2] == again.rpartition("Digest ")[2]
    assert tell(AFTER, hook=hook.url)["hook"].result == "nothing new"


def test_why_a_channel_failed_is_said_without_its_secrets(tell: Tell, hook: Hook) -> None:
    secret = "s3same-open"
    url = f"json://user:{secret}@127.0.0.1:9/{secret}?-token={secret}"
    tell(BEFORE, hook=url)
    outcome = tell(AFTER, hook=url)["hook"]
    assert outcome.result == "failed"
    assert outcome.why
    assert secret not in repr(outcome.why)


def test_nothing_of_an_address_is_printed_or_remembered(
    tell: Tell, memory: Memory, capfd: pytest.CaptureFixture[str]
) -> None:
    url = "json://user:s3same-open@127.0.0.1:9/hook"
    tell(BEFORE, hook=url)
    tell(AFTER, hook=url)
    printed = capfd.readouterr()
    assert "s3same" not in printed.out + printed.err
    assert not any("s3same" in path.read_text() for path in memory.folder.iterdir())


def test_hostile_text_comes_through_mail_and_hook_as_text(
    tell: Tell, hook: Hook, post: Post
) -> None:
    watch = WatchSettings(places=(PLACE,))
    hostile = Edition.from_facts(with_hostile_text(recorded_facts()))
    tell(an_edition(), hook=hook.url, mail=post.url, watch=watch)
    outcomes = tell(hostile, hook=hook.url, mail=post.url, watch=watch)
    assert {each.result for each in outcomes.values()} == {"sent"}
    html = post.part("text/html")
    assert f"&lt;script&gt;window.{RAN} = 1&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert len(hook.texts[0]) < 32_768
    assert "\u202e" not in html + hook.texts[0]


def test_two_rounds_at_once_are_refused(memory: Memory) -> None:
    with (
        memory.held(),
        pytest.raises(AlreadyRunning, match="another notify is at work"),
        Memory(memory.folder).held(),
    ):
        pass


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"baseline": {}, "sending": null}'])
def test_a_broken_memory_is_explained(memory: Memory, content: str) -> None:
    (memory.folder / "hook.json").write_text(content)
    with pytest.raises(BrokenMemory, match=r"hook\.json: cannot be read .*; move it away"):
        memory.recall("hook")
