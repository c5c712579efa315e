"""May somebody enforce the law on a day: judged from history as of that day, refused in words with the article."""

from datetime import date

import pytest
from django.utils import translation

from certification import standing
from certification.cancel import cancel
from certification.models import CredentialStatus
from certification.report_loss import report_loss
from certification.restore import restore
from certification.revoke import revoke
from certification.standing import NEVER, PENALTY, may_act, may_act_many
from enforcement.organisation.models import Agency, Person, Post
from tests.factories.certification import (
    a_chair_certificate,
    a_credential,
    a_post,
    a_suspension,
    an_officer,
    clerk,
    moment,
)
from tests.factories.flowcharts import SYSTEM, a_person, actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 6, 10)


@pytest.fixture
def agency() -> Agency:
    return an_agency()


def judged(person: Person, agency: Agency, on: date = DAY, field: str = "market") -> standing.Standing:
    with translation.override("en"):
        return may_act(person_id=person.pk, on=on, field=field, agency=agency)


def the_credential(person: Person):
    return person.credentials.get()


def test_an_officer_with_a_valid_credential_may_act(agency: Agency) -> None:
    officer = an_officer(agency)
    found = judged(officer, agency)
    credential = the_credential(officer)
    assert found.ok
    assert (found.code, found.number, found.article) == ("valid", credential.number, "")
    assert found.as_dict() == {
        "ok": True, "number": credential.number, "code": "valid", "kind": "standard", "agency": agency.name,
        "sentence": f"The credential {credential.number} is valid.", "fields": ["market"], "article": "",
        "valid_from": "2024-01-01", "valid_to": "2028-12-31",
    }  # fmt: skip
    assert may_act(person_id=officer.pk, on=DAY, field="", agency=agency.pk).ok


def test_somebody_without_a_credential_may_not(agency: Agency) -> None:
    person = a_person()
    a_post(person, agency)
    found = judged(person, agency)
    assert (found.ok, found.code, found.number, found.article) == (False, "none", "", PENALTY)
    assert found.as_dict()["valid_to"] is None
    assert "no enforcement credential" in found.sentence


def test_a_suspension_holds_from_its_day_until_the_day_of_restoring(agency: Agency) -> None:
    officer = an_officer(agency)
    pk, by = the_credential(officer).pk, clerk(agency)
    a_suspension(the_credential(officer), by, "2026-05-10", to_on=date(2026, 5, 15))
    restore(credential_id=pk, by=by, at=moment("2026-06-01"), ground="培训合格", retraining="离岗培训3日")
    said = {day: judged(officer, agency, date(2026, *day)).code for day in ((5, 9), (5, 10), (5, 31), (6, 1), (6, 10))}
    assert said == {(5, 9): "valid", (5, 10): "suspended", (5, 31): "suspended", (6, 1): "valid", (6, 10): "valid"}
    during = judged(officer, agency, date(2026, 5, 20))
    assert not during.ok
    assert "suspended since 10 May 2026" in during.sentence
    assert during.article == PENALTY


def test_a_credential_that_had_expired_stays_expired_on_that_day_though_renewed_later(agency: Agency) -> None:
    officer = an_officer(agency, valid_to=date(2026, 5, 31))
    a_credential(officer, agency, valid_from=date(2026, 6, 25), at=moment("2026-06-25"))
    found = judged(officer, agency, date(2026, 6, 10))
    assert (found.ok, found.code) == (False, "expired")
    assert "expired on 31 May 2026" in found.sentence
    assert judged(officer, agency, date(2026, 5, 31)).ok
    assert judged(officer, agency, date(2026, 6, 25)).ok


def test_a_credential_does_not_serve_before_its_first_day(agency: Agency) -> None:
    officer = an_officer(agency)
    assert judged(officer, agency, date(2023, 12, 31)).code == "not_yet"


def test_revoked_cancelled_and_lost_end_it_on_their_day(agency: Agency) -> None:
    by = clerk(agency)
    for code, act, facts in (
        ("revoked", revoke, {"document": "2号"}),
        ("cancelled", cancel, {}),
        ("lost", report_loss, {}),
    ):
        officer = an_officer(agency)
        act(credential_id=the_credential(officer).pk, by=by, at=moment("2026-06-01"), ground="事由", **facts)
        assert judged(officer, agency, date(2026, 5, 31)).ok
        found = judged(officer, agency)
        assert (found.ok, found.code) == (False, code)
        assert "1 June 2026" in found.sentence
        assert judged(officer, agency, date(2030, 1, 1)).code == code


