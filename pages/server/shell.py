"""What Streamlit sends before a page's script runs, sent so that the page stands sooner.

Streamlit's document names only the scripts that every page needs. Those that draw a widget are
asked for once the first of its kind has come over the socket: a second journey, and often a third
for what they import. The names of the kinds that a page draws are known beforehand, so its document
names their scripts too, and the browser fetches and compiles them while the socket connects.

Which files these are is read from the manifest of the Streamlit that is installed. Where one has no
manifest, or other names in it, pages work as ever and only wait longer.

Until those scripts run, and for whoever runs none, the document is all there is. Streamlit's is
empty, is called "Streamlit" and tells programs that nothing else answers them here.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.navigation import ATLAS, PAGES

STATIC = Path(streamlit.__file__).parent / "static"
_DOCUMENT = "index.html"
# How hard scripts are packed, of 9: a third of their length in a third of the time that 9 takes.
_PACKED = 5
# What the frame draws around every page.
_EVERYWHERE = ("Html",)
# The elements of Streamlit that each page draws, by the names of their scripts.
DRAWN: Mapping[str, tuple[str, ...]] = {
    "map": ("BidiComponent", "ButtonGroup", "DateInput", "DownloadButton", "Selectbox"),
    "country": (
        "BidiComponent", "Checkbox", "DateInput", "DownloadButton", "Pagination", "Selectbox",
    ),
    "compare": (
        "BidiComponent", "ButtonGroup", "Checkbox", "DateInput", "DownloadButton", "Multiselect",
        "Selectbox",
    ),
    "check": ("DateInput", "DownloadButton", "Pagination", "Selectbox"),
    "changes": (
        "ButtonGroup", "Checkbox", "DateInput", "DownloadButton", "Multiselect", "Pagination",
        "Selectbox",
    ),
    "story": (
        "BidiComponent", "ButtonGroup", "Checkbox", "DateInput", "DownloadButton", "Pagination",
        "PlotlyChart", "Selectbox",
    ),
    "notices": (
        "BidiComponent", "ButtonGroup", "Checkbox", "DateInput", "DownloadButton", "Multiselect",
        "Pagination", "Selectbox", "TextInput",
    ),
    "sources": ("BidiComponent", "ButtonGroup", "DownloadButton", "Pagination", "Selectbox"),
    "review": ("DownloadButton", "Multiselect", "Pagination", "Selectbox"),
    "method": ("BidiComponent", "ButtonGroup", "DownloadButton", "Selectbox"),
}  # fmt: skip
# Opened at /country, Streamlit asks /country/_stcore/health first: it cannot know under which path
# it is served. The document can: its address without the page's name.
_BASE = """<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location).href}</script>"""
_TYPED_DAY = (Path(__file__).parent / "typed_day.js").read_text(encoding="utf-8")
_FOR_NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_FEED = (
    '<link rel="alternate" type="application/atom+xml" title="What changed" '
    'href="./feeds/changes.atom">'
)
_WITHOUT_SCRIPTS = """<noscript>
<p>The pages need JavaScript. These do not:</p>
<ul>
<li>the brief of a place, with every source: <a href="./brief/KR">./brief/KR</a>, or any other code
or name in place of KR;</li>
<li>what changed, as a feed: <a href="./feeds/changes.atom">./feeds/changes.atom</a>;</li>
<li>everything on record, as CSV or JSON: <a href="./api/v1/">./api/v1/</a>.</li>
</ul>
</noscript>"""
# As .streamlit/config.toml has it, until Streamlit draws (.stApp).
_FIRST_LOOK = """<style>
html:not(:has(.stApp)) body { font-family: system-ui, sans-serif; }
@media (prefers-color-scheme: dark) {
  html:not(:has(.stApp)) body { background: #15171B; color: #ECEDEF; }
  noscript a { color: inherit; }
}
</style>"""


def shell_routes() -> list[Route]:
    """The document of each page at its address."""
    return [
        Route("/map", _to_the_map, methods=["GET"]),
        *(
            Route("/" if page == "map" else f"/{page}", _answer(page), methods=["GET"])
            for page in PAGES
        ),
    ]


def _to_the_map(request: Request) -> Response:
    """All pages but the map stand at an address with their name, so people ask for it there too."""
    filters = request.url.query
    return RedirectResponse(f"./?{filters}" if filters else "./")


def _answer(page: str) -> Callable[[Request], HTMLResponse]:
    def document(_: Request) -> HTMLResponse:
        return HTMLResponse(shell(page), headers={"Cache-Control": "no-cache"})

    return document


@cache
def shell(page: str) -> str:
    """Streamlit's document, with the page's name and the scripts of what it draws."""
    title, _, purpose = PAGES[page]
    document = (STATIC / _DOCUMENT).read_text(encoding="utf-8")
    for theirs, ours in (
        ("<title>Streamlit</title>", f"<title>{title} · {ATLAS}</title>"),
        ("./favicon.png", "./app/static/icon.svg"),
        ("./_stcore/agent/openapi.json", "./api/v1/openapi.json"),
        ('<div id="root"></div>', f'<div id="root">{_first_words(title, purpose)}</div>'),
    ):
        document = document.replace(theirs, ours, 1)
    document = _FOR_NO_SCRIPTS.sub(_WITHOUT_SCRIPTS, document)
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./{file}">\n'
        for file in scripts((*_EVERYWHERE, *DRAWN[page]))
    )
    head = f"<head>{_BASE}<script type=module>{_TYPED_DAY}</script>"
    about = f'<meta name="description" content="{escape(purpose)}">'
    ahead = f"{_FEED}{about}{_FIRST_LOOK}{links}</head>"
    return document.replace("</head>", ahead, 1).replace("<head>", head, 1)


def _first_words(title: str, purpose: str) -> str:
    """What stands on the page until its scripts draw it: seconds on a slow line."""
    return (
        f'<main style="padding: 1rem;"><p><b>{ATLAS} · {title}</b></p>'
        f"<p>{escape(purpose)}</p></main>"
    )


def scripts(names: Collection[str]) -> list[str]:
    """The files of elements and of all that they import, but for what the document names itself."""
    manifest = _manifest()
    drawn = [key for key, entry in manifest.items() if entry.get("name") in names]
    return sorted(
        manifest[key]["file"]
        for key in _imported(manifest, drawn) - _imported(manifest, [_DOCUMENT])
    )


def _imported(manifest: Mapping[str, Any], keys: Collection[str]) -> set[str]:
    found: set[str] = set()
    ahead = [key for key in keys if key in manifest]
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead.extend(manifest[key].get("imports", ()))
    return found


@cache
def _manifest() -> dict[str, Any]:
    file = STATIC / "manifest.json"
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


class KeptFiles:
    """Answers for Streamlit's scripts from memory, each read once: a page asks for a hundred.

    Streamlit reads each file in small pieces, for every reader anew, and sends it at its full
    length, which keeps a reader on a slow line waiting three times as long. The answers are its own
    otherwise: content and Cache-Control, and anything that is not a script goes its usual way.
    `base` is the path that all addresses begin with (pages.server.base_path).
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._kept = {
            f"{base}/static/js/{file.name}": file for file in STATIC.glob("static/js/*.js")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (file := self._kept.get(scope["path"])):
            packed = "gzip" in Headers(scope=scope).get("accept-encoding", "")
            answer = await run_in_threadpool(_file_answer, file, packed=packed)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


@cache
def _file_answer(file: Path, *, packed: bool) -> Response:
    content = file.read_bytes()
    return Response(
        gzip.compress(content, _PACKED, mtime=0) if packed else content,
        media_type=mimetypes.guess_type(file.name)[0],
        headers={
            "Cache-Control": "public, immutable, max-age=31536000",
            "Vary": "Accept-Encoding",
            **({"Content-Encoding": "gzip"} if packed else {}),
        },
    )
