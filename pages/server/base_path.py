"""Serving under a path of a host that others share: `--server.baseUrlPath atlas`.

Streamlit puts the path before its own addresses. Ours are told of it as ASGI tells an application
where it stands: by `root_path`, which Starlette leaves out when it looks for the route, and puts
before the addresses that it writes.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send


def base_path() -> str:
    """The path that the server is told to stand under, as "/atlas"; "" where there is none."""
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


class UnderBasePath:
    """Tells our own routes, which know of no base path, where they stand.

    Outside the path nothing answers: a page would look for its server there, and not find it.
    """

    def __init__(self, app: ASGIApp, base: str, ours: Sequence[BaseRoute]) -> None:
        self._app, self._base, self._ours = app, base, ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._base or scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] != self._base and not scope["path"].startswith(f"{self._base}/"):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            known = {**scope, "root_path": self._base}
            is_ours = any(route.matches(known)[0] is not Match.NONE for route in self._ours)
            await self._app(known if is_ours else scope, receive, send)
