"""Levels of review, objections of citizens, corrections."""

from datetime import date

import pytest

from certification.examine import examine
from certification.issue import issue
from certification.lifecycle.correct import NotReturned, correct
from certification.lifecycle.levels import levels_of
from certification.lifecycle.object_to import AnsweredAlready, NoticeOver, answer_objection, object_to
from certification.models import LevelReview, Objection
from certification.review_application import (
    NothingBelow,
    ObjectionsOpen,
    ObjectionUpheld,
    ReviewedAlready,
    review_application,
)
from certification.steps import OwnApplication
from enforcement.actor import PUBLIC
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults, history_of
from tests.factories.certification import announced, clerk, eligible, moment, refused
from tests.factories.certification_lifecycle import a_setting, an_objection
from tests.factories.flowcharts import actor, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = moment("2026-05-18")


def where(application):
    rows = StepRecord.objects.filter(run=application.run, left_at__isnull=True)
    return list(rows.values_list("node__code", flat=True))


@pytest.fixture
def province():
    made = an_agency("山东省司法厅")
    ship_one(made, "Q")
    return made


@pytest.fixture
def agency(province):
    city = an_agency("德州市司法局", province)
    county = an_agency("乐陵市司法局", city)
    a_setting(province, "credential.review_levels", ["乐陵市司法局", "德州市司法局", "山东省司法厅"])
    return an_agency("乐陵市市场监督管理局", county)


def level(agency, number):
    return clerk(levels_of(agency, date(2026, 5, 18))[number - 1].agency, "examine")


@pytest.fixture
def application(agency, by, monkeypatch):
    return announced(agency, by, monkeypatch)


def reviewed(application, who, outcome="approved", at=AFTER):
    return review_application(application_id=application.pk, by=who, at=at, outcome=outcome, review="意见")


def test_each_level_reviews_with_a_person_of_its_own(agency, application):
    county, city, province = (level(agency, n) for n in (1, 2, 3))
    refused(NotAllowed, reviewed, application=application, who=clerk(agency, "examine"))
    reviewed(application, county)
    assert where(application) == ["Q08"]
    refused(NotAllowed, reviewed, application=application, who=county)
    reviewed(application, city)
    reviewed(application, province)
    assert where(application) == ["Q09"]
    found = [(r.level, r.outcome) for r in LevelReview.objects.all()]
    assert found == [(1, "approved"), (2, "approved"), (3, "approved")]
    assert list(faults()) == []


def test_nobody_reviews_at_two_levels(agency, application, province):
    everywhere = clerk(province, "examine")
    reviewed(application, everywhere)
    refused(ReviewedAlready, reviewed, application=application, who=everywhere)


def test_a_level_returns_to_the_one_below_and_the_first_to_the_precheck(agency, application, by):
    county, city = level(agency, 1), level(agency, 2)
    reviewed(application, county)
    reviewed(application, city, "returned")
    assert where(application) == ["Q08"]
    reviewed(application, county, "returned")
    assert where(application) == ["Q02"]
    facts = {"fields": ["market"], "area": "乐陵市城区", "post_proof": "乐编〔2026〕13号"}
    correct(application_id=application.pk, by=by, at=AFTER, **facts)
    application.refresh_from_db()
    assert application.area == "乐陵市城区"
    eligible(application, by, "2026-05-19")
    assert where(application) == ["Q07"]
    reviewed(application, county, at=moment("2026-05-19"))
    assert where(application) == ["Q08"]


def test_only_what_was_returned_is_corrected(agency, by, monkeypatch):
    from tests.factories.certification import an_application

    fresh = an_application(agency, by)
    ask = {"application_id": fresh.pk, "at": moment("2026-05-07"), "area": "乐陵市", "post_proof": "1号"}
    refused(NotReturned, correct, by=by, fields=["market"], **ask)
    refused(NotAllowed, correct, by=clerk(agency, "examine"), fields=["market"], **ask)
    examine(application_id=fresh.pk, by=by, at=moment("2026-05-07"), outcome="not_eligible", opinion="不符合")


def test_a_refusal_at_any_level_ends_the_application(agency, application):
    reviewed(application, level(agency, 1))
    done = reviewed(application, level(agency, 2), "refused")
    assert done.closed_at is not None
    done.run.refresh_from_db()
    assert done.run.end == "cancelled"


def test_an_older_chart_knows_no_way_back(by, monkeypatch):
    from pathlib import Path

    from tests.factories.certification import issued
    from tests.factories.certification_lifecycle import an_older_chart

    old = an_agency("乐陵市水利局")
    an_older_chart(old, Path(__file__).with_name("charts") / "Q1.bpmn")
    who = clerk(old)
    application = announced(old, who, monkeypatch)
    refused(NothingBelow, reviewed, field="outcome", application=application, who=who, outcome="returned")
    reviewed(application, who)
    issue(application_id=application.pk, by=who, at=moment("2026-05-20"))
    assert where(application) == ["Q10"]
    assert issued(old, who, monkeypatch).application.run.version.flowchart.agency == old


def test_an_objection_is_answered_before_the_review(agency, application, by):
    made = an_objection(application)
    county = level(agency, 1)
    refused(ObjectionsOpen, reviewed, application=application, who=county)
    ask = {"objection_id": made.pk, "at": moment("2026-05-12"), "upheld": False, "answer": "经查不属实。"}
    refused(NotAllowed, answer_objection, by=clerk(agency, "apply"), **ask)
    refused(OwnApplication, answer_objection, by=actor(application.person, agency), **ask)
    refused(Invalid, answer_objection, field="answer", by=by, **{**ask, "answer": " "})
    refused(NotFound, answer_objection, by=by, **{**ask, "objection_id": 0})
    answer_objection(by=by, **ask)
    refused(AnsweredAlready, answer_objection, by=by, **ask)
    reviewed(application, county)
    assert [e.verb for e in history_of(application.series)][-4:-2] == [
        "credential.object", "credential.answer_objection",
    ]  # fmt: skip


def test_who_was_objected_to_rightly_is_not_approved(agency, application, by):
    made = an_objection(application)
    answer_objection(objection_id=made.pk, by=by, at=moment("2026-05-12"), upheld=True, answer="属实。")
    county = level(agency, 1)
    refused(ObjectionUpheld, reviewed, field="outcome", application=application, who=county)
    reviewed(application, county, "refused")


def test_objections_come_in_during_the_notice_only(application):
    ask = {"application_id": application.pk, "by": PUBLIC, "words": "经商。"}
    refused(NoticeOver, object_to, at=moment("2026-05-17"), **ask)
    refused(Invalid, object_to, field="words", at=moment("2026-05-12"), **{**ask, "words": " "})
    refused(NotFound, object_to, at=moment("2026-05-12"), **{**ask, "application_id": 0})
    assert not Objection.objects.exists()
