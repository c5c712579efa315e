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
