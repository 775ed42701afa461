"""What keeps someone from reading a page, as axe-core finds it."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Streamlit's own parts, which no page of ours can mend; each with what it is found guilty of.
NOT_OURS: dict[str, str] = {}
GRAVE = {"serious", "critical"}


def assert_nothing_grave(page: Page, rules: list[str] | None = None) -> None:
    """Fail on any serious or critical violation that axe-core finds, of all rules or of some."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # the others are only counted
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    results = Axe().run(page, context={"exclude": [[part] for part in NOT_OURS]}, options=options)
    found = [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in results.response["violations"]
        for node in violation["nodes"]
        if node["impact"] in GRAVE
    ]
    assert found == [], json.dumps(found, indent=1, ensure_ascii=False)
