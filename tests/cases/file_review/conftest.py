"""A county with a reviewed agency, supervisors, and reviewers of other agencies."""

from types import SimpleNamespace

import pytest

from tests.factories import file_review as made
from tests.factories import flowcharts as charts
from tests.factories.certification import a_post
from tests.factories.supervision import a_supervisor


@pytest.fixture
def town(transactional_db):
    county = charts.an_agency("乐陵市人民政府", kind="government")
    agency = charts.an_agency("乐陵市市场监督管理局", parent=county)
    other = charts.an_agency("乐陵市交通运输局", parent=county)
    scorers = [charts.a_person("review", agency=other, name=f"评查员{n}") for n in "甲乙丙丁"]
    for person in scorers:
        a_post(person, other)
    return SimpleNamespace(
        county=county, agency=agency, other=other, supervisor=a_supervisor(county), scorers=scorers,
        cases=made.closed_cases(agency),
    )  # fmt: skip


@pytest.fixture
def by(town):
    return charts.actor(town.supervisor)


@pytest.fixture
def round_(town):
    return made.a_round(town.county, [town.agency], town.supervisor)
