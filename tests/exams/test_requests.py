"""Accommodations, exemptions, measures of discipline and make-up sessions: asked or found by one, decided by another."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.eligibility import preparation
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import ParameterValue
from exams import results
from exams.administration.accommodate import (
    AskedAlready,
    NothingAsked,
    SittingOver,
    ask_accommodation,
    decide_accommodation,
)
from exams.administration.create_make_up import NotOverYet, create_make_up, for_make_up
from exams.administration.discipline import LiftedAlready, MeasureThere, WrongYears, discipline, lift_discipline
from exams.administration.exempt import ExemptionAsked, NoExemptions, WrongDays, ask_exemption, decide_exemption
from exams.administration.extra_time import extra_seconds
from exams.administration.requests import DecidedAlready, GroundsMissing, OwnRequest
from exams.demo_sitting import sit_through
from exams.models import Accommodation, Discipline, Exemption, Session, Sitting
from exams.open_session import close_session, open_session
from exams.register import NobodyNamed, NotEligible, register
from exams.start import start
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import AT, a_county, a_session, actor_for, an_exam, an_officer, an_open_session, sitting_of
from tests.factories.exams_administration import a_discipline, an_accommodation, an_exemption

pytestmark = pytest.mark.django_db
SYSTEM = Actor(kind="system", name="system")
ON = clock.day_of(AT)
LATER = AT + timedelta(days=6)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def second(county):
    return administrator(county)


def administrator(county):
    person = an_officer(county.justice, "考务二")
    grant(person=person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    return actor_for(person)


def verbs(series):
    return [entry.verb for entry in history_of(series)]


# --- accommodations --------------------------------------------------------------------------------------------------


@given(minutes=st.integers(1, 600), more=st.integers(0, 240), percent=st.integers(0, 200))
def test_extra_time_is_the_minutes_and_the_percent_rounded_up(minutes, more, percent):
    found = extra_seconds(Accommodation(minutes=more, percent=percent), minutes=minutes)
    exact = 60 * more + 60 * minutes * percent / 100
    assert exact <= found < exact + 1


def test_more_time_is_given_to_the_paper_that_is_there(county):
    row = an_accommodation(county)
    decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="granted", minutes=10, percent=25)
    sitting = Sitting.objects.get()
    assert sitting.extra_seconds == 10 * 60 + 15 * 60
    assert Session.objects.get().revision == 1
    start(sitting_id=sitting.pk, at=AT, honour=True)
    sitting.refresh_from_db()
    assert sitting.deadline_at == AT + timedelta(minutes=60 + 25)
    assert verbs(f"exam_session:{sitting.session_id}")[-2:] == ["exam.ask_accommodation", "exam.decide_accommodation"]
    body = body_of(history_of(f"exam_session:{sitting.session_id}").last())
    assert (body["outcome"], body["seconds"]) == ("granted", 1500)
    assert "残疾" not in str([body_of(e) for e in history_of(f"exam_session:{sitting.session_id}")])


def test_a_paper_under_way_gets_the_time_and_one_made_later_begins_with_it(county):
    row = an_accommodation(county)
    sitting = Sitting.objects.get()
    start(sitting_id=sitting.pk, at=AT, honour=True)
    decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="granted", minutes=5, large_text=True)
    sitting.refresh_from_db()
    assert sitting.deadline_at == AT + timedelta(minutes=65)
    person = an_officer(county.bureau)
    session = a_session(county)
    (candidate,) = register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    asked = ask_accommodation(candidate_id=candidate.pk, by=county.by, at=AT, reason="手部骨折", percent=33)
    decide_accommodation(accommodation_id=asked.pk, by=administrator(county), at=AT, outcome="granted", percent=33)
    open_session(session_id=session.pk, by=county.by, at=AT)
    assert sitting_of(session, person).extra_seconds == extra_seconds(asked, minutes=60) == 1188


def test_a_refusal_has_grounds_changes_nothing_and_may_be_followed_by_another_request(county):
    row = an_accommodation(county)
    with pytest.raises(GroundsMissing):
        decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="refused")
    decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="refused", decision="请补充残疾人证")
    assert Sitting.objects.get().extra_seconds == 0
    with pytest.raises(DecidedAlready):
        decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="granted", minutes=1)
    by = actor_for(row.candidate.person)
    again = ask_accommodation(candidate_id=row.candidate_id, by=by, at=AT, reason="证件已补", minutes=20)
    assert (again.pk, again.state, again.decision, again.minutes, again.percent) == (row.pk, "asked", "", 20, 0)


def test_who_may_ask_and_decide_an_accommodation(county, second):
    row = an_accommodation(county)
    mine = {"candidate_id": row.candidate_id, "at": AT, "reason": "x", "minutes": 5}
    with pytest.raises(AskedAlready):
        ask_accommodation(by=actor_for(row.candidate.person), **mine)
    with pytest.raises(NotAllowed):
        ask_accommodation(by=actor_for(an_officer(county.bureau)), **mine)
    with pytest.raises(NothingAsked):
        ask_accommodation(by=county.by, **{**mine, "minutes": 0})
    with pytest.raises(NothingAsked):
        ask_accommodation(by=county.by, **{**mine, "minutes": 241})
    with pytest.raises(NotFound):
        ask_accommodation(by=county.by, **{**mine, "candidate_id": 0})
    with pytest.raises(SittingOver):
        ask_accommodation(by=county.by, **{**mine, "at": LATER})
    with pytest.raises(NotAllowed):
        decide_accommodation(
            accommodation_id=row.pk, by=actor_for(row.candidate.person), at=AT, outcome="granted", minutes=1
        )
    with pytest.raises(NothingAsked):
        decide_accommodation(accommodation_id=row.pk, by=county.by, at=AT, outcome="granted")
    with pytest.raises(NotFound):
        decide_accommodation(accommodation_id=0, by=county.by, at=AT, outcome="granted", minutes=1)
    for person in (row.candidate.person,):
        grant(person=person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    with pytest.raises(OwnRequest):
        decide_accommodation(
            accommodation_id=row.pk, by=actor_for(row.candidate.person), at=AT, outcome="granted", minutes=1
        )
    row.refresh_from_db()
    assert row.state == "asked"


@pytest.mark.django_db(transaction=True)
def test_an_accommodation_granted_twice_at_once_gives_its_time_once():
    county = a_county()
    row = an_accommodation(county)
    deciders = [county.by, administrator(county)]
    said = at_once(
        *(
            lambda by=by: decide_accommodation(accommodation_id=row.pk, by=by, at=AT, outcome="granted", minutes=10)
            for by in deciders
        )
    )
    assert len(successes(said)) == 1
    assert Sitting.objects.get().extra_seconds == 600


# --- exemptions ------------------------------------------------------------------------------------------------------


def test_a_granted_exemption_counts_on_its_days_and_for_a_credential(county, second):
    row = an_exemption(county, until_on=ON + timedelta(days=30))
    assert results.exempt(person_id=row.person_id, subject="public_law", on=ON) is None
    decide_exemption(exemption_id=row.pk, by=second, at=AT, outcome="granted")
    found = results.exempt(person_id=row.person_id, subject="public_law", on=ON)
    assert (found.exemption_id, found.evidence, found.valid_until) == (row.pk, row.evidence, row.until_on)
    for facts in ({"on": ON + timedelta(days=31)}, {"on": ON - timedelta(days=1)}, {"subject": "professional"}):
        assert results.exempt(**{"person_id": row.person_id, "subject": "public_law", "on": ON, **facts}) is None
    prepared = preparation(person_id=row.person_id, agency=county.bureau, fields=["urban"], on=ON)
    assert prepared.public is None
    assert prepared.public_met
    assert prepared.snapshot()["public_exemption"] == row.pk
    later = ON + timedelta(days=31)
    assert not preparation(person_id=row.person_id, agency=county.bureau, fields=["urban"], on=later).public_met
    assert verbs(f"person:{row.person_id}") == ["exam.ask_exemption", "exam.decide_exemption"]


def test_the_unit_asks_and_the_justice_department_decides(county, second):
    clerk, person = an_officer(county.bureau, "经办"), an_officer(county.bureau)
    grant(person=clerk, duty="apply", agency=county.bureau, by=SYSTEM, at=AT)
    facts = {
        "person_id": person.pk, "at": AT, "subject": "professional", "ground": "held_credential", "evidence": "证1",
        "from_on": ON,
    }  # fmt: skip
    row = ask_exemption(by=actor_for(clerk), **facts)
    with pytest.raises(ExemptionAsked):
        ask_exemption(by=actor_for(clerk), **facts)
    with pytest.raises(NotAllowed):
        ask_exemption(by=actor_for(person), **facts)
    with pytest.raises(GroundsMissing):
        ask_exemption(by=actor_for(clerk), **{**facts, "evidence": " "})
    with pytest.raises(WrongDays):
        ask_exemption(by=actor_for(clerk), **{**facts, "until_on": ON - timedelta(days=1)})
    with pytest.raises(NotFound):
        ask_exemption(by=actor_for(clerk), **{**facts, "person_id": 0})
    grant(person=clerk, duty="exam", agency=county.bureau, by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        decide_exemption(exemption_id=row.pk, by=actor_for(clerk), at=AT, outcome="granted")
    with pytest.raises(NotFound):
        decide_exemption(exemption_id=0, by=second, at=AT, outcome="granted")
    assert Exemption.objects.get().state == "asked"
    decide_exemption(exemption_id=row.pk, by=second, at=AT, outcome="refused", decision="证件不符")
    assert results.exempt(person_id=person.pk, subject="professional", on=ON) is None
    ParameterValue.objects.create(
        agency=county.justice, code="exam.exemption_allowed", value=False, from_on=ON, source="x", set_by="x",
        set_at=AT,
    )  # fmt: skip
    ParameterValue.objects.create(
        agency=county.government, code="exam.exemption_allowed", value=False, from_on=ON, source="x", set_by="x",
        set_at=AT,
    )  # fmt: skip
    with pytest.raises(NoExemptions):
        ask_exemption(by=actor_for(clerk), **facts)


def test_who_asked_for_an_exemption_does_not_decide_it(county):
    row = an_exemption(county)
    with pytest.raises(OwnRequest):
        decide_exemption(exemption_id=row.pk, by=county.by, at=AT, outcome="granted")


# --- discipline ------------------------------------------------------------------------------------------------------


def test_a_cancelled_result_is_void_and_counts_no_more_until_the_measure_is_lifted(county):
    person = an_officer(county.bureau)
    session = an_open_session(county, [person])
    sit_through(session, person, 1.0, AT)
    assert results.passed(person_id=person.pk, subject="public_law", on=ON)
    candidate = session.candidates.get()
    row = discipline(candidate_id=candidate.pk, by=county.by, at=AT, level="cancelled", reason="替考")
    sitting = sitting_of(session, person)
    assert (sitting.state, sitting.prior) == ("voided", "submitted")
    assert not results.passed(person_id=person.pk, subject="public_law", on=ON)
    with pytest.raises(MeasureThere):
        discipline(candidate_id=candidate.pk, by=county.by, at=AT, level="cancelled", reason="替考")
    lift_discipline(discipline_id=row.pk, by=county.by, at=AT, reason="查明系误认")
    assert sitting_of(session, person).state == "submitted"
    assert results.passed(person_id=person.pk, subject="public_law", on=ON)
    with pytest.raises(LiftedAlready):
        lift_discipline(discipline_id=row.pk, by=county.by, at=AT, reason="x")
    assert verbs(f"exam_session:{session.pk}")[-4:] == [
        "exam.void", "exam.discipline", "exam.reinstate", "exam.lift_discipline",
    ]  # fmt: skip


def test_a_bar_lasts_its_years_and_keeps_its_person_from_registering(county):
    row = a_discipline(county, "barred", years=2)
    assert (row.from_on, row.until_on) == (ON, ON.replace(year=2028) - timedelta(days=1))
    session = a_session(county)
    with pytest.raises(NotEligible, match=row.person.name):
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[row.person_id])
    lift_discipline(discipline_id=row.pk, by=county.by, at=AT, reason="复核撤销")
    assert register(session_id=session.pk, by=county.by, at=AT, person_ids=[row.person_id])


def test_who_may_take_a_measure_and_how_long_a_bar_may_be(county):
    candidate = an_open_session(county, [an_officer(county.bureau)]).candidates.get()
    facts = {"candidate_id": candidate.pk, "at": AT, "level": "barred", "reason": "替考"}
    for years in (None, 0, 3):
        with pytest.raises(WrongYears):
            discipline(by=county.by, **facts, years=years)
    with pytest.raises(GroundsMissing):
        discipline(by=county.by, **{**facts, "reason": " "}, years=1)
    with pytest.raises(NotAllowed):
        discipline(by=actor_for(candidate.person), **facts, years=1)
    with pytest.raises(NotFound):
        discipline(by=county.by, **{**facts, "candidate_id": 0}, years=1)
    grant(person=candidate.person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    with pytest.raises(OwnRequest):
        discipline(by=actor_for(candidate.person), **facts, years=1)
    assert not Discipline.objects.exists()
    row = discipline(by=county.by, **{**facts, "level": "warning"})
    assert row.until_on is None
    with pytest.raises(OwnRequest):
        lift_discipline(discipline_id=row.pk, by=actor_for(candidate.person), at=AT, reason="x")
    with pytest.raises(GroundsMissing):
        lift_discipline(discipline_id=row.pk, by=county.by, at=AT, reason="")
    with pytest.raises(NotFound):
        lift_discipline(discipline_id=0, by=county.by, at=AT, reason="x")


@pytest.mark.django_db(transaction=True)
def test_the_same_measure_twice_at_once_is_taken_once():
    county = a_county()
    candidate = an_open_session(county, [an_officer(county.bureau)]).candidates.get()
    said = at_once(
        *(lambda: discipline(candidate_id=candidate.pk, by=county.by, at=AT, level="warning", reason="交头接耳"),) * 2
    )
    assert len(successes(said)) == 1


# --- make-up sessions ------------------------------------------------------------------------------------------------


def over(county):
    """Return a closed session in which one passed, one failed and one did not come."""
    people = [an_officer(county.bureau, name) for name in ("合格", "不合格", "缺考")]
    session = an_open_session(county, people, exam=an_exam(county))
    for person, share in zip(people, (1.0, 0.0), strict=False):
        sit_through(session, person, share, AT)
    close_session(session_id=session.pk, by=county.by, at=LATER)
    return session, people


def test_a_make_up_session_takes_over_the_rules_and_those_who_failed_or_did_not_come(county):
    session, (passed, failed, absent) = over(county)
    assert {(c.person_id, why) for c, why in for_make_up(session)} == {(failed.pk, "failed"), (absent.pk, "absent")}
    facts = {
        "session_id": session.pk, "by": county.by, "at": LATER, "title": "补考", "opens_at": LATER,
        "closes_at": LATER + timedelta(days=3),
    }  # fmt: skip
    made = create_make_up(**facts, person_ids=[failed.pk, absent.pk])
    assert (made.kind, made.exam_id, made.minutes, made.forms_wanted) == ("make_up", session.exam_id, 60, 2)
    assert set(made.candidates.values_list("person_id", flat=True)) == {failed.pk, absent.pk}
    assert verbs(f"exam_session:{made.pk}") == ["exam.create_make_up"]
    with pytest.raises(NotEligible, match="合格"):
        create_make_up(**facts, person_ids=[passed.pk])
    with pytest.raises(NobodyNamed):
        create_make_up(**facts, person_ids=[])
    with pytest.raises(NotFound):
        create_make_up(**facts, person_ids=[0])
    with pytest.raises(NotOverYet):
        create_make_up(**{**facts, "session_id": made.pk}, person_ids=[failed.pk])
    with pytest.raises(NotAllowed):
        create_make_up(**{**facts, "by": actor_for(failed)}, person_ids=[failed.pk])
    assert Session.objects.filter(kind="make_up").count() == 1
