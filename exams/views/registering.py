"""Registering candidates: choose an agency, tick its people; whoever may not sit is shown with the reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Agency
from exams.access import administers, session_or_404
from exams.eligibility import judge
from exams.models import Session
from exams.queries import agencies_examined, facts_of, posts_on
from exams.register import register


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def registering(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the people of an agency and register those ticked."""
    session = session_or_404(request, session_id)
    agencies = list(agencies_examined(session.exam))
    asked = request.GET.get("agency", "")
    chosen = next((a for a in agencies if str(a.pk) == asked), None)
    refusal: Refusal | None = None
    if request.method == "POST":
        ticked = [int(pk) for pk in request.POST.getlist("person") if pk.isdigit()]
        try:
            made = register(session_id=session.pk, by=actor_of(request), at=clock.now(), person_ids=ticked)
        except NotFound:
            raise
        except Refusal as refused:
            refusal = refused
        else:
            words = ngettext("%(count)d candidate is registered.", "%(count)d candidates are registered.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("exam_session", session.pk)
    context = {
        "session": session,
        "exam": session.exam,
        "agencies": agencies,
        "chosen": chosen,
        "refusal": refusal,
        "people": _people(session, chosen) if chosen else [],
        "ticked": request.POST.getlist("person"),
    }
    return render(request, "exams/register.html", context, status=refusal.status if refusal else 200)


def _people(session: Session, agency: Agency) -> list[dict[str, Any]]:
    on = clock.today()
    posts = list(posts_on(agencies=Agency.objects.filter(pk=agency.pk), on=on))
    known = facts_of(session=session, person_ids=[post.person_id for post in posts], on=on)
    rows = []
    for post in sorted(posts, key=lambda p: p.person.name):
        decision = judge(known[post.person_id][0])
        rows.append({"person": post.person, "post": post, "eligible": decision.eligible, "grounds": decision.grounds})
    return rows
