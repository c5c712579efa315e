"""Publish an agency's own template: by another person than who drafted it; from then on it never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.drafting.propose_template import DayGone, checked
from cases.models import OwnTemplate
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


class PublishedAlready(OutOfOrder):
    """Refuse to publish twice."""

    sentence = _("This template is published already.")


class OwnText(NotAllowed):
    """Refuse to publish what one drafted."""

    sentence = _("You drafted this template: another person publishes it.")


@transaction.atomic(durable=True)
def publish_template(*, template_id: int, by: Actor, at: datetime) -> OwnTemplate:
    """Publish a template; papers begun before keep the text that they began with.

    Raises:
        NotFound, PublishedAlready, OwnText. NotAllowed: without the duty of the head. DayGone: once its day is past.
    """
    row = OwnTemplate.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=template_id).first()
    if row is None:
        raise NotFound
    require(by=by, duty="decide", agency=row.agency)
    if row.published_at is not None:
        raise PublishedAlready
    if row.drafted_by_id == by.person_id:
        raise OwnText
    if row.effective_on < clock.day_of(at):
        raise DayGone
    checked(row)
    row.published_by_id, row.published_at = by.person_id, at
    row.save(update_fields=["published_by", "published_at"])
    body = {"key": row.key, "template": row.pk, "sha256": row.sha256, "effective_on": row.effective_on}
    append(series=f"templates:{row.agency_id}", by=by, at=at, verb="template.publish", body=body)
    return row
