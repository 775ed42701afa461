"""One data package of the bundled facts and of hostile ones (INVENTED), written once."""

from pathlib import Path

import pytest

from atlas.datapackage import package_files, write_package
from atlas.edition import Edition
from atlas.health import SourceRecord
from atlas.source_list import read_source_list
from tests.atlas.hostile import with_hostile_text
from tests.bundled import recorded_facts

Files = dict[str, bytes]


@pytest.fixture(scope="session")
def hostile_edition() -> Edition:
    return Edition.from_facts(with_hostile_text(recorded_facts()))


@pytest.fixture(scope="session")
def sources() -> list[SourceRecord]:
    return [
        SourceRecord(id_, told, None, None, 0, None, None, None, 0, {}, ())
        for id_, told in read_source_list().items()
    ]


@pytest.fixture(scope="session")
def files(hostile_edition: Edition, sources: list[SourceRecord]) -> Files:
    return dict(package_files(hostile_edition, sources))


@pytest.fixture(scope="session")
def folder(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_package(folder, files.items())
    return folder
