"""Draw up the written decision (P15, 行政处罚法第五十九条): its number, six items, date and seal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.decision import decision_paper
from cases.documents.titles import title_of
from cases.documents.wording import government_of
from cases.models import Decision
from cases.numbering import DECISION, take_number
from cases.papers import store
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder


class NotDecided(OutOfOrder):
    """Refuse to draw up what nobody decided."""

    sentence = _("There is no decision to draw up.")


class ItemMissing(Invalid):
    """Refuse a document that lacks one of the six items."""

    sentence = _("The document must say how and by when to perform, and which remedies there are and their terms.")
    article = "中华人民共和国行政处罚法第五十九条"


class NotSealed(Invalid):
    """Refuse a document without the agency's seal."""

    sentence = _("The document must bear the seal of the agency.")
    article = "中华人民共和国行政处罚法第五十九条第二款"
    remedy = _("Print it, have it sealed, and tick that it is.")


@transaction.atomic(durable=True)
def draw_up_decision(
    *, case_id: int, by: Actor, at: datetime, performance: str = "", remedies: str = "", sealed: bool = False
) -> Decision:
    """Give the decision its number and write it on the day of the decision; empty texts take the law's wording.

    Raises:
        NotDecided: without a decision. ItemMissing, NotSealed: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, "draw_up_decision")
    decision = Decision.objects.filter(case=case).first()
    if decision is None:
        raise NotDecided
    if not sealed:
        raise NotSealed(field="sealed")
    decision.performance = performance.strip() or default_performance(decision)
    decision.remedies = remedies.strip() or default_remedies(decision)
    if len(decision.performance) > 300 or len(decision.remedies) > 400:  # noqa: PLR2004 (columns)
        raise ItemMissing(_("This text is too long."), field="performance")
    decision.number = take_number(agency=case.agency, kind=DECISION, on=decision.decided_on)
    decision.dated_on, decision.sealed = decision.decided_on, True
    decision.save(update_fields=["performance", "remedies", "number", "dated_on", "sealed"])
    store(
        case=case, code="JD", title=title_of("JD"), content=decision_paper(case, decision), by=by, at=at,
        number=decision.number, step=step.node.code,
    )  # fmt: skip
    close_step(
        case, act="draw_up_decision", by=by, at=at, outcome="sealed", people=alone(by, "handle"),
        body={"number": decision.number, "dated_on": decision.dated_on},
    )  # fmt: skip
    return decision


def default_performance(decision: Decision) -> str:
    """Return how to perform in the wording of the law (行政处罚法第六十七、七十二条)."""
    if not decision.fine and not decision.confiscation:
        return "自本决定书送达之日起履行。"
    return (
        "自收到本决定书之日起十五日内，持本决定书到指定的银行或者通过电子支付系统缴纳罚没款。"
        "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。"
    )


def default_remedies(decision: Decision) -> str:
    """Return remedies and their terms (行政复议法第二十、二十四条; 行政诉讼法第四十六条)."""
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{government_of(decision.case.agency)}申请行政复议，"
        "也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。行政复议或者行政诉讼期间，本决定不停止执行，"
        "法律另有规定的除外。"
    )


def remedies_on_spot(decision: Decision) -> str:
    """Return remedies against a penalty on the spot: reconsideration comes first (行政复议法第二十三条第一款第一项)."""
    return (
        f"如不服本决定，应当先自收到本决定书之日起六十日内向{government_of(decision.case.agency)}申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向人民法院提起行政诉讼。"
        "行政复议或者行政诉讼期间，本决定不停止执行，法律另有规定的除外。"
    )
