"""Keep what is typed into the form of an act, as it is typed."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.access import case_for, case_worker
from cases.finding.typed import forget, keep
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of

_ACT = re.compile(r"[a-z_]{1,40}(?::[0-9a-f-]{36})?")


@allow(case_worker)
@require_POST
def typed(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Keep the fields of a form, or with ``forget`` throw them away; the answer says when."""
    case, at, me = case_for(request, pk), clock.now(), person_of(request).pk
    if not _ACT.fullmatch(act):
        raise NotFound
    if "forget" in request.GET:
        forget(person_id=me, case_id=case.pk, act=act)
        return JsonResponse({"saved": ""})
    keep(person_id=me, case_id=case.pk, act=act, data=request.POST, at=at)
    return JsonResponse({"saved": timezone.localtime(at).strftime("%H:%M")})
