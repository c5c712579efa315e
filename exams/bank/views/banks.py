"""Banks: which there are, a new one, its name and to whom it is open."""

from __future__ import annotations

from functools import partial

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge
from exams.access import administers
from exams.bank.access import bank_or_404, editable_ids
from exams.bank.change_bank import change_bank
from exams.bank.create_bank import create_bank
from exams.bank.forms import BankForm
from exams.bank.sharing import banks_readable
from exams.models import Bank
from exams.queries import agencies_managed


def _items_url(bank: Bank) -> str:
    return f"{reverse('exam_items')}?bank={bank.pk}"


def _lister(editable: frozenset[int]) -> Lister:
    return Lister(
        caption=gettext_lazy("Item banks"),
        columns=(
            Column("name", gettext_lazy("Bank"), lambda b: b.name, sort=("name",), link=_items_url),
            Column("agency", gettext_lazy("Agency"), lambda b: b.agency.title, sort=("agency__path",)),
            Column("items", gettext_lazy("Items in use"), lambda b: b.in_use, sort=("in_use",), numeric=True),
            Column(
                "cases",
                gettext_lazy("Shared texts"),
                lambda b: b.cases,
                sort=("cases",),
                link=lambda b: reverse("exam_cases", args=[b.pk]),
                numeric=True,
            ),
            Column("share", gettext_lazy("Open to"), lambda b: b.get_share_display(), sort=("share",)),
            Column(
                "mine",
                gettext_lazy("For you"),
                lambda b: badge(_("to write"), "ok") if b.pk in editable else badge(_("to read"), "plain"),
            ),
            Column(
                "change",
                gettext_lazy("Change"),
                lambda b: _("Name and sharing") if b.pk in editable else "",
                link=lambda b: reverse("exam_bank_change", args=[b.pk]) if b.pk in editable else "",
            ),
        ),
        order="name",
    )


@require_safe
@allow(administers)
def banks(request: HttpRequest) -> HttpResponse:
    """List the banks that I may read."""
    in_use = Count("items", filter=Q(items__retired_on=None, items__current__isnull=False), distinct=True)
    rows = banks_readable(person_of(request).pk).annotate(in_use=in_use, cases=Count("groups", distinct=True))
    return render(request, "exams/bank/banks.html", {"listing": _lister(editable_ids(request)).page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_bank(request: HttpRequest) -> HttpResponse:
    """Create a bank."""
    return act_page(
        request,
        form_class=BankForm,
        form_arguments={"agencies": agencies_managed(person_of(request).pk)},
        act=partial(create_bank, by=actor_of(request), at=clock.now()),
        success_url=_items_url,
        done=_("The bank is created. Write items, or import them."),
        context={
            "heading": _("New item bank"),
            "submit": _("Create the bank"),
            "back_url": reverse("exam_banks"),
            "back_text": _("Item banks"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def change(request: HttpRequest, bank_id: int) -> HttpResponse:
    """Change a bank's name, or to whom it is open."""
    bank = bank_or_404(request, bank_id, to_write=True)
    return act_page(
        request,
        form_class=BankForm,
        initial={"name": bank.name, "share": bank.share},
        act=partial(change_bank, bank_id=bank.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_banks"),
        done=_("The bank is changed."),
        context={
            "heading": bank.name,
            "lead": bank.agency.title,
            "submit": _("Save"),
            "back_url": reverse("exam_banks"),
            "back_text": _("Item banks"),
        },
    )
