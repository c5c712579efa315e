"""What the public reads of inspections and permits: the list and one result; a withdrawn one says only why."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.models import Party
from cases.proofs import page_of_text
from cases.publicity.results.models import ShownResult
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


def shown() -> QuerySet[ShownResult]:
    """Return the results that were published, with those that were withdrawn since."""
    return ShownResult.objects.filter(published_on__isnull=False).select_related("agency")


def may_be_found() -> QuerySet[ShownResult]:
    """Return those that search engines may show: of organisations, and not withdrawn."""
    return shown().filter(withdrawn_on__isnull=True, object_kind=Party.Kind.ORGANISATION).order_by("pk")


def _agencies() -> list[tuple[str, str]]:
    rows = Agency.objects.filter(shown_results__published_on__isnull=False).distinct()
    return [(str(agency.pk), agency.title) for agency in rows]


def _unless_withdrawn(one: ShownResult, text: str) -> str:
    return "—" if one.withdrawn_on else text


LIST = Lister(
    caption=_("Results of inspections and permits"),
    columns=(
        Column("number", _("Document number"), lambda r: r.number, sort=("number",), link=ShownResult.get_absolute_url),
        Column("kind", _("Kind"), lambda r: r.get_kind_display()),
        Column("object", _("Person or firm concerned"), lambda r: _unless_withdrawn(r, r.object_shown)),
        Column("matter", _("Matter"), lambda r: _unless_withdrawn(r, r.matter)),
        Column("result", _("Result of the act"), lambda r: str(_("withdrawn")) if r.withdrawn_on else r.result),
        Column("agency", _("Agency"), lambda r: r.agency.title, sort=("agency__path",)),
        Column("on", _("Day of the result"), lambda r: say_day(r.done_on), sort=("done_on",)),
    ),
    order="-on",
    filters=(
        Filter("q", _("Number, object or matter"), lambda rows, text: rows.filter(
            Q(number__icontains=text)
            | Q(withdrawn_on__isnull=True) & (Q(object_shown__icontains=text) | Q(matter__icontains=text))
        )),
        Filter("kind", _("Kind"), lambda rows, code: rows.filter(kind=code), options=ShownResult.Kind.choices),
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(agency_id=pk), options=_agencies),
    ),
)  # fmt: skip


@require_safe
@allow(public)
def enforcement_results(request: HttpRequest) -> HttpResponse:
    """List them, to be searched by number, object, matter, kind and agency."""
    return render(request, "publicity/results/list.html", {"listing": LIST.page(request, shown())})


@require_safe
@allow(public)
def enforcement_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was published of one result."""
    one = shown().filter(pk=pk).first()
    if one is None:
        raise NotFound
    response = render(request, "publicity/results/result.html", {
        "result": one, "proof": "" if one.withdrawn_on else page_of_text(one.sha256),
        "sha_parts": [one.sha256[i : i + 8] for i in range(0, len(one.sha256), 8)],
    })  # fmt: skip
    if one.withdrawn_on or one.object_kind != Party.Kind.ORGANISATION:
        response["X-Robots-Tag"] = "noindex"
    return response
