"""Recusal of scorers: the reviewed agency asks, the head of the round decides."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.supervision.access import supervises
from cases.supervision.file_review.access import asking_for, rounds_for, takes_part
from cases.supervision.file_review.ask_recusal import ask_recusal
from cases.supervision.file_review.decide_on_recusal import decide_on_recusal, heads
from cases.supervision.file_review.forms.recusals import AskRecusalForm, DecideRecusalForm
from cases.supervision.file_review.models import ScorerRecusal
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(takes_part)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the recusal of a scorer, for an agency whose files are reviewed."""
    round_, agencies = asking_for(request, pk)
    return act_page(
        request, form_class=AskRecusalForm, form_arguments={"round_": round_, "agencies": agencies},
        act=partial(ask_recusal, round_id=pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("file_review_mine"), done=_("The request is received; the head of the round decides."),
        context={
            "heading": _("Ask for the recusal of a scorer"), "lead": f"{round_.number} · {round_.title}",
            "submit": _("Ask for the recusal"), "back_url": reverse("file_review_mine"),
            "back_text": _("My file reviews"),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a request, with the reason; anybody but the head of the round reads it alone."""
    rows = ScorerRecusal.objects.filter(round__in=rounds_for(request), pk=pk)
    found = rows.select_related("round", "agency", "scorer", "asked_by", "decided_by").first()
    if found is None:
        raise NotFound
    may = found.granted is None and heads(found.round, person_of(request).pk, found.scorer_id)
    return act_page(
        request, form_class=DecideRecusalForm, template="supervision/file_review/recusal.html",
        act=partial(decide_on_recusal, recusal_id=pk, by=actor_of(request), at=clock.now()),
        success_url=found.round.get_absolute_url(), done=_("The request is decided; the agency reads it."),
        context={"recusal": found, "may": may},
    )  # fmt: skip
