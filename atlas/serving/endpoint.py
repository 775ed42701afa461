"""How a request becomes an answer, whatever it asks."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Hashable
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from atlas.serving.answers import Answer
from atlas.serving.headers import PREFLIGHT
from atlas.serving.shelf import Newest, Shelf

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]
# What a request asks, apart from its path, and how the answer is made.
Question = Callable[[Request], tuple[Hashable, Callable[[Shelf], Answer]]]


def answering(newest: Newest, question: Question) -> Endpoint:
    """An endpoint that gives the answer already made for a question, or makes it.

    Made answers are kept until the revision moves or the day ends.
    """

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        shelf = await newest.shelf()
        asked, make = question(request)
        key = (request.url.path, asked, date.today())
        answer = shelf.given(key)
        if answer is None:
            answer = await run_in_threadpool(make, shelf)
            if answer.lasting:
                shelf.keep(key, answer)
        return answer.response(request)

    return endpoint
