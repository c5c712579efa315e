"""Late answers: compared in numbers, accepted by one statement and a new marking, or rejected; never silently."""

import json
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enforcement import clock
from enforcement.errors import NotFound
from enforcement.ledger.models import Entry
from exams.late import keep
from exams.mark import mark
from exams.models import LatePacket, Proctor, Result, SaveJournal
from exams.proctoring.decide_late import (
    DecidedAlready,
    NotClosedNow,
    NothingInTime,
    UnknownDecision,
    decide_late,
)
from exams.proctoring.intervention import ReasonNeeded
from exams.proctoring.late_packets import compare, end_of
from exams.proctoring.pause import pause
from exams.proctoring.void import void
from exams.save import save
from exams.submit import submit
from tests.exams.watching import World
from tests.factories.exams import AT, actor_for, an_officer, minutes

pytestmark = pytest.mark.django_db
LATER = AT + minutes(70)


@pytest.fixture
def world():
    return World()


def packet_of(world, n=0, **facts):
    """Answers to questions 0 and 3 that came ten minutes after the end; the first given before it, the other after."""
    keep(
        **{
            "sitting_id": world.sitting(n).pk,
            "at": LATER,
            "lease": 1,
            "delta": {0: 2, 3: 1},
            "ages_ms": {0: 15 * 60_000, 3: 60_000},
            **facts,
        }
    )
    return LatePacket.objects.latest("pk")


def decide(world, packet, decision="all", **facts):
    return decide_late(
        **{
            "packet_id": packet.pk,
            "by": world.county.by,
            "at": LATER + minutes(5),
            "decision": decision,
            "reason": "考场断网，监考在场",
            **facts,
        }
    )


def picture(packet):
    packet.refresh_from_db()
    sitting = packet.sitting
    sitting.refresh_from_db()
    journal = SaveJournal.objects.filter(sitting_id=sitting.pk).count()
    return packet.state, sitting.answers, sitting.seq, journal, Result.objects.count(), Entry.objects.count()


def refused(kind, world, packet, field="", **facts):
    before = picture(packet)
    with pytest.raises(kind) as caught:
        decide(world, packet, **facts)
    assert caught.value.field == field
    assert picture(packet) == before


def test_an_accepted_packet_is_merged_and_journalled(world):
    save(sitting_id=world.sitting(0).pk, at=AT + minutes(1), lease=1, seq=4, delta={1: 1, 3: 2})
    packet = packet_of(world)
    decide(world, packet)
    sitting = world.sitting(0)
    assert (sitting.answers[0], sitting.answers[1], sitting.answers[3], sitting.seq) == (2, 1, 1, 5)
    row = SaveJournal.objects.get(sitting_id=sitting.pk, kind="late")
    assert (row.seq, row.slots, row.masks) == (5, [0, 3], [2, 1])
    packet.refresh_from_db()
    assert (packet.state, packet.decided_by, packet.reason) == ("accepted", "考务", "考场断网，监考在场")
    entry = Entry.objects.filter(series=f"sitting:{sitting.pk}").order_by("-seq").first()
    said = json.loads(entry.body)
    assert (entry.verb, said["questions"], said["seq"], said["sha256"]) == (
        "exam.accept_late",
        [1, 4],
        5,
        packet.sha256,
    )


def test_only_what_was_given_in_time_is_taken_if_so_decided(world):
    packet = packet_of(world)
    decide(world, packet, "in_time")
    assert (world.sitting(0).answers[0], world.sitting(0).answers[3]) == (2, 0)


def test_a_rejected_packet_changes_nothing_and_is_kept(world):
    packet = packet_of(world)
    before = world.sitting(0)
    decide(world, packet, "reject")
    assert (world.sitting(0).answers, world.sitting(0).seq) == (before.answers, before.seq)
    packet.refresh_from_db()
    assert packet.state == "rejected"
    assert Entry.objects.filter(series=f"sitting:{before.pk}").latest("seq").verb == "exam.reject_late"


def test_a_marked_paper_is_marked_again_and_the_old_result_stays(world):
    packet = packet_of(world)
    first = mark(sitting_id=world.sitting(0).pk, at=LATER + minutes(1))
    content = [n for n, mask in enumerate(first.item_answers) if mask]
    assert content == []
    decide(world, packet)
    current = Result.objects.get(sitting=world.sitting(0), superseded_by=None)
    assert current.supersedes == first
    assert current.run.kind == "late"
    assert sum(1 for mask in current.item_answers if mask) == 2
    first.refresh_from_db()
    assert first.item_answers == [0] * len(first.item_answers)


def test_a_packet_is_decided_on_once(world):
    packet = packet_of(world)
    decide(world, packet)
    refused(DecidedAlready, world, packet)


