"""Suspend a credential (暂扣, Q13): its holder may not enforce the law meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history, parameters
from certification.history import Decision
from certification.lifecycle import chosen, grounds
from certification.lifecycle.obliged import oblige
from certification.lifecycle.parameters import SUSPENSION_GROUNDS, TELL_DAYS
from certification.models import Credential, CredentialStatus, Proposal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.deadlines import months_after
from enforcement.organisation.parameters import value
from enforcement.web.times import say_day

ARTICLE = "行政执法监督条例第三十二条"
CHECKED = (("hold_credential", "annual"), ("check_annually", "failed"))


@transaction.atomic(durable=True)
def suspend(
    *,
    credential_id: int,
    by: Actor,
    at: datetime,
    ground: str,
    document: str,
    to_on: date,
    from_on: date | None = None,
    code: str = "",
) -> CredentialStatus:
    """Suspend from a day; ``to_on`` is the day by which it is restored or revoked. It never revives by itself.

    ``code`` names the ground in the list of the rules, ``ground`` says what happened. Unit and issuer are to be told
    within days; a proposal to suspend that waits is carried out with it.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says. NotInThisState: unless valid.
        Invalid: without a ground, with one that is not listed, or for longer than ``credential.suspension_months``.
    """
    credential = history.lock(credential_id, by=by)
    begins = from_on or clock.day_of(at)
    _check_end(credential, begins, to_on)
    article = ARTICLE
    if code:
        offered = chosen.allowed(grounds.SUSPENSION, SUSPENSION_GROUNDS, agency=credential.agency, on=begins)
        found = chosen.demand(code, offered)
        ground, article = chosen.in_words(found, ground), found.article
    decision = Decision(ground=ground, document=document, article=article, from_on=begins, to_on=to_on)
    entry = history.add(
        credential, act="suspend", status=CredentialStatus.Status.SUSPENDED, decision=decision, by=by, at=at
    )
    waiting = Proposal.objects.filter(credential=credential, kind=Proposal.Kind.SUSPEND, outcome="")
    waiting.update(
        outcome=Proposal.Outcome.CARRIED, decided_by=by.person_id, decided_on=begins, document=document.strip()
    )
    days = int(value(TELL_DAYS, agency=credential.agency, on=begins))
    oblige(credential, "tell_unit", "tell_issuer", days=days, at=at)
    steps = CHECKED if code == "check_failed" else (("hold_credential", "suspend"),)
    history.move(credential, steps, by=by, at=at, body=decision)
    return entry


def _check_end(credential: Credential, begins: date, to_on: date) -> None:
    months = int(value(parameters.SUSPENSION_MONTHS, agency=credential.agency, on=begins))
    latest = months_after(begins, months)
    if not begins <= to_on <= latest:
        raise Invalid(
            _("A suspension ends between its first day and %(latest)s.") % {"latest": say_day(latest)}, field="to_on"
        )
