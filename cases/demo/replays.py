"""Two cases replayed with their dates through the real acts: one without a hearing, one with all that the law knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from cases.demo.clerk import Clerk, Matter
from cases.demo.people import Staff
from cases.dispose_measure import dispose_measure
from cases.evidence.enter_recording import enter_recording
from cases.extend_measure import extend_measure
from cases.models import Measure
from cases.preserve import preserve
from cases.record_payment import record_payment
from cases.record_testing import record_testing
from cases.seize import seize
from cases.serving.file_heavy import file_heavy

DAY = partial(date, 2026)

SAND = Matter(
    cause="占用城市道路堆放物料", summary="巡查发现当事人在城市道路上堆放砂石。", party_kind="organisation",
    party_name="乐陵市甲建材有限公司", facts="当事人未经批准在城市道路上堆放砂石约三立方米，责令后及时清理。",
    legal_basis="城市道路管理条例第二十七条第一项、第四十二条",
    discretion="及时改正，按照裁量基准中等偏低档次处罚。", fine=Decimal(5000), place="市中街道", publish=True,
)  # fmt: skip
PESTICIDE = Matter(
    cause="销售假农药", summary="检查发现当事人销售的农药有效成分与标签不符。", party_kind="organisation",
    party_name="乐陵市乙农资有限公司", facts="当事人销售假农药，货值金额三万二千元；案发后主动召回已售出的农药。",
    legal_basis="农药管理条例第五十五条第一款第二项",
    discretion="主动召回，依法从轻处罚：货值金额的六倍，在法定幅度最低的百分之三十以内。", fine=Decimal(192000),
    kinds=("fine", "confiscation"), confiscation=Decimal(6000), place="杨安镇", publish=True,
)  # fmt: skip


def both(staff: Staff) -> None:
    """Replay both."""
    plain(staff)
    heard(staff)


def plain(staff: Staff) -> Clerk:
    """Replay the case without a hearing, from the clue of 10 March 2026 to the archive."""
    clerk = Clerk(staff, "urban", SAND)
    clerk.register(DAY(3, 10))
    clerk.check(DAY(3, 11))
    clerk.file(DAY(3, 12))
    clerk.assign(DAY(3, 12))
    clerk.interview(DAY(3, 16))
    clerk.leave_investigation(DAY(3, 19))
    clerk.conclude(DAY(3, 20))
    clerk.check_case(DAY(3, 23))
    clerk.propose(DAY(3, 23))
    clerk.notify(DAY(3, 24))
    clerk.defend(DAY(4, 1), "decide")
    clerk.decide(DAY(4, 2))
    clerk.draw_up(DAY(4, 2))
    clerk.serve(DAY(4, 3))
    clerk.publish(DAY(4, 9))
    clerk.pay(DAY(4, 16))
    clerk.close(DAY(4, 20))
    clerk.archive(DAY(4, 24))
    return clerk


def heard(staff: Staff) -> Clerk:
    """Replay the case with preservation, seizure, test, hearing, review, discussion and instalments."""
    clerk = Clerk(staff, "agriculture", PESTICIDE)
    clerk.register(DAY(3, 12))
    clerk.check(DAY(3, 13))
    clerk.file(DAY(3, 16))
    clerk.assign(DAY(3, 16))
    _measures(clerk)
    clerk.interview(DAY(4, 13))
    clerk.leave_investigation(DAY(4, 14))
    clerk.conclude(DAY(4, 15))
    clerk.check_case(DAY(4, 16))
    clerk.propose(DAY(4, 17))
    clerk.notify(DAY(4, 20))
    clerk.defend(DAY(4, 23), "hearing", made_on=DAY(4, 23), text="对货值金额的认定有异议，要求听证。")
    clerk.prepare_hearing(accepted=DAY(4, 24), served=DAY(4, 27), planned=DAY(5, 12))
    _extend(clerk)
    clerk.hear(DAY(5, 12), DAY(5, 18))
    clerk.review(DAY(5, 22), discuss=True)
    clerk.discuss(DAY(5, 26))
    clerk.decide(DAY(5, 29))
    clerk.draw_up(DAY(5, 29))
    clerk.serve(DAY(6, 2))
    clerk.do(file_heavy, "lead", DAY(6, 8), receipt="乐司备〔2026〕6号", filed_on=DAY(6, 8))
    _end_seizure(clerk)
    clerk.publish(DAY(6, 5))
    _instalments(clerk)
    return clerk


def _measures(clerk: Clerk) -> None:
    """Preserve on 16 March, seize on 18 March, dispose of what was preserved on 24 March, test until 10 April."""
    clerk.leave_investigation(DAY(3, 16), "preserve")
    clerk.do(
        preserve, "lead", DAY(3, 16), items="农药样品 | 批号 20251103 | 二十瓶\n进货台账 | | 一册", officer_ids=clerk.ids("lead", "co"),
        approved_by_id=clerk.ids("head")[0], taken_on=DAY(3, 16), place="杨安镇",
    )  # fmt: skip
    clerk.interview(DAY(3, 17))
    clerk.leave_investigation(DAY(3, 18), "seize")
    clerk.do(
        seize, "lead", DAY(3, 18), items="某牌杀虫剂 | 批号 20251103 | 四百瓶", legal_basis="农药管理条例第四十一条",
        officer_ids=clerk.ids("lead", "co"), approved_by_id=clerk.ids("head")[0], only_related=True,
        taken_on=DAY(3, 18), place="杨安镇",
    )  # fmt: skip
    clerk.do(
        enter_recording, "lead", DAY(3, 18), subject="seizure", measure_id=_measure(clerk, Measure.Kind.SEIZE),
        device="执法记录仪 03 号", reference="2026-03-18-001，局机关音像资料柜", minutes=46,
    )  # fmt: skip
    clerk.interview(DAY(3, 20), kind="sampling", subject="库存农药")
    kept = _measure(clerk, Measure.Kind.PRESERVE)
    clerk.do(
        dispose_measure, "lead", DAY(3, 24), measure_id=kept, disposition="sent_to_test", ended_on=DAY(3, 24)
    )  # fmt: skip
    clerk.do(
        record_testing, "lead", DAY(4, 10), measure_id=_measure(clerk, Measure.Kind.SEIZE), from_on=DAY(3, 20),
        to_on=DAY(4, 10), told_on=DAY(3, 20),
    )  # fmt: skip


def _measure(clerk: Clerk, kind: str) -> int:
    return Measure.objects.get(case_id=clerk.case_id, kind=kind).pk


def _extend(clerk: Clerk) -> None:
    """Extend the seizure on 6 May, before its first term ends on 8 May."""
    clerk.do(
        extend_measure, "head", DAY(5, 6), measure_id=_measure(clerk, Measure.Kind.SEIZE), reason="案情复杂，尚需听证。"
    )  # fmt: skip


def _end_seizure(clerk: Clerk) -> None:
    clerk.do(
        dispose_measure, "lead", DAY(6, 2), measure_id=_measure(clerk, Measure.Kind.SEIZE), disposition="confiscated",
        ended_on=DAY(6, 2),
    )  # fmt: skip


def _instalments(clerk: Clerk) -> None:
    """Pay half, with the head's consent to a new day for the rest, then the rest; close and archive."""
    clerk.do(
        record_payment, "lead", DAY(6, 15), outcome="deferred", amount=Decimal(98000), paid_on=DAY(6, 15),
        receipt="鲁财缴202606150001", due_on=DAY(8, 31), approved_by_id=clerk.ids("head")[0],
    )  # fmt: skip
    clerk.do(
        record_payment, "lead", DAY(8, 27), outcome="performed", amount=Decimal(100000), paid_on=DAY(8, 27),
        receipt="鲁财缴202608270001",
    )  # fmt: skip
    clerk.close(DAY(9, 1))
    clerk.archive(DAY(9, 4))
