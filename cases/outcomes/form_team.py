"""Form the special team for a suspected crime (T01, 国务院令第310号第五条): at once, two officers or more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, as_json, close_step, lock, officers, require_open
from cases.documents.sheets import keep_sheet, named
from cases.models import PoliceTransfer
from cases.outcomes.police import LAW, stand_still
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid


class CrimeMissing(Invalid):
    """Refuse a transfer that names no crime."""

    sentence = _("Name the crime that is suspected.")
    article = f"{LAW}第三条"


@transaction.atomic(durable=True)
def form_team(*, case_id: int, by: Actor, at: datetime, crime: str, officer_ids: Iterable[int]) -> PoliceTransfer:
    """Name the team; the ninety days stand still from today.

    Raises:
        CrimeMissing: on its field. GuardFailed: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "form_team")
    if not crime.strip():
        raise CrimeMissing(field="crime")
    people = officers(case, officer_ids, on=clock.day_of(at))
    made = PoliceTransfer.objects.create(case=case, team=as_json(people), formed_at=at, crime=crime)
    paper = keep_sheet(
        case=case, code="ZA", by=by, at=at, step=step.node.code,
        rows=[("涉嫌罪名", crime), ("专案组成员", named(people)),
              ("要　　求", "核实情况后提出移送涉嫌犯罪案件的书面报告")],
    )  # fmt: skip
    stand_still(case, at, paper.title)
    close_step(
        case, act="form_team", by=by, at=at, outcome="formed", people=[*people, *alone(by, "decide")],
        body={"transfer": made.pk, "crime": crime},
    )  # fmt: skip
    return made
