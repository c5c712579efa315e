"""Enter where the sound or video recording of an act is kept (国办发〔2018〕118号第八项)."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.evidence.when import lock_for
from cases.models import Measure, Recording
from enforcement.actor import Actor
from enforcement.errors import Invalid

HASH = re.compile(r"[0-9a-f]{64}")
SUBJECTS = {
    "seizure": "查封、扣押",
    "hearing": "听证",
    "service": "留置、公告送达",
    "inquiry": "询问、检查",
    "enforce": "强制执行",
}


class MeasureMissing(Invalid):
    """Refuse the recording of a seizure that names no seizure of the case."""

    sentence = _("Choose the seizure that was recorded.")


class HashWrong(Invalid):
    """Refuse what is no SHA-256."""

    sentence = _("A SHA-256 has 64 characters, digits and the letters a to f.")
    remedy = _("Copy it from the recorder's program, or leave it empty.")


@transaction.atomic(durable=True)
def enter_recording(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    subject: str,
    device: str,
    reference: str,
    minutes: int,
    recorded_on: date | None = None,
    measure_id: int | None = None,
    sha256: str = "",
) -> Recording:
    """Enter a recording of a seizure, a hearing, a service or an inquiry.

    Raises:
        MeasureMissing, HashWrong: on their fields. NotAllowed: without the duty of handling.
    """
    case, step = lock_for(case_id, by)
    day = checked_day(recorded_on, at=at, field="recorded_on", not_before=case.clue_on)
    measure = Measure.objects.filter(case=case, pk=measure_id or 0, kind=Measure.Kind.SEIZE).first()
    if subject == Recording.Subject.SEIZURE and measure is None:
        raise MeasureMissing(field="measure_id")
    if sha256 and not HASH.fullmatch(sha256.strip().lower()):
        raise HashWrong(field="sha256")
    made = Recording.objects.create(
        case=case, subject=subject, measure=measure if subject == Recording.Subject.SEIZURE else None, recorded_on=day,
        device=device, reference=reference, minutes=minutes, sha256=sha256.strip().lower(), entered_at=at,
        author=by.name,
    )  # fmt: skip
    keep_sheet(
        case=case, code="LX", by=by, at=at, step=step.node.code,
        rows=[
            ("记录事项", SUBJECTS[subject]), ("记录日期", chinese_day(day)), ("设　　备", device),
            ("文件编号", reference), ("时　　长", f"{minutes}分钟"), ("校验值", made.sha256 or "—"),
        ],
    )  # fmt: skip
    note(
        case, act="enter_recording", by=by, at=at,
        body={"recording": made.pk, "subject": subject, "measure": measure_id, "reference": reference,
              "sha256": made.sha256},
    )  # fmt: skip
    return made
