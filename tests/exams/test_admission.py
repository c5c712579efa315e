"""Who may sit: pure by rule, the facts read for many at once, refusals kept, waivers by two persons."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from enforcement.organisation.models import ParameterValue, Post
from exams.administration.dossiers import dossiers
from exams.administration.history import Registration, last_sat_on, make_up_for, used
from exams.demo_sitting import sit_through
from exams.eligibility import BY_CODE, judge, judge_alike
from exams.models import Attendance, Candidate, Course, Discipline, Exemption, Session
from exams.open_session import close_session
from exams.register import NotEligible, register
from tests.exams.facts_of_persons import ON, PLAIN, anything
from tests.factories.exams import (
    AT,
    a_session,
    an_exam,
    an_officer,
    an_open_session,
    sitting_of,
)

pytestmark = pytest.mark.django_db


# --- the rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "waivable"),
    [
        ({"barred_until": "2027-01-01"}, "barred", False),
        ({"kind": "make_up"}, "no_make_up", False),
        ({"training_wanted": 40, "training_done": 399}, "training", True),
        ({"rested": 19, "rest_wanted": 20}, "retake", True),
        ({"passed_until": "2027-01-01", "again": "ground"}, "passed", True),
        ({"exempt": True, "again": "ground"}, "exempt", True),
        ({"establishment": "seconded"}, "seconded", False),
    ],
)
def test_each_ground_is_named_and_only_some_may_be_waived(change, code, waivable):
    decision = judge(replace(PLAIN, **change))
    assert [(g.code, g.waivable) for g in decision.grounds] == [(code, waivable)]
    assert decision.may_be_waived is waivable
    assert decision.setting_aside({code}).eligible is waivable
    assert json.dumps(decision.snapshot())


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "make_up", "make_up_for": "absent"},
        {"training_wanted": 40, "training_done": 400},
        {"rested": 20, "rest_wanted": 20},
        {"rested": -1, "rest_wanted": 20},
        {"passed_until": "2027-01-01"},
        {"exempt": True},
    ],
)
def test_what_meets_the_rule_stops_nobody(change):
    assert judge(replace(PLAIN, **change)).eligible


def test_an_earlier_pass_and_an_exemption_are_told_where_they_do_not_stop():
    decision = judge(replace(PLAIN, passed_until="2027-01-01", exempt=True))
    assert [note.code for note in decision.notes] == ["passed", "exempt"]
    assert decision.snapshot()["notes"] == ["passed", "exempt"]


@given(facts=anything)
def test_the_quick_way_says_what_the_rule_says(facts):
    assert judge_alike(facts) == judge(facts)
    assert judge_alike(replace(facts)) is judge_alike(facts)


@given(facts=anything, codes=st.sets(st.sampled_from(sorted(BY_CODE))))
def test_a_waiver_never_sets_a_firm_ground_aside_and_loses_none(facts, codes):
    plain = judge(facts)
    freed = plain.setting_aside(codes)
    assert {g.code for g in freed.grounds} | {g.code for g in freed.waived} == {g.code for g in plain.grounds}
    assert all(g.waivable and g.code in codes for g in freed.waived)
    assert freed.eligible == all(g.waivable and g.code in codes for g in plain.grounds)


@given(
    rows=st.lists(
        st.builds(
            Registration,
            kind=st.sampled_from(["regular", "make_up"]),
            over=st.booleans(),
            sat_on=st.sampled_from([None, date(2026, 1, 2), date(2026, 3, 4)]),
            passed=st.sampled_from([None, True, False]),
            void=st.booleans(),
            cancelled=st.booleans(),
        ),
        max_size=4,
    )
)
def test_sittings_used_and_the_way_to_a_make_up_session_follow_from_the_registrations(rows):
    begun = [r for r in rows if r.sat_on]
    strict = used(rows, voided_counts=True, absent_counts=True)
    mild = used(rows, voided_counts=False, absent_counts=False)
    assert mild == len([r for r in begun if not r.void]) <= strict <= len(rows)
    assert strict - mild == len([r for r in begun if r.void]) + len([r for r in rows if r.absent])
    assert last_sat_on(rows) == max((r.sat_on for r in begun if not r.void), default=None)
    if any(r.passed and not r.void for r in rows) or any(r.cancelled for r in rows):
        assert make_up_for(rows) == ""
    if not any(r.kind == "regular" for r in rows):
        assert make_up_for(rows) == ""


def test_a_make_up_session_is_for_who_failed_missed_or_had_a_void_sitting():
    failed = Registration("regular", over=True, sat_on=ON, passed=False)
    assert make_up_for([failed]) == "failed"
    assert make_up_for([Registration("regular", over=True)]) == "absent"
    assert make_up_for([Registration("regular", over=False)]) == ""
    assert make_up_for([replace(failed, passed=None, void=True)]) == "void"
    assert make_up_for([failed, Registration("make_up", over=True, sat_on=ON, passed=True)]) == ""


# --- the facts -------------------------------------------------------------------------------------------------------


def facts_of(session, person, at=AT, **more):
    return dossiers(session=session, person_ids=[person.pk], at=at, **more)[person.pk].facts


def attended(county, person, hours, to_on, closed=True):
    course = Course.objects.create(
        agency=county.bureau, title="岗前培训", kind="public_law", mode="face", hours=hours, from_on=to_on, to_on=to_on,
        made_at=AT, made_by="x", **({"closed_at": AT, "closed_by": "x"} if closed else {}),
    )  # fmt: skip
    Attendance.objects.create(
        course=course, person=person, state="attended", hours=hours, recorded_at=AT, recorded_by="x"
    )


def test_hours_count_from_closed_courses_of_the_twelve_months_before(county):
    exam, person = an_exam(county), an_officer(county.bureau)
    exam.training_hours = 40
    exam.save()
    session = a_session(county, exam)
    attended(county, person, Decimal("30.5"), ON)
    attended(county, person, Decimal(9), date(2025, 11, 3))
    attended(county, person, Decimal(50), date(2025, 11, 2))
    attended(county, person, Decimal(50), ON, closed=False)
    found = facts_of(session, person)
    assert (found.training_done, found.training_wanted) == (395, 40)
    with pytest.raises(NotEligible, match=person.name) as refused:
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    assert refused.value.article == "山东省行政执法监督条例第十条第二款"


def test_the_post_of_the_agency_named_is_judged(county):
    person = an_officer(county.bureau)
    Post.objects.create(
        person=person, agency=county.justice, title="借调", establishment="seconded", from_on=date(2025, 1, 1)
    )
    session = a_session(county)
    assert facts_of(session, person).establishment == "seconded"
    there = {person.pk: county.bureau.pk}
    assert facts_of(session, person, agencies=there).establishment == "administrative"
    assert not facts_of(session, person, agencies={person.pk: county.government.pk}).has_post


def test_bars_exemptions_and_passes_are_facts_on_their_days(county):
    person, exam = an_officer(county.bureau), an_exam(county)
    first = an_open_session(county, [person], exam=exam)
    sit_through(first, person, 1.0, AT)
    session = a_session(county, exam)
    Exemption.objects.create(
        person=person, subject="public_law", ground="law_qualification", evidence="A2026", from_on=ON, state="granted",
        reason="x", asked_at=AT, asked_by=county.admin, decided_at=AT, decided_by=an_officer(county.justice),
    )  # fmt: skip
    candidate = Candidate.objects.get(person=person)
    bar = Discipline.objects.create(
        candidate=candidate, person=person, level="barred", reason="替考", from_on=ON, until_on=ON + timedelta(days=9),
        decided_at=AT, decided_by=county.admin,
    )  # fmt: skip
    found = facts_of(session, person)
    assert (found.passed_until, found.exempt, found.exempt_until) == ("2031-11-02", True, "")
    assert found.barred_until == "2026-11-11"
    assert (found.attempts_used, found.registered) == (1, False)
    assert facts_of(session, person, at=AT + timedelta(days=10)).barred_until == ""
    bar.lifted_at, bar.lifted_by, bar.lifted_reason = AT, county.admin, "复核"
    bar.save()
    assert facts_of(session, person).barred_until == ""
    for code in ("exam.exemption_allowed", "exam.sit_again"):
        ParameterValue.objects.create(
            agency=county.justice, code=code, value=False if "allowed" in code else "ground", from_on=ON, source="x",
            set_by="x", set_at=AT,
        )  # fmt: skip
    found = facts_of(session, person)
    assert (found.exempt, found.again) == (False, "ground")


def test_days_since_the_last_sitting_run_to_the_day_the_session_opens(county):
    person, exam = an_officer(county.bureau), an_exam(county)
    exam.retake_days = 20
    exam.save()
    sit_through(an_open_session(county, [person], exam=exam), person, 0.0, AT)
    soon = a_session(county, exam, opens_at=AT + timedelta(days=19), closes_at=AT + timedelta(days=21))
    later = a_session(county, exam, opens_at=AT + timedelta(days=20), closes_at=AT + timedelta(days=21))
    assert (facts_of(soon, person).rested, judge(facts_of(soon, person)).eligible) == (19, False)
    assert (facts_of(later, person).rested, judge(facts_of(later, person)).eligible) == (20, True)


def test_void_and_missed_sittings_use_up_sittings_as_the_settings_say(county):
    void, absent, exam = an_officer(county.bureau), an_officer(county.bureau), an_exam(county)
    first = an_open_session(county, [void, absent], exam=exam)
    sit_through(first, void, 1.0, AT)
    sitting = sitting_of(first, void)
    sitting.prior, sitting.state, sitting.stopped_at = sitting.state, "voided", AT
    sitting.save()
    after = AT + timedelta(days=6)
    close_session(session_id=first.pk, by=county.by, at=after)
    make_up = a_session(county, exam, at=after, opens_at=after, closes_at=after + timedelta(days=1))
    Session.objects.filter(pk=make_up.pk).update(kind="make_up")
    make_up.refresh_from_db()
    assert [facts_of(make_up, p, after).attempts_used for p in (void, absent)] == [1, 0]
    assert [facts_of(make_up, p, after).make_up_for for p in (void, absent)] == ["void", "absent"]
    assert facts_of(make_up, void, after).passed_until == ""
    for code, value in (("exam.voided_counts", False), ("exam.absent_counts", True)):
        ParameterValue.objects.create(
            agency=county.justice, code=code, value=value, from_on=ON, source="x", set_by="x", set_at=AT
        )
    assert [facts_of(make_up, p, after).attempts_used for p in (void, absent)] == [0, 1]


def test_a_make_up_session_takes_who_failed_and_nobody_new(county):
    failed, new, exam = an_officer(county.bureau), an_officer(county.bureau, "新人"), an_exam(county)
    sit_through(an_open_session(county, [failed], exam=exam), failed, 0.0, AT)
    make_up = a_session(county, exam)
    Session.objects.filter(pk=make_up.pk).update(kind="make_up")
    with pytest.raises(NotEligible, match="新人"):
        register(session_id=make_up.pk, by=county.by, at=AT, person_ids=[failed.pk, new.pk])
    assert register(session_id=make_up.pk, by=county.by, at=AT, person_ids=[failed.pk])


def test_facts_cost_the_same_for_one_and_for_many(county):
    session = a_session(county)
    people = [an_officer(county.bureau).pk for _ in range(5)]

    def cost(ids):
        with CaptureQueriesContext(connection) as caught:
            dossiers(session=session, person_ids=ids, at=AT)
        return len(caught)

    assert cost(people[:1]) <= 12  # with the parent of the agency, read once
    assert cost(people[:1]) == cost(people) == 11
