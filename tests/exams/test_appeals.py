"""Appeals: filed in time by the candidate, re-checked by one person, decided by another, never by editing a result."""

from datetime import date, timedelta

import pytest

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, faults, history_of
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.set_parameter import set_parameter
from exams.demo_sitting import sit_through
from exams.marking.appeal_window import last_day
from exams.marking.apply_regrade import apply_regrade
from exams.marking.decide_appeal import NothingChanged, RecheckerDecides, decide_appeal
from exams.marking.file_appeal import AppealedAlready, AppealTooLate, NoSuchQuestion, NotSeenYet, file_appeal
from exams.marking.propose_regrade import ReasonNeeded, propose_regrade
from exams.marking.recheck_appeal import AppealMovedOn, MarkedBefore, NotInWords, OwnAppeal, recheck_appeal
from exams.marking.vote_regrade import vote_regrade
from exams.marking.work_out_regrade import work_out_regrade
from exams.models import Appeal, GradeRun, HumanMark, Result, SaveJournal, Sitting
from exams.open_session import close_session
from exams.release_session import release_session
from tests.factories.exams import AT, a_county, actor_for, an_officer, an_open_session, minutes
from tests.factories.exams_marking import an_appeal, another_administrator, correct_key

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = AT + minutes(90)


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def appeal(county):
    return an_appeal(county)


@pytest.fixture
def other(county):
    return actor_for(another_administrator(county))


def number_of(appeal, type_):
    found = recheck_items(appeal)
    return next(item["number"] for item in found if item["type"] == type_)


def recheck_items(appeal):
    from exams.marking.findings import findings

    sitting = Sitting.objects.select_related("session__exam__agency").get(pk=appeal.result.sitting_id)
    return findings(sitting=sitting, result=appeal.result)["items"]


def rechecked(appeal, by, marks=None, words="经复核，评分无误。"):
    return recheck_appeal(appeal_id=appeal.pk, by=by, at=AFTER, words=words, marks=marks)


def filed(county, person, result, at=AT, items=(1,), reason="请复核"):
    return file_appeal(sitting_id=result.sitting_id, by=actor_for(person), at=at, items=items, reason=reason)


def a_sat_session(county, **facts):
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], forms=1, **facts)
    return session, person, sit_through(session, person, 0.5, AT)


def test_a_candidate_appeals_once_in_time_with_questions_and_a_reason(county):
    _session, person, result = a_sat_session(county)
    for kind, facts in ((NoSuchQuestion, {"items": [9]}), (ReasonNeeded, {"reason": " "}),
                        (AppealTooLate, {"at": AT + timedelta(days=12)})):  # fmt: skip
        with pytest.raises(kind):
            filed(county, person, result, **facts)
    with pytest.raises(NotFound):
        filed(county, an_officer(county.bureau), result)
    assert not Appeal.objects.exists()
    made = filed(county, person, result, items=[3, 1, 3])
    assert (made.items, made.state, made.result) == ([1, 3], "filed", result)
    entry = history_of(f"sitting:{result.sitting_id}").last()
    assert (entry.verb, entry.actor["person_id"], body_of(entry)["items"]) == ("exam.file_appeal", person.pk, [1, 3])
    with pytest.raises(AppealedAlready):
        filed(county, person, result)


def test_the_days_count_from_the_release_in_working_or_calendar_days(county):
    session, person, result = a_sat_session(county, release_at_once=False)
    with pytest.raises(NotSeenYet):
        filed(county, person, result)
    close_session(session_id=session.pk, by=county.by, at=AFTER)
    release_session(session_id=session.pk, by=county.by, at=AT + timedelta(days=3))
    result.refresh_from_db()
    assert last_day(result) == date(2026, 11, 12)  # Thursday 5 November and five working days
    set_parameter(
        agency=county.justice, by=SYSTEM, at=AT, code="exam.appeal_day_kind", value="calendar", from_on=AT.date(),
        source="试验文件1号",
    )  # fmt: skip
    assert last_day(result) == date(2026, 11, 10)
    assert filed(county, person, result, at=AT + timedelta(days=8)).state == "filed"


def test_a_recheck_shows_that_paper_answers_journal_and_points_are_what_the_result_says(county, appeal):
    done = rechecked(appeal, county.by)
    assert {name: done.recheck[name] for name in ("paper", "answers", "journal", "points")} == dict.fromkeys(
        ("paper", "answers", "journal", "points"), True
    )
    assert (done.recheck["again"], done.recheck["corrected"], done.state) == (appeal.result.points, [], "rechecked")
    assert history_of(f"sitting:{appeal.result.sitting_id}").last().verb == "exam.recheck_appeal"
    assert list(faults()) == []


