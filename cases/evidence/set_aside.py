"""Mark evidence as unusable (行政处罚法第四十六条第三款): it stays on the list and may carry no fact."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.evidence.when import WHILE_OPEN, piece_of
from cases.models import Evidence
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import holds, require

JUDGES = ("handle", "check", "review", "decide")


class WhyUnusable(Invalid):
    """Refuse to set evidence aside without saying why."""

    sentence = _("Say why this evidence may not be used.")
    article = "中华人民共和国行政处罚法第四十六条第三款"


@transaction.atomic(durable=True)
def set_aside(*, case_id: int, by: Actor, at: datetime, evidence_id: int, reason: str) -> Evidence:
    """Mark a piece of evidence as unusable, by whoever handles, checks, reviews or decides.

    Raises:
        NotAllowed: without one of these duties. WhyUnusable: without a reason.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_OPEN)
    person = by.person_id or 0
    duty = next((d for d in JUDGES if holds(person_id=person, duty=d, agency=case.agency)), JUDGES[0])
    require(by=by, duty=duty, agency=case.agency)
    piece = piece_of(case, evidence_id)
    if not reason.strip():
        raise WhyUnusable(field="reason")
    piece.usable, piece.unusable_reason = False, reason[:300]
    piece.save(update_fields=["usable", "unusable_reason"])
    keep_sheet(
        case=case, code="ZJP", by=by, at=at, step=step.node.code,
        rows=[("证据编号", str(piece.number)), ("证据名称", piece.name), ("排除理由", reason)],
    )  # fmt: skip
    note(
        case, act="set_aside_evidence", by=by, at=at,
        body={"evidence": piece.pk, "number": piece.number, "reason": reason},
    )  # fmt: skip
    return piece
