"""Write places of candidates: all seats to be changed are left first, so that people may change places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.db import connection

from enforcement.organisation.copying import copy_rows, temporary

LEAVE: Final = "UPDATE exams_candidate candidate SET seat = NULL FROM roster_place place WHERE place.id = candidate.id"
TAKE: Final = (
    "UPDATE exams_candidate candidate SET room_id = place.room_id, seat = place.seat"
    " FROM roster_place place WHERE place.id = candidate.id"
)


class Place(NamedTuple):
    """A room and perhaps a seat in it."""

    room_id: int
    seat: int | None


def take_places(places: Mapping[int, Place]) -> None:
    """Give candidates their places, however many: one COPY and two statements."""
    if not places:
        return
    with connection.cursor() as cursor:
        temporary(cursor, "roster_place", "id bigint, room_id bigint, seat smallint")
        copy_rows(cursor, "roster_place", "id, room_id, seat", ((pk, *place) for pk, place in places.items()))
        cursor.execute(LEAVE)
        cursor.execute(TAKE)
