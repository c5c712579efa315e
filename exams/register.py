"""Register candidates for a session: everybody named is eligible, or nobody is registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.administration.admit import admit
from exams.administration.dossiers import Dossier, dossiers
from exams.create_session import series_of
from exams.eligibility import Decision
from exams.models import Candidate, Session
from exams.open_session import locked
from exams.states import session_state


class RegistrationOver(Refusal):
    """Refuse candidates for a session whose time is over."""

    sentence = _("The time of this session is over; nobody can be registered any more.")
    remedy = _("Register them for another session.")


class NobodyNamed(Refusal):
    """Refuse a registration of nobody."""

    sentence = _("Nobody was chosen.")
    remedy = _("Tick at least one person.")


class NotEligible(Refusal):
    """Refuse a registration, naming each person and every ground."""

    remedy = _("Take these persons out and register the others.")

    def __init__(self, against: dict[str, Decision]) -> None:
        """Take the decisions by name."""
        self.against = against
        words = [
            gettext("%(name)s %(grounds)s.")
            % {"name": name, "grounds": gettext("; ").join(str(g.sentence) for g in decision.grounds)}
            for name, decision in against.items()
        ]
        articles = {g.article: None for decision in against.values() for g in decision.grounds if g.article}
        super().__init__(_("Not registered: %(words)s") % {"words": " ".join(words)}, article="、".join(articles))


@transaction.atomic(durable=True)
def register(*, session_id: int, by: Actor, at: datetime, person_ids: Sequence[int]) -> list[Candidate]:
    """Register persons and keep the facts on which each was admitted. An open session gives them their papers at once.

    Raises:
        NotFound, NotAllowed, RegistrationOver, NobodyNamed, NotEligible (each person with every ground)
    """
    session = locked(session_id, by)
    demand_open(session, at)
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise NobodyNamed
    known = dossiers(session=session, person_ids=wanted, at=at)
    if len(known) < len(wanted):
        raise NotFound
    demand_eligible(known)
    made = admit(session=session, by=by, at=at, known=known)
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.register",
        body={"session": session.pk, "persons": sorted(known), "candidates": [c.pk for c in made]},
    )
    return made


def demand_open(session: Session, at: datetime) -> None:
    """Refuse candidates once the session's time is over, or it was cancelled.

    Raises:
        RegistrationOver
    """
    if session_state(session, at) in {"closed", "released", "cancelled"} or at >= session.closes_at:
        raise RegistrationOver


def demand_eligible(known: Mapping[int, Dossier]) -> None:
    """Refuse persons if one of them may not sit.

    Raises:
        NotEligible: naming each with every ground.
    """
    refused = {pk: dossier.decision for pk, dossier in known.items() if not dossier.decision.eligible}
    if refused:
        names = dict(Person.objects.filter(pk__in=refused).values_list("pk", "name"))
        raise NotEligible({names[pk]: decision for pk, decision in refused.items()})
