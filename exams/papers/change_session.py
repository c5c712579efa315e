"""Change a session before it is opened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.create_session import demand_sound, facts_of, series_of
from exams.models import Session
from exams.open_session import locked
from exams.papers.session_rules import SessionRules


class OpenedAlready(Refusal):
    """Refuse a change of a session that was opened, or cancelled."""

    sentence = _("Only a session that is being prepared can be changed or cancelled.")
    remedy = _("Close the session instead, or hold another one.")


@transaction.atomic(durable=True)
def change_session(
    *,
    session_id: int,
    by: Actor,
    at: datetime,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    minutes: int,
    forms: int,
    release_at_once: bool,
    rules: SessionRules,
) -> Session:
    """Change everything of a session in preparation but its exam.

    Raises:
        NotFound, NotAllowed, OpenedAlready, and what ``create_session`` refuses
    """
    session = in_preparation(session_id, by)
    session.title, session.opens_at, session.closes_at = title.strip(), opens_at, closes_at
    session.minutes, session.forms_wanted, session.release_at_once = minutes, forms, release_at_once
    for name, value in rules.as_columns().items():
        setattr(session, name, value)
    demand_sound(session, at)
    session.save()
    append(series=series_of(session.pk), by=by, at=at, verb="exam.change_session", body=facts_of(session))
    return session


def in_preparation(session_id: int, by: Actor) -> Session:
    """Return a session that is not opened yet, locked, for somebody with the duty.

    Raises:
        NotFound, NotAllowed, OpenedAlready
    """
    session = locked(session_id, by)
    if session.state != Session.State.DRAFT:
        raise OpenedAlready
    return session
