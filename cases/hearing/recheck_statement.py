"""Recheck what the party said: adopted or not, and why (行政处罚法第四十五条第一款)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hear_defence import RecheckMissing
from cases.hearing.take_statement import UNTIL_DECIDED
from cases.models import Case, Defence
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.duties.holding import require


class NothingToRecheck(Refusal):
    """Refuse to recheck a statement that is not there or was answered."""

    sentence = _("This statement is not waiting for a recheck.")


def waiting(case: Case) -> QuerySet[Defence]:
    """Return what the party said to the last notice and nobody rechecked."""
    notice = case.notices.last()
    rows = Defence.objects.filter(notice=notice, accepted=None, hearing_requested=False)
    return rows.exclude(text="").order_by("made_on", "pk")


@transaction.atomic(durable=True)
def recheck_statement(
    *, case_id: int, by: Actor, at: datetime, statement_id: int, accepted: bool | None, recheck: str
) -> Defence:
    """Answer a statement; the penalty may not become heavier because the party spoke (第四十五条第二款).

    Raises:
        NothingToRecheck: for one that waits no more. cases.hear_defence.RecheckMissing: without yes or no, or reasons.
    """
    case = lock(case_id)
    step = require_open(case, *UNTIL_DECIDED)
    require(by=by, duty="handle", agency=case.agency)
    statement = waiting(case).filter(pk=statement_id).first()
    if statement is None:
        raise NothingToRecheck(field="statement_id")
    if accepted is None or not recheck.strip():
        raise RecheckMissing(field="recheck")
    statement.accepted, statement.recheck, statement.rechecked_on = accepted, recheck, clock.day_of(at)
    statement.save(update_fields=["accepted", "recheck", "rechecked_on"])
    keep_sheet(
        case=case, code="FH", by=by, at=at, step=step.node.code,
        rows=[
            ("陈述申辩", f"{chinese_day(statement.made_on)}：{statement.text}"), ("复核情况", recheck),
            ("复核意见", "成立，予以采纳" if accepted else "不成立，不予采纳"),
        ],
    )  # fmt: skip
    body = {"defence": statement.pk, "accepted": accepted, "recheck": recheck}
    note(case, act="recheck_statement", by=by, at=at, body=body)
    return statement
