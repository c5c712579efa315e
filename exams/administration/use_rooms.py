"""Say in which rooms a session is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from exams.create_session import series_of
from exams.models import Candidate, Room, Session, SessionRoom
from exams.open_session import locked
from exams.queries import agencies_examined
from exams.register import demand_open


class RoomTaken(Refusal):
    """Refuse a room that another session uses at the same time."""

    remedy = _("Choose another room, or move one of the two sessions.")

    def __init__(self, room: Room, other: Session) -> None:
        """Take the room and the session that has it."""
        words = {"room": str(room), "session": other.title}
        super().__init__(gettext("%(room)s is used by “%(session)s” at that time.") % words, field="room_ids")


class RoomSeated(Refusal):
    """Refuse to give up a room in which candidates have a place."""

    sentence = _("Candidates of this session have a place in a room that would be given up.")
    remedy = _("Seat them elsewhere first.")


@transaction.atomic(durable=True)
def use_rooms(*, session_id: int, by: Actor, at: datetime, room_ids: Sequence[int]) -> list[SessionRoom]:
    """Hold a session in these rooms and no others; none means that everybody sits where they are.

    Raises:
        NotFound, NotAllowed, RegistrationOver, RoomTaken, RoomSeated
    """
    session = locked(session_id, by)
    demand_open(session, at)
    wanted = set(room_ids)
    rooms = {room.pk: room for room in _rooms(session, wanted)}
    if set(rooms) != wanted:
        raise NotFound
    used = dict(SessionRoom.objects.filter(session=session).values_list("room_id", "pk"))
    left = set(used) - wanted
    if Candidate.objects.filter(session=session, room_id__in=left).exists():
        raise RoomSeated(field="room_ids")
    _demand_free(session, rooms)
    SessionRoom.objects.filter(session=session, room_id__in=left).delete()
    SessionRoom.objects.bulk_create([SessionRoom(session=session, room=rooms[pk]) for pk in sorted(wanted - set(used))])
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.use_rooms",
        body={"session": session.pk, "rooms": sorted(wanted), "seats": sum(room.seats for room in rooms.values())},
    )
    return list(SessionRoom.objects.filter(session=session).select_related("room__site"))


def _rooms(session: Session, wanted: set[int]) -> list[Room]:
    """Return the rooms, held so that no other session takes one at the same moment."""
    mine = agencies_examined(session.exam).values("pk")
    rows = Room.objects.filter(pk__in=wanted, is_active=True, site__is_active=True, site__agency__in=mine)
    return list(rows.select_related("site").select_for_update(of=("self",)).order_by("pk"))


def _demand_free(session: Session, rooms: dict[int, Room]) -> None:
    over = (Session.State.CLOSED, Session.State.RELEASED)
    clash = (
        SessionRoom.objects.filter(
            room__in=rooms, session__opens_at__lt=session.closes_at, session__closes_at__gt=session.opens_at
        )
        .exclude(session=session)
        .exclude(session__state__in=over)
        .select_related("session")
        .first()
    )
    if clash is not None:
        raise RoomTaken(rooms[clash.room_id], clash.session)