def test_the_credential_of_one_agency_does_not_serve_another(agency: Agency) -> None:
    officer, other = an_officer(agency), an_agency("乐陵市水利局")
    a_post(officer, other)
    found = judged(officer, other)
    assert (found.ok, found.code) == (False, "other_agency")
    assert agency.name in found.sentence


def test_a_credential_serves_its_fields_alone(agency: Agency) -> None:
    officer = an_officer(agency, fields=("urban", "housing"))
    found = judged(officer, agency)
    assert (found.ok, found.code) == (False, "other_field")
    assert "Market regulation" in found.sentence
    assert judged(officer, agency, field="housing").ok


@pytest.mark.parametrize("kind", ["contract", "dispatched", "seconded", "auxiliary"])
def test_staff_off_the_establishment_never_enforce_even_with_a_card(agency: Agency, kind: str) -> None:
    officer = an_officer(agency)
    Post.objects.filter(person=officer).update(to_on=date(2026, 3, 31))
    a_post(officer, agency, establishment=kind, from_on=date(2026, 4, 1))
    found = judged(officer, agency)
    assert (found.ok, found.code, found.article) == (False, "establishment", NEVER)
    assert judged(officer, agency, date(2026, 3, 31)).ok
    without = a_person()
    a_post(without, agency, establishment=kind)
    assert judged(without, agency).code == "establishment"


def test_a_secondment_elsewhere_does_not_spoil_the_post_at_home(agency: Agency) -> None:
    officer, other = an_officer(agency), an_agency("乐陵市水利局")
    a_post(officer, other, establishment="seconded")
    assert judged(officer, agency).ok
    assert judged(officer, other).code == "establishment"


def test_without_an_enforcement_post_in_the_agency_that_day_nobody_acts(agency: Agency) -> None:
    officer = an_officer(agency)
    Post.objects.filter(person=officer).update(to_on=date(2026, 6, 9))
    assert judged(officer, agency).code == "no_post"
    a_post(officer, agency, is_enforcement=False, from_on=date(2026, 6, 10))
    assert judged(officer, agency).code == "not_enforcement"


def test_many_are_judged_with_as_many_queries_as_one(agency: Agency, django_assert_num_queries) -> None:
    officers = [an_officer(agency) for _ in range(4)]
    with django_assert_num_queries(4):
        may_act_many(person_ids=[officers[0].pk], on=DAY, field="market", agency=agency)
    with django_assert_num_queries(4):
        found = may_act_many(person_ids=[o.pk for o in officers], on=DAY, field="market", agency=agency)
    assert [found[o.pk].ok for o in officers] == [True] * 4


def test_the_chair_shows_the_certificate_of_the_day(agency: Agency) -> None:
    person = a_person()
    held = a_chair_certificate(person, agency, valid_to=date(2026, 6, 30))
    ask = {"person_id": person.pk, "kind": "hearing_chair"}
    assert standing.certificate(**ask, on=date(2026, 6, 30)) == "听2026001"
    assert standing.certificate(**ask, on=date(2026, 7, 1)) == ""
    assert standing.certificate(**ask, on=date(2023, 7, 1)) == ""
    assert standing.certificate(person_id=person.pk, kind="supervision", on=DAY) == ""
    held.withdrawn_on = date(2026, 6, 5)
    held.save(update_fields=["withdrawn_on"])
    assert standing.certificate(**ask, on=DAY) == ""


def test_history_is_read_in_the_order_of_days_and_then_of_writing(agency: Agency) -> None:
    officer = an_officer(agency)
    credential = the_credential(officer)
    holder = actor(officer, agency)
    report_loss(credential_id=credential.pk, by=holder, at=moment("2026-06-01"), ground="遗失")
    CredentialStatus.objects.create(
        credential=credential, status="superseded", from_on=date(2026, 6, 1), ground="补发", decided_by="厅",
        at=moment("2026-06-01"),
    )  # fmt: skip
    assert judged(officer, agency).code == "superseded"
    assert SYSTEM.kind == "system"
