"""A county with an agency, and the people of its yearly report."""

import pytest

from tests.factories import flowcharts as charts


@pytest.fixture
def county():
    return charts.an_agency("乐陵市人民政府", kind="government")


@pytest.fixture
def agency(county):
    return charts.an_agency("乐陵市市场监督管理局", parent=county)


@pytest.fixture
def people(agency, county):
    duties = {"clerk": ("publish", agency), "other": ("publish", agency), "checker": ("check", agency),
              "head": ("decide", agency), "supervisor": ("supervise", county), "second": ("supervise", county),
              "government": ("govern", county)}  # fmt: skip
    return {name: charts.actor(charts.a_person(duty, agency=of), of) for name, (duty, of) in duties.items()}
