"""Where items were used: on the papers of which sessions, and in how many results."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Value

from exams.models import Form, Item, ItemVersion, Result, Session
from exams.queries import sessions_for


@dataclass(frozen=True, slots=True)
class Touched:
    """A session whose papers have an item: how many papers, and how many results count, released or not."""

    session: Session
    papers: int
    results: int
    released: bool


def is_used(version_id: int) -> bool:
    """Return whether a version stands on a paper of any session that was opened."""
    return Form.objects.filter(item_versions__contains=[version_id]).exists()


def used_versions(version_ids: Collection[int]) -> set[int]:
    """Return which of these versions stand on a paper of any session that was opened. One query."""
    papers = Form.objects.filter(item_versions__overlap=list(version_ids)).values_list("item_versions", flat=True)
    return set(version_ids) & {pk for versions in papers for pk in versions}


def sealed_sessions(on: date) -> QuerySet[Session]:
    """Return the opened sessions whose candidates may not see a key yet on a day."""
    return (
        Session.objects.exclude(state__in=[Session.State.DRAFT, Session.State.RELEASED])
        .exclude(release_at_once=True, closes_at__date__lt=on)
        .order_by("opens_at")
    )


def sealed_version_ids(on: date) -> set[int]:
    """Return the item versions on the papers of sessions whose candidates may not see a key yet on a day."""
    papers = Form.objects.filter(session__in=sealed_sessions(on)).values_list("item_versions", flat=True)
    return {pk for versions in papers for pk in versions}


def sealing(*, item_ids: Collection[int], on: date) -> QuerySet[Session]:
    """Return the sealed sessions whose papers have one of these items."""
    versions = list(ItemVersion.objects.filter(item_id__in=item_ids).values_list("pk", flat=True))
    papers = Form.objects.filter(item_versions__overlap=versions).values("session")
    return sealed_sessions(on).filter(pk__in=papers)


def touched_by(version_ids: Collection[int]) -> dict[int, list[Touched]]:
    """Return for each version the sessions whose papers have it, the latest first. Three queries."""
    wanted = set(version_ids)
    forms = Form.objects.filter(item_versions__overlap=list(wanted)).values_list("pk", "session_id", "item_versions")
    papers = [(form, session, wanted & set(versions)) for form, session, versions in forms]
    counts = dict(
        Result.objects.filter(superseded_by=None, sitting__form__in=[form for form, _session, _versions in papers])
        .order_by()
        .values_list("sitting__form")
        .annotate(n=Count("pk"))
    )
    sessions = Session.objects.filter(pk__in={session for _form, session, _versions in papers})
    found: dict[int, list[Touched]] = {}
    for session in sessions.select_related("exam__agency").order_by("-opens_at", "-pk"):
        mine = [(form, versions) for form, of, versions in papers if of == session.pk]
        for version in wanted:
            on = [form for form, versions in mine if version in versions]
            if on:
                results = sum(counts.get(form, 0) for form in on)
                found.setdefault(version, []).append(Touched(session, len(on), results, is_released(session)))
    return found


def is_released(session: Session) -> bool:
    """Return whether candidates of a session see their results."""
    return session.release_at_once or session.state == Session.State.RELEASED


def sessions_shown(person_id: int, at: datetime) -> QuerySet[Session]:
    """Return the sessions whose papers a person may know of: their own, and what is over.

    Who only reads a shared bank must not learn which of its items are on papers of a session still to be sat.
    """
    mine = sessions_for(person_id).order_by().values("pk")
    return Session.objects.filter(Q(pk__in=mine) | Q(closes_at__lt=at))


def with_exposure(items: QuerySet[Item], sessions: QuerySet[Session]) -> QuerySet[Item]:
    """Return items with ``used`` (in how many of these sessions) and ``last_used`` (when the latest of them opened)."""
    mine = ArraySubquery(ItemVersion.objects.filter(item=OuterRef(OuterRef("pk"))).order_by().values("pk"))
    forms = (
        Form.objects.filter(item_versions__overlap=mine, session__in=sessions.order_by())
        .order_by()
        .annotate(all=Value(1))
        .values("all")
    )
    return items.annotate(
        used=Subquery(forms.annotate(n=Count("session_id", distinct=True)).values("n")),
        last_used=Subquery(forms.annotate(last=Max("session__opens_at")).values("last")),
    )
