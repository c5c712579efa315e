"""A suspected crime of the demo on its way to the police: reported, waiting for the principal head."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from cases.demo.clerk import Clerk, Matter
from cases.demo.people import Staff
from cases.outcomes.form_team import form_team
from cases.outcomes.report_crime import report_crime
from enforcement import clock

OIL = Matter(
    cause="占道加工食品", summary="巡查发现当事人占道加工食品，使用回收油脂。", party_kind="organisation",
    party_name="乐陵市壬食品有限公司", facts="当事人使用回收油脂加工食品，货值金额二十二万元。",
    legal_basis="中华人民共和国食品安全法第一百二十三条", discretion="涉嫌犯罪，移送公安机关。", fine=Decimal(0),
    place="郑店镇",
)  # fmt: skip


def lay(staff: Staff) -> None:
    """Play the case of the last days to the desk of the head."""
    day = clock.today() - timedelta(days=2)
    clerk = Clerk(staff, "urban", OIL)
    for act in (clerk.register, clerk.check, clerk.file, clerk.assign, clerk.interview):
        act(day)
    clerk.leave_investigation(day, "crime")
    later = day + timedelta(days=1)
    clerk.do(form_team, "head", later, crime="生产、销售有毒、有害食品罪", officer_ids=clerk.ids("lead", "co"))
    clerk.do(report_crime, "lead", later, report="货值金额二十二万元，检验结论为有毒、有害食品，主要责任人已经查明。")
