"""Reading cases as the rules see them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.rules.dated import Settings
from cases.rules.file import Legal
from cases.rules.loading import RECUSED, load, load_many
from cases.rules.registry import audit
from cases.settings import legal
from enforcement.flowcharts.models import Participant, StepRecord
from enforcement.organisation.models import ParameterValue
from tests.factories import cases as make
from tests.factories.certification_lifecycle import a_setting

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make.an_agency()


def full(agency):
    case = make.a_case(agency, filed_on=make.day("03-12"), act_on=make.day("03-01"))
    make.an_assignment(case)
    make.an_assignment(case, name="乙", role="co")
    make.an_inquiry(case)
    make.an_inquiry(case, "甲", "丁:post_kind:helper", on="03-17")
    make.a_measure(case, test_from_on=make.day("03-20"), test_to_on=make.day("04-10"), test_told_on=make.day("03-20"))
    make.a_measure(case, "preserve", due_on=make.day("03-27"))
    make.a_proposal(case)
    notice = make.a_notice(case, hearing_right=True)
    make.a_defence(notice, waived=True)
    make.a_defence(notice, "03-27", hearing_requested=True)
    make.a_hearing(case)
    make.a_check(case)
    make.a_review(case)
    make.a_discussion(case)
    make.a_decision(case)
    make.a_service(case)
    make.a_publication(case)
    make.a_payment(case, 2000, "04-10")
    make.a_payment(case, 3000, "04-16")
    return case


def test_everything_is_read(agency):
    file = load(full(agency), make.day("04-20"))
    assert file.agency == agency.name
    assert [a.role for a in file.assignments] == ["lead", "co"]
    assert [o.role for o in file.inquiries[1].officers] == ["officer", "helper"]
    assert file.inquiries[1].officers[1].fault == "post_kind"
    assert file.measures[0].first_due_on == make.day("05-08")
    assert file.measures[1].first_due_on == make.day("03-27")
    assert file.notices[0].waived_on == make.day("03-26")
    assert file.notices[0].hearing_requested_on == make.day("03-27")
    assert file.notices[0].officers[0].valid
    assert file.hearings[0].chair.name == "己"
    assert file.discussions[0].members[-1].is_head
    assert file.decision.terms.fine == Decimal(5000)
    assert file.services[0].officers[0].valid
    assert file.performed_on == make.day("04-16")
    assert file.proposals[0].fine == 5000
    assert file.chart == "P"
    assert [s.code for s in file.steps] == ["P01"]


def test_a_hundred_cases_cost_the_queries_of_one(agency):
    ids = [full(agency).pk for _ in range(2)]
    load_many(ids[:1], make.day("04-20"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        load_many(ids[:1], make.day("04-20"))
    with CaptureQueriesContext(connection) as two:
        load_many(ids, make.day("04-20"))
    assert len(one) == len(two) <= 26


@pytest.mark.parametrize(
    ("decided_on", "closed_on", "days"),
    [("03-31", None, 3), ("04-01", None, 5), (None, None, 5), (None, "03-31", 3)],
)
def test_settings_are_those_of_the_decision_and_alarms_come_on_as_set_today(agency, decided_on, closed_on, days):
    a_setting(agency, "case.defence_days", 3)
    a_setting(agency, "case.defence_days", 5, make.day("04-01"))
    a_setting(agency, "alarm.r22.yellow_at", "80%", make.day("04-01"))
    case = make.a_case(agency, closed_on=make.day(closed_on) if closed_on else None)
    if decided_on:
        make.a_decision(case, decided_on)
    found = load(case, make.day("06-20")).legal
    assert (found.defence_days, found.points["R22"].yellow) == (days, "80%")


def test_decisions_of_many_days_cost_no_query_more(agency, django_assert_num_queries):
    a_setting(agency, "case.defence_days", 3)
    settings, cases = Settings(make.day("06-20")), [make.a_case(agency) for _ in range(3)]
    for case, on in zip(cases, ("03-20", "04-20", "05-20"), strict=True):
        a_setting(agency, "case.defence_days", 4, make.day(on))
        make.a_decision(case, on)
    with django_assert_num_queries(1):
        assert [settings.of(case).defence_days for case in cases] == [4, 4, 4]


def test_a_case_without_a_run_or_party_is_read(agency):
    case = make.a_case(agency, run=False)
    case.party.delete()
    file = load(case, make.day("04-20"))
    assert (file.steps, file.charted, file.party_kind) == ((), (), "organisation")


def test_the_steps_on_every_way_to_where_the_case_is(agency):
    case = make.a_case(agency)
    first = StepRecord.objects.get(run=case.run)
    first.left_at = make.moment("03-11")
    first.save(update_fields=["left_at"])
    node = first.node.version.nodes.get(code="P06")
    StepRecord.objects.create(run=case.run, agency=agency, node=node, entered_at=make.moment("03-11"))
    file = load(case, make.day("04-20"))
    assert file.charted == ("P01", "P02", "P03", "P04", "P05")
    assert {f.key for f in audit(file, ["R33"])} == {f"skipped:{c}" for c in file.charted[1:]}


def test_the_steps_on_every_way_to_the_end(agency):
    case = make.a_case(agency)
    case.run.closed_at, case.run.end = make.moment("06-01"), "archived"
    case.run.save()
    file = load(case, make.day("06-20"))
    assert set(file.charted) >= {"P01", "P02", "P03", "P21", "P22"}


def test_who_was_recused_and_since_when(agency):
    case = make.a_case(agency)
    record = StepRecord.objects.get(run=case.run)
    StepRecord.objects.filter(pk=record.pk).update(left_at=make.moment("03-15"))
    person = make.charts.a_person(name="癸")
    Participant.objects.create(record=record, person=person, name="癸", role=RECUSED)
    file = load(case, make.day("04-20"))
    assert [(p.name, p.since) for p in file.recused] == [("癸", make.day("03-15"))]


def test_settings_take_one_query_and_come_typed(agency, django_assert_num_queries):
    ParameterValue.objects.create(
        agency=agency,
        code="case.hearing_fine_person",
        value=5000,
        from_on=make.day("01-01"),
        source="x",
        set_by="x",
        set_at=make.moment("01-01"),
    )
    ParameterValue.objects.create(
        agency=agency,
        code="case.quorum_share",
        value=[1, 2],
        from_on=make.day("01-01"),
        source="x",
        set_by="x",
        set_at=make.moment("01-01"),
    )
    with django_assert_num_queries(1):
        found = legal(agency, make.day("03-01"))
    assert found.hearing_fine_person == Decimal(5000)
    assert found.quorum_share == (1, 2)
    assert found.discuss_from_fine is None
    assert found.points["R22"].yellow == "90%,1"
    assert isinstance(found.chair_needs_certificate, bool)
    assert legal(agency, make.day("2025-12-31")) == Legal()
