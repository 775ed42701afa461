"""What tests of looks begin with."""

from __future__ import annotations

import pytest

from tests.scrapers.looks import Looks


@pytest.fixture
def looks() -> Looks:
    """Looks at an invented source that lists nothing yet."""
    return Looks()
