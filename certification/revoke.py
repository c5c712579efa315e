"""Enter a revocation that was proposed and decided outside this system (吊销, Q16): both steps, at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import history
from certification.lifecycle.decide import bars, revoked
from certification.lifecycle.proposed import enter
from certification.models import CredentialStatus, Proposal
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Invalid


@transaction.atomic(durable=True)
def revoke(
    *, credential_id: int, by: Actor, at: datetime, ground: str, document: str, code: str = "other_revoke"
) -> CredentialStatus:
    """Register the proposal and the decision of a body outside, from valid, suspended or lapsed; no page does this.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says. NotInThisState: otherwise.
        Invalid: without a ground.
    """
    credential = history.lock(credential_id, by=by)
    if not ground.strip():
        raise Invalid(field="ground")
    on = clock.day_of(at)
    found = Proposal.objects.filter(credential=credential, kind=Proposal.Kind.REVOKE, outcome="").first()
    found = found or enter(credential, kind="revoke", ground=code, facts=ground, by=SYSTEM, at=at)
    found.outcome, found.reasons, found.document = Proposal.Outcome.CARRIED, ground.strip(), document.strip()
    found.decided_by_id, found.decided_on, found.heard_on = by.person_id, on, found.heard_on or on
    found.for_life = bars(found.ground, credential.agency, on)
    found.save()
    return revoked(credential, found, by=by, at=at)
