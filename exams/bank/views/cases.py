"""Cases: texts that several items share."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from exams.access import administers
from exams.bank.access import bank_or_404, editable_ids
from exams.bank.case_form import CaseForm
from exams.bank.differences import difference
from exams.bank.sharing import banks_readable
from exams.bank.write_case import reword_case, write_case
from exams.models import GroupVersion, Item, ItemGroup, ItemType

SHOWN = 60


def _beginning(group: ItemGroup) -> str:
    stem = group.current.stem if group.current else ""
    return stem if len(stem) <= SHOWN else f"{stem[:SHOWN]}…"


CASES = Lister(
    caption=pgettext_lazy("exam items", "Cases"),
    columns=(
        Column(
            "code",
            gettext_lazy("Code"),
            lambda g: g.code,
            sort=("code",),
            link=lambda g: reverse("exam_case", args=[g.pk]),
        ),
        Column("stem", gettext_lazy("Shared text"), _beginning),
        Column("items", gettext_lazy("Items in use"), lambda g: g.in_use, sort=("in_use",), numeric=True),
    ),
    filters=(Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(current__stem__icontains=q)),),
    order="code",
)


@require_safe
@allow(administers)
def cases(request: HttpRequest, bank_id: int) -> HttpResponse:
    """List the cases of a bank."""
    bank = bank_or_404(request, bank_id)
    in_use = Count("items", filter=Q(items__retired_on=None, items__current__isnull=False))
    rows = ItemGroup.objects.filter(bank=bank).select_related("current").annotate(in_use=in_use)
    context = {"bank": bank, "may_write": bank.pk in editable_ids(request), "listing": CASES.page(request, rows)}
    return render(request, "exams/bank/cases.html", context)


def _group_or_404(request: HttpRequest, group_id: int) -> ItemGroup:
    rows = ItemGroup.objects.filter(bank__in=banks_readable(person_of(request).pk))
    found = rows.select_related("bank__agency", "current").filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@allow(administers)
def case(request: HttpRequest, group_id: int) -> HttpResponse:
    """Show a case with its items and the versions of its text."""
    group = _group_or_404(request, group_id)
    versions = list(GroupVersion.objects.filter(group=group).order_by("-number"))
    rows = Item.objects.filter(group=group, current__isnull=False).select_related("current")
    items = list(rows.order_by("group_order", "pk"))
    here = reverse("exam_item_new", args=[group.bank_id])
    place = (Item.objects.filter(group=group).aggregate(last=Max("group_order"))["last"] or 0) + 1
    context = {
        "group": group,
        "items": items,
        "may_write": group.bank_id in editable_ids(request),
        "earlier": [(before, difference(before.stem, after.stem)) for after, before in pairwise(versions)],
        "to_add": [(label, f"{here}?type={kind}&case={group.pk}&order={place}") for kind, label in ItemType.choices],
    }
    return render(request, "exams/bank/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_case(request: HttpRequest, bank_id: int) -> HttpResponse:
    """Write a new case."""
    bank = bank_or_404(request, bank_id, to_write=True)
    back = reverse("exam_cases", args=[bank.pk])
    return act_page(
        request,
        form_class=CaseForm,
        form_arguments={"upload": reverse("exam_picture_add", args=[bank.pk])},
        act=partial(write_case, bank_id=bank.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("exam_case", args=[made.pk]),
        done=_("The case is written. Now write its items."),
        template="exams/bank/case_editor.html",
        context={
            "heading": _("New case (shared text)"),
            "lead": bank.name,
            "submit": _("Write the case"),
            "back_url": back,
            "back_text": pgettext("exam items", "Cases"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_case(request: HttpRequest, group_id: int) -> HttpResponse:
    """Write a new version of a shared text, and with it of each of its items."""
    group = _group_or_404(request, group_id)
    bank_or_404(request, group.bank_id, to_write=True)
    back = reverse("exam_case", args=[group.pk])
    return act_page(
        request,
        form_class=CaseForm,
        form_arguments={"group": group, "upload": reverse("exam_picture_add", args=[group.bank_id])},
        act=partial(reword_case, group_id=group.pk, by=actor_of(request), at=clock.now()),
        success_url=back,
        done=_("The text is changed: each of its items has a new version."),
        template="exams/bank/case_editor.html",
        context={
            "heading": _("New version of %(code)s") % {"code": group.code},
            "lead": _("Each item of the case gets a new version with this text; its key stays."),
            "submit": _("Write this version"),
            "back_url": back,
            "back_text": group.code,
        },
    )
