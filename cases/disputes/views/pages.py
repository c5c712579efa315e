"""The pages of disputes: the list, one with its open step, the opinion of an agency, a paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.disputes.access import agencies_of, dispute_for, disputes_for, sees_disputes
from cases.disputes.apply_dispute import apply_dispute
from cases.disputes.forms import ApplyForm, OpinionForm
from cases.disputes.give_opinion import give_opinion
from cases.disputes.models import Dispute
from cases.disputes.steps import STEPS
from cases.disputes.views.listed import LISTER
from cases.papers import bytes_of
from cases.timing import light_of
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.access import actor_of, duty
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page


@require_safe
@allow(sees_disputes)
def disputes(request: HttpRequest) -> HttpResponse:
    """List the disputes that the person may see."""
    may = agencies_of(request, "decide", "supervise").exists()
    return render(
        request, "cases/disputes/list.html", {"listing": LISTER.page(request, disputes_for(request)), "may": may}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("decide", "supervise"))
def new(request: HttpRequest) -> HttpResponse:
    """Apply for the coordination of a dispute, or begin it ex officio."""
    own = list(agencies_of(request, "decide", "supervise").exclude(kind=Agency.Kind.GOVERNMENT))
    others = list(Agency.objects.filter(is_active=True).exclude(kind=Agency.Kind.GOVERNMENT).exclude(fields=[]))
    return act_page(
        request, form_class=ApplyForm, form_arguments={"own": own, "others": others},
        act=partial(apply_dispute, by=actor_of(request), at=clock.now()),
        success_url=lambda made: made.get_absolute_url(), done=_("The dispute is registered."),
        context={"heading": _("Apply for coordination of a dispute"), "submit": _("Send the application"),
                 "back_url": reverse("disputes"), "back_text": _("Disputes between agencies")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(sees_disputes)
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dispute; do its open step."""
    found = dispute_for(request, pk)
    record = open_step(found)
    step = STEPS.get(record.node.act) if record else None
    may = step is not None and agencies_of(request, step.duty).filter(pk=found.applicant_id).exists()
    context = about(found, record, request) | {"may": may, "submit": step.submit if step else ""}
    if step is None or not may:
        if request.method == "POST":
            raise NotAllowed
        return render(request, "cases/disputes/dispute.html", context)
    return act_page(
        request, form_class=step.form, form_arguments={"dispute": found, "record": record},
        act=partial(step.do, dispute_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=found.get_absolute_url(), template="cases/disputes/dispute.html", context=context,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("decide"))
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the opinion of one's agency."""
    found = dispute_for(request, pk)
    agencies = own_of(found, request)
    if not agencies:
        raise NotFound
    return act_page(
        request, form_class=OpinionForm, form_arguments={"agencies": agencies},
        act=partial(give_opinion, dispute_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=found.get_absolute_url(),
        context={"heading": _("Give your agency's opinion"), "lead": f"{found} · {found.subject}", "submit": _("Send"),
                 "back_url": found.get_absolute_url(), "back_text": found.number},
    )  # fmt: skip


@require_safe
@allow(sees_disputes)
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponse:
    """Answer with a paper of a dispute."""
    kept = dispute_for(request, pk).papers.filter(pk=paper_id).first()
    if kept is None:
        raise NotFound
    response = HttpResponse(bytes_of(kept.sha256), content_type="application/pdf")
    response["Content-Disposition"] = "inline; filename=paper.pdf"
    return response


def open_step(found: Dispute) -> StepRecord | None:
    """Return the open step of a dispute."""
    return (
        StepRecord.objects.filter(run=found.run, left_at__isnull=True, node__kind="task").select_related("node").first()
    )


def own_of(found: Dispute, request: HttpRequest) -> list[Agency]:
    """Return the agencies of the dispute for which the person may speak."""
    return list(agencies_of(request, "decide").filter(dispute_opinions__dispute=found))


def about(found: Dispute, record: StepRecord | None, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a dispute shows."""
    light = light_of(record.due_on, record.entered_at, clock.today()) if record else ""
    asking = record is not None and record.node.act == "ask_opinions"
    return {
        "dispute": found, "record": record, "light": light, "opinions": found.opinions.select_related("agency"),
        "papers": found.papers.all(), "entries": Entry.objects.filter(series=found.series).order_by("-seq"),
        "speaks": asking and bool(own_of(found, request)),
    }  # fmt: skip
