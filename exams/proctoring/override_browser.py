"""Allow candidates another browser than the one that the session asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from exams import statements
from exams.models import Intervention
from exams.proctoring.intervention import NOW, OPEN, Done, hold, reason_given, write_down
from exams.proctoring.scope import IN_SCOPE, Scope

STATEMENT = f"""
SELECT {NOW} AS at, coalesce(array_agg(s.id ORDER BY s.id), '{{}}') AS touched,
       coalesce(array_agg(c.id ORDER BY s.id), '{{}}') AS candidates
  FROM exams_candidate c JOIN exams_sitting s ON s.candidate_id = c.id LEFT JOIN exams_room r ON r.id = c.room_id
 WHERE {IN_SCOPE}
"""  # noqa: S608 (the parts are constants)


class AnyBrowser(Refusal):
    """Refuse an override where nothing is asked for."""

    sentence = _("This session may be sat in any browser.")


@transaction.atomic(durable=True)
def override_browser(*, session_id: int, by: Actor, at: datetime | None = None, scope: Scope, reason: str) -> Done:
    """Let a scope sit in any browser for the rest of this session.

    Raises:
        NotFound, ReasonNeeded, SessionNotOpen, AnyBrowser
    """
    reason = reason_given(reason)
    session = hold(session_id, by=by, scope=scope, states=OPEN)
    if not session.seb_keys:
        raise AnyBrowser
    row = statements.row(STATEMENT, {"session": session_id, "at": at, **scope.facts()}) or {}
    done = Done(Intervention.Kind.SEB_OVERRIDE, tuple(row["touched"]), {}, 0, row["at"])
    write_down(session=session, by=by, scope=scope, reason=reason, done=done, candidates=row["candidates"], told={})
    return done
