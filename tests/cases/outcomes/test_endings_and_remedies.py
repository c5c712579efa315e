"""No penalty, transfer, withdrawal; reconsideration and litigation with what follows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.execution.money import money_of
from cases.models import Case
from cases.outcomes.conclude_remedy import AmountMissing, conclude_remedy
from cases.outcomes.decide_anew import NothingAnew, decide_anew
from cases.outcomes.decline_penalty import NotEducated, decline_penalty
from cases.outcomes.record_remedy import NothingServed, StopUnfounded, record_remedy, update_remedy
from cases.outcomes.transfer_case import MayNotPassOn, transfer_case
from cases.outcomes.withdraw_case import FactsMissing, withdraw_case
from cases.propose import propose
from cases.publish_decision import withdraw_publication
from cases.rules.loading import load
from cases.rules.publicity import withdraw_due
from cases.rules.registry import audit
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def do(world: w.World, act: Any, case: Case, day: str, part: str = "lead", **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(part), at=w.at(day), **facts)


def at_end(world: w.World, outcome: str, **changes: Any) -> Case:
    from cases.investigate import investigate

    case = w.filed(world, **changes)
    do(world, investigate, case, "03-16", outcome=outcome, officer_ids=world.pair, ground="理由")
    return case


def test_no_penalty_names_its_ground_educates_and_is_served_by_two_officers(world: w.World) -> None:
    from cases.check_case import check_case
    from tests.cases.acts.test_handling import report

    case = w.interviewed(world)
    from cases.investigate import investigate

    do(world, investigate, case, "03-20", outcome="clear", officer_ids=world.pair)
    report(world, case, no_penalty=True, discretion="")
    do(world, check_case, case, "03-23", "checker", outcome="agreed", opinion="同意")
    do(world, propose, case, "03-24", "head", outcome="no_penalty")
    facts: dict[str, Any] = {"ground": "first", "reason": "首次、及时改正", "officer_ids": world.pair}
    with refused(NotEducated, case, field="education"):
        do(world, decline_penalty, case, "03-25", "head", **facts)
    made = do(world, decline_penalty, case, "03-25", "head", education="当面讲解条例", **facts)
    assert (made.number, made.case.decision.kind) == ("乐综执不罚〔2026〕1号", "no_penalty")
    assert {"BY", "JY2"} <= set(case.papers.values_list("code", flat=True))
    assert w.open_codes(case) == {"P21"}


def test_a_case_that_was_transferred_here_is_not_passed_on(world: w.World) -> None:
    case = at_end(world, "transfer", source="referral", sender="乐陵市公安局")
    facts = {"ground": "subject", "receiver": "乐陵市市场监督管理局", "reason": "属于其职责"}
    with refused(MayNotPassOn, case, field="designation"):
        do(world, transfer_case, case, "03-17", "head", **facts)
    assert do(world, transfer_case, case, "03-17", "head", designation="乐政指〔2026〕1号", **facts).receiver
    assert w.open_codes(case) == {"P21"}


def test_a_withdrawal_has_its_facts(world: w.World) -> None:
    case = at_end(world, "withdraw")
    with refused(FactsMissing, case, field="reason"):
        do(world, withdraw_case, case, "03-17", "head", ground="expired", reason=" ")
    do(world, withdraw_case, case, "03-17", "head", ground="expired", reason="超过二年")
    assert case.papers.last().code == "CX"


def test_an_archived_decision_is_annulled_withdrawn_in_three_working_days_and_made_anew(world: w.World) -> None:
    case = w.archived(world)
    with refused(NothingServed, w.filed(world, party_name="乐陵市乙公司", party_code="")):
        do(
            world,
            record_remedy,
            Case.objects.latest("pk"),
            "05-06",
            kind="litigation",
            organ="院",
            filed_on=w.on("05-06"),
        )
    remedy = do(world, record_remedy, case, "05-06", kind="litigation", organ="乐陵市人民法院", filed_on=w.on("05-06"))
    with refused(StopUnfounded, case, field="stop_basis"):
        do(world, update_remedy, case, "05-08", remedy_id=remedy.pk, execution_stopped_on=w.on("05-08"))
    do(world, update_remedy, case, "05-08", remedy_id=remedy.pk, accepted_on=w.on("05-08"))
    with refused(NothingAnew, case):
        do(world, decide_anew, case, "05-09", "clerk")
    do(world, conclude_remedy, case, "07-03", remedy_id=remedy.pk, outcome="anew", outcome_on=w.on("07-03"))
    assert last_verb(case) == "case.conclude_remedy"
    assert withdraw_due(load(case, today=w.on("07-03"))) == w.on("07-08")
    assert [f.key for f in audit(load(case, today=w.on("07-09")), ["R24"]) if f.severity == "red"] == ["withdraw"]
    do(world, withdraw_publication, case, "07-08", "publisher", reason="判决撤销")
    assert not [f for f in audit(load(case, today=w.on("07-20")), ["R24"]) if f.severity == "red"]
    anew = do(world, decide_anew, case, "07-09", "clerk")
    assert (w.open_codes(anew), anew.party.name) == ({"P02"}, "乐陵市甲建材有限公司")
    with refused(NothingAnew, case):
        do(world, decide_anew, case, "07-10", "clerk")


@pytest.mark.parametrize(
    ("outcome", "after", "owed"), [("changed", 3000, 3000), ("annulled", None, 0), ("upheld", None, 5000)]
)
def test_what_is_owed_follows_the_outcome(world: w.World, outcome: str, after: int | None, owed: int) -> None:
    case = w.served(world, publish=False)
    remedy = do(world, record_remedy, case, "04-10", kind="reconsideration", organ="市政府", filed_on=w.on("04-10"))
    ended: dict[str, Any] = {"remedy_id": remedy.pk, "outcome": outcome, "outcome_on": w.on("05-08")}
    if after is not None:
        with refused(AmountMissing, case, field="fine_after"):
            do(world, conclude_remedy, case, "05-08", **ended)
        ended["fine_after"] = Decimal(after)
    do(world, conclude_remedy, case, "05-08", **ended)
    assert money_of(Case.objects.get(pk=case.pk), w.on("05-08")).owed == owed
