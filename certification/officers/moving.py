"""What many changes of posts need: who can be moved, and the ledger of many persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from certification.models import Movement
from enforcement.actor import Actor
from enforcement.ledger.append_all import MOST, Fact, append_all, heads_of
from enforcement.organisation.models import Agency, Post


def posts_to_move(agency_id: int, on: date, *, lock: bool = False) -> list[Post]:
    """Return the posts of an agency that last on a day, heads and leaders left out: they are appointed by name."""
    rows = Post.objects.select_for_update(of=("self",)) if lock else Post.objects.all()
    lasting = Q(to_on=None) | Q(to_on__gte=on)
    posts = rows.filter(lasting, agency_id=agency_id, is_head=False, is_leader=False).select_related("person")
    return list(posts.order_by("person__name", "pk"))


def record(rows: Sequence[Movement], *, source: Agency, target: Agency, by: Actor, at: datetime) -> None:
    """Append an entry to the ledger of each person moved."""
    facts = [
        Fact(
            series=f"person:{row.person_id}", by=by, at=at, verb="officer.transfer",
            body={
                "post": row.post_id, "new_post": row.new_post_id, "agency": source.name, "to_agency": target.name,
                "holds_on": row.holds_on, "document": row.document,
            },
        )
        for row in rows
    ]  # fmt: skip
    for start in range(0, len(facts), MOST):
        part = facts[start : start + MOST]
        append_all(facts=part, heads=heads_of([fact.series for fact in part]))
