"""What every intervention has in common: the session held, one statement over the scope, its row, its ledger entry.

The revision of the session is raised first, by an UPDATE: that holds the session's row, so interventions of a session
follow one another and never wait for each other's sittings, while saves go on (decision 0012).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from exams import statements
from exams.create_session import series_of
from exams.models import Intervention, Session, Sitting
from exams.proctoring.access import reach_of
from exams.proctoring.scope import IN_SCOPE, Scope, checked
from exams.proctoring.words import untouched_words
from exams.sitting_ledger import record

NOW: Final = statements.NOW
IN_TIME: Final = statements.IN_TIME
EFFECTIVE: Final = f"CASE WHEN s.state = 'running' AND NOT ({IN_TIME}) THEN 'expired' ELSE s.state END"
OPEN: Final = (Session.State.OPEN,)
OPEN_OR_CLOSED: Final = (Session.State.OPEN, Session.State.CLOSED)
LONGEST_REASON = 500


class ReasonNeeded(Refusal):
    """Refuse an intervention without a reason."""

    sentence = _("An intervention needs a reason.")
    remedy = _("Say in a few words what happened. It is kept for good.")


class SessionNotOpen(Refusal):
    """Refuse an intervention in a session that is not open to candidates."""

    sentence = _("This session is not open now, so nothing in it can be changed from here.")
    remedy = _("Before it opens change the session itself; after its results are released use an appeal or a measure.")


class NobodyTouched(Refusal):
    """Refuse an intervention that would change nothing; says how those in its scope stand."""

    lead: ClassVar[Any] = _("Nothing was changed.")

    def __init__(self, untouched: Mapping[str, int]) -> None:
        """Take how many stand in which state."""
        words = untouched_words(untouched)
        super().__init__(f"{self.lead} {words}" if words else _("There is nobody in this selection."))


@dataclass(frozen=True, slots=True)
class Done:
    """What an intervention came to: the sittings that it changed, and how those stand that it did not."""

    kind: str
    touched: tuple[int, ...]
    untouched: Mapping[str, int]
    seconds: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """An intervention's own part: its name in the ledger and the UPDATE of ``exams_sitting s``."""

    kind: Intervention.Kind
    assign: str
    where: str
    nobody: type[NobodyTouched]
    states: Sequence[str] = OPEN
    facts: Mapping[str, Any] = field(default_factory=dict)
    seconds: int = 0
    told: Mapping[str, object] = field(default_factory=dict)
    lock_first: bool = False

    @property
    def statement(self) -> str:
        """The one statement: who is in scope and how they stand, the UPDATE, and what it left alone."""
        return f"""
WITH inscope AS (
  SELECT s.id, s.candidate_id, {EFFECTIVE} AS standing
    FROM exams_candidate c JOIN exams_sitting s ON s.candidate_id = c.id LEFT JOIN exams_room r ON r.id = c.room_id
   WHERE {IN_SCOPE}),
u AS (
  UPDATE exams_sitting s SET {self.assign} FROM inscope WHERE s.id = inscope.id AND {self.where}
  RETURNING s.id, s.candidate_id),
rest AS (SELECT standing, count(*) AS n FROM inscope WHERE id NOT IN (SELECT id FROM u) GROUP BY standing)
SELECT {NOW} AS at,
       (SELECT coalesce(array_agg(id ORDER BY id), '{{}}') FROM u) AS touched,
       (SELECT coalesce(array_agg(candidate_id ORDER BY id), '{{}}') FROM u) AS candidates,
       (SELECT coalesce(jsonb_object_agg(standing, n), '{{}}')::text FROM rest) AS untouched
"""  # noqa: S608 (the parts are constants of this package)


def carry_out(*, session_id: int, by: Actor, at: datetime | None, scope: Scope, reason: str, change: Change) -> Done:
    """Carry out an intervention in the caller's transaction. The database's clock rules (``at`` is for tests alone).

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, NobodyTouched
    """
    reason = reason_given(reason)
    session = hold(session_id, by=by, scope=scope, states=change.states)
    if change.lock_first:
        lock_sittings(session_id, scope)
    facts = {"session": session_id, "at": at, **scope.facts(), **change.facts}
    row = statements.row(change.statement, facts) or {}
    untouched: dict[str, int] = json.loads(row["untouched"])
    if not row["touched"]:
        raise change.nobody(untouched)
    done = Done(change.kind, tuple(row["touched"]), untouched, change.seconds, row["at"])
    write_down(
        session=session, by=by, scope=scope, reason=reason, done=done, candidates=row["candidates"], told=change.told
    )
    return done


def reason_given(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        ReasonNeeded: for none.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ReasonNeeded(field="reason")
    return reason


def hold(session_id: int, *, by: Actor, scope: Scope, states: Sequence[str]) -> Session:
    """Raise the session's revision, which holds its row, and return it if the actor reaches all of the scope.

    Raises:
        NotFound, SessionNotOpen
    """
    if not Session.objects.filter(pk=session_id).update(revision=F("revision") + 1):
        raise NotFound
    session = Session.objects.select_related("exam__agency").get(pk=session_id)
    checked(reach_of(by=by, session=session), scope)
    if session.state not in states:
        raise SessionNotOpen
    return session


def write_down(
    *,
    session: Session,
    by: Actor,
    scope: Scope,
    reason: str,
    done: Done,
    candidates: Sequence[int],
    told: Mapping[str, object],
) -> None:
    """Write an intervention's rows, one for each candidate who was named, and its entries.

    The session's series has all of them, with every sitting that was changed; the series of a sitting has those that
    named its candidate.
    """
    common = {
        "session": session, "kind": done.kind, "seconds": done.seconds, "reason": reason, "done_at": done.at,
        "done_by": by.name,
    }  # fmt: skip
    if scope.kind == "candidates":
        rows = [
            Intervention(**common, candidate_id=candidate, touched=1, sittings=[sitting])
            for candidate, sitting in zip(candidates, done.touched, strict=True)
        ]
    else:
        touched = {"touched": len(done.touched), "sittings": list(done.touched)}
        rows = [Intervention(**common, **touched, room_id=scope.room, site_id=scope.site)]
    Intervention.objects.bulk_create(rows)
    verb = f"exam.{done.kind}"
    facts = {"reason": reason, **({"seconds": done.seconds} if done.seconds else {}), **told}
    body = {
        "session": session.pk,
        "scope": scope.as_json(),
        "touched": len(done.touched),
        "sittings": list(done.touched),
        "untouched": dict(done.untouched),
        **facts,
    }
    append(series=series_of(session.pk), by=by, at=done.at, verb=verb, body=body)
    if scope.kind == "candidates":
        for sitting in Sitting.objects.filter(pk__in=done.touched).order_by("pk"):
            record(sitting=sitting, by=by, at=done.at, verb=verb, body=facts)


def lock_sittings(session_id: int, scope: Scope) -> None:
    """Hold the sittings of a scope, so that the next statement sees what others wrote about them until now."""
    within = {f"candidate__{name}": value for name, value in scope.rows().items()}
    rows = Sitting.objects.filter(session_id=session_id, **within).order_by("pk").select_for_update(of=("self",))
    list(rows.values_list("pk", flat=True))
