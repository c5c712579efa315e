"""当场行政处罚决定书 (行政处罚法第五十二条)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from cases.discretion.reasons import discretion_of
from cases.documents.layout import official_paper
from cases.documents.sheets import named
from cases.documents.wording import party_lines
from cases.models import Case, Decision
from cases.terms import say
from enforcement.flowcharts.engine.advance import TakingPart


def decision_on_spot(case: Case, decision: Decision, people: Iterable[TakingPart]) -> bytes:
    """Return the decision: party, act, basis, penalty, time and place, remedies, officers, and where to read it."""
    spot, weighed = case.on_spot, discretion_of(decision)
    signature = "当事人已签名" if spot.is_signed else f"当事人未签名：{spot.refusal}"
    body = [
        *party_lines(case), f"违法事实：{ended(decision.facts)}", f"案由：{case.cause}",
        f"处罚依据：{ended(decision.legal_basis)}", *([f"裁量理由：{ended(weighed)}"] if weighed else []),
        "执法人员已出示行政执法证件，当场告知当事人拟作出的处罚内容及事实、理由、依据和依法享有的陈述、申辩等权利。",
        f"当事人陈述、申辩：{ended(spot.defence or '无')}", *([decision.defence_reply] if spot.defence else []),
        f"处罚内容：{ended('；'.join(say(decision)))}", f"处罚地点：{ended(case.place or '现场')}",
        ended(decision.performance), ended(decision.remedies), f"执法人员：{named(people)}。{signature}。",
    ]  # fmt: skip
    address = f"{settings.PUBLIC_URL}{reverse('on_spot_read', args=[spot.secret])}"
    return official_paper(
        "当场行政处罚决定书", decision.number, case.agency.name, body, decision.dated_on, qr=address,
        qr_note="扫码查看本决定书",
    )  # fmt: skip


def ended(text: str) -> str:
    """Return a text that ends with one full stop."""
    return f"{text.strip().rstrip('。；;.')}。"
