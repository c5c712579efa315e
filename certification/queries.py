"""Reading credentials and applications."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from certification.models import Application, Credential, CredentialStatus, Task
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import agencies_where

Status = CredentialStatus.Status
DESK = frozenset({"apply", "examine", "issue"})
_ENDED = [Status.REVOKED, Status.CANCELLED, Status.SUPERSEDED, Status.LOST, Status.LAPSED]


def with_state(on: date) -> QuerySet[Any]:
    """Return credentials with ``state`` as of a day, in the words of :data:`certification.standing.State`."""
    last = CredentialStatus.objects.filter(credential=OuterRef("pk"), from_on__lte=on).order_by("-from_on", "-pk")
    return Credential.objects.annotate(
        entry=Coalesce(Subquery(last.values("status")[:1]), Value(""), output_field=CharField())
    ).annotate(
        state=Case(
            When(valid_from__gt=on, then=Value("not_yet")),
            When(entry__in=_ENDED, then=F("entry")),
            When(valid_to__lt=on, then=Value("expired")),
            When(entry=Status.SUSPENDED, then=Value("suspended")),
            default=Value("valid"),
            output_field=CharField(),
        )
    )


def valid_on(on: date) -> QuerySet[Any]:
    """Return the credentials that are valid on a day."""
    return with_state(on).filter(state="valid")


def current_number(*, person_id: int, agency_id: int, on: date) -> str:
    """Return the number of a person's credential of an agency that is valid or suspended on a day, or ""."""
    held = with_state(on).filter(person_id=person_id, agency_id=agency_id, state__in=["valid", "suspended", "not_yet"])
    return held.order_by("-valid_from").values_list("number", flat=True).first() or ""


def own(*, person_id: int, on: date) -> Any:
    """Return the credential that a person shows: of those that have begun the last, else the next to begin."""
    held = with_state(on).filter(person_id=person_id).select_related("agency")
    begun = held.filter(valid_from__lte=on).order_by("-valid_from", "-pk").first()
    return begun or held.order_by("valid_from").first()


def credentials_for(*, person_id: int, on: date) -> QuerySet[Any]:
    """Return the credentials of the agencies where a person applies, examines, issues or supervises."""
    agencies = agencies_where(person_id=person_id, duties=DESK | {"supervise"})
    return with_state(on).filter(agency__in=agencies).select_related("agency", "person")


def applications_for(*, person_id: int, duties: frozenset[str] = DESK) -> QuerySet[Any]:
    """Return the applications of the agencies where a person has one of the duties, with the open step.

    ``step_act``, ``step_zh`` and ``step_en`` name it; they are empty once the procedure has ended.
    """
    step = StepRecord.objects.filter(run_id=OuterRef("run_id"), left_at__isnull=True, node__is_step=True).order_by(
        "entered_at"
    )
    agencies = agencies_where(person_id=person_id, duties=duties)
    return (
        Application.objects.filter(agency__in=agencies)
        .select_related("agency", "person", "run")
        .annotate(
            step_act=Coalesce(Subquery(step.values("node__act")[:1]), Value("")),
            step_zh=Coalesce(Subquery(step.values("node__name")[:1]), Value("")),
            step_en=Coalesce(Subquery(step.values("node__title_en")[:1]), Value("")),
        )
    )


def announced(on: date) -> QuerySet[Application]:
    """Return the applicants whose notice runs on a day."""
    return (
        Application.objects.filter(Q(notice_until__gte=on), announced_on__lte=on, closed_at__isnull=True)
        .select_related("agency", "person")
        .order_by("-announced_on", "pk")
    )


def lost(on: date) -> QuerySet[Any]:
    """Return the credentials reported lost, the latest first, with where each was published in ``credential.told``."""
    told = Task.objects.filter(kind=Task.Kind.LOSS_NOTICE, done_on__lte=on)
    return (
        CredentialStatus.objects.filter(status=Status.LOST, from_on__lte=on)
        .select_related("credential")
        .prefetch_related(Prefetch("credential__tasks", told, to_attr="told"))
        .order_by("-from_on", "-pk")
    )
