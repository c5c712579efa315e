"""Fixtures for all tests: one embedded server, a database per process, and the append-only tables flushed between tests."""

import os
import sys
from pathlib import Path

import hypothesis
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
# How long an example takes says how busy the machine is, and nothing about the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

EMBEDDED = not os.environ.get("DATABASE_URL")
if EMBEDDED:
    from dev import postgres
    from tests import template

    postgres.ensure()


# What a migration of Django's own fills stays; of the rest only tables with rows are emptied (a file without
# bytes has none: asking for its size is far cheaper than asking it). Truncating all of them and
# sending post_migrate, as Django does, takes most of a second a test. Triggers refuse it: only a superuser in a test may.
EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE
  one text;
  found boolean;
BEGIN
  FOR one IN SELECT relname FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
             AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO found;
    IF found THEN
      EXECUTE format('DELETE FROM %I', one);
    END IF;
  END LOOP;
END $$;
SET session_replication_role = DEFAULT;
"""


def pytest_configure() -> None:
    from django.test import TransactionTestCase

    def empty_what_is_not(self: TransactionTestCase) -> None:
        from django.db import connections

        for alias in self._databases_names(include_mirrors=False):
            with connections[alias].cursor() as cursor:
                cursor.execute(EMPTY)

    TransactionTestCase._fixture_teardown = empty_what_is_not
    _let_go_before_the_database_goes()


def _let_go_before_the_database_goes() -> None:
    """Close the connections of sittings, which no test owns, before the test database is dropped."""
    from django.db.backends.base.creation import BaseDatabaseCreation

    destroy = BaseDatabaseCreation.destroy_test_db

    def destroy_alone(self: BaseDatabaseCreation, *args: object, **more: object) -> None:
        from exams import lean_connections

        lean_connections.close_idle()
        destroy(self, *args, **more)

    BaseDatabaseCreation.destroy_test_db = destroy_alone


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Copy each process's database from one that is migrated already (on the embedded server)."""
    from django.db import connections

    if EMBEDDED:
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = template.ensure()


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_the_test(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _charts_are_read_anew() -> None:
    """Forget the compiled charts and the calendar of the test before: its rows are gone."""
    from enforcement.flowcharts import store
    from enforcement.flowcharts.calendar import current
    from enforcement.flowcharts.exceptions import laid

    laid.LOOK_EVERY["seconds"] = 0
    store.forget()
    current.forget()
    current.LOOK_EVERY["seconds"] = 0  # a look in the middle of a test would be one statement more than it counts
