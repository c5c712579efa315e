"""Decide on a recusal (行政处罚法第四十三条第三款): whoever is recused leaves the case, and others step in at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, officers
from cases.assign import write_assignments
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Assignment, Case, Recusal
from cases.staffing.opening import open_handover
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.organisation.duties.holding import require

REASON = "回避"


class OwnRecusal(NotAllowed):
    """Refuse to decide on the own recusal."""

    sentence = _("Nobody decides on the own recusal.")
    article = "中华人民共和国行政处罚法第四十三条第三款"
    remedy = _("The principal head's recusal is decided by collective discussion or by the level above.")


class RecusalDecided(OutOfOrder):
    """Refuse to decide twice."""

    sentence = _("This request has been decided already.")


class BasisMissing(Invalid):
    """Refuse the decision of a discussion or of the level above without its document."""

    sentence = _("Name the minutes of the discussion, or the order of the level above.")


class AnswerMissing(Invalid):
    """Refuse an answer without its reason."""

    sentence = _("Say why the person is recused or not.")


class SuccessorMissing(Invalid):
    """Refuse to take the lead out of a case without naming the next."""

    sentence = _("The lead leaves the case: name who leads it from now on.")


@transaction.atomic(durable=True)
def decide_recusal(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    recusal_id: int,
    granted: bool,
    reason: str,
    document: str = "",
    successor_id: int | None = None,
    co_ids: Sequence[int] = (),
    decided_on: date | None = None,
) -> Recusal:
    """Grant or refuse; ``successor_id`` leads where the lead is recused, ``co_ids`` assist from now on.

    Raises:
        NotAllowed: without the head's duty. OwnRecusal, RecusalDecided, BasisMissing, AnswerMissing, SuccessorMissing.
        cases.rules.registry.RuleBroken: if fewer than two officers with valid credentials would be left.
    """
    case = lock(case_id)
    found = Recusal.objects.filter(case=case, pk=recusal_id).first()
    if found is None:
        raise NotFound
    require(by=by, duty="decide", agency=case.agency)
    if found.person_id == by.person_id:
        raise OwnRecusal
    if found.decided_on is not None:
        raise RecusalDecided
    if found.route != Recusal.Route.HEAD and not document.strip():
        raise BasisMissing(field="document")
    if not reason.strip():
        raise AnswerMissing(field="reason")
    found.decided_on = checked_day(decided_on, at=at, field="decided_on", not_before=found.asked_on)
    found.granted, found.decider, found.reason, found.document = granted, by.name, reason[:300], document[:120]
    found.save()
    if granted:
        _replace(case, found, successor_id, co_ids, at)
    keep_sheet(
        case=case, code="HB", by=by, at=at,
        rows=[
            ("被申请人", found.name), ("理　　由", found.ground), ("决　　定", "准予回避" if granted else "驳回申请"),
            ("决定理由", reason), ("决定依据", document or "负责人决定"), ("决定日期", chinese_day(found.decided_on)),
        ],
    )  # fmt: skip
    note(
        case, act="decide_recusal", by=by, at=at,
        body={"recusal": found.pk, "person": found.person_id, "granted": granted, "route": found.route,
              "document": document, "successor": successor_id, "assisting": list(co_ids)},
    )  # fmt: skip
    return found


def _replace(case: Case, found: Recusal, successor_id: int | None, co_ids: Sequence[int], at: datetime) -> None:
    """End the person's part; let the successor lead and the others assist, beside those who stay."""
    day, now = clock.day_of(at), case.assignments.filter(to_on__isnull=True)
    gone = now.filter(person_id=found.person_id).first()
    led = gone is not None and gone.role == Assignment.Role.LEAD
    if led and successor_id is None:
        raise SuccessorMissing(field="successor_id")
    now.filter(person_id__in=[found.person_id, *([successor_id] if led else [])]).update(to_on=day, reason=REASON)
    stays = set(now.values_list("person_id", flat=True))
    new = [pk for pk in dict.fromkeys([*([successor_id] if led else []), *co_ids]) if pk and pk not in stays]
    people = officers(case, new, on=day)
    write_assignments(case, people, successor_id if led and successor_id else 0, day, REASON)
    if led and people:
        open_handover(case, gone, people[0], reason=REASON, approver=found.decider, on=day)
