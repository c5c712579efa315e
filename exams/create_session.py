"""Create a session of an exam: what is not said comes from the exam and the agency's settings of that day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.models import Exam, Session
from exams.papers.defaults import needs_people, session_defaults
from exams.papers.session_rules import SessionRules

MOST_FORMS = 200


class WrongWindow(Invalid):
    """Refuse a session whose end is not after its beginning, or is over already."""

    sentence = _("The session must close after it opens, and in the future.")


class WrongRules(Invalid):
    """Refuse a session that nobody could sit."""

    sentence = _("The session needs a title, time to sit, and 1 to 200 parallel papers.")


class TooShort(Invalid):
    """Refuse a common end that lies after the closing."""

    sentence = _("Where everybody ends at the same time, the session must stay open for all the minutes of the paper.")
    remedy = _("Close the session later, or allow fewer minutes.")


class EntryOutside(Invalid):
    """Refuse a last moment to start that lies outside the window."""

    sentence = _("The last moment to start must lie within the window of the session.")


class WrongKeys(Invalid):
    """Refuse keys that the Safe Exam Browser cannot have made."""

    sentence = _("A config key of the Safe Exam Browser has 64 digits from 0 to 9 and a to f.")
    remedy = _("Copy it from the SEB config tool, one key on each line.")


class PeopleMustMark(Invalid):
    """Refuse results right after submission where people mark answers first."""

    sentence = _("The paper has short answers that people mark, so no result can be shown right after submission.")
    remedy = _("Show the results after release.")


@transaction.atomic(durable=True)
def create_session(
    *,
    exam_id: int,
    by: Actor,
    at: datetime,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    minutes: int | None = None,
    forms: int | None = None,
    release_at_once: bool | None = None,
    rules: SessionRules | None = None,
) -> Session:
    """Create a session of an exam, still a draft.

    Raises:
        NotFound, NotAllowed, WrongWindow, WrongRules, TooShort, EntryOutside, WrongKeys, PeopleMustMark
    """
    exam = Exam.objects.select_related("agency").filter(pk=exam_id).first()
    if exam is None:
        raise NotFound
    require(by=by, duty="exam", agency=exam.agency)
    given = session_defaults(exam=exam, on=clock.day_of(at))
    session = Session(
        exam=exam, title=title.strip(), opens_at=opens_at, closes_at=closes_at, made_at=at, made_by=by.name,
        minutes=exam.minutes if minutes is None else minutes, grace_seconds=given.grace,
        forms_wanted=given.forms if forms is None else forms,
        release_at_once=given.release_at_once if release_at_once is None else release_at_once,
        **(rules or given.rules).as_columns(),
    )  # fmt: skip
    demand_sound(session, at)
    session.save(force_insert=True)
    append(series=series_of(session.pk), by=by, at=at, verb="exam.create_session", body=facts_of(session))
    return session


def demand_sound(session: Session, at: datetime) -> None:
    """Refuse facts that make no session.

    Raises:
        WrongWindow, WrongRules, TooShort, EntryOutside, WrongKeys, PeopleMustMark
    """
    if not max(session.opens_at, at) < session.closes_at:
        raise WrongWindow(field="closes_at")
    if not (session.minutes > 0 and 0 < session.forms_wanted <= MOST_FORMS and session.title):
        raise WrongRules(field="minutes")
    if session.fixed and session.opens_at + timedelta(minutes=session.minutes) > session.closes_at:
        raise TooShort(field="closes_at")
    if session.entry_until and not session.opens_at < session.entry_until <= session.closes_at:
        raise EntryOutside(field="entry_until")
    if not SessionRules(seb_keys=tuple(session.seb_keys)).keys_are_sound:
        raise WrongKeys(field="seb_keys")
    if session.release_at_once and needs_people(session.exam.blueprint):
        raise PeopleMustMark(field="release_at_once")


def facts_of(session: Session) -> dict[str, Any]:
    """Return what the ledger keeps of a session."""
    columns = (
        "title", "kind", "opens_at", "closes_at", "minutes", "grace_seconds", "forms_wanted", "release_at_once",
        "fixed", "entry_until", "takeover", "photo", "focus_limit", "focus_act", "seb_keys", "to_practice",
    )  # fmt: skip
    kept = {name: getattr(session, name) for name in columns}
    return {"session": session.pk, "exam": session.exam_id, **kept}


def series_of(session_id: int) -> str:
    """Return the ledger series of a session."""
    return f"exam_session:{session_id}"
