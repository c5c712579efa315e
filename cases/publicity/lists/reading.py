"""Which versions of the lists hold on a day, and what changed from one to the next."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet

from cases.publicity.lists.models import PublicEntry, PublicList

HOLDS: Final = Q(published_at__isnull=False)


def in_force(on: date) -> QuerySet[PublicList]:
    """Return the versions in force on a day."""
    return PublicList.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), HOLDS, from_on__lte=on)


def entries_in_force(on: date, kind: str) -> QuerySet[PublicEntry]:
    """Return the rows of one kind of list that hold on a day, of all agencies."""
    rows = PublicEntry.objects.filter(issue__in=in_force(on).filter(kind=kind))
    return rows.select_related("issue__agency")


class Changes(NamedTuple):
    """How a version differs from the one before: codes that came, that changed, and rows that went."""

    added: set[str]
    changed: set[str]
    removed: list[PublicEntry]


def changes(issue: PublicList) -> Changes:
    """Return what a version changes."""
    rows = PublicList.objects.filter(HOLDS, agency_id=issue.agency_id, kind=issue.kind, number__lt=issue.number)
    before = rows.order_by("-number").first()
    old = {entry.code: entry for entry in before.entries.all()} if before else {}
    new = {entry.code: entry for entry in issue.entries.all()}
    return Changes(
        added=new.keys() - old.keys(),
        changed={code for code in new.keys() & old.keys() if new[code].facts != old[code].facts},
        removed=[entry for code, entry in old.items() if code not in new],
    )
