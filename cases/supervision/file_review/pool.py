"""Who may be chosen as a scorer: reviewers and supervisors of the county."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cases.supervision.access import DUTY
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person

SCORING = ("review", DUTY)


def pool(body: Agency) -> QuerySet[Person]:
    """Return the persons who review or supervise at the body, below it, or above it."""
    rows = AgencyPersonDuty.objects.filter(
        Q(content_object__path__startswith=body.path) | Q(content_object_id__in=body.line),
        permission__codename__in=[DUTIES[code].permission for code in SCORING],
    )
    return Person.objects.filter(pk__in=rows.values("user_id"), is_active=True).order_by("name", "pk")
