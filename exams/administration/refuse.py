"""Keep why persons may not sit: each refusal with its facts, so that it can be explained, waived or contested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.administration.dossiers import Dossier, dossiers
from exams.create_session import series_of
from exams.models import EligibilityDecision, Session
from exams.open_session import locked

REGISTERED = ["registered"]


class NobodyRefused(Refusal):
    """Refuse to record a refusal of persons who may sit, or whose refusal stands on the list with the same facts."""

    sentence = _("Nobody of these has to be refused, or it is on record already.")


@transaction.atomic(durable=True)
def refuse(*, session_id: int, by: Actor, at: datetime, person_ids: Sequence[int]) -> list[EligibilityDecision]:
    """Record, for those among the persons who may not sit, every ground with the facts it rests on.

    Raises:
        NotFound, NotAllowed, NobodyRefused
    """
    session = locked(session_id, by)
    made = keep(session=session, by=by, at=at, known=dossiers(session=session, person_ids=person_ids, at=at))
    if not made:
        raise NobodyRefused
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.refuse",
        body={"session": session.pk, "refused": {str(row.person_id): row.grounds for row in made}},
    )
    return made


def keep(*, session: Session, by: Actor, at: datetime, known: dict[int, Dossier]) -> list[EligibilityDecision]:
    """Write the decisions against persons that are not yet on record with the same facts."""
    against = {pk: d.decision.snapshot() for pk, d in known.items() if not d.decision.eligible}
    against = {pk: kept for pk, kept in against.items() if kept["grounds"] != REGISTERED}
    stored = EligibilityDecision.objects.filter(session=session, person_id__in=against).order_by("decided_at", "pk")
    last = dict(stored.values_list("person_id", "facts"))
    return EligibilityDecision.objects.bulk_create(
        [
            EligibilityDecision(
                session=session,
                person_id=pk,
                rule=kept["rule"],
                eligible=False,
                grounds=kept["grounds"],
                facts=kept["facts"],
                decided_at=at,
                decided_by=by.name,
            )
            for pk, kept in against.items()
            if last.get(pk) != kept["facts"]
        ],
        batch_size=2000,
    )
