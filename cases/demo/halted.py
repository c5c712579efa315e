"""Cases with a hearing that wait for one act, so that chair, reviewer and members find their work on the desk."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from cases.convene import convene
from cases.demo.clerk import Clerk, Matter
from cases.demo.generate import route
from cases.demo.people import Staff
from cases.hold_hearing import hold_hearing
from cases.models import Case
from cases.review import review
from cases.sign_minutes import sign_minutes
from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar

BIG: Final = Matter(
    cause="擅自倾倒建筑垃圾", summary="巡查发现涉嫌擅自倾倒建筑垃圾。", party_kind="organisation",
    party_name="乐陵市甲乙建筑工程有限公司（示例）", facts="当事人在市中街道擅自倾倒建筑垃圾约二百立方米。",
    legal_basis="城市建筑垃圾管理规定第九条、第二十六条", discretion="当事人积极配合并清除，从轻处罚。", fine=Decimal(200000),
    place="市中街道", publish=True,
)  # fmt: skip
STEPS: Final[dict[Callable[..., Any], int]] = {hold_hearing: 14, review: 15, convene: 16, sign_minutes: 16}
"""How many steps of a generated case with a hearing lead to the act, its own among them."""
PARTIES: Final = ("丙丁", "戊己", "庚辛", "壬癸")


class Halt(Exception):
    """The act that somebody shall do is next."""


@dataclass
class Halting(Clerk):
    """A clerk who stops before one act."""

    before: Callable[..., Any] | None = None

    def do(self, act: Any, place: str, day: date, /, **facts: Any) -> Any:
        """Do an act, or stop before it."""
        if act is self.before:
            raise Halt
        return super().do(act, place, day, **facts)


def lay(staff: Staff) -> None:
    """Play one case to each of the acts."""
    for act, name in zip(STEPS, PARTIES, strict=True):
        halted(staff, act, replace(BIG, party_name=f"乐陵市{name}建筑工程有限公司（示例）"))


def halted(staff: Staff, act: Callable[..., Any], matter: Matter = BIG) -> Case:
    """Play a case with a hearing until an act is next, so that the last day before it is the last working day."""
    clerk = Halting(staff, "urban", matter, before=act)
    steps = route(clerk, random.Random(1))[: STEPS[act]]
    day = calendar().subtract_working(last_working_day(), sum(days for days, _do in steps))
    try:
        for ahead, do in steps:
            day = calendar().add_working(day, ahead) if ahead else day
            do(day)
    except Halt:
        return Case.objects.get(pk=clerk.case_id)
    raise LookupError(f"{act.__name__} never came")


def last_working_day() -> date:
    """Return the last working day before today: acts of it lie in the past at any hour."""
    return calendar().previous_working(clock.today() - timedelta(days=1))
