"""Annual checks, what lapses unchecked, reminders, renewal and the end."""

from datetime import date

import pytest

from certification.history import last_of
from certification.lifecycle.check_annually import CheckedAlready, HoursMissing, check_annually
from certification.lifecycle.nightly import nightly
from certification.lifecycle.open_round import NobodyToCheck, OpenedAlready, open_round
from certification.lifecycle.renew import TooEarly, TooLate, YearlyTrainingMissing, renew
from certification.models import AnnualCheck, Credential, Reminder
from certification.replace import NewOneComes, replace_damaged
from certification.restore import restore
from certification.standing import may_act
from certification.suspend import suspend
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.queries import faults, history_of
from tests.factories.certification import an_officer, clerk, moment, refused
from tests.factories.certification_lifecycle import JUNE, a_check, a_round, a_setting, hours
from tests.factories.flowcharts import actor, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
JULY = moment("2026-07-01")


def where(credential):
    rows = StepRecord.objects.filter(run=credential.application.run, left_at__isnull=True)
    return list(rows.values_list("node__code", flat=True))


def code(credential, on, field="market"):
    return may_act(person_id=credential.person_id, on=on, field=field, agency=credential.agency).code


def result(check, by, said, at=JUNE, **facts):
    return check_annually(round_id=check.round_id, by=by, at=at, results={check.pk: said}, **facts)


@pytest.fixture
def transport(agency):
    return an_officer(agency, fields=("transport",)).credentials.get()


def test_a_round_enters_every_credential_of_the_year_once(agency, by, held):
    below = an_officer(an_agency("乐陵市某大队", agency)).credentials.get()
    an_officer(agency, valid_from=date(2026, 1, 1))
    found = a_round(agency, by)
    assert set(found.checks.values_list("credential_id", flat=True)) == {held.pk, below.pk}
    ask = {"by": by, "at": JUNE, "year": 2025, "due_on": date(2026, 6, 30)}
    refused(OpenedAlready, open_round, agency_id=agency.pk, **ask)
    refused(NobodyToCheck, open_round, agency_id=below.agency_id, **ask)
    refused(NotAllowed, open_round, agency_id=agency.pk, **{**ask, "by": clerk(agency, "apply")})
    refused(NotFound, open_round, agency_id=0, **ask)
    refused(Invalid, open_round, field="year", agency_id=agency.pk, **{**ask, "year": 2027})
    refused(Invalid, open_round, field="due_on", agency_id=agency.pk, **{**ask, "due_on": date(2026, 5, 31)})


def test_passing_asks_for_the_hours_of_the_year(held, by):
    check = a_check(held, by)
    found = refused(HoursMissing, result, check=check, by=by, said="passed")
    assert held.name in str(found)
    hours(held, 59)
    refused(HoursMissing, result, check=check, by=by, said="passed")
    hours(held, 1, date(2025, 12, 1))
    result(check, by, "passed")
    check.refresh_from_db()
    assert (check.result, check.hours, check.checked_on) == ("passed", 60, JUNE.date())
    refused(CheckedAlready, result, check=check, by=by, said="failed")


def test_many_are_checked_at_once_all_or_none(agency, by, held):
    other = an_officer(agency).credentials.get()
    found = a_round(agency, by)
    hours(held)
    checks = {c.credential_id: c for c in found.checks.all()}
    both = {checks[held.pk].pk: "passed", checks[other.pk].pk: "passed"}
    refused(HoursMissing, check_annually, round_id=found.pk, by=by, at=JUNE, results=both)
    assert not AnnualCheck.objects.exclude(result="").exists()
    both[checks[other.pk].pk] = "failed"
    assert len(check_annually(round_id=found.pk, by=by, at=JUNE, results=both, words="年度考核")) == 2
    refused(Invalid, check_annually, field="all_passed", round_id=found.pk, by=by, at=JUNE, results={})
    refused(NotFound, check_annually, round_id=found.pk, by=by, at=JUNE, results={0: "passed"})


