"""Changes of unit, name, field and area; a card of an older chart goes on."""

from datetime import date

import pytest

from certification.eligibility import ExaminationNotPassed, NotEligible
from certification.lifecycle.change import NothingChanged, change
from certification.lifecycle.renew import renew
from certification.models import Credential
from certification.standing import may_act
from certification.suspend import suspend
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.models import Agency
from tests.factories.certification import a_post, clerk, moment, passes, refused
from tests.factories.certification_lifecycle import JUNE, a_setting
from tests.factories.flowcharts import an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = date(2026, 5, 31), date(2026, 6, 1)


def stands(credential: Credential, on: date, agency: Agency, field: str = "market") -> str:
    return may_act(person_id=credential.person_id, on=on, field=field, agency=agency).code


def test_a_change_of_unit_counts_from_its_day(charted, by):
    other = an_agency("乐陵市农业农村局")
    a_post(charted.person, other)
    both = clerk(other, "issue")
    from enforcement.organisation.duties.holding import grant
    from enforcement.organisation.models import Person
    from tests.factories.flowcharts import SHIPPED_AT, SYSTEM

    refused(NotAllowed, change, credential_id=charted.pk, by=by, at=JUNE, ground="调动", agency_id=other.pk)
    person = Person.objects.get(pk=both.person_id)
    grant(person=person, duty="issue", agency=charted.agency, by=SYSTEM, at=SHIPPED_AT)
    new = change(credential_id=charted.pk, by=both, at=JUNE, ground="调动", agency_id=other.pk)
    assert (new.agency, new.agency_name, new.valid_to) == (other, other.name, charted.valid_to)
    assert [stands(charted, d, charted.agency) for d in (BEFORE, AFTER)] == ["valid", "other_agency"]
    assert [stands(charted, d, other) for d in (BEFORE, AFTER)] == ["other_agency", "valid"]
    suspend(
        credential_id=new.pk, by=clerk(other, "issue"), at=JUNE, ground="不合格", document="1号", to_on=date(2026, 9, 1)
    )
    at = StepRecord.objects.filter(run=charted.application.run, left_at__isnull=True).values_list(
        "node__code", flat=True
    )
    assert list(at) == ["Q13"]


def test_a_new_field_may_ask_for_the_professional_exam(held, by, agency, monkeypatch):
    ask = {"credential_id": held.pk, "by": by, "at": JUNE, "ground": "增加领域", "fields": ["market", "urban"]}
    passes(monkeypatch, "public_law")
    refused(ExaminationNotPassed, change, field="codes", **ask)
    passes(monkeypatch, "public_law", "professional")
    new = change(**ask)
    assert new.fields == ["market", "urban"]
    assert [stands(held, d, agency, "urban") for d in (BEFORE, AFTER)] == ["other_field", "valid"]


def test_the_setting_may_leave_the_exam_out(held, by, agency):
    a_setting(agency, "credential.field_change_exam", value=False)
    assert change(credential_id=held.pk, by=by, at=JUNE, ground="增加", fields=["urban"]).fields == ["urban"]


def test_a_new_name_is_on_the_new_card(held, by):
    held.person.name = "李新名"
    held.person.save()
    new = change(credential_id=held.pk, by=by, at=JUNE, ground="更名")
    assert (new.name, Credential.objects.get(pk=held.pk).name == "李新名") == ("李新名", False)


def test_a_change_that_changes_nothing_or_does_not_fit_is_refused(held, by):
    ask = {"credential_id": held.pk, "by": by, "at": JUNE, "ground": "变更"}
    refused(NothingChanged, change, **ask)
    refused(Invalid, change, field="fields", **{**ask, "fields": ["nothing"]})
    refused(NotFound, change, **{**ask, "agency_id": 0})
    held.person.posts.update(is_enforcement=False)
    refused(NotEligible, change, **{**ask, "area": "德州市"})


def test_a_credential_on_an_older_chart_lives_on(monkeypatch):
    from pathlib import Path

    from tests.factories.certification import issued
    from tests.factories.certification_lifecycle import an_older_chart, hours

    old = an_agency("乐陵市水利局")
    an_older_chart(old, Path(__file__).with_name("charts") / "Q1.bpmn")
    who = clerk(old)
    a_setting(old, "credential.years", 1)
    first = issued(old, who, monkeypatch)
    ship_one(an_agency("乐陵市另一局"), "Q")
    hours(first, 60, date(2027, 2, 1))
    new = renew(credential_id=first.pk, by=who, at=moment("2027-05-01"), valid_from=date(2027, 5, 1))
    suspend(
        credential_id=new.pk, by=who, at=moment("2027-05-02"), ground="不合格", document="1号", to_on=date(2027, 6, 1)
    )
    from certification.cancel import cancel

    cancel(credential_id=new.pk, by=who, at=moment("2027-05-03"), ground="退休")
    run = first.application.run
    run.refresh_from_db()
    assert (run.closed_at, new.statuses.last().status) == (None, "cancelled")  # that chart knows no such way
