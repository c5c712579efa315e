"""Schemathesis finds nothing: no failure of the server, no answer that the description does not allow."""

import pytest

from cases.publicity.datasets import DATASETS
from tests.cases.exchange.examined import examine
from tests.factories import cases as make
from tests.factories import exchange as made
from tests.factories import flowcharts as charts
from tests.factories import supervision

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _some_data():
    agency = charts.an_agency("乐陵市市场监督管理局", fields=["market"])
    supervision.an_alarm(make.a_case(agency, run=False))
    made.a_token(agency, per_minute=100_000)


@pytest.mark.usefixtures("_some_data")
def test_the_reading_interface_keeps_its_description(live_server):
    found = examine(f"{live_server.url}/api/v1/openapi.json", examples=3, token=made.TEXT, coverage=False)
    assert found.checks["response_schema_conformance"] >= 16
    assert found.failures == []
    assert len(found.operations) == 8


def test_the_open_data_keeps_its_description(live_server):
    made.a_dataset()
    found = examine(f"{live_server.url}/open/openapi.json", examples=2, coverage=False)
    assert found.failures == []
    assert len(found.operations) == 1 + 3 * len(DATASETS)
    del DATASETS["tried"]
