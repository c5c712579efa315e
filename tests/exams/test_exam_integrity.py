"""What browsers report: kept once, counted where it counts, warned of before anything follows, and seen as life."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from enforcement import clock
from enforcement.ledger.models import Entry
from enforcement.organisation.models import ParameterValue
from exams import lean_connections, tokens
from exams.models import Session, Sitting, SittingEvent, SittingWatch
from exams.proctoring import figures, note_events, presence
from exams.proctoring.access import Watch
from exams.proctoring.candidates import listed, silent
from exams.proctoring.integrity import judge
from exams.proctoring.pause import pause
from exams.start import start
from tests.exams.asking import asked
from tests.exams.watching import World
from tests.factories.exams import minutes, sitting_of
from tests.factories.exams_proctoring import a_late_packet, a_watch

pytestmark = pytest.mark.django_db
SET = {"source": "x", "set_by": "x", "set_at": clock.now()}


@pytest.fixture(autouse=True)
def _nothing_is_known_yet():
    for one in (note_events, presence, figures):
        one.forget()


@pytest.fixture
def world():
    return World(at=clock.now() - minutes(2))


def rules(world, **facts):
    Session.objects.filter(pk=world.session.pk).update(**facts)


def loss(n, seconds=9, **more):
    return {"n": n, "kind": "focus_lost", "t": 1000 * n, "s": seconds, **more}


def tell(world, *events, n=0, lease=None):
    sitting = world.sitting(n)
    token = tokens.token_of(sitting=sitting, session=world.session, lease=sitting.lease if lease is None else lease)
    return asked("POST", f"/x/sittings/{sitting.pk}/events", token, {"events": list(events)})


def told(world, *events, **more):
    status, said = tell(world, *events, **more)
    assert status == 200, said
    return said["focus"], said["limit"], said["act"]


@given(st.integers(0, 9), st.integers(0, 5), st.integers(0, 9), st.booleans(), st.integers(0, 9))
def test_nothing_is_handed_in_without_a_warning_before_or_within_the_limit(focus, new, limit, submits, warned):
    act = judge(focus=focus, new=new, limit=limit, submits=submits, warned=warned)
    if act == "submit":
        assert submits
        assert warned
        assert focus > limit > 0
    if limit == 0 or new == 0:
        assert act == ""
    elif focus >= limit:
        assert act != "", "who is at the limit is told"


@pytest.mark.parametrize(
    ("focus", "submits", "warned", "act"),
    [
        (1, True, 0, ""),
        (2, True, 0, "warn"),
        (3, True, 1, "warn"),
        (4, True, 2, "submit"),
        (4, True, 0, "warn"),
        (9, False, 5, "warn"),
    ],
)
def test_of_three_times_allowed_the_last_two_are_warned_of(focus, submits, warned, act):
    assert judge(focus=focus, new=1, limit=3, submits=submits, warned=warned) == act


def test_events_are_kept_once_however_often_they_are_sent(world):
    batch = [loss(1), {"n": 2, "kind": "offline", "t": 5, "s": 0}, {"n": 3, "kind": "copy", "t": 6, "s": 0}]
    assert told(world, *batch) == (1, 3, "")
    assert told(world, *batch) == (1, 3, "")
    assert told(world, *batch, loss(4)) == (2, 3, "warn")
    kinds = list(SittingEvent.objects.exclude(kind="warned").values_list("kind", "number").order_by("number"))
    assert kinds == [("focus_lost", 1), ("offline", 2), ("copy", 3), ("focus_lost", 4)]


def test_a_report_is_one_statement_and_a_warning_one_more(world):
    told(world)  # the setting is read once a minute

    def cost(*events):
        with lean_connections.watched() as lean, CaptureQueriesContext(connection) as caught:
            told(world, *events)
        return len(lean) + len([q for q in caught if "SAVEPOINT" not in q["sql"]]) - 1  # the test looks the sitting up

    assert cost(loss(1)) == 1
    assert cost(loss(2)) == 2


def test_short_losses_do_not_count_and_the_setting_says_what_is_short(world):
    assert told(world, loss(1, seconds=2), loss(2, seconds=3))[0] == 1
    ParameterValue.objects.create(
        agency=world.county.justice, code="exam.focus_seconds", value=10, from_on=clock.today(), **SET
    )
    note_events.forget()
    assert told(world, loss(3, seconds=9))[0] == 1
    assert SittingEvent.objects.filter(kind="focus_lost").count() == 3


def test_beyond_the_limit_the_paper_is_handed_in_by_the_system_where_the_session_says_so(world):
    rules(world, focus_act="submit", focus_limit=2)
    assert told(world, loss(1)) == (1, 2, "warn")
    assert told(world, loss(2)) == (2, 2, "warn")
    assert told(world, loss(3)) == (3, 2, "submit")
    assert world.sitting(0).state == "terminated"
    entry = Entry.objects.get(series=f"exam_session:{world.session.pk}", verb="exam.terminate")
    assert entry.actor == {"kind": "system", "name": "system"}
    assert "3" in json.loads(entry.body)["reason"]
    assert told(world, loss(4))[2] == ""
    assert {world.sitting(n).state for n in range(1, 5)} == {"running"}


def test_losses_told_all_at_once_after_an_outage_bring_a_warning_first(world):
    rules(world, focus_act="submit", focus_limit=2)
    assert told(world, *[loss(n) for n in range(1, 8)]) == (7, 2, "warn")
    assert world.sitting(0).state == "running"
    assert told(world, loss(8)) == (8, 2, "submit")


def test_where_it_is_only_recorded_nothing_ever_happens_to_the_paper(world):
    for n in range(1, 9):
        act = told(world, loss(n))[2]
    assert (act, world.sitting(0).state) == ("warn", "running")
    assert SittingEvent.objects.filter(kind="warned").count() == SittingWatch.objects.get().warned == 7


def test_without_a_limit_nobody_is_warned(world):
    rules(world, focus_limit=0)
    assert told(world, *[loss(n) for n in range(1, 9)]) == (8, 0, "")


def test_what_a_paused_candidate_or_an_older_device_leaves_does_not_count(world):
    assert told(world, loss(1), lease=2)[0] == 0
    world.do(pause, world.one(0), at=None)
    assert told(world, loss(2))[0] == 0
    assert SittingEvent.objects.filter(kind="focus_lost").count() == 2


@pytest.mark.parametrize(
    "event",
    [
        {"n": 1, "kind": "warned"},
        {"n": 1, "kind": "seb_refused"},
        {"n": 1, "kind": "nonsense"},
        {"n": 0, "kind": "copy"},
        {"n": 5001, "kind": "copy"},
        {"kind": "copy"},
        "copy",
        None,
    ],
)
def test_what_no_browser_of_ours_would_send_is_left_out(world, event):
    assert told(world, event) == (0, 3, "")
    assert not SittingEvent.objects.exists()


def test_numbers_that_cannot_be_are_cut_to_size(world):
    told(world, {"n": 1, "kind": "copy", "t": -5, "s": 2**70})
    assert SittingEvent.objects.values_list("elapsed_ms", "seconds").get() == (0, 2**31 - 1)


def test_a_body_that_is_none_keeps_nothing(world):
    sitting = world.sitting(0)
    token = tokens.token_of(sitting=sitting, session=world.session, lease=1)
    assert asked("POST", f"/x/sittings/{sitting.pk}/events", token, {"events": "x"})[0] == 200
    assert asked("POST", f"/x/sittings/{sitting.pk}/events", token, {})[0] == 200


def test_a_visitor_and_a_paper_that_is_not_begun_report_nothing(world):
    assert tell(world, loss(1), lease=0)[0] == 401
    assert tell(world, loss(1), n=5, lease=1)[0] == 404
    assert not SittingEvent.objects.exists()


def beat(world, n=0, lease=None):
    sitting = world.sitting(n)
    token = tokens.token_of(sitting=sitting, session=world.session, lease=sitting.lease if lease is None else lease)
    assert asked("GET", f"/x/sessions/{world.session.pk}/pulse", token)[0] == 200


def save(world, n=0, seq=1):
    sitting = world.sitting(n)
    token = tokens.token_of(sitting=sitting, session=world.session, lease=sitting.lease)
    assert asked("POST", f"/x/sittings/{sitting.pk}/save", token, {"seq": seq, "d": {"0": 1}})[1]["ack"]


def test_saves_and_pulses_are_signs_of_life_written_together(world, monkeypatch):
    save(world, 0)
    beat(world, 1)
    beat(world, 2, lease=0)
    assert not SittingWatch.objects.exists(), "nothing is written for a single sign"
    monkeypatch.setattr(presence, "EVERY_SECONDS", 0.0)
    beat(world, 1)
    rows = {row.sitting_id: row for row in SittingWatch.objects.all()}
    assert set(rows) == {world.sitting(0).pk, world.sitting(1).pk}
    assert rows[world.sitting(0).pk].saved_at is not None
    assert rows[world.sitting(1).pk].saved_at is None
    assert {row.session_id for row in rows.values()} == {world.session.pk}


def test_an_older_sign_never_takes_the_place_of_a_later_one(world):
    later = clock.now() + minutes(1)
    a_watch(world.sitting(0), seen_at=later, saved_at=later, focus=2, warned=1)
    save(world, 0)
    assert presence.write() == 1
    assert presence.write() == 0
    row = SittingWatch.objects.get()
    assert (row.seen_at, row.saved_at, row.focus, row.warned) == (later, later, 2, 1)


def test_the_figures_say_how_the_candidates_stand_by_room(world):
    now = clock.now()
    a_watch(world.sitting(0), seen_at=now, saved_at=now - timedelta(seconds=5))
    a_watch(world.sitting(1), seen_at=now - timedelta(seconds=90), saved_at=now - timedelta(seconds=95), warned=1)
    a_watch(world.sitting(2), seen_at=now)
    world.do(pause, world.one(3), at=None)
    a_late_packet(world.sitting(4))
    a_late_packet(world.sitting(4), state="rejected", decided_at=now, decided_by="x")
    read = figures.figures(world.session.pk)
    a, b, none = (read.by_room[key] for key in (world.a.pk, world.b.pk, None))
    assert (a.registered, a.running, a.saving, a.silent, a.warned) == (2, 2, 1, 1, 1)
    assert (b.running, b.paused, b.late) == (1, 1, 0)
    # who began two minutes ago and gave no sign since is silent too
    assert (none.running, none.assigned, none.late, none.silent) == (1, 1, 1, 1)
    whole = read.of(None)
    assert (whole.registered, whole.running, whole.paused, whole.assigned, whole.late) == (6, 4, 1, 1, 1)
    assert whole.next_deadline == world.sitting(0).deadline_at
    assert read.of({world.a.pk}) == a
    assert read.of(set()) == figures.Figures()


def test_those_whose_time_is_over_count_as_such_at_once(world):
    read = figures.read(world.session.pk, at=world.at + minutes(61))
    assert (read.of(None).running, read.of(None).expired, read.of(None).silent) == (0, 5, 0)
    soon = figures.read(world.session.pk, at=world.at + minutes(56))
    assert soon.of(None).ending == 5


def test_a_hundred_proctors_cost_one_statement(world):
    figures.forget()
    with CaptureQueriesContext(connection) as caught:
        for _look in range(100):
            figures.figures(world.session.pk)
    assert len(caught) == 1


def test_while_one_reads_the_figures_others_see_what_was_known(world, monkeypatch):
    figures.figures(world.session.pk)
    monkeypatch.setattr(figures, "FRESH_SECONDS", 0.0)
    world.do(pause, at=None)
    with figures._reading:
        assert figures.figures(world.session.pk).of(None).paused == 0
    assert figures.figures(world.session.pk).of(None).paused == 5


def test_who_gave_no_sign_of_life_is_found(world):
    now = clock.now()
    a_watch(world.sitting(0), seen_at=now - timedelta(seconds=30))
    a_watch(world.sitting(1), seen_at=now - timedelta(seconds=70))
    world.do(pause, world.one(2), at=None)
    rows = listed(Watch(world.session, None, administers=True))

    def found(seconds):
        return {candidate.pk for candidate in silent(rows, seconds=seconds)}

    # the others began two minutes ago and were not heard of since
    assert found(60) == {world.candidates[n].pk for n in (1, 3, 4)}
    assert found(100) == {world.candidates[n].pk for n in (3, 4)}
    assert found(600) == set()


def test_a_start_gives_a_new_candidate_no_alarm(world):
    start(sitting_id=sitting_of(world.session, world.people[5]).pk, honour=True)
    rows = listed(Watch(world.session, None, administers=True))
    assert world.candidates[5].pk not in {c.pk for c in silent(rows, seconds=60)}
    assert Sitting.objects.filter(state="running").count() == 6
