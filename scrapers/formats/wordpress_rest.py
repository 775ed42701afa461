"""Posts of a WordPress site through its documented REST interface (/wp-json/wp/v2/posts)."""

from __future__ import annotations

from scrapers.catalogue import FormatOptions, Source
from scrapers.formats.asking import Paging, asking_for, next_page
from scrapers.formats.page import Page
from scrapers.formats.reading import count_in, json_of
from scrapers.formats.records import Fields, items_of
from scrapers.http.faults import LayoutChanged, RequestNotUnderstood
from scrapers.http.request import Response

_FIELDS = Fields(
    key="{id}",
    title="{title.rendered}",
    url="{link}",
    published="{date}",
    text=("{content.rendered|excerpt.rendered}",),
)
# As the addresses of its sources ask for them.
_PAGING = Paging(parameter="page", size=100, newest_first=True)
# What WordPress answers, with status 400, to a page after the last one.
_PAST_THE_END = "rest_post_invalid_page_number"


class Options(FormatOptions):
    """There are none: WordPress answers in the same form everywhere."""


first_requests = asking_for("application/json")


def parse(source: Source, response: Response) -> Page:
    """The posts of one page; `date` is the site's local day, as shown to its readers."""
    answer, warnings = json_of(source, response)
    if response.status == 400:
        if isinstance(answer, dict) and answer.get("code") == _PAST_THE_END:
            return Page(())
        raise RequestNotUnderstood(
            f"status 400 ({str(answer)[:100]})", expected="posts", url=response.url
        )
    if not isinstance(answer, list):
        code = answer.get("code", "") if isinstance(answer, dict) else type(answer).__name__
        raise LayoutChanged(f"no list ({code})", expected="a list of posts", url=response.url)
    total = count_in(response.headers.get("X-WP-Total", ""))
    onward = next_page(_PAGING, response, answer, total)
    return Page(items_of(source, _FIELDS, answer, response), onward, warnings)
