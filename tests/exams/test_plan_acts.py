"""Exams and sessions before they are opened: created, changed, cancelled; each refusal leaves everything as it was."""

from datetime import timedelta

import pytest

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from exams.create_session import (
    EntryOutside,
    PeopleMustMark,
    TooShort,
    WrongKeys,
    WrongRules,
    WrongWindow,
    create_session,
)
from exams.models import Bank, Exam, Session
from exams.open_session import NotDraft, open_session
from exams.papers.blueprint import Blueprint, Row, Share
from exams.papers.cancel_session import ReasonMissing, cancel_session
from exams.papers.change_exam import ExamInUse, change_exam
from exams.papers.change_session import OpenedAlready, change_session
from exams.papers.create_exam import create_exam
from exams.papers.defaults import Terms, exam_defaults, session_defaults
from exams.papers.exam_facts import FieldMissing, NoTitleOrTime, WrongPassMark, WrongPlan
from exams.papers.session_rules import SessionRules
from exams.register import RegistrationOver, register
from exams.standing import standings
from tests.factories.exams import AT, a_bank, a_county, a_session, actor_for, an_exam, an_officer, an_open_session
from tests.factories.exams_papers import PLAN, a_planned_exam

pytestmark = pytest.mark.django_db
TERMS = Terms(multiple_rule="subset", fixed=50, attempts=2, training_hours=60, retake_days=20)
KEY = "0123456789abcdef" * 4


@pytest.fixture
def county():
    return a_county()


def last(series):
    return history_of(series).last()


def changed(exam, **facts):
    return {
        "exam_id": exam.pk, "by": SYSTEM, "at": AT, "bank_id": exam.bank_id, "title": "改后", "field": "",
        "blueprint": PLAN, "pass_mark": 600, "minutes": 45, "terms": TERMS, **facts,
    }  # fmt: skip


def facts_of(row):
    return {key: value for key, value in vars(row).items() if not key.startswith("_")}


def test_each_family_of_exams_has_defaults_of_its_own(county):
    officer, leader = (exam_defaults(family=f, agency=county.justice, on=AT.date()) for f in ("officer", "leader"))
    assert officer.blueprint.counts == {"single": 40, "multiple": 20, "true_false": 40}
    assert (officer.blueprint.marks, officer.pass_mark, officer.minutes) == (10000, 6000, 90)
    assert leader.blueprint.sections == {("single", 100): 40, ("multiple", 200): 20, ("true_false", 100): 20}
    assert (leader.blueprint.marks, leader.pass_mark, leader.minutes) == (10000, 8000, 60)
    assert leader.terms.training_hours == 0
    exam = create_exam(
        agency_id=county.justice.pk, by=county.by, at=AT, bank_id=a_bank(county).pk, title="任职前法律知识考查",
        family="leader", subject="public_law",
    )  # fmt: skip
    assert (exam.pass_mark, exam.minutes, Blueprint.from_json(exam.blueprint)) == (8000, 60, leader.blueprint)


def test_an_exam_is_changed_as_long_as_no_session_of_it_was_opened(county):
    exam = a_planned_exam(county)
    draft = a_session(county, exam)
    done = change_exam(**changed(exam, by=county.by))
    assert (done.title, done.pass_mark, done.minutes, done.attempts) == ("改后", 600, 45, 2)
    assert (done.training_hours, done.retake_days, done.scoring["multiple_rule"]) == (60, 20, "subset")
    entry = last(f"exam:{exam.pk}")
    assert (entry.verb, body_of(entry)["pass_mark"]) == ("exam.change", 600)
    open_session(session_id=draft.pk, by=county.by, at=AT)
    before = facts_of(Exam.objects.get())
    with pytest.raises(ExamInUse):
        change_exam(**changed(exam, by=county.by, title="再改"))
    assert facts_of(Exam.objects.get()) == before


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"blueprint": Blueprint(rows=())}, WrongPlan),
        ({"blueprint": Blueprint(rows=(Row("single", 401, 100),))}, WrongPlan),
        ({"blueprint": Blueprint(rows=(Row("single", 5, 100),), shares=(Share("甲", 9, 3),))}, WrongPlan),
        ({"pass_mark": 901}, WrongPassMark),
        ({"pass_mark": 0}, WrongPassMark),
        ({"title": "  "}, NoTitleOrTime),
        ({"minutes": 601}, NoTitleOrTime),
        ({"bank_id": 0}, NotFound),
        ({"exam_id": 0}, NotFound),
    ],
)
def test_a_change_that_makes_no_exam_is_refused_and_changes_nothing(county, facts, kind):
    exam = a_planned_exam(county)
    before = facts_of(Exam.objects.get())
    with pytest.raises(kind):
        change_exam(**changed(exam, **{"by": county.by, **facts}))
    assert facts_of(Exam.objects.get()) == before
    assert last(f"exam:{exam.pk}").verb == "exam.create"


def test_a_professional_paper_says_its_field_and_another_agency_s_bank_is_not_taken(county):
    with pytest.raises(FieldMissing):
        an_exam(county, subject="professional", field=" ")
    assert an_exam(county, subject="professional", field="market").field == "market"
    assert an_exam(county, field="market").field == "", "a paper of public law has none"
    strange = Bank.objects.create(agency=a_county().justice, name="外县题库")
    with pytest.raises(NotAllowed):
        an_exam(county, strange)
    with pytest.raises(NotAllowed):
        change_exam(**changed(an_exam(county), by=actor_for(an_officer(county.bureau))))


