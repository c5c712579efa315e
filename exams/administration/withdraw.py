"""Take registrations back: the one place where a row of a candidate ends. What it was is kept as a withdrawal."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.create_session import series_of
from exams.models import (
    Accommodation,
    Candidate,
    Discipline,
    IdentityPhoto,
    Intervention,
    Session,
    Sitting,
    SittingWatch,
    Withdrawal,
)
from exams.states import session_state

BEFORE: Final = frozenset({"draft", "waiting"})
"""States of a session in which a registration can be taken back."""
NEEDS: Final = ("state", "reason", "minutes", "percent", "large_text", "reader", "own_room")


class SessionBegan(Refusal):
    """Refuse to take a registration back once the session has opened."""

    sentence = _("The session has opened, so this registration stays on record.")
    remedy = _("Declare the paper void at the console if it must not count.")


class RecordsThere(Refusal):
    """Refuse to take back a registration to which records belong that must be kept."""

    sentence = _("Measures, interventions or photos belong to this registration, so it stays on record.")
    remedy = _("Declare the paper void at the console once the session is open.")


def withdraw(
    *, candidate: Candidate, by: Actor, at: datetime, reason: str, measure: Discipline | None = None
) -> Withdrawal:
    """Take back the registration of a candidate, whose session the caller has locked, before that session opens.

    Raises:
        SessionBegan, RecordsThere
    """
    session: Session = candidate.session
    if session_state(session, at) not in BEFORE:
        raise SessionBegan
    if _has_records(candidate):
        raise RecordsThere
    needs = Accommodation.objects.filter(candidate=candidate).first()
    asked = {name: getattr(needs, name) for name in NEEDS} if needs else {}
    kept = Withdrawal.objects.create(
        session=session, person_id=candidate.person_id, agency_id=candidate.agency_id, ticket=candidate.ticket,
        eligibility=candidate.eligibility, registered_at=candidate.registered_at,
        registered_by=candidate.registered_by, withdrawn_at=at, withdrawn_by=by.name, reason=reason, measure=measure,
    )  # fmt: skip
    _remove(candidate)
    body = {
        "session": session.pk, "candidate": candidate.pk, "person": candidate.person_id,
        "ticket": candidate.ticket, "reason": reason, "measure": measure.pk if measure else None, "needs": asked,
    }  # fmt: skip
    append(series=series_of(session.pk), by=by, at=at, verb="exam.unregister", body=body)
    return kept


def _has_records(candidate: Candidate) -> bool:
    kinds = (Discipline, Intervention, IdentityPhoto)
    return any(kind.objects.filter(candidate=candidate).exists() for kind in kinds)


def _remove(candidate: Candidate) -> None:
    Accommodation.objects.filter(candidate=candidate).delete()
    SittingWatch.objects.filter(sitting__candidate=candidate).delete()
    Sitting.objects.filter(candidate=candidate).delete()
    Candidate.objects.filter(pk=candidate.pk).delete()
