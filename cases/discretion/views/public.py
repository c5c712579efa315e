"""What the public reads: the benchmarks in force, to be searched by offence and law, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.discretion.measuring import said_of
from cases.discretion.models import Benchmark, Grade
from cases.discretion.ranges import Span
from cases.discretion.wording import times
from cases.terms import kind_title
from certification import fields as enforcement_fields
from certification.fields import FIELDS
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


@require_safe
@allow(public)
def benchmarks(request: HttpRequest) -> HttpResponse:
    """List the benchmarks that are in force, or that were."""
    rows = Benchmark.objects.filter(issue__published_at__isnull=False).select_related("agency", "issue")
    if "day" not in request.GET:
        rows = in_force_on(rows, clock.today())
    return render(request, "cases/discretion/benchmarks.html", {"listing": LISTER.page(request, rows)})


@require_safe
@allow(public)
def benchmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a benchmark with its grades, and its other versions."""
    rows = Benchmark.objects.filter(issue__published_at__isnull=False).select_related("agency", "issue")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    versions = rows.filter(agency=found.agency, offence=found.offence).order_by("-from_on")
    grades = [(grade, fine_of(found, grade), [kind_title(k) for k in grade.kinds]) for grade in found.grades.all()]
    context = {
        "benchmark": found,
        "fine": fine_of(found, found),
        "grades": grades,
        "versions": versions,
        "kinds": [kind_title(k) for k in found.kinds],
        "field": enforcement_fields.titles([found.field]),
    }
    return render(request, "cases/discretion/benchmark.html", context)


def in_force_on(rows: QuerySet[Benchmark], on: date | str) -> QuerySet[Benchmark]:
    """Return those in force on a day."""
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)


def fine_of(benchmark: Benchmark, part: Benchmark | Grade) -> str:
    """Return a range of fine in words: yuan, or multiples of what."""
    if not part.high:
        return str(_("no fine"))
    if benchmark.basis == Benchmark.Basis.FIXED:
        return said_of(Span(part.low, part.high))
    told = {"low": times(part.low), "high": times(part.high), "basis": benchmark.get_basis_display()}
    return str(_("%(low)s to %(high)s times: %(basis)s")) % told


def _agencies() -> list[tuple[str, str]]:
    rows = Agency.objects.filter(benchmark_sets__published_at__isnull=False).distinct()
    return [(str(agency.pk), agency.title) for agency in rows]


def _words(rows: Any, text: str) -> Any:
    return rows.filter(Q(offence__icontains=text) | Q(breached__icontains=text) | Q(penalty__icontains=text))


LISTER = Lister(
    caption=_("Benchmarks of discretion"),
    columns=(
        Column(
            "offence",
            _("Offence"),
            lambda b: b.offence,
            sort=("offence",),
            link=lambda b: reverse("benchmark", args=[b.pk]),
        ),
        Column("penalty", _("Provision of the penalty"), lambda b: b.penalty, sort=("penalty",)),
        Column("fine", _("Fine that the law allows"), lambda b: fine_of(b, b)),
        Column("agency", _("Agency"), lambda b: b.agency.title, sort=("agency__path",)),
        Column("from", _("In force from"), lambda b: say_day(b.from_on), sort=("from_on",)),
    ),
    order="offence",
    filters=(
        Filter("q", _("Offence or law"), _words),
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(agency_id=pk), options=_agencies),
        Filter(
            "field",
            _("Field"),
            lambda rows, code: rows.filter(field=code),
            options=lambda: [(c, f.title) for c, f in FIELDS.items()],
        ),
        Filter("day", _("In force on the day"), in_force_on, type="date"),
    ),
)
