"""Posts of WordPress."""

from __future__ import annotations

import pytest

from scrapers.http.faults import RequestNotUnderstood
from tests.scrapers.recorded import catalogue, parsed


def test_wordpress_past_the_end_is_the_end_and_other_400s_are_ours() -> None:
    source = catalogue()["ng-nafdac"]
    assert parsed(source, '{"code": "rest_post_invalid_page_number"}', status=400).items == ()
    with pytest.raises(RequestNotUnderstood):
        parsed(source, '{"code": "rest_invalid_param"}', status=400)
