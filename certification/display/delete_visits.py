"""Delete the visits whose time is over, with their ratings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from certification.display.parameters import KEPT
from certification.models import Visit
from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

BATCH: Final = 500


@transaction.atomic(durable=True)
def delete_visits(*, agency_id: int, by: Actor, at: datetime, limit: int = BATCH) -> int:
    """Delete an agency's visits older than the setting ``display.visit_kept_days``, a batch at a time.

    Returns how many; call it again until there are none. The ledger says how many, and until which day.
    """
    agency = Agency.objects.get(pk=agency_id)
    days = int(value(KEPT, agency=agency, on=clock.day_of(at)))
    before = at - timedelta(days=days)
    rows = Visit.objects.filter(credential__agency=agency, at__lt=before).order_by("pk").values_list("pk", flat=True)
    chosen = list(rows[:limit])
    if chosen:
        Visit.objects.filter(pk__in=chosen).delete()
        body = {"agency": agency.pk, "visits": len(chosen), "before": before}
        append(series=f"visits:{agency.pk}", by=by, at=at, verb="visit.delete", body=body)
    return len(chosen)
