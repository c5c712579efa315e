"""Create, register, open, mark, close, release; results for others to ask."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, faults, history_of
from exams import results
from exams.create_session import WrongRules, WrongWindow, create_session
from exams.demo import load_bank, open_demo_session
from exams.demo_sitting import sit_through
from exams.entries import mark_all_waiting
from exams.journal import replay
from exams.mark import NotClosed, mark
from exams.marking.mark_waiting import mark_waiting
from exams.models import Candidate, Exam, Form, Item, Result, SaveJournal, Session, Sitting
from exams.open_session import NotDraft, NotOpenNow, StillSitting, WindowOver, close_session, open_session
from exams.papers.assemble import BlueprintInfeasible
from exams.papers.blueprint import Blueprint
from exams.papers.create_exam import create_exam
from exams.papers.exam_facts import NoTitleOrTime, WrongPassMark
from exams.queries import agencies_examined, counts, under_way
from exams.register import NobodyNamed, NotEligible, RegistrationOver, register
from exams.release_session import MarkingUnfinished, NotClosedYet, release_session
from exams.review import review, weakest
from exams.save import save
from exams.sitting_refusals import SittingNotFound
from exams.start import start
from exams.submit import submit
from tests.factories.exams import (
    AT,
    COUNTS,
    a_bank,
    a_county,
    a_session,
    a_sitting,
    actor_for,
    an_agency,
    an_exam,
    an_officer,
    an_open_session,
    minutes,
    sitting_of,
)

pytestmark = pytest.mark.django_db
AFTER = AT + timedelta(days=6)


@pytest.fixture
def county():
    return a_county()


def verbs(session):
    return [e.verb for e in history_of(f"exam_session:{session.pk}")]


def test_an_exam_takes_what_it_is_not_told_from_the_parameters(county):
    exam = create_exam(
        agency_id=county.justice.pk,
        by=county.by,
        at=AT,
        bank_id=a_bank(county).pk,
        title="考试",
        family="officer",
        subject="public_law",
    )
    assert (exam.pass_mark, exam.pass_points, exam.minutes, exam.attempts) == (6000, "60", 90, 3)
    assert Blueprint.from_json(exam.blueprint).counts == {"single": 40, "multiple": 20, "true_false": 40}
    assert exam.scoring["multiple_rule"] == "all_or_nothing"
    assert history_of(f"exam:{exam.pk}").get().verb == "exam.create"


@pytest.mark.parametrize("facts", [{"pass_mark": 9}, {"pass_mark": 0}, {"minutes": 0}, {"title": " "}])
def test_an_exam_nobody_could_sit_or_pass_is_refused(county, facts):
    bank = a_bank(county)
    with pytest.raises((WrongPassMark, NoTitleOrTime)):
        an_exam(county, bank, **facts)
    assert not Exam.objects.exists()


def test_only_the_exam_duty_creates_exams_and_sessions(county):
    bank, stranger = a_bank(county), actor_for(an_officer(county.bureau))
    with pytest.raises(NotAllowed):
        an_exam(county, bank, by=stranger)
    with pytest.raises(NotFound):
        an_exam(county, bank, agency_id=0)
    exam = an_exam(county, bank)
    with pytest.raises(NotAllowed):
        a_session(county, exam, by=stranger)
    with pytest.raises(NotFound):
        create_session(exam_id=0, by=SYSTEM, at=AT, title="x", opens_at=AT, closes_at=AFTER)
    assert not Session.objects.exists()


def test_a_session_takes_its_rules_from_exam_and_parameters(county):
    session = a_session(county, forms=None)
    assert (session.state, session.minutes, session.grace_seconds, session.forms_wanted, session.release_at_once) == (
        "draft",
        60,
        30,
        4,
        True,
    )
    assert verbs(session) == ["exam.create_session"]


@pytest.mark.parametrize("facts", [{"closes_at": AT}, {"closes_at": AT - minutes(1), "opens_at": AT - minutes(9)}])
def test_a_session_without_a_window_ahead_is_refused(county, facts):
    with pytest.raises(WrongWindow):
        a_session(county, **facts)
    with pytest.raises(WrongRules):
        a_session(county, minutes=0)
    assert not Session.objects.exists()


def test_opening_freezes_parallel_papers_and_seats_everybody(county):
    people = [an_officer(county.bureau) for _ in range(4)]
    session = an_open_session(county, people)
    forms = list(Form.objects.filter(session=session))
    assert len(forms) == 2
    assert all(len(f.item_versions) == sum(COUNTS.values()) for f in forms)
    assert all("解析" not in f.content for f in forms)
    assert sorted(Sitting.objects.values_list("form__number", flat=True)) == [1, 1, 2, 2]
    assert len(set(Sitting.objects.values_list("seed", flat=True))) == 4
    assert verbs(session) == ["exam.create_session", "exam.register", "exam.open_session"]
    assert body_of(history_of(f"exam_session:{session.pk}").last())["forms"]["1"] == forms[0].sha256


def test_a_session_is_opened_once_in_time_and_from_a_bank_that_suffices(county):
    session = an_open_session(county)
    with pytest.raises(NotDraft):
        open_session(session_id=session.pk, by=county.by, at=AT)
    late = a_session(county)
    with pytest.raises(WindowOver):
        open_session(session_id=late.pk, by=county.by, at=AFTER)
    poor = a_session(county, an_exam(county, a_bank(county, each=1)))
    with pytest.raises(BlueprintInfeasible):
        open_session(session_id=poor.pk, by=county.by, at=AT)
    poor.refresh_from_db()
    assert (poor.state, Form.objects.filter(session=poor).count()) == ("draft", 0)
    with pytest.raises(NotFound):
        open_session(session_id=0, by=county.by, at=AT)
    with pytest.raises(NotAllowed):
        open_session(session_id=poor.pk, by=actor_for(an_officer(county.bureau)), at=AT)


def test_a_person_registered_late_gets_a_paper_at_once_with_the_facts_kept(county):
    session = an_open_session(county, [an_officer(county.bureau)])
    late = an_officer(county.bureau)
    (candidate,) = register(session_id=session.pk, by=county.by, at=AT, person_ids=[late.pk, late.pk])
    assert sitting_of(session, late).state == "assigned"
    assert candidate.eligibility["facts"]["establishment"] == "administrative"
    assert candidate.agency == county.bureau


def test_contract_staff_are_refused_in_words_with_the_article_and_nobody_is_registered(county):
    session = a_session(county)
    good, bad = an_officer(county.bureau, "好人"), an_officer(county.bureau, "临时工", establishment="contract")
    with pytest.raises(NotEligible, match="临时工") as refused:
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[good.pk, bad.pk])
    assert "好人" not in str(refused.value)
    assert refused.value.article == "山东省行政执法监督条例第十条第三款"
    assert not Candidate.objects.exists()
    assert verbs(session) == ["exam.create_session"]


def test_nobody_somebody_unknown_and_too_late_are_refused(county):
    session = a_session(county)
    with pytest.raises(NobodyNamed):
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[])
    with pytest.raises(NotFound):
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[0])
    with pytest.raises(RegistrationOver):
        register(session_id=session.pk, by=county.by, at=AFTER, person_ids=[1])
    with pytest.raises(NotAllowed):
        register(session_id=session.pk, by=actor_for(an_officer(county.bureau)), at=AT, person_ids=[1])


def test_people_of_another_government_hold_no_post_here(county):
    elsewhere = an_officer(an_agency("别的县"))
    session = a_session(county)
    with pytest.raises(NotEligible):
        register(session_id=session.pk, by=county.by, at=AT, person_ids=[elsewhere.pk])
    own = an_exam(county, agency_id=county.justice.pk)
    assert set(agencies_examined(own)) == {county.government, county.justice, county.bureau}
    own.agency = county.bureau
    assert set(agencies_examined(own)) == {county.bureau}


def test_the_sittings_of_an_exam_are_counted(county):
    person, exam = an_officer(county.bureau), an_exam(county)
    Exam.objects.filter(pk=exam.pk).update(attempts=1)
    first = an_open_session(county, [person], exam=exam)
    start(sitting_id=sitting_of(first, person).pk, at=AT, honour=True)
    with pytest.raises(NotEligible):
        register(session_id=a_session(county, exam).pk, by=county.by, at=AT, person_ids=[person.pk])


def sat(county, persons, **facts):
    session = an_open_session(county, persons, **facts)
    for n, person in enumerate(persons):
        sit_through(session, person, 1.0 - n * 0.75, AT)
    return session


def test_marking_writes_a_result_once_with_all_it_rests_on(county):
    person = an_officer(county.bureau)
    session = sat(county, [person])
    result = Result.objects.get()
    sitting = sitting_of(session, person)
    assert (result.points, result.total, result.passed, result.passed_on) == (800, 800, True, date(2026, 11, 2))
    assert mark(sitting_id=sitting.pk, at=AFTER) == result
    assert [e.verb for e in history_of(f"sitting:{sitting.pk}")] == ["exam.start", "exam.submit", "exam.result"]
    assert sum(row["points"] for row in result.by_law.values()) == 800
    assert result.item_points == [100] * 8
    assert list(faults()) == []
    assert (result.score, result.total_score) == ("8", "8")


def test_journal_replay_equals_the_stored_answers(county):
    person = an_officer(county.bureau)
    session = sat(county, [person])
    sitting = sitting_of(session, person)
    replayed = replay(size=len(sitting.answers), rows=SaveJournal.objects.filter(sitting=sitting))
    assert (replayed.answers, replayed.seq) == (sitting.answers, sitting.seq)


def test_a_paper_still_under_way_is_not_marked(county):
    sitting = a_sitting(county)
    with pytest.raises(NotClosed):
        mark(sitting_id=sitting.pk, at=AT + minutes(60))
    with pytest.raises(SittingNotFound):
        mark(sitting_id=0, at=AT)
    assert not Result.objects.exists()


def test_a_paper_whose_time_is_over_is_closed_and_marked_without_a_worker(county):
    sitting = a_sitting(county)
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    result = mark(sitting_id=sitting.pk, at=AT + minutes(61))
    sitting.refresh_from_db()
    assert (sitting.state, sitting.closed_at) == ("expired", sitting.deadline_at)
    assert result.passed is False
    assert result.passed_on is None
    assert [e.verb for e in history_of(f"sitting:{sitting.pk}")] == ["exam.start", "exam.expire", "exam.result"]


def test_the_timetable_marks_what_nobody_has(county):
    sitting = a_sitting(county)
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    left = a_sitting(county)
    assert mark_all_waiting(None) == {"marked": 2}
    left.refresh_from_db()
    assert left.state == "expired"
    assert mark_waiting(at=AFTER) == 0


def test_a_session_is_closed_when_nobody_sits_and_released_when_all_is_marked(county):
    first, second, absent = (an_officer(county.bureau) for _ in range(3))
    session = an_open_session(county, [first, second, absent], release_at_once=False)
    sit_through(session, first, 1.0, AT)
    start(sitting_id=sitting_of(session, second).pk, at=AT, honour=True)
    assert under_way(session_id=session.pk, at=AT) == 1
    with pytest.raises(StillSitting):
        close_session(session_id=session.pk, by=county.by, at=AT)
    with pytest.raises(NotClosedYet):
        release_session(session_id=session.pk, by=county.by, at=AT)
    assert results.latest_pass(person_id=first.pk, subject="public_law", on=AFTER.date()) is None
    close_session(session_id=session.pk, by=county.by, at=AFTER)
    with pytest.raises(NotOpenNow):
        close_session(session_id=session.pk, by=county.by, at=AFTER)
    release_session(session_id=session.pk, by=county.by, at=AFTER)
    assert verbs(session)[-2:] == ["exam.close_session", "exam.release_session"]
    body = body_of(history_of(f"exam_session:{session.pk}").last())
    assert (body["results"], body["passed"], body["absent"]) == (2, 1, 1)
    figures = counts(session_id=session.pk, at=AFTER)
    assert figures == {
        "registered": 3,
        "assigned": 1,
        "running": 0,
        "submitted": 1,
        "paused": 0,
        "voided": 0,
        "expired": 1,
        "marked": 2,
        "passed": 1,
    }
    assert results.passed(person_id=first.pk, subject="public_law", on=AFTER.date())


def test_nothing_is_released_while_a_paper_is_unmarked(county, monkeypatch):
    sitting = a_sitting(county)
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    close_session(session_id=sitting.session_id, by=county.by, at=AT)
    monkeypatch.setattr("exams.release_session.mark_waiting", lambda **_facts: 0)
    with pytest.raises(MarkingUnfinished):
        release_session(session_id=sitting.session_id, by=county.by, at=AFTER)
    assert Session.objects.get(pk=sitting.session_id).state == "closed"


def test_a_pass_counts_for_its_subject_and_its_years(county):
    winner, loser = an_officer(county.bureau), an_officer(county.bureau)
    session = sat(county, [winner, loser])
    found = results.latest_pass(person_id=winner.pk, subject="public_law", on=date(2031, 11, 2))
    assert (found.passed_on, found.valid_until, found.session_id) == (date(2026, 11, 2), date(2031, 11, 2), session.pk)
    assert (found.points, found.exam) == (800, "2026年度公共法律知识考试")
    for facts in (
        {"on": date(2031, 11, 3)},
        {"on": date(2026, 11, 1)},
        {"subject": "professional"},
        {"person_id": loser.pk},
    ):
        assert not results.passed(
            **{"person_id": winner.pk, "subject": "public_law", "on": clock.day_of(AFTER), **facts}
        )
    assert {f.name for f in fields(found)} >= {"result_id", "points", "valid_until"}


def test_only_an_officers_exam_of_the_field_qualifies_an_officer(county):
    person = an_officer(county.bureau)
    sat(county, [person], exam=an_exam(county, subject="professional", field="market"))
    ask = {"person_id": person.pk, "subject": "professional", "on": clock.day_of(AFTER)}

    def counts_for(asked, **exam):
        Exam.objects.filter(title__gt="").update(**exam)
        return results.latest_pass(**ask, field=asked) is not None

    assert [counts_for(asked) for asked in ("market", "urban", None)] == [True, False, True]
    assert counts_for("urban", field="")
    assert not counts_for("urban", family="leader")


def test_a_review_shows_what_was_chosen_and_what_is_right(county):
    winner, loser = an_officer(county.bureau), an_officer(county.bureau)
    session = sat(county, [winner, loser])
    good = review(sitting=sitting_of(session, winner), result=Result.objects.get(person=winner))
    assert all(item.right and item.chosen == item.key for item in good)
    bad = review(sitting=sitting_of(session, loser), result=Result.objects.get(person=loser))
    assert sum(item.right for item in bad) == 2
    assert (
        weakest(Result.objects.get(person=loser))[0]["percent"]
        <= weakest(Result.objects.get(person=loser))[1]["percent"]
    )


def test_the_demonstration_goes_through_the_acts(county):
    people = [an_officer(county.bureau) for _ in range(2)]
    session = open_demo_session(county.justice, people, AT)
    assert load_bank(county.justice, AT) == session.exam.bank
    assert Item.objects.count() >= 100
    result = sit_through(session, people[0], 0.8, AT + minutes(5))
    assert (result.score, result.total_score, result.passed) == ("80", "100", True)
    assert SaveJournal.objects.count() == 16
    again = open_demo_session(county.justice, [], AT, exam=session.exam, title="第二场")
    assert again.exam == session.exam
