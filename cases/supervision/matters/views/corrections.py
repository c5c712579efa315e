"""Corrections and accountability: the list, its workbook, and the record of who answered (行政纠错问责)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.supervision.matters.access import corrections_for, matters_for, sees_letters, watched
from cases.supervision.matters.acting import SUPERVISE
from cases.supervision.matters.corrections_book import workbook
from cases.supervision.matters.hold_accountable import hold_accountable
from cases.supervision.matters.letter_forms import AccountForm
from cases.supervision.matters.views.corrections_listed import lister
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty
from enforcement.web.acts import act_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allow(sees_letters)
def corrections(request: HttpRequest) -> HttpResponse:
    """List what must be corrected; ``?as=xlsx`` answers with the same rows as a workbook."""
    rows, may = corrections_for(request), watched(request, SUPERVISE).exists()
    shown = lister(request, accounting=may)
    if request.GET.get("as") == "xlsx":
        kept: Any = rows
        for one in shown.filters:
            value, _options = one.chosen(request.GET.get(one.key, ""))
            kept = one.apply(kept, value) if value else kept
        response = HttpResponse(workbook(kept.order_by("due_on", "pk"), on=clock.today()), content_type=XLSX)
        response["Content-Disposition"] = "attachment; filename=corrections.xlsx"
        return response
    asked = request.GET.copy()
    asked["as"] = "xlsx"
    return render(request, "supervision/matters/corrections.html", {
        "listing": shown.page(request, rows), "xlsx": f"?{asked.urlencode()}",
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty(SUPERVISE))
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who answered for something that had to be corrected."""
    found = corrections_for(request).filter(pk=pk, agency__in=watched(request, SUPERVISE)).first()
    if found is None:
        raise NotFound
    back, words = reverse("matter_corrections"), _("Corrections and accountability")
    if request.GET.get("of") == "matter" and matters_for(request).filter(pk=found.matter_id).exists():
        back, words = found.matter.get_absolute_url(), found.matter.number
    return act_page(
        request, form_class=AccountForm, success_url=back,
        act=partial(hold_accountable, correction_id=pk, by=actor_of(request), at=clock.now()),
        initial={"responsible": found.responsible, "accountability": found.accountability},
        context={"heading": _("Record who answered for it"), "lead": f"{found.matter.number} · {found.what}",
                 "submit": _("Record it"), "back_url": back, "back_text": words},
    )  # fmt: skip
