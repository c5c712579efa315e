"""Comments that wait for an answer, on the desks of drafters."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.consultation.models import Consultation
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield each version with comments that the person may answer."""
    if "chart" not in duties_of(request):
        return
    agencies = agencies_where(person_id=person_of(request).pk, duties={"chart"})
    waiting = (
        Consultation.objects.filter(version__flowchart__agency__in=agencies, comments__answered_at__isnull=True)
        .filter(comments__isnull=False, version__status="review")
        .select_related("version__flowchart")
        .annotate(n=Count("comments"))
    )
    for period in waiting:
        yield ToDo(
            str(_("Answer the comments of the public (%(n)s)") % {"n": period.n}),
            reverse("chart_comments", args=[period.version_id]), kind="chart", subject=str(period.version),
        )  # fmt: skip
