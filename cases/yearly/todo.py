"""The yearly report on the list of things to do, from 1 January until it is public."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.yearly.access import DUTIES
from cases.yearly.due import due_on, light_of, waiting
from enforcement import clock
from enforcement.organisation.access import duties_of
from enforcement.web.worklist import ToDo

SHOWN = 12


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what the person does next in the reports of last year."""
    if not duties_of(request) & DUTIES:
        return
    today = clock.today()
    year = today.year - 1
    titles = {
        "draw": _("Draw up the yearly report"), "check": _("Check the yearly report"),
        "approve": _("Approve the yearly report"), "publish": _("Publish the yearly report"),
    }  # fmt: skip
    seen = set()
    for row in list(waiting(request.user.pk or 0, year))[:SHOWN]:
        if row.agency.pk in seen:
            continue
        seen.add(row.agency.pk)
        url = row.report.get_absolute_url() if row.report else f"{reverse('yearly_reports')}?year={year}"
        title = _("Enter figures in the yearly report") if row.part == "draw" and row.report else titles[row.part]
        yield ToDo(
            title=title, url=url, subject=f"{row.agency.title} · {year}", due_on=due_on(year), kind=_("Yearly report"),
            light=light_of(None, row.agency, year, today),
        )  # fmt: skip
