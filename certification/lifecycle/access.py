"""Who sees proposals, rounds, packages: those with a duty on the agency of the credential."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from certification.models import Application, CheckRound, HandOver, Proposal
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

DESK: Final = duty("apply", "examine", "issue")
WATCHES: Final = duty("apply", "examine", "issue", "supervise")
DUTIES: Final = frozenset({"apply", "examine", "issue", "supervise"})
OPENS: Final = duty("examine", "issue")


def agencies_of(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies where the person has one of the duties (any of those that watch, if none is named)."""
    return agencies_where(person_id=person_of(request).pk, duties=frozenset(duties) or DUTIES)


def proposals(request: HttpRequest) -> QuerySet[Proposal]:
    """Return the proposals that the person may see."""
    rows = Proposal.objects.filter(credential__agency__in=agencies_of(request))
    return rows.select_related("credential__agency", "decided_by")


def rounds(request: HttpRequest) -> QuerySet[CheckRound]:
    """Return the rounds of the person's agencies, and those of agencies above that cover them."""
    agencies = agencies_of(request, "apply", "examine", "issue")
    return CheckRound.objects.filter(Q(agency__in=agencies) | Q(checks__credential__agency__in=agencies)).distinct()


def packages(request: HttpRequest) -> QuerySet[HandOver]:
    """Return the packages of the person's agencies."""
    return HandOver.objects.filter(agency__in=agencies_of(request, "examine", "issue")).prefetch_related("items")


def hands_over(request: HttpRequest) -> Agency:
    """Return the highest agency on which the person examines or issues.

    Raises:
        NotFound: if there is none.
    """
    found = agencies_of(request, "examine", "issue").order_by("path").first()
    if found is None:
        raise NotFound
    return found


def application_of(request: HttpRequest, pk: int, *duties: str) -> Application:
    """Return an application of an agency where the person has a duty.

    Raises:
        NotFound: for others.
    """
    rows = Application.objects.filter(agency__in=agencies_of(request, *duties)).select_related(
        "agency", "person", "run"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
