"""The rows of administration that a person may see, and the tabs between its pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement.organisation.access import person_of
from exams.models import EligibilityDecision, Session
from exams.queries import agencies_managed


def ruling_or_404(request: HttpRequest, session_id: int, ruling_id: int) -> EligibilityDecision:
    """Return a refusal on record in a session that the person administers.

    Raises:
        Http404: for any other.
    """
    found = (
        EligibilityDecision.objects.select_related("session__exam", "person", "waiver__asked_by", "waiver__decided_by")
        .filter(pk=ruling_id, session_id=session_id, eligible=False)
        .filter(session__exam__agency__in=agencies_managed(person_of(request).pk))
        .first()
    )
    if found is None:
        raise Http404
    return found


def tabs_of(session: Session, here: str) -> list[tuple[Any, ...]]:
    """Return the tabs of a session's administration."""
    pages = (
        ("exam_register", _("Registration")),
        ("exam_roster", _("Rosters")),
        ("exam_refusals", _("Not admitted")),
        ("exam_seating", _("Rooms and seats")),
        ("exam_accommodations", _("Accommodations")),
    )
    return [(words, reverse(name, args=[session.pk]), name == here) for name, words in pages]
