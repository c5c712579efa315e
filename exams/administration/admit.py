"""Write candidates into a session: the one place where rows of candidates and their ticket numbers begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count

from django.db.models import Max
from django.utils import timezone

from enforcement.actor import Actor
from exams.administration.dossiers import Dossier
from exams.administration.ticket_number import serial_of, ticket_number
from exams.models import Candidate, Session, Withdrawal
from exams.open_session import seat

BATCH = 2000


def admit(*, session: Session, by: Actor, at: datetime, known: Mapping[int, Dossier]) -> list[Candidate]:
    """Write the candidates of a locked session, each with the facts on which they were admitted and a ticket's number.

    Whoever is in ``known`` must be eligible. An open session gives them their papers at once.
    """
    numbers = ticket_numbers(session)
    made = Candidate.objects.bulk_create(
        [
            Candidate(
                session=session,
                person_id=pk,
                agency_id=dossier.agency,
                eligibility=dossier.snapshot(),
                registered_at=at,
                registered_by=by.name,
                ticket=next(numbers),
            )
            for pk, dossier in known.items()
        ],
        batch_size=BATCH,
    )
    if session.state == Session.State.OPEN:
        seat(session=session, candidates=made)
    return made


def ticket_numbers(session: Session) -> Iterator[str]:
    """Return, without end, the ticket numbers that a session, which the caller has locked, has not given out."""
    given = (Candidate.objects.filter(session=session), Withdrawal.objects.filter(session=session))
    last = max(rows.aggregate(last=Max("ticket"))["last"] or "" for rows in given)
    year = timezone.localtime(session.opens_at).year
    first = serial_of(last) + 1 if last else 1
    return (ticket_number(year=year, session=session.pk, serial=serial) for serial in count(first))
