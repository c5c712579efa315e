"""Who keeps the public lists: editors write, another editor or the head publishes."""

from __future__ import annotations

from django.http import HttpRequest

from cases.publicity.lists.models import PublicList
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

keeps = duty("publish", "decide")
writes = duty("publish")


def kept_agencies(request: HttpRequest, *duties: str) -> list[Agency]:
    """Return the agencies whose lists the person keeps, by some duties."""
    found = agencies_where(person_id=person_of(request).pk, duties=set(duties) or {"publish", "decide"})
    return list(found.filter(is_active=True).order_by("path"))


def list_for(request: HttpRequest, pk: int) -> PublicList:
    """Return a version of a list that the person keeps.

    Raises:
        NotFound: if there is none, or it is another agency's.
    """
    rows = PublicList.objects.select_related("agency", "published_by")
    found = rows.filter(pk=pk, agency__in=kept_agencies(request)).first()
    if found is None:
        raise NotFound
    return found
