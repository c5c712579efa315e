"""Who watches a session: holders of the duty all of it, a named proctor their rooms or all; nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from enforcement.access import Rule, signed_in
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of
from enforcement.organisation.duties.holding import holds
from exams.models import Candidate, Proctor, Session

watches: Rule = signed_in
"""Anybody may have been named a proctor; the rows decide, and what one does not watch is not there (404)."""
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Watch:
    """A session as one person watches it: ``rooms`` is None for all of it, ``administers`` with the duty."""

    session: Session
    rooms: frozenset[int] | None
    administers: bool

    @property
    def all_of_it(self) -> bool:
        """Whether the whole session is in reach."""
        return self.rooms is None

    def sees_room(self, room_id: int | None) -> bool:
        """Return whether a room is in reach; None stands for candidates without a room."""
        return self.rooms is None or room_id in self.rooms

    def narrowed(self, rows: QuerySet[Row], room: str = "room") -> QuerySet[Row]:
        """Return those of the session's rows that are in reach; ``room`` is the path from a row to its room."""
        return rows if self.rooms is None else rows.filter(**{f"{room}__in": self.rooms})

    def candidates(self) -> QuerySet[Candidate]:
        """Return the candidates in reach, with what lists show of them; without answers."""
        rows = Candidate.objects.filter(session=self.session).select_related("person", "agency", "room__site")
        return self.narrowed(rows)


def watch_of(*, person_id: int, session_id: int) -> Watch | None:
    """Return a session as a person watches it, None where they do not. Three queries at most."""
    session = Session.objects.select_related("exam__agency").filter(pk=session_id).first()
    if session is None:
        return None
    if holds(person_id=person_id, duty="exam", agency=session.exam.agency):
        return Watch(session, None, administers=True)
    rooms = list(Proctor.objects.filter(session=session, person_id=person_id).values_list("room_id", flat=True))
    if not rooms:
        return None
    named = frozenset(room for room in rooms if room is not None)
    return Watch(session, None if None in rooms else named, administers=False)


def watch_or_404(request: HttpRequest, session_id: int) -> Watch:
    """Return a session as the signed-in person watches it.

    Raises:
        Http404: where they do not.
    """
    found = watch_of(person_id=person_of(request).pk, session_id=session_id)
    if found is None:
        raise Http404
    return found


def administered_or_404(request: HttpRequest, session_id: int) -> Watch:
    """Return a session that the signed-in person administers.

    Raises:
        Http404: for a proctor without the duty, and for anybody else.
    """
    found = watch_or_404(request, session_id)
    if not found.administers:
        raise Http404
    return found


def sessions_watched(person_id: int) -> QuerySet[Session]:
    """Return the sessions for which a person is named a proctor."""
    named = Proctor.objects.filter(person_id=person_id).values("session")
    return Session.objects.filter(pk__in=named).select_related("exam__agency")


def reach_of(*, by: Actor, session: Session) -> Watch:
    """Return what an actor may touch; the system may touch all.

    Raises:
        NotFound: for somebody who does not watch the session.
    """
    if by.kind == "system":
        return Watch(session, None, administers=True)
    found = watch_of(person_id=by.person_id, session_id=session.pk) if by.person_id else None
    if found is None:
        raise NotFound
    return found
