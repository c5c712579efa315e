"""Stop a term of the case on a ground that its published chart names (市场监督管理行政处罚程序规定第六十四条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.open_terms import term_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.engine.clocks import pause
from enforcement.flowcharts.engine.extensions import end_as_of
from enforcement.flowcharts.engine.pausing import NotSuspendable
from enforcement.flowcharts.models import ClockPause, RunClock
from enforcement.organisation.duties.holding import require

BASIS = "市场监督管理行政处罚程序规定第十八条、第六十四条"


class TermEnded(Refusal):
    """Refuse to stop a term from a day on which it had ended already."""

    sentence = _("The term had ended by that day: it cannot be stopped any more.")
    article = BASIS
    remedy = _("Finish now; the lateness stays on record and the reason can be noted there.")


@transaction.atomic(durable=True)
def suspend_term(
    *, case_id: int, by: Actor, at: datetime, term: str, ground: str, document: str, from_on: date | None = None
) -> ClockPause:
    """Stop a running term from a day on, for example while goods are tested; the due day moves with it.

    Raises:
        NoSuchTerm: if it does not run. NotAllowed: without the duty of handling. DayAhead, DayTooEarly: on the day.
        TermEnded: if it had ended by then. NotSuspendable, PauseWithoutDocument, PausesOverlap: of the engine.
    """
    case = lock(case_id)
    found = term_of(case, term)
    require(by=by, duty="handle", agency=case.agency)
    if ground not in found.grounds:
        raise NotSuspendable(field="ground")
    subject = found.subject
    begun = clock.day_of(subject.opened_at if isinstance(subject, RunClock) else subject.entered_at)
    day = checked_day(from_on, at=at, field="from_on", not_before=begun)
    if day > end_as_of(subject, day).due_on:
        raise TermEnded(field="from_on")
    made = pause(subject, ground=ground, basis=BASIS, document=document.strip()[:120], from_on=day)
    note(
        case, act="suspend_term", by=by, at=at,
        body={"term": term, "title": found.title, "ground": ground, "document": document, "from_on": day},
    )  # fmt: skip
    return made
