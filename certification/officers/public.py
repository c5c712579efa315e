"""What the public may read of officers: those whose card is valid today and who hold the post that it stands on.

Only what the rule opens (行政执法公示): name, unit, post, photo, card number, fields and area. Never sex,
identification number, birth or telephone of a person. Contract, dispatched, seconded and auxiliary staff
are never listed, nor are those whose card is suspended or has ended, or who have left the post before the card was
cancelled.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from certification import queries
from enforcement.organisation.models import Agency, Post

COUNTED: Final = 60
"""Seconds that the figures of the first page are kept: adding them up reads every card."""


def listed(on: date) -> QuerySet[Any]:
    """Return the cards of those who may enforce the law on a day, with ``post`` and ``post_en``."""
    lasting = Q(to_on=None) | Q(to_on__gte=on)
    posts = Post.objects.filter(
        lasting, person=OuterRef("person"), agency=OuterRef("agency"), from_on__lte=on, is_enforcement=True,
        establishment__in=list(Post.MAY_ENFORCE),
    ).order_by("-from_on", "-pk")  # fmt: skip
    rows = queries.valid_on(on).filter(Exists(posts)).select_related("agency")
    named: QuerySet[Any] = rows.annotate(
        post=Subquery(posts.values("title")[:1]), post_en=Subquery(posts.values("title_en")[:1])
    )
    return named


def by_agency(on: date) -> list[tuple[Agency, int]]:
    """Return the agencies with officers and how many each has, at most a minute old."""
    key = f"officers:by-agency:{on.isoformat()}"
    counts: dict[int, int] | None = cache.get(key)
    if counts is None:
        rows = listed(on).order_by().values("agency_id").annotate(count=Count("pk"))
        counts = {row["agency_id"]: row["count"] for row in rows}
        cache.set(key, counts, COUNTED)
    agencies = Agency.objects.filter(pk__in=counts).order_by("path")
    return [(agency, counts[agency.pk]) for agency in agencies]


def found(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the rows whose name has the words, whose unit has them, or whose card number begins with them."""
    if words.isascii() and words.isalnum() and any(char.isdigit() for char in words):
        return rows.filter(number__startswith=words)
    units = Agency.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words)).values("pk")
    return rows.filter(Q(name__icontains=words) | Q(agency__in=units))
