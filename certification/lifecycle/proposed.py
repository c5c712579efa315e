"""Enter a proposal about a credential, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from certification.models import Credential, Proposal
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.ledger.append import append


class ProposedAlready(OutOfOrder):
    """Refuse a second proposal of a kind while one waits."""

    sentence = _("Such a proposal waits for its decision already.")
    remedy = _("Open it on the page of the credential.")


def enter(
    credential: Credential, *, kind: str, ground: str, facts: str, by: Actor, at: datetime, evidence: str = ""
) -> Proposal:
    """Write a proposal and its record; of two with the same ground the first stands.

    Raises:
        ProposedAlready: if one of the kind waits on another ground.
    """
    waiting = Proposal.objects.filter(credential=credential, kind=kind, outcome="").first()
    if waiting is not None:
        if waiting.ground != ground or kind == Proposal.Kind.REVOKE:
            raise ProposedAlready
        return waiting
    made = Proposal.objects.create(
        credential=credential, kind=kind, ground=ground, facts=facts.strip(), evidence=evidence.strip(),
        proposed_by_id=by.person_id, proposer=" · ".join(filter(None, (by.name, by.agency)))[:80], made_at=at,
    )  # fmt: skip
    body = {"proposal": made.pk, "kind": kind, "code": ground, "ground": made.facts, "evidence": made.evidence}
    append(series=credential.series, by=by, at=at, verb=f"credential.propose_{kind}", body=body)
    return made
