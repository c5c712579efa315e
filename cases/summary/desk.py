"""What the simplified procedure puts on the desk: confirmations that the second officer owes."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.queries import open_steps
from enforcement import clock
from enforcement.organisation.access import duties_of, person_of
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the cases on the spot that the person must confirm as the second officer."""
    if not request.user.is_authenticated or "handle" not in duties_of(request):
        return
    rows = open_steps().filter(
        node__act="penalise_on_spot",
        run__case__on_spot__second=person_of(request),
        run__case__on_spot__confirmed_at=None,
    )
    for record in rows.select_related("run__case__party"):
        case = record.run.case
        yield ToDo(
            title=_("Confirm as the second officer"), subject=f"{case.party.name} · {case.cause}", kind="case",
            url=reverse("case_step", args=[case.pk, record.pk]), due_on=clock.day_of(record.entered_at), light="yellow",
        )  # fmt: skip
