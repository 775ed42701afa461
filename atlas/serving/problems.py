"""What went wrong, as problem details for programs (RFC 9457, application/problem+json)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus

from starlette.responses import Response

from atlas.serving.headers import OPEN

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """A parameter that cannot be used.

    Attributes:
        value: what was given; None where nothing was.
        detail: what is wrong with it.
        nearest: values, or for an unknown parameter names, that can be used.
    """

    parameter: str
    value: str | None
    detail: str
    nearest: tuple[str, ...] = ()


class BadRequest(ValueError):
    """A question that cannot be answered, because of these parameters."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults))


class Contradiction(BadRequest):
    """A question whose parameters can each be used, but not together."""


class NotThere(LookupError):
    """An address that names something that does not exist; `nearest` are addresses that do."""

    def __init__(self, message: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.nearest = tuple(nearest)


class NotAcceptable(ValueError):
    """None of the formats that the client takes is offered."""


def problem(
    status: int,
    detail: str,
    *,
    faults: Sequence[Fault] = (),
    nearest: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The problem as an answer; `faults` and `nearest` only where there are any."""
    said: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        said["faults"] = [asdict(fault) for fault in faults]
    if nearest:
        said["nearest"] = list(nearest)
    return Response(
        json.dumps(said, ensure_ascii=False),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={**OPEN, "Cache-Control": "no-store", **(headers or {})},
    )
