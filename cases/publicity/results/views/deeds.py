"""The pages of acts on results: write, check and publish, keep from the public, withdraw."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Inspection
from cases.publicity.results import forms as f
from cases.publicity.results.access import CHECKERS, WRITERS, agencies_of, checks, result_for, writes
from cases.publicity.results.draft_result import draft_inspection_result, draft_permit_result
from cases.publicity.results.models import ShownResult
from cases.publicity.results.publish_result import publish_result, withdraw_result
from cases.publicity.results.withhold_result import withhold_result
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of
from enforcement.web.acts import act_page

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@allow(writes)
def write_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the public reads of an inspection."""
    one = _inspection(request, pk, *WRITERS)
    before = one.shown_results.filter(withdrawn_on__isnull=True).first()
    kept = {"matter": one.matter, "result": one.found}
    if before is not None and before.result:
        kept = {"matter": before.matter, "result": before.result, "object_kind": before.object_kind}
    return _page(
        request, f.InspectionResultForm, partial(draft_inspection_result, inspection_id=one.pk),
        heading=_("Write the result for the public"), lead=f"{one.number} · {one.enterprise}", submit=_("Save it"),
        said=_("Saved. Another person checks and publishes it."), initial=kept,
    )  # fmt: skip


@form_page
@allow(writes)
def write_permit(request: HttpRequest) -> HttpResponse:
    """Write the result of a permit."""
    agencies = list(agencies_of(request, *WRITERS).exclude(kind="government").filter(is_active=True).order_by("path"))
    return _page(
        request, f.PermitResultForm, draft_permit_result, heading=_("Enter the result of a permit"),
        lead=_("Permits are decided in another system; the public reads their results here."), submit=_("Save it"),
        said=_("Saved. Another person checks and publishes it."), form_arguments={"agencies": agencies},
    )  # fmt: skip


@form_page
@allow(checks)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a text and publish it."""
    one = result_for(request, pk, *CHECKERS)
    return _page(
        request, f.CheckForm, partial(publish_result, result_id=one.pk), heading=_("Check and publish the result"),
        submit=_("Publish it"), said=_("The result is public."), template="publicity/results/check.html", result=one,
    )  # fmt: skip


@form_page
@allow(checks)
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the result of an inspection from the public."""
    one = _inspection(request, pk, *CHECKERS)
    return _page(
        request, f.WithholdForm, partial(withhold_result, inspection_id=one.pk), heading=_("Do not show the result"),
        lead=f"{one.number} · {one.enterprise}", submit=_("Do not show it"), said=_("Kept from the public."),
        tone="danger",
    )  # fmt: skip


@form_page
@allow(checks)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a result from the public."""
    one = result_for(request, pk, *CHECKERS)
    return _page(
        request, f.WithdrawResultForm, partial(withdraw_result, result_id=one.pk), heading=_("Withdraw the result"),
        lead=f"{one.number} · {one.object_shown}", submit=_("Withdraw"), said=_("The result is withdrawn."),
        tone="danger",
    )  # fmt: skip


def _inspection(request: HttpRequest, pk: int, *duties: str) -> Inspection:
    found = Inspection.objects.filter(pk=pk, agency__in=agencies_of(request, *duties).values("pk")).first()
    if found is None:
        raise NotFound
    return found


def _page(
    request: HttpRequest, form: Any, act: Any, *, heading: str, submit: str, said: str, lead: str = "",
    initial: Any = None, form_arguments: Any = None, template: str = "_ui/act_page.html", **context: Any,
) -> HttpResponse:  # fmt: skip
    def after(done: ShownResult) -> str:
        return reverse("result_kept", args=[done.pk])

    return act_page(
        request, form_class=form, act=partial(act, by=actor_of(request), at=clock.now()), success_url=after, done=said,
        initial=initial, form_arguments=form_arguments, template=template,
        context={
            "heading": heading, "lead": lead, "submit": submit, "back_url": reverse("results_kept"),
            "back_text": _("Results for the public"), **context,
        },
    )  # fmt: skip
