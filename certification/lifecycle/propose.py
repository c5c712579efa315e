"""Propose to revoke a credential (吊销建议): the first of two steps; another body decides after hearing the officer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.history import AFTER, NotInThisState
from certification.lifecycle import chosen, grounds
from certification.lifecycle.parameters import REVOCATION_GROUNDS
from certification.lifecycle.proposed import enter
from certification.models import Proposal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append

PROPOSERS = ("supervise", "apply", "issue", "examine")


class Decided(OutOfOrder):
    """Refuse to add to a proposal that was decided."""

    sentence = _("This proposal was decided already.")
    remedy = _("Reload the page to read the decision.")


@transaction.atomic(durable=True)
def propose_revocation(
    *, credential_id: int, by: Actor, at: datetime, code: str, facts: str, evidence: str
) -> Proposal:
    """Propose on a ground of the list, with what happened and the evidence; the credential stays as it is meanwhile.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says (supervisors and the agency).
        NotInThisState: for a credential that has ended. ProposedAlready: while one waits.
        Invalid: for a ground that is not listed, or without facts or evidence.
    """
    credential = history.lock(credential_id, by=by, duties=PROPOSERS)
    if history.last_of(credential, clock.day_of(at)).status not in AFTER["revoke"]:
        raise NotInThisState
    offered = chosen.allowed(grounds.REVOCATION, REVOCATION_GROUNDS, agency=credential.agency, on=clock.day_of(at))
    chosen.demand(code, offered)
    for name, words in (("facts", facts), ("evidence", evidence)):
        if not words.strip():
            raise Invalid(_("A proposal says what happened and names the evidence."), field=name)
    return enter(credential, kind="revoke", ground=code, facts=facts, evidence=evidence, by=by, at=at)


@transaction.atomic(durable=True)
def hear(*, proposal_id: int, by: Actor, at: datetime, statement: str) -> Proposal:
    """Take the officer's statement: the officer's own, or one made orally or on paper that the office enters.

    Raises:
        NotFound: if there is none. NotAllowed: for others. Decided: afterwards. Invalid: without words.
    """
    found = lock(proposal_id)
    history.lock(found.credential_id, by=by, duties=("holder", "examine", "issue"))
    if not statement.strip():
        raise Invalid(_("Write the statement, or that the officer makes none."), field="statement")
    found.statement = "\n".join(filter(None, (found.statement, statement.strip())))
    found.heard_on = clock.day_of(at)
    found.save(update_fields=["statement", "heard_on"])
    body = {"proposal": found.pk, "opinion": statement.strip()}
    append(series=found.series, by=by, at=at, verb="credential.hear", body=body)
    return found


def lock(proposal_id: int) -> Proposal:
    """Return a proposal that is open, locked until the transaction ends.

    Raises:
        NotFound: if there is none. Decided: if it is not open.
    """
    found = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    if found.outcome:
        raise Decided
    return found
