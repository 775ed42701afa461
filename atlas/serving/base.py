"""Where on its host the dashboard stands."""

from __future__ import annotations

from starlette.requests import Request


def base_of(request: Request) -> str:
    """The path before all addresses, as "/atlas"; "" where the dashboard has a host to itself."""
    scope = request.scope
    return str(scope.get("app_root_path", scope.get("root_path", "")))
