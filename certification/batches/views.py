"""Pages of batches: the list, a new one, one with its progress."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from certification.batches import candidates
from certification.batches.figures import figures
from certification.batches.forms import BatchForm, IssueForm, ReprintForm
from certification.batches.make_batch import make_batch
from certification.batches.showing import BATCHES, FAILED, downloads, stages
from certification.models import IssueBatch, IssueItem
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.web.acts import act_page
from enforcement.web.times import say_day

ISSUES: Final = duty("issue")
FORMS: Final[dict[str, type[BatchForm]]] = {"issue": IssueForm, "reprint": ReprintForm}
HEADINGS: Final = {
    "issue": gettext_lazy("Issue approved applications"),
    "reprint": gettext_lazy("Print cards again"),
}
LEADS: Final = {
    "issue": gettext_lazy("Each is checked once more as when issued alone; who is refused is left out and named."),
    "reprint": gettext_lazy("The same cards once more, without a new number: for spoiled prints or a new printer."),
}


@require_safe
@allow(ISSUES)
def batches(request: HttpRequest) -> HttpResponse:
    """List the batches of one's agencies."""
    rows = candidates.batches(person_of(request).pk)
    return render(request, "certification/batches/batches.html", {"listing": BATCHES.page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(ISSUES)
def new_batch(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a batch of a kind."""
    person, on = person_of(request), clock.today()
    top = candidates.agencies(person.pk).order_by("path").first()
    if top is None:
        raise NotFound
    return act_page(
        request,
        form_class=partial(FORMS[kind], person_id=person.pk),
        act=partial(make_batch, agency_id=top.pk, by=actor_of(request), at=clock.now(), kind=kind),
        success_url=lambda batch: reverse("batch_detail", args=[batch.pk]),
        done=_("The batch is under way. You may leave this page: the work goes on."),
        initial={"title": f"{say_day(on)} {HEADINGS[kind]}"[:60]},
        context={
            "heading": HEADINGS[kind], "lead": LEADS[kind], "submit": _("Start the batch"),
            "back_url": reverse("batch_list"), "back_text": _("Batches of cards"),
        },
    )  # fmt: skip


@require_safe
@allow(ISSUES)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a batch: how far it is, what was left out and why, its files."""
    row = batch_or_404(request, pk)
    listing = FAILED.page(request, row.items.filter(state=IssueItem.State.FAILED).select_related(*NAMED))
    return render(request, "certification/batches/batch.html", {**_facts(row), "listing": listing})


NAMED: Final = ("application__person", "application__agency", "credential__agency")


@require_safe
@allow(ISSUES)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the page's question how far the work is; at its end the page is loaded anew."""
    context = _facts(batch_or_404(request, pk))
    response = render(request, "certification/batches/_progress.html", context)
    if not context["figures"].working:
        response["HX-Refresh"] = "true"
    return response


def _facts(row: IssueBatch) -> dict[str, Any]:
    found = figures(row, at=clock.now())
    standing = row.state == IssueBatch.State.STOPPED or bool(found.broken)
    return {
        "batch": row, "figures": found, "stages": stages(), "standing": standing,
        "finished": row.state == IssueBatch.State.DONE, "downloads": downloads(row),
        "duplexes": IssueBatch.Duplex.choices,
    }  # fmt: skip


def batch_or_404(request: HttpRequest, pk: int) -> IssueBatch:
    """Return a batch of one's agencies.

    Raises:
        NotFound: for any other.
    """
    found = candidates.batches(person_of(request).pk).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
