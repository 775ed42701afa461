"""What the bundled data say, read once for all tests of the domain."""

from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, settings

from atlas import yaml_file
from atlas.edition import Edition
from atlas.library import Library
from atlas.store import open_store
from tests.atlas.factories import recorded
from tests.atlas.hostile import with_hostile_text
from tests.atlas.scraped import scraped_store
from tests.atlas.serving.programs import Programs, serving
from tests.bundled import recorded_facts

# How long an example takes says more about the machine than about the atlas.
settings.register_profile(
    "atlas", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def edition() -> Edition:
    return recorded()


@pytest.fixture(scope="module")
def same_text_read_once() -> Iterator[None]:
    """A text of YAML is parsed for the first test that meets it.

    Tests that plant a fault in a copy of data/ leave nearly all of its files as they were. They
    are read in the same order again and again: where not all were kept, none would be found.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "located", lru_cache(maxsize=1024)(yaml_file.located))
        yield


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    """API and feeds of a store with the bundled facts, scraped notices and hostile text."""
    folder = tmp_path_factory.mktemp("programs")
    filled = f"sqlite:///{folder / 'atlas.db'}"
    with open_store(filled) as store:
        store.fill(with_hostile_text(recorded_facts()))
    with open_store(scraped_store(filled, folder)) as store, serving(Library(store)) as served:
        yield served
