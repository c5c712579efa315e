"""A candidate's pages: my exams, before the start, the paper, taking it over."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import person_of
from enforcement.web.acts import act_page
from exams.forms import StartForm
from exams.scoring import Rules
from exams.standing import Standing, standing_of, standings
from exams.start import Started, start
from exams.takeover import takeover
from exams.tokens import VISITOR, token_of

LEASES = "exam_leases"
"""Under this key the browser's session keeps which lease it holds of which sitting."""


@require_safe
@allow(signed_in)
def to_mine(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead to my exams (an address of their own keeps the menu right)."""
    return redirect("exam_mine")


@require_safe
@allow(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """List my exams, the next thing to do first."""
    at = clock.now()
    rows = standings(person_id=person_of(request).pk, at=at)
    now = [row for row in rows if row.state in {"running", "ready", "waiting"}]
    past = [row for row in rows if row.state not in {"running", "ready", "waiting"}]
    return render(request, "exams/sitting/mine.html", {"now": now, "past": past})


def own(request: HttpRequest, sitting_id: int) -> Standing:
    """Return the standing of one of the person's own sittings.

    Raises:
        Http404: for anybody else's.
    """
    found = standing_of(sitting_id=sitting_id, person_id=person_of(request).pk, at=clock.now())
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def lobby(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show the rules and start."""
    standing = own(request, sitting_id)
    if standing.state == "running":
        return redirect("exam_paper", sitting_id)
    if standing.state in {"result", "unreleased"}:
        return redirect("exam_result", sitting_id)

    def go(**given: Any) -> Started:
        done = start(sitting_id=sitting_id, honour=given["honour"])
        _hold(request, sitting_id, done.lease)
        return done

    exam = standing.session.exam
    return act_page(
        request,
        form_class=StartForm,
        act=go,
        success_url=reverse("exam_paper", args=[sitting_id]),
        template="exams/sitting/lobby.html",
        done=_("The paper is open. Good luck."),
        context={
            "standing": standing,
            "session": standing.session,
            "exam": exam,
            "rules": Rules.from_json(exam.scoring),
            "counts": exam.blueprint["counts"],
            "total": sum(exam.blueprint["counts"].values()),
        },
    )


@never_cache
@require_safe
@allow(signed_in)
def paper(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Open the paper: a shell that the browser fills; only the holder of the lease may write."""
    standing = own(request, sitting_id)
    sitting = standing.sitting
    if standing.state != "running" or sitting is None or sitting.deadline_at is None:
        return redirect("exam_lobby", sitting_id)
    held = request.session.get(LEASES, {}).get(str(sitting_id))
    lease = sitting.lease if held == sitting.lease else VISITOR
    token = token_of(sitting=sitting, session=standing.session, lease=lease)
    context = {
        "standing": standing,
        "session": standing.session,
        "exam": standing.session.exam,
        "token": token,
        "lease": lease,
        "stored_lease": sitting.lease,
    }
    return render(request, "exams/sitting/sitting.html", context)


@require_POST
@allow(signed_in)
def continue_here(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Take my sitting over to this browser."""
    standing = own(request, sitting_id)
    seen = request.POST.get("lease", "")
    if standing.state != "running" or standing.sitting is None or not seen.isdigit():
        return redirect("exam_lobby", sitting_id)
    done = takeover(sitting_id=sitting_id, lease=int(seen))
    _hold(request, sitting_id, done.lease)
    return redirect("exam_paper", sitting_id)


def _hold(request: HttpRequest, sitting_id: int, lease: int) -> None:
    request.session[LEASES] = {**request.session.get(LEASES, {}), str(sitting_id): lease}
