"""Correct an application that the lowest level sent back (补正), before it is pre-checked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import steps
from certification.fields import FIELDS
from certification.lifecycle.levels import was_returned
from certification.models import Application
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require


class NotReturned(OutOfOrder):
    """Refuse to change an application that nobody sent back."""

    sentence = _("An application is corrected only after it was returned.")
    remedy = _("Ask the reviewer to return it for correction.")


@transaction.atomic(durable=True)
def correct(
    *, application_id: int, by: Actor, at: datetime, fields: Sequence[str], area: str, post_proof: str
) -> Application:
    """Correct fields, area and proof of the post; what stood there before stays in the ledger.

    Raises:
        NotFound, OwnApplication, OutOfOrder: as :mod:`certification.steps` says.
        NotAllowed: without the duty ``apply``. NotReturned: unless it was sent back. Invalid: without a field.
    """
    application = steps.lock(application_id, by)
    require(by=by, duty="apply", agency=application.agency)
    steps.demand_open(application, "examine_application")
    if not was_returned(application):
        raise NotReturned
    if not fields or any(code not in FIELDS for code in fields):
        raise Invalid(_("Choose at least one field of enforcement."), field="codes")
    before = {"fields": application.fields, "area": application.area, "post_proof": application.post_proof}
    application.fields, application.area, application.post_proof = list(fields), area.strip(), post_proof.strip()
    application.save(update_fields=["fields", "area", "post_proof"])
    body = {
        "before": before,
        "fields": application.fields,
        "area": application.area,
        "post_proof": application.post_proof,
    }
    steps.note(application, verb="credential.correct", by=by, at=at, body=body)
    return application
