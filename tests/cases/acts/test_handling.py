from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.acting import DayAhead, DayTooEarly
from cases.check_case import OpinionMissing, check_case
from cases.conclude_investigation import (
    DiscretionMissing,
    EvidenceMissing,
    NothingProposed,
    conclude_investigation,
)
from cases.hear_defence import (
    AnotherWay,
    NoNotice,
    PeriodRuns,
    RecheckMissing,
    TooLateForHearing,
    WaiverNotWritten,
    hear_defence,
    offered,
)
from cases.investigate import investigate
from cases.models import Case, Hearing
from cases.notify_party import NothingToNotify, notify_party
from cases.propose import NoPenaltyProposed, propose
from cases.rules.registry import RuleBroken
from cases.service import NoConsent
from enforcement.flowcharts.engine.refusals import GuardFailed, NotYourStep
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

PNG = b"\x89PNG\r\n\x1a\nsigned"
ANYONE = (GuardFailed, RuleBroken)


def report(world: w.World, case: Case, **changes: Any) -> Any:
    facts = {
        "facts": "堆放沙子。",
        "evidence": "笔录",
        "legal_basis": w.BASIS,
        "discretion": "较轻档",
        "kinds": ["fine"],
        "fine": Decimal(5000),
    }
    return conclude_investigation(case_id=case.pk, by=world.by("lead"), at=w.at("03-20", 10), **{**facts, **changes})


def clear(world: w.World) -> Case:
    case = w.interviewed(world)
    investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    return case


def test_a_report_proposes_a_penalty_with_its_grounds(world: w.World) -> None:
    case = clear(world)
    made = report(world, case, kinds=["warning"], fine=Decimal(5000), confiscation=Decimal(100))
    assert made.kinds == ["warning", "fine", "confiscation"]
    assert made.facts == "堆放沙子。\n【证据】\n笔录"
    assert w.open_codes(case) == {"P07"}
    assert case.papers.last().code == "ZJ"


def test_a_report_lacks_neither_evidence_nor_kind_nor_discretion(world: w.World) -> None:
    case = clear(world)
    with refused(EvidenceMissing, case, field="evidence"):
        report(world, case, evidence=" ")
    with refused(NothingProposed, case, field="kinds"):
        report(world, case, kinds=[], fine=Decimal(0))
    with refused(DiscretionMissing, case, field="discretion"):
        report(world, case, discretion="")
    made = report(world, case, no_penalty=True, discretion="")
    assert (made.kinds, made.fine) == ([], Decimal(0))


@pytest.mark.parametrize(("outcome", "code"), [("agreed", "P08"), ("more_facts", "P05"), ("correct", "P06")])
def test_the_check_agrees_or_sends_back(world: w.World, outcome: str, code: str) -> None:
    case = w.reported(world)
    check_case(case_id=case.pk, by=world.by("checker"), at=w.at("03-23"), outcome=outcome, opinion="意见")
    assert w.open_codes(case) == {code}
    assert case.checks.get().outcome == outcome


def test_the_check_is_refused_to_an_investigator_and_without_an_opinion(world: w.World) -> None:
    case = w.reported(world)
    with refused(OpinionMissing, case, field="opinion"):
        check_case(case_id=case.pk, by=world.by("checker"), at=w.at("03-23"), outcome="agreed", opinion=" ")
    w.duty(world.people["co"], world.agency, "check")
    with refused(RuleBroken, case):
        check_case(case_id=case.pk, by=world.by("co"), at=w.at("03-23"), outcome="agreed", opinion="同意")
    with refused(NotYourStep, case):
        check_case(case_id=case.pk, by=world.by("head"), at=w.at("03-23"), outcome="agreed", opinion="同意")


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("penalise", "P09"), ("no_penalty", "E2"), ("transfer", "E3"), ("crime", "T01"), ("withdraw", "E5")],
)
def test_the_head_approves_a_way(world: w.World, outcome: str, code: str) -> None:
    case = w.reported(world)
    check_case(case_id=case.pk, by=world.by("checker"), at=w.at("03-23"), outcome="agreed", opinion="同意")
    propose(case_id=case.pk, by=world.by("head"), at=w.at("03-24"), outcome=outcome)
    assert w.open_codes(case) == {code}


def test_no_penalty_is_approved_that_nobody_proposed(world: w.World) -> None:
    case = clear(world)
    report(world, case, no_penalty=True)
    check_case(case_id=case.pk, by=world.by("checker"), at=w.at("03-23"), outcome="agreed", opinion="同意")
    with refused(NoPenaltyProposed, case):
        propose(case_id=case.pk, by=world.by("head"), at=w.at("03-24"), outcome="penalise")


def test_the_notice_freezes_the_proposal_and_tells_the_period(world: w.World) -> None:
    case = w.notified(world)
    notice = case.notices.get()
    assert (notice.fine, notice.kinds, notice.hearing_right) == (Decimal(5000), ["fine"], False)
    assert notice.defence_until == w.on("03-31")
    assert [o["name"] for o in notice.officers] == ["甲某", "乙某"]
    assert {"GZ", "SD1"} <= set(case.papers.values_list("code", flat=True))
    case.run.refresh_from_db()
    assert case.run.events["notice_served"] == "2026-03-24"


