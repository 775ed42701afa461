"""The site of one source: its lists with their pages, and the page or document of each notice.

All of it is invented. The structure is that of the recorded pages (tests/scrapers/pages).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, quote_plus, unquote_plus, urlsplit

from scrapers.catalogue import Source
from scrapers.formats.asking import Paging, fill
from scrapers.formats.paths import text_at
from scrapers.search_terms import search_terms
from tests.scrapers.pdf import pdf
from tests.scrapers.recorded import CONTENT_TYPES, SEEN_ON, page_of
from tests.scrapers.site import site_of
from tests.world.cut import with_total
from tests.world.notices import FIRST_OTHER, Entry, Writer, notices_on, others_on

# Pages are short here, so that every list that has pages has more than one.
ENTRIES_OF_A_PAGE = 5
ANNEX = "/anexo.pdf"
PAST_THE_END = b'{"code": "rest_post_invalid_page_number", "data": {"status": 400}}'
# Entries about something else are many in some lists; the pages of those after this are not there.
MOST_WITH_A_PAGE = 1100


@dataclass(frozen=True)
class Answer:
    """What a site says: status, headers and body."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What a site is asked."""

    method: str
    url: str
    body: bytes = b""

    @property
    def words(self) -> str:
        """Address and form as a reader would write them."""
        return unquote_plus(self.url) + "\n" + unquote_plus(self.body.decode("utf-8", "replace"))


