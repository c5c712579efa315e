"""Acts after the sitting, twice at once on two connections: what must happen once happens once."""

import threading

import pytest
from django.db import connections

from enforcement.errors import Refusal
from enforcement.ledger.queries import faults
from exams.demo_sitting import sit_through
from exams.marking.apply_regrade import apply_regrade
from exams.marking.decide_appeal import decide_appeal
from exams.marking.file_appeal import file_appeal
from exams.marking.mark_waiting import mark_waiting
from exams.marking.propose_regrade import propose_regrade
from exams.marking.recheck_appeal import recheck_appeal
from exams.marking.vote_regrade import vote_regrade
from exams.models import Appeal, GradeRun, HumanMark, RegradeProposal, Result, Sitting
from exams.submit import submit
from tests.factories.exams import AT, a_county, a_sitting, actor_for, an_officer, an_open_session
from tests.factories.exams_marking import (
    RIGHT,
    a_regrade_proposal,
    a_words_session,
    an_appeal,
    another_administrator,
    correct_key,
    hand_in,
    mark_as,
    markers_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run acts together, each on a connection of its own; return what each gave or how it was refused."""
    gate, said = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n, act):
        gate.wait()
        try:
            said[n] = act()
        except Refusal as refusal:
            said[n] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def successes(said):
    return [s for s in said if s is not None and not isinstance(s, Refusal)]


def test_two_markers_at_once_give_a_first_and_a_second_mark():
    county = a_county()
    person = an_officer(county.bureau)
    session = a_words_session(county, [person])
    sitting = hand_in(session, person, RIGHT)
    three = markers_of(session, county)
    said = at_once(*(lambda one=one: mark_as(one, sitting, 5, 400) for one in three))
    assert len(successes(said)) == 2
    assert sorted(HumanMark.objects.values_list("part", flat=True)) == ["first", "second"]
    assert list(faults()) == []


def test_two_processes_that_mark_at_once_write_each_result_once():
    sitting = a_sitting()
    submit(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={})
    said = at_once(lambda: mark_waiting(at=AT), lambda: mark_waiting(at=AT))
    assert (sum(said), Result.objects.count()) == (1, 1)
    assert list(faults()) == []


def test_an_appeal_filed_rechecked_and_decided_twice_at_once_is_so_once():
    county = a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county, [person])
    result = sit_through(session, person, 0.5, AT)
    file = lambda: file_appeal(sitting_id=result.sitting_id, by=actor_for(person), at=AT, items=[], reason="x")  # noqa: E731
    assert len(successes(at_once(file, file))) == Appeal.objects.count() == 1
    appeal = an_appeal(county)
    check = lambda: recheck_appeal(appeal_id=appeal.pk, by=county.by, at=AT, words="无误")  # noqa: E731
    assert len(successes(at_once(check, check))) == 1
    by = actor_for(another_administrator(county))
    decide = lambda: decide_appeal(appeal_id=appeal.pk, by=by, at=AT, outcome="upheld", grounds="x")  # noqa: E731
    assert len(successes(at_once(decide, decide))) == 1


def test_a_regrade_proposed_voted_and_applied_twice_at_once_is_so_once():
    county = a_county()
    proposal = a_regrade_proposal(county)
    exam_id = proposal.exam_id
    by = [actor_for(another_administrator(county)) for _ in range(3)]
    said = at_once(*(lambda one=one: vote_regrade(proposal_id=proposal.pk, by=one, at=AT, agrees=True) for one in by))
    assert len(successes(said)) == 2
    at_once(*(lambda: apply_regrade(proposal_id=proposal.pk, at=AT) for _ in range(2)))
    assert RegradeProposal.objects.get().state == "applied"
    assert (GradeRun.objects.count(), Result.objects.count()) == (1, 2)
    correct_key(Sitting.objects.get().form.item_versions[1], status="void_full_marks")
    go = lambda: propose_regrade(exam_id=exam_id, by=county.by, at=AT, reason="x")  # noqa: E731
    assert len(successes(at_once(go, go))) == 1
    assert list(faults()) == []
