"""Whom an intervention is for: some candidates, a room, a site, or everybody in the session."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from enforcement.errors import NotFound
from exams.models import Candidate, Room, SessionRoom
from exams.proctoring.access import Watch

MOST = 100
"""So many candidates may be named one by one; more are a room, a site or the session."""
Kind = Literal["candidates", "room", "site", "session"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The ids that an intervention names; none of them: the whole session."""

    candidates: tuple[int, ...] = ()
    room: int | None = None
    site: int | None = None

    @property
    def kind(self) -> Kind:
        """What is named."""
        if self.candidates:
            return "candidates"
        if self.room is not None:
            return "room"
        return "site" if self.site is not None else "session"

    def facts(self) -> dict[str, Any]:
        """Return the parameters of ``IN_SCOPE``."""
        return {"candidates": sorted(self.candidates) or None, "room": self.room, "site": self.site}

    def as_json(self) -> dict[str, object]:
        """Return what the ledger keeps of it."""
        named: Mapping[Kind, object] = {
            "candidates": sorted(self.candidates), "room": self.room, "site": self.site, "session": True,
        }  # fmt: skip
        return {self.kind: named[self.kind]}

    def rows(self) -> Mapping[str, Any]:
        """Return the filter of the candidates whom it means, within their session."""
        named: Mapping[Kind, Mapping[str, Any]] = {
            "candidates": {"pk__in": self.candidates},
            "room": {"room": self.room},
            "site": {"room__site": self.site},
            "session": {},
        }
        return named[self.kind]


IN_SCOPE: Final = """
       c.session_id = %(session)s
   AND (%(candidates)s::bigint[] IS NULL OR c.id = ANY(%(candidates)s::bigint[]))
   AND (%(room)s::bigint IS NULL OR c.room_id = %(room)s::bigint)
   AND (%(site)s::bigint IS NULL OR r.site_id = %(site)s::bigint)"""
"""The condition over ``exams_candidate c`` and its room ``r``."""


def checked(watch: Watch, scope: Scope) -> Scope:
    """Return a scope that is in somebody's reach.

    Raises:
        NotFound: if any of it is not, or is not of this session.
    """
    within: Mapping[Kind, Callable[[], bool]] = {
        "candidates": lambda: _all_within(watch, scope.candidates),
        "room": lambda: watch.sees_room(scope.room) and _of_session(watch, room=scope.room),
        "site": lambda: watch.all_of_it and _of_session(watch, room__site=scope.site),
        "session": lambda: watch.all_of_it,
    }
    if not within[scope.kind]():
        raise NotFound
    return scope


def _all_within(watch: Watch, ids: Collection[int]) -> bool:
    if len(ids) > MOST:
        return False
    rows = Candidate.objects.filter(session=watch.session, pk__in=ids)
    return watch.narrowed(rows).count() == len(set(ids))


def _of_session(watch: Watch, **place: Any) -> bool:
    listed = SessionRoom.objects.filter(session=watch.session, **place)
    return listed.exists() or Candidate.objects.filter(session=watch.session, **place).exists()


def named(scope: Scope) -> str:
    """Return the name of a room or site for people, "" for other scopes."""
    if scope.room is not None:
        room = Room.objects.select_related("site").get(pk=scope.room)
        return str(room)
    if scope.site is not None:
        return str(Room.objects.select_related("site").filter(site=scope.site)[0].site)
    return ""
