"""Record an inquiry of the investigation (within P05, 行政处罚法第四十二、五十四、五十五条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import as_json, checked_day, lock, note, require_open, signed
from cases.inquiries import write_inquiry
from cases.models import Inquiry
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require

BOTH = ("check_clue", "investigate")


class InterviewElsewhere(Invalid):
    """Refuse an interview: it has its own act, which asks for what an interview needs."""

    sentence = _("An interview is recorded on its own page: question by question, read over, signed page by page.")
    article = "中华人民共和国行政处罚法第五十五条；市场监督管理行政处罚程序规定第二十九条"
    remedy = _("Choose “Record an interview” on the page of the case.")


@transaction.atomic(durable=True)
def record_inquiry(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    kind: str,
    officer_ids: Iterable[int],
    summary: str,
    held_on: date | None = None,
    place: str = "",
    subject: str = "",
    helper_ids: Iterable[int] = (),
    credentials_shown: bool = True,
    rights_told: bool = True,
) -> Inquiry:
    """Record an inspection, sampling, test or the taking of documents by two officers.

    Raises:
        InterviewElsewhere: for an interview, see :func:`cases.evidence.record_interview.record_interview`.
        NotAllowed: without the duty of handling. cases.acting.DayAhead, cases.acting.DayTooEarly: on the day.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    if kind == Inquiry.Kind.INTERVIEW:
        raise InterviewElsewhere(field="kind")
    case = lock(case_id)
    step = require_open(case, *BOTH)
    require(by=by, duty="handle", agency=case.agency)
    written = write_inquiry(
        case, kind=kind, summary=summary, place=place, subject=subject,
        held_on=checked_day(held_on, at=at, field="held_on", not_before=case.clue_on),
        officer_ids=officer_ids, helper_ids=helper_ids, credentials_shown=credentials_shown, rights_told=rights_told,
        by=by, at=at, step=step.node.code,
    )  # fmt: skip
    note(
        case, act="record_inquiry", by=signed(by, written.officers), at=at, people=written.officers,
        body={
            "inquiry": written.inquiry.pk, "kind": kind, "held_on": written.inquiry.held_on, "subject": subject,
            "people": as_json([*written.officers, *written.helpers]),
        },
    )  # fmt: skip
    return written.inquiry
