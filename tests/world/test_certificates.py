"""A site that forgets its intermediate certificate: what its operator is told, and the way back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.scrapers.cli.commands import run
from tests.world.sweep import world

FORGETS = "id-bpom"


def test_who_adds_the_certificate_that_a_site_forgets_can_read_it(
    tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates = tmp_path / "certificates"
    certificates.mkdir()
    monkeypatch.setattr("scrapers.catalogue.CERTIFICATES", certificates)
    with world(tmp_path, bare, {FORGETS}, catalogue={"retries": 0}) as here:
        here.proxy.forgetful |= set(here.sources[FORGETS].hosts)
        folders = "--catalogue", str(tmp_path / "sources"), "--archive", str(here.archive)

        def checked() -> tuple[str, str]:
            (told,) = json.loads(run("check", *folders, "--format", "json").stdout)
            return told["answer"], told["message"]

        answer, message = checked()
        assert answer == "not reachable"
        for words in ("unable to get local issuer", "CONTRIBUTING.md", "scrapers/certificates/"):
            assert words in message
        described = tmp_path / "sources" / f"{FORGETS}.yaml"
        described.write_text(
            described.read_text("utf-8").replace("manners:", "manners:\n  extra_certificate: x.pem")
        )
        assert "certificates/x.pem" in run("check", *folders).stderr, "it is not there yet"
        shutil.copy(here.proxy.intermediate, certificates / "x.pem")
        assert checked()[0] == "reachable"
