"""Appeals: the candidate's form and answer, and the desk of those who re-check and decide."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers
from exams.marking.appeal_window import last_day
from exams.marking.decide_appeal import decide_appeal
from exams.marking.file_appeal import current_result, file_appeal, was_appealed
from exams.marking.findings import findings
from exams.marking.forms import AppealForm, DecideForm, RecheckForm
from exams.marking.recheck_appeal import recheck_appeal
from exams.models import Appeal, ItemType, Sitting
from exams.queries import sessions_for
from exams.review import review
from exams.sitting.views import own

TONES = {Appeal.State.FILED: "wait", Appeal.State.RECHECKED: "info", Appeal.State.DECIDED: "ok"}
APPEALS = Lister(
    caption=gettext_lazy("Appeals"),
    columns=(
        Column("name", gettext_lazy("Candidate"), lambda a: a.person.name, sort=("person__name",),
               link=lambda a: reverse("exam_appeal_case", args=[a.pk])),
        Column("exam", gettext_lazy("Exam"), lambda a: f"{a.result.session.exam.title} · {a.result.session.title}"),
        Column("at", gettext_lazy("Appealed"), lambda a: say_moment(a.filed_at), sort=("filed_at",)),
        Column("state", gettext_lazy("State"), lambda a: badge(a.get_state_display(), TONES[a.state]), sort=("state",)),
        Column("outcome", gettext_lazy("How it was decided"), lambda a: a.get_outcome_display()),
    ),
    filters=(
        Filter("q", gettext_lazy("Name of the person"), lambda rows, q: rows.filter(person__name__icontains=q)),
        Filter("state", gettext_lazy("State"), lambda rows, s: rows.filter(state=s), options=Appeal.State.choices),
    ),
    order="-at",
)  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def appeal(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Appeal against my result."""
    standing = own(request, sitting_id)
    sitting = Sitting.objects.select_related("session__exam__agency").get(pk=sitting_id)
    result = current_result(sitting)
    until = last_day(result) if result else None
    if standing.state != "result" or result is None or until is None or was_appealed(result):
        return redirect("exam_result", sitting_id)
    return act_page(
        request,
        form_class=AppealForm,
        act=partial(file_appeal, sitting_id=sitting_id, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_result", args=[sitting_id]),
        done=_("The appeal is filed. You will find the decision below your result."),
        form_arguments={"numbers": len(sitting.answers)},
        template="exams/marking/appeal.html",
        context={"session": sitting.session, "result": result, "until": until, "sitting_id": sitting_id},
    )


def appeals_of(request: HttpRequest) -> QuerySet[Appeal]:
    """Return the appeals of the sessions that the person administers."""
    rows = Appeal.objects.filter(result__session__in=sessions_for(person_of(request).pk))
    return rows.select_related("person", "result__session__exam__agency", "rechecked_by", "decided_by")


@require_safe
@allow(administers)
def appeals(request: HttpRequest) -> HttpResponse:
    """List the appeals of my sessions."""
    return render(request, "exams/marking/appeals.html", {"listing": APPEALS.page(request, appeals_of(request))})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def appeal_case(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Show an appeal with the paper, and take the re-check or the decision."""
    found = appeals_of(request).filter(pk=appeal_id).first()
    if found is None:
        raise Http404
    sitting = Sitting.objects.select_related("session__exam__agency").get(pk=found.result.sitting_id)
    known = found.recheck or findings(sitting=sitting, result=found.result)
    questions = review(sitting=sitting, result=found.result)
    context = {
        "appeal": found,
        "tone": TONES[Appeal.State(found.state)],
        "sitting": sitting,
        "known": known,
        "asked": [question for question in questions if question.number in found.items] or questions,
        "mine": person_of(request).pk in {found.person_id, found.rechecked_by_id},
        "here": "recheck" if found.state == Appeal.State.FILED else "decide",
    }
    if found.state == Appeal.State.DECIDED:
        return render(request, "exams/marking/appeal_case.html", context)
    facts: dict[str, Any] = {"appeal_id": found.pk, "by": actor_of(request), "at": clock.now()}
    filed = found.state == Appeal.State.FILED
    in_words = [(i["number"], i["full"]) for i in known["items"] if i["type"] == ItemType.SHORT_ANSWER]
    return act_page(
        request,
        form_class=RecheckForm if filed else DecideForm,
        act=partial(recheck_appeal if filed else decide_appeal, **facts),
        success_url=reverse("exam_appeal_case", args=[found.pk]),
        done=_("The re-check is recorded. Another person decides.") if filed else _("The appeal is decided."),
        form_arguments={"in_words": in_words} if filed else {},
        template="exams/marking/appeal_case.html",
        context=context,
    )