class Regulator:
    """Answers for one source; `day` is 0, 1 or 2.

    `extra` are entries besides those of the day; with `endless` every page of a list leads to
    another one. `others` is how many entries are about something else.
    """

    def __init__(self, source: Source) -> None:
        self.source, self._site = source, site_of(source.id)
        self.day = 0
        self.extra: tuple[Entry, ...] = ()
        self.endless = False
        few = 3 if source.detail and source.detail.when == "all" else 12
        self.others = max(few, source.rows.min)
        self._writer = Writer(source)
        self._terms = sorted(search_terms(source), key=len, reverse=True)
        self._lists = [_place(fill(url, KNOWN)) for url in source.urls]
        self._searches = ["{term" in url for url in source.urls] or [False]
        self._posts = [_place(fill(post.url, KNOWN)) for post in source.posts]
        self._kept: dict[tuple[object, ...], Answer | None] = {}

    @property
    def writes_years(self) -> bool:
        """Whether an entry of the list says the year of its date in four digits."""
        return self._writer.has_year()

    @property
    def hosts(self) -> set[str]:
        """The hosts of the lists and of the notices' own pages."""
        notices = (self._writer.detail_of(entry) for entry in notices_on(0))
        return {*self.source.hosts, *(urlsplit(url).netloc for url in notices if url)}

    def instead(self, question: Question, page: str) -> Answer | None:
        """A recorded page (empty, challenge, changed) in the place of the source's lists."""
        if self._is_list(question.url, [*self._lists, *self._posts]):
            # A search that is empty of our terms is not deaf.
            if page == "empty" and self._is_sure(question):
                return self.answer(question)
            return self.recorded(page)
        if page == "empty" and self._is_behind(question):
            return self.recorded("next-empty")
        return None

    def answer(self, question: Question) -> Answer | None:
        """The answer on this day, or None: nothing at this address."""
        asked = self.day, self.extra, self.endless, question
        if asked not in self._kept:
            self._kept[asked] = self._answer(question)
        return self._kept[asked]

    def entries(self) -> list[Entry]:
        """Everything that is listed on this day."""
        return [*notices_on(self.day), *self.extra, *others_on(self.day, self.others)]

    def _answer(self, question: Question) -> Answer | None:
        for answered in (self._page_before(question), self._notice_page(question)):
            if answered:
                return answered
        at = _place(question.url)
        if question.method == "POST" and self._is_list(at, self._posts):
            return self._second(question) or self._list(question, 0)
        feeds = [number for number, place in enumerate(self._lists) if self._same_list(place, at)]
        if not feeds and not self._is_list(at, self._lists):
            return None
        return self._list(question, feeds[0] if feeds else 0)

    def _same_list(self, place: str, at: str) -> bool:
        """Whether two addresses are of the same list, whatever page of it is asked for."""
        if quote_plus(place) == quote_plus(at):
            return True
        path, _, query = place.partition("?")
        other_path, _, other_query = at.partition("?")
        given, other = parse_qs(query), parse_qs(other_query)
        paging = self._paging()
        turned = paging.parameter if paging else ""
        shared = {name: value for name, value in given.items() if not _fills_in(value)}
        shared.pop(turned, None)
        return _same_path(path, other_path) and all(
            other.get(name) == value for name, value in shared.items()
        )

    def _is_list(self, at: str, lists: list[str]) -> bool:
        return any(_same_path(place.partition("?")[0], at.partition("?")[0]) for place in lists)

    # Lists

    def _list(self, question: Question, feed: int) -> Answer:
        entries = self._share(question, feed)
        paging = self._paging()
        if self.endless:
            return self._one_of_endless(question, paging)
        if paging is None:
            return self._whole(entries) if entries else self.recorded("empty")
        size = min(paging.size or ENTRIES_OF_A_PAGE, 100)
        first = self._position(question, paging, entries, size)
        here = entries[first : first + size]
        if here:
            page = self._whole(here)
            if self.source.format == "wordpress_rest":
                page.headers["X-WP-Total"] = str(len(entries))
            body = page.body
            if page.content_type == "application/json":
                body = with_total(self.source, body, len(entries))
            return Answer(body, page.content_type, page.status, page.headers)
        if first == 0:
            return self.recorded("empty")
        if self.source.format == "wordpress_rest":
            return Answer(PAST_THE_END, "application/json", 400)
        if self.source.format == "rss":
            return Answer(b"<html><body>No such page</body></html>", status=404)
        if self.source.format in ("json_api", "datatables"):
            body = with_total(self.source, self._whole([]).body, len(entries))
            return Answer(body, "application/json")
        return self.recorded("empty")

    def _one_of_endless(self, question: Question, paging: Paging | None) -> Answer:
        """A full page of entries that no other page has, and the promise of more."""
        size = min((paging and paging.size) or ENTRIES_OF_A_PAGE, 100)
        if paging is None:  # a link to the next page
            here = int(parse_qs(urlsplit(question.url).query).get("pagina", ["1"])[0])
            first = here * size
        elif paging.by == "last":
            first = self._after(parse_qs(urlsplit(question.url).query)[paging.parameter][0])
        else:
            first = self._position(question, paging, [], size)
        notices = notices_on(self.day)
        page = self._whole(
            [
                notices[at] if at < len(notices) else Entry(FIRST_OTHER + at)
                for at in range(first, first + size)
            ]
        )
        body = page.body
        if page.content_type == "application/json":
            body = with_total(self.source, body, 10**6)
        elif paging is None:
            body = body.replace(b"?pagina=2", b"?pagina=%d" % (here + 1))
        return Answer(body, page.content_type, headers={"X-WP-Total": str(10**6)})

    def _after(self, key: str) -> int:
        """The place in the list without an end that follows the entry with this key; "0": none."""
        if key == "0":
            return 0
        number = self._writer.number_of(key)
        notices = [entry.number for entry in notices_on(self.day)]
        return 1 + (notices.index(number) if number in notices else number - FIRST_OTHER)

    def _share(self, question: Question, feed: int) -> list[Entry]:
        """The entries of one of several lists, or those that a search finds."""
        notices = [entry for entry in self.entries() if entry.is_notice]
        others = [entry for entry in self.entries() if not entry.is_notice]
        if self._is_sure(question):
            return others[:3]
        if self._searches[feed]:
            asked = question.words.casefold()
            term = next((term for term in self._terms if term.casefold() in asked), "")
            known = self._writer.written(notices[0]).casefold()
            # A search finds beginnings of words, as most sites' own searches do.
            return notices if term and term.casefold() in known and not feed else []
        share = others[feed :: len(self._lists)] if len(self._lists) > 1 else others
        return [*(notices if feed == 0 else []), *share]

    def _is_sure(self, question: Question) -> bool:
        """Whether what is asked for is the word that the source's search surely finds."""
        sure, asked = self.source.sure_term, question.words.casefold()
        if not sure or any(term.casefold() in asked for term in self._terms):
            return False
        return sure.casefold() in asked

    def _whole(self, entries: list[Entry]) -> Answer:
        writer = self._writer
        body = writer.page.with_entries([writer.written(entry) for entry in entries])
        return Answer(body, self._content_type(body))

    def _paging(self) -> Paging | None:
        if self.source.format == "wordpress_rest":
            return Paging(parameter="page", size=100)
        given = self.source.options.get("paging")
        return Paging.model_validate(given) if given else None

    def _position(self, question: Question, paging: Paging, entries: list[Entry], size: int) -> int:
        """The place in the list of the first entry that is asked for."""
        if paging.where == "body":
            value = text_at(json.loads(question.body), paging.parameter)
        else:
            query = parse_qs(urlsplit(question.url).query)
            value = query.get(paging.parameter, [str(paging.first)])[0]
        if paging.by == "number":
            return (int(value) - paging.first) // paging.step * size
        keys = [str(json.loads(self._writer.written(entry))[paging.last_path]) for entry in entries]
        return keys.index(value) + 1 if value in keys else 0

    # Pages that lead to lists, and other kinds of lists

    def _page_before(self, question: Question) -> Answer | None:
        """The page that leads to the list, and the list behind it."""
        at = question.url.partition("?")[0]
        id_ = self.source.id
        if self._is_behind(question):
            return self._whole(self._share(question, 0))
        if self._site.behind and question.method == "GET" and self._is_list(at, self._lists):
            return self.recorded("normal")
        if id_ == "us-fda-import-alerts" and at.endswith("importalert_190.html"):
            return self._whole([*notices_on(self.day), *self.extra])
        if id_ == "us-fda-import-alerts" and at in self._lists:
            return self._alerts()
        if id_ == "eu-safety-gate-weekly-xml" and "/weeklyReport/detail/" in at:
            # The newest report has the notices, the others are about something else.
            notices = [*notices_on(self.day), *self.extra]
            wanted = notices if "10000001" in at else others_on(self.day, 20)
            return self._whole(wanted)
        if id_ == "eu-safety-gate-weekly-xml" and at in self._lists:
            return self.recorded("normal")
        if id_ == "au-tga-drac" and (number := re.search(r"-RN-(\d+)-", question.url)):
            found = self.endless or int(number[1]) <= 3
            return self.recorded("normal" if found else "empty")
        return None

    def _is_behind(self, question: Question) -> bool:
        """Whether the list behind a page that only leads to it is asked for."""
        return bool(self._site.behind) and self._site.behind in question.words

    def _alerts(self) -> Answer:
        page = self.recorded("normal")
        row = re.search(rb"<tr><td>99-23.*?</tr>", page.body, re.S)
        assert row
        rows = [row[0].replace(b"99-23", b"98-%03d" % number) for number in range(50)]
        return Answer(page.body.replace(row[0], b"".join(rows)), page.content_type)

    def _second(self, question: Question) -> Answer | None:
        """A second list of another structure, where the term is searched."""
        if page_of(self.source, "second") is None:
            return None
        return self.recorded("second" if "exosome" in question.words.casefold() else "empty")

    # The pages of notices

    def _notice_page(self, question: Question) -> Answer | None:
        if self.source.detail is None or question.method != "GET":
            return None
        if self._site.own_page == "links a pdf" and question.url.endswith(ANNEX):
            annex = pdf("Annex. The exosome product has no authorisation.")
            return Answer(annex, "application/pdf")
        for entry in self.entries():
            if entry.number < MOST_WITH_A_PAGE and self._writer.detail_of(entry) == question.url:
                return self._page_of(entry)
        return None

    def _page_of(self, entry: Entry) -> Answer:
        if page_of(self.source, "detail") and entry.is_notice:
            kept = self.recorded("detail")
            if entry.corrected and self._site.corrected:
                was, corrected = map(str.encode, self._site.corrected)
                return replace(kept, body=kept.body.replace(was, corrected))
            return kept
        if self.source.detail and self.source.detail.json_path:
            kept = self.recorded("detail")
            return replace(kept, body=re.sub(rb"(?i)exos{1,2}om\w*", b"thing", kept.body))
        text = "Invented. "
        if entry.is_notice:
            text += f"The exosome product of case {entry.number} was not authorised."
        else:
            text += "Nothing that matters here."
        if self._site.own_page == "pdf":
            return Answer(pdf(text), "application/pdf")
        if self._site.own_page == "links a pdf" and entry.is_notice:
            text += f' <a href="/files{ANNEX}">PDF</a>'
        body = self._site.body.format(text)
        page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
        return Answer(page.encode())

    # Recorded pages as they are

    def recorded(self, name: str) -> Answer:
        """A recorded page as it is: normal, empty, challenge, changed …"""
        path = page_of(self.source, name)
        assert path, f"{self.source.id} has no page {name}"
        status = self._site.empty_status if name == "empty" else 200
        return Answer(path.read_bytes(), self._type_of(CONTENT_TYPES[path.suffix[1:]]), status)

    def _content_type(self, body: bytes) -> str:
        start = body[:200].lstrip()
        if start.startswith((b"{", b"[")):
            return "application/json"
        if start.lower().startswith((b"<!doctype html", b"<html")):
            return self._type_of("text/html")
        return self._type_of("application/xml" if start.startswith(b"<") else "text/csv")

    def _type_of(self, kind: str) -> str:
        # What is in an older encoding does not say so; the source's YAML does.
        said = kind != "application/json" and self.source.encoding == "utf-8"
        return f"{kind}; charset=utf-8" if said else kind


# Stands for every year, so that the sites are the same whenever the tests run.
ANY_YEAR = 9999
KNOWN = {"since": SEEN_ON, "until": SEEN_ON, "year": ANY_YEAR, "key": "", "term": "TERM"}


def _place(url: str) -> str:
    return url.partition("#")[0]


def _same_path(path: str, at: str) -> bool:
    """Whether two paths are the same but for a year that stands for any."""
    return bool(re.fullmatch(re.escape(path).replace(str(ANY_YEAR), r"\d{4}"), at))


def _fills_in(value: list[str]) -> bool:
    blanks = ("TERM", str(SEEN_ON), SEEN_ON.strftime("%d-%m-%Y"), str(ANY_YEAR))
    return any(blank in text for text in value for blank in blanks)
