"""Who watches a session: name people for rooms, let them go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.access import actor_of
from enforcement.web.asked import number, numbers
from exams.access import administers
from exams.models import Candidate, Proctor
from exams.proctoring.access import administered_or_404
from exams.proctoring.name_proctors import dismiss_proctor, name_proctors
from exams.proctoring.views.console import rooms_in_reach
from exams.queries import agencies_examined, posts_on


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def proctors(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show who watches, and name those ticked."""
    watch = administered_or_404(request, session_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _named(request, session_id)
        except NotFound:
            raise
        except Refusal as caught:
            refusal = caught
    agencies = list(agencies_examined(watch.session.exam))
    asked = request.GET.get("agency", "")
    chosen = next((agency for agency in agencies if str(agency.pk) == asked), None)
    rows = Proctor.objects.filter(session=watch.session).select_related("person", "room__site")
    context: dict[str, Any] = {
        "session": watch.session,
        "proctors": rows.order_by("room__site__name", "room__name", "person__name"),
        "rooms": rooms_in_reach(watch),
        "agencies": agencies,
        "chosen": chosen,
        "people": _people(watch.session.pk, chosen) if chosen else [],
        "refusal": refusal,
    }
    status = 200 if refusal is None else 422 if refusal.field else int(refusal.status)
    return render(request, "exams/proctoring/proctors.html", context, status=status)


def _people(session_id: int, agency: Any) -> list[dict[str, Any]]:
    """Return the people of an agency; who sits the session cannot watch it."""
    posts = list(posts_on(agencies=type(agency).objects.filter(pk=agency.pk), on=clock.today()))
    sitting = set(
        Candidate.objects.filter(session_id=session_id, person__in=[p.person_id for p in posts]).values_list(
            "person_id", flat=True
        )
    )
    return [{"person": post.person, "post": post, "sits": post.person_id in sitting} for post in posts]


def _named(request: HttpRequest, session_id: int) -> HttpResponse:
    room = request.POST.get("room", "")
    made = name_proctors(
        session_id=session_id,
        by=actor_of(request),
        at=clock.now(),
        person_ids=numbers(request.POST.getlist("person")),
        room_id=number(room),
    )
    messages.success(
        request, ngettext("%(n)d proctor is named.", "%(n)d proctors are named.", len(made)) % {"n": len(made)}
    )
    return redirect("exam_proctors", session_id)


@require_POST
@allow(administers)
def dismiss(request: HttpRequest, session_id: int, proctor_id: int) -> HttpResponse:
    """Let a proctor go."""
    administered_or_404(request, session_id)
    dismiss_proctor(session_id=session_id, by=actor_of(request), at=clock.now(), proctor_id=proctor_id)
    messages.success(request, _("The proctor is no longer named."))
    return redirect("exam_proctors", session_id)
