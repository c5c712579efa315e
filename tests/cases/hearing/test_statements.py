"""What the party says, whenever it says it: taken, rechecked, and never to its harm (行政处罚法第四十五条)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.decide import decide
from cases.hear_defence import RecheckMissing, StatementWaits, hear_defence
from cases.hearing.recheck_statement import NothingToRecheck, recheck_statement
from cases.hearing.revise_proposal import HeavierForSpeaking, NothingChanged, NotYetNotified, revise_proposal
from cases.hearing.take_statement import HearingInTime, NothingSaid, take_statement
from cases.models import Case
from cases.notify_party import notify_party
from cases.rules.registry import RuleBroken
from enforcement.errors import NotAllowed, OutOfOrder
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def say(world: w.World, case: Case, day: str, text: str = "已整改，请求从轻", **facts: Any) -> Any:
    return take_statement(case_id=case.pk, by=world.by("lead"), at=w.at(day), text=text, **facts)


def answer(world: w.World, case: Case, day: str, statement: int, **facts: Any) -> Any:
    whole = {"accepted": False, "recheck": "未见整改证据", **facts}
    return recheck_statement(case_id=case.pk, by=world.by("lead"), at=w.at(day), statement_id=statement, **whole)


def onward(world: w.World, case: Case, day: str = "04-01", outcome: str = "decide", **facts: Any) -> Any:
    return hear_defence(case_id=case.pk, by=world.by("lead"), at=w.at(day), outcome=outcome, **facts)


def penalise(world: w.World, case: Case, day: str = "04-02") -> Any:
    facts = {"fine": Decimal(4000), "kinds": ["fine"], "defence_reply": "不采纳", "publish_reason": "一般影响"}
    return decide(case_id=case.pk, by=world.by("head"), at=w.at(day), outcome="penalise", **facts)


def test_what_was_said_early_waits_for_its_recheck_before_the_case_goes_on(world: w.World) -> None:
    case = w.notified(world)
    with refused(NothingSaid, case, field="text"):
        say(world, case, "03-26", " ")
    made = say(world, case, "03-26", form="oral", said_by="王某")
    assert (last_verb(case), made.late) == ("case.take_statement", False)
    with refused(StatementWaits, case, field="outcome"):
        onward(world, case)
    with refused(RecheckMissing, case, field="recheck"):
        answer(world, case, "03-27", made.pk, recheck=" ")
    answer(world, case, "03-27", made.pk)
    with refused(NothingToRecheck, case):
        answer(world, case, "03-27", made.pk)
    onward(world, case)
    assert w.open_codes(case) == {"P14"}
    assert {"CS", "FH"} <= set(case.papers.values_list("code", flat=True))


def test_what_comes_late_is_heard_until_the_decision_and_bars_it_until_rechecked(world: w.World) -> None:
    case = w.notified(world)
    onward(world, case)
    made = say(world, case, "04-02")
    assert made.late
    with refused(RuleBroken, case) as caught:
        penalise(world, case)
    assert (caught.value.code, "第四十五条" in caught.value.article) == ("R09", True)
    answer(world, case, "04-02", made.pk)
    penalise(world, case)
    with refused(OutOfOrder, case):
        say(world, case, "04-03")
    assert list(faults(case.series)) == []


def test_a_late_request_for_a_hearing_is_answered_in_writing_and_heard_as_defence(world: w.World) -> None:
    case = w.notified(world, 120000)
    with refused(HearingInTime, case, field="asks_hearing"):
        say(world, case, "03-31", "要求听证", asks_hearing=True)
    say(world, case, "04-01", "要求听证", asks_hearing=True)
    assert "TBS" in set(case.papers.values_list("code", flat=True))
    assert not case.hearings.exists()


@pytest.fixture
def again(world: w.World) -> Case:
    """A case whose party spoke and is notified again."""
    case = w.notified(world)
    said = {"text": "请求从轻", "accepted": True, "recheck": "事实有误"}
    onward(world, case, "03-27", outcome="renotify", **said)
    return case


def change(world: w.World, case: Case, who: str = "head", **facts: Any) -> Any:
    told = case.notices.last()
    assert told is not None
    whole = {"fine": told.fine, "confiscation": told.confiscation, "kinds": told.kinds, "facts": told.facts,
             "legal_basis": told.legal_basis, "discretion": told.discretion, "reason": "核减数额", **facts}  # fmt: skip
    return revise_proposal(case_id=case.pk, by=world.by(who), at=w.at("03-30"), **whole)


def test_the_penalty_does_not_grow_because_the_party_spoke(world: w.World, again: Case) -> None:
    with refused(NothingChanged, again):
        change(world, again)
    with refused(NotAllowed, again):
        change(world, again, "lead", fine=Decimal(3000))
    with refused(HeavierForSpeaking, again, field="fine"):
        change(world, again, fine=Decimal(9000))
    change(world, again, fine=Decimal(3000))
    notice = notify_party(case_id=again.pk, by=world.by("lead"), at=w.at("03-31"), officer_ids=world.pair)
    assert (notice.fine, again.notices.count()) == (3000, 2)
    onward(world, again, "04-10")
    with refused(RuleBroken, again) as caught:
        penalise(world, again, "04-10")
    assert caught.value.code == "R09"  # 4000 is heavier than what was notified last


def test_before_any_notice_there_is_nothing_to_change(world: w.World) -> None:
    case = w.proposed(world)
    with refused(NotYetNotified, case):
        revise_proposal(
            case_id=case.pk, by=world.by("head"), at=w.at("03-24"), fine=Decimal(1), confiscation=Decimal(0),
            kinds=["fine"], facts="甲", legal_basis="乙", reason="丙",
        )  # fmt: skip
