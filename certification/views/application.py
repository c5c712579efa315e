"""An application: where it is, what is there, and the next act as a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from certification import eligibility, photos, queries
from certification.announce import announce
from certification.examine import examine
from certification.forms import ConfirmForm, ExamineForm, IssueForm, ReviewForm
from certification.issue import issue
from certification.lifecycle.beside import beside, may_review
from certification.lifecycle.parameters import ISSUED_BY
from certification.models import Credential
from certification.qualify import qualify
from certification.review_application import review_application
from certification.views.desk import DESK
from certification.views.timeline import happened
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.flowcharts import store
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page

TEMPLATE: Final = "certification/application.html"
ASIDE: Final = frozenset({"register_resit"})


@dataclass(frozen=True)
class Next:
    """The act that an open step waits for."""

    duties: frozenset[str]
    form: type[forms.Form]
    act: Callable[..., Any]
    title: str | Promise
    submit: str | Promise
    done: str | Promise


_PREPARE = Next(
    frozenset({"apply", "examine"}), ConfirmForm, qualify, _("Close training and exams"), _("Both are met: go on"),
    _("Training and exams are complete."),
)  # fmt: skip
NEXT: Final = {
    "examine_application": Next(
        frozenset({"examine"}), ExamineForm, examine, _("Check the application"), _("Record the finding"),
        _("The finding is recorded."),
    ),
    "record_training": _PREPARE,
    "pass_professional_exam": _PREPARE,
    "pass_public_exam": _PREPARE,
    "announce_applicant": Next(
        frozenset({"examine"}), ConfirmForm, announce, _("Announce the applicant"), _("Publish the notice"),
        _("The notice is public."),
    ),
    "issue": Next(
        frozenset({"issue"}), IssueForm, issue, _("Issue the credential"), _("Number, sign and issue"),
        _("The credential is issued."),
    ),
}  # fmt: skip
REVIEW: Final = Next(
    frozenset({"examine"}), ReviewForm, review_application, _("Review after the notice"), _("Record the finding"),
    _("The review is recorded."),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(DESK)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application and do its next act."""
    row = _visible(request, pk)
    wanted = _next(row)
    held = held_codes(person_id=person_of(request).pk, agency=row.agency)
    mine = wanted is not None and bool(held & wanted.duties) and row.person_id != person_of(request).pk
    if mine and wanted is REVIEW:
        mine = may_review(row, person_of(request).pk)
    context = _context(row, wanted, mine=mine) | beside(row, held=held)
    if wanted is None or not context["mine"]:
        return render(request, TEMPLATE, context)
    return act_page(
        request, form_class=wanted.form, template=TEMPLATE, context=context, done=wanted.done,
        act=partial(wanted.act, application_id=pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("credential_detail", args=[made.pk])
        if isinstance(made, Credential) else request.path,
    )  # fmt: skip


@require_safe
@allow(DESK)
def application_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the photo of an application to those who handle it."""
    row = _visible(request, pk)
    data = photos.read(row.photo, row.photo_sha256)
    if data is None:
        raise NotFound
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})


def _visible(request: HttpRequest, pk: int) -> Any:
    found = queries.applications_for(person_id=person_of(request).pk).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _next(row: Any) -> Next | None:
    if row.closed_at is not None:
        return None
    if row.step_act == "review_application" or (row.step_act == "announce_applicant" and row.announced_on is not None):
        return None if row.notice_runs(clock.today()) else REVIEW
    if row.step_act == "issue" and value(ISSUED_BY, agency=row.agency, on=clock.today()) == "province":
        return None
    return NEXT.get(row.step_act)


def _context(row: Any, wanted: Next | None, *, mine: bool) -> dict[str, Any]:
    steps = [node for node in store.graph_of(row.run.version_id).steps if node.step is not None]
    line = steps[: next((i for i, n in enumerate(steps) if n.step and n.step.act == "issue"), len(steps)) + 1]
    line = [n for n in line if n.step and n.step.act not in ASIDE]
    acts = [n.step.act for n in line if n.step]
    english = (get_language() or "").startswith("en")
    today, prepared = clock.today(), None
    if row.closed_at is None:
        prepared = eligibility.of_application(row, today)
    return {
        "row": row, "wanted": wanted, "mine": mine,
        "steps": [(n.step.title_en if english and n.step else "") or n.name for n in line],
        "current": acts.index(row.step_act) + 1 if row.step_act in acts and row.closed_at is None else len(line) + 1,
        "refused": row.run.end == "cancelled" and not row.credentials.exists(),
        "issued": row.credentials.order_by("pk").last(),
        "prepared": prepared,
        "missing": _missing(prepared) if wanted is _PREPARE and prepared else None,
        "notice_runs": row.notice_runs(today),
        "happened": happened(row.series),
    }  # fmt: skip


def _missing(prepared: eligibility.Preparation) -> Refusal | None:
    """Return what an attempt to go on would answer, to say it before the attempt."""
    try:
        eligibility.demand_preparation(prepared)
    except Refusal as refusal:
        return refusal
    return None
