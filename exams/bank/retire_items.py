"""Take items out of use: new papers do without them, papers already made keep them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.bank.ground import held_items, reason_in, series_of
from exams.models import Item


class RetiredAlready(Refusal):
    """Refuse to retire an item twice."""

    sentence = _("Some of these items are retired already.")
    remedy = _("Choose only items that are in use.")


@transaction.atomic(durable=True)
def retire_items(*, item_ids: Collection[int], by: Actor, at: datetime, reason: str) -> list[Item]:
    """Retire items from the day of the act, all or none.

    Raises:
        NobodyChosen, NotFound, NotAllowed, NoReason, RetiredAlready
    """
    why = reason_in(reason)
    held = held_items(item_ids=item_ids, by=by)
    items = [item for found in held.values() for item in found]
    if any(item.retired_on for item in items):
        raise RetiredAlready
    for item in items:
        item.retired_on = clock.day_of(at)
    Item.objects.bulk_update(items, ["retired_on"], batch_size=500)
    for bank, found in held.items():
        append(
            series=series_of(bank.pk),
            by=by,
            at=at,
            verb="exam.retire_items",
            body={"bank": bank.pk, "items": [item.code for item in found], "reason": why},
        )
    return items
