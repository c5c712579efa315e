"""Who administers the exchange: tokens the system administrators, bundles and partners also the supervisors."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.exchange.models import ApiToken, Bundle, Partner
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

EXCHANGERS: Final = frozenset({"system", "supervise"})
exchanges = duty(*EXCHANGERS)
administers = duty("system")


def administered(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies that the person administers."""
    return agencies_where(person_id=person_of(request).pk, duties={"system"})


def tokens_for(request: HttpRequest) -> QuerySet[ApiToken]:
    """Return the tokens of the agencies that the person administers."""
    return ApiToken.objects.filter(agency__in=administered(request)).select_related("agency", "made_by", "revoked_by")


def token_for(request: HttpRequest, pk: int) -> ApiToken:
    """Return a token that the person administers.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    found = tokens_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def exchanged(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies whose data the person exchanges."""
    return agencies_where(person_id=person_of(request).pk, duties=EXCHANGERS)


def bundles_for(request: HttpRequest) -> QuerySet[Bundle]:
    """Return the bundles of those agencies."""
    return Bundle.objects.filter(agency__in=exchanged(request)).select_related("agency", "partner", "since", "asker")


def partners_for(request: HttpRequest) -> QuerySet[Partner]:
    """Return the partners of those agencies."""
    rows = Partner.objects.filter(agency__in=exchanged(request))
    return rows.select_related("agency", "proposed_by", "confirmed_by", "withdrawn_by")


def bundle_for(request: HttpRequest, pk: int) -> Bundle:
    """Return a bundle that the person may see.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    found = bundles_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def partner_for(request: HttpRequest, pk: int) -> Partner:
    """Return a partner that the person may see.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    found = partners_for(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