def test_a_recheck_finds_a_changed_answer_a_missing_save_and_a_corrected_key(county, appeal):
    sitting = appeal.result.sitting
    Sitting.objects.filter(pk=sitting.pk).update(answers=[sitting.answers[0] ^ 1, *sitting.answers[1:]])
    correct_key(sitting.form.item_versions[0], status="void_full_marks")
    found = rechecked(appeal, county.by).recheck
    assert (found["answers"], found["journal"], found["paper"]) == (False, False, True)
    assert len(found["corrected"]) == 1
    assert SaveJournal.objects.filter(sitting=sitting).count() == 1


def test_other_points_for_an_answer_in_words_supersede_the_result_after_another_persons_decision(county, appeal, other):
    number = number_of(appeal, "short_answer")
    rechecked(appeal, county.by, {number: 500}, "漏判一个要点")
    old = appeal.result
    assert Result.objects.count() == 1
    done = decide_appeal(appeal_id=appeal.pk, by=other, at=AFTER, outcome="changed", grounds="补给一分")
    new = Result.objects.get(superseded_by=None)
    assert (done.state, done.outcome, new.supersedes, new.points) == ("decided", "changed", old, old.points + 100)
    mark = HumanMark.objects.get(part="appeal")
    assert (mark.points, mark.person_id, GradeRun.objects.get().kind) == (500, county.admin.pk, "appeal")
    assert [e.verb for e in history_of(f"sitting:{old.sitting_id}")][-2:] == ["exam.supersede", "exam.decide_appeal"]
    assert Result.objects.get(pk=old.pk).points == old.points
    with pytest.raises(AppealedAlready):
        filed(county, appeal.person, new)
    assert list(faults()) == []


def test_a_result_that_stands_is_left_alone_and_the_grounds_are_kept(county, appeal, other):
    rechecked(appeal, county.by)
    done = decide_appeal(appeal_id=appeal.pk, by=other, at=AFTER, outcome="upheld", grounds="评分符合标准")
    assert (done.decision, done.decided_by_id, Result.objects.count()) == ("评分符合标准", other.person_id, 1)


def refused(kind, act, appeal, **facts):
    before = Appeal.objects.values().get(pk=appeal.pk)
    with pytest.raises(kind):
        act(appeal_id=appeal.pk, at=AFTER, **facts)
    assert Appeal.objects.values().get(pk=appeal.pk) == before
    assert (Result.objects.count(), HumanMark.objects.filter(part="appeal").count()) == (1, 0)


def test_steps_out_of_order_by_the_wrong_person_or_without_words_change_nothing(county, appeal, other):
    in_words, choice = number_of(appeal, "short_answer"), number_of(appeal, "single")
    check = {"by": county.by, "words": "无误"}
    refused(AppealMovedOn, decide_appeal, appeal, by=other, outcome="upheld", grounds="x")
    refused(ReasonNeeded, recheck_appeal, appeal, **{**check, "words": " "})
    refused(NotAllowed, recheck_appeal, appeal, **{**check, "by": actor_for(an_officer(county.bureau))})
    grant(person=appeal.person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    refused(OwnAppeal, recheck_appeal, appeal, **{**check, "by": actor_for(appeal.person)})
    for marks in ({choice: 100}, {in_words: 5000}, {in_words: -1}, {99: 1}):
        refused(NotInWords, recheck_appeal, appeal, **check, marks=marks)
    reader = HumanMark.objects.first().person
    grant(person=reader, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    refused(MarkedBefore, recheck_appeal, appeal, by=actor_for(reader), words="x", marks={in_words: 1})
    rechecked(appeal, county.by)
    refused(AppealMovedOn, recheck_appeal, appeal, **check)
    refused(RecheckerDecides, decide_appeal, appeal, by=county.by, outcome="upheld", grounds="x")
    refused(ReasonNeeded, decide_appeal, appeal, by=other, outcome="upheld", grounds=" ")
    refused(NothingChanged, decide_appeal, appeal, by=other, outcome="changed", grounds="x")
    with pytest.raises(NotFound):
        decide_appeal(appeal_id=0, by=other, at=AFTER, outcome="upheld", grounds="x")


def test_a_wrong_key_is_corrected_for_everybody_and_the_appeal_then_says_changed(county, appeal, other):
    exam = appeal.result.session.exam
    correct_key(appeal.result.sitting.form.item_versions[0], status="void_removed")
    rechecked(appeal, county.by)
    made = propose_regrade(exam_id=exam.pk, by=county.by, at=AFTER, reason="答案有误")
    work_out_regrade(proposal_id=made.pk, at=AFTER)
    for by in (other, actor_for(another_administrator(county))):
        vote_regrade(proposal_id=made.pk, by=by, at=AFTER, agrees=True)
    apply_regrade(proposal_id=made.pk, at=AFTER)
    done = decide_appeal(appeal_id=appeal.pk, by=other, at=AFTER, outcome="changed", grounds="答案更正后已重新评分")
    assert (done.outcome, Result.objects.count(), GradeRun.objects.get().kind) == ("changed", 2, "regrade")
