"""Object to a refusal by the police: ask them again (T07), then the procuratorate (T09), within three days (第九条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import PoliceTransfer
from cases.outcomes.police import LAW, running
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid


class ObjectionMissing(Invalid):
    """Refuse an objection without reasons."""

    sentence = _("Write why the facts amount to a crime.")
    article = f"{LAW}第九条"


@transaction.atomic(durable=True)
def ask_police_again(*, case_id: int, by: Actor, at: datetime, reasons: str) -> PoliceTransfer:
    """Ask the police to reconsider.

    Raises:
        ObjectionMissing: on its field.
    """
    return _object(case_id, by, at, reasons, act="ask_police_again", field="asked_again_on", to="公安机关")


@transaction.atomic(durable=True)
def ask_procuratorate(*, case_id: int, by: Actor, at: datetime, reasons: str) -> PoliceTransfer:
    """Propose to the procuratorate that it supervise the filing.

    Raises:
        ObjectionMissing: on its field.
    """
    return _object(case_id, by, at, reasons, act="ask_procuratorate", field="supervision_on", to="人民检察院")


def _object(case_id: int, by: Actor, at: datetime, reasons: str, *, act: str, field: str, to: str) -> PoliceTransfer:
    case = lock(case_id)
    step = require_open(case, act)
    transfer = running(case)
    if not reasons.strip():
        raise ObjectionMissing(field="reasons")
    setattr(transfer, field, clock.day_of(at))
    transfer.save(update_fields=[field])
    keep_sheet(
        case=case, code="YF", by=by, at=at, step=step.node.code,
        rows=[("提请机关", to), ("涉嫌罪名", transfer.crime), ("意见理由", reasons)],
    )  # fmt: skip
    close_step(
        case, act=act, by=by, at=at, outcome="asked", people=alone(by, "handle"), body={"reasons": reasons}
    )  # fmt: skip
    return transfer
