"""Designate the chair and the recorder of a hearing (H04), and designate anew where one of them cannot attend."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, hold_rules, lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import hearing_of
from cases.models import Case, Hearing
from certification.standing import certificate
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import holds, require
from enforcement.organisation.models import Person

ACT: Final = "designate_chair"
UNTIL_HELD: Final = frozenset(
    {"schedule_hearing", "notify_hearing", "announce_hearing", "hold_hearing", "adjourn_hearing"}
)
"""The steps during which another chair may be designated: once the record is closed it is too late."""


class NotAChair(Invalid):
    """Refuse a chair who holds no such duty here."""

    sentence = _("This person is not a hearing chair of this agency.")
    remedy = _("Choose somebody who holds the duty “hearing chair”, or ask the county's justice bureau to lend one.")


class OnePersonTwoRoles(Invalid):
    """Refuse the same person as chair and recorder."""

    sentence = _("The chair and the recorder must be two persons.")
    remedy = _("Choose a colleague who took no part in the investigation as recorder.")


class ChangeReasonMissing(Invalid):
    """Refuse to designate anew without saying why."""

    sentence = _("Say why another chair or recorder is designated, and how the party was told.")
    article = "中华人民共和国行政处罚法第六十四条第四项"


@transaction.atomic(durable=True)
def designate_chair(
    *, case_id: int, by: Actor, at: datetime, designated_on: date, chair_id: int, recorder_id: int
) -> Hearing:
    """Name chair and recorder, who may not have investigated the case (行政处罚法第六十四条第四项).

    Raises:
        NotAChair: if the person holds no such duty. OnePersonTwoRoles: if both are one.
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the acceptance.
        cases.rules.registry.RuleBroken: R14, if one of them took part in the investigation or lacks the certificate.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    checked_day(designated_on, at=at, field="designated_on", not_before=hearing.accepted_on)
    said = _name(case, hearing, by=by, at=at, on=designated_on, chair_id=chair_id, recorder_id=recorder_id)
    close_step(case, act=ACT, by=by, at=at, outcome="designated", body=said)
    return hearing


@transaction.atomic(durable=True)
def change_chair(*, case_id: int, by: Actor, at: datetime, chair_id: int, recorder_id: int, reason: str) -> Hearing:
    """Designate another chair or recorder before the hearing is over: one cannot attend, or was asked to withdraw.

    Raises:
        enforcement.errors.OutOfOrder: if the hearing is not in preparation. enforcement.errors.NotAllowed: without the
        duty of head. ChangeReasonMissing: without a reason; and as :func:`designate_chair`.
    """
    case = lock(case_id)
    step = require_open(case, *UNTIL_HELD)
    require(by=by, duty="decide", agency=case.agency)
    hearing = hearing_of(case)
    if not reason.strip():
        raise ChangeReasonMissing(field="reason")
    said = _name(
        case, hearing, by=by, at=at, on=clock.day_of(at), chair_id=chair_id, recorder_id=recorder_id, reason=reason,
        step=step.node.code,
    )  # fmt: skip
    hold_rules(case, ACT, at)
    note(case, act="change_chair", by=by, at=at, body=said)
    return hearing


def _name(
    case: Case,
    hearing: Hearing,
    *,
    by: Actor,
    at: datetime,
    on: date,
    chair_id: int,
    recorder_id: int,
    reason: str = "",
    step: str = "H04",
) -> Mapping[str, Any]:
    """Write chair and recorder and keep the paper; return what the ledger says."""
    if chair_id == recorder_id:
        raise OnePersonTwoRoles(field="recorder_id")
    if not holds(person_id=chair_id, duty="chair", agency=case.agency):
        raise NotAChair(field="chair_id")
    people = Person.objects.in_bulk([chair_id, recorder_id])
    hearing.chair, hearing.chair_name = people[chair_id], people[chair_id].name
    hearing.recorder, hearing.recorder_name = people[recorder_id], people[recorder_id].name
    hearing.chair_certificate = certificate(person_id=chair_id, kind="hearing_chair", on=on)
    hearing.designated_on = on
    hearing.save(
        update_fields=["chair", "chair_name", "recorder", "recorder_name", "chair_certificate", "designated_on"]
    )
    rows = [
        ("主持人", f"{hearing.chair_name}（{hearing.chair_certificate}）"), ("记录员", hearing.recorder_name),
        ("指定日期", chinese_day(on)), *([("变更理由", reason)] if reason else []),
    ]  # fmt: skip
    keep_sheet(case=case, code="ZP", title="听证主持人指定书", by=by, at=at, step=step, rows=rows)
    return {
        "chair": hearing.chair_name, "certificate": hearing.chair_certificate, "recorder": hearing.recorder_name,
        **({"reason": reason} if reason else {}),
    }  # fmt: skip
