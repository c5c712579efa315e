"""What pages and acts ask of exams."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import Func

from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency, Post
from exams.models import Bank, Candidate, Exam, Result, Session, Sitting


class _Grace(Func):
    """``grace_seconds`` as an interval."""

    template = "(%(expressions)s * interval '1 second')"
    output_field = DurationField()


def under_way(*, session_id: int, at: datetime) -> int:
    """Return how many candidates of a session are sitting at a moment, those paused among them."""
    running = Q(state="running", ends_at__gte=at)
    return _timed().filter(running | Q(state="paused"), session_id=session_id).count()


def _timed() -> QuerySet[Any]:
    end = ExpressionWrapper(F("deadline_at") + _Grace(F("grace_seconds")), output_field=DateTimeField())
    return Sitting.objects.annotate(ends_at=end)


def counts(*, session_id: int, at: datetime) -> dict[str, int]:
    """Return the figures of a session: registered; by what they are at a moment; marked; passed.

    Those paused count as under way too; a paper that a proctor took in counts as submitted.
    """
    running = Q(state="running", ends_at__gte=at)
    figures = (
        _timed()
        .filter(session_id=session_id)
        .aggregate(
            assigned=Count("pk", filter=Q(state="assigned")),
            running=Count("pk", filter=running | Q(state="paused")),
            paused=Count("pk", filter=Q(state="paused")),
            submitted=Count("pk", filter=Q(state__in=["submitted", "terminated"])),
            voided=Count("pk", filter=Q(state="voided")),
            expired=Count("pk", filter=Q(state="expired") | Q(state="running", ends_at__lt=at)),
        )
    )
    results = Result.objects.filter(session_id=session_id, superseded_by=None).aggregate(
        marked=Count("pk"), passed=Count("pk", filter=Q(passed=True))
    )
    registered = Candidate.objects.filter(session_id=session_id).count()
    return {"registered": registered, **figures, **results}


def agencies_managed(person_id: int) -> QuerySet[Agency]:
    """Return the agencies whose exams a person administers."""
    return agencies_where(person_id=person_id, duties={"exam"})


def banks_for(person_id: int) -> QuerySet[Bank]:
    """Return the banks a person administers."""
    return Bank.objects.filter(agency__in=agencies_managed(person_id)).select_related("agency")


def exams_for(person_id: int) -> QuerySet[Exam]:
    """Return the exams a person administers."""
    return Exam.objects.filter(agency__in=agencies_managed(person_id)).select_related("agency", "bank")


def sessions_for(person_id: int) -> QuerySet[Session]:
    """Return the sessions a person administers."""
    return Session.objects.filter(exam__agency__in=agencies_managed(person_id)).select_related("exam__agency")


def agencies_examined(exam: Exam) -> QuerySet[Agency]:
    """Return the agencies whose people may sit an exam.

    They are the owner and those below it; for a justice department, which supervises the enforcement of its whole
    government (行政执法监督条例第六条), they are all of that government.
    """
    return Agency.objects.filter(path__startswith=realm_of(exam.agency).path)


def realm_of(agency: Agency) -> Agency:
    """Return the head of those an agency's exams and banks are for: a justice department's government, else itself."""
    return agency.parent if agency.kind == Agency.Kind.JUSTICE and agency.parent else agency


def posts_on(*, agencies: QuerySet[Agency], person_ids: Collection[int] | None = None, on: date) -> QuerySet[Post]:
    """Return the posts held on a day, in some agencies (by some persons), the latest of each person first."""
    posts = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on, agency__in=agencies)
    if person_ids is not None:
        posts = posts.filter(person_id__in=person_ids)
    return posts.select_related("person", "agency").order_by("person_id", "-from_on", "-pk").distinct("person_id")


def attempts_used(*, exam_id: int, person_id: int) -> int:
    """Return how many sittings of an exam a person has begun."""
    return Sitting.objects.filter(
        session__exam_id=exam_id, candidate__person_id=person_id, started_at__isnull=False
    ).count()
