"""Ask for what a file lacks; the days until it comes are not counted in the reviewer's term."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.legal.send_file import ACT
from cases.models import Case, ReviewFile
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import require


class NotSent(OutOfOrder):
    """Refuse to ask for more of a file that nobody sent, or twice at once."""

    sentence = _("No file of this round waits for anything.")


class WhatIsMissing(Invalid):
    """Refuse to ask for nothing."""

    sentence = _("Say what is missing.")


@transaction.atomic(durable=True)
def ask_missing(*, case_id: int, by: Actor, at: datetime, missing: str) -> ReviewFile:
    """Stop the reviewer's term until the handling unit brings what is missing.

    Raises:
        NotAllowed: without the duty of review. NotSent, WhatIsMissing.
    """
    case = lock(case_id)
    step = require_open(case, ACT)
    require(by=by, duty="review", agency=case.agency)
    sent = case.review_files.last()
    if sent is None or sent.missing_from_on is not None:
        raise NotSent
    if not missing.strip():
        raise WhatIsMissing(field="missing")
    sent.missing, sent.missing_from_on = missing, clock.day_of(at)
    sent.save(update_fields=["missing", "missing_from_on"])
    keep_sheet(case=case, code="FSB", by=by, at=at, step=step.node.code, rows=[("需要补充的材料", missing)])
    note(case, act="ask_missing", by=by, at=at, body={"round": sent.round, "missing": missing})
    return sent


@transaction.atomic(durable=True)
def bring_missing(*, case_id: int, by: Actor, at: datetime) -> ReviewFile:
    """Note that what was missing came; the term runs again.

    Raises:
        NotAllowed: without the duty of handling. NotSent: if nothing was asked for.
    """
    case = lock(case_id)
    require_open(case, ACT)
    require(by=by, duty="handle", agency=case.agency)
    sent = waiting(case)
    if sent is None:
        raise NotSent
    sent.missing_to_on = clock.day_of(at)
    sent.save(update_fields=["missing_to_on"])
    note(case, act="bring_missing", by=by, at=at, body={"round": sent.round})
    return sent


def waiting(case: Case) -> ReviewFile | None:
    """Return the file that lacks something now."""
    return case.review_files.filter(missing_from_on__isnull=False, missing_to_on=None).last()


def review_due(case: Case, entered_on: date, today: date) -> date:
    """Return the last day of the reviewer's term: the sector's working days, those of waiting not counted."""
    days = calendar()
    waited = sum(
        max(0, days.working_between(f.missing_from_on, f.missing_to_on or today) - 1)
        for f in case.review_files.filter(sent_on__gte=entered_on, missing_from_on__isnull=False) if f.missing_from_on
    )  # fmt: skip
    return days.add_working(entered_on, legal(case.agency, today).review_days + waited)
