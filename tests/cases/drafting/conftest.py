"""The agency is built once for each module: every test goes on from there in a savepoint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.acts import world as w
from tests.cases.meetings import world as m


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[w.World]:
    """The world of a module's tests."""
    with django_db_blocker.unblock(), m.kept_for_a_module(tmp_path_factory.mktemp("papers")):  # type: ignore[attr-defined]
        yield w.a_world()


@pytest.fixture
def world(kept: w.World, db: None) -> w.World:
    """The world, for one test."""
    return kept
