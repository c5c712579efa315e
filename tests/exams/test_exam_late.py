"""Late packets: kept in quarantine, once each, and merged with a row in the journal when a person accepts them."""

from datetime import timedelta

import pytest

from enforcement.errors import TooMany
from exams import late
from exams.journal import replay
from exams.late import StillOpen, accept_into, keep
from exams.models import LatePacket, SaveJournal, Sitting
from exams.save import save
from exams.sitting_refusals import BadAnswer, NotBegun, SittingNotFound
from exams.submit import submit
from exams.takeover import takeover
from tests.exams.asking import asked, token_for
from tests.factories.exams import AT, a_county, a_sitting, an_officer, an_open_session, minutes, sitting_of

pytestmark = pytest.mark.django_db
AFTER = AT + minutes(61)


@pytest.fixture
def sitting():
    sitting = a_sitting()
    save(sitting_id=sitting.pk, at=AT, lease=1, seq=1, delta={0: 1, 7: "旧"})
    return sitting


def kept(sitting, **facts):
    return keep(**{"sitting_id": sitting.pk, "at": AFTER, "lease": 1, "delta": {1: 2, 7: "新"}, **facts})


def test_what_comes_after_the_end_is_put_aside_and_changes_nothing(sitting):
    before = Sitting.objects.values().get()
    assert kept(sitting, ages_ms={1: 45_000, 7: -3}) is True
    packet = LatePacket.objects.get()
    assert (packet.masks, packet.texts, packet.ages_ms) == ({"1": 2, "7": 1}, {"7": "新"}, {"1": 45_000, "7": 0})
    assert (packet.state, packet.lease, packet.received_at, packet.sitting_id) == ("waiting", 1, AFTER, sitting.pk)
    assert Sitting.objects.values().get() == before


def test_the_same_content_enters_once_whatever_its_ages_and_another_enters_too(sitting):
    assert [kept(sitting), kept(sitting, ages_ms={1: 5}), kept(sitting, delta={1: 4})] == [True, False, True]
    assert LatePacket.objects.count() == 2


def test_who_was_taken_over_may_put_aside_what_was_not_sent_even_before_the_end(sitting):
    with pytest.raises(StillOpen):
        kept(sitting, at=AT)
    takeover(sitting_id=sitting.pk, at=AT, lease=1)
    assert kept(sitting, at=AT) is True
    with pytest.raises(StillOpen):
        kept(sitting, at=AT, lease=2, delta={2: 1})
    assert LatePacket.objects.count() == 1


@pytest.mark.parametrize("close", ["submit", "time", "void", "pause"])
def test_it_is_kept_however_the_sitting_ended(sitting, close):
    at = AT + minutes(5)
    if close == "submit":
        submit(sitting_id=sitting.pk, at=AT, lease=1, seq=2, delta={})
    elif close == "void":
        Sitting.objects.update(state="voided", prior="running", stopped_at=AT)
    elif close == "pause":
        Sitting.objects.update(state="paused", stopped_at=AT)
    else:
        at = AFTER
    assert kept(sitting, at=at) is True


def test_nothing_is_kept_for_no_sitting_one_not_begun_or_questions_that_are_not_there(sitting):
    county = a_county()
    person = an_officer(county.bureau)
    waiting = sitting_of(an_open_session(county, [person]), person)
    for row, kind, facts in (
        (waiting, NotBegun, {}),
        (sitting, BadAnswer, {"delta": {8: 1}}),
        (sitting, BadAnswer, {"delta": {}}),
        (sitting, BadAnswer, {"ages_ms": {-1: 1}}),
    ):
        with pytest.raises(kind):
            kept(row, **facts)
    with pytest.raises(SittingNotFound):
        keep(sitting_id=0, at=AFTER, lease=1, delta={0: 1})
    assert not LatePacket.objects.exists()


def test_a_sitting_has_room_for_so_many_packets_and_no_more(sitting, monkeypatch):
    monkeypatch.setattr(late, "MOST", 2)
    assert [kept(sitting, delta={0: n}) for n in (1, 2)] == [True, True]
    assert kept(sitting, delta={0: 2}) is False
    with pytest.raises(TooMany):
        kept(sitting, delta={0: 3})


def test_an_accepted_packet_is_merged_and_journalled_and_the_journal_still_replays(sitting):
    kept(sitting)
    submit_at = AT + timedelta(minutes=62)
    assert accept_into(packet=LatePacket.objects.get(), at=submit_at) == 2
    sitting.refresh_from_db()
    assert (sitting.answers[:2], sitting.texts, sitting.seq) == ([1, 2], {"7": "新"}, 2)
    row = SaveJournal.objects.get(sitting=sitting, seq=2)
    assert (row.kind, row.at, row.slots, row.masks, row.texts) == ("late", submit_at, [1, 7], [2, 1], {"7": "新"})
    again = replay(size=8, rows=SaveJournal.objects.filter(sitting=sitting))
    assert (again.answers, again.texts, again.seq) == (sitting.answers, sitting.texts, sitting.seq)


@pytest.mark.parametrize("state", ["running", "paused", "voided"])
def test_a_packet_is_not_merged_into_a_sitting_that_is_not_closed(sitting, state):
    kept(sitting)
    before = SaveJournal.objects.count()
    facts = {"state": state, "deadline_at": AFTER + minutes(5)}
    facts |= {"stopped_at": AFTER} if state != "running" else {}
    facts |= {"prior": "running"} if state == "voided" else {}
    Sitting.objects.update(**facts)
    with pytest.raises(StillOpen):
        accept_into(packet=LatePacket.objects.get(), at=AFTER)
    assert SaveJournal.objects.count() == before


def test_a_browser_hands_in_what_it_has_left_with_a_visitor_s_token(sitting):
    body = {"lease": 1, "d": {"1": 2, "7": "新"}, "ages": {"1": 45_000}}
    Sitting.objects.update(deadline_at=AT - timedelta(days=300), started_at=AT - timedelta(days=301))
    for _ in range(2):
        assert asked("POST", f"/x/sittings/{sitting.pk}/late", token_for(sitting, lease=0), body) == (
            200,
            {"kept": True},
        )
    assert LatePacket.objects.get().ages_ms == {"1": 45_000}
