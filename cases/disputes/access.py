"""Who sees a dispute: the heads of the agencies in it, the supervisors above them, the government."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from cases.disputes.models import Dispute, DisputeOpinion
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

DUTIES: Final = ("decide", "supervise", "govern")
sees_disputes = duty(*DUTIES)


def agencies_of(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies where the person holds one of the duties."""
    return agencies_where(person_id=person_of(request).pk, duties=set(duties))


def disputes_for(request: HttpRequest) -> QuerySet[Dispute]:
    """Return the disputes that the person may see."""
    where = agencies_of(request, *DUTIES)
    heard = DisputeOpinion.objects.filter(agency__in=where).values("dispute")
    rows = Dispute.objects.filter(Q(applicant__in=where) | Q(pk__in=heard))
    return rows.select_related("applicant", "run", "responsible")


def dispute_for(request: HttpRequest, pk: int) -> Dispute:
    """Return a dispute that the person may see.

    Raises:
        NotFound: for one that is not there, and for one that is not the person's to see.
    """
    found = disputes_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
