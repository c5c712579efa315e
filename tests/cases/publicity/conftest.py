"""A bureau whose clerk keeps its public lists and whose head checks them; no case runs there."""

from __future__ import annotations

import pytest

from tests.cases.acts import world as w
from tests.factories import flowcharts as charts


@pytest.fixture
def world(db: None) -> w.World:
    """The bureau with a clerk, a head and two others, and the published flowchart T."""
    government = charts.an_agency("乐陵市人民政府", kind="government")
    agency = charts.an_agency("乐陵市综合行政执法局", parent=government, fields=["urban"])
    people = {part: charts.a_person(*codes, agency=agency, name=part) for part, codes in (
        ("clerk", ("publish",)), ("head", ("decide",)), ("lead", ("publish",)), ("co", ("handle",)),
    )}  # fmt: skip
    charts.ship_one(agency, "T")
    return w.World(government, agency, people)
