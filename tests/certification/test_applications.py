"""From the application to the credential: each act does its step, and each refusal leaves everything as it was."""

from datetime import date
from decimal import Decimal

import pytest

from certification import parameters
from certification.announce import AlreadyAnnounced, announce
from certification.apply import AlreadyApplied, AlreadyHolds
from certification.eligibility import NEVER, ExaminationNotPassed, NotEligible, TrainingMissing
from certification.examine import DisqualifyingRecord
from certification.issue import issue, last_day
from certification.models import Application
from certification.photos import PhotoRefused
from certification.qualify import qualify
from certification.record_training import record_training
from certification.review_application import NoticeRunning, review_application
from certification.steps import OwnApplication
from certification.token import decode, from_digits
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.begin import NoPublishedChart
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.numbers import peek
from enforcement.ledger.queries import body_of, faults, history_of
from enforcement.organisation.models import Agency, ParameterValue, Person, Post
from exams import results
from tests.factories.certification import (
    a_credential,
    a_photo,
    a_post,
    an_application,
    an_officer,
    announced,
    approved,
    clerk,
    eligible,
    issued,
    moment,
    passes,
    refused,
    trained,
)
from tests.factories.flowcharts import SYSTEM, a_person, actor, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    ship_one(agency, "Q")
    return agency


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency)


def open_steps(application: Application) -> list[str]:
    rows = StepRecord.objects.filter(run=application.run, left_at__isnull=True)
    return list(rows.values_list("node__code", flat=True))


# --- apply -------------------------------------------------------------------------------------------------------


def test_an_agency_applies_for_one_of_its_people(agency: Agency, by: Actor) -> None:
    application = an_application(agency, by, fields=["market", "health"])
    assert open_steps(application) == ["Q02"]
    assert application.eligibility == {
        "post": "执法员", "establishment": "administrative", "is_enforcement": True, "from_on": "2020-01-01",
        "agency": agency.pk,
    }  # fmt: skip
    entries = list(history_of(application.series))
    assert [e.verb for e in entries] == ["credential.apply", "step.apply"]
    body = body_of(entries[0])
    assert body["fields"] == ["market", "health"]
    assert body["photo_sha256"] == application.photo_sha256
    assert list(faults()) == []
    assert str(application) == f"{application.person} ({agency})"
    assert application.field_titles == "市场监管、卫生健康"


@pytest.mark.parametrize("kind", ["contract", "dispatched", "seconded", "auxiliary"])
def test_staff_off_the_establishment_are_refused_in_words(agency: Agency, by: Actor, kind: str) -> None:
    person = a_person()
    a_post(person, agency, establishment=kind)
    found = refused(NotEligible, an_application, article=NEVER, field="", agency=agency, by=by, person_id=person.pk)
    label = str(Post.Establishment(kind).label)
    assert label in str(found)


def test_who_holds_no_enforcement_post_of_the_agency_is_refused(agency: Agency, by: Actor) -> None:
    nobody, clerk_ = a_person(), a_person()
    a_post(clerk_, agency, is_enforcement=False, title="会计")
    assert agency.name in str(refused(NotEligible, an_application, agency=agency, by=by, person_id=nobody.pk))
    assert "会计" in str(refused(NotEligible, an_application, agency=agency, by=by, person_id=clerk_.pk))


def test_an_application_is_made_once(agency: Agency, by: Actor) -> None:
    first = an_application(agency, by)
    refused(AlreadyApplied, an_application, agency=agency, by=by, person_id=first.person_id)


def test_who_holds_a_valid_credential_does_not_apply(agency: Agency, by: Actor) -> None:
    officer = an_officer(agency)
    found = refused(AlreadyHolds, an_application, agency=agency, by=by, person_id=officer.pk)
    assert officer.credentials.get().number in str(found)


def test_only_the_duty_to_apply_applies(agency: Agency) -> None:
    person = a_person()
    a_post(person, agency)
    refused(NotAllowed, an_application, agency=agency, by=clerk(agency, "issue"), person_id=person.pk)
    refused(NotFound, an_application, agency=agency, by=clerk(agency), person_id=0)
    refused(NotAllowed, an_application, agency=agency, by=SYSTEM, person_id=person.pk)


