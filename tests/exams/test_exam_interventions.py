"""Interventions: each does what it says to whom it names, on the ledger, and a refused one changes nothing."""

import json
from datetime import timedelta

import pytest

from enforcement.actor import SYSTEM
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.models import Entry
from exams.close_expired import close_expired
from exams.mark import mark
from exams.models import Candidate, Intervention, Proctor, Session
from exams.proctoring.admit_late import NobodyToAdmit, WrongUntil, admit_late
from exams.proctoring.check_in import NobodyToCheckIn, OneByOne, check_in
from exams.proctoring.extend import NobodyToExtend, WrongSeconds, extend
from exams.proctoring.intervention import ReasonNeeded, SessionNotOpen
from exams.proctoring.override_browser import AnyBrowser, override_browser
from exams.proctoring.pause import NobodyToPause, pause
from exams.proctoring.reinstate import NobodyToReinstate, reinstate
from exams.proctoring.reopen import NobodyToReopen, WrongTime, reopen
from exams.proctoring.resume import NobodyToResume, resume
from exams.proctoring.scope import Scope
from exams.proctoring.terminate import NobodyToTerminate, terminate
from exams.proctoring.undo_check_in import NamedOneByOne, NobodyChecked, undo_check_in
from exams.proctoring.void import NobodyToVoid, void
from exams.proctoring.words import done_words
from exams.submit import submit
from tests.exams.watching import WHY, World
from tests.factories.exams import AT, actor_for, an_officer, minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def refused(world, kind, act, scope=None, field="", **facts):
    before = world.picture()
    with pytest.raises(kind) as caught:
        world.do(act, scope, **facts)
    assert caught.value.field == field
    assert world.picture() == before
    return str(caught.value)


def last_entry(world):
    return Entry.objects.filter(series=f"exam_session:{world.session.pk}").order_by("-seq").first()


def test_an_extension_moves_deadlines_and_gives_time_to_who_has_not_begun(world):
    done = world.do(extend, seconds=600)
    assert len(done.touched) == 6
    assert world.sitting(0).deadline_at == AT + minutes(70)
    assert (world.sitting(5).deadline_at, world.sitting(5).extra_seconds) == (None, 600)
    assert Session.objects.get(pk=world.session.pk).revision == 1


def test_an_extension_is_a_row_and_an_entry_with_reason_actor_and_those_it_changed(world):
    done = world.do(extend, Scope(room=world.a.pk), seconds=600)
    row = Intervention.objects.get()
    assert (row.kind, row.room, row.candidate, row.seconds, row.reason) == ("extend", world.a, None, 600, WHY)
    assert (row.touched, row.sittings, row.done_by) == (2, list(done.touched), "考务")
    entry = last_entry(world)
    assert (entry.verb, entry.at, entry.actor["name"]) == ("exam.extend", AT + minutes(10), "考务")
    said = {"scope": {"room": world.a.pk}, "reason": WHY, "touched": 2, "seconds": 600, "sittings": list(done.touched)}
    assert said.items() <= json.loads(entry.body).items()


@pytest.mark.parametrize(
    ("scope", "touched"),
    [("candidates", {0, 4}), ("room", {2, 3}), ("site", {0, 1, 2, 3}), ("session", {0, 1, 2, 3, 4})],
)
def test_a_scope_is_those_it_names_and_nobody_else(world, scope, touched):
    named = {
        "candidates": world.one(0, 4),
        "room": Scope(room=world.b.pk),
        "site": Scope(site=world.a.site_id),
        "session": Scope(),
    }[scope]
    world.do(pause, named)
    assert {n for n in range(6) if world.sitting(n).state == "paused"} == touched


def test_another_session_s_sittings_are_never_touched(world):
    other = World()
    world.do(extend, seconds=600)
    assert other.sitting(0).deadline_at == AT + minutes(60)
    refused(world, NotFound, extend, other.one(0), seconds=600)
    refused(world, NotFound, extend, Scope(room=other.a.pk), seconds=600)
    refused(world, NotFound, extend, Scope(site=other.a.site_id), seconds=600)


