"""Undo a check of the identity recorded by mistake: with a reason; what was recorded before stays on record."""

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
from exams.proctoring.intervention import NOW, OPEN_OR_CLOSED, Done, NobodyTouched, hold, reason_given, write_down
from exams.proctoring.scope import Scope

STATEMENT = f"""
WITH u AS (
  UPDATE exams_candidate c SET present_at = NULL, present_by = ''
    FROM exams_sitting s
   WHERE s.candidate_id = c.id AND c.session_id = %(session)s AND c.id = ANY(%(candidates)s::bigint[])
     AND c.present_at IS NOT NULL
  RETURNING c.id, s.id AS sitting)
SELECT {NOW} AS at, (SELECT coalesce(array_agg(sitting ORDER BY sitting), '{{}}') FROM u) AS touched,
       (SELECT coalesce(array_agg(id ORDER BY sitting), '{{}}') FROM u) AS candidates
"""  # noqa: S608 (the parts are constants)


class NobodyChecked(NobodyTouched):
    """Refuse to undo what was not done."""

    lead = _("Their identity is not recorded as checked.")


class NamedOneByOne(Invalid):
    """Refuse to undo the checks of a whole room."""

    sentence = _("A check is undone person by person: choose the candidates whom it concerns.")


@transaction.atomic(durable=True)
def undo_check_in(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Record that the identity of candidates counts as not checked, and why.

    Raises:
        NotFound, NamedOneByOne, ReasonNeeded, SessionNotOpen, NobodyChecked
    """
    if scope.kind != "candidates":
        raise NamedOneByOne(field="reason")
    reason = reason_given(reason)
    session = hold(session_id, by=by, scope=scope, states=OPEN_OR_CLOSED)
    facts: Mapping[str, Any] = {"session": session_id, "at": at, "candidates": sorted(scope.candidates)}
    row = statements.row(STATEMENT, facts) or {}
    if not row["touched"]:
        raise NobodyChecked({})
    done = Done(Intervention.Kind.UNCHECK, tuple(row["touched"]), {}, 0, row["at"])
    write_down(session=session, by=by, scope=scope, reason=reason, done=done, candidates=row["candidates"], told={})
    return done
