"""Who may not sit, with the facts; and setting a waivable ground aside by two persons."""

from __future__ import annotations

from functools import partial
from typing import Any

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
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.administration.access import ruling_or_404, tabs_of
from exams.administration.forms import DecisionForm, ReasonForm
from exams.administration.waive import ask_waiver, decide_waiver
from exams.administration.words import facts_shown, grounds_of, request_badge, sentences
from exams.models import EligibilityDecision, Waiver

REFUSALS = Lister(
    caption=gettext_lazy("Not admitted"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda r: r.person.name,
            sort=("person__name",),
            link=lambda r: reverse("exam_refusal", args=[r.session_id, r.pk]),
        ),
        Column("grounds", gettext_lazy("Grounds"), lambda r: sentences(r.grounds)),
        Column("waiver", gettext_lazy("Waiver"), lambda r: request_badge(getattr(r, "waiver", None))),
        Column("decided", gettext_lazy("Decided"), lambda r: say_moment(r.decided_at), sort=("decided_at",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(person__name__icontains=q)),
        Filter(
            "waiver",
            gettext_lazy("Waiver"),
            lambda rows, state: rows.filter(waiver__state=state),
            options=Waiver.State.choices,
        ),
    ),
    order="-decided",
)


@require_safe
@allow(administers)
def refusals(request: HttpRequest, session_id: int) -> HttpResponse:
    """List who was refused for a session."""
    session = session_or_404(request, session_id)
    rows = EligibilityDecision.objects.filter(session=session, eligible=False).select_related("person", "waiver")
    context = {
        "session": session,
        "tabs": tabs_of(session, "exam_refusals"),
        "listing": REFUSALS.page(request, rows),
    }
    return render(request, "exams/administration/refusals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def refusal(request: HttpRequest, session_id: int, ruling_id: int) -> HttpResponse:
    """Show a refusal with its facts; ask for a waiver, or decide on one that somebody else asked for."""
    ruling = ruling_or_404(request, session_id, ruling_id)
    waiver: Waiver | None = getattr(ruling, "waiver", None)
    grounds = grounds_of(ruling.grounds)
    mine = waiver is not None and person_of(request).pk in {waiver.asked_by_id, ruling.person_id}
    by, at = actor_of(request), clock.now()
    context: dict[str, Any] = {
        "session": ruling.session,
        "ruling": ruling,
        "grounds": grounds,
        "facts": facts_shown(ruling.facts),
        "waiver": waiver,
        "waiver_badge": request_badge(waiver),
        "mine": mine,
        "may_ask": waiver is None and all(ground.waivable for ground in grounds),
        "may_decide": waiver is not None and waiver.state == Waiver.State.ASKED and not mine,
    }
    page = partial(
        act_page,
        request,
        success_url=reverse("exam_refusal", args=[session_id, ruling.pk]),
        template="exams/administration/refusal.html",
        context=context,
    )
    if waiver is None:
        ask = partial(ask_waiver, ruling_id=ruling.pk, by=by, at=at)
        return page(form_class=ReasonForm, act=ask, done=_("The waiver is asked for."))
    decide = partial(decide_waiver, waiver_id=waiver.pk, by=by, at=at)
    return page(form_class=DecisionForm, act=decide, done=_("The decision is recorded."))
