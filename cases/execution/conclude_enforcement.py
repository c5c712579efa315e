"""Record how the enforcement ended (P20): executed, accepted by the court, or ended (行政强制法第四十条)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.execution.money import money_of
from cases.models import Case, Enforcement
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

ENDS: Final[dict[str, tuple[str, str]]] = {
    "no_property": ("无财产可供执行，法院裁定终结", "No property to execute on"),
    "party_gone": ("公民死亡无遗产，或者法人终止无财产", "The party died or ended without property"),
    "decision_revoked": ("据以执行的决定被撤销", "The decision was annulled"),
    "object_lost": ("执行标的灭失", "What was to be executed is lost"),
    "term_missed": ("超过申请期限未申请", "The term to apply was missed"),
    "other": ("其他应当终结执行的情形", "Another ground"),
}


class NotBegun(OutOfOrder):
    """Refuse the outcome of an enforcement that nobody began."""

    sentence = _("No enforcement was begun: apply to the court first.")
    article = "中华人民共和国行政强制法第五十三条"


class GroundMissing(Invalid):
    """Refuse to end an enforcement without a ground."""

    sentence = _("Say on which ground the enforcement ends.")
    article = "中华人民共和国行政强制法第四十条"


class NotExecuted(Invalid):
    """Refuse to call executed what is still owed."""

    sentence = _("Money is still owed: record what the court handed over first.")


@transaction.atomic(durable=True)
def conclude_enforcement(
    *, case_id: int, by: Actor, at: datetime, outcome: str, ground: str = "", text: str = ""
) -> Case:
    """Leave the step with the outcome; ``terminated`` needs a ground and, as the only one, no application.

    Raises:
        NotBegun: before an application. GroundMissing, NotExecuted: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, "conclude_enforcement")
    day = clock.day_of(at)
    running = Enforcement.objects.filter(case=case, outcome="").last()
    if running is None and outcome != "terminated":
        raise NotBegun
    if outcome == "terminated" and ground not in ENDS:
        raise GroundMissing(field="ground")
    money = money_of(case, day)
    if outcome == "executed" and money.owed > 0:
        raise NotExecuted(field="outcome")
    if running is not None:
        running.outcome, running.outcome_on = outcome, day
        running.note = f"{running.note} {text}".strip()[:300]
        running.save(update_fields=["outcome", "outcome_on", "note"])
    code = "ZX" if case.papers.filter(code="QZ").exists() else "QZ"
    said = {"executed": "执行完毕", "court_accepted": "人民法院已受理并裁定准予执行", "terminated": "终结执行"}[outcome]
    keep_sheet(
        case=case, code=code, by=by, at=at, step=step.node.code, title="" if code == "ZX" else "未申请强制执行情况说明",
        rows=[
            ("执行结果", said), ("理　　由", ENDS[ground][0] if ground in ENDS else "—"), ("说　　明", text or "无"),
            ("尚欠金额", f"人民币{money.owed:,.2f}元"),
        ],
    )  # fmt: skip
    close_step(
        case, act="conclude_enforcement", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        body={"ground": ground, "note": text, "owed": money.owed},
    )  # fmt: skip
    return case
