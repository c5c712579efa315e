"""Who sees what: supervisors and the government the matters of their organs, an organ's heads the letters to it."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from cases.supervision.insiders import BODIES
from cases.supervision.matters.acting import GOVERN, ORGAN, SUPERVISE
from cases.supervision.matters.models import Correction, Letter, Matter
from enforcement.errors import NotFound
from enforcement.organisation.access import agency_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

WATCHING: Final = (SUPERVISE, GOVERN)
sees_matters = duty(*WATCHING)
sees_letters = duty(ORGAN, *WATCHING)


def agencies_of(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies where the person holds one of the duties."""
    return agencies_where(person_id=person_of(request).pk, duties=set(duties))


def watched(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies whose matters the person may see: nobody but a supervising body sees those of its own."""
    rows = agencies_of(request, *(duties or WATCHING))
    own = agency_of(request)
    return rows.exclude(Q(pk__in=own.line) & ~Q(kind__in=BODIES)) if own else rows


def matters_for(request: HttpRequest) -> QuerySet[Matter]:
    """Return the matters that the person may see."""
    rows = Matter.objects.filter(agency__in=watched(request))
    return rows.select_related("agency", "body", "case", "alarm", "complaint", "run__version__flowchart")


def matter_for(request: HttpRequest, pk: int) -> Matter:
    """Return a matter that the person may see.

    Raises:
        NotFound: for one that is not there, and for one that is not the person's to see.
    """
    found = matters_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def letters_for(request: HttpRequest) -> QuerySet[Letter]:
    """Return the letters that the person may read: to the own organ, or of matters one watches."""
    own = Q(matter__agency__in=agencies_of(request, ORGAN))
    rows = Letter.objects.filter(own | Q(matter__agency__in=watched(request)))
    return rows.select_related("matter__agency", "matter__body", "matter__case")


def letter_for(request: HttpRequest, pk: int) -> Letter:
    """Return a letter that the person may read.

    Raises:
        NotFound: for one that is not there, and for one that is not the person's to read.
    """
    found = letters_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def corrections_for(request: HttpRequest) -> QuerySet[Correction]:
    """Return what must be corrected: in the own organ, once a letter asked for it, or in those one watches."""
    own = Q(agency__in=agencies_of(request, ORGAN), letter__isnull=False)
    rows = Correction.objects.filter(own | Q(agency__in=watched(request)))
    return rows.select_related("matter", "agency", "letter")
