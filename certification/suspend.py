"""Suspend a credential (暂扣, Q13): its holder may not enforce the law meanwhile."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history, parameters
from certification.history import Decision
from certification.models import CredentialStatus
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.parameters import value
from enforcement.web.times import say_day

ARTICLE = "行政执法监督条例第三十二条"
_MONTH = 30.44


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
) -> CredentialStatus:
    """Suspend from a day; ``to_on`` is the day by which it is restored or revoked. It never revives by itself.

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: unless it is valid.
        Invalid: without a ground, or for longer than the parameter ``credential.suspension_months``.
    """
    credential = history.lock(credential_id, by=by)
    begins = from_on or clock.day_of(at)
    months = int(value(parameters.SUSPENSION_MONTHS, agency=credential.agency, on=begins))
    latest = begins + timedelta(days=round(months * _MONTH))
    if not begins <= to_on <= latest:
        raise Invalid(
            _("A suspension ends between its first day and %(latest)s.") % {"latest": say_day(latest)}, field="to_on"
        )
    decision = Decision(ground=ground, document=document, article=ARTICLE, from_on=begins, to_on=to_on)
    entry = history.add(
        credential, act="suspend", status=CredentialStatus.Status.SUSPENDED, decision=decision, by=by, at=at
    )
    history.move(credential, [("hold_credential", "suspend")], by=by, at=at, body=decision)
    return entry
