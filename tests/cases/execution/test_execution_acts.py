"""From an unpaid fine to the court, by the real acts: every term and every bound of the law."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.execution.answer_demand import AnswerMissing, NoDemand, answer_demand
from cases.execution.apply_to_court import EnforcedAlready, apply_to_court
from cases.execution.conclude_demand import TermRuns, conclude_demand
from cases.execution.conclude_enforcement import GroundMissing, NotBegun, conclude_enforcement
from cases.execution.demand_payment import demand_payment
from cases.execution.enforce_itself import NoOwnPower, enforce_itself
from cases.execution.hand_in import NotHandedIn, hand_in
from cases.execution.impose_surcharge import ImposedAlready, NothingLate, impose_surcharge
from cases.execution.make_agreement import make_agreement
from cases.execution.money import money_of
from cases.execution.plan import PlanUnsound
from cases.execution.receive_payment import NoAmount, receive_payment
from cases.models import Case
from cases.outcomes.conclude_remedy import conclude_remedy
from cases.outcomes.record_remedy import record_remedy
from cases.record_payment import NotPaidInFull, record_payment
from cases.rules.registry import RuleBroken
from enforcement.errors import NotAllowed
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def do(world: w.World, act: Any, case: Case, day: str, part: str = "lead", **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(part), at=w.at(day), **facts)


def owed(case: Case, day: str) -> tuple[Decimal, Decimal]:
    money = money_of(Case.objects.get(pk=case.pk), w.on(day))
    return money.owed, money.working.total


@pytest.fixture
def late(world: w.World) -> Case:
    """A fine of 5,000 served on 3 April, due on 20 April, overdue on the 21st."""
    case = w.served(world, publish=False)
    do(world, record_payment, case, "04-21", outcome="overdue")
    return case


def test_an_unpaid_fine_goes_by_demand_and_lapse_of_remedies_to_the_court(world: w.World, late: Case) -> None:
    with refused(NotAllowed, late):
        do(world, impose_surcharge, late, "04-22")
    assert owed(late, "04-22") == (5000, 300)
    order = do(world, impose_surcharge, late, "04-22", "head")
    assert (order.number, order.from_on) == ("乐综执加罚〔2026〕1号", w.on("04-21"))
    assert owed(late, "04-22") == (5300, 300)
    with refused(ImposedAlready, late):
        do(world, impose_surcharge, late, "04-23", "head")
    with refused(NoDemand, late):
        do(world, conclude_demand, late, "04-27", outcome="unpaid")
    demand = do(world, demand_payment, late, "04-27", officer_ids=world.pair)
    assert demand.until_on == w.on("05-13")  # ten working days over the May holiday, the make-up Saturday counted
    with refused(AnswerMissing, late, field="reply"):
        do(world, answer_demand, late, "04-28", text="经营困难", reply=" ")
    do(world, answer_demand, late, "04-28", text="经营困难", reply="可以申请分期")
    with refused(TermRuns, late):
        do(world, conclude_demand, late, "05-13", outcome="unpaid")
    with refused(TermRuns, late):  # six months from service: 3 October, rolled over the holiday
        do(world, conclude_demand, late, "10-08", outcome="unpaid")
    do(world, conclude_demand, late, "10-09", outcome="unpaid")
    assert w.record_of(late, "P20").due_on == w.on("2027-01-08")
    with refused(NotBegun, late):
        do(world, conclude_enforcement, late, "10-12", outcome="court_accepted")
    with refused(RuleBroken, late) as caught:
        do(world, apply_to_court, late, "10-12", "head", court="乐陵市人民法院", surcharge=Decimal(5001))
    assert caught.value.code == "R26"
    made = do(world, apply_to_court, late, "10-12", "head", court="乐陵市人民法院")
    assert (made.principal, made.surcharge, made.last_on) == (5000, 5000, w.on("2027-01-08"))
    with refused(EnforcedAlready, late):
        do(world, apply_to_court, late, "10-13", "head", court="乐陵市人民法院")
    do(world, conclude_enforcement, late, "11-09", outcome="court_accepted")
    assert w.open_codes(late) == {"P21"}
    assert {"JC", "CG", "CB", "QZ", "ZX"} <= set(late.papers.values_list("code", flat=True))


def test_the_court_is_asked_neither_while_a_remedy_runs_nor_after_three_months(world: w.World, late: Case) -> None:
    do(world, demand_payment, late, "04-27", officer_ids=world.pair)
    remedy = do(
        world, record_remedy, late, "05-06", kind="reconsideration", organ="乐陵市人民政府", filed_on=w.on("05-06")
    )
    assert owed(late, "06-30")[1] == 15 * 150  # 21 April to 5 May
    with refused(TermRuns, late):
        do(world, conclude_demand, late, "12-01", outcome="unpaid")
    ended = {"remedy_id": remedy.pk, "outcome": "upheld", "outcome_on": w.on("07-06")}
    do(world, conclude_remedy, late, "07-06", **ended)
    with refused(TermRuns, late):  # fifteen days to go to court
        do(world, conclude_demand, late, "07-21", outcome="unpaid")
    do(world, conclude_demand, late, "07-22", outcome="unpaid")
    with refused(RuleBroken, late) as caught:
        do(world, apply_to_court, late, "10-22", "head", court="乐陵市人民法院")
    assert caught.value.code == "R31"
    with refused(NoOwnPower, late):
        do(world, enforce_itself, late, "10-22", "head", manner="划拨")
    with refused(GroundMissing, late, field="ground"):
        do(world, conclude_enforcement, late, "10-23", outcome="terminated")
    do(world, conclude_enforcement, late, "10-23", outcome="terminated", ground="term_missed")
    assert w.open_codes(late) == {"P21"}


def test_parts_are_planned_paid_one_by_one_and_late_alone(world: w.World) -> None:
    case = w.served(world, publish=False)
    parts = [(w.on("05-20"), Decimal(2000)), (w.on("06-22"), Decimal(3000))]
    plan: dict[str, Any] = {"outcome": "deferred", "approved_by_id": world.id("head"), "reason": "停工"}
    for wrong in (parts[:1], parts[::-1], [(w.on("05-20"), Decimal(0)), parts[1]]):
        with refused(PlanUnsound, case, field="parts"):
            do(world, record_payment, case, "04-16", parts=wrong, **plan)
    do(world, record_payment, case, "04-16", parts=parts, **plan)
    assert w.record_of(case, "P18").due_on == w.on("05-20")
    for wrong_amount in (0, 5001):
        with refused(NoAmount, case, field="amount"):
            do(world, receive_payment, case, "05-19", amount=Decimal(wrong_amount), receipt="1")
    do(world, receive_payment, case, "05-19", amount=Decimal(2000), receipt="鲁财002")
    assert w.record_of(case, "P18").due_on == w.on("06-22")
    assert last_verb(case) == "case.receive_payment"
    with refused(NothingLate, case):
        do(world, impose_surcharge, case, "06-22", "head")
    assert owed(case, "06-24") == (3000, 180)


def test_an_agreement_waives_the_additional_fine_and_never_the_fine(world: w.World, late: Case) -> None:
    do(world, impose_surcharge, late, "04-22", "head")
    assert owed(late, "05-01")[0] == 5000 + 11 * 150
    do(world, make_agreement, late, "05-06", "head", terms="五月底前缴清本金", waives_surcharge=True)
    assert owed(late, "05-06")[0] == 5000
    do(world, demand_payment, late, "05-07", officer_ids=world.pair)
    do(world, receive_payment, late, "05-08", amount=Decimal(5000), receipt="鲁财003")
    do(world, conclude_demand, late, "05-09", outcome="paid")
    do(world, record_payment, late, "05-09", outcome="performed")
    assert w.open_codes(late) == {"P21"}


def test_a_late_fine_is_performed_only_with_the_additional_fine_imposed(world: w.World, late: Case) -> None:
    do(world, impose_surcharge, late, "04-22", "head")
    do(world, demand_payment, late, "04-22", officer_ids=world.pair)
    do(world, receive_payment, late, "04-23", amount=Decimal(5000), receipt="鲁财004")
    do(world, conclude_demand, late, "04-23", outcome="paid")
    with refused(NotPaidInFull, late, field="amount"):
        do(world, record_payment, late, "04-24", outcome="performed")
    do(world, record_payment, late, "04-24", outcome="performed", amount=Decimal(450), receipt="鲁财005")


def test_officers_collect_only_on_a_ground_of_the_law_and_hand_it_in(world: w.World) -> None:
    case = w.served(world, publish=False)
    cash: dict[str, Any] = {
        "outcome": "performed",
        "amount": Decimal(5000),
        "receipt": "鲁财006",
        "channel": "on_the_spot",
    }
    for ground in ("", "68a", "68b"):
        with refused(RuleBroken, case) as caught:
            do(world, record_payment, case, "04-16", ground=ground, **cash)
        assert caught.value.code == "R25"
    made = do(world, record_payment, case, "04-16", ground="69", **cash)
    with refused(NotHandedIn, case, field="handed_in_on"):
        do(world, hand_in, case, "04-17", payment_id=made.pk, banked_on=w.on("04-17"))
    done = do(world, hand_in, case, "04-20", payment_id=made.pk, handed_in_on=w.on("04-17"), banked_on=w.on("04-20"))
    assert (done.handed_in_on, done.banked_on) == (w.on("04-17"), w.on("04-20"))
