"""An agency with the published charts P and S, for every test of the simplified procedure."""

from __future__ import annotations

import pytest

from tests.cases.acts.world import World, a_world
from tests.factories import flowcharts as charts


@pytest.fixture
def world(db: None) -> World:
    """A bureau with officers, a head and the published charts."""
    made = a_world()
    charts.ship_one(made.agency, "S")
    second = made.people["co"]
    second.set_password("correct horse")
    second.save()
    return made
