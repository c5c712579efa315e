"""Marking: many at once as one by one, closed in each way, and one paper again in place of its result."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from enforcement.ledger.queries import body_of, faults, history_of
from exams.demo_sitting import sit_through
from exams.forms_frozen import content_of
from exams.mark import IsVoid, mark
from exams.marking.mark_waiting import mark_waiting, waiting_of
from exams.marking.remark import RegradeUnderWay, remark, supersede
from exams.models import GradeRun, RegradeProposal, Result, Sitting
from exams.save import save
from exams.scoring import Rules
from exams.sitting_refusals import SittingNotFound
from exams.submit import submit
from tests.factories.exams import AT, a_county, a_result, a_sitting, an_officer, an_open_session, minutes

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = AT + minutes(90)
SAME = ("points", "total", "passed", "passed_on", "by_law", "item_answers", "item_points", "keys", "paper_sha256",
        "answers_sha256", "rules")  # fmt: skip


@pytest.fixture
def county():
    return a_county()


def verbs(sitting_id):
    return [entry.verb for entry in history_of(f"sitting:{sitting_id}")]


def submitted(sitting, delta=None):
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta=delta or {})
    return sitting


def set_state(sitting, state, **columns):
    """Bring a row to a state that acts of other areas lead to."""
    Sitting.objects.filter(pk=sitting.pk).update(state=state, **columns)


def change_answer(sitting_id, slot=0, mask=2):
    """Take in an answer that came late."""
    answers = Sitting.objects.get(pk=sitting_id).answers
    Sitting.objects.filter(pk=sitting_id).update(answers=[*answers[:slot], mask, *answers[slot + 1 :]])


def test_many_papers_are_marked_as_each_alone_would_be(county, monkeypatch):
    monkeypatch.setattr("exams.marking.mark_waiting.CHUNK", 2)
    people = [an_officer(county.bureau) for _ in range(5)]
    session = an_open_session(county, people)
    for n, person in enumerate(people):
        sit_through(session, person, n / 4, AT)
    alone = {row.sitting_id: row for row in Result.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; DELETE FROM exams_result; DELETE FROM ledger_entry;"
                       "SET session_replication_role = DEFAULT")  # fmt: skip
    said = []
    assert (waiting_of(session.pk), mark_waiting(at=AT, report=said.append)) == (5, 5)
    assert (said, waiting_of(session.pk)) == ([2, 4, 5], 0)
    for row in Result.objects.all():
        assert {name: getattr(row, name) for name in SAME} == {
            name: getattr(alone[row.sitting_id], name) for name in SAME
        }
        assert verbs(row.sitting_id) == ["exam.start", "exam.submit", "exam.result"]
    assert list(faults()) == []
    assert mark_waiting(at=AT) == 0


def test_the_number_of_statements_does_not_grow_with_the_papers(county):
    people = [an_officer(county.bureau) for _ in range(6)]
    session = an_open_session(county, people, forms=1)
    content_of(session.forms.get().pk)
    counted = []
    for group in (people[:1], people[1:]):
        for person in group:
            submitted(begin(session, person))
        with CaptureQueriesContext(connection) as caught:
            assert mark_waiting(at=AT) == len(group)
        counted.append(len(caught))
    assert counted[0] == counted[1]


def begin(session, person):
    from exams.start import start

    sitting = Sitting.objects.get(session=session, candidate__person=person)
    start(sitting_id=sitting.pk, at=AT, honour=True)
    return sitting


def test_a_paper_taken_in_by_the_proctor_is_marked_and_a_void_one_is_not(county):
    ended, void = a_sitting(county), a_sitting(county)
    set_state(ended, "terminated", closed_at=AT)
    set_state(void, "voided", prior="running", stopped_at=AT)
    assert mark_waiting(at=AT) == 1
    assert verbs(ended.pk) == ["exam.start", "exam.result"]
    with pytest.raises(IsVoid):
        mark(sitting_id=void.pk, at=AFTER)
    assert Result.objects.get().sitting == ended
    assert body_of(history_of(f"sitting:{ended.pk}").last())["answers_sha256"] == Result.objects.get().answers_sha256


def test_a_start_that_only_the_journal_knows_is_entered_first(county):
    sitting = submitted(a_sitting(county))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; DELETE FROM ledger_entry;"
                       "SET session_replication_role = DEFAULT")  # fmt: skip
    mark(sitting_id=sitting.pk, at=AFTER)
    first = history_of(f"sitting:{sitting.pk}").first()
    sitting.refresh_from_db()
    assert (first.verb, first.at, first.actor["person_id"]) == (
        "exam.start", sitting.started_at, sitting.candidate.person_id,
    )  # fmt: skip
    assert verbs(sitting.pk) == ["exam.start", "exam.submit", "exam.result"]
    assert list(faults()) == []


def test_a_paper_marked_again_supersedes_its_result_and_the_old_one_stays(county):
    sitting = submitted(a_sitting(county))
    old = mark(sitting_id=sitting.pk, at=AT)
    change_answer(sitting.pk, mask=3)
    new = remark(sitting_id=sitting.pk, by=county.by, at=AFTER, kind="late", reason="断网")
    assert (new.supersedes, new.made_at, new.keys, new.pass_mark) == (old, AFTER, old.keys, old.pass_mark)
    assert new.answers_sha256 != old.answers_sha256
    run = GradeRun.objects.get()
    assert (run.kind, run.results, run.reason, new.run, run.exam) == ("late", 1, "断网", run, sitting.session.exam)
    entry = history_of(f"sitting:{sitting.pk}").last()
    body = body_of(entry)
    assert (entry.verb, entry.actor["name"]) == ("exam.supersede", "考务")
    assert (body["supersedes"], body["result"], body["kind"], body["reason"]) == (old.pk, new.pk, "late", "断网")
    assert Result.objects.get(pk=old.pk).answers_sha256 == old.answers_sha256
    assert mark(sitting_id=sitting.pk, at=AFTER) == new
    assert list(faults()) == []


def test_marking_again_what_did_not_change_writes_nothing(county):
    result = a_result()
    assert remark(sitting_id=result.sitting_id, by=county.by, at=AFTER, kind="late", reason="x") == result
    unmarked = submitted(a_sitting(county))
    assert remark(sitting_id=unmarked.pk, by=county.by, at=AFTER, kind="late", reason="x") is None
    assert (Result.objects.count(), GradeRun.objects.count()) == (1, 0)
    with pytest.raises(SittingNotFound):
        remark(sitting_id=0, by=county.by, at=AFTER, kind="late", reason="x")


def test_one_paper_is_not_marked_again_while_all_are(county):
    result = a_result()
    exam = result.session.exam
    RegradeProposal.objects.create(
        exam=exam, reason="x", state="approved", keys=[], proposed_at=AT, proposed_by=county.admin
    )
    change_answer(result.sitting_id, mask=3)
    with pytest.raises(RegradeUnderWay):
        remark(sitting_id=result.sitting_id, by=county.by, at=AFTER, kind="late", reason="x")
    assert Result.objects.count() == 1


def test_an_act_may_mark_again_in_its_own_transaction_alone(county):
    result = a_result()
    change_answer(result.sitting_id, mask=3)
    facts = {"sitting_id": result.sitting_id, "by": county.by, "at": AFTER, "kind": "late", "reason": "x"}
    with pytest.raises(TransactionManagementError):
        supersede(**facts)
    with transaction.atomic():
        assert supersede(**facts).supersedes == result
        transaction.set_rollback(True)
    assert Result.objects.count() == 1


def test_answers_saved_before_the_end_count_when_time_is_over(county):
    sitting = a_sitting(county)
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1})
    assert mark_waiting(at=AFTER) == 1
    assert verbs(sitting.pk) == ["exam.start", "exam.expire", "exam.result"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("all_or_nothing", "多选、少选、错选均不得分"), ("subset", "按比例"), ("subset_fixed", "每个正确选项得0.5分"),
        ("per_option", "按选项逐个计分"), ("right_minus_wrong", "错选一项扣除"),
    ],
)  # fmt: skip
def test_every_rule_of_multiple_choice_is_said_before_the_start(rule, words):
    with translation.override("zh-hans"):
        assert words in render_to_string("exams/marking/_rule.html", {"rules": Rules(multiple_rule=rule)})
