"""Write what an import does: candidates by COPY, new places by one statement."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from enforcement.actor import Actor
from enforcement.organisation.copying import copy_rows
from exams.administration.admit import ticket_numbers
from exams.administration.dossiers import Dossier
from exams.administration.placing import take_places
from exams.administration.roster.planning import Plan
from exams.models import Candidate, RosterImport, Session
from exams.open_session import seat

COLUMNS = (
    "session_id, person_id, agency_id, eligibility, registered_at, registered_by, roster_id, room_id, seat, ticket,"
    " present_by"
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

    take_places(plan.moved)
    with connection.cursor() as cursor:
        copy_rows(cursor, "exams_candidate", COLUMNS, (row(pk, dossier) for pk, dossier in plan.new.items()))
    if plan.new and session.state == Session.State.OPEN:
        seat(session=session, candidates=Candidate.objects.filter(roster=roster).only("pk"))


@lru_cache(maxsize=4096)
def _snapshot(dossier: Dossier) -> str:
    return json.dumps(dossier.snapshot(), ensure_ascii=False)
