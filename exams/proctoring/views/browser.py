"""Where a candidate's script tells what browser it runs in."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import person_of
from exams.models import Sitting
from exams.proctoring.browser import note_refusal, prove

MAX_BODY = 1000


@require_POST
@allow(signed_in)
def prove_browser(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Take ``{"page": "lobby", "hash": "…"}`` from the candidate's own page; 403 if it is not the browser asked for."""
    sitting = (
        Sitting.objects.select_related("session")
        .defer("answers", "texts")
        .filter(pk=sitting_id, candidate__person=person_of(request))
        .first()
    )
    if sitting is None:
        raise Http404
    page, given = _said(request)
    if sitting.session.seb_keys and not prove(request, sitting.session, sitting, page=page, given=given):
        note_refusal(sitting, clock.now())
        return JsonResponse({"ok": False}, status=403)
    return JsonResponse({"ok": True})


def _said(request: HttpRequest) -> tuple[str, str]:
    try:
        said = json.loads(request.body[:MAX_BODY])
    except ValueError:
        return "", ""
    if not isinstance(said, dict):
        return "", ""
    return str(said.get("page", "")), str(said.get("hash", ""))
