"""Penalise on the spot (S01 to S04, 行政处罚法第五十一、五十二条): one act, its number given by the server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, signed
from cases.discretion.weigh import Weighed, write_weighing
from cases.documents.sheets import keep_sheet, named
from cases.models import Case, Decision
from cases.papers import take_in
from cases.rules.older import numbers_of
from cases.settings import legal
from cases.summary.confirming import by_password
from cases.summary.delivering import deliver
from cases.summary.facts import Typed
from cases.summary.limits import check_collection, check_terms
from cases.summary.opening import establish, open_case
from cases.terms import say, with_amounts
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.engine.advance import TakingPart

NO_REPLY: Final = "当事人的陈述、申辩已当场听取和复核，不因其申辩加重处罚。"


class NotSignedNorRefused(Invalid):
    """Refuse a decision that the party neither signed nor refused to sign."""

    sentence = _("Let the party sign on the glass, or note why it did not.")
    article = "中华人民共和国行政处罚法第五十二条第二款"


class RightsUntold(Invalid):
    """Refuse to penalise whoever was not told what, why, and which rights there are."""

    sentence = _("Tell the party the penalty, the facts, the basis and its right to speak, then tick it.")
    article = "中华人民共和国行政处罚法第四十四条、第四十五条"


@transaction.atomic(durable=True)
def penalise_on_spot(*, by: Actor, at: datetime, rights_told: bool = False, password: str = "", **facts: Any) -> Case:
    """Penalise on the spot with a second officer, who confirms with the password here or afterwards on the own phone.

    ``facts`` are those of :class:`cases.summary.facts.Typed`; ``kinds`` are warning or fine.

    Raises:
        RightsUntold, NotSignedNorRefused: on their fields. cases.summary.confirming.PasswordWrong: on its field.
        cases.summary.limits.AboveLimit and the others there; what :func:`open_case` raises.
        cases.rules.registry.RuleBroken: R01 to R04 (officers), R25 (collection), R27 to R29.
    """
    typed = Typed(**facts)
    if not rights_told:
        raise RightsUntold(field="rights_told")
    if not typed.signature and not typed.refusal.strip():
        raise NotSignedNorRefused(field="refusal")
    case, people = open_case(typed, by=by, at=at)
    settings = numbers_of(legal(case.agency, case.clue_on), act_on=case.act_on, filed_on=None)
    kinds = with_amounts(typed.kinds, typed.fine, Decimal(0))
    check_terms(typed.party_kind, kinds, typed.fine, settings)
    check_collection(typed.ground, typed.receipt, typed.fine)
    establish(case, typed, people, by=by, at=at, outcome="within")
    if typed.benchmark_id and typed.grade:
        write_weighing(case, Weighed((typed.benchmark_id,), typed.grade), by=by, on=case.clue_on)
    decision = _decide(case, typed, kinds, by, at)
    _hear(case, typed, decision, people, by, at)
    if password:
        by_password(case, password, at=at)
        deliver(case, people, by=by, at=at)
    return case


def _decide(case: Case, typed: Typed, kinds: Iterable[str], by: Actor, at: datetime) -> Decision:
    spot = case.on_spot
    spot.ground, spot.receipt = typed.ground, typed.receipt.strip() if typed.ground else ""
    spot.save(update_fields=["ground", "receipt"])
    return Decision.objects.create(
        case=case, kind="penalise", decided_on=clock.day_of(at), decided_by=by.name, fine=typed.fine, kinds=list(kinds),
        facts=typed.facts, legal_basis=case.legal_basis, publish=False, publish_reason="简易程序，不具有社会影响",
        defence_reply=(spot.defence_reply or NO_REPLY) if spot.defence else "",
    )  # fmt: skip


def _hear(case: Case, typed: Typed, decision: Decision, people: list[TakingPart], by: Actor, at: datetime) -> None:
    """Leave S03: told and heard, the party's signature kept."""
    spot = case.on_spot
    rows = [
        ("告知内容", "；".join(say(decision))), ("陈述申辩", spot.defence or "当事人当场表示无陈述、申辩"),
        ("复核意见", decision.defence_reply or "——"),
        ("当事人签名", "已签名" if spot.is_signed else f"未签名：{spot.refusal}"),
        ("执法人员", named(people)),
    ]  # fmt: skip
    keep_sheet(case=case, code="SG", by=by, at=at, step="S03", rows=rows)
    if typed.signature:
        take_in(case=case, code="SM", title="当事人签名", content=typed.signature, by=by, at=at, step="S03")
    close_step(
        case, act="hear_on_spot", by=signed(by, people), at=at, outcome="stands", people=people,
        body={"defence": spot.defence, "signed": spot.is_signed, "refusal": spot.refusal},
    )  # fmt: skip