def session_facts(session, **facts):
    return {
        "session_id": session.pk, "by": SYSTEM, "at": AT, "title": "改后", "opens_at": AT,
        "closes_at": AT + timedelta(hours=2), "minutes": 60, "forms": 5, "release_at_once": False,
        "rules": SessionRules(), **facts,
    }  # fmt: skip


def test_a_session_in_preparation_is_changed_in_everything(county):
    session = a_session(county)
    until = AT + timedelta(minutes=30)
    rules = SessionRules("make_up", True, until, "code", "optional", 5, "submit", (KEY, KEY[::-1]), True)
    done = change_session(**session_facts(session, by=county.by, rules=rules))
    assert (done.title, done.forms_wanted, done.kind, done.fixed, done.entry_until) == (
        "改后",
        5,
        "make_up",
        True,
        until,
    )
    assert (done.takeover, done.photo, done.focus_limit, done.focus_act) == ("code", "optional", 5, "submit")
    assert (done.seb_keys, done.to_practice) == ([KEY, KEY[::-1]], True)
    entry = last(f"exam_session:{session.pk}")
    assert (entry.verb, body_of(entry)["focus_act"]) == ("exam.change_session", "submit")


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"closes_at": AT}, WrongWindow),
        ({"minutes": 0}, WrongRules),
        ({"forms": 201}, WrongRules),
        ({"title": " "}, WrongRules),
        ({"minutes": 121, "rules": SessionRules(fixed=True)}, TooShort),
        ({"rules": SessionRules(entry_until=AT)}, EntryOutside),
        ({"rules": SessionRules(entry_until=AT + timedelta(hours=3))}, EntryOutside),
        ({"rules": SessionRules(seb_keys=("abc",))}, WrongKeys),
        ({"rules": SessionRules(seb_keys=(KEY.upper(),))}, WrongKeys),
        ({"session_id": 0}, NotFound),
    ],
)
def test_a_change_that_makes_no_session_is_refused_and_changes_nothing(county, facts, kind):
    session = a_session(county)
    before = facts_of(Session.objects.get())
    with pytest.raises(kind):
        change_session(**session_facts(session, **{"by": county.by, **facts}))
    assert facts_of(Session.objects.get()) == before
    assert last(f"exam_session:{session.pk}").verb == "exam.create_session"


def test_no_result_is_promised_at_once_where_people_mark(county):
    plan = Blueprint(rows=(Row("single", 4, 100), Row("short_answer", 1, 500)))
    exam = an_exam(county, blueprint=plan)
    assert session_defaults(exam=exam, on=AT.date()).release_at_once is False
    with pytest.raises(PeopleMustMark):
        a_session(county, exam, release_at_once=True)
    session = a_session(county, exam)
    assert session.release_at_once is False
    with pytest.raises(PeopleMustMark):
        change_session(**session_facts(session, by=county.by, release_at_once=True))


def test_an_opened_session_is_neither_changed_nor_cancelled(county):
    session = an_open_session(county)
    before = facts_of(Session.objects.get())
    with pytest.raises(OpenedAlready):
        change_session(**session_facts(session, by=county.by))
    with pytest.raises(OpenedAlready):
        cancel_session(session_id=session.pk, by=county.by, at=AT, reason="停电")
    assert facts_of(Session.objects.get()) == before


def test_a_cancelled_session_is_gone_for_its_candidates_and_stays_cancelled(county):
    person, exam = an_officer(county.bureau), an_exam(county, attempts=1)
    session = a_session(county, exam)
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    stranger = actor_for(an_officer(county.bureau))
    for facts, kind in (
        ({"reason": " "}, ReasonMissing),
        ({"by": stranger}, NotAllowed),
        ({"session_id": 0}, NotFound),
    ):
        with pytest.raises(kind):
            cancel_session(**{"session_id": session.pk, "by": county.by, "at": AT, "reason": "停电", **facts})
    assert Session.objects.get().state == "draft"
    cancel_session(session_id=session.pk, by=county.by, at=AT, reason="停电")
    entry = last(f"exam_session:{session.pk}")
    assert (entry.verb, body_of(entry)["reason"], body_of(entry)["candidates"]) == ("exam.cancel_session", "停电", 1)
    assert standings(person_id=person.pk, at=AT) == []
    with pytest.raises(OpenedAlready):
        cancel_session(session_id=session.pk, by=county.by, at=AT, reason="停电")
    with pytest.raises(NotDraft):
        open_session(session_id=session.pk, by=county.by, at=AT)
    with pytest.raises(RegistrationOver):
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    another = a_session(county, exam)
    assert register(session_id=another.pk, by=county.by, at=AT, person_ids=[person.pk])


def test_a_session_takes_its_rules_from_the_settings_unless_told(county):
    facts = {"exam_id": an_exam(county).pk, "by": county.by, "at": AT, "title": "第一场", "opens_at": AT}
    session = create_session(**facts, closes_at=AT + timedelta(days=1))
    assert (session.takeover, session.photo, session.focus_limit, session.focus_act) == ("free", "none", 3, "record")
    assert (session.kind, session.seb_keys, session.to_practice, session.entry_until) == ("regular", [], False, None)
    assert a_session(county, takeover="code", kind="make_up").takeover == "code"
