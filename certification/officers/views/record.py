"""The page of one record: the office's view and the officer's own."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from certification.models import Correction, Movement
from certification.officers.access import duties_towards, person_or_404, sees
from certification.officers.photo import judge
from certification.officers.record import Record, record_of
from certification.words import state_badge
from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation import parameters
from enforcement.organisation.access import person_of
from exams.administration.parameters import TRAINING_YEAR

ACTIONS: Final = (
    # code, words, icon, duties, whether a present post is needed
    ("amend", _("Amend"), "pencil", {"apply"}, False),
    ("photo", _("Photo"), "camera", {"apply", "examine"}, False),
    ("qualification", _("Legal qualification"), "certificate", {"apply", "examine"}, False),
    ("certificate", _("Certificate"), "award", {"examine", "issue"}, False),
    ("transfer", _("Transfer"), "arrows-exchange", {"apply", "examine"}, True),
    ("leave", _("End of the post"), "door-exit", {"apply", "examine"}, True),
)


@require_safe
@allow(sees)
def record(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show the record of an officer to those who keep or supervise it."""
    person = person_or_404(request, person_id)
    held = duties_towards(request, person)
    found = record_of(person, clock.today())
    context = _context(found) | {
        "actions": [
            (reverse("officer_act", args=[person.pk, code]), words, icon)
            for code, words, icon, duties, in_post in ACTIONS
            if held & duties and (found.present or not in_post)
        ],
        "answers": bool(held & {"apply", "examine"}), "papers": held, "own": False,
        "opens_cards": bool(held & {"apply", "examine", "issue"}),
    }  # fmt: skip
    return render(request, "certification/officers/record.html", context)


@require_safe
@allow(signed_in)
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own record."""
    found = record_of(person_of(request), clock.today())
    context = _context(found) | {"own": True, "waits": [c for c in found.corrections if c.state == "open"]}
    return render(request, "certification/officers/record.html", context)


def _context(found: Record) -> dict[str, Any]:
    today = clock.today()
    agency = found.present.agency if found.present else None
    return {
        "record": found, "person": found.person, "today": today, "year": today.year,
        "photo_findings": judge.in_words(found.sheet.photo_findings) if found.sheet else [],
        "hours": dict(found.hours).get(today.year, 0),
        "wanted": int(parameters.value(TRAINING_YEAR, agency=agency, on=today)) if agency else 0,
        "cards": [(card, state_badge(card.state)) for card in found.credentials],
        "to_cancel": [c for c in found.credentials if c.state in {"valid", "suspended"} and not _fits(found, c)],
        "kinds": dict(Movement.Kind.choices), "abouts": dict(Correction.About.choices),
    }  # fmt: skip


def _fits(found: Record, card: Any) -> bool:
    today = clock.today()
    return any(
        post.agency_id == card.agency_id and post.may_enforce and (post.to_on is None or post.to_on >= today)
        for post in found.posts
    )
