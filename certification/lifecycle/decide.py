"""Decide on a proposal to revoke or suspend: the second of two steps (Q16)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.history import Decision
from certification.lifecycle import chosen, grounds
from certification.lifecycle.obliged import oblige
from certification.lifecycle.parameters import DECIDER, HEARING_DAYS, NEVER_AGAIN_GROUNDS
from certification.lifecycle.propose import lock
from certification.models import Credential, CredentialStatus, Proposal
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.web.times import say_day

CARD_DAYS = 10


class OwnProposal(Refusal):
    """Refuse the proposer's own decision."""

    sentence = _("Who proposed does not decide.")
    article = "行政执法监督条例第三十二条"
    remedy = _("Ask another person of the body that decides.")


class NotHeard(Refusal):
    """Refuse to revoke before the officer could speak."""

    sentence = _("The officer has not been heard yet.")
    article = "山东省行政程序规定（陈述、申辩）"
    remedy = _("Take the statement, or wait until the days for it are over.")


@transaction.atomic(durable=True)
def decide(
    *,
    proposal_id: int,
    by: Actor,
    at: datetime,
    outcome: Literal["carried", "dismissed"],
    reasons: str,
    document: str = "",
) -> Proposal:
    """Revoke as proposed, or dismiss the proposal with reasons. A proposal to suspend is carried out by suspending.

    Raises:
        NotFound, Decided: as :func:`certification.lifecycle.propose.lock` says.
        NotAllowed, OwnCredential: unless of the body that the setting names. OwnProposal: for the proposer.
        NotHeard: before a statement or the end of the days for one. NotInThisState: if the credential has ended.
        Invalid: without reasons, or to revoke without the number of the decision.
    """
    found = lock(proposal_id)
    on = clock.day_of(at)
    credential = history.lock(found.credential_id, by=by, duties=(decider(found),))
    if found.proposed_by_id is not None and found.proposed_by_id == by.person_id:
        raise OwnProposal
    if not reasons.strip():
        raise Invalid(_("Write the reasons."), field="reasons")
    if outcome == "carried":
        if found.kind == Proposal.Kind.SUSPEND:
            raise Invalid(
                _("To suspend, open the credential and suspend it; this page only dismisses."), field="outcome"
            )
        if not document.strip():
            raise Invalid(_("Give the number of the decision."), field="document")
        if found.heard_on is None and on <= speak_until(found):
            raise NotHeard(_("The officer may make a statement until %(on)s.") % {"on": say_day(speak_until(found))})
    found.outcome, found.reasons, found.document = outcome, reasons.strip(), document.strip()
    found.decided_by_id, found.decided_on = by.person_id, on
    found.for_life = outcome == "carried" and bars(found.ground, credential.agency, on)
    found.save()
    body = {"proposal": found.pk, "outcome": outcome, "opinion": found.reasons, "document": found.document}
    append(series=credential.series, by=by, at=at, verb="credential.decide", body=body)
    if outcome == "carried":
        revoked(credential, found, by=by, at=at)
    return found


def decider(proposal: Proposal) -> str:
    """Return the duty that decides: to suspend the issuer's; to revoke what the setting names."""
    if proposal.kind == Proposal.Kind.SUSPEND:
        return "issue"
    day = clock.day_of(proposal.made_at)
    return "examine" if value(DECIDER, agency=proposal.credential.agency, on=day) == "justice" else "issue"


def speak_until(proposal: Proposal) -> date:
    """Return the last day on which the officer may make a statement."""
    day = clock.day_of(proposal.made_at)
    return day + timedelta(days=int(value(HEARING_DAYS, agency=proposal.credential.agency, on=day)))


def bars(code: str, agency: Agency, on: date) -> bool:
    """Return whether a ground bars a new application for ever, as the setting lists them."""
    return code in value(NEVER_AGAIN_GROUNDS, agency=agency, on=on)


def revoked(credential: Credential, proposal: Proposal, *, by: Actor, at: datetime) -> CredentialStatus:
    """Write the revocation that a decision on a proposal orders, in its transaction."""
    on = clock.day_of(at)
    was = history.last_of(credential, on).status
    ground = grounds.REVOCATION.get(proposal.ground)
    words = chosen.in_words(ground, proposal.facts) if ground else proposal.facts[: chosen.LONGEST]
    decision = Decision(ground=words, document=proposal.document, article=ground.article if ground else "")
    entry = history.add(
        credential, act="revoke", status=CredentialStatus.Status.REVOKED, decision=decision, by=by, at=at,
        more={"proposal": proposal.pk, "for_life": proposal.for_life},
    )  # fmt: skip
    oblige(credential, "card_back", days=CARD_DAYS, at=at)
    first = ("suspend", "aggravated") if was == "suspended" else ("hold_credential", "revoke")
    history.move(credential, [first, ("revoke", "revoked")], by=SYSTEM, at=at, body=decision)
    return entry
