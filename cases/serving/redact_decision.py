"""Redact a decision for the public (P17): one person's part; another checks and publishes (山东省行政执法公示规定)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Redaction
from cases.redaction import StillPrivate, still_private
from cases.serving.proposals import private_in
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.duties.holding import holds


@transaction.atomic(durable=True)
def redact_decision(*, case_id: int, by: Actor, at: datetime, party_shown: str, text: str) -> Redaction:
    """Keep the redacted text with its hash for the one who checks it; a later one takes its place.

    Raises:
        NotAllowed: without the duty of handling or publishing. StillPrivate: while the text gives private facts away.
    """
    case = lock(case_id)
    step = require_open(case, "publish_decision")
    may = any(holds(person_id=by.person_id, duty=duty, agency=case.agency) for duty in ("handle", "publish"))
    if by.person_id is None or not may:
        raise NotAllowed
    whole = f"{party_shown}\n{text}"
    if still_private(whole, case) or private_in(whole, case):
        raise StillPrivate
    made = Redaction.objects.create(
        case=case, party_shown=party_shown, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        by_id=by.person_id, by_name=by.name, made_at=at,
    )  # fmt: skip
    keep_sheet(
        case=case, code="TM", by=by, at=at, step=step.node.code,
        rows=[("公开的当事人名称", party_shown), ("脱敏后内容", text), ("校 验 值", made.sha256),
              ("脱敏人员", by.name)],
    )  # fmt: skip
    note(case, act="redact_decision", by=by, at=at, body={"sha256": made.sha256})
    return made
