"""Write what an import does: candidates by COPY, new places by one statement."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from enforcement.actor import Actor
from exams.administration.admit import ticket_numbers
from exams.administration.dossiers import Dossier
from exams.administration.roster.matching import Place, copy_rows, temporary
from exams.administration.roster.planning import Plan
from exams.models import Candidate, RosterImport, Session
from exams.open_session import seat

COLUMNS = (
    "session_id, person_id, agency_id, eligibility, registered_at, registered_by, roster_id, room_id, seat, ticket,"
    " present_by"
)
EMPTY_SEATS = "UPDATE exams_candidate candidate SET seat = NULL FROM roster_place place WHERE place.id = candidate.id"
TAKE_SEATS = (
    "UPDATE exams_candidate candidate SET room_id = place.room_id, seat = place.seat"
    " FROM roster_place place WHERE place.id = candidate.id"
)


def write(*, session: Session, plan: Plan, roster: RosterImport, by: Actor, at: datetime) -> None:
    """Write the new candidates and the new places. An open session gives the new ones their papers at once."""
    numbers = ticket_numbers(session)
    nowhere = (None, None)

    def row(person_id: int, dossier: Dossier) -> tuple[Any, ...]:
        room_id, number = plan.places.get(person_id, nowhere)
        facts = _snapshot(dossier)
        return (
            session.pk, person_id, dossier.agency, facts, at, by.name, roster.pk, room_id, number, next(numbers), "",
        )  # fmt: skip

    with connection.cursor() as cursor:
        _move(cursor, plan.moved)
        copy_rows(cursor, "exams_candidate", COLUMNS, (row(pk, dossier) for pk, dossier in plan.new.items()))
    if plan.new and session.state == Session.State.OPEN:
        seat(session=session, candidates=Candidate.objects.filter(roster=roster).only("pk"))


def _move(cursor: Any, moved: dict[int, Place]) -> None:
    """Give candidates their new places; all seats are left first, so that two may change places."""
    if not moved:
        return
    temporary(cursor, "roster_place", "id bigint, room_id bigint, seat smallint")
    copy_rows(cursor, "roster_place", "id, room_id, seat", ((pk, *place) for pk, place in moved.items()))
    cursor.execute(EMPTY_SEATS)
    cursor.execute(TAKE_SEATS)


@lru_cache(maxsize=4096)
def _snapshot(dossier: Dossier) -> str:
    return json.dumps(dossier.snapshot(), ensure_ascii=False)
