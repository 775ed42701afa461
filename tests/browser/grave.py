"""What keeps someone from reading a page, as axe-core finds it."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Streamlit's own parts, which no page of ours can mend; each with what it is found guilty of.
NOT_OURS: dict[str, str] = {}
GRAVE = {"serious", "critical"}
# What a rule finds is as grave as the rule: those that find nothing grave need not be run.
_RUN = """([context, options, grave]) => {
    const light = axe._audit.rules.filter(rule => rule.impact && !grave.includes(rule.impact));
    options.rules = Object.fromEntries(light.map(rule => [rule.id, {enabled: false}]));
    return axe.run(context, options).then(results => results.violations);
}"""


def assert_nothing_grave(page: Page, rules: list[str] | None = None) -> None:
    """Fail on any serious or critical violation that axe-core finds, of all rules or of some."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # the others are only counted
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    if page.evaluate("() => typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    context = {"exclude": [[part] for part in NOT_OURS]}
    violations = page.evaluate(_RUN, [context, options, sorted(GRAVE)])
    found = [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in violations
        for node in violation["nodes"]
        if node["impact"] in GRAVE
    ]
    assert found == [], json.dumps(found, indent=1, ensure_ascii=False)
