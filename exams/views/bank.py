"""The bank: its items, one item with its versions, import from a workbook."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.lists import Column, Filter, Lister, Listing
from exams.access import administers, items_of
from exams.exports import workbook as written
from exams.forms import ImportForm
from exams.import_items import ImportRefused, import_items
from exams.imports import workbook
from exams.imports.columns import HEADINGS
from exams.imports.found import Given
from exams.models import Item, ItemType, ItemVersion
from exams.queries import banks_for
from exams.views.results import WORKBOOK

SHOWN = 60


def _stem(item: Item) -> str:
    stem = item.current.stem if item.current else ""
    return stem if len(stem) <= SHOWN else f"{stem[:SHOWN]}…"


def _page(request: HttpRequest, rows: QuerySet[Item]) -> Listing:
    laws = rows.order_by().values_list("current__law_ref__short", flat=True).distinct()
    return Lister(
        caption=_("Exam items"),
        columns=(
            Column(
                "code",
                gettext_lazy("Code"),
                lambda i: i.code,
                sort=("code",),
                link=lambda i: reverse("exam_item", args=[i.pk]),
            ),
            Column("stem", gettext_lazy("Question"), _stem),
            Column("type", gettext_lazy("Type"), lambda i: i.get_type_display(), sort=("type",)),
            Column("law", gettext_lazy("Law"), lambda i: i.current.law_ref, sort=("current__law_ref__short",)),
            Column(
                "difficulty",
                gettext_lazy("Difficulty"),
                lambda i: i.current.difficulty,
                sort=("current__difficulty",),
                numeric=True,
            ),
        ),
        filters=(
            Filter("q", gettext_lazy("Words"), lambda found, q: found.filter(current__stem__icontains=q)),
            Filter("type", gettext_lazy("Type"), lambda found, t: found.filter(type=t), options=ItemType.choices),
            Filter(
                "law",
                gettext_lazy("Law"),
                lambda found, law: found.filter(current__law_ref__short=law),
                options=lambda: sorted((law, law) for law in laws if law),
            ),
        ),
        order="code",
    ).page(request, rows.select_related("current__law_ref"))


@require_safe
@allow(administers)
def items(request: HttpRequest) -> HttpResponse:
    """List the items of my banks."""
    return render(
        request, "exams/items.html", {"listing": _page(request, items_of(request).filter(current__isnull=False))}
    )


@require_safe
@allow(administers)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show an item with all its versions and keys."""
    found = items_of(request).select_related("bank").filter(pk=item_id).first()
    if found is None:
        raise Http404
    versions = (
        ItemVersion.objects.filter(item=found).select_related("law_ref").prefetch_related("keys").order_by("-number")
    )
    return render(request, "exams/item.html", {"item": found, "versions": [_version(v) for v in versions]})


def _version(version: ItemVersion) -> dict[str, Any]:
    keys = list(version.keys.all())
    mask = keys[0].mask if keys else 0
    options = [{**option, "right": bool(mask >> n & 1)} for n, option in enumerate(version.options)]
    letters = ["".join(o["id"] for n, o in enumerate(version.options) if key.mask >> n & 1) for key in keys]
    return {"version": version, "options": options, "keys": list(zip(keys, letters, strict=True))}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def importing(request: HttpRequest) -> HttpResponse:
    """Import a workbook of items, or only check it."""
    banks = banks_for(person_of(request).pk)
    form = ImportForm(request.POST or None, request.FILES or None, banks=banks)
    context: dict[str, Any] = {"form": form, "problems": [], "outcome": None, "headings": HEADINGS.values()}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            found = workbook.read(form.cleaned_data["file"].read(), Given())
            try:
                context["outcome"] = import_items(
                    bank_id=form.cleaned_data["bank_id"],
                    by=actor_of(request),
                    at=clock.now(),
                    drafts=found.drafts,
                    problems=found.problems,
                    pictures=found.pictures.values(),
                    dry_run=form.cleaned_data["dry_run"],
                )
                status = 200
            except ImportRefused as refusal:
                context["problems"] = refusal.problems
            context["dry_run"] = form.cleaned_data["dry_run"]
    return render(request, "exams/import.html", context, status=status)


@require_safe
@allow(administers)
def import_template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the empty workbook to fill in."""
    response = HttpResponse(written.template(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="items.xlsx"'
    return response
