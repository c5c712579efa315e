"""Suspend, restore, revoke, cancel, report lost, replace, import: the history grows, the chart moves, the ledger knows."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from certification import demo, signing
from certification.cancel import cancel
from certification.history import BeforeTheLast, NotInThisState, last_of
from certification.import_credential import NumberTaken, import_credential
from certification.issue import issue
from certification.models import Credential, CredentialStatus
from certification.portrait import portrait
from certification.replace import Expired, replace
from certification.report_loss import report_loss
from certification.restore import restore
from certification.revoke import revoke
from certification.suspend import suspend
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults, history_of
from enforcement.organisation.models import Agency, Post
from tests.factories.certification import (
    a_credential,
    a_photo,
    a_post,
    an_officer,
    approved,
    clerk,
    issued,
    moment,
    refused,
)
from tests.factories.certification_lifecycle import publish_the_loss
from tests.factories.flowcharts import SYSTEM, a_person, actor, an_agency, ship_one

pytestmark = pytest.mark.django_db(transaction=True)
JUNE = moment("2026-06-01")


@pytest.fixture
def agency() -> Agency:
    agency = an_agency()
    ship_one(agency, "Q")
    return agency


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency)


@pytest.fixture
def held(agency: Agency) -> Credential:
    return an_officer(agency).credentials.get()


@pytest.fixture
def charted(agency: Agency, by: Actor, monkeypatch) -> Credential:
    return issued(agency, by, monkeypatch)


def states(credential: Credential) -> list[str]:
    return list(credential.statuses.values_list("status", flat=True))


def where(credential: Credential) -> list[str]:
    rows = StepRecord.objects.filter(run=credential.application.run, left_at__isnull=True)
    return list(rows.values_list("node__code", flat=True))


SUSPENSION = {"ground": "考核不合格", "document": "乐司暂扣〔2026〕1号", "to_on": date(2026, 9, 1)}


def test_a_suspended_credential_is_restored(charted: Credential, by: Actor) -> None:
    entry = suspend(credential_id=charted.pk, by=by, at=JUNE, **SUSPENSION)
    assert (entry.from_on, entry.to_on, entry.decided_by) == (date(2026, 6, 1), date(2026, 9, 1), by.agency)
    assert where(charted) == ["Q13"]
    restore(credential_id=charted.pk, by=by, at=moment("2026-06-20"), ground="培训合格", retraining="离岗培训3日")
    assert where(charted) == ["Q10"]
    assert states(charted) == ["valid", "suspended", "valid"]
    entries = history_of(charted.series)
    assert [e.verb for e in entries] == ["credential.issue", "credential.suspend", "credential.restore"]
    assert body_of(entries[1])["document"] == "乐司暂扣〔2026〕1号"
    assert list(faults()) == []


def test_a_suspension_has_a_last_day_within_the_parameter(held: Credential, by: Actor) -> None:
    for to_on in (date(2026, 5, 31), date(2026, 12, 2)):
        refused(
            Invalid, suspend, field="to_on", credential_id=held.pk, by=by, at=JUNE, **{**SUSPENSION, "to_on": to_on}
        )


def test_a_suspended_credential_is_revoked_when_aggravated(charted: Credential, by: Actor) -> None:
    suspend(credential_id=charted.pk, by=by, at=JUNE, **SUSPENSION)
    revoke(credential_id=charted.pk, by=by, at=moment("2026-06-05"), ground="情节加重", document="3号")
    charted.application.run.refresh_from_db()
    assert charted.application.run.end == "revoked"
    assert states(charted) == ["valid", "suspended", "revoked"]


def test_a_valid_credential_is_revoked_or_cancelled(charted: Credential, held: Credential, by: Actor) -> None:
    revoke(credential_id=charted.pk, by=by, at=JUNE, ground="谋取私利", document="3号")
    cancel(credential_id=held.pk, by=by, at=JUNE, ground="退休", from_on=date(2026, 5, 31))
    charted.application.run.refresh_from_db()
    assert charted.application.run.end == "revoked"
    assert last_of(held).from_on == date(2026, 5, 31)


def test_a_cancelled_credential_ends_its_procedure(charted: Credential, by: Actor) -> None:
    cancel(credential_id=charted.pk, by=by, at=JUNE, ground="调离")
    charted.application.run.refresh_from_db()
    assert (charted.application.run.end, where(charted)) == ("cancelled", [])


def test_a_lost_credential_is_replaced_by_one_with_its_own_number(charted: Credential, by: Actor) -> None:
    holder = actor(charted.person, charted.agency)
    report_loss(credential_id=charted.pk, by=holder, at=JUNE, ground="下乡途中遗失")
    assert where(charted) == ["Q14"]
    publish_the_loss(charted, by)
    new = replace(credential_id=charted.pk, by=by, at=moment("2026-06-08"), ground="登报声明期满")
    assert where(charted) == ["Q10"]
    assert (new.supersedes, new.valid_to, new.photo_sha256) == (charted, charted.valid_to, charted.photo_sha256)
    assert new.number != charted.number
    assert new.sid != charted.sid
    assert states(charted) == ["valid", "lost", "superseded"]
    assert states(new) == ["valid"]
    suspend(credential_id=new.pk, by=by, at=moment("2026-06-09"), **SUSPENSION)
    assert where(charted) == ["Q13"]


def test_an_expired_or_unentitled_loss_is_not_replaced(agency: Agency, by: Actor) -> None:
    short = an_officer(agency, valid_to=date(2026, 6, 30)).credentials.get()
    report_loss(credential_id=short.pk, by=by, at=JUNE, ground="遗失")
    publish_the_loss(short, by)
    ask = {"credential_id": short.pk, "by": by, "ground": "声明期满"}
    refused(Expired, replace, at=moment("2026-07-01"), **ask)
    Post.objects.filter(person=short.person).update(to_on=date(2026, 6, 1))
    from certification.eligibility import NotEligible

    refused(NotEligible, replace, at=moment("2026-06-10"), **ask)


def test_each_act_follows_only_what_the_chart_lets_it_follow(held: Credential, by: Actor) -> None:
    ask = {"credential_id": held.pk, "by": by, "at": JUNE, "ground": "事由"}
    refused(NotInThisState, restore, **ask)
    refused(NotInThisState, replace, **ask)
    revoke(**ask, document="3号")
    for act, more in ((cancel, {}), (report_loss, {}), (revoke, {"document": "4号"}), (suspend, SUSPENSION)):
        refused(NotInThisState, act, **{**ask, **more})


def test_an_entry_needs_a_ground_and_a_day_that_fits(held: Credential, by: Actor) -> None:
    ask = {"credential_id": held.pk, "by": by, "at": JUNE}
    refused(Invalid, cancel, field="ground", ground=" ", **ask)
    refused(Invalid, cancel, field="from_on", ground="退休", from_on=date(2026, 6, 2), **ask)
    suspend(**ask, **SUSPENSION)
    restore(**ask, ground="培训合格", retraining="离岗培训3日")
    refused(BeforeTheLast, cancel, field="from_on", ground="退休", from_on=date(2026, 5, 30), **ask)


def test_each_act_needs_its_duty(agency: Agency, held: Credential) -> None:
    ask = {"credential_id": held.pk, "at": JUNE, "ground": "事由"}
    unit, issuer = clerk(agency, "apply"), clerk(agency, "issue")
    stranger = clerk(an_agency("乐陵市水利局"))
    for by in (unit, stranger):
        refused(NotAllowed, cancel, by=by, **ask)
    for by in (issuer, stranger):
        refused(NotAllowed, report_loss, by=by, **ask)
    refused(NotFound, cancel, by=issuer, **{**ask, "credential_id": 0})
    report_loss(by=unit, **ask)


def test_the_history_without_an_entry_is_refused(held: Credential, monkeypatch) -> None:
    monkeypatch.setattr(CredentialStatus.objects, "filter", lambda **_: CredentialStatus.objects.none())
    with pytest.raises(NotFound):
        last_of(held)


# --- what is written stays -----------------------------------------------------------------------------------------


def test_neither_a_credential_nor_its_history_is_changed_or_removed(held: Credential) -> None:
    for rows, change in (
        (Credential.objects.filter(pk=held.pk), {"valid_to": date(2040, 1, 1)}),
        (CredentialStatus.objects.filter(credential=held), {"status": "valid"}),
    ):
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE certification_credentialstatus")


# --- import --------------------------------------------------------------------------------------------------------


def test_a_credential_from_before_this_system_is_entered_as_such(agency: Agency, by: Actor) -> None:
    person = a_person()
    a_post(person, agency)
    credential = a_credential(person, agency, by=by, number="15148100777")
    entry = history_of(credential.series).get()
    assert entry.verb == "credential.import"
    assert "系统启用前" in body_of(entry)["ground"]
    assert credential.application is None
    facts = {"person": person, "agency": agency, "by": by}
    refused(NumberTaken, a_credential, field="number", number="15148100777", **facts)
    refused(Invalid, a_credential, field="valid_to", valid_to=date(2023, 1, 1), **facts)
    refused(Invalid, a_credential, field="fields", fields=("magic",), **facts)
    refused(NotAllowed, a_credential, **{**facts, "by": clerk(agency, "apply")})
    person.pk = 0
    refused(NotFound, a_credential, **facts)


def test_a_name_that_the_code_cannot_carry_is_refused(agency: Agency) -> None:
    from certification.signed import NotPrintable

    person = a_person(name="王" * 60)
    a_post(person, agency)
    refused(NotPrintable, a_credential, person=person, agency=agency)


def test_a_given_number_is_passed_over_by_the_pattern(agency: Agency) -> None:
    an_officer(agency, number="15148100001")
    assert an_officer(agency).credentials.get().number == "15148100002"


def test_the_demo_enters_officers_with_invented_portraits(agency: Agency) -> None:
    person = a_person()
    person.sex = "f"
    a_post(person, agency)
    facts = {
        "person": person, "agency": agency, "fields": ["market"], "area": "乐陵市", "valid_from": date(2024, 1, 1),
        "valid_to": date(2028, 12, 31), "at": JUNE, "by": SYSTEM,
    }  # fmt: skip
    credential = demo.issue_direct(**facts)
    assert Entry.objects.get(series=credential.series).verb == "credential.import"
    other = a_person()
    a_post(other, agency)
    demo.issue_direct(**{**facts, "person": other})
    made = demo.certify(person=person, agency=agency, kind="hearing_chair", number="听1", valid_from=date(2024, 1, 1))
    assert str(made) == "听1"
    assert import_credential is not None
    assert len(portrait("x")) > 1000


# --- two at once ---------------------------------------------------------------------------------------------------


def both(*acts) -> list[str]:
    """Do acts at the same moment over connections of their own, and return what each came to."""
    barrier, said = threading.Barrier(len(acts)), []

    def do(act) -> None:
        barrier.wait()
        try:
            act()
            said.append("done")
        except (OutOfOrder, Invalid) as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def test_of_two_issues_at_once_one_is_done(agency: Agency, by: Actor, monkeypatch) -> None:
    application = approved(agency, by, monkeypatch)
    act = lambda: issue(application_id=application.pk, by=by, at=moment("2026-05-20"))  # noqa: E731
    assert both(act, act) == ["StepNotOpen", "done"]
    assert Credential.objects.get().number == "15148100001"


def test_of_two_decisions_at_once_one_is_done(held: Credential, by: Actor) -> None:
    said = both(
        lambda: revoke(credential_id=held.pk, by=by, at=JUNE, ground="事由", document="1号"),
        lambda: cancel(credential_id=held.pk, by=by, at=JUNE, ground="退休"),
    )
    assert said == ["NotInThisState", "done"]
    assert len(states(held)) == 2
    assert list(faults()) == []


def test_two_credentials_entered_at_once_get_two_numbers(agency: Agency) -> None:
    people = [a_person(), a_person()]
    for person in people:
        a_post(person, agency)
    said = both(*(lambda p=p: a_credential(p, agency, photo=a_photo()) for p in people))
    assert said == ["done", "done"]
    assert set(Credential.objects.values_list("number", flat=True)) == {"15148100001", "15148100002"}
    assert signing.SigningKey.objects.count() == 1
