"""Rules of the pages of exams, and the rows a person may see there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from enforcement.access import Rule
from enforcement.organisation.access import duty, person_of
from exams.models import Session
from exams.queries import sessions_for

administers: Rule = duty("exam")


def session_or_404(request: HttpRequest, session_id: int) -> Session:
    """Return a session that the person administers.

    Raises:
        Http404: for any other.
    """
    found = sessions_for(person_of(request).pk).filter(pk=session_id).first()
    if found is None:
        raise Http404
    return found