def test_who_failed_is_proposed_for_suspension_and_stays_valid_until_then(charted, by):
    check = a_check(charted, by, year=2026, due_on=date(2026, 12, 31))
    result(check, by, "failed", words="执法过错")
    proposal = charted.proposals.get()
    assert (proposal.kind, proposal.ground, proposal.outcome) == ("suspend", "check_failed", "")
    assert where(charted) == ["Q10"]
    facts = {"ground": "年度审验不合格", "document": "1号", "to_on": date(2026, 9, 1), "code": "check_failed"}
    suspend(credential_id=charted.pk, by=by, at=moment("2026-06-02"), **facts)
    proposal.refresh_from_db()
    assert proposal.outcome == "carried"
    done = StepRecord.objects.filter(run=charted.application.run, node__code="Q11").values_list("outcome", flat=True)
    assert (list(done), where(charted)) == (["failed"], ["Q13"])


def test_a_passed_check_goes_through_the_chart(charted, by):
    check = a_check(charted, by, year=2026, due_on=date(2026, 12, 31))
    hours(charted, 60, date(2026, 5, 25))
    result(check, by, "passed")
    done = StepRecord.objects.filter(run=charted.application.run, node__code="Q11").values_list("outcome", flat=True)
    assert (list(done), where(charted)) == (["passed"], ["Q10"])


def test_an_unchecked_transport_credential_lapses_by_itself_from_the_day_after(transport, by):
    check = a_check(transport, by)
    said = {d: code(transport, d, "transport") for d in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 20))}
    assert list(said.values()) == ["valid", "lapsed", "lapsed"]
    assert nightly(at=JULY)["lapsed"] == 1
    assert nightly(at=JULY)["lapsed"] == 0
    assert last_of(transport).from_on == date(2026, 7, 1)
    assert {d: code(transport, d, "transport") for d in said} == said
    hours(transport)
    result(check, by, "passed", at=moment("2026-07-15"))
    assert code(transport, date(2026, 7, 14), "transport") == "lapsed"
    assert code(transport, date(2026, 7, 15), "transport") == "valid"
    assert list(faults()) == []


def test_a_new_card_does_not_escape_the_check_of_the_one_before(transport, by):
    check = a_check(transport, by)
    new = replace_damaged(credential_id=transport.pk, by=by, at=moment("2026-06-10"), ground="芯片损坏")
    assert nightly(at=moment("2026-06-11"))["handed_on"] == 1
    check.refresh_from_db()
    assert check.credential == new
    assert nightly(at=JULY) == {"handed_on": 0, "lapsed": 1, "reminded": 0, "closed": 0}
    assert code(new, date(2026, 7, 1), "transport") == "lapsed"
    hours(new)
    result(check, by, "passed", at=moment("2026-07-15"))
    assert code(new, date(2026, 7, 15), "transport") == "valid"


@pytest.mark.parametrize(("whom", "lapses"), [("transport", False), ("nobody", False), ("all", True)])
def test_whose_credential_lapses_is_a_setting(agency, held, by, whom, lapses):
    a_setting(agency, "credential.unchecked_lapses", whom)
    a_check(held, by)
    assert (code(held, date(2026, 7, 1)) == "lapsed") is lapses
    assert nightly(at=JULY)["lapsed"] == int(lapses)


def test_the_setting_counts_as_of_the_last_day_of_the_round(agency, held, by):
    a_check(held, by)
    a_setting(agency, "credential.unchecked_lapses", "all", date(2026, 7, 1))
    assert code(held, date(2026, 8, 1)) == "valid"


def test_nobody_checks_themselves(agency, held, by):
    from certification.history import OwnCredential
    from enforcement.organisation.duties.holding import grant
    from tests.factories.flowcharts import SHIPPED_AT, SYSTEM

    check = a_check(held, by)
    grant(person=held.person, duty="apply", agency=agency, by=SYSTEM, at=SHIPPED_AT)
    refused(OwnCredential, result, check=check, by=actor(held.person, agency), said="failed")


# --- renewal -------------------------------------------------------------------------------------------------------


@pytest.fixture
def ending(agency):
    return an_officer(agency, valid_to=date(2026, 7, 31)).credentials.get()


