"""A proctor has seen the candidate and the identity document: checked person by person, never a whole room at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid
from exams import statements
from exams.models import Intervention
from exams.proctoring.intervention import NOW, OPEN, Done, NobodyTouched, hold, write_down
from exams.proctoring.scope import Scope

HOW = {"document": _("identity card"), "credential": _("enforcement credential"), "known": _("known in person")}
STATEMENT = f"""
WITH u AS (
  UPDATE exams_candidate c SET present_at = {NOW}, present_by = %(name)s
    FROM exams_sitting s
   WHERE s.candidate_id = c.id AND c.session_id = %(session)s AND c.id = ANY(%(candidates)s::bigint[])
     AND c.present_at IS NULL
  RETURNING c.id, s.id AS sitting)
SELECT {NOW} AS at, (SELECT coalesce(array_agg(sitting ORDER BY sitting), '{{}}') FROM u) AS touched,
       (SELECT coalesce(array_agg(id ORDER BY sitting), '{{}}') FROM u) AS candidates
"""  # noqa: S608 (the parts are constants)


class NobodyToCheckIn(NobodyTouched):
    """Refuse to check in those who are."""

    lead = _("They are checked in already.")


class OneByOne(Invalid):
    """Refuse to check in whom nobody looked at."""

    sentence = _("Identity is checked person by person: choose the candidates whose documents you saw.")


@transaction.atomic(durable=True)
def check_in(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, how: str) -> Done:
    """Record that a proctor checked the identity of candidates, and by what.

    Raises:
        NotFound, OneByOne, SessionNotOpen, NobodyToCheckIn
    """
    if scope.kind != "candidates" or how not in HOW:
        raise OneByOne(field="how")
    session = hold(session_id, by=by, scope=scope, states=OPEN)
    facts: Mapping[str, Any] = {
        "session": session_id,
        "at": at,
        "candidates": sorted(scope.candidates),
        "name": by.name,
    }
    row = statements.row(STATEMENT, facts) or {}
    if not row["touched"]:
        raise NobodyToCheckIn({})
    done = Done(Intervention.Kind.PRESENT, tuple(row["touched"]), {}, 0, row["at"])
    write_down(
        session=session, by=by, scope=scope, reason=how, done=done, candidates=row["candidates"], told={"how": how}
    )
    return done
