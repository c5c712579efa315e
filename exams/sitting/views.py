"""A candidate's pages: my exams; one page for the rules, the start and the paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import Refusal
from enforcement.organisation import parameters
from enforcement.organisation.access import actor_of, person_of
from exams.forms_frozen import content_of
from exams.models import Accommodation, Candidate, Intervention, Session, Sitting
from exams.proctoring import browser
from exams.proctoring.parameters import FOCUS_SECONDS
from exams.scoring import Rules
from exams.sitting import rules
from exams.sitting.keep_photo import NoConsent, keep_photo
from exams.sitting.parameters import PHOTO_DAYS, SPREAD_FROM, SPREAD_SECONDS
from exams.sitting.photos import MOST_BYTES, PhotoRefused
from exams.standing import Standing, standing_of, standings
from exams.tokens import token_of

CHECKS = ("browser", "storage", "network", "clock")
TO_COME = frozenset({"running", "ready", "waiting"})
WHY = {
    Sitting.State.PAUSED: Intervention.Kind.PAUSE,
    Sitting.State.VOIDED: Intervention.Kind.VOID,
    Sitting.State.TERMINATED: Intervention.Kind.TERMINATE,
}


@require_safe
@allow(signed_in)
def to_mine(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead to my exams (an address of their own keeps the menu right)."""
    return redirect("exam_mine")


@require_safe
@allow(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """List my exams, the next thing to do first."""
    rows = standings(person_id=person_of(request).pk, at=clock.now())
    now = [row for row in rows if row.state in TO_COME]
    past = [row for row in rows if row.state not in TO_COME]
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
@require_safe
@allow(signed_in)
def page(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show the one page on which a candidate reads the rules, starts, answers and hands in.

    The browser gets a visitor's token; all that is written goes through the short stack.
    """
    standing = own(request, sitting_id)
    if standing.state in {"result", "unreleased"}:
        return redirect("exam_result", sitting_id)
    candidate, session, sitting = standing.candidate, standing.session, standing.sitting
    wrong_browser = browser.required(request, session, candidate)
    if wrong_browser is not None:
        return wrong_browser
    if sitting is None:  # pragma: no cover (the address names one)
        raise Http404
    accommodation = _accommodation(candidate)
    focus_seconds = int(parameters.value(FOCUS_SECONDS, agency=session.exam.agency, on=clock.today()))
    content = content_of(sitting.form_id)
    until = rules.until_of(session, sitting)
    context: dict[str, Any] = {
        "candidate": candidate,
        "session": session,
        "exam": session.exam,
        "sitting": sitting,
        "state": standing.state,
        "token": token_of(sitting=sitting, session=session),
        "total": len(content.items),
        "minutes": session.minutes + sitting.extra_seconds // 60,
        "rules": Rules.from_json(session.exam.scoring),
        "has_multiple": any(item["type"] == "multiple" for item in content.items),
        "of_the_paper": rules.of_the_paper(session, sitting, content),
        "of_the_conduct": rules.of_the_conduct(session, content),
        "recorded": rules.of_the_record(session, focus_seconds),
        "accommodations": rules.granted(accommodation, sitting),
        "large_text": bool(accommodation and accommodation.large_text),
        "checks": CHECKS,
        "until": min(until, clock.now()) if standing.state == "absent" else until,
        "spread": _spread(session),
        **_photo(candidate),
    }
    return render(request, "exams/sitting/page.html", context)


def _accommodation(candidate: Candidate) -> Accommodation | None:
    return Accommodation.objects.filter(candidate=candidate, state=Accommodation.State.GRANTED).first()


def _spread(session: Session) -> int:
    """Return over how many seconds the papers of a session are given out: 0 unless hundreds begin at one moment."""
    if not session.fixed:
        return 0
    agency, day = session.exam.agency, clock.today()
    if session.candidates.count() < int(parameters.value(SPREAD_FROM, agency=agency, on=day)):
        return 0
    return int(parameters.value(SPREAD_SECONDS, agency=agency, on=day))


def _photo(candidate: Candidate) -> dict[str, Any]:
    session = candidate.session
    if session.photo == Session.Photo.NONE:
        return {}
    return {
        "photo": candidate.photos.filter(deleted_at=None).exists(),
        "present": candidate.present_at is not None,
        "photo_days": parameters.value(PHOTO_DAYS, agency=session.exam.agency, on=clock.today()),
    }


@never_cache
@require_safe
@allow(signed_in)
def reason(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Tell a candidate the reason that a proctor gave for the pause, the end or the nullity of the paper."""
    standing = own(request, sitting_id)
    sitting = standing.sitting
    kind = WHY.get(Sitting.State(sitting.state)) if sitting else None
    if kind is None:
        return JsonResponse({"reason": ""})
    rows = Intervention.objects.filter(session=standing.session, kind=kind, sittings__contains=[sitting_id])
    found = rows.order_by("-pk").values_list("reason", flat=True).first()
    return JsonResponse({"reason": found or ""})


@require_POST
@allow(signed_in)
def send_photo(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Keep the photo that a candidate sends before the start; a refusal is answered with its sentence."""
    standing = own(request, sitting_id)
    given = request.FILES.get("photo")
    try:
        if request.POST.get("consent") != "on":
            raise NoConsent(field="consent")
        if given is None or given.size is None or given.size > MOST_BYTES:
            raise PhotoRefused
        keep_photo(
            candidate_id=standing.candidate.pk,
            by=actor_of(request),
            at=clock.now(),
            photo=given.read(),
            consent=True,
        )
    except Refusal as refusal:
        said = {"code": refusal.code, "sentence": f"{refusal.sentence} {refusal.remedy}".strip()}
        return JsonResponse(said, status=422 if refusal.field else int(refusal.status))
    return JsonResponse({"kept": True})