def test_a_renewal_supersedes_on_the_first_day_of_the_new_card(ending, by):
    hours(ending, 60, date(2026, 3, 1))
    new = renew(credential_id=ending.pk, by=by, at=JUNE)
    assert (new.valid_from, new.valid_to, new.supersedes) == (date(2026, 8, 1), date(2031, 7, 31), ending)
    assert new.sid != ending.sid
    assert {d: code(ending, d) for d in (date(2026, 7, 31), date(2026, 8, 1))} == {
        date(2026, 7, 31): "valid", date(2026, 8, 1): "valid",
    }  # fmt: skip
    at = may_act(person_id=ending.person_id, on=date(2026, 8, 1), field="market", agency=ending.agency)
    assert at.number == new.number
    refused(NewOneComes, renew, credential_id=ending.pk, by=by, at=moment("2026-06-02"))


def test_a_renewal_may_begin_before_the_last_day(ending, by):
    hours(ending, 60, date(2026, 3, 1))
    refused(Invalid, renew, field="valid_from", credential_id=ending.pk, by=by, at=JUNE, valid_from=date(2026, 5, 31))
    new = renew(credential_id=ending.pk, by=by, at=JUNE, valid_from=date(2026, 6, 10))
    assert code(ending, date(2026, 6, 9)) == "valid"
    found = may_act(person_id=ending.person_id, on=date(2026, 6, 10), field="market", agency=ending.agency)
    assert (found.ok, found.number) == (True, new.number)


def test_a_renewal_has_its_days_and_asks_for_training_and_post(agency, ending, by):
    ask = {"credential_id": ending.pk, "by": by}
    refused(TooEarly, renew, at=moment("2026-05-01"), **ask)
    refused(YearlyTrainingMissing, renew, at=JUNE, **ask)
    refused(TooLate, renew, at=moment("2026-08-01"), **ask)
    refused(NotAllowed, renew, at=JUNE, **{**ask, "by": clerk(agency, "apply")})


def test_what_befalls_the_old_card_binds_the_new_one_that_has_not_begun(ending, by):
    hours(ending, 60, date(2026, 3, 1))
    renew(credential_id=ending.pk, by=by, at=JUNE)
    facts = {"ground": "转借", "document": "1号", "to_on": date(2026, 9, 1), "code": "card_lent"}
    suspend(credential_id=ending.pk, by=by, at=moment("2026-06-05"), **facts)
    assert code(ending, date(2026, 8, 2)) == "suspended"
    restore(credential_id=ending.pk, by=by, at=moment("2026-07-05"), ground="合格", retraining="离岗培训")
    assert code(ending, date(2026, 8, 2)) == "valid"


def test_a_charted_renewal_comes_back_to_holding_and_expiry_ends_the_procedure(agency, by, monkeypatch):
    from tests.factories.certification import issued

    a_setting(agency, "credential.years", 1)
    a_setting(agency, "exam.training_hours_year", 0)
    first, second = issued(agency, by, monkeypatch), issued(agency, by, monkeypatch)
    assert first.valid_to == date(2027, 5, 19)
    renew(credential_id=first.pk, by=by, at=moment("2027-05-01"))
    assert where(first) == ["Q10"]
    assert nightly(at=moment("2027-05-20"))["closed"] == 1
    second.application.run.refresh_from_db()
    assert second.application.run.end == "cancelled"
    assert history_of(second.series).last().verb == "credential.expire"
    assert nightly(at=moment("2027-05-21"))["closed"] == 0


def test_each_reminder_is_sent_once(ending):
    sent = {
        day: nightly(at=moment(day))["reminded"] for day in ("2026-05-31", "2026-06-01", "2026-06-02", "2026-07-01")
    }
    assert sent == {"2026-05-31": 0, "2026-06-01": 1, "2026-06-02": 0, "2026-07-01": 1}
    assert nightly(at=moment("2026-07-26"))["reminded"] == 1
    assert list(Reminder.objects.values_list("days", flat=True)) == [60, 30, 7]
    assert not Reminder.objects.exclude(credential=ending).exists()


def test_who_has_the_next_card_is_not_reminded(ending, by):
    hours(ending, 60, date(2026, 3, 1))
    renew(credential_id=ending.pk, by=by, at=JUNE)
    assert nightly(at=moment("2026-07-26"))["reminded"] == 0
    assert Credential.objects.count() == 2
