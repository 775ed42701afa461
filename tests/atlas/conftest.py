"""What the bundled data say, read once for all tests of the domain."""

import pytest

from atlas.edition import Edition
from atlas.facts import read_facts


@pytest.fixture(scope="session")
def edition() -> Edition:
    return Edition.from_facts(read_facts())
