"""Discard a draft: the version in force stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.publicity.lists.write_entry import locked_draft
from enforcement.actor import Actor
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def discard_list(*, list_id: int, by: Actor, at: datetime) -> None:
    """Discard a draft; the version in force stays.

    Raises:
        NotAllowed, NoDraft: as :func:`write_entry`.
    """
    issue = locked_draft(list_id, by)
    body = {"list": issue.pk, "version": issue.number}
    append(series=issue.series, by=by, at=at, verb="public_list.discard", body=body)
    issue.delete()
