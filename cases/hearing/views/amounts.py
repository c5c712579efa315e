"""The table of large amounts: who may ask for a hearing from which amount."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import case_worker
from cases.hearing.forms.amounts import AmountForm, EndForm
from cases.hearing.large_amounts import end_amount, enter_amount
from cases.models import HearingAmount
from certification import fields
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import day, money

KEEPS = duty("review")


def _field(line: HearingAmount) -> object:
    return fields.titles([line.field]) if line.field else _("every field")


LIST = Lister(
    caption=gettext_lazy("Large amounts"),
    columns=(
        Column("agency", gettext_lazy("Agency"), lambda line: line.agency.title, ("agency__path",)),
        Column("field", gettext_lazy("Field"), _field, ("field",)),
        Column("party", gettext_lazy("The party is"), lambda line: line.get_party_display()),
        Column("penalty", gettext_lazy("Penalty"), lambda line: line.get_penalty_display()),
        Column(
            "amount", gettext_lazy("From this amount (yuan)"), lambda line: money(line.amount), ("amount",),
            link=lambda line: reverse("hearing_amount", args=[line.pk]), numeric=True,
        ),
        Column("from", gettext_lazy("Holds from"), lambda line: day(line.from_on), ("from_on",)),
        Column("to", gettext_lazy("Last day in force"), lambda line: day(line.to_on) if line.to_on else "—"),
        Column("source", gettext_lazy("Document that says so"), lambda line: line.source),
    ),
    order="agency",
)  # fmt: skip


@require_safe
@allow(case_worker)
def amounts(request: HttpRequest) -> HttpResponse:
    """List the lines of all agencies."""
    rows = HearingAmount.objects.select_related("agency")
    return render(request, "cases/hearing/amounts.html", {
        "listing": LIST.page(request, rows), "keeps": "review" in duties_of(request),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(KEEPS)
def new_amount(request: HttpRequest) -> HttpResponse:
    """Enter a line."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties={"review"}))
    return act_page(
        request, form_class=AmountForm, form_arguments={"agencies": agencies},
        act=partial(enter_amount, by=actor_of(request), at=clock.now()), success_url=reverse("hearing_amounts"),
        initial={"from_on": clock.today()},
        context={
            "heading": _("Enter a large amount"), "submit": _("Enter"), "back_url": reverse("hearing_amounts"),
            "back_text": _("Large amounts"),
            "lead": _("From this amount the notice tells the party of its right to a hearing by itself."),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(KEEPS)
def amount(request: HttpRequest, pk: int) -> HttpResponse:
    """End a line."""
    mine = agencies_where(person_id=person_of(request).pk, duties={"review"})
    line = HearingAmount.objects.filter(pk=pk, agency__in=mine).select_related("agency").first()
    if line is None:
        raise NotFound
    said = f"{line.agency.title} · {line.get_party_display()} · {line.get_penalty_display()} · {money(line.amount)}"
    return act_page(
        request, form_class=EndForm, act=partial(end_amount, amount_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("hearing_amounts"), initial={"to_on": clock.today()},
        context={
            "heading": _("End this line"), "lead": said, "submit": _("End it"), "tone": "danger",
            "back_url": reverse("hearing_amounts"), "back_text": _("Large amounts"),
        },
    )  # fmt: skip
