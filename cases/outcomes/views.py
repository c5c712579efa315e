"""Pages of what becomes of decisions: the list of remedies with its figures, and the package of an archived file."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import case_for, case_worker
from cases.forms.measures import two_tongues
from cases.models import Remedy
from cases.outcomes.models import REMEDY_OUTCOMES
from cases.outcomes.package import package
from cases.queries import CASE_DUTIES
from cases.rules.remedies import UPSET
from cases.views.papers import as_file
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


@allow(case_worker)
def remedies(request: HttpRequest) -> HttpResponse:
    """List reconsiderations and lawsuits of one's agencies, with how many found the decision wanting."""
    agencies = agencies_where(person_id=person_of(request).pk, duties=CASE_DUTIES)
    rows = Remedy.objects.filter(case__agency__in=agencies.values("pk")).select_related("case__party", "case__agency")
    return render(request, "cases/outcomes/remedies.html", {"listing": LISTER.page(request, rows), **figures(rows)})


def figures(rows: Any) -> dict[str, Any]:
    """Return the figures of quality: filed, ended, found wanting, and the share of it."""
    found = rows.aggregate(
        filed=Count("pk"), ended=Count("pk", filter=~Q(outcome="")), upset=Count("pk", filter=Q(outcome__in=UPSET)),
        suits=Count("pk", filter=Q(kind="litigation")),
    )  # fmt: skip
    found["share"] = round(100 * found["upset"] / found["ended"]) if found["ended"] else 0
    return dict(found)


@allow(case_worker)
def case_package(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the package of an archived case."""
    case = case_for(request, pk)
    if case.archived_on is None:
        raise NotFound
    return as_file(package(case), "application/zip", f"{case.archive_number}.zip")


def _state(remedy: Remedy) -> str:
    if remedy.outcome:
        return remedy.outcome_title
    return str(_("not accepted") if remedy.refused_on else _("under way"))


LISTER = Lister(
    caption=_("Reconsiderations and lawsuits"),
    columns=(
        Column("case", _("Case"), lambda r: str(r.case), link=lambda r: reverse("case", args=[r.case_id])),
        Column("party", _("Party"), lambda r: r.case.party.name),
        Column("kind", _("Kind of remedy"), lambda r: r.get_kind_display()),
        Column("organ", _("Who handles it"), lambda r: r.organ),
        Column("on", _("Filed on"), lambda r: say_day(r.filed_on), sort=("filed_on",)),
        Column("state", _("State"), _state),
    ),
    order="-on",
    filters=(
        Filter("q", _("Number or party"), lambda rows, q: rows.filter(
            Q(case__number__icontains=q) | Q(case__party__name__icontains=q))),
        Filter("kind", _("Kind of remedy"), lambda rows, k: rows.filter(kind=k), options=Remedy.Kind.choices),
        Filter("outcome", _("Outcome of the remedy"), lambda rows, o: rows.filter(outcome=o),
               options=lambda: two_tongues(REMEDY_OUTCOMES)),
    ),
)  # fmt: skip
