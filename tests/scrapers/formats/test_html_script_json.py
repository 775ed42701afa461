"""Lists in a script of a page."""

from __future__ import annotations

import pytest

from scrapers.http.faults import NotTheFormat
from tests.scrapers.recorded import parsed, source_in


def test_malformed_json_in_a_script_is_not_the_format() -> None:
    source = source_in("html_script_json")
    id_ = source.options["script"].removeprefix("script#")
    for data in ('{"jsonArray": [', "9" * 5000):
        with pytest.raises(NotTheFormat, match="malformed JSON"):
            parsed(source, f'<html><body><script id="{id_}">{data}</script></body></html>')