def test_an_application_names_known_fields(agency: Agency, by: Actor) -> None:
    person = a_person()
    a_post(person, agency)
    facts = {"agency": agency, "by": by, "person_id": person.pk}
    refused(Invalid, an_application, field="fields", fields=[], **facts)
    refused(Invalid, an_application, field="fields", fields=["magic"], **facts)
    refused(PhotoRefused, an_application, field="photo", photo=b"no image", **facts)


def test_without_a_published_chart_nothing_begins() -> None:
    agency = an_agency()
    person = a_person()
    a_post(person, agency)
    refused(NoPublishedChart, an_application, agency=agency, by=clerk(agency), person_id=person.pk)


# --- examine, training, exams ------------------------------------------------------------------------------------


def test_an_eligible_applicant_goes_to_training(agency: Agency, by: Actor) -> None:
    application = eligible(an_application(agency, by), by)
    assert open_steps(application) == ["Q03"]
    application.refresh_from_db()
    assert application.opinion == "符合条件"
    assert history_of(application.series).last().verb == "step.examine_application"


def test_complete_training_and_exams_are_closed_in_the_same_act(agency: Agency, by: Actor, monkeypatch) -> None:
    passes(monkeypatch, "public_law")
    application = an_application(agency, by)
    trained(application.person_id, agency)
    eligible(application, by)
    assert open_steps(application) == ["Q07"]
    last = history_of(application.series).last()
    assert (last.verb, last.actor["kind"]) == ("step.pass_public_exam", "system")
    assert body_of(last)["asked_by"] == by.person_id
    assert body_of(last)["hours"] == "60.0"


def test_one_who_is_not_eligible_is_refused_for_good(agency: Agency, by: Actor) -> None:
    application = eligible(an_application(agency, by), by, outcome="not_eligible", opinion="受过刑事处罚")
    application.refresh_from_db()
    assert application.run.end == "cancelled"
    assert application.closed_at == moment("2026-05-08")
    an_application(agency, by, at="2026-06-01", person_id=application.person_id)


def test_a_record_that_is_not_clean_is_never_eligible(agency: Agency, by: Actor) -> None:
    application = an_application(agency, by)
    refused(DisqualifyingRecord, eligible, field="clean_record", application=application, by=by, clean_record=False)
    refused(Invalid, eligible, field="opinion", application=application, by=by, opinion=" ")


def test_the_post_is_looked_at_again_on_the_day_of_the_check(agency: Agency, by: Actor) -> None:
    application = an_application(agency, by)
    Post.objects.filter(person=application.person).update(to_on=date(2026, 5, 7))
    refused(NotEligible, eligible, application=application, by=by)


def test_the_examiner_needs_the_duty_and_is_not_the_applicant(agency: Agency, by: Actor) -> None:
    application = an_application(agency, by)
    refused(NotAllowed, eligible, application=application, by=clerk(agency, "apply"))
    refused(OwnApplication, eligible, application=application, by=actor(application.person, agency))
    application.pk = 0
    refused(NotFound, eligible, application=application, by=by)


def test_missing_hours_and_papers_are_named_one_after_the_other(agency: Agency, by: Actor, monkeypatch) -> None:
    application = eligible(an_application(agency, by), by)
    ask = {"application_id": application.pk, "by": by, "at": moment("2026-05-10")}
    trained(application.person_id, agency, 24)
    assert "36" in str(refused(TrainingMissing, qualify, **ask))
    trained(application.person_id, agency, 36)
    assert "公共法律知识" in str(refused(ExaminationNotPassed, qualify, **ask))
    passes(monkeypatch, "public_law")
    ParameterValue.objects.create(
        agency=agency, code=parameters.PROFESSIONAL_EXAM, value=True, from_on=date(2026, 1, 1), source="试点",
        set_by="x", set_at=moment("2026-01-01"),
    )  # fmt: skip
    assert "以下执法领域没有在有效期内的专业法律知识考试合格成绩：市场监管" in str(
        refused(ExaminationNotPassed, qualify, **ask)
    )
    refused(NotAllowed, qualify, **{**ask, "by": clerk(agency, "issue")})
    passes(monkeypatch, "public_law", "professional")
    qualify(**{**ask, "by": clerk(agency, "apply")})
    assert open_steps(application) == ["Q07"]


