"""Register candidates for a session: everybody named is eligible, or nobody is registered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.create_session import series_of
from exams.eligibility import Decision, judge
from exams.models import Candidate, Session
from exams.open_session import locked, seat
from exams.queries import facts_of
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
    if session_state(session, at) in {"closed", "released"} or at >= session.closes_at:
        raise RegistrationOver
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise NobodyNamed
    known = facts_of(session=session, person_ids=wanted, on=clock.day_of(at))
    if len(known) < len(wanted):
        raise NotFound
    decisions = {pk: judge(facts) for pk, (facts, _post) in known.items()}
    refused = {pk: decision for pk, decision in decisions.items() if not decision.eligible}
    if refused:
        names = dict(Person.objects.filter(pk__in=refused).values_list("pk", "name"))
        raise NotEligible({names[pk]: decision for pk, decision in refused.items()})
    made = Candidate.objects.bulk_create(
        Candidate(
            session=session,
            person_id=pk,
            agency=post.agency,
            eligibility=decisions[pk].snapshot(),
            registered_at=at,
            registered_by=by.name,
        )
        for pk, (_facts, post) in known.items()
        if post is not None
    )
    if session.state == Session.State.OPEN:
        seat(session=session, candidates=made)
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.register",
        body={"session": session.pk, "persons": sorted(known), "candidates": [c.pk for c in made]},
    )
    return made
