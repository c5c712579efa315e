"""Who writes results for the public, who checks them, and whose a person sees."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.publicity.results.models import ShownResult
from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

WRITERS: Final = ("handle", "publish")
CHECKERS: Final = ("publish", "decide")
sees = duty("handle", "publish", "decide", "supervise")
writes = duty(*WRITERS)
checks = duty(*CHECKERS)


def agencies_of(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies whose results a person sees, or may act on by some duties."""
    wanted = set(duties) or {*WRITERS, *CHECKERS, "supervise"}
    return agencies_where(person_id=person_of(request).pk, duties=wanted)


def result_for(request: HttpRequest, pk: int, *duties: str) -> ShownResult:
    """Return a result that a person sees, or may act on by some duties.

    Raises:
        NotFound: if there is none, or it is another agency's.
    """
    rows = ShownResult.objects.select_related("agency", "inspection")
    found = rows.filter(pk=pk, agency__in=agencies_of(request, *duties).values("pk")).first()
    if found is None:
        raise NotFound
    return found
