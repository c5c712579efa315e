"""行政处罚告知书 (行政处罚法第四十四、六十二、六十三条)."""

from __future__ import annotations

from cases.documents.layout import chinese_day, official_paper
from cases.models import Case, Notice
from cases.terms import say, split_evidence


def notice_paper(case: Case, notice: Notice) -> bytes:
    """Return the prior notice as it is handed to the party."""
    facts, evidence = split_evidence(notice.facts)
    body = [
        f"经查，{_ended(facts)}",
        *([f"以上事实有下列证据证明：{_ended(evidence)}"] if evidence else []),
        f"上述行为涉嫌违反（适用）{_ended(notice.legal_basis)}",
        *([f"裁量理由：{_ended(notice.discretion)}"] if notice.discretion else []),
        f"依据上述规定，本机关拟对你（单位）作出如下行政处罚：{_ended('；'.join(say(notice)))}",
        (
            "根据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述和申辩。"
            f"请在{chinese_day(notice.defence_until)}（含当日）之前向本机关提出；逾期未提出的，视为放弃上述权利。"
            "本机关不会因你（单位）陈述、申辩而给予更重的处罚。"
        ),
    ]
    if notice.hearing_right:
        body.append(
            "根据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有权要求听证。要求听证的，"
            "应当在收到本告知书之日起五个工作日内向本机关提出；逾期未提出的，视为放弃听证权利。"
            "当事人不承担本机关组织听证的费用。"
        )
    earlier = case.notices.exclude(pk=notice.pk).last()
    if earlier is not None:
        body.append(f"本告知书送达后，{earlier.number}告知书不再作为作出处罚决定的依据。")
    if case.agency.address or case.agency.phone:
        body.append(f"本机关地址：{case.agency.address or '——'}　联系电话：{case.agency.phone or '——'}")
    return official_paper(
        "行政处罚听证告知书" if notice.hearing_right else "行政处罚告知书", notice.number, case.agency.name, body,
        notice.served_on, addressee=case.party.name,
    )  # fmt: skip


def _ended(text: str) -> str:
    said = text.strip().rstrip("。；;.")
    return f"{said}。"