def test_training_is_recorded_by_the_agency(agency: Agency, by: Actor) -> None:
    person = a_person()
    facts = {
        "person_id": person.pk, "agency_id": agency.pk, "kind": "public_law", "hours": Decimal(8), "on": date(2026, 5, 1),
        "title": "行政处罚法",
    }  # fmt: skip
    record = record_training(by=by, at=moment("2026-05-02"), **facts)
    assert (record.course.title, record.hours, record.state) == ("行政处罚法", 8, "attended")
    assert results.training_hours(person_id=person.pk, on=date(2026, 5, 1)) == 8
    assert history_of(f"person:{person.pk}").last().verb == "credential.train"
    at = {"at": moment("2026-05-02")}
    refused(Invalid, record_training, field="hours", by=by, **at, **{**facts, "hours": Decimal(0)})
    refused(Invalid, record_training, field="on", by=by, **at, **{**facts, "on": date(2026, 5, 3)})
    refused(NotAllowed, record_training, by=clerk(agency, "examine"), **at, **facts)
    refused(NotFound, record_training, by=by, **at, **{**facts, "person_id": 0})


# --- notice and review -------------------------------------------------------------------------------------------


def test_an_applicant_is_announced_for_the_days_of_the_parameter(agency: Agency, by: Actor, monkeypatch) -> None:
    application = announced(agency, by, monkeypatch)
    application.refresh_from_db()
    assert (application.announced_on, application.notice_until) == (date(2026, 5, 9), date(2026, 5, 16))
    assert history_of(application.series).last().verb == "credential.announce"
    again = {"application_id": application.pk, "at": moment("2026-05-10")}
    refused(AlreadyAnnounced, announce, by=by, **again)
    refused(NotAllowed, announce, by=clerk(agency, "apply"), **again)
    assert list(faults(application.series)) == []


def test_nobody_is_announced_before_the_exams(agency: Agency, by: Actor) -> None:
    application = an_application(agency, by)
    found = refused(OutOfOrder, announce, application_id=application.pk, by=by, at=moment("2026-05-09"))
    assert "资格初审" in str(found)


def test_the_review_waits_for_the_end_of_the_notice(agency: Agency, by: Actor, monkeypatch) -> None:
    application = announced(agency, by, monkeypatch)
    ask = {"application_id": application.pk, "by": by, "outcome": "approved", "review": "同意"}
    refused(NoticeRunning, review_application, **ask, at=moment("2026-05-16"))
    refused(Invalid, review_application, field="review", **{**ask, "review": ""}, at=moment("2026-05-17"))
    review_application(**ask, at=moment("2026-05-17"))
    assert open_steps(application) == ["Q09"]


def test_without_a_notice_there_is_no_review(agency: Agency, by: Actor, monkeypatch) -> None:
    passes(monkeypatch, "public_law")
    application = an_application(agency, by)
    trained(application.person_id, agency)
    eligible(application, by)
    ask = {"application_id": application.pk, "by": by, "outcome": "approved", "review": "同意"}
    refused(NoticeRunning, review_application, **ask, at=moment("2026-05-17"))


def test_an_objection_may_end_the_application(agency: Agency, by: Actor, monkeypatch) -> None:
    application = announced(agency, by, monkeypatch)
    review_application(
        application_id=application.pk, by=by, at=moment("2026-05-18"), outcome="refused", review="异议成立",
        objections="举报其受过处分，查证属实",
    )  # fmt: skip
    application.refresh_from_db()
    assert application.run.end == "cancelled"
    assert application.closed_at is not None
    assert "举报" in application.objections


# --- issue -------------------------------------------------------------------------------------------------------


