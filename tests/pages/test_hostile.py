"""Text from outside is shown as text: no page makes markup, links or scripts of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.facts import Facts
from tests.atlas.hostile import PLACE
from tests.pages.hostile_stores import HOSTILE_ID, hostile_law_store, hostile_store
from tests.pages.shown import assert_harmless, html_of, show

LAUNCH = {"place": "KR", "origin": "human", "use": "injection"}
NO_PAGE = "no page to link to"
# Whose notice or law is hostile, the page, its filters, and how the page shows it.
SHOWN = [
    ("notice", "notices", {}, ""),
    ("notice", "notices", {"notice": HOSTILE_ID}, "&lt;script&gt;alert(1)"),
    ("notice", "changes", {"since": "2020-01-01"}, NO_PAGE),
    ("notice", "changes", {"since": "2020-01-01", "view": "places"}, "&lt;script&gt;alert(1)"),
    ("notice", "check", LAUNCH, f"./notices?notice={HOSTILE_ID}"),
    ("notice", "sources", {"places": "KR"}, ""),
    ("notice", "sources", {"part": "pages", "places": "KR"}, ""),
    ("law", "map", {}, ""),
    ("law", "country", {"place": PLACE}, "&lt;script&gt;"),
    ("law", "compare", {"places": f"{PLACE},KR"}, NO_PAGE),
    ("law", "story", {"places": PLACE}, ""),
]


@pytest.fixture(scope="module")
def stores(bundled_facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of a store for each of the two; they are filled once."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    return {
        "notice": hostile_store(bundled_facts, folder),
        "law": hostile_law_store(bundled_facts, folder),
    }


@pytest.mark.parametrize(("of", "page", "query", "told"), SHOWN)
def test_text_from_outside_stays_text(
    stores: dict[str, str], use_store: Callable[[str], None], of: str, page: str,
    query: dict[str, str], told: str,
) -> None:  # fmt: skip
    use_store(stores[of])
    shown = show(page, **query)
    assert_harmless(shown)
    assert told in html_of(shown)
    drawn = "".join(component.proto.json for component in shown.get("bidi_component"))
    for turned_round_or_led_astray in ("\u202e", "\\u202e", '"javascript:'):
        assert turned_round_or_led_astray not in drawn
