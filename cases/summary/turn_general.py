"""Turn what was begun on the spot into a case of the general procedure (S09, 行政处罚法第五十四条): nothing is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Paper
from cases.register_clue import ClueFacts, enter_clue
from cases.summary.facts import Typed
from cases.summary.models import TurnedGeneral
from cases.summary.opening import establish, open_case
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

ABOVE = "beyond"


class NoteMissing(Invalid):
    """Refuse to hand over without saying where to."""

    sentence = _("Write how the unpaid fine is dealt with.")


@transaction.atomic(durable=True)
def turn_general(*, by: Actor, at: datetime, reason: str = "", **facts: Any) -> Case:
    """Close what was typed on the spot as unfit for it, and register it as a clue of the general procedure.

    Returns the new case, at its check before filing, with the photos among its papers.

    Raises:
        what :func:`cases.summary.opening.open_case` raises: two officers are needed on the spot all the same.
    """
    typed = Typed(**facts)
    case, people = open_case(typed, by=by, at=at)
    establish(case, typed, people, by=by, at=at, outcome=ABOVE)
    day = clock.day_of(at)
    told = ClueFacts(
        case.field, "inspection", case.cause, case.summary, typed.party_kind, typed.party_name,
        typed.party_code.strip().upper(), typed.party_phone, typed.party_address, typed.representative, case.act_on,
        case.place,
    )  # fmt: skip
    general = enter_clue(case.agency, told, by=by, at=at, on=day, body={"turned_from": case.clue_number})
    _keep_photos(case, general)
    TurnedGeneral.objects.create(case=case, general=general, reason=reason or "不符合当场处罚条件")
    close_step(
        case, act="turn_general", by=by, at=at, outcome="handed_over", people=alone(by, "handle"),
        body={"general": general.clue_number, "reason": reason},
    )  # fmt: skip
    case.closed_on, case.closure_reason = day, "transferred"
    case.save(update_fields=["closed_on", "closure_reason"])
    return general


@transaction.atomic(durable=True)
def hand_over_unpaid(*, case_id: int, by: Actor, at: datetime, text: str) -> Case:
    """Leave S09 for a fine that was not paid in time: what is done about it is written down, the decision stands.

    Raises:
        NoteMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "turn_general")
    if not text.strip():
        raise NoteMissing(field="text")
    rows = [("决定书文号", case.number), ("逾期处置", text), ("日　　期", chinese_day(clock.day_of(at)))]
    keep_sheet(case=case, code="SW", by=by, at=at, step=step.node.code, rows=rows)
    close_step(
        case, act="turn_general", by=by, at=at, outcome="handed_over", people=alone(by, "handle"), body={"note": text}
    )
    return case


def _keep_photos(case: Case, general: Case) -> None:
    """Enter the photos of the spot among the papers of the new case: the same files, by their hash."""
    for paper in case.papers.filter(code="SX"):
        Paper.objects.create(
            case=general, code=paper.code, title=paper.title, step="P01", sha256=paper.sha256, size=paper.size,
            media_type=paper.media_type, made_at=paper.made_at, author=paper.author,
        )  # fmt: skip
