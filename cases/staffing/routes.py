"""Who decides on a recusal: the head; on the principal head's own, what the setting says (行政处罚法第四十三条)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cases.models import Recusal
from cases.staffing.parameters import HEAD_RECUSAL
from enforcement.organisation.models import Agency, Person, Post
from enforcement.organisation.parameters import value


def route_of(person: Person, agency: Agency, on: date) -> str:
    """Return the route of a recusal: ``head``, or for the principal head ``collective`` or ``superior``."""
    is_head = Post.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on), person=person, agency=agency, is_head=True, from_on__lte=on
    ).exists()
    return str(value(HEAD_RECUSAL, agency=agency, on=on)) if is_head else Recusal.Route.HEAD
