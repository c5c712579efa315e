"""Reading phones and visits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from certification.models import BoundDevice, Rating, Visit
from enforcement.organisation.duties.holding import agencies_where

NOTICE_HOURS: Final = 12
"""So long after it was announced, a scan of the officer's live code leads to the notice of a visit."""


def devices_for(person_id: int) -> QuerySet[BoundDevice]:
    """Return the phones of the agencies where a person issues credentials."""
    agencies = agencies_where(person_id=person_id, duties={"issue"})
    return BoundDevice.objects.filter(credential__agency__in=agencies).select_related("credential__agency")


def devices_of(person_id: int) -> QuerySet[BoundDevice]:
    """Return a person's own phones, the latest first."""
    return BoundDevice.objects.filter(credential__person=person_id).select_related("credential")


def visits_for(person_id: int) -> QuerySet[Visit]:
    """Return the visits that a person supervises."""
    agencies = agencies_where(person_id=person_id, duties={"supervise"})
    rows = Visit.objects.filter(credential__agency__in=agencies)
    return rows.select_related("credential__agency", "rating", "far_from", "reviewed_by")


def visits_of(person_id: int) -> QuerySet[Visit]:
    """Return what is kept of a person's own visits."""
    return Visit.objects.filter(credential__person=person_id).select_related("rating")


def waiting() -> Q:
    """Return what makes a visit wait for a supervisor: two places at once, or a low rating."""
    return Q(reviewed_at=None) & (Q(km__isnull=False) | Q(rating__grade__lte=Rating.LOW))


def notice_of(*, sid: int, at: datetime, device: bytes | None = None) -> str:
    """Return the secret of the visit that an officer announced shortly before a moment, or "" (one query).

    ``device`` is the key in the live code; a visit announced on another phone is none of its.
    """
    rows = Visit.objects.filter(credential__sid=sid, at__lte=at + timedelta(minutes=2))
    rows = rows.filter(at__gte=at - timedelta(hours=NOTICE_HOURS))
    if device is not None:
        rows = rows.filter(device__public=device)
    return rows.order_by("-at", "-pk").values_list("secret", flat=True).first() or ""
