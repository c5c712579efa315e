"""Publish a score sheet: a second supervisor does, and it never changes afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.models import ScoreSheet
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


class OwnSheet(NotAllowed):
    """Refuse whoever took the sheet in."""

    sentence = _("You took this sheet in: another supervisor publishes it.")
    remedy = _("Ask a colleague with the duty of supervision to look at it and publish it.")


class SheetPublished(OutOfOrder):
    """Refuse to publish twice."""

    sentence = _("This sheet is published already.")


@transaction.atomic(durable=True)
def publish_sheet(*, sheet_id: int, by: Actor, at: datetime) -> ScoreSheet:
    """Publish a sheet.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty. OwnSheet, SheetPublished: as they say.
    """
    sheet = ScoreSheet.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    require(by=by, duty=DUTY, agency=sheet.agency)
    if sheet.published_at is not None:
        raise SheetPublished
    if by.person_id is None or by.person_id == sheet.made_by_id:
        raise OwnSheet
    sheet.published_at, sheet.published_by_id = at, by.person_id
    sheet.save(update_fields=["published_at", "published_by"])
    append(series=sheet.series, by=by, at=at, verb="score_sheet.publish", body={"sheet": sheet.pk})
    return sheet
