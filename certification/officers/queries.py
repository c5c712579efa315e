"""Reading the register of officers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from certification import queries
from certification.models import Correction, Credential
from enforcement.organisation.models import Agency, Post

FIRST = Case(
    *(When(state=state, then=Value(n)) for n, state in enumerate(("valid", "suspended", "lost", "not_yet"))),
    default=Value(9),
    output_field=IntegerField(),
)


def lasting(on: date) -> Q:
    """Return the condition that a post lasts on a day."""
    return Q(to_on=None, from_on__lte=on) | Q(to_on__gte=on, from_on__lte=on)


def register(agencies: QuerySet[Agency], on: date, *, former: bool = False) -> QuerySet[Any]:
    """Return the posts of a day in some agencies; ``former`` gives the last posts of those who hold none there now.

    ``card_state`` and ``card_number`` are those of the card of that agency that counts most, empty without one.
    """
    rows = Post.objects.filter(agency__in=agencies).select_related("person__officer", "agency")
    if former:
        still = Post.objects.filter(lasting(on), person=OuterRef("person"), agency__in=agencies)
        last = Post.objects.filter(person=OuterRef("person"), agency__in=agencies).order_by("-from_on", "-pk")
        rows = rows.filter(~Exists(still), pk=Subquery(last.values("pk")[:1]), from_on__lte=on)
    else:
        rows = rows.filter(lasting(on))
    card = cards_of_post(on).annotate(first=FIRST).order_by("first", "-valid_from")
    return rows.annotate(
        card_state=Coalesce(Subquery(card.values("state")[:1]), Value("")),
        card_number=Coalesce(Subquery(card.values("number")[:1]), Value("")),
    )


def cards_of_post(on: date) -> QuerySet[Any]:
    """Return, inside a query of posts, the cards of the post's person and agency with their state."""
    return queries.with_state(on).filter(person=OuterRef("person"), agency=OuterRef("agency"))


def to_cancel(agencies: QuerySet[Agency], on: date) -> QuerySet[Any]:
    """Return the cards that count, of people without an enforcement post in the card's agency; ``left_on`` is when."""
    posts = Post.objects.filter(person=OuterRef("person"), agency=OuterRef("agency"))
    fit = posts.filter(Q(to_on=None) | Q(to_on__gte=on), is_enforcement=True, establishment__in=list(Post.MAY_ENFORCE))
    last = posts.filter(to_on__lt=on).order_by("-to_on")
    rows = queries.with_state(on).filter(~Exists(fit), agency__in=agencies, state__in=["valid", "suspended"])
    left: QuerySet[Any] = rows.annotate(left_on=Subquery(last.values("to_on")[:1])).select_related("agency")
    return left


def corrections_for(agencies: QuerySet[Agency]) -> QuerySet[Correction]:
    """Return the requests for correction that wait in some agencies, the oldest first."""
    rows = Correction.objects.filter(agency__in=agencies, state=Correction.State.OPEN)
    return rows.select_related("person", "agency").order_by("made_at")


def credentials_of(person_id: int, on: date) -> list[Credential]:
    """Return the cards of a person with their state and history, the latest first."""
    rows = queries.with_state(on).filter(person_id=person_id).select_related("agency").prefetch_related("statuses")
    return list(rows.order_by("-valid_from", "-pk"))
