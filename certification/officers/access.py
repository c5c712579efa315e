"""Who sees which records of officers, and what they may do with them."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from enforcement.errors import NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where, held_codes
from enforcement.organisation.models import Agency, Person

SEEING: Final = frozenset({"apply", "examine", "issue", "supervise"})
KEEPING: Final = frozenset({"apply", "examine"})
sees = duty(*SEEING)
keeps = duty(*KEEPING)


def agencies_seen(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies whose officers the person sees."""
    return agencies_where(person_id=person_of(request).pk, duties=SEEING)


def agencies_kept(request: HttpRequest, *duties: str) -> QuerySet[Agency]:
    """Return the agencies whose records the person keeps, or where they hold one of some duties."""
    return agencies_where(person_id=person_of(request).pk, duties=frozenset(duties) or KEEPING)


def person_or_404(request: HttpRequest, person_id: int) -> Person:
    """Return somebody who holds or held a post in an agency that the signed-in person sees.

    Raises:
        NotFound: for anybody else.
    """
    found = Person.objects.filter(pk=person_id, posts__agency__in=agencies_seen(request)).distinct().first()
    if found is None:
        raise NotFound
    return found


def duties_towards(request: HttpRequest, person: Person) -> frozenset[str]:
    """Return the duties of the signed-in person on the agencies where somebody serves or served; none on oneself."""
    me = person_of(request)
    if me.pk == person.pk:
        return frozenset()
    agencies = Agency.objects.filter(posts__person=person).distinct()
    return frozenset().union(*(held_codes(person_id=me.pk, agency=agency) for agency in agencies))
