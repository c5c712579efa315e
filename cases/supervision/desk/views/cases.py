"""The list of open cases behind each figure of the board."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.finding.kept import kept_filters
from cases.supervision.access import supervised, supervises
from cases.supervision.desk.asked import Asked
from cases.supervision.desk.lines import ages
from cases.supervision.desk.listed import sheet_of
from cases.supervision.desk.models import OpenCase
from cases.supervision.queries import rows_of
from cases.supervision.sheets import handed_out
from certification.fields import FIELDS
from enforcement import clock
from enforcement.access import allow
from enforcement.flowcharts.models import Flowchart
from enforcement.organisation.among import among

SIZE: Final = 25
MOST: Final = 10_000
"""Cases that are counted, paged through and taken away at most: whoever has more narrows the list."""
READ: Final = ("case__party", "agency")


class Bounded(Paginator):  # type: ignore[type-arg]
    """Pages of the first so many cases."""

    @cached_property
    def count(self) -> int:
        """How many there are, up to the bound."""
        rows: QuerySet[OpenCase] = self.object_list  # type: ignore[assignment]
        return rows.order_by().values("pk")[:MOST].count()


@allow(supervises)
def case_list(request: HttpRequest) -> HttpResponse:
    """Show open cases, the most urgent first; or hand them out."""
    asked, agencies, today = Asked.of(request), supervised(request), clock.today()
    found = asked.cases(agencies, today=today)
    given = handed_out(
        request, [sheet_of(rows_of(found.select_related(*READ)[:MOST], today=today), on=today)], "supervision-cases"
    ) if "as" in request.GET else None  # fmt: skip
    if given is not None:
        return given
    page: Any = Bounded(found, SIZE).get_page(request.GET.get("page"))
    keys = list(page.object_list.values_list("pk", flat=True))  # what a row needs is read for this page's alone
    by_key = OpenCase.objects.select_related(*READ).in_bulk(keys)
    rows = rows_of([by_key[key] for key in keys if key in by_key], today=today)
    return render(
        request, "supervision/desk/cases.html",
        {"page": page, "rows": rows, "asked": asked, "most": MOST, "choices": _choices(agencies),
         **kept_filters(request, "supervision_cases")},
    )  # fmt: skip


def _choices(agencies: list[Any]) -> dict[str, list[tuple[str, Any]]]:
    charts = Flowchart.objects.filter(among(a.pk for a in agencies)).order_by("code").distinct("code")
    return {
        "agency": [(str(a.pk), a.title) for a in agencies],
        "field": [(code, field.title) for code, field in FIELDS.items()],
        "light": [
            ("warned", _("Red, yellow or with red alarms")), ("red", _("Overdue")), ("yellow", _("Due soon")),
            ("green", _("In time")), ("all", _("All open cases")),
        ],
        "procedure": [(chart.code, chart.name) for chart in charts],
        "age": list(ages().items()),
    }  # fmt: skip
