"""What the desk reminds of: results to write, and texts to check and publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.evidence.inspections.following import Following
from cases.models import Inspection
from cases.publicity.results.access import CHECKERS, WRITERS, agencies_of
from cases.publicity.results.models import ShownResult
from cases.publicity.results.terms import due_of, waiting
from cases.publicity.results.views.kept import STATES, state_of
from cases.timing import light_of
from enforcement import clock
from enforcement.organisation.access import duties_of, person_of
from enforcement.web.worklist import ToDo

MOST: Final = 20


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield inspections of one's agencies without a text, and texts of others that wait to be checked."""
    if not request.user.is_authenticated or not duties_of(request) & {*WRITERS, *CHECKERS}:
        return
    today = clock.today()
    mine = agencies_of(request, *WRITERS).values("pk")
    for one in waiting().filter(agency__in=mine, shown_results__isnull=True).order_by("held_on")[:MOST]:
        due = due_of(one.agency, "inspection", one.held_on)
        yield ToDo(
            title=_("Write the result for the public"), subject=f"{one.number} {one.enterprise}", due_on=due,
            url=reverse("result_write", args=[one.pk]), light=light_of(due, one.held_on, today), kind="publicity",
        )  # fmt: skip
    theirs = agencies_of(request, *CHECKERS).values("pk")
    drafts = ShownResult.objects.filter(published_on__isnull=True, withheld_on__isnull=True, agency__in=theirs)
    for row in drafts.exclude(writer_id=person_of(request).pk).order_by("due_on")[:MOST]:
        yield ToDo(
            title=_("Check and publish the result"), subject=str(row), due_on=row.due_on,
            url=reverse("result_publish", args=[row.pk]), light=light_of(row.due_on, row.done_on, today),
            kind="publicity",
        )  # fmt: skip


def _prepare(rows: QuerySet[Inspection], request: HttpRequest) -> QuerySet[Inspection]:
    mine = Q(agency__in=agencies_of(request, *WRITERS).values("pk"))
    return rows.prefetch_related("shown_results").annotate(may_write=ExpressionWrapper(mine, BooleanField()))


def _cell(row: Any) -> str:
    standing = next((one for one in row.shown_results.all() if one.withdrawn_on is None), None)
    if standing is not None:
        return format_html(
            '<a href="{}">{}</a>', reverse("result_kept", args=[standing.pk]), dict(STATES)[state_of(standing)]
        )
    where = reverse("result_write", args=[row.pk]) if row.may_write else reverse("results_kept")
    return format_html('<a href="{}">{}</a>', where, _("Write it") if row.may_write else _("not written yet"))


FOLLOWING: Final = Following(gettext_lazy("Result for the public"), _prepare, _cell)
