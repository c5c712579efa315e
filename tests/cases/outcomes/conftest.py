"""An agency with its people, for every test of an act."""

from __future__ import annotations

import pytest

from tests.cases.acts.world import World, a_world


@pytest.fixture
def world(db: None) -> World:
    """A bureau with officers, a head and the published charts."""
    return a_world()
