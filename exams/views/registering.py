"""Registering candidates: choose an agency, tick its people; whoever may not sit is shown with the reason."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Agency
from enforcement.web.asked import number, numbers
from exams.access import administers, session_or_404
from exams.administration.access import tabs_of
from exams.administration.dossiers import dossiers
from exams.administration.refuse import NobodyRefused, refuse
from exams.models import EligibilityDecision, Session
from exams.queries import agencies_examined, posts_on
from exams.register import NotEligible, register

MOST_WITHDRAWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def registering(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the people of an agency and register those ticked."""
    session = session_or_404(request, session_id)
    agencies = list(agencies_examined(session.exam))
    asked = request.GET.get("agency", "")
    chosen = next((a for a in agencies if str(a.pk) == asked), None)
    refusal: Refusal | None = None
    if (refused := number(request.POST.get("refuse"))) is not None:
        return _put_on_record(request, session, refused)
    if request.method == "POST":
        ticked = numbers(request.POST.getlist("person"))
        try:
            made = register(session_id=session.pk, by=actor_of(request), at=clock.now(), person_ids=ticked)
        except NotFound:
            raise
        except NotEligible as refused:
            refusal = refused
            _keep(session, actor_of(request), ticked)
        except Refusal as refused:
            refusal = refused
        else:
            words = ngettext("%(count)d candidate is registered.", "%(count)d candidates are registered.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("exam_session", session.pk)
    context = {
        "session": session,
        "tabs": tabs_of(session, "exam_register"),
        "exam": session.exam,
        "agencies": agencies,
        "chosen": chosen,
        "refusal": refusal,
        "people": _people(session, chosen) if chosen else [],
        "ticked": request.POST.getlist("person"),
        "withdrawn": session.withdrawals.select_related("person", "agency")[:MOST_WITHDRAWN],
    }
    return render(request, "exams/register.html", context, status=refusal.status if refusal else 200)


def _put_on_record(request: HttpRequest, session: Session, person_id: int) -> HttpResponse:
    """Record why one person was refused, and lead to that record, where a waiver can be asked for."""
    _keep(session, actor_of(request), [person_id])
    found = EligibilityDecision.objects.filter(session=session, person_id=person_id).order_by("-decided_at").first()
    return redirect("exam_refusal", session.pk, found.pk) if found else redirect("exam_refusals", session.pk)


def _keep(session: Session, by: Actor, person_ids: list[int]) -> None:
    """Put on record why those of these persons who may not sit were refused."""
    with suppress(NobodyRefused):
        refuse(session_id=session.pk, by=by, at=clock.now(), person_ids=person_ids)


def _people(session: Session, agency: Agency) -> list[dict[str, Any]]:
    at = clock.now()
    posts = list(posts_on(agencies=Agency.objects.filter(pk=agency.pk), on=clock.day_of(at)))
    ids = [post.person_id for post in posts]
    known = dossiers(session=session, person_ids=ids, at=at, agencies=dict.fromkeys(ids, agency.pk))
    rows = []
    for post in sorted(posts, key=lambda p: p.person.name):
        decision = known[post.person_id].decision
        kept = not decision.eligible and not decision.facts.registered
        rows.append(
            {
                "person": post.person,
                "post": post,
                "decision": decision,
                "grounds": decision.grounds,
                "may_be_kept": kept,
            }
        )
    return rows
