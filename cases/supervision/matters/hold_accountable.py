"""Record who answered for something that had to be corrected, and how (行政执法监督条例第三十二条、第三十四条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.insiders import refuse_insider
from cases.supervision.matters.acting import SUPERVISE, needed
from cases.supervision.matters.models import Correction
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def hold_accountable(
    *, correction_id: int, by: Actor, at: datetime, accountability: str, text: str, responsible: str = ""
) -> Correction:
    """Record the outcome as the competent body decided it; a later one replaces it, both stand in the ledger.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of supervision, with a post in the organ, once
        recused.
        Invalid, cases.supervision.matters.acting.TextMissing: on their fields.
    """
    rows = Correction.objects.select_for_update(of=("self",)).select_related("agency", "matter")
    found = rows.filter(pk=correction_id).first()
    if found is None:
        raise NotFound
    if by.person_id is None or found.matter.recusals.filter(person_id=by.person_id).exists():
        raise NotAllowed
    require(by=by, duty=SUPERVISE, agency=found.agency)
    refuse_insider(by=by, agency=found.agency, at=at)
    if accountability not in Correction.Accountability.values:
        raise Invalid(_("Choose how somebody answered for it."), field="accountability")
    found.accountability, found.accountability_text = accountability, needed(text, "text")
    found.accountability_on, found.responsible = clock.day_of(at), responsible.strip() or found.responsible
    found.save(update_fields=["accountability", "accountability_text", "accountability_on", "responsible"])
    body = {"matter": found.matter_id, "accountability": accountability, "text": found.accountability_text}
    append(series=f"correction:{found.pk}", by=by, at=at, verb="matter.hold_accountable", body=body)
    return found
