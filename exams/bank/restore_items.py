"""Put retired items back into use."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.bank.ground import held_items, reason_in, series_of
from exams.models import Item


class NotRetired(Refusal):
    """Refuse to restore an item that is in use."""

    sentence = _("Some of these items are in use already.")
    remedy = _("Choose only items that are retired.")


@transaction.atomic(durable=True)
def restore_items(*, item_ids: Collection[int], by: Actor, at: datetime, reason: str) -> list[Item]:
    """Restore retired items, all or none.

    Raises:
        NobodyChosen, NotFound, NotAllowed, NoReason, NotRetired
    """
    why = reason_in(reason)
    held = held_items(item_ids=item_ids, by=by)
    items = [item for found in held.values() for item in found]
    if not all(item.retired_on for item in items):
        raise NotRetired
    for item in items:
        item.retired_on = None
    Item.objects.bulk_update(items, ["retired_on"], batch_size=500)
    for bank, found in held.items():
        append(
            series=series_of(bank.pk),
            by=by,
            at=at,
            verb="exam.restore_items",
            body={"bank": bank.pk, "items": [item.code for item in found], "reason": why},
        )
    return items
