"""What partners told: the list of it, and one thing as they told it last."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.exchange.access import bundles_for, exchanges
from cases.exchange.models import OutsideRow
from cases.exchange.scopes import SCOPES
from cases.exchange.views.received_words import facts_of, history_of, summary_of
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.web.lists import Column, Filter, Lister

PARTS: Final = {"agencies": SCOPES["agencies"], "persons": _("Persons"), "credentials": SCOPES["credentials"],
                "cases": SCOPES["cases"], "alarms": SCOPES["alarms"]}  # fmt: skip


def rows_for(request: HttpRequest) -> QuerySet[OutsideRow]:
    """Return what came in bundles that the person may see."""
    rows = OutsideRow.objects.filter(bundle__in=bundles_for(request))
    return rows.select_related("partner", "bundle", "case")


def url_of(row: OutsideRow) -> str:
    """Return where a thing is shown: a case among the cases, anything else as it was told."""
    if row.case_id is not None:
        return reverse("supervision_case", args=[row.case_id])
    return reverse("exchange_received_one", args=[row.pk])


def _says(rows: QuerySet[OutsideRow], given: str) -> QuerySet[OutsideRow]:
    found = rows.filter(content__name__icontains=given) | rows.filter(content__number__icontains=given)
    return found | rows.filter(content__sentence__icontains=given) | rows.filter(case__number__icontains=given)


LISTER: Final = Lister(
    caption=_("Received data"),
    columns=(
        Column("what", _("Content"), summary_of, link=url_of),
        Column("part", _("Kind"), lambda r: PARTS.get(r.part, r.part), sort=("part", "pk")),
        Column("partner", _("Partner"), lambda r: r.partner.name, sort=("partner__name", "pk")),
        Column("key", _("Its key there"), lambda r: r.key),
        Column(
            "bundle", _("Last told in bundle"), lambda r: r.bundle_id, sort=("bundle", "pk"),
            link=lambda r: reverse("exchange_bundle", args=[r.bundle_id]),
        ),
    ),
    filters=(
        Filter("q", _("Name, number or words"), _says),
        Filter("part", _("Kind"), lambda q, v: q.filter(part=v), tuple(PARTS.items())),
    ),
    order="part",
)  # fmt: skip


@require_safe
@allow(exchanges)
def received(request: HttpRequest) -> HttpResponse:
    """List what partners told."""
    return render(request, "exchange/received.html", {"listing": LISTER.page(request, rows_for(request))})


@require_safe
@allow(exchanges)
def received_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a thing as the partner told it last."""
    row = rows_for(request).filter(pk=pk).first()
    if row is None:
        raise NotFound
    context = {
        "row": row, "summary": summary_of(row), "kind": PARTS.get(row.part, row.part), "facts": facts_of(row),
        "history": history_of(row),
    }  # fmt: skip
    return render(request, "exchange/received_one.html", context)