def test_a_large_fine_gives_the_right_to_a_hearing(world: w.World) -> None:
    assert w.notified(world, 100000).notices.get().hearing_right
    person = w.notified(world, 10000, party_kind="person", party_name="张试", party_code=w.PERSON_CODE, cause="另案")
    assert person.notices.get().hearing_right


def test_a_notice_is_refused_with_one_officer_too_early_too_late_or_of_nothing(world: w.World) -> None:
    case = w.proposed(world)
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("03-25"), "officer_ids": world.pair}
    with refused(ANYONE, case):  # type: ignore[arg-type]
        notify_party(**{**facts, "officer_ids": [world.id("lead")]})
    with refused(DayAhead, case, field="served_on"):
        notify_party(**facts, served_on=w.on("03-26"))
    with refused(DayTooEarly, case, field="served_on"):
        notify_party(**facts, served_on=w.on("03-23"))
    with refused(NoConsent, case, field="consent"):
        notify_party(**facts, method="electronic")
    case.proposals.all().delete()
    with refused(NothingToNotify, case):
        notify_party(**facts)


def hear(world: w.World, case: Case, day: str = "04-01", **changes: Any) -> Any:
    return hear_defence(case_id=case.pk, by=world.by("lead"), at=w.at(day), **{"outcome": "decide", **changes})


def test_silence_until_the_period_is_over_leads_to_the_decision(world: w.World) -> None:
    case = w.notified(world)
    with refused(PeriodRuns, case, field="outcome") as caught:
        hear(world, case, "03-31")
    assert "2026年3月31日" in str(caught.value)
    hear(world, case)
    assert w.open_codes(case) == {"P14"}
    assert last_verb(case) == "step.hear_defence"


def test_an_express_waiver_opens_the_way_at_once(world: w.World) -> None:
    case = w.notified(world)
    by_agent: dict[str, Any] = {"waiver": PNG, "said_by": "王某（代理人）"}
    for facts in ({}, by_agent):
        with refused(WaiverNotWritten, case, field="waiver"):
            hear(world, case, "03-25", waived=True, **facts)
    made = hear(world, case, "03-25", waived=True, express=True, **by_agent)
    assert made.waived
    assert w.open_codes(case) == {"P14"}
    assert "FQ" in set(case.papers.values_list("code", flat=True))


def test_a_defence_is_rechecked_and_answered(world: w.World) -> None:
    case = w.notified(world)
    with refused(RecheckMissing, case, field="recheck"):
        hear(world, case, text="已改正，请求减轻")
    with refused(RecheckMissing, case, field="recheck"):
        hear(world, case, text="已改正，请求减轻", accepted=True)
    hear(world, case, text="已改正，请求减轻", accepted=False, recheck="已按较轻档裁量", made_on=w.on("03-27"))
    assert {"CS", "FH"} <= set(case.papers.values_list("code", flat=True))
    other = w.notified(world, party_name="乐陵市乙公司", party_code="")
    hear(world, other, text="未实施", accepted=True, recheck="属实", outcome="new_facts", made_on=w.on("03-27"))
    assert w.open_codes(other) == {"P05"}


def test_only_the_lawful_way_on_is_open(world: w.World) -> None:
    case = w.notified(world)
    assert offered(case, w.on("04-01")) == (["decide", "new_facts", "renotify"], "")
    for way in ("review", "discussion"):
        with refused(AnotherWay, case, field="outcome"):
            hear(world, case, outcome=way)
    Case.objects.filter(pk=case.pk).update(is_complex=True)
    outcomes, why = offered(case, w.on("04-01"))
    assert outcomes[0] == "discussion"
    assert why
    with refused(AnotherWay, case):
        hear(world, case)
    Case.objects.filter(pk=case.pk).update(public_interest=True)
    with refused(AnotherWay, case):
        hear(world, case)
    assert offered(case, w.on("04-01"))[0][0] == "review"
    hear(world, case, outcome="review")
    assert w.open_codes(case) == {"P12"}


def test_a_changed_penalty_is_notified_again(world: w.World) -> None:
    case = w.notified(world)
    hear(world, case, "03-26", outcome="renotify")
    assert w.open_codes(case) == {"P09"}
    notify_party(case_id=case.pk, by=world.by("lead"), at=w.at("03-27"), officer_ids=world.pair)
    assert case.notices.last().number == "乐综执罚告〔2026〕2号"


def test_a_request_in_time_opens_the_hearing_and_a_late_one_does_not(world: w.World) -> None:
    case = w.notified(world, 120000)
    assert offered(case, w.on("03-27"))[0][0] == "hearing"
    hear(world, case, "03-27", outcome="hearing")
    assert Hearing.objects.get(case=case).requested_on == w.on("03-27")
    assert w.open_codes(case) == {"H03"}
    late = w.notified(world, 120000, party_name="乐陵市乙公司", party_code="")
    with refused(TooLateForHearing, late, field="outcome"):
        hear(world, late, outcome="hearing")
    assert offered(late, w.on("04-01"))[0][:2] == ["hearing", "decide"]  # a request in time may be entered later
    small = w.notified(world, party_name="乐陵市丙公司", party_code="")
    with refused(TooLateForHearing, small):
        hear(world, small, "03-27", outcome="hearing")


def test_a_defence_before_any_notice_is_refused(world: w.World) -> None:
    case = w.notified(world)
    case.notices.all().delete()
    with refused(NoNotice, case):
        hear(world, case)
