"""What is answered at an address where nothing is: 404, and the page that was perhaps meant.

Streamlit answers every address that it does not know with its own document and 200, so that search
engines, link checkers and programs took a misspelt address for the map. Which address is known is
asked of the server's own routes: nothing is, if all that is left is the folder of Streamlit's files
and the address names none of them. A Streamlit without such a folder answers as it always did.
"""

from __future__ import annotations

from difflib import get_close_matches
from html import escape

from starlette.responses import HTMLResponse
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.tabular import cut
from pages.navigation import PAGES, address
from pages.server.sealed import SEALED
from pages.server.shell import STATIC

_FOLDER = "static-assets"
_LONGEST_SHOWN = 80
# Comparing long texts takes time, and no page's address is nearly so long.
_LONGEST_READ = 200
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; margin: 0 auto;
  max-width: 40rem; padding: 2rem 1rem; overflow-wrap: anywhere; }
h1 { line-height: 1.2; }
a { color: inherit; }
ul { padding-left: 1.2rem; }
"""


class NoSuchPage:
    """Answers for Streamlit where nothing is.

    `base` is the path that all addresses begin with (pages.server.base_path).
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app, self._base = app, base
        self._files = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._nothing_is_at(scope):
            page = no_such_page(
                self._asked(scope), scope["query_string"].decode("latin-1"), self._base
            )
            answer = HTMLResponse(page, status_code=404, headers=SEALED)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _nothing_is_at(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return False
        if scope["path"].endswith("/"):  # the root, or Streamlit leads to the address without it
            return False
        routes = scope["app"].routes
        first = next((each for each in routes if each.matches(scope)[0] is not Match.NONE), None)
        is_left_to_files = isinstance(first, Mount) and first.name == _FOLDER
        return is_left_to_files and self._asked(scope) not in {"", *self._files}

    def _asked(self, scope: Scope) -> str:
        path: str = scope["path"]
        return path.removeprefix(self._base).strip("/")


def no_such_page(asked: str, query: str, base: str) -> str:
    """A page that says that nothing is here, and leads to all pages, the nearest first."""
    near = _nearest(asked)
    kept = f"?{query}" if query else ""
    meant = (
        f'<p>Did you mean <a href="{escape(_href(near, base) + kept)}">{PAGES[near][0]}</a>?</p>\n'
        if near
        else ""
    )
    pages = "\n".join(
        f'<li><a href="{_href(page, base)}">{title}</a>: {escape(purpose)}</li>'
        for page, (title, _, purpose) in PAGES.items()
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such page · Exosome Atlas</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>No such page</h1>
<p>The Exosome Atlas has nothing at <code>/{escape(cut(asked, _LONGEST_SHOWN))}</code>.</p>
{meant}<ul>
{pages}
<li><a href="{base}/api/v1/">For programs</a>: the API and the feeds.</li>
</ul>
</main>
</body>
</html>
"""


def _nearest(asked: str) -> str | None:
    """The page whose address or title an address is nearly, if there is one."""
    named = {title.lower(): page for page, (title, _, _) in PAGES.items()} | {p: p for p in PAGES}
    words = asked[:_LONGEST_READ].lower().replace("-", " ").replace("_", " ").split("/")
    close = [name for word in words for name in get_close_matches(word, named, n=1)]
    return named[close[0]] if close else None


def _href(page: str, base: str) -> str:
    return base + address(page).removeprefix(".")
