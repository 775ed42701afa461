"""How a digest reads: all that carries a change, nothing that runs, never too long."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from apprise import NotifyFormat
from apprise.conversion import convert_between

from atlas.alerts.digest import Digest
from atlas.edition import Edition
from tests.atlas.alerts.facts import an_edition, told_between
from tests.atlas.factories import notice, position
from tests.atlas.hostile import LONG, PLACE, SCRIPT_LINK, with_hostile_text
from tests.bundled import recorded_facts

LINK = "https://atlas.example/"


def a_digest(number: int = 3, link: str | None = LINK, most: int = 50) -> Digest:
    notices = [
        notice(f"n-{index}", title=f"Title {index}", title_en="", review="machine_read")
        for index in range(number - 1)
    ]
    told = told_between(
        an_edition([position("KR", "unclear")]),
        an_edition([position("KR", "prohibited", effective_from="2026-05-01")], notices),
    )
    return Digest(told, "2026-11-01", "all places", link, {"places": "KR"}, most)


class Page(HTMLParser):
    """What a reader of HTML meets: tags, addresses and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_title_counts() -> None:
    assert a_digest().title == "Exosome Atlas: 1 change of the law, 2 changes of notices"


def test_what_did_not_change_is_not_counted() -> None:
    assert a_digest(1).summary == "1 change of the law"
    only_notices = a_digest(3)
    only_notices = replace(only_notices, news=only_notices.news[1:])
    assert only_notices.summary == "2 changes of notices"
    assert "THE LAW" not in only_notices.text(10**6)


def test_the_text_says_what_changed_and_what_carries_it() -> None:
    digest = a_digest(2)
    assert digest.text(100_000).split("\n") == [
        "What changed since 1 November 2026. Watched: all places.",
        "",
        "THE LAW",
        "",
        "* South Korea: Position corrected: Injected, infused or as a medicine, in force from "
        "1 May 2026",
        "  Invented act of KR",
        "  status: Unclear (not a permission) → Prohibited",
        "  unclear reason: Nothing found → (nothing)",
        "  in force since: an unknown earlier date → 1 May 2026",
        "  Confidence: Medium · Read: Issuer's own text · Last checked: 22 November 2026",
        "  Source: https://example.org/KR",
        "  In the atlas: https://atlas.example/country?place=KR&scenario=injected_or_iv",
        "",
        "NOTICES",
        "",
        "* United States: Ban, IA, 15 January 2026",
        "  Title 0",
        "  Machine-read, not reviewed",
        "  Confidence: High · Read: Issuer's own text · Last checked: 22 November 2026",
        "  Source: https://example.org/n-0",
        "  In the atlas: https://atlas.example/notices?notice=n-0",
        "",
        "Not legal advice: open the source before you rely on a change. Machine-read notices were "
        "checked by nobody.",
        f"Digest {digest.name}",
    ]
    assert f"Digest {digest.name}." in digest.html(100_000)


def test_a_position_that_went_is_told_without_a_date_or_a_page() -> None:
    told = told_between(an_edition([position("KR", "unclear")]), an_edition())
    said = Digest(told, "2026-11-01", "all places", None, {}, 50).text(10**6).split("\n")
    assert said[4:7] == [
        "* South Korea: Position withdrawn: Injected, infused or as a medicine",
        "  status: Unclear (not a permission) → nothing on record (not a permission)",
        "",
    ]


@pytest.mark.parametrize("in_doubt", [True, False])
def test_what_may_have_been_sent_before_says_so(in_doubt: bool) -> None:
    digest = replace(a_digest(), in_doubt=in_doubt)
    for said in (digest.text(10**6), digest.html(10**6)):
        assert ("may have been sent before" in said) is in_doubt
    assert not a_digest().in_doubt


def test_a_link_with_a_space_is_whole_and_leads_to_the_same_page() -> None:
    there = notice("n-1", url="https://example.org/a list.pdf")
    (told,) = told_between(an_edition(), an_edition([], [there]))
    digest = Digest([told], "2026-11-01", "all places", None, {}, 50)
    assert "  Source: https://example.org/a%20list.pdf" in digest.text(10**6).split("\n")
    assert ("href", "https://example.org/a%20list.pdf") in Page(digest.html(10**6)).attributes


def converted(html: str, into: NotifyFormat) -> str:
    """What Apprise makes of HTML for channels that show none."""
    text: str = convert_between(NotifyFormat.HTML, into, html)  # type: ignore[no-untyped-call]
    return text


def test_html_and_what_mail_makes_of_it_for_plain_readers_say_the_same() -> None:
    html = a_digest().html(100_000)
    plain = converted(html, NotifyFormat.TEXT)
    for part in ("Unclear (not a permission) → Prohibited", "Source: https://example.org/KR",
                 "Machine-read, not reviewed", "15 January 2026"):  # fmt: skip
        assert part in plain
        assert part.partition("https")[0] in html


