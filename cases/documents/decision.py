"""行政处罚决定书 (行政处罚法第五十九条)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from cases.documents.layout import chinese_day, official_paper
from cases.models import Case, Decision, Party
from cases.terms import say, split_evidence
from enforcement.organisation.secrecy import unseal


def decision_paper(case: Case, decision: Decision) -> bytes:
    """Return the written decision, with the code of its public page if it is to be published."""
    facts, evidence = split_evidence(decision.facts)
    body = [
        *party_lines(case),
        f"案由：{case.cause}",
        "一、违法事实和证据",
        f"经查，{_ended(facts)}",
        *([f"上述事实有下列证据证明：{_ended(evidence)}"] if evidence else []),
        "二、告知和陈述申辩情况",
        _heard(decision),
        "三、处罚依据、理由和内容",
        f"上述行为适用{_ended(decision.legal_basis)}",
        *([f"裁量基准的适用和理由：{_ended(decision.discretion)}"] if decision.discretion else []),
        f"本机关决定对{case.party.name}作出如下行政处罚：{_ended('；'.join(say(decision)))}",
        "四、履行方式和期限",
        _ended(decision.performance),
        "五、救济途径和期限",
        _ended(decision.remedies),
        *(["本行政处罚决定将依法向社会公开。"] if decision.publish else []),
    ]
    address = f"{settings.PUBLIC_URL}{reverse('decision', args=[case.pk])}" if decision.publish else ""
    return official_paper(
        "行政处罚决定书", decision.number, case.agency.name, body, decision.dated_on, qr=address,
        qr_note="公开后可扫码查看本决定的公开内容",
    )  # fmt: skip


def party_lines(case: Case) -> list[str]:
    """Return the party's name and address, a person's number masked (行政处罚法第五十九条第一款第一项)."""
    party, code = case.party, unseal(case.party.code_sealed)
    person = party.kind == Party.Kind.PERSON
    named = "身份证号码" if person else "统一社会信用代码"
    lines = [f"当事人：{party.name}"]
    if code:
        lines.append(f"{named}：{party.code_masked if person else code}")
    if party.address_sealed:
        lines.append(f"{'住址' if person else '住所（经营场所）'}：{unseal(party.address_sealed)}")
    if party.representative:
        lines.append(f"法定代表人（负责人、经营者）：{party.representative}")
    return lines


def _heard(decision: Decision) -> str:
    notice = decision.notice
    if notice is None:
        return "本机关已依法听取当事人意见。"
    told = f"本机关于{chinese_day(notice.served_on)}向当事人送达{notice.number}告知书，告知拟作出的处罚及其享有的权利。"
    if decision.defence_reply:
        return f"{told}当事人提出陈述、申辩，经复核：{_ended(decision.defence_reply)}"
    return f"{told}当事人在法定期限内未提出陈述、申辩{'，未要求听证' if notice.hearing_right else ''}。"


def _ended(text: str) -> str:
    said = text.strip().rstrip("。；;.")
    return f"{said}。"
