"""What papers and pages ask of a bank."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from exams.bank.answer import VOID
from exams.models import Item, KeyStatus, KeyVersion


def latest_key(field: str) -> Subquery:
    """Return a field of the latest key of an item's current version, to annotate items with."""
    return Subquery(KeyVersion.objects.filter(item_version=OuterRef("current")).order_by("-number").values(field)[:1])


def usable_items(bank_id: int, on: date, *, outdated: bool = False) -> QuerySet[Item]:
    """Return the items that a new paper may take for a session on a day, each with its ``current`` version.

    Left out are retired items, items whose key was declared void, and items whose article is not in force that day, be
    it amended or still to come; ``outdated`` takes the last ones in all the same.
    """
    rows = (
        Item.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on), bank_id=bank_id, current__isnull=False)
        .annotate(key_status=latest_key("status"))
        .filter(key_status__in=set(KeyStatus) - VOID)
    )
    if not outdated:
        rows = rows.filter(
            Q(current__law_ref__outdated_from=None) | Q(current__law_ref__outdated_from__gt=on),
            current__law_ref__in_force_from__lte=on,
        )
    return rows
