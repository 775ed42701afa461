"""The settings: what can be said, and a clear fault for what cannot, without secrets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from atlas.alerts.channel import Channel
from atlas.alerts.settings import UnusableSettings, read_settings

SECRETS = {"TOKEN": "s3same/open", "MAIL_USER": "me@example.org", "WHOLE": "json://h.example/a?b=c"}


def written(folder: Path, text: str) -> Path:
    path = folder / "notify.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_channels_share_a_watch_or_have_their_own(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path,
            "link: https://atlas.example/base\n"
            "watch: {places: [GCC], relevance: direct}\n"
            "channels:\n"
            "  one: {url: 'json://h.example'}\n"
            "  two: {url: 'json://h.example', watch: {kinds: [recall]}}\n",
        ),
        {},
    )
    assert settings.link == "https://atlas.example/base/"
    one, two = settings.channels
    assert (one.watch.places, one.watch.relevance) == (("GCC",), "direct")
    assert (two.watch.places, two.watch.kinds, two.watch.relevance) == ((), ("recall",), "category")


def test_secrets_come_from_the_environment_escaped_within_an_address(tmp_path: Path) -> None:
    text = (
        "channels:\n  a: {url: 'mailto://${MAIL_USER}:${TOKEN}@h.example'}\n  b: {url: '${WHOLE}'}"
    )
    one, two = read_settings(written(tmp_path, text), SECRETS).channels
    assert one.url == "mailto://me%40example.org:s3same%2Fopen@h.example"
    assert one.secrets == ("me@example.org", "s3same/open")
    assert two.url == SECRETS["WHOLE"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "notify.yaml:1: the file is empty → docs/alerts.md has an example"),
        ("channels: {}", "notify.yaml:1: channels: "),
        ("channels:\n  a: {}", "notify.yaml:2: channels.a.url: key 'url' is missing → add it"),
        ("channels:\n  a:\n    url: x\n    wach: y", "notify.yaml:4: channels.a.wach: unknown key"),
        ("channels:\n  a:\n    url: x\n    wach: y", "→ did you mean watch?"),
        ("channels:\n  a: {url: ''}", "notify.yaml:2: channels.a.url: the address is empty → "),
        ("channels:\n\ta: {url: x}", "notify.yaml:2: the line begins with a tab → indent it with"),
        ("most: many\nchannels:\n  a: {url: x}", "most: 'most' must be a whole number → write a"),
        ("watch: {places: EU}\nchannels:\n  a: {url: x}", "'places' must be a list → write a list"),
        ("channels:\n  A b: {url: x}", "notify.yaml:2: channels.A b: a name has small letters"),
        ("channels:\n  ../x: {url: x}", "notify.yaml:2: channels.../x: a name has small letters"),
        ("channels:\n  a: {url: x}\n  a: {url: y}", "notify.yaml:3: the key a stands twice"),
        ("link: javascript:1\nchannels:\n  a: {url: x}", "notify.yaml:1: link: is no http"),
        ("most: 0\nchannels:\n  a: {url: x}", "notify.yaml:1: most: "),
        ("most: 501\nchannels:\n  a: {url: x}", "notify.yaml:1: most: "),
        ("links: x\nchannels:\n  a: {url: x}", "notify.yaml:1: links: unknown key"),
        ("channels:\n  a: {url: ' '}", "notify.yaml:2: channels.a.url: the address is empty → "),
        ("[]", "notify.yaml:1: the file: "),
        ("channels:\n  a:\n    url: 'json://${NOBODY}'", "notify.yaml:3: channels.a.url: the env"),
        ("channels: [", "the file is not YAML: "),
    ],
)
def test_a_fault_names_file_line_and_mend(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UnusableSettings) as raised:
        read_settings(written(tmp_path, text), SECRETS)
    assert fault in str(raised.value)


def test_what_is_not_said_is_as_the_manual_says(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, "channels:\n  a: {url: x}"), {})
    assert (settings.link, settings.most) == (None, 50)
    told = read_settings(
        written(tmp_path, "link: http://h.example/\nmost: 1\nchannels:\n  a: {url: x}"), {}
    )
    assert (told.link, told.most) == ("http://h.example/", 1)


def test_what_cannot_be_read_is_explained(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"link: \xff")
    for path in (tmp_path, tmp_path / "bytes.yaml"):
        with pytest.raises(UnusableSettings, match=re.escape(str(path))):
            read_settings(path, {})


def test_no_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings, match=r"no such file; docs/alerts\.md has an example"):
        read_settings(tmp_path / "none.yaml", {})


@pytest.mark.parametrize(
    "text",
    [
        "channels:\n  a: {url: [s3same-open]}",
        "channels:\n  a: {url: 's3same-open://h.example'}",
        "channels:\n  a: {url: 'json://[s3same-open'}",
        "channels:\n  a: {url: 'json://h.example', most: s3same-open}",
    ],
)
def test_a_fault_does_not_repeat_what_may_be_a_secret(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnusableSettings) as raised:
        Channel(read_settings(written(tmp_path, text), {}).channels[0])
    assert "s3same" not in str(raised.value)


def test_the_example_of_the_manual_can_be_used(tmp_path: Path) -> None:
    manual = Path(__file__).parents[3] / "docs" / "alerts.md"
    example = manual.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    environment = {
        "SMTP_USER": "atlas",
        "SMTP_PASSWORD": "s3same",
        "SLACK_URL": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#regulatory",
        "HOOK_TOKEN": "s3same",
    }
    settings = read_settings(written(tmp_path, example), environment)
    assert [Channel(channel).name for channel in settings.channels]
