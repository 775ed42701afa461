"""Entry of the dashboard: `streamlit run dashboard.py`.

One server gives the pages and the plain routes beside them.
"""

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from atlas.store import Store, StoreError, open_store


@cache
def _store() -> Store:
    return open_store()


def healthz(_: Request) -> JSONResponse:
    """Say whether the store answers, and at which revision; 503 when it does not."""
    try:
        return JSONResponse({"status": "ok", "revision": _store().revision()})
    except StoreError as error:
        return JSONResponse({"status": "failing", "cause": str(error)}, status_code=503)


app = st.App(
    Path(__file__).parent / "pages" / "frame.py",
    routes=[Route("/healthz", healthz, methods=["GET"])],
)
