"""Correct a recorded fact beside its record: what was, what is right, why, by which evidence. Nothing old changes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note
from cases.documents.sheets import keep_sheet
from cases.models import Case
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import held_codes

CORRECTORS: Final = frozenset({"intake", "handle", "check", "review", "decide"})


class CorrectionIncomplete(Invalid):
    """Refuse a correction that leaves open what was wrong, what is right, why, or how one knows."""

    sentence = _("A correction says what the record said, what is right, why, and by which evidence.")


class NothingToCorrect(Invalid):
    """Refuse to correct an entry that the case does not have."""

    sentence = _("The case has no such record.")
    remedy = _("Choose one from the list.")


class FileLocked(OutOfOrder):
    """Refuse to add to a file that is archived."""

    sentence = _("The file is archived: nothing can be added to it.")
    article = "农业行政处罚程序规定第八十六条"


@transaction.atomic(durable=True)
def correct_record(
    *, case_id: int, by: Actor, at: datetime, entry: int, was: str, right: str, reason: str, evidence: str
) -> Case:
    """Enter a correction of the ledger's entry with that number; it stands beside it in the timeline, with its paper.

    Raises:
        NotAllowed: without a duty in the case. FileLocked: after archiving. NothingToCorrect, CorrectionIncomplete.
    """
    case = lock(case_id)
    if by.person_id is None or not CORRECTORS & held_codes(person_id=by.person_id, agency=case.agency):
        raise NotAllowed
    if case.archived_on is not None:
        raise FileLocked
    if not history_of(case.series).filter(seq=entry).exists():
        raise NothingToCorrect(field="entry")
    facts = {"was": was.strip(), "right": right.strip(), "reason": reason.strip(), "evidence": evidence.strip()}
    for name, text in facts.items():
        if not text:
            raise CorrectionIncomplete(field=name)
    keep_sheet(
        case=case, code="GX", by=by, at=at,
        rows=[
            ("更正事项", f"办案记录第{entry}条"), ("原记载", facts["was"]), ("更正为", facts["right"]),
            ("理　　由", facts["reason"]), ("依据材料", facts["evidence"]), ("更正人", by.name),
        ],
    )  # fmt: skip
    note(case, act="correct_record", by=by, at=at, body={"entry": entry, **facts})
    return case
