"""A fine of the demo that nobody pays: overdue, three per cent a day, demanded, a lawsuit that stops the days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from cases.demo.clerk import Clerk, Matter
from cases.demo.people import Staff
from cases.execution.demand_payment import demand_payment
from cases.execution.impose_surcharge import impose_surcharge
from cases.execution.receive_payment import receive_payment
from cases.outcomes.record_remedy import record_remedy, update_remedy
from cases.record_payment import record_payment
from cases.serving.confirm_address import confirm_address
from enforcement import clock

SIGN = Matter(
    cause="擅自设置户外广告", summary="巡查发现当事人擅自在临街墙面设置户外广告牌。", party_kind="organisation",
    party_name="乐陵市辛广告有限公司", facts="当事人未经批准在临街墙面设置户外广告牌一块，责令后逾期未拆除。",
    legal_basis="城市市容和环境卫生管理条例第三十六条第一项", discretion="逾期未改正，按照裁量基准中等档次处罚。",
    fine=Decimal(8000), place="市中街道",
)  # fmt: skip


def served(staff: Staff, matter: Matter, begun: date) -> tuple[Clerk, date]:
    """Take a case of the town to the service of its decision and return the day of it."""
    clerk = Clerk(staff, "urban", matter)
    day = begun
    for act in (clerk.register, clerk.check, clerk.file, clerk.assign, clerk.interview, clerk.leave_investigation):
        act(day)
    clerk.conclude(day)
    clerk.check_case(day + timedelta(days=1))
    clerk.propose(day + timedelta(days=1))
    clerk.notify(day + timedelta(days=1))
    day += timedelta(days=16)
    clerk.defend(day, "decide")
    clerk.decide(day)
    clerk.draw_up(day)
    clerk.serve(day)
    return clerk, day


def lay(staff: Staff) -> None:
    """Play the case: served seventy days ago, overdue, demanded, a part paid, the rest before the court."""
    clerk, day = served(staff, SIGN, clock.today() - timedelta(days=90))
    clerk.do(
        confirm_address, "lead", day, address="乐陵市市中街道某路一号", signed_by="辛某", electronic=True,
        channel="xin@example.com", signed_on=day,
    )  # fmt: skip
    late = day + timedelta(days=26)
    clerk.do(record_payment, "lead", late, outcome="overdue")
    clerk.do(impose_surcharge, "head", late)
    clerk.do(demand_payment, "lead", late, officer_ids=clerk.ids("lead", "co"), receiver="辛某")
    paid = late + timedelta(days=3)
    clerk.do(receive_payment, "lead", paid, amount=Decimal(3000), receipt="鲁财缴202600000101", paid_on=paid)
    filed = paid + timedelta(days=4)
    remedy = clerk.do(
        record_remedy, "lead", filed, kind="litigation", organ="乐陵市人民法院", number="演示行初1号", filed_on=filed
    )  # fmt: skip
    clerk.do(update_remedy, "lead", filed, remedy_id=remedy.pk, accepted_on=filed)