def test_no_decision_without_a_reason_or_by_a_word_that_is_none(world):
    packet = packet_of(world)
    refused(ReasonNeeded, world, packet, field="reason", reason=" ")
    refused(UnknownDecision, world, packet, field="decision", decision="perhaps")


def test_nothing_in_time_is_not_accepted_as_if_it_were(world):
    packet = packet_of(world, ages_ms={0: 60_000})
    refused(NothingInTime, world, packet, decision="in_time")


def test_nothing_is_added_to_a_void_paper_or_one_that_goes_on(world):
    packet = packet_of(world)
    void(session_id=world.session.pk, by=world.county.by, at=LATER, scope=world.one(0), reason="作弊")
    refused(NotClosedNow, world, packet)
    world.do(pause, world.one(1))
    older = packet_of(world, 1, lease=0)
    refused(NotClosedNow, world, older)


def test_only_who_watches_the_room_decides(world):
    packet = packet_of(world)
    stranger, near, far = (an_officer(world.county.bureau) for _ in range(3))
    Proctor.objects.create(session=world.session, person=near, room=world.a)
    Proctor.objects.create(session=world.session, person=far, room=world.b)
    for person in (stranger, far, world.people[0]):
        refused(NotFound, world, packet, by=actor_for(person))
    assert decide(world, packet, by=actor_for(near)).state == "accepted"


def test_a_submitted_paper_takes_a_packet_of_the_device_that_was_left(world):
    submit(sitting_id=world.sitting(0).pk, at=AT + minutes(30), lease=1, seq=1, delta={0: 1})
    packet = packet_of(world, ages_ms={0: 45 * 60_000, 3: 35 * 60_000})
    decide(world, packet, "in_time")
    # handed in at 30: what was given at 25 counts, what was given at 35 does not
    assert (world.sitting(0).answers[0], world.sitting(0).answers[3]) == (2, 0)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001
slots = st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 15), min_size=1)


@given(
    slots,
    st.lists(st.integers(0, 15), min_size=10, max_size=10),
    st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 10**7)),
    moments,
    moments,
)
def test_a_comparison_tells_of_each_answer_whether_it_differs_and_when_it_was_given(
    masks, answers, ages, received, ended
):
    found = compare(
        masks=masks, texts=None, ages_ms=ages, received_at=received, ended_at=ended, answers=answers, stored_texts=None
    )
    assert [row.number for row in found.rows] == sorted(int(slot) + 1 for slot in masks)
    for row in found.rows:
        slot = str(row.number - 1)
        assert row.differs == (answers[row.number - 1] != masks[slot])
        assert (row.given_at is None) == (slot not in ages)
        assert row.in_time == (slot in ages and received - timedelta(milliseconds=ages[slot]) <= ended)
    assert set(found.in_time) <= set(found.differing)


def test_words_that_differ_are_told_without_showing_them():
    same = {"masks": {"0": 1}, "ages_ms": {}, "received_at": AT, "ended_at": None, "answers": [1]}
    assert compare(**same, texts={"0": "甲"}, stored_texts={"0": "乙"}).rows[0].differs
    assert not compare(**same, texts={"0": "甲"}, stored_texts={"0": "甲"}).rows[0].differs


def test_a_paper_ends_when_it_closed_or_after_its_grace():
    deadline = AT + minutes(60)
    assert end_of(closed_at=None, deadline_at=deadline, grace_seconds=30) == deadline + timedelta(seconds=30)
    assert end_of(closed_at=deadline, deadline_at=deadline, grace_seconds=30) == deadline + timedelta(seconds=30)
    assert end_of(closed_at=AT, deadline_at=deadline, grace_seconds=30) == AT
    assert end_of(closed_at=None, deadline_at=None, grace_seconds=30) is None


def test_the_page_shows_numbers_and_takes_the_decision(client):
    world = World(at=clock.now() - timedelta(hours=2))
    packet = packet_of(world, at=clock.now())
    client.cookies["language"] = "en"
    client.force_login(world.county.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    here = reverse("exam_late_packet", args=[world.session.pk, packet.pk])
    text = client.get(here).content.decode()
    assert "(questions no. 1, 4)" in text
    assert client.post(here, {"decision": "all"}).status_code == 422
    assert client.post(here, {"decision": "in_time", "reason": "断网"}).status_code == 409
    assert client.post(here, {"decision": "all", "reason": "断网"}).status_code == 303
    after = client.get(here).content.decode()
    assert "断网" in after
    assert '<form method="post" class="act"' not in after
    assert client.post(here, {"decision": "reject", "reason": "x"}).status_code == 404
    listing = client.get(reverse("exam_late_packets", args=[world.session.pk])).content.decode()
    assert world.people[0].name in listing
