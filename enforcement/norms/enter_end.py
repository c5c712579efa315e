"""Enter that a norm was repealed or replaced, for another person to confirm."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.norms.access import ENTER, require
from enforcement.norms.models import Norm, NormEnd


class EndedBefore(OutOfOrder):
    """Refuse to end what has an end."""

    sentence = _("The end of this norm is entered already.")


class EndsBeforeItBegan(Invalid):
    """Refuse an end before the norm was in force."""

    sentence = _("The norm was not in force yet on this day.")


@transaction.atomic(durable=True)
def enter_end(*, norm_id: int, by: Actor, at: datetime, last_on: date, document_number: str, reason: str) -> NormEnd:
    """Enter the last day in force of a norm.

    Raises:
        NotFound: if there is no such norm. NotAllowed: without the duty of legal review or of supervision.
        EndedBefore, EndsBeforeItBegan: as named.
    """
    norm = Norm.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=norm_id).first()
    if norm is None:
        raise NotFound
    person_id = require(by, ENTER, norm.agency)
    newest = norm.versions.order_by("-from_on").first()
    if norm.ends.filter(last_on__gte=newest.from_on if newest else date.min).exists():  # else another began since
        raise EndedBefore
    if not norm.versions.filter(from_on__lte=last_on).exists():
        raise EndsBeforeItBegan(field="last_on")
    end = NormEnd.objects.create(
        norm=norm,
        last_on=last_on,
        document_number=document_number,
        reason=reason,
        entered_by_id=person_id,
        entered_at=at,
    )
    append(
        series=norm.series, by=by, at=at, verb="norm.enter_end",
        body={"end": end.pk, "last_on": last_on, "document": document_number, "reason": reason},
    )  # fmt: skip
    return end
