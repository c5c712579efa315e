"""What the case page shows of evidence: the newest pieces with their pictures, and what is wrong with a chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.evidence.custody import faults
from cases.evidence.pictures import KINDS
from cases.evidence.urgency import approve_by
from cases.evidence.when import WHILE_OPEN
from cases.measures import has_lapsed
from cases.models import Case, Measure
from cases.queries import open_steps
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.access import person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo

SHOWN = 6


def of_case(case: Case, request: HttpRequest) -> dict[str, Any] | None:  # noqa: ARG001 (a panel's shape)
    """Return what the panel shows; nothing for a case without evidence that takes none any more."""
    pieces = list(case.evidence.prefetch_related("custody"))
    takes = open_steps().filter(run=case.run, node__act__in=WHILE_OPEN).exists()
    if not pieces and not takes:
        return None
    return {
        "pieces": [{"piece": one, "is_picture": one.media_type in KINDS} for one in pieces[-SHOWN:]],
        "count": len(pieces), "takes": takes,
        "broken": [one for one in pieces if faults(list(one.custody.all()))],
        "aside": sum(not one.usable for one in pieces),
    }  # fmt: skip


def measures_of(case: Case, request: HttpRequest) -> dict[str, Any] | None:  # noqa: ARG001 (a panel's shape)
    """Return the measures of a case with their clocks; nothing for a case without any."""
    today, now = clock.today(), clock.now()
    found = []
    for one in case.measures.prefetch_related("things", "recordings"):
        until = approve_by(one) if one.regularised_at is None and one.ended_on is None else None
        found.append({
            "measure": one, "light": light_of(one.due_on, one.taken_on, today), "lapsed": has_lapsed(one, today),
            "approve_by": until, "approve_late": until is not None and now > until,
            "recorded": one.kind != Measure.Kind.SEIZE or bool(one.recordings.all()),
        })  # fmt: skip
    return {"measures": found} if found else None


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield urgent measures that wait for the head's approval."""
    if not request.user.is_authenticated:
        return
    where = agencies_where(person_id=person_of(request).pk, duties={"decide"}).values("pk")
    rows = Measure.objects.filter(
        is_urgent=True, regularised_at__isnull=True, ended_on__isnull=True, case__agency__in=where
    ).select_related("case")  # fmt: skip
    for one in rows:
        until = approve_by(one)
        yield ToDo(
            title=_("Approve or lift the urgent measure"), subject=str(one.case), kind="case",
            due_on=clock.day_of(until) if until else one.taken_on,
            light="red" if until is None or clock.now() > until else "yellow",
            url=reverse("case_act", args=[one.case_id, "regularise_measure"]),
        )  # fmt: skip
