"""Keys of the tests lie in a folder of their own, and nothing a process remembers outlives a test."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def _keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _keys_of_the_tests(_keys_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNING_KEYS_FOLDER", str(_keys_folder))
    monkeypatch.setenv("SIGNING_KEY_PASSPHRASE", "words of the tests")
    from django.core.cache import cache

    from certification import signing

    signing.forget()
    cache.clear()


@pytest.fixture
def agency():
    """An agency on which the present chart of credentials runs."""
    from tests.factories.flowcharts import an_agency, ship_one

    made = an_agency()
    ship_one(made, "Q")
    return made


@pytest.fixture
def by(agency):
    """Somebody who applies, examines and issues for it."""
    from tests.factories.certification import clerk

    return clerk(agency)


@pytest.fixture
def held(agency):
    """A credential without an application, valid 2024 to 2028."""
    from tests.factories.certification import an_officer

    return an_officer(agency).credentials.get()


@pytest.fixture
def charted(agency, by, monkeypatch):
    """A credential that came from an application, issued on 20 May 2026."""
    from tests.factories.certification import issued

    return issued(agency, by, monkeypatch)
