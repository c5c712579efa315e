"""Findings are compared in English by the tests that ask for it."""

import pytest
from django.utils import translation


@pytest.fixture
def _english():
    with translation.override("en"):
        yield
