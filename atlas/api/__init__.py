"""The API: what the pages know, for other programs, on the same port and read-only.

`/api/v1/` explains it to people, `/api/v1/openapi.json` to programs; both are made of the same
declarations (atlas.api.resources) that the answers are made of.
"""

from atlas.api.routes import api_routes

__all__ = ["api_routes"]
