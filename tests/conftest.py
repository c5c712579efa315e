"""Fixtures for all tests: one embedded server, a database per process, and the append-only tables flushed between tests."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not os.environ.get("DATABASE_URL"):
    from dev import postgres

    postgres.ensure()


def pytest_configure() -> None:
    from django.test import TransactionTestCase

    flush = TransactionTestCase._fixture_teardown

    def flush_past_triggers(self: TransactionTestCase) -> None:
        """Empty the tables although triggers refuse it: only a superuser in a test may."""
        from django.db import connections

        for alias in self._databases_names(include_mirrors=False):
            with connections[alias].cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
        flush(self)
        for alias in self._databases_names(include_mirrors=False):
            with connections[alias].cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")

    TransactionTestCase._fixture_teardown = flush_past_triggers


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_the_test(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _charts_are_read_anew() -> None:
    """Forget the compiled charts of the test before: its rows are gone."""
    from enforcement.flowcharts import store

    store.forget()