def test_what_a_long_text_says_otherwise_at_its_end_is_seen() -> None:
    def on(end: str) -> Edition:
        return an_edition([position("KR", "conditional", conditions=("Invented. " * 40, end))])

    told = told_between(on("A licence is needed."), on("No licence is needed."))
    said = Digest(told, "2026-11-01", "all places", LINK, {}, 50).text(10**6)
    assert "Invented. ; A licence is needed. → …" in said
    assert said.split("→")[1].split("\n")[0].endswith("Invented. ; No licence is needed.")
    assert "  status: Conditional, as before" in said


@pytest.mark.parametrize("number", [51, 120])
def test_a_long_digest_says_how_much_more_there_is_and_where(number: int) -> None:
    digest = a_digest(number)
    for said in (digest.text(10**6), digest.html(10**6)):
        assert f"And {number - 50:,} more:" in said
        assert f"{LINK}changes?since=2026-11-01&places=KR" in unescape(said)
    assert f'more: <a href="{LINK}changes?since=2026-11-01&amp;places=KR">' in digest.html(10**6)
    assert a_digest(50).text(10**6).count("\n* ") == 50
    assert "more" not in a_digest(50).text(10**6)


def test_without_a_dashboard_the_rest_is_on_the_command_line() -> None:
    said = a_digest(60, link=None).text(10**6)
    assert "And 10 more: python -m atlas changes --since 2026-11-01" in said
    assert "In the atlas" not in said


@pytest.mark.parametrize("room", [4_096, 2_000, 1_000])
def test_it_keeps_to_the_room_that_a_channel_has(room: int) -> None:
    digest = a_digest(40)
    for said in (digest.text(room), digest.html(room)):
        assert len(said) <= room
        assert " more:" in said


def test_as_many_are_told_as_fit_and_where_there_is_no_room_none() -> None:
    digest = a_digest(40)
    told = digest.text(6_000).count("\n* ")
    more = replace(digest, most=told + 1).text(10**6)
    assert len(more) > 6_000 >= len(digest.text(6_000))
    for said in (digest.text(10), digest.html(10)):
        assert "And 40 more:" in said


def test_the_same_news_have_the_same_name() -> None:
    assert a_digest().name == a_digest().name != a_digest(4).name
    assert a_digest().name in a_digest().text(10**6)


@pytest.fixture(scope="module")
def hostile() -> Digest:
    edition = Edition.from_facts(with_hostile_text(recorded_facts()))
    told = told_between(an_edition(), edition, {"places": [PLACE]})
    return Digest(told, "2026-11-01", "Greenland", LINK, {}, 50)


def test_hostile_text_is_only_text_in_html(hostile: Digest) -> None:
    page = Page(hostile.html(10**6))
    assert set(page.tags) <= {"p", "h2", "ul", "li", "b", "br", "a"}
    assert {name for name, _ in page.attributes} == {"href"}
    assert all(str(address).startswith("https://") for _, address in page.attributes)


def test_hostile_text_turns_nothing_round_and_is_cut(hostile: Digest) -> None:
    assert "\n" not in hostile.title
    for said in (hostile.text(10**6), hostile.html(10**6)):
        assert LONG[:301] not in said
        assert LONG[:300] in said
        assert "No page to link to" in said
        assert not {"\u202e", "\u202c", "\u0000"} & set(said)
        assert SCRIPT_LINK not in said


def test_hostile_markdown_is_escaped_for_chats(hostile: Digest) -> None:
    markdown = converted(hostile.html(10**6), NotifyFormat.MARKDOWN)
    assert "\\[press\\]\u200b\\(javascript:alert\\(1\\)\\)" in markdown
    assert "[press](" not in markdown
    assert "<script" not in markdown.replace("\\<script", "")


@pytest.mark.parametrize(
    "title",
    [
        "@everyone", "Recall,@here", "me@all", "<!channel>", "<@U123>", "<#C123>",
        "[press](https://evil.example)", "<https://evil.example|press>", "<HTTP://evil.example|x>",
    ],
)  # fmt: skip
def test_a_chat_makes_neither_a_call_to_everybody_nor_a_link_under_other_words_of_a_title(
    title: str,
) -> None:
    """Discord, Mattermost and others read marks in what they are sent as plain text."""
    told = told_between(an_edition(), an_edition([], [notice("n", title=title, title_en="")]))
    digest = Digest(told, "2026-11-01", "all places", LINK, {}, 50)
    for said in (digest.text(10**6), unescape(digest.html(10**6))):
        assert title not in said
        assert title in said.replace("\u200b", "")


def test_what_chats_make_nothing_of_stays_letter_by_letter() -> None:
    title = "Dose < 5 mg (see [2]), write to info@clinic.example"
    told = told_between(an_edition(), an_edition([], [notice("n", title=title, title_en="")]))
    assert title in Digest(told, "2026-11-01", "all places", LINK, {}, 50).text(10**6)