def test_who_was_named_one_by_one_has_a_row_of_their_own(world):
    world.do(extend, world.one(1, 3), seconds=60)
    rows = Intervention.objects.values_list("candidate", "sittings", "touched")
    assert sorted(rows) == sorted((world.candidates[n].pk, [world.sitting(n).pk], 1) for n in (1, 3))


def test_what_was_not_touched_is_said(world):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(1), lease=1, seq=1, delta={})
    done = world.do(extend, Scope(room=world.a.pk), seconds=600)
    assert (len(done.touched), done.untouched) == (1, {"submitted": 1})
    assert json.loads(last_entry(world).body)["untouched"] == {"submitted": 1}
    assert done_words("extend", 37, {"submitted": 3, "assigned": 1})


def test_only_those_under_way_get_more_time_if_so_wished(world):
    world.do(extend, seconds=600, also_not_begun=False)
    assert (world.sitting(5).extra_seconds, world.sitting(4).deadline_at) == (0, AT + minutes(70))


def test_whose_time_is_over_gets_no_more_even_before_the_sweeper_came(world):
    done = world.do(extend, seconds=600, after=61)
    assert done.untouched == {"expired": 5}
    assert world.sitting(0).deadline_at == AT + minutes(60)
    refused(world, NobodyToExtend, extend, world.one(0), seconds=600, after=61)


def test_a_pause_stops_the_clock_and_a_resume_gives_the_time_back(world):
    world.do(pause, after=10)
    assert (world.sitting(0).state, world.sitting(0).stopped_at) == ("paused", AT + minutes(10))
    world.do(extend, world.one(0), seconds=300, after=20)
    world.do(resume, after=25)
    sitting = world.sitting(0)
    assert (sitting.state, sitting.stopped_at, sitting.deadline_at) == ("running", None, AT + minutes(60 + 5 + 15))
    assert world.sitting(1).deadline_at == AT + minutes(75)


def test_two_pauses_each_count(world):
    for begin, end in ((5, 7), (20, 30)):
        world.do(pause, world.one(0), after=begin)
        world.do(resume, world.one(0), after=end)
    assert world.sitting(0).deadline_at == AT + minutes(72)


@pytest.mark.parametrize("lost", [1, 17])
def test_a_void_paper_comes_back_with_the_time_that_was_lost(world, lost):
    world.do(void, world.one(0), after=10)
    assert (world.sitting(0).state, world.sitting(0).prior) == ("voided", "running")
    world.do(reinstate, world.one(0), after=10 + lost)
    sitting = world.sitting(0)
    assert (sitting.state, sitting.prior, sitting.deadline_at) == ("running", "", AT + minutes(60 + lost))


def test_a_paused_paper_that_was_void_is_paused_again_since_its_pause(world):
    world.do(pause, world.one(0), after=10)
    world.do(void, world.one(0), after=15)
    world.do(reinstate, world.one(0), after=20)
    assert (world.sitting(0).state, world.sitting(0).stopped_at) == ("paused", AT + minutes(10))
    world.do(resume, world.one(0), after=30)
    assert world.sitting(0).deadline_at == AT + minutes(80)


def test_every_state_survives_being_void(world):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(1), lease=1, seq=1, delta={0: 1})
    world.do(terminate, world.one(1), after=5)
    before = {n: world.sitting(n) for n in range(6)}
    done = world.do(void, after=120)
    assert len(done.touched) == 6
    assert {world.sitting(n).state for n in range(6)} == {"voided"}
    world.do(reinstate, after=130)
    for n, then in before.items():
        now = world.sitting(n)
        state, closed = (then.state, then.closed_at) if then.state != "running" else ("expired", then.deadline_at)
        assert (now.state, now.closed_at, now.deadline_at, now.answers) == (
            state,
            closed,
            then.deadline_at,
            then.answers,
        )


