"""The tree of faults: which are one address's alone, and which of several weighs most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from scrapers.http.faults import (
    Blocked,
    Forbidden,
    GoneFromAddress,
    KeyRefused,
    LayoutChanged,
    NeedsKey,
    RedirectLoop,
    ServerFault,
    SourceFault,
    Verdict,
    worst,
)


def tree(root: type[SourceFault]) -> Iterator[type[SourceFault]]:
    yield root
    for branch in root.__subclasses__():
        yield from tree(branch)


def test_no_refusal_but_that_of_a_key_is_one_addresss_alone() -> None:
    refusals = {*tree(Blocked), *tree(NeedsKey)}
    assert {fault for fault in refusals if fault.of_address} == {KeyRefused}


def test_every_verdict_has_its_weight() -> None:
    verdicts = {fault.verdict for fault in tree(SourceFault)}
    assert verdicts == set(get_args(Verdict))
    for fault in tree(SourceFault):
        assert isinstance(worst([fault("seen")]), fault)


def test_what_somebody_has_to_mend_weighs_more_than_what_may_pass() -> None:
    gone, down, layout = GoneFromAddress("404"), ServerFault("500"), LayoutChanged("no list")
    loop, refusal = RedirectLoop("a circle"), Forbidden("403")
    assert worst([gone, layout, down]) is layout
    assert worst([layout, loop, gone]) is loop
    assert worst([loop, refusal]) is refusal
    assert worst([down, gone]) is down, "the first of equals"
