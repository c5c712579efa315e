"""What a legal review waits for, on the desk of the officers of the case."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.legal.send_file import ACT
from cases.models import Assignment
from cases.queries import open_steps
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.access import person_of
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the files to send to the reviewer, and the papers that the reviewer asked for."""
    if not request.user.is_authenticated:
        return
    own = Assignment.objects.filter(person_id=person_of(request).pk, to_on__isnull=True).values("case_id")
    missing = Q(run__case__review_files__missing_from_on__isnull=False, run__case__review_files__missing_to_on=None)
    rows = (
        open_steps()
        .filter(node__act=ACT, run__case__in=own)
        .select_related("run__case__party")
        .annotate(
            done=Count("run__case__reviews", distinct=True),
            sent=Max("run__case__review_files__round"),
            asked=Count("run__case__review_files", filter=missing, distinct=True),
        )
    )
    today = clock.today()
    for record in rows:
        light = light_of(record.due_on, record.entered_at, today)
        case = record.run.case
        for wanted, act, title in (
            ((record.sent or 0) <= record.done, "send_review_file", _("Send the file to legal review")),
            (record.asked, "bring_missing", _("Bring the papers that the reviewer asked for")),
        ):
            if wanted:
                url = reverse("case_act", args=[case.pk, act])
                subject = f"{case} · {case.party.name} · {case.cause}"
                yield ToDo(title=title, subject=subject, url=url, due_on=record.due_on, kind="case", light=light)
