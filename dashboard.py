"""Entry of the dashboard: `streamlit run dashboard.py`.

One server gives the pages and the plain routes beside them.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from atlas.api import api_routes
from atlas.feeds import feed_routes
from atlas.library import library
from atlas.serving import Newest
from atlas.store import StoreError
from pages.server.base_path import UnderBasePath, base_path
from pages.server.brief_routes import BRIEF_ROUTES
from pages.server.no_such_page import NoSuchPage
from pages.server.shell import KeptFiles, shell_routes


def healthz(_: Request) -> JSONResponse:
    """Say whether the store answers, and at which revision; 503 when it does not."""
    try:
        return JSONResponse({"status": "ok", "revision": library().store.revision()})
    except StoreError as error:
        return JSONResponse({"status": "failing", "cause": str(error)}, status_code=503)


newest, base = Newest(library), base_path()
routes = [
    Route("/healthz", healthz, methods=["GET"]),
    *api_routes(newest),
    *feed_routes(newest),
    *BRIEF_ROUTES,
    *shell_routes(),
]
app = st.App(
    Path(__file__).parent / "pages" / "frame.py",
    routes=routes,
    middleware=[
        Middleware(UnderBasePath, base, routes),
        Middleware(KeptFiles, base),
        Middleware(NoSuchPage, base),
    ],
)
