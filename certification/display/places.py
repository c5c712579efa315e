"""One credential in two places: whether two visits lie too far apart for the time between them."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Final

from certification.display.parameters import APART_KM, APART_MINUTES
from certification.models import Credential, Visit
from enforcement import clock
from enforcement.organisation.parameters import values

EARTH_KM: Final = 6371.0


def far_from(visit: Visit) -> tuple[Visit | None, int | None]:
    """Return the last visit shortly before, if it was too far away to be one officer's, and how many kilometres."""
    if visit.latitude is None:
        return None, None
    credential: Credential = visit.credential
    limits = values((APART_KM, APART_MINUTES), agency=credential.agency, on=clock.day_of(visit.at))
    since = visit.at - timedelta(minutes=int(limits[APART_MINUTES]))
    before = credential.visits.filter(at__gte=since, latitude__isnull=False).order_by("-at", "-pk").first()
    km = distance(before, visit) if before else 0
    return (before, km) if km > int(limits[APART_KM]) else (None, None)


def distance(one: Visit, other: Visit) -> int:
    """Return the kilometres between two places, along a great circle."""
    a, b = (math.radians(float(v.latitude or 0)) for v in (one, other))
    across = math.radians(float((one.longitude or 0) - (other.longitude or 0)))
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return round(2 * EARTH_KM * math.asin(math.sqrt(half)))
