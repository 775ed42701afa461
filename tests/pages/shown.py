"""What a page shows, opened through the frame without a browser."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
Open = Callable[..., AppTest]


def show(page: str, /, **query: str) -> AppTest:
    """Run the frame, go to a page with these filters, and give it as it stands."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    app.switch_page(f"views/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def type_into(app: AppTest, key: str, text: str) -> AppTest:
    """Type into a select box what may be no option, and press Enter: AppTest knows only options."""
    typed = WidgetState(id=app.selectbox(key=key).id, string_value=text)
    of_an_option = Selectbox._widget_state.fget  # type: ignore[attr-defined]
    state = property(lambda box: typed if box.id == typed.id else of_an_option(box))
    with patch.object(Selectbox, "_widget_state", state):
        return app.run()


def html_of(app: AppTest) -> str:
    """All HTML that a page shows, as it is sent to the browser; its scripts are no part of it."""
    return "\n".join(
        block.proto.body for block in app.get("html") if not block.proto.unsafe_allow_javascript
    )


def scripts_of(app: AppTest) -> list[str]:
    """The scripts that a page lets the browser run, without their tags."""
    return [
        block.proto.body.removeprefix("<script>").removesuffix("</script>")
        for block in app.get("html")
        if block.proto.unsafe_allow_javascript
    ]


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    """The tables of a page from top to bottom: columns by name, links as their addresses.

    A cell that opens its row is the words it shows.
    """
    sent = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    return [
        pd.DataFrame(
            [[_cell(value) for value in row] for row in data["rows"]],
            columns=[column["name"] for column in data["columns"]],
        )
        for data in sent
        if "rows" in data
    ]


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    said, address = value
    return said if address.startswith("./") else address


def words_of(app: AppTest) -> str:
    """All that a page says in elements whose value is text."""
    kinds: list[Any] = [
        app.title, app.header, app.subheader, app.markdown, app.caption,
        app.info, app.warning, app.error,
    ]  # fmt: skip
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def assert_harmless(app: AppTest) -> None:
    """Nothing from outside has become markup or a link of another kind than http and https."""
    shown = html_of(app)
    assert not app.exception
    for markup in ("<script", "<img", 'href="javascript:', 'href="data:', "onerror=alert(1)>"):
        assert markup not in shown
    assert not any("<" in script for script in scripts_of(app))
    assert "javascript:" not in words_of(app)
