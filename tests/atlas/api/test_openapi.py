"""The document for programs is valid, and the answers keep to it, whatever is asked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode

from atlas.api.resources import RESOURCES
from atlas.check_wording import ROLES_SAID
from atlas.judgement import ROLES
from tests.atlas.serving.programs import Programs

EXAMPLES = 8


@pytest.fixture(scope="module")
def document(programs: Programs) -> dict[str, Any]:
    found: dict[str, Any] = programs.ask("/api/v1/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def schema(programs: Programs) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", programs.app)


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_it_describes_every_resource_and_every_parameter(document: dict[str, Any]) -> None:
    assert set(document["paths"]) == {f"/{resource.name}" for resource in RESOURCES}
    for resource in RESOURCES:
        described = document["paths"][f"/{resource.name}"]["get"]["parameters"]
        assert [each["name"] for each in described] == [each.name for each in resource.parameters]


def test_it_says_why_each_ground_of_a_launch_check_is_looked_at(document: dict[str, Any]) -> None:
    answer = document["paths"]["/check"]["get"]["responses"]["200"]["content"]["application/json"]
    role = answer["schema"]["properties"]["grounds"]["items"]["properties"]["role"]
    assert role["enum"] == list(ROLES)
    assert all(f"{code}: {ROLES_SAID[code]}" in role["description"] for code in ROLES)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE],
                         ids=lambda mode: mode.value)  # fmt: skip
@pytest.mark.parametrize("name", [resource.name for resource in RESOURCES])
def test_schemathesis_passes(schema: Any, name: str, mode: GenerationMode) -> None:
    """Every answer is of the schema; what the schema forbids is refused, the rest is answered."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=schema[f"/{name}"]["GET"].as_strategy(generation_mode=mode))
    def answers_as_described(case: Any) -> None:
        # No schema can say where the calendar stops today; the document says it in words.
        asked = str((case.query or {}).get("asof", ""))
        assume(mode is GenerationMode.NEGATIVE or asked <= date.today().isoformat())
        case.call_and_validate()

    answers_as_described()


def test_the_documentation_names_everything_and_fetches_nothing(programs: Programs) -> None:
    answer = programs.ask("/api/v1/")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    page = answer.text
    for resource in RESOURCES:
        assert f"/{resource.name}</h2>" in page
        for parameter in resource.parameters:
            assert f"<code>{parameter.name}</code>" in page
        for fields in resource.records.values():
            assert all(f"<code>{field}</code>" in page for field in fields)
    assert not re.search(r"<(script|img|link|iframe|object)|@import|url\(", page)
    assert re.findall(r'href="(https?://[^"]*)"', page) == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]


def test_every_feed_and_document_that_it_links_to_exists(programs: Programs) -> None:
    """Its examples are asked elsewhere, one by one."""
    page = programs.ask("/api/v1/").text
    hrefs = [href for href in re.findall(r'href="([^"#?]+)"', page) if "://" not in href]
    assert {"../../", "openapi.json", "../../feeds/changes.atom"} < set(hrefs)
    for href in set(hrefs) - {"../../"}:  # the dashboard itself is not served here
        path = href.removeprefix("../..") if href.startswith("../") else f"/api/v1/{href}"
        assert programs.ask(path).status_code == 200, path
