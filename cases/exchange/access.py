"""Who administers the exchange: tokens the system administrators, bundles and partners also the supervisors."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.exchange.models import ApiToken
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
