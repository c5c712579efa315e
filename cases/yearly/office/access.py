"""Who keeps the register of legal sections and training, and who may read it."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where, holds
from enforcement.organisation.models import Agency

KEEP: Final = ("apply", "supervise")
"""Whoever keeps the agency's officers, and the law office above it."""
READ: Final = (*KEEP, "decide", "govern")
KINDS: Final = (Agency.Kind.GOVERNMENT, Agency.Kind.DEPARTMENT, Agency.Kind.TOWNSHIP)
works_in_law_office = duty(*READ)


def keeps(person_id: int | None, agency: Agency) -> bool:
    """Return whether a person keeps the register of an agency."""
    return any(holds(person_id=person_id, duty=code, agency=agency) for code in KEEP)


def require_keeper(by: Actor, agency: Agency) -> None:
    """Refuse whoever does not keep the register of an agency; a person answers for it, never the system.

    Raises:
        NotAllowed
    """
    if not keeps(by.person_id, agency):
        raise NotAllowed


def agencies_for(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies whose register the person may read."""
    found = agencies_where(person_id=person_of(request).pk, duties=set(READ))
    return found.filter(kind__in=KINDS, is_active=True).order_by("path")


def agency_for(request: HttpRequest, pk: int) -> Agency:
    """Return an agency whose register the person may read.

    Raises:
        NotFound
    """
    found = agencies_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