def test_a_paper_taken_in_keeps_what_was_saved(world):
    world.do(pause, world.one(1), after=5)
    done = world.do(terminate, Scope(room=world.a.pk), after=10)
    assert len(done.touched) == 2
    for n in (0, 1):
        sitting = world.sitting(n)
        assert (sitting.state, sitting.closed_at, sitting.stopped_at) == ("terminated", AT + minutes(10), None)


def test_a_late_comer_is_admitted_until_a_moment(world):
    done = world.do(admit_late, world.one(5), until=AT + minutes(40))
    assert world.sitting(5).admit_until == AT + minutes(40)
    assert json.loads(last_entry(world).body)["until"].startswith("2026-11-02T01:40")
    assert len(done.touched) == 1


def test_a_closed_paper_is_opened_again_for_some_minutes(world):
    world.do(terminate, world.one(0), after=50)
    close_expired(at=AT + minutes(61))
    assert world.sitting(1).state == "expired"
    done = world.do(reopen, Scope(room=world.a.pk), seconds=600, after=70)
    assert len(done.touched) == 2
    for n in (0, 1):
        sitting = world.sitting(n)
        assert (sitting.state, sitting.closed_at, sitting.deadline_at) == ("running", None, AT + minutes(80))


def test_a_paper_over_by_the_clock_alone_is_opened_again_too(world):
    world.do(reopen, world.one(2), seconds=60, after=65)
    assert (world.sitting(2).state, world.sitting(2).deadline_at) == ("running", AT + minutes(66))


def test_what_is_handed_in_marked_or_long_over_is_not_opened_again(world):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(59), lease=1, seq=1, delta={})
    close_expired(at=AT + minutes(61))
    mark(sitting_id=world.sitting(1).pk, at=AT + minutes(61))
    refused(world, NobodyToReopen, reopen, world.one(0, 1), seconds=600, after=62)
    refused(world, NobodyToReopen, reopen, world.one(2), seconds=600, after=91)
    refused(world, WrongTime, reopen, world.one(2), seconds=0, after=62, field="minutes")


def test_a_proctor_checks_identities_one_by_one(world):
    done = world.do(check_in, world.one(0, 1), how="document")
    assert len(done.touched) == 2
    candidate = Candidate.objects.get(pk=world.candidates[0].pk)
    assert (candidate.present_at, candidate.present_by) == (AT + minutes(10), "考务")
    assert set(Intervention.objects.values_list("kind", "reason")) == {("present", "document")}
    refused(world, NobodyToCheckIn, check_in, world.one(0), how="document")
    refused(world, OneByOne, check_in, Scope(room=world.a.pk), how="document", field="how")
    refused(world, OneByOne, check_in, world.one(2), how="guess", field="how")


def test_a_check_of_the_identity_is_undone_with_a_reason_and_can_be_made_again(world):
    world.do(check_in, world.one(0, 1), how="document")
    refused(world, ReasonNeeded, undo_check_in, world.one(0), reason=" ", field="reason")
    refused(world, NamedOneByOne, undo_check_in, Scope(room=world.a.pk), field="reason")
    refused(world, NobodyChecked, undo_check_in, world.one(2))
    done = world.do(undo_check_in, world.one(0), reason="点错了人")
    assert (done.kind, len(done.touched)) == ("uncheck", 1)
    checked = Candidate.objects.filter(present_at__isnull=False)
    assert [c.pk for c in checked] == [world.candidates[1].pk]
    entry = last_entry(world)
    body = json.loads(entry.body)
    assert (entry.verb, body["reason"], body["touched"]) == ("exam.uncheck", "点错了人", 1)
    assert Entry.objects.filter(series=f"sitting:{world.sitting(0).pk}", verb="exam.present").exists()
    world.do(check_in, world.one(0), how="known")
    assert checked.all().count() == 2


