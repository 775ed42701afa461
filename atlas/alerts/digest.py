"""A digest: the news for one channel as plain text and as HTML, of bounded length.

Text from outside is only ever text: escaped in HTML, without control characters and direction
marks, without what chats would make a link or a mention of, and cut where it is long. Links are
http or https.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from atlas.alerts.news import News
from atlas.tabular import cut, printable
from atlas.wording import spoken

_LONGEST = 300
# An invisible space put here keeps chat programs from making more of plain text than it says: a
# mention of everybody, a link under other words. An address for mail is no mention.
_WITHIN_MARKS = re.compile(
    r"(?<!\w@)(?<=@)(?=\w)|(?<=@)(?=(?:all|channel|everyone|here|room)\b)"
    r"|(?<=\])(?=\()|(?<=<)(?=[!@#]|https?:)",
    re.I,
)
_NOTHING_SEEN = "\N{ZERO WIDTH SPACE}"
_FOOT = (
    "Not legal advice: open the source before you rely on a change. Machine-read notices were "
    "checked by nobody."
)
_IN_DOUBT = (
    "The last round ended before it was known whether its digest had arrived: some of this may "
    "have been sent before."
)


@dataclass(frozen=True)
class Digest:
    """What one channel is told.

    Attributes:
        news: all of it, in the order in which it is told.
        since: the day as of which the channel was told last, or from which on it is told at first
            (yyyy-mm-dd).
        watched: what is watched, in words.
        link: the dashboard's address, with a slash at its end; None: no links to it.
        more: filters of the Changes page that show the rest.
        most: how many are told at most.
        in_doubt: whether an earlier digest may have been sent without this being known.
    """

    news: Sequence[News]
    since: str
    watched: str
    link: str | None
    more: dict[str, str]
    most: int
    in_doubt: bool = False

    @property
    def title(self) -> str:
        return f"Exosome Atlas: {self.summary}"

    @property
    def summary(self) -> str:
        """How much changed."""
        of_law = sum(each.of_law for each in self.news)
        counted = (
            (of_law, "change of the law", "changes of the law"),
            (len(self.news) - of_law, "change of notices", "changes of notices"),
        )
        return ", ".join(
            f"{number} {one if number == 1 else many}" for number, one, many in counted if number
        )

    @property
    def name(self) -> str:
        """Names what is told: a digest that is sent twice has the same name."""
        told = "\n".join("\n".join(_text_lines(self, each)) for each in self.news)
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def text(self, room: int) -> str:
        """As plain text of at most `room` characters, if that has room for anything at all."""
        return self._that_fits(_as_text, room)

    def html(self, room: int) -> str:
        """As HTML of at most `room` characters; a link shows its address, for what drops links."""
        return self._that_fits(_as_html, room)

    def _that_fits(self, write: Callable[[Digest, int], str], room: int) -> str:
        most = min(self.most, len(self.news))
        whole = write(self, most)
        while len(whole) > room and most > 0:
            most = most // 2 if len(whole) > 2 * room else most - 1
            whole = write(self, most)
        return whole


def _as_text(digest: Digest, shown: int) -> str:
    lines = [_opening(digest), *([_IN_DOUBT] if digest.in_doubt else [])]
    for heading, part in _parts(digest, shown):
        lines += ["", heading.upper()]
        for each in part:
            lines += ["", *_text_lines(digest, each)]
    lines += ["", *_rest(digest, shown), _FOOT, f"Digest {digest.name}"]
    return "\n".join(lines)


def _text_lines(digest: Digest, each: News) -> list[str]:
    return [
        f"* {_heading(each)}",
        *(f"  {line}" for line in _said(each)),
        *(f"  {what}: {address}" for what, address in _links(digest, each)),
    ]


def _as_html(digest: Digest, shown: int) -> str:
    parts = [_paragraph(_opening(digest))]
    if digest.in_doubt:
        parts.append(_paragraph(_IN_DOUBT))
    for heading, part in _parts(digest, shown):
        items = "".join(f"<li>{_html_item(digest, each)}</li>" for each in part)
        parts.append(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
    if rest := _rest(digest, shown):
        parts.append(f"<p>{_linked(rest)}</p>")
    parts.append(_paragraph(f"{_FOOT} Digest {digest.name}."))
    return "\n".join(parts)


def _html_item(digest: Digest, each: News) -> str:
    lines = [f"<b>{escape(_heading(each))}</b>", *map(escape, _said(each))]
    for what, address in _links(digest, each):
        lines.append(f"{escape(what)}: {_anchor(address)}")
    return "<br/>".join(lines)


def _opening(digest: Digest) -> str:
    return f"What changed since {spoken(digest.since)}. Watched: {digest.watched}."


def _parts(digest: Digest, shown: int) -> list[tuple[str, list[News]]]:
    told = list(digest.news[:shown])
    of_law = [each for each in told if each.of_law]
    notices = [each for each in told if not each.of_law]
    return [(name, part) for name, part in (("The law", of_law), ("Notices", notices)) if part]


def _heading(each: News) -> str:
    return _cut(f"{each.place}: {each.what}{f', {each.dated}' if each.dated else ''}")


def _said(each: News) -> list[str]:
    """What is said of one change, line by line."""
    lines = [_cut(each.title)] if each.title else []
    for what, before, after in each.changes:
        moved = (
            f"{_cut(before)} → {_cut(after)}" if before != after else f"{_cut(after)}, as before"
        )
        lines.append(f"{what}: {moved}")
    if each.evidence:
        lines += [*each.marks, each.evidence]
        lines += [] if each.source else ["No page to link to"]
    return lines


def _links(digest: Digest, each: News) -> list[tuple[str, str]]:
    links = [("Source", each.source)] if each.source else []
    if digest.link:
        page, query = each.record
        links.append(("In the atlas", f"{digest.link}{page}?{urlencode(query)}"))
    return [(what, "%20".join(address.split())) for what, address in links]


def _rest(digest: Digest, shown: int) -> list[str]:
    left = len(digest.news) - shown
    if left <= 0:
        return []
    if digest.link is None:
        return [f"And {left:,} more: python -m atlas changes --since {digest.since}"]
    query = urlencode({"since": digest.since, **digest.more})
    return [f"And {left:,} more:", f"{digest.link}changes?{query}"]


def _linked(lines: Sequence[str]) -> str:
    return " ".join(_anchor(line) if line.startswith("http") else escape(line) for line in lines)


def _anchor(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>'


def _paragraph(said: str) -> str:
    return f"<p>{escape(said)}</p>"


def _cut(words: str) -> str:
    shown = " ".join(printable(words).split())
    return _WITHIN_MARKS.sub(_NOTHING_SEEN, cut(shown, _LONGEST))
