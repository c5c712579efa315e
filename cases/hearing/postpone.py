"""Put a hearing off before it began: a new day, told anew and in time (行政处罚法第六十四条第二项)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, officers, require_open
from cases.hearing.renotify import renotify
from cases.hearings import TooSoon, first_lawful_day, hearing_of, is_too_soon
from cases.models import Hearing, HearingBreak
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

GROUNDS: Final = {
    "party": "当事人有正当理由申请延期", "chair": "主持人、记录员不能参加",
    "recusal": "申请回避尚未决定或者需要重新指定", "other": "其他需要延期的情形",
}  # fmt: skip
WHEN: Final = frozenset({"announce_hearing", "hold_hearing"})


class BegunAlready(OutOfOrder):
    """Refuse to put off a session that has begun."""

    sentence = _("The hearing has begun: it is suspended, not put off.")
    remedy = _("Suspend it with its ground on the page of the hearing.")


class GroundMissing(Invalid):
    """Refuse to put a hearing off without a ground and its words."""

    sentence = _("Say why the hearing is put off.")


@transaction.atomic(durable=True)
def postpone_hearing(
    *, case_id: int, by: Actor, at: datetime, planned_on: date, served_on: date, officer_ids: Sequence[int],
    ground: str, reason: str, method: str = "direct",
) -> Hearing:  # fmt: skip
    """Move the hearing and serve a new notice, again seven clear working days before.

    Raises:
        BegunAlready, GroundMissing. cases.hearings.TooSoon: naming the first lawful day.
        cases.rules.registry.RuleBroken: R01, R02 on the serving officers, R13.
    """
    case = lock(case_id)
    step = require_open(case, *WHEN)
    hearing = hearing_of(case)
    if hearing.opened_at is not None:
        raise BegunAlready
    if ground not in GROUNDS or not reason.strip():
        raise GroundMissing(field="reason")
    rules = legal(case.agency, clock.day_of(at))
    days, clear = rules.hearing_notice_days, rules.hearing_notice_clear
    if is_too_soon(served_on, planned_on, days, clear=clear):
        raise TooSoon(first_lawful_day(served_on, days, clear=clear))
    people = officers(case, officer_ids, on=served_on)
    hearing.planned_on, hearing.notice_served_on, hearing.announced_on = planned_on, served_on, None
    hearing.save(update_fields=["planned_on", "notice_served_on", "announced_on"])
    HearingBreak.objects.create(
        hearing=hearing, kind="postponed", ground=ground, note=reason, from_on=clock.day_of(at), to_on=planned_on,
        notice_served_on=served_on,
    )  # fmt: skip
    renotify(
        case, hearing, people, by=by, at=at, served_on=served_on, method=method, step=step.node.code,
        why=f"{GROUNDS[ground]}：{reason}",
    )  # fmt: skip
    body = {"planned_on": planned_on, "served_on": served_on, "ground": ground, "reason": reason}
    note(case, act="postpone_hearing", by=by, at=at, body=body, people=people)
    return hearing
