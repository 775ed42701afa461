"""What the tests have to be told of a site beside its recorded pages: pages/<source id>/site.yaml.

Most of it the simulated internet sees by itself; a site of which it sees all has no such file.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from atlas.yaml_file import read_yaml
from tests.scrapers.recorded import PAGES

FEED_ENTRY = r"<item[ >].*?</item>|<entry>.*?</entry>"
_MAIN = "<main><p>{}</p></main>"


class Site(BaseModel):
    """One site.

    Attributes:
        entry: how an entry looks in a page that is neither JSON nor a feed (a regular expression).
        between: what stands between two entries, where that is not what the recorded page has.
        joins: text that cuts entries in two, and is taken out first.
        clearer: words of the recorded entries, and others that make clear what they are about.
        first_row: which of the expected rows is of the first entry.
        title: words of an entry's title that are no part of its key, where those are not found.
        key: words that an entry's key is made of, where those are not found.
        dated: whether an entry says its date; else it is that of the page, or of the report.
        own_page: what a notice's own page is: a page, a PDF, or a page that links a PDF.
        body: such a page, with {} for its text, where the source's selectors do not want <main>.
        corrected: where the list has no date, that of a notice's own page as it is written there,
            and what it is corrected to.
        empty_status: the status of the answer without notices.
        empty_is_a_fault: an empty page cannot be told from a changed one; it never is empty.
        more: how many notices the site has beside those of the list, as in a second list.
        on_day_2: how many notices are new and how many gone on day 2. An entry whose key is its
            text is another one once it is amended.
        behind: where the first page only leads to the list, words of the address or form with which
            the list behind it is asked for.
        one_of_a_key: of two entries with one key the page shows one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: str = FEED_ENTRY
    between: str | None = None
    joins: str = ""
    clearer: tuple[str, str] | None = None
    first_row: int = 0
    title: str = ""
    key: str = ""
    dated: bool = True
    own_page: Literal["page", "pdf", "links a pdf"] = "page"
    body: str = _MAIN
    corrected: tuple[str, str] | None = None
    empty_status: int = 200
    empty_is_a_fault: bool = False
    more: int = 0
    on_day_2: tuple[int, int] = (0, 1)
    behind: str = ""
    one_of_a_key: bool = False


@cache
def site_of(source_id: str) -> Site:
    """What is said of the site of a source."""
    path = PAGES / source_id / "site.yaml"
    return Site.model_validate(read_yaml(path)) if path.exists() else Site()