def test_an_approved_applicant_gets_a_numbered_and_signed_credential(agency: Agency, by: Actor, monkeypatch) -> None:
    from certification import signing

    credential = issued(agency, by, monkeypatch)
    assert credential.number == "15148100001"
    assert (credential.valid_from, credential.valid_to) == (date(2026, 5, 20), date(2031, 5, 19))
    assert credential.sid >> 17 == 1
    claims = decode(from_digits(credential.digits), signing.public_keys()).claims
    assert (claims.name, claims.agency, claims.number) == (credential.name, agency.name, credential.number)
    assert claims.photo8 == bytes.fromhex(credential.photo_sha256)[:8]
    assert [s.status for s in credential.statuses.all()] == ["valid"]
    entries = list(history_of(credential.series))
    assert [e.verb for e in entries] == ["credential.issue"]
    assert body_of(entries[0])["number"] == credential.number
    application = credential.application
    assert open_steps(application) == ["Q10"]
    assert application.closed_at == moment("2026-05-20")
    assert list(faults()) == []
    assert (credential.category_zh, credential.field_titles) == ("市场监管", "市场监管")
    assert str(credential).startswith("15148100001 ")
    assert str(credential.statuses.get()).endswith("valid 2026-05-20")


def test_numbers_follow_without_gaps_though_an_issue_is_refused(agency: Agency, by: Actor, monkeypatch) -> None:
    first = issued(agency, by, monkeypatch)
    application = approved(agency, by, monkeypatch)
    Post.objects.filter(person=application.person).update(is_enforcement=False)
    refused(NotEligible, issue, application_id=application.pk, by=by, at=moment("2026-05-20"))
    Post.objects.filter(person=application.person).update(is_enforcement=True)
    second = issue(application_id=application.pk, by=by, at=moment("2026-05-21"), valid_from=date(2026, 6, 1))
    assert (first.number, second.number) == ("15148100001", "15148100002")
    assert second.valid_to == date(2031, 5, 31)
    assert peek("credential:15{division}{sequence:05d}:1481") == 2


def test_an_issue_refuses_what_changed_since_the_review(agency: Agency, by: Actor, monkeypatch) -> None:
    application = approved(agency, by, monkeypatch)
    ask = {"application_id": application.pk, "at": moment("2026-05-20")}
    refused(NotAllowed, issue, by=clerk(agency, "examine"), **ask)
    passes(monkeypatch)
    refused(ExaminationNotPassed, issue, by=by, **ask)
    passes(monkeypatch, "public_law")
    a_credential(application.person, agency, number="15148199999")
    refused(AlreadyHolds, issue, by=by, **ask)


def test_nothing_is_issued_before_the_review(agency: Agency, by: Actor, monkeypatch) -> None:
    application = announced(agency, by, monkeypatch)
    refused(OutOfOrder, issue, application_id=application.pk, by=by, at=moment("2026-05-20"))


def test_the_actor_without_an_agency_issues_in_the_name_of_the_root(agency: Agency, monkeypatch) -> None:
    by = clerk(agency)
    bare = Actor(kind="person", person_id=by.person_id, name=by.name)
    application = approved(agency, by, monkeypatch)
    credential = issue(application_id=application.pk, by=bare, at=moment("2026-05-20"))
    assert credential.issuer_agency == agency
    lost = Actor(kind="person", person_id=by.person_id, name=by.name, agency_id=0)
    from certification.issue import issuer_of

    assert issuer_of(agency, lost) == agency
    with pytest.raises(NotFound):
        issuer_of(agency, Actor(kind="person", agency_id=10**6))


@pytest.mark.parametrize(
    ("begins", "years", "last"),
    [
        (date(2026, 1, 1), 5, date(2030, 12, 31)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2026, 3, 1), 2, date(2028, 2, 29)),
    ],
)
def test_validity_ends_on_the_day_before_the_anniversary(begins: date, years: int, last: date) -> None:
    assert last_day(begins, years) == last


def test_a_photo_is_kept_under_its_digest(agency: Agency, by: Actor, settings) -> None:
    from pathlib import Path

    application = an_application(agency, by, photo=a_photo())
    file = Path(settings.MEDIA_ROOT) / application.photo
    assert file.is_file()
    assert file.stem == application.photo_sha256
    assert Person.objects.filter(pk=application.person_id).exists()
