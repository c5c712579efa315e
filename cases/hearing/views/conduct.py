"""The page of a hearing on a tablet: its parts as big steps, the record beside them, saved as it is written."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cases.hearing.access import hearing_for, keeps
from cases.hearing.forms.conduct import AttendForm, CloseForm, ShowForm
from cases.hearing.save_section import WrittenElsewhere, save_section
from cases.hearing.sections import SECTIONS
from cases.hearing.sitting import seated
from cases.hearing.titles import shown
from cases.models import Hearing, HearingSection
from cases.queries import open_steps
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.access import actor_of, person_of


@require_safe
@allow(signed_in)
def conduct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the hearing: to open, under way, or closed with its pages to sign."""
    hearing = hearing_for(request, pk)
    acts = set(open_steps().filter(run=hearing.case.run).values_list("node__act", flat=True))
    mine = keeps(request, hearing)
    context: dict[str, Any] = {
        "hearing": hearing, "case": hearing.case, "keeps": mine,
        "seats": [(shown(title), who) for title, who in seated(hearing)],
        "is_chair": person_of(request).pk == hearing.chair_id, "due": "hold_hearing" in acts,
        "signing": "sign_hearing_record" in acts,
        "early": bool(hearing.planned_on and clock.today() < hearing.planned_on),
        "parts": _parts(hearing), "people": hearing.attendees.filter(session=hearing.session),
        "exhibits": hearing.exhibits.filter(session=hearing.session),
        "pages": hearing.pages.prefetch_related("signatures"),
        "attend": AttendForm(), "show": ShowForm(case=hearing.case), "close": CloseForm(),
        "case_url": reverse("case", args=[pk]),
    }  # fmt: skip
    return render(request, "cases/hearing/conduct.html", context)


def _parts(hearing: Hearing) -> list[dict[str, Any]]:
    written = {s.code: s for s in hearing.sections.filter(session=hearing.session)}
    english = (get_language() or "").startswith("en")
    return [
        {
            "code": s.code, "title": s.title if english else s.title_zh, "guide": s.guide,
            "speakers": [(who, shown(who)) for who in s.speakers],
            "saved": written.get(s.code), "needed": s.needed, "number": n,
        }
        for n, s in enumerate(SECTIONS, 1)
    ]  # fmt: skip


@require_POST
@allow(signed_in)
def section(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one part; answer with its revision, or with what another device wrote (409)."""
    hearing_for(request, pk)
    try:
        given = json.loads(request.body)
        facts: dict[str, Any] = {
            "session": int(given["session"]), "code": str(given["code"]), "text": str(given["text"]),
            "revision": int(given["revision"]),
        }  # fmt: skip
    except (ValueError, KeyError, TypeError) as fault:
        raise Invalid from fault
    try:
        saved = save_section(case_id=pk, by=actor_of(request), at=clock.now(), **facts)
    except WrittenElsewhere as refusal:
        return JsonResponse(_said(refusal.there), status=409)
    except Refusal as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=int(refusal.status))
    return JsonResponse(_said(saved))


def _said(row: HearingSection) -> dict[str, Any]:
    at: datetime = row.saved_at
    return {"text": row.text, "revision": row.revision, "at": at.isoformat(), "by": row.saved_by}
