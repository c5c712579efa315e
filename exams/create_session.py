"""Create an exam and its sessions: the rules come from the agency's parameters of that day and stay with the exam."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from exams.bank.sharing import require_taking
from exams.blueprint import Blueprint
from exams.models import Bank, Exam, Session
from exams.parameters import (
    AT_CREATION,
    AT_SESSION,
    ATTEMPTS,
    COUNTS,
    FORMS,
    GRACE,
    MINUTES,
    MULTIPLE_FIXED,
    MULTIPLE_RULE,
    PASS_MARK,
    RELEASE_AT_ONCE,
)
from exams.scoring import Rules


class WrongWindow(Invalid):
    """Refuse a session whose end is not after its beginning, or is over already."""

    sentence = _("The session must close after it opens, and in the future.")


class WrongRules(Invalid):
    """Refuse an exam that nobody could sit or pass."""

    sentence = _("The pass mark must lie within the points of the paper, and the paper needs items and time.")


@transaction.atomic(durable=True)
def create_exam(
    *,
    agency_id: int,
    by: Actor,
    at: datetime,
    bank_id: int,
    title: str,
    family: str,
    subject: str,
    pass_mark: int | None = None,
    minutes: int | None = None,
    counts: Mapping[str, int] | None = None,
    multiple_rule: str | None = None,
) -> Exam:
    """Create an exam of one cycle. ``pass_mark`` is in whole points; what is None comes from the parameters.

    Raises:
        NotFound, NotAllowed, WrongRules
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    bank = Bank.objects.select_related("agency").filter(pk=bank_id).first()
    if agency is None or bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=agency)
    require_taking(by=by, bank=bank, agency=agency)
    given = parameters.values(AT_CREATION, agency=agency, on=clock.day_of(at))
    rules = Rules.from_json({"multiple_rule": multiple_rule or given[MULTIPLE_RULE], "fixed": given[MULTIPLE_FIXED]})
    blueprint = Blueprint(counts=counts if counts is not None else given[COUNTS])
    exam = Exam(
        agency=agency, bank=bank, title=title, family=family, subject=subject,
        pass_mark=100 * (given[PASS_MARK] if pass_mark is None else pass_mark),
        minutes=given[MINUTES] if minutes is None else minutes, attempts=given[ATTEMPTS],
        blueprint=blueprint.as_json(), scoring=rules.as_json(), made_at=at, made_by=by.name,
    )  # fmt: skip
    total = sum(rules.points(type_) * count for type_, count in blueprint.counts.items())
    if not (0 < exam.pass_mark <= total and exam.minutes > 0 and title.strip()):
        raise WrongRules(field="pass_mark")
    exam.save(force_insert=True)
    append(
        series=f"exam:{exam.pk}",
        by=by,
        at=at,
        verb="exam.create",
        body={
            "exam": exam.pk,
            "title": title,
            "agency": agency.pk,
            "family": family,
            "subject": subject,
            "pass_mark": exam.pass_mark,
            "minutes": exam.minutes,
            "attempts": exam.attempts,
            "blueprint": exam.blueprint,
            "scoring": exam.scoring,
        },
    )
    return exam


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
) -> Session:
    """Create a session of an exam, still a draft.

    Raises:
        NotFound, NotAllowed, WrongWindow, WrongRules
    """
    exam = Exam.objects.select_related("agency").filter(pk=exam_id).first()
    if exam is None:
        raise NotFound
    require(by=by, duty="exam", agency=exam.agency)
    if not max(opens_at, at) < closes_at:
        raise WrongWindow(field="closes_at")
    given = parameters.values(AT_SESSION, agency=exam.agency, on=clock.day_of(at))
    session = Session(
        exam=exam,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=exam.minutes if minutes is None else minutes,
        grace_seconds=given[GRACE],
        forms_wanted=given[FORMS] if forms is None else forms,
        release_at_once=given[RELEASE_AT_ONCE] if release_at_once is None else release_at_once,
        made_at=at,
        made_by=by.name,
    )
    if not (session.minutes > 0 and session.forms_wanted > 0 and title.strip()):
        raise WrongRules(field="minutes")
    session.save(force_insert=True)
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.create_session",
        body={
            "session": session.pk,
            "exam": exam.pk,
            "title": title,
            "opens_at": opens_at,
            "closes_at": closes_at,
            "minutes": session.minutes,
            "grace_seconds": session.grace_seconds,
            "release_at_once": session.release_at_once,
        },
    )
    return session


def series_of(session_id: int) -> str:
    """Return the ledger series of a session."""
    return f"exam_session:{session_id}"