def test_another_browser_is_allowed_where_one_is_asked_for(world):
    refused(world, AnyBrowser, override_browser, world.one(0))
    Session.objects.filter(pk=world.session.pk).update(seb_keys=["ab" * 32])
    done = world.do(override_browser, Scope(room=world.a.pk))
    assert len(done.touched) == 2
    assert Intervention.objects.get().kind == "seb_override"


@pytest.mark.parametrize(
    ("act", "kind", "facts"),
    [
        (pause, NobodyToPause, {}),
        (resume, NobodyToResume, {}),
        (terminate, NobodyToTerminate, {}),
        (reinstate, NobodyToReinstate, {}),
        (extend, NobodyToExtend, {"seconds": 60}),
        (reopen, NobodyToReopen, {"seconds": 60}),
        (admit_late, NobodyToAdmit, {"until": AT + minutes(30)}),
    ],
)
def test_nothing_happens_to_a_paper_that_was_handed_in(world, act, kind, facts):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(1), lease=1, seq=1, delta={})
    refused(world, kind, act, world.one(0), **facts)


def test_what_is_void_is_not_declared_void_again(world):
    world.do(void, world.one(0))
    refused(world, NobodyToVoid, void, world.one(0))


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        (extend, {"seconds": 60}),
        (pause, {}),
        (resume, {}),
        (void, {}),
        (reinstate, {}),
        (terminate, {}),
        (reopen, {"seconds": 60}),
        (admit_late, {"until": AT + minutes(30)}),
        (override_browser, {}),
    ],
)
def test_no_intervention_without_a_reason_a_session_that_is_open_and_somebody_who_watches(world, act, facts):
    refused(world, ReasonNeeded, act, field="reason", reason="  ", **facts)
    refused(world, NotFound, act, by=actor_for(world.people[0]), **facts)
    Session.objects.filter(pk=world.session.pk).update(state="released")
    refused(world, SessionNotOpen, act, **facts)


@pytest.mark.parametrize("seconds", [0, -60, 8 * 3600 + 1])
def test_no_extension_of_nothing_or_of_more_than_a_day_of_work(world, seconds):
    refused(world, WrongSeconds, extend, seconds=seconds, field="minutes")


def test_nobody_is_admitted_until_a_moment_that_is_past_or_after_the_end(world):
    for until in (AT + minutes(9), AT + timedelta(days=6)):
        refused(world, WrongUntil, admit_late, world.one(5), until=until, field="until")


def test_a_proctor_of_one_room_touches_only_that_room(world):
    proctor = an_officer(world.county.bureau, "监考甲")
    Proctor.objects.create(session=world.session, person=proctor, room=world.a)
    by = actor_for(proctor)
    assert len(world.do(pause, Scope(room=world.a.pk), by=by).touched) == 2
    for scope in (
        Scope(room=world.b.pk),
        Scope(site=world.a.site_id),
        Scope(),
        world.one(0, 2),
        world.one(4),
        Scope(candidates=tuple(range(1, 600))),
    ):
        refused(world, NotFound, extend, scope, by=by, seconds=60)
    assert len(world.do(resume, world.one(0, 1), by=by).touched) == 2


def test_a_proctor_of_the_whole_session_touches_all_of_it_and_of_no_other(world):
    proctor = an_officer(world.county.bureau, "监考乙")
    Proctor.objects.create(session=world.session, person=proctor)
    assert len(world.do(pause, by=actor_for(proctor)).touched) == 5
    refused(World(), NotFound, pause, by=actor_for(proctor))


def test_the_system_may_take_in_a_paper(world):
    world.do(terminate, world.one(0), by=SYSTEM)
    assert last_entry(world).actor == {"kind": "system", "name": "system"}


def test_a_refusal_says_how_those_in_the_scope_stand(world):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(1), lease=1, seq=1, delta={})
    with pytest.raises(Refusal) as caught:
        world.do(resume, Scope(room=world.a.pk))
    assert str(caught.value).count("1") == 2
