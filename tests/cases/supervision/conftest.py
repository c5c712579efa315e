"""A county with an agency and its supervisor, on 20 April, for the tests that ask for them."""

from __future__ import annotations

import pytest

from enforcement import clock
from tests.cases.supervision.late import TODAY
from tests.factories import cases as make
from tests.factories import flowcharts as charts
from tests.factories import supervision as made


@pytest.fixture
def _on_20_april(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(clock, "now", lambda: make.moment("04-20"))


@pytest.fixture
def county(db):
    county = charts.an_agency("乐陵市人民政府")
    charts.ship_all(county)
    return county


@pytest.fixture
def agency(county):
    return charts.an_agency("乐陵市市场监督管理局", parent=county, fields=["market"])


@pytest.fixture
def me(county, client):
    person = made.a_supervisor(county)
    client.force_login(person)
    return person
