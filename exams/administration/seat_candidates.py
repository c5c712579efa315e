"""Seat the candidates of a session: by lot or by list, neighbours from different agencies; move one by hand."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append
from exams.administration.placing import Place, take_places
from exams.administration.requests import reason_given
from exams.administration.seating import LOT, ORDERS, Seat, Waiting, draw
from exams.create_session import series_of
from exams.models import Accommodation, Candidate, Room, Session, SessionRoom
from exams.open_session import locked

SEED_DIGITS = 12
SEED = re.compile(r"[0-9A-Za-z]{1,40}")


class NotEnoughSeats(Refusal):
    """Refuse to seat more people than there are seats."""

    remedy = _("Choose more rooms for the session.")

    def __init__(self, missing: int) -> None:
        """Take how many seats are missing."""
        words = ngettext("%(n)d seat is missing.", "%(n)d seats are missing.", missing)
        super().__init__(words % {"n": missing})


class NoRoomAlone(Refusal):
    """Refuse while somebody who was granted a room of their own would share one."""

    sentence = _("A candidate was granted a room of their own, and no room is left empty for them.")
    remedy = _("Choose one more room for the session; a small one will do.")
    article = "无障碍环境建设法第四十三条第二款"


class CheckedInAlready(Refusal):
    """Refuse to seat people anew once the first is in the room."""

    sentence = _("Somebody has been checked in at their seat already.")
    remedy = _("Move single candidates by hand.")


class WrongSeed(Invalid):
    """Refuse a seed that cannot be read aloud and printed."""

    sentence = _("A seed is made of at most forty digits and Latin letters.")


class SeatTaken(Refusal):
    """Refuse a seat that somebody has."""

    sentence = _("Somebody else has this seat.")
    remedy = _("Choose another seat, or tick that the two change places.")


class NoSuchSeat(Invalid):
    """Refuse a seat that the session does not have."""

    sentence = _("The session uses no such room and seat.")


@dataclass(frozen=True, slots=True)
class Seating:
    """What a draw came to: how many were seated, by which seed, and how many neighbours are of one agency."""

    seated: int
    neighbours: int
    order: str
    seed: str


@transaction.atomic(durable=True)
def seat_candidates(
    *, session_id: int, by: Actor, at: datetime, order: str = LOT, seed: str = "", again: bool = False
) -> Seating:
    """Give seats to those who have none, or with ``again`` to everybody anew.

    ``seed`` may be a number drawn in public; without one it is drawn here. It stands in the ledger and on the lists, so
    that everybody can draw again (``exams.administration.seating``). Who was granted a room alone gets an empty one.

    Raises:
        NotFound, NotAllowed, Invalid, WrongSeed, CheckedInAlready, NotEnoughSeats, NoRoomAlone
    """
    session = locked(session_id, by)
    seed = seed.strip() or f"{secrets.randbelow(10**SEED_DIGITS):0{SEED_DIGITS}d}"
    if order not in ORDERS:
        raise Invalid(field="order")
    if not SEED.fullmatch(seed):
        raise WrongSeed(field="seed")
    rows = list(Candidate.objects.filter(session=session).values_list("pk", "agency_id", "ticket", "room_id", "seat"))
    if again and Candidate.objects.filter(session=session, present_at__isnull=False).exists():
        raise CheckedInAlready
    keeping = {} if again else {pk: Seat(room, seat) for pk, _a, _t, room, seat in rows if room and seat}
    waiting = {pk: Waiting(pk, agency, ticket) for pk, agency, ticket, *_rest in rows if pk not in keeping}
    agencies = {pk: agency for pk, agency, *_rest in rows}
    alone = _alone(session)
    seats, closed = _rooms_alone(session, keeping, sorted(alone & set(waiting)), alone)
    free = [seat for seat in _seats(session) if seat.room not in closed and seat not in set(keeping.values())]
    others = [one for pk, one in waiting.items() if pk not in seats]
    if len(others) > len(free):
        raise NotEnoughSeats(len(others) - len(free))
    taken = {seat: agencies[pk] for pk, seat in keeping.items() if seat.room not in closed}
    drawn = draw(free=free, taken=taken, waiting=others, order=order, seed=seed)
    seats = {**seats, **drawn.seats}
    take_places({pk: Place(*seat) for pk, seat in seats.items()})
    done = Seating(len(seats), len(drawn.neighbours), order, seed)
    body = {"seated": done.seated, "neighbours": done.neighbours, "order": order, "seed": seed, "again": again}
    append(series=series_of(session.pk), by=by, at=at, verb="exam.seat", body={"session": session.pk, **body})
    return done


@transaction.atomic(durable=True)
def move_candidate(
    *, candidate_id: int, by: Actor, at: datetime, room_id: int, seat: int, reason: str, swap: bool = False
) -> Candidate:
    """Give a candidate another seat; with ``swap`` whoever has it takes the candidate's.

    Raises:
        NotFound, NotAllowed, GroundsMissing, NoSuchSeat, SeatTaken
    """
    session_id = Candidate.objects.filter(pk=candidate_id).values_list("session_id", flat=True).first()
    session = locked(session_id or 0, by)
    candidate = Candidate.objects.get(pk=candidate_id)
    reason = reason_given(reason)
    if Seat(room_id, seat) not in set(_seats(session)):
        raise NoSuchSeat(field="seat")
    other = Candidate.objects.filter(session=session, room_id=room_id, seat=seat).exclude(pk=candidate.pk).first()
    places = {candidate.pk: Place(room_id, seat)}
    if other is not None:
        if not swap or candidate.room_id is None or candidate.seat is None:
            raise SeatTaken(field="seat")
        places[other.pk] = Place(candidate.room_id, candidate.seat)
    before = [candidate.room_id, candidate.seat]
    take_places(places)
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.move_candidate",
        body={
            "session": session.pk,
            "candidate": candidate.pk,
            "from": before,
            "to": [room_id, seat],
            "changed_with": other.pk if other else None,
            "reason": reason,
        },
    )
    candidate.refresh_from_db()
    return candidate


def _seats(session: Session) -> Iterable[Seat]:
    """Return every seat of the session's rooms, those of one room together."""
    rooms = Room.objects.filter(pk__in=SessionRoom.objects.filter(session=session).values("room"))
    return [Seat(room.pk, n + 1) for room in rooms.order_by("site__name", "name") for n in range(room.seats)]


def _alone(session: Session) -> set[int]:
    granted = Accommodation.objects.filter(candidate__session=session, state=Accommodation.State.GRANTED, own_room=True)
    return set(granted.values_list("candidate_id", flat=True))


def _rooms_alone(
    session: Session, keeping: dict[int, Seat], wanting: list[int], alone: set[int]
) -> tuple[dict[int, Seat], set[int]]:
    """Return the seats of those who sit alone, and the rooms that are closed to others for it.

    Raises:
        NoRoomAlone
    """
    used = {seat.room for seat in keeping.values()}
    closed = {seat.room for pk, seat in keeping.items() if pk in alone}
    rooms = Room.objects.filter(pk__in=SessionRoom.objects.filter(session=session).values("room")).exclude(pk__in=used)
    empty = list(rooms.order_by("seats", "name").values_list("pk", flat=True))
    if len(wanting) > len(empty):
        raise NoRoomAlone
    seats = {pk: Seat(room, 1) for pk, room in zip(wanting, empty, strict=False)}
    return seats, closed | {seat.room for seat in seats.values()}
