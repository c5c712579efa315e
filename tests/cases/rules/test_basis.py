"""R39: what a case or a chart cites was in force, and registered where the register is complete."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.rules.loading import load, load_many
from cases.rules.registry import audit
from cases.supervision.bases import charts
from tests.factories import cases as make
from tests.factories.flowcharts import ship_one
from tests.factories.norms import a_norm, a_version, an_end
from tests.factories.organisation import ParameterValueFactory

pytestmark = pytest.mark.django_db
BASIS = "示例条例第三条、第九条"


@pytest.fixture
def case():
    case = make.a_case(make.an_agency(), filed_on=make.day("03-12"))
    make.a_notice(case, "03-24", legal_basis=BASIS)
    make.a_decision(case, "04-02", legal_basis=BASIS)
    return case


def found(case):
    return {
        (f.severity, f.key.split(":")[0], f.key.rpartition(":")[2])
        for f in audit(load(case, make.day("04-20")), ["R39"])
    }


def complete(agency):
    ParameterValueFactory(agency=agency, code="case.norms_complete", value=True, from_on=date(2020, 1, 1))


def test_an_unknown_basis_counts_only_where_the_register_is_complete(case):
    assert found(case) == set()
    complete(case.agency)
    assert found(case) == {("yellow", "notice", "unregistered"), ("yellow", "decision", "unregistered")}


def test_a_basis_is_judged_on_the_day_of_the_act(case):
    norm = a_norm("示例条例")
    a_version(norm, date(2020, 1, 1))
    complete(case.agency)
    assert found(case) == set()
    an_end(norm, make.day("03-31"), confirmed=False)
    assert found(case) == set()
    norm.ends.all().delete()
    an_end(norm, make.day("03-31"))
    assert found(case) == {("red", "decision", "expired")}


def test_a_repealed_article_is_found_and_named(case):
    norm = a_norm("示例条例")
    a_version(norm, date(2020, 1, 1))
    a_version(norm, make.day("04-01"), repealed=["第九条"])
    (told,) = audit(load(case, make.day("04-20")), ["R39"])
    assert (told.severity, told.step) == ("red", "P14")
    assert "第9条" in told.sentence


def test_the_register_is_asked_once_for_many_cases(case):
    a_version(a_norm("示例条例"), date(2020, 1, 1))
    more = [make.a_case(case.agency, filed_on=make.day("03-12")) for _ in range(3)]
    for other in more:
        make.a_decision(other, "04-02", legal_basis=BASIS)

    def cost(ids):
        with CaptureQueriesContext(connection) as caught:
            load_many(ids, make.day("04-20"))
        return sum('"norms_' in q["sql"] for q in caught.captured_queries)

    assert cost([case.pk]) == cost([case.pk, *(c.pk for c in more)]) > 0
    assert cost([make.a_case(case.agency).pk]) == 0


def test_a_published_chart_whose_basis_ended_or_changed_raises_an_alarm():
    agency = make.an_agency()
    ship_one(agency, "H")
    law, rules = a_norm("中华人民共和国行政处罚法"), a_norm("市场监督管理行政处罚听证办法")
    a_version(law, date(2021, 7, 15))
    a_version(rules, date(2022, 11, 1))
    assert list(charts(date(2026, 6, 1))) == []
    a_version(law, date(2026, 5, 1), amended=["第六十四条"])
    an_end(rules, date(2026, 4, 30))
    told = {(one.finding.severity, one.finding.key.split(":")[1]) for one in charts(date(2026, 6, 1))}
    assert told == {("yellow", law.title), ("red", rules.title)}
    complete(agency)
    assert any(one.finding.key.startswith("unregistered:") for one in charts(date(2026, 6, 1)))
