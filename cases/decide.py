"""Decide the case (P14, 行政处罚法第五十七条): by the head, never heavier than notified."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, Decision, Notice, Proposal
from cases.serving.minors import AboutMinor, is_minor
from cases.terms import say, with_amounts
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

NONE: Final = Decimal(0)
SAID: Final = {
    "penalise": "给予行政处罚", "no_penalty": "不予行政处罚", "transfer": "移送其他机关", "crime": "移送公安机关",
}  # fmt: skip


class PublishReasonMissing(Invalid):
    """Refuse to keep a decision from the public, or to publish it, without saying why."""

    sentence = _("Say why the decision is published or not: it is if it has some influence on society.")
    article = "中华人民共和国行政处罚法第四十八条第一款"


class ReplyMissing(Invalid):
    """Refuse a decision that does not answer the party's defence."""

    sentence = _("The party spoke in its defence: say whether that was adopted, and why.")
    article = "中华人民共和国行政处罚法第四十五条；市场监督管理行政处罚程序规定第六十二条"


class PenaltyEmpty(Invalid):
    """Refuse to penalise with nothing."""

    sentence = _("A penalty needs at least one kind of penalty, or an amount.")
    article = "中华人民共和国行政处罚法第九条"


@transaction.atomic(durable=True)
def decide(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    outcome: str,
    fine: Decimal = NONE,
    confiscation: Decimal = NONE,
    kinds: Iterable[str] = (),
    other: str = "",
    discretion: str = "",
    defence_reply: str = "",
    publish: bool = False,
    publish_reason: str = "",
) -> Decision:
    """Decide on the facts and the basis that were notified; the penalty may be lighter, never heavier.

    ``outcome`` is penalise, no_penalty, transfer or crime.

    Raises:
        PenaltyEmpty, ReplyMissing, PublishReasonMissing, AboutMinor: on their fields.
        cases.rules.registry.RuleBroken: R09 (heavier or other than notified), R10 (the party's period runs), R16 (no
        legal review), R18 (no discussion) and the others bound to the decision.
        enforcement.flowcharts.engine.refusals.GuardFailed: if a guard of the chart does not hold.
    """
    case = lock(case_id)
    step = require_open(case, "decide")
    penal = outcome == "penalise"
    chosen = with_amounts(kinds, fine, confiscation) if penal else []
    if penal and not chosen and not other.strip():
        raise PenaltyEmpty(field="kinds")
    notice = case.notices.last()
    if penal and not defence_reply.strip() and notice and notice.defences.exclude(text="").exists():
        raise ReplyMissing(field="defence_reply")
    if penal and not publish_reason.strip():
        raise PublishReasonMissing(field="publish_reason")
    if penal and publish and is_minor(case):
        raise AboutMinor(field="publish")
    day = clock.day_of(at)
    facts: dict[str, Any] = {
        "notice": notice, "kind": outcome, "decided_on": day, "decided_by": by.name, "defence_reply": defence_reply,
        "publish": penal and publish, "publish_reason": publish_reason, "kinds": chosen,
        "other": other if penal else "",
        "fine": fine if penal else NONE, "confiscation": confiscation if penal else NONE, "discretion": discretion,
        **_grounds(case, notice),
    }  # fmt: skip
    decision, _made = Decision.objects.update_or_create(case=case, defaults=facts)
    case.decision = decision
    _keep_paper(case, decision, by, at, step.node.code)
    close_step(
        case, act="decide", by=by, at=at, outcome=outcome, people=alone(by, "decide"), events={"decided": day},
        facts={"publish": decision.publish},
        body={"decision": decision.pk, "fine": decision.fine, "confiscation": decision.confiscation,
              "kinds": decision.kinds, "publish": decision.publish, "publish_reason": publish_reason},
    )  # fmt: skip
    return decision


def _grounds(case: Case, notice: Notice | None) -> dict[str, str]:
    """Return facts and basis as they were notified, or as proposed where there was no notice."""
    told: Notice | Proposal | None = notice or case.proposals.last()
    return {"facts": told.facts if told else "", "legal_basis": told.legal_basis if told else ""}


def _keep_paper(case: Case, decision: Decision, by: Actor, at: datetime, step: str) -> None:
    public = f"{'公开' if decision.publish else '不公开'}：{decision.publish_reason}"
    keep_sheet(
        case=case, code="JS", by=by, at=at, step=step,
        rows=[
            ("处理决定", SAID.get(decision.kind, decision.kind)), ("处罚内容", "；".join(say(decision)) or "无"),
            ("法律依据", decision.legal_basis), ("陈述申辩采纳", decision.defence_reply or "当事人未陈述、申辩"),
            ("是否公开", public if decision.kind == "penalise" else "不适用"), ("负责人", by.name),
        ],
    )  # fmt: skip
