"""What the bundled data say, read once for all tests of the domain."""

import pytest
from hypothesis import HealthCheck, settings

from atlas.edition import Edition
from tests.atlas.factories import recorded

# How long an example takes says more about the machine than about the atlas.
settings.register_profile(
    "atlas", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def edition() -> Edition:
    return recorded()
