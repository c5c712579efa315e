"""A regrade: exactly what marking everything anew would give, decided by two others, applied once, hash and all."""

import random

import pytest

from enforcement.errors import NotAllowed, NotFound
from enforcement.jobs.models import Job
from enforcement.ledger.queries import body_of, faults, history_of
from exams.demo_sitting import sit_through
from exams.mark import mark
from exams.marking.apply_regrade import apply_regrade
from exams.marking.difference import differences, sha256_of
from exams.marking.grading import current_key_sets, graded
from exams.marking.groups import corrected_keys
from exams.marking.human import points_by_people
from exams.marking.mark_waiting import mark_waiting
from exams.marking.propose_regrade import NothingToRegrade, ReasonNeeded, RegradeOpen, propose_regrade
from exams.marking.remark import RegradeUnderWay, remark
from exams.marking.summary import summary_of
from exams.marking.vote_regrade import NotOpenToVote, OwnRegrade, SpokenAlready, vote_regrade
from exams.marking.work_out_regrade import work_out_regrade
from exams.models import GradeRun, RegradeLine, RegradeProposal, RegradeVoice, Result, Sitting
from exams.scoring import Rules
from tests.factories.exams import AT, a_county, actor_for, an_officer, an_open_session, minutes
from tests.factories.exams_marking import (
    RIGHT,
    a_words_session,
    another_administrator,
    correct_key,
    hand_in,
    mark_as,
    markers_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
AFTER = AT + minutes(90)
COLUMNS = ("points", "total", "pass_mark", "passed", "passed_on", "by_law", "item_answers", "item_points", "keys",
           "paper_sha256", "answers_sha256", "rules", "person_id", "session_id", "subject")  # fmt: skip


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def two(county):
    return [actor_for(another_administrator(county)) for _ in range(2)]


@pytest.fixture
def session(county):
    """Seven papers of every type, short answers marked by people, all with results."""
    people = [an_officer(county.bureau) for _ in range(7)]
    session = a_words_session(county, people)
    readers = markers_of(session, county, 2)
    chance = random.Random(5)
    for person in people:
        answers = {item: given for item, given in RIGHT.items() if chance.random() < 0.7}
        answers |= {2: chance.choice([0b0110, 0b0010, 0b1001, 0])} | {0: chance.choice([1, 2, 4])}
        answers |= {4: [chance.choice(["罚款", "罚 金", "警告"]) for _ in range(3)]} if 4 in answers else {}
        sitting = hand_in(session, person, answers)
        for item in {5, 6} & answers.keys():
            got = chance.randrange(0, 500)
            for reader in readers:
                mark_as(reader, sitting, item, got)
    assert mark_waiting(at=AFTER) == 7
    return session


def proposed(county, session):
    made = propose_regrade(exam_id=session.exam_id, by=county.by, at=AFTER, reason="第2题答案有误")
    return work_out_regrade(proposal_id=made.pk, at=AFTER)


def approved(county, session, two):
    proposal = proposed(county, session)
    for by in two:
        proposal = vote_regrade(proposal_id=proposal.pk, by=by, at=AFTER, agrees=True)
    return proposal


def anew(result):
    """Return what marking the paper from nothing gives with the keys of now."""
    sitting = Sitting.objects.select_related("candidate", "session__exam__agency").get(pk=result.sitting_id)
    exam, rules = sitting.session.exam, Rules.from_json(result.rules)
    human = points_by_people([sitting], exam.agency, rules).get(sitting.pk, {})
    keys = current_key_sets([sitting.form_id])[sitting.form_id]
    return graded(sitting=sitting, exam=exam, rules=rules, keys=keys, human=human, at=AFTER)


CORRECTIONS = {
    "another option is right": {0: {"mask": 2}},
    "several are accepted": {0: {"masks": [1, 2], "status": "accept_multiple"}},
    "multiple": {2: {"mask": 0b0010}},
    "void with full marks": {1: {"status": "void_full_marks"}},
    "taken out": {1: {"status": "void_removed"}},
    "more words": {4: {"texts": [["罚款"], ["没收", "警告"], ["警告"]]}},
    "words taken out": {4: {"status": "void_removed"}},
    "a short answer is void": {5: {"status": "void_full_marks"}},
    "much at once": {
        0: {"mask": 4}, 2: {"status": "void_removed"}, 3: {"status": "void_removed"},
        4: {"texts": [["警告"]] * 3}, 6: {"status": "void_full_marks"},
    },
    "all of one kind out": {n: {"status": "void_removed"} for n in range(6)},
}  # fmt: skip


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_regrade_gives_just_what_marking_everything_anew_gives(county, session, two, name):
    versions = session.forms.get().item_versions
    for place, facts in CORRECTIONS[name].items():
        correct_key(versions[place], **facts)
    old = {row.pk: row for row in Result.objects.all()}
    proposal = approved(county, session, two)
    done = apply_regrade(proposal_id=proposal.pk, at=AFTER)
    assert (done.proposal.state, done.written) == ("applied", 7)
    current = list(Result.objects.filter(superseded_by=None))
    assert {row.supersedes_id for row in current} == set(old)
    for row in current:
        expected = anew(row)
        assert {c: getattr(row, c) for c in COLUMNS} == {c: getattr(expected, c) for c in COLUMNS}
    lines = {line.result_id: line for line in RegradeLine.objects.all()}
    for row in current:
        before = old[row.supersedes_id]
        line = lines.get(before.pk)
        assert (line is not None) == ((row.points, row.item_points) != (before.points, before.item_points))
        if line:
            assert (line.old_points, line.new_points) == (before.points, row.points)
            assert (line.old_passed, line.new_passed) == (before.passed, row.passed)
    assert proposal.summary["changed"] == len(lines)
    assert proposal.summary["looked"] == 7
    assert list(faults()) == []
    assert corrected_keys(session.exam_id) == []


def test_corrections_one_after_the_other_end_where_both_at_once_would(county, session, two):
    versions = session.forms.get().item_versions
    for facts in ({"status": "void_removed"}, {"status": "normal", "mask": 1}):
        correct_key(versions[1], **facts)
        apply_regrade(proposal_id=approved(county, session, two).pk, at=AFTER)
    current = Result.objects.filter(superseded_by=None)
    assert current.count() == 7
    assert Result.objects.count() == 21
    for row in current:
        assert {c: getattr(row, c) for c in COLUMNS} == {c: getattr(anew(row), c) for c in COLUMNS}


def test_working_it_out_again_gives_the_same_hash_and_another_key_another(county, session):
    versions = session.forms.get().item_versions
    key = correct_key(versions[1], status="void_full_marks")
    proposal = proposed(county, session)
    exam = session.exam
    assert sha256_of(differences(exam, [key.pk])) == proposal.sha256 == sha256_of(differences(exam, [key.pk]))
    other = correct_key(versions[1], status="void_removed")
    assert sha256_of(differences(exam, [other.pk])) != proposal.sha256
    assert work_out_regrade(proposal_id=proposal.pk, at=AFTER) == proposal
    assert RegradeLine.objects.filter(proposal=proposal).count() == proposal.summary["changed"]


def test_nothing_is_proposed_without_a_corrected_key_a_reason_or_the_duty(county, session):
    facts = {"exam_id": session.exam_id, "by": county.by, "at": AFTER, "reason": "x"}
    with pytest.raises(NothingToRegrade):
        propose_regrade(**facts)
    correct_key(session.forms.get().item_versions[1], status="void_full_marks")
    for kind, change in (
        (ReasonNeeded, {"reason": " "}), (NotFound, {"exam_id": 0}), (NotAllowed, {"by": actor_for(an_officer(county.bureau))}),
    ):  # fmt: skip
        with pytest.raises(kind):
            propose_regrade(**{**facts, **change})
    assert (RegradeProposal.objects.count(), Job.objects.count()) == (0, 0)
    made = propose_regrade(**facts)
    assert (made.state, Job.objects.get().arguments) == ("working", {"proposal_id": made.pk})
    assert history_of(f"exam:{session.exam_id}").last().verb == "exam.propose_regrade"
    with pytest.raises(RegradeOpen):
        propose_regrade(**facts)


def test_two_others_decide_and_everybody_speaks_once(county, session, two):
    correct_key(session.forms.get().item_versions[1], status="void_full_marks")
    made = propose_regrade(exam_id=session.exam_id, by=county.by, at=AFTER, reason="x")
    facts = {"proposal_id": made.pk, "at": AFTER, "agrees": True}
    with pytest.raises(NotOpenToVote):
        vote_regrade(**facts, by=two[0])
    work_out_regrade(proposal_id=made.pk, at=AFTER)
    with pytest.raises(OwnRegrade):
        vote_regrade(**facts, by=county.by)
    with pytest.raises(NotAllowed):
        vote_regrade(**facts, by=actor_for(an_officer(county.bureau)))
    with pytest.raises(NotFound):
        vote_regrade(**{**facts, "proposal_id": 0}, by=two[0])
    assert vote_regrade(**facts, by=two[0]).state == "proposed"
    with pytest.raises(SpokenAlready):
        vote_regrade(**facts, by=two[0])
    with pytest.raises(ReasonNeeded):
        vote_regrade(**{**facts, "agrees": False}, by=two[1])
    assert apply_regrade(proposal_id=made.pk, at=AFTER).written == 0
    assert vote_regrade(**facts, by=two[1]).state == "approved"
    assert Job.objects.filter(kind="exams.apply_regrade").count() == 1
    assert (RegradeVoice.objects.count(), Result.objects.count()) == (2, 7)
    assert [e.verb for e in history_of(f"exam:{session.exam_id}")][-2:] == ["exam.agree_to_regrade"] * 2


def test_one_no_refuses_and_the_proposer_may_take_it_back(county, session, two):
    correct_key(session.forms.get().item_versions[1], status="void_full_marks")
    for by in (two[0], county.by):
        made = proposed(county, session)
        assert vote_regrade(proposal_id=made.pk, by=by, at=AFTER, agrees=False, note="再核对").state == "refused"
        assert history_of(f"exam:{session.exam_id}").last().verb == "exam.refuse_regrade"
    assert Result.objects.count() == 7


def test_what_was_applied_is_on_the_ledger_of_the_exam_and_of_each_paper(county, session, two):
    correct_key(session.forms.get().item_versions[1], status="void_full_marks")
    proposal = approved(county, session, two)
    apply_regrade(proposal_id=proposal.pk, at=AFTER)
    run = GradeRun.objects.get()
    entries = {e.verb: body_of(e) for e in history_of(f"exam:{session.exam_id}")}
    assert entries["exam.regrade"]["sha256"] == proposal.sha256
    assert entries["exam.regrade"]["approved_by"] == sorted(by.person_id for by in two)
    assert entries["exam.applied_regrade"]["run"] == run.pk
    assert (run.kind, run.results, run.reason) == ("regrade", 7, "第2题答案有误")
    for row in Result.objects.filter(superseded_by=None):
        entry = history_of(f"sitting:{row.sitting_id}").last()
        body = body_of(entry)
        assert (entry.verb, body["result"], body["supersedes"]) == ("exam.supersede", row.pk, row.supersedes_id)
        assert (body["run"], body["points"], row.run_id) == (run.pk, row.points, run.pk)


class Killed(BaseException):
    """End the process at once."""


def test_broken_off_it_goes_on_where_it_stopped_and_writes_nothing_twice(county, session, two, monkeypatch):
    monkeypatch.setattr("exams.marking.apply_regrade.CHUNK", 3)
    correct_key(session.forms.get().item_versions[1], status="void_removed")
    proposal = approved(county, session, two)

    def kill(done, _all):
        if done == 3:
            raise Killed

    with pytest.raises(Killed):
        apply_regrade(proposal_id=proposal.pk, at=AFTER, report=kill)
    assert Result.objects.filter(superseded_by=None, supersedes__isnull=False).count() == 3
    with pytest.raises(RegradeUnderWay):
        remark(sitting_id=Sitting.objects.first().pk, by=county.by, at=AFTER, kind="late", reason="x")
    done = apply_regrade(proposal_id=proposal.pk, at=AFTER)
    assert (done.written, done.proposal.state, GradeRun.objects.count()) == (4, "applied", 1)
    assert Result.objects.filter(superseded_by=None, supersedes__isnull=False).count() == 7
    assert apply_regrade(proposal_id=proposal.pk, at=AFTER).written == 0
    assert Result.objects.count() == 14
    assert list(faults()) == []


def test_what_changed_between_proposal_and_application_refuses_it_whole(county, session, two):
    versions = session.forms.get().item_versions
    correct_key(versions[1], status="void_full_marks")
    proposal = approved(county, session, two)
    correct_key(versions[0], mask=4)
    done = apply_regrade(proposal_id=proposal.pk, at=AFTER)
    assert (done.proposal.state, done.written, Result.objects.count()) == ("refused", 0, 7)
    assert done.proposal.summary["fault"] == "RegradeStale"
    again = approved(county, session, two)
    assert set(again.keys) > set(proposal.keys)
    assert apply_regrade(proposal_id=again.pk, at=AFTER).written == 7


def test_a_result_written_meanwhile_with_the_new_keys_is_left_as_it_is(county, two):
    people = [an_officer(county.bureau) for _ in range(2)]
    session = an_open_session(county, people, forms=1)
    sit_through(session, people[0], 0.5, AT)
    correct_key(session.forms.get().item_versions[0], status="void_full_marks")
    proposal = approved(county, session, two)
    late = sit_through(session, people[1], 0.5, AT)
    assert apply_regrade(proposal_id=proposal.pk, at=AFTER).written == 1
    assert mark(sitting_id=late.sitting_id, at=AFTER) == late


def test_a_proposal_that_cannot_be_worked_out_says_why_and_makes_room(county, session):
    for version_id in session.forms.get().item_versions:
        correct_key(version_id, status="void_removed")
    found = proposed(county, session)
    assert (found.state, RegradeLine.objects.count()) == ("refused", 0)
    assert found.summary["fault"] == "NothingToMark"
    with pytest.raises(NotFound):
        work_out_regrade(proposal_id=0, at=AFTER)
    with pytest.raises(NotFound):
        apply_regrade(proposal_id=0, at=AFTER)


def test_an_answer_that_nobody_read_because_its_question_was_void_stops_taking_that_back(county, two):
    person = an_officer(county.bureau)
    session = a_words_session(county, [person])
    versions = session.forms.get().item_versions
    for place in (5, 6):
        correct_key(versions[place], status="void_full_marks")
    hand_in(session, person, RIGHT)
    assert mark_waiting(at=AFTER) == 1
    correct_key(versions[5], status="normal")
    assert proposed(county, session).summary["fault"] == "WaitsForMarkers"


def test_the_pass_day_of_a_regrade_is_that_of_the_paper_and_a_lost_pass_is_counted(county, two):
    people = [an_officer(county.bureau) for _ in range(2)]
    session = an_open_session(county, people, forms=1)
    sit_through(session, people[0], 5 / 8, AT)
    sit_through(session, people[1], 4 / 8, AT)
    passed = Result.objects.get(passed=True)
    place = next(n for n, got in enumerate(passed.item_points) if got)
    correct_key(session.forms.get().item_versions[place], mask=0b10000000)
    first = approved(county, session, two)
    assert (first.summary["lost"], first.summary["gained"]) == (1, 0)
    apply_regrade(proposal_id=first.pk, at=AFTER)
    assert not Result.objects.filter(superseded_by=None, passed=True).exists()
    correct_key(session.forms.get().item_versions[place], status="void_full_marks")
    second = approved(county, session, two)
    apply_regrade(proposal_id=second.pk, at=AFTER + minutes(60 * 24 * 30))
    for row in Result.objects.filter(superseded_by=None, passed=True):
        assert row.passed_on == passed.passed_on
    assert second.summary["gained"] >= 1


def test_the_figures_count_by_session_and_size_and_leave_void_papers_out_of_passes():
    import numpy as np

    def columns(*rows):
        return tuple(np.array(column) for column in zip(*rows, strict=True))

    found = summary_of(
        [columns((1, 0, 500, 600, 0, 1), (1, 0, 600, 450, 1, 0), (2, 1, 600, 400, 1, 0)), columns((2, 0, 1, 1, 0, 0))],
        looked=9, titles={1: "第一场"},
    )  # fmt: skip
    assert {k: found[k] for k in ("looked", "up", "down", "gained", "lost", "void")} == {
        "looked": 9, "up": 1, "down": 2, "gained": 1, "lost": 1, "void": 1,
    }  # fmt: skip
    assert found["histogram"] == [[-2, 2], [0, 1], [1, 1]]
    assert [(row["session"], row["title"], row["up"], row["down"]) for row in found["sessions"]] == [
        (1, "第一场", 1, 1), (2, "", 0, 1),
    ]  # fmt: skip
