"""Sites, rooms and seats: kept by their agency, drawn so that neighbours differ, open to anybody's check."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.queries import body_of, history_of
from exams.administration.keep_site import NameTaken, RoomInUse, amend_room, amend_site, enter_room, enter_site
from exams.administration.requests import GroundsMissing
from exams.administration.seat_candidates import (
    CheckedInAlready,
    NoRoomAlone,
    NoSuchSeat,
    NotEnoughSeats,
    SeatTaken,
    WrongSeed,
    move_candidate,
    seat_candidates,
)
from exams.administration.seating import LIST, LOT, Seat, Waiting, draw, lot
from exams.administration.use_rooms import RoomSeated, RoomTaken, use_rooms
from exams.models import Accommodation, Candidate, Room, SessionRoom
from exams.register import RegistrationOver, register
from tests.exams.test_exam_races import at_once, successes
from tests.factories.exams import AT, a_county, a_session, actor_for, an_agency, an_exam, an_officer
from tests.factories.exams_administration import a_room, a_session_room, a_site

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=9)


@pytest.fixture
def county():
    return a_county()


def verbs(series):
    return [entry.verb for entry in history_of(series)]


def registered(county, session, *agencies):
    """Register one officer of each agency named; return the candidates in that order."""
    people = [an_officer(agency) for agency in agencies]
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    found = {c.person_id: c for c in Candidate.objects.filter(session=session)}
    return [found[p.pk] for p in people]


# --- the draw --------------------------------------------------------------------------------------------------------


@st.composite
def halls(draw_):
    rooms = draw_(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    seats = [Seat(room, n + 1) for room, size in enumerate(rooms) for n in range(size)]
    agencies = draw_(st.lists(st.integers(0, 4), max_size=len(seats)))
    places = draw_(st.permutations(seats))
    cut = draw_(st.integers(0, len(agencies)))
    taken = dict(zip(places, agencies[:cut], strict=False))
    waiting = [Waiting(n, agency, f"{n:015d}") for n, agency in enumerate(agencies[cut:])]
    return taken, [seat for seat in seats if seat not in taken], waiting


@given(hall=halls(), order=st.sampled_from([LIST, LOT]), seed=st.text("0123456789", min_size=1, max_size=8))
def test_everybody_gets_one_free_seat_and_the_same_seed_draws_the_same(hall, order, seed):
    taken, free, waiting = hall
    drawn = draw(free=free, taken=taken, waiting=waiting, order=order, seed=seed)
    assert set(drawn.seats) == {one.candidate for one in waiting}
    assert len(set(drawn.seats.values())) == len(waiting)
    assert set(drawn.seats.values()) <= set(free)
    again = draw(free=free[::-1], taken=taken, waiting=waiting[::-1], order=order, seed=seed)
    assert again == drawn
    agencies = {**taken, **{drawn.seats[w.candidate]: w.agency for w in waiting}}
    beside = [
        (seat, Seat(seat.room, seat.number + 1))
        for seat in sorted(agencies)
        if agencies[seat] == agencies.get(Seat(seat.room, seat.number + 1))
    ]
    assert list(drawn.neighbours) == beside


@given(sizes=st.lists(st.integers(1, 8), min_size=2, max_size=6), seed=st.text("0123456789", min_size=1, max_size=6))
def test_neighbours_differ_wherever_they_can(sizes, seed):
    """In one full room neighbours can differ as long as no agency has more than half of the people, rounded up."""
    waiting = [Waiting(100 * a + n, a, f"{a:07d}{n:08d}") for a, size in enumerate(sizes) for n in range(size)]
    free = [Seat(1, n + 1) for n in range(len(waiting))]
    drawn = draw(free=free, taken={}, waiting=waiting, order=LOT, seed=seed)
    assert (drawn.neighbours == ()) == (max(sizes) <= (len(waiting) + 1) // 2)


def test_people_of_one_agency_leave_seats_between_them_while_there_are_any_to_spare():
    waiting = [Waiting(n, 1, f"{n:015d}") for n in range(3)]
    drawn = draw(free=[Seat(1, n) for n in range(1, 6)], taken={}, waiting=waiting, order=LIST, seed="x")
    assert [drawn.seats[n].number for n in range(3)] == [1, 3, 5]
    with pytest.raises(ValueError, match="fewer"):
        draw(free=[Seat(1, 1)], taken={}, waiting=waiting, order=LIST, seed="x")


def test_the_lot_is_what_the_lists_say_it_is():
    import hashlib

    assert lot("2026", "260000010000017") == hashlib.sha256(b"2026:260000010000017").hexdigest()


# --- sites and rooms -------------------------------------------------------------------------------------------------


def test_a_site_and_its_rooms_are_entered_and_changed(county):
    site = a_site(county, "党校")
    room = enter_room(site_id=site.pk, by=county.by, at=AT, name=" 101 ", seats=30)
    amend_site(site_id=site.pk, by=county.by, at=AT, name="市委党校", address="新址", is_active=True)
    amend_room(room_id=room.pk, by=county.by, at=AT, name="102", seats=40, is_active=False)
    site.refresh_from_db()
    room.refresh_from_db()
    assert (str(site), site.address) == ("市委党校", "新址")
    assert (str(room), room.seats, room.is_active) == ("市委党校 102", 40, False)
    assert verbs(f"exam_site:{site.pk}") == [
        "exam.enter_site", "exam.enter_room", "exam.amend_site", "exam.amend_room",
    ]  # fmt: skip


def test_names_are_not_given_twice_and_only_the_duty_keeps_sites(county):
    site, stranger = a_site(county, "党校"), actor_for(an_officer(county.bureau))
    room = a_room(county, name="101", site=site)
    other = a_room(county, name="102", site=site)
    with pytest.raises(NameTaken):
        a_site(county, "党校")
    with pytest.raises(NameTaken):
        a_room(county, name="101", site=site)
    with pytest.raises(NameTaken):
        amend_room(room_id=other.pk, by=county.by, at=AT, name="101", seats=1, is_active=True)
    with pytest.raises(Invalid):
        enter_room(site_id=site.pk, by=county.by, at=AT, name=" ", seats=3)
    for act in (
        lambda: enter_site(agency_id=county.justice.pk, by=stranger, at=AT, name="x", address="x"),
        lambda: amend_site(site_id=site.pk, by=stranger, at=AT, name="x", address="x", is_active=True),
        lambda: enter_room(site_id=site.pk, by=stranger, at=AT, name="x", seats=1),
        lambda: amend_room(room_id=room.pk, by=stranger, at=AT, name="x", seats=1, is_active=True),
    ):
        with pytest.raises(NotAllowed):
            act()
    for act in (
        lambda: enter_site(agency_id=0, by=county.by, at=AT, name="x", address="x"),
        lambda: amend_site(site_id=0, by=county.by, at=AT, name="x", address="x", is_active=True),
        lambda: amend_room(room_id=0, by=county.by, at=AT, name="x", seats=1, is_active=True),
    ):
        with pytest.raises(NotFound):
            act()
    assert set(Room.objects.values_list("name", flat=True)) == {"101", "102"}


def test_a_room_that_a_coming_session_needs_keeps_its_seats(county):
    session = a_session(county)
    used = a_session_room(county, session, seats=3)
    registered(county, session, county.bureau, county.justice, county.government)
    seat_candidates(session_id=session.pk, by=county.by, at=AT, seed="1")
    room = used.room
    keep = {"room_id": room.pk, "by": county.by, "name": room.name}
    with pytest.raises(RoomInUse):
        amend_room(**keep, at=AT, seats=2, is_active=True)
    with pytest.raises(RoomInUse):
        amend_room(**keep, at=AT, seats=3, is_active=False)
    with pytest.raises(RoomInUse):
        amend_site(site_id=room.site_id, by=county.by, at=AT, name="x", address="x", is_active=False)
    room.refresh_from_db()
    assert (room.seats, room.is_active) == (3, True)
    assert amend_room(**keep, at=LATER, seats=1, is_active=False).seats == 1


# --- the rooms of a session ------------------------------------------------------------------------------------------


def test_a_session_uses_rooms_and_gives_up_empty_ones(county):
    session, first, second = a_session(county), a_room(county), a_room(county)
    use_rooms(session_id=session.pk, by=county.by, at=AT, room_ids=[first.pk, second.pk])
    use_rooms(session_id=session.pk, by=county.by, at=AT, room_ids=[second.pk])
    assert list(session.rooms.values_list("room_id", flat=True)) == [second.pk]
    body = body_of(history_of(f"exam_session:{session.pk}").last())
    assert (body["rooms"], body["seats"]) == ([second.pk], 30)
    registered(county, session, county.bureau)
    seat_candidates(session_id=session.pk, by=county.by, at=AT)
    with pytest.raises(RoomSeated):
        use_rooms(session_id=session.pk, by=county.by, at=AT, room_ids=[first.pk])
    assert list(session.rooms.values_list("room_id", flat=True)) == [second.pk]


def test_a_room_is_not_used_by_two_sessions_at_a_time(county):
    exam, room = an_exam(county), a_room(county)
    first, clash = a_session(county, exam), a_session(county, exam)
    after = a_session(county, exam, opens_at=AT + timedelta(days=5), closes_at=AT + timedelta(days=6))
    use_rooms(session_id=first.pk, by=county.by, at=AT, room_ids=[room.pk])
    with pytest.raises(RoomTaken, match="第一场"):
        use_rooms(session_id=clash.pk, by=county.by, at=AT, room_ids=[room.pk])
    assert use_rooms(session_id=after.pk, by=county.by, at=AT, room_ids=[room.pk])
    assert not clash.rooms.exists()


def test_rooms_of_others_or_no_longer_used_are_not_there(county):
    session, theirs = a_session(county), a_room(a_county())
    closed = a_room(county)
    Room.objects.filter(pk=closed.pk).update(is_active=False)
    for room in (theirs, closed):
        with pytest.raises(NotFound):
            use_rooms(session_id=session.pk, by=county.by, at=AT, room_ids=[room.pk])
    with pytest.raises(NotAllowed):
        use_rooms(session_id=session.pk, by=actor_for(an_officer(county.bureau)), at=AT, room_ids=[])
    with pytest.raises(RegistrationOver):
        use_rooms(session_id=session.pk, by=county.by, at=LATER, room_ids=[])


@pytest.mark.django_db(transaction=True)
def test_two_sessions_at_once_do_not_get_the_same_room():
    county = a_county()
    exam, room = an_exam(county), a_room(county)
    sessions = [a_session(county, exam) for _ in range(2)]
    said = at_once(*(lambda s=s: use_rooms(session_id=s.pk, by=county.by, at=AT, room_ids=[room.pk]) for s in sessions))
    assert len(successes(said)) == 1
    assert SessionRoom.objects.count() == 1


# --- seats -----------------------------------------------------------------------------------------------------------


def test_seating_gives_each_a_seat_between_people_of_other_agencies(county):
    session, other = a_session(county), an_agency("乐陵市城管局", county.government)
    for seats in (3, 4):
        a_session_room(county, session, seats)
    registered(county, session, *[county.bureau] * 3, *[other] * 3)
    done = seat_candidates(session_id=session.pk, by=county.by, at=AT, seed="20261102")
    assert (done.seated, done.neighbours, done.seed) == (6, 0, "20261102")
    rows = {(c.room_id, c.seat): c.agency_id for c in session.candidates.all()}
    assert len(rows) == 6
    assert all(rows.get((room, seat + 1)) != agency for (room, seat), agency in rows.items())
    body = body_of(history_of(f"exam_session:{session.pk}").last())
    assert {k: body[k] for k in ("seated", "seed", "order", "again")} == {
        "seated": 6, "seed": "20261102", "order": "lot", "again": False,
    }  # fmt: skip


def test_who_has_a_seat_keeps_it_unless_all_are_drawn_anew(county):
    session = a_session(county)
    a_session_room(county, session, 9)
    (first,) = registered(county, session, county.bureau)
    move_candidate(candidate_id=first.pk, by=county.by, at=AT, room_id=session.rooms.get().room_id, seat=9, reason="x")
    registered(county, session, county.justice, county.government)
    assert seat_candidates(session_id=session.pk, by=county.by, at=AT).seated == 2
    first.refresh_from_db()
    assert first.seat == 9
    done = seat_candidates(session_id=session.pk, by=county.by, at=AT, again=True, order="list")
    assert (done.seated, sorted(session.candidates.values_list("seat", flat=True))) == (3, [1, 2, 3])
    assert len(done.seed) == 12
    Candidate.objects.filter(pk=first.pk).update(present_at=AT, present_by="x")
    with pytest.raises(CheckedInAlready):
        seat_candidates(session_id=session.pk, by=county.by, at=AT, again=True)
    assert seat_candidates(session_id=session.pk, by=county.by, at=AT).seated == 0


def test_too_few_seats_a_wrong_seed_and_a_stranger_are_refused_and_nobody_moves(county):
    session = a_session(county)
    a_session_room(county, session, 2)
    registered(county, session, county.bureau, county.justice, county.government)
    with pytest.raises(NotEnoughSeats, match="1"):
        seat_candidates(session_id=session.pk, by=county.by, at=AT)
    with pytest.raises(WrongSeed):
        seat_candidates(session_id=session.pk, by=county.by, at=AT, seed="种子")
    with pytest.raises(Invalid):
        seat_candidates(session_id=session.pk, by=county.by, at=AT, order="x")
    with pytest.raises(NotAllowed):
        seat_candidates(session_id=session.pk, by=actor_for(an_officer(county.bureau)), at=AT)
    assert not session.candidates.exclude(room=None).exists()


def test_who_was_granted_a_room_alone_gets_an_empty_one(county):
    session = a_session(county)
    a_session_room(county, session, 9)
    alone, *_others = registered(county, session, county.bureau, county.justice, county.government)
    Accommodation.objects.create(
        candidate=alone, own_room=True, reason="x", state="granted", asked_at=AT, asked_by=alone.person, decided_at=AT,
        decided_by=county.admin,
    )  # fmt: skip
    with pytest.raises(NotEnoughSeats):
        seat_candidates(session_id=session.pk, by=county.by, at=AT)
    small = a_session_room(county, session, 2).room
    assert seat_candidates(session_id=session.pk, by=county.by, at=AT).seated == 3
    assert list(session.candidates.filter(room=small)) == [alone]
    late, *_rest = registered(county, session, county.bureau)
    Accommodation.objects.create(
        candidate=late, own_room=True, reason="x", state="granted", asked_at=AT, asked_by=late.person, decided_at=AT,
        decided_by=county.admin,
    )  # fmt: skip
    with pytest.raises(NoRoomAlone) as refused:
        seat_candidates(session_id=session.pk, by=county.by, at=AT)
    assert refused.value.article == "无障碍环境建设法第四十三条第二款"


def test_a_candidate_is_moved_with_a_reason_and_may_change_places(county):
    session = a_session(county)
    room = a_session_room(county, session, 3).room
    one, two = registered(county, session, county.bureau, county.justice)
    seat_candidates(session_id=session.pk, by=county.by, at=AT, order="list")
    one.refresh_from_db()
    two.refresh_from_db()
    to = {"by": county.by, "at": AT, "room_id": room.pk}
    with pytest.raises(SeatTaken):
        move_candidate(candidate_id=one.pk, **to, seat=two.seat, reason="视力")
    with pytest.raises(NoSuchSeat):
        move_candidate(candidate_id=one.pk, **to, seat=4, reason="视力")
    with pytest.raises(GroundsMissing):
        move_candidate(candidate_id=one.pk, **to, seat=3, reason=" ")
    with pytest.raises(NotFound):
        move_candidate(candidate_id=0, **to, seat=3, reason="视力")
    with pytest.raises(NotAllowed):
        move_candidate(candidate_id=one.pk, **{**to, "by": actor_for(one.person)}, seat=3, reason="视力")
    assert move_candidate(candidate_id=one.pk, **to, seat=two.seat, reason="视力", swap=True).seat == two.seat
    two.refresh_from_db()
    assert two.seat == one.seat
    body = body_of(history_of(f"exam_session:{session.pk}").last())
    assert (body["reason"], body["changed_with"], body["from"]) == ("视力", two.pk, [room.pk, one.seat])
    assert move_candidate(candidate_id=one.pk, **to, seat=3, reason="视力").seat == 3


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_given_once():
    county = a_county()
    session = a_session(county)
    room = a_session_room(county, session, 3).room
    people = registered(county, session, county.bureau, county.justice)
    said = at_once(
        *(
            lambda c=c: move_candidate(
                candidate_id=c.pk, by=county.by, at=AT, room_id=room.pk, seat=3, reason="靠近门口"
            )
            for c in people
        )
    )
    assert len(successes(said)) == 1
    assert session.candidates.filter(seat=3).count() == 1
