"""Notify the party before the penalty (P09, 行政处罚法第四十四、六十二、六十三条): the proposal frozen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import as_json, checked_day, close_step, lock, officers, require_open, signed
from cases.documents.notice import notice_paper
from cases.documents.receipt import receipt_paper
from cases.documents.titles import title_of
from cases.models import Case, Notice, PreparedNotice
from cases.numbering import NOTICE, take_number
from cases.papers import store
from cases.rules.hearing import hearing_required
from cases.rules.reading import terms_of
from cases.rules.tables import Tables
from cases.rules.time import defence_until, hearing_request_until
from cases.service import METHODS, check_service
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.flowcharts.calendar.current import calendar
from enforcement.web.times import say_day


class NothingToNotify(OutOfOrder):
    """Refuse a notice before the investigation proposed a penalty."""

    sentence = _("There is no proposed penalty to notify.")


class ServedBeforeWritten(Invalid):
    """Refuse a day of service before the notice was written."""

    sentence = _("The notice %(number)s was written on %(on)s: it cannot have been served before.")
    remedy = _("Check the day of service.")


@transaction.atomic(durable=True)
def notify_party(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    officer_ids: Iterable[int],
    served_on: date | None = None,
    method: str = "direct",
    receiver: str = "",
    remark: str = "",
    consent: bool = False,
    posted_on: date | None = None,
) -> Notice:
    """Serve the notice of the proposed penalty with its facts, reasons, basis and the party's rights.

    The right to a hearing is told where article 63 gives it; the period of the defence is the agency's setting. A
    notice that was written beforehand (``prepare_notice``) is the one that was served; else it is written now.

    Raises:
        ServedBeforeWritten: for a day before the notice was written.
        NothingToNotify: without a proposal. cases.service.NoConsent, cases.service.NoWitness,
        cases.service.NoticeRuns: for a way of service that lacks what the law asks.
        cases.acting.DayAhead, cases.acting.DayTooEarly: on the day.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "notify_party")
    proposal = case.proposals.last()
    if proposal is None:
        raise NothingToNotify
    day = checked_day(served_on, at=at, field="served_on", not_before=clock.day_of(step.entered_at))
    check_service(method, day, consent=consent, posted_on=posted_on, remark=remark)
    people, right = officers(case, officer_ids, on=day), bool(hearing_right(case, day))
    ready = _ready(case, right=right, day=day)
    number = ready.number if ready else take_number(agency=case.agency, kind=NOTICE, on=day)
    notice = Notice.objects.create(
        case=case, number=number, served_on=day, method=method,
        hearing_right=right, defence_until=last_day(case, day), officers=as_json(people),
        fine=proposal.fine, confiscation=proposal.confiscation, kinds=proposal.kinds, other=proposal.other,
        facts=proposal.facts, legal_basis=proposal.legal_basis, discretion=proposal.discretion,
    )  # fmt: skip
    if ready is None:
        store(
            case=case, code="GZ", title=title_of("GZ"), content=notice_paper(case, notice), by=by, at=at,
            number=notice.number, step=step.node.code,
        )  # fmt: skip
    store(
        case=case, code="SD1", title=title_of("SD1"), by=by, at=at, step=step.node.code,
        content=receipt_paper(case, document="行政处罚告知书", number=notice.number, served_on=day,
                              method=METHODS[method][0], receiver=receiver, people=people, remark=remark),
    )  # fmt: skip
    close_step(
        case, act="notify_party", by=signed(by, people), at=at, outcome="served", people=people,
        events={"notice_served": day},
        body={"notice": notice.number, "served_on": day, "method": method, "hearing_right": notice.hearing_right,
              "defence_until": notice.defence_until, "fine": notice.fine, "confiscation": notice.confiscation,
              "kinds": notice.kinds},
    )  # fmt: skip
    return notice


def _ready(case: Case, *, right: bool, day: date) -> PreparedNotice | None:
    found = prepared(case, right=right)
    if found is not None and day < found.prepared_on:
        said = {"number": found.number, "on": say_day(found.prepared_on)}
        raise ServedBeforeWritten(ServedBeforeWritten.sentence % said, field="served_on")
    return found


def prepared(case: Case, *, right: bool) -> PreparedNotice | None:
    """Return the notice that was written of the proposal as it stands, with the right to a hearing or without."""
    rows = PreparedNotice.objects.filter(proposal=case.proposals.last(), hearing_right=right)
    return rows.select_related("paper").first()


def hearing_right(case: Case, on: date) -> str:
    """Return why the party may ask for a hearing on the proposed penalty, or ""."""
    proposal = case.proposals.last()
    if proposal is None:
        return ""
    return hearing_required(
        terms_of(proposal), case.party.kind, legal(case.agency, on), Tables().amounts(case.agency), field=case.field,
        on=on,
    )  # fmt: skip


def last_day(case: Case, served_on: date) -> date:
    """Return the last day of the defence, and of asking for a hearing where there is that right."""
    rules, days = legal(case.agency, served_on), calendar()
    until = defence_until(served_on, rules, days)
    return max(until, hearing_request_until(served_on, rules, days)) if hearing_right(case, served_on) else until
