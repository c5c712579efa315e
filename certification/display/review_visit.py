"""Review a visit that raised an alarm or was rated low: the supervisor says what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Visit
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

DUTY = "supervise"


class ReviewedAlready(OutOfOrder):
    """Refuse a second review."""

    sentence = _("Somebody has reviewed this visit.")
    remedy = _("Reload the page to read what they found.")


@transaction.atomic(durable=True)
def review_visit(*, visit_id: int, by: Actor, at: datetime, review: str) -> Visit:
    """Write what came of it.

    Raises:
        NotFound: without the duty ``supervise`` on the agency. ReviewedAlready: the second time. Invalid: no words.
    """
    rows = Visit.objects.select_for_update(of=("self",)).select_related("credential__agency")
    visit = rows.filter(pk=visit_id).first()
    if visit is None or not holds(person_id=by.person_id, duty=DUTY, agency=visit.credential.agency):
        raise NotFound
    if visit.reviewed_at is not None:
        raise ReviewedAlready
    if not review.strip():
        raise Invalid(_("Write what you found."), field="review")
    visit.reviewed_at, visit.reviewed_by_id, visit.review = at, by.person_id, review.strip()
    visit.save(update_fields=["reviewed_at", "reviewed_by", "review"])
    append(series=visit.credential.series, by=by, at=at, verb="visit.review", body={"visit": visit.pk})
    return visit
