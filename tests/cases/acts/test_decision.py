from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.decide import PenaltyEmpty, PublishReasonMissing, ReplyMissing, decide
from cases.draw_up_decision import ItemMissing, NotDecided, NotSealed, draw_up_decision
from cases.hear_defence import hear_defence
from cases.models import Case, Decision, Notice
from cases.publish_decision import (
    NotChecked,
    NotPublished,
    SamePerson,
    WithdrawalReasonMissing,
    publish_decision,
    withdraw_publication,
)
from cases.redaction import StillPrivate
from cases.rules.registry import RuleBroken
from cases.serve import serve
from cases.service import NoConsent, NoProof, NoticeRuns, NoWitness
from cases.serving.redact_decision import redact_decision
from enforcement.errors import NotAllowed
from enforcement.flowcharts.engine.refusals import GuardFailed, NotYourStep
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def judge(world: w.World, case: Case, day: str = "04-02", **changes: Any) -> Decision:
    facts = {
        "outcome": "penalise",
        "kinds": ["fine"],
        "fine": Decimal(5000),
        "publish": True,
        "publish_reason": "具有一定社会影响",
    }
    return decide(case_id=case.pk, by=world.by("head"), at=w.at(day), **{**facts, **changes})


def test_the_head_decides_on_what_was_notified(world: w.World) -> None:
    case = w.heard(world)
    decision = judge(world, case, fine=Decimal(4000))
    assert (decision.fine, decision.legal_basis, decision.decided_by) == (Decimal(4000), w.BASIS, "局长")
    assert w.open_codes(case) == {"P15"}
    case.run.refresh_from_db()
    assert (case.run.facts["publish"], case.run.events["decided"]) == (True, "2026-04-02")
    assert case.run.clocks.get().closed_at is not None


def test_a_decision_is_never_heavier_or_of_another_kind_than_notified(world: w.World) -> None:
    case = w.heard(world)
    with refused(RuleBroken, case) as caught:
        judge(world, case, fine=Decimal(5001))
    assert caught.value.code == "R09"
    with refused(RuleBroken, case):
        judge(world, case, kinds=["fine", "shutdown"])
    Notice.objects.filter(case=case).update(legal_basis="")
    assert judge(world, case).pk


def test_no_decision_while_the_period_runs_although_the_file_says_otherwise(world: w.World) -> None:
    case = w.heard(world)
    Notice.objects.filter(case=case).update(served_on=w.on("03-31"), defence_until=w.on("04-08"))
    with refused((RuleBroken, GuardFailed), case):  # type: ignore[arg-type]
        judge(world, case)


def test_a_decision_needs_terms_a_reply_and_a_reason_for_publicity(world: w.World) -> None:
    case = w.notified(world)
    hear_defence(
        case_id=case.pk,
        by=world.by("lead"),
        at=w.at("04-01"),
        outcome="decide",
        text="请求减轻",
        accepted=False,
        recheck="不成立",
    )
    with refused(PenaltyEmpty, case, field="kinds"):
        judge(world, case, kinds=[], fine=Decimal(0))
    with refused(ReplyMissing, case, field="defence_reply"):
        judge(world, case)
    with refused(PublishReasonMissing, case, field="publish_reason"):
        judge(world, case, defence_reply="不予采纳", publish_reason=" ")
    with refused(NotYourStep, case):
        decide(
            case_id=case.pk,
            by=world.by("lead"),
            at=w.at("04-02"),
            outcome="penalise",
            kinds=["fine"],
            fine=Decimal(5000),
            publish_reason="甲",
            defence_reply="乙",
        )
    assert judge(world, case, defence_reply="不予采纳：已按较轻档裁量").defence_reply


@pytest.mark.parametrize(("outcome", "code"), [("no_penalty", "E2"), ("transfer", "E3"), ("crime", "T01")])
def test_a_case_may_end_without_a_penalty(world: w.World, outcome: str, code: str) -> None:
    case = w.heard(world)
    decision = judge(world, case, outcome=outcome)
    assert (decision.kinds, decision.fine, decision.publish) == ([], Decimal(0), False)
    assert w.open_codes(case) == {code}


def test_a_case_that_needs_review_is_not_decided_without_it(world: w.World) -> None:
    case = w.heard(world)
    Case.objects.filter(pk=case.pk).update(public_interest=True)
    with refused(RuleBroken, case) as caught:
        judge(world, case)
    assert caught.value.code == "R16"


def test_the_document_takes_number_and_day_of_the_decision(world: w.World) -> None:
    case = w.decided(world)
    decision = draw_up_decision(case_id=case.pk, by=world.by("lead"), at=w.at("04-03"), sealed=True)
    assert (decision.number, decision.dated_on, decision.sealed) == ("乐综执罚〔2026〕1号", w.on("04-02"), True)
    assert "乐陵市人民政府" in decision.remedies
    assert "十五日" in decision.performance
    paper = case.papers.last()
    assert (paper.code, paper.number) == ("JD", decision.number)


def test_a_document_without_seal_or_with_endless_texts_is_refused_and_gives_its_number_back(world: w.World) -> None:
    case = w.decided(world)
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("04-02")}
    with refused(NotSealed, case, field="sealed"):
        draw_up_decision(**facts)
    with refused(ItemMissing, case):
        draw_up_decision(**facts, sealed=True, performance="长" * 301)
    assert draw_up_decision(**facts, sealed=True).number.endswith("〕1号")
    other = w.decided(world, party_name="乐陵市乙公司", party_code="")
    Decision.objects.filter(case=other).delete()
    with refused(NotDecided, other):
        draw_up_decision(**{**facts, "case_id": other.pk}, sealed=True)


def test_a_warning_is_performed_by_itself_and_an_agency_without_government_says_so(world: w.World) -> None:
    type(world.agency).objects.filter(pk=world.government.pk).update(kind="department")
    case = w.heard(world)
    Notice.objects.filter(case=case).update(kinds=["warning"], fine=0)
    judge(world, case, kinds=["warning"], fine=Decimal(0))
    decision = draw_up_decision(case_id=case.pk, by=world.by("lead"), at=w.at("04-02"), sealed=True)
    assert "缴纳" not in decision.performance
    assert "本级人民政府" in decision.remedies


def hand(world: w.World, case: Case, day: str = "04-03", **changes: Any) -> Any:
    facts = {"officer_ids": world.pair, "receiver": "王某"}
    return serve(case_id=case.pk, by=world.by("lead"), at=w.at(day), **{**facts, **changes})


def test_service_sets_the_last_day_to_pay_and_opens_publication_beside_it(world: w.World) -> None:
    case = w.drawn_up(world)
    hand(world, case, "04-07", served_on=w.on("04-03"))
    assert w.open_codes(case) == {"P17", "P18"}
    assert w.record_of(case, "P18").due_on == w.on("04-20")
    assert w.record_of(case, "P17").due_on == w.on("04-14")


@pytest.mark.parametrize(
    "facts",
    [
        {"method": "left", "witness": "李某"},
        {"method": "left", "recorded": True},
        {"method": "post", "tracking": "XA0001", "posted_on": w.on("04-02")},
        {"method": "entrusted", "entrusted_to": "乐陵市城管执法大队"},
    ],
)
def test_a_decision_is_served_in_each_lawful_way(world: w.World, facts: dict[str, Any]) -> None:
    case = w.drawn_up(world)
    assert hand(world, case, **facts).method == facts["method"]


def test_service_is_refused_without_consent_witness_thirty_days_or_two_officers(world: w.World) -> None:
    case = w.drawn_up(world)
    with refused(NoConsent, case, field="consent"):
        hand(world, case, method="electronic")
    with refused(NoWitness, case, field="witness"):
        hand(world, case, method="left")
    with refused(NoProof, case, field="posted_on"):
        hand(world, case, method="post", tracking="XA0001")
    with refused(NoProof, case, field="entrusted_to"):
        hand(world, case, method="entrusted")
    with refused(NoticeRuns, case, field="posted_on"):
        hand(world, case, method="public")
    with refused(NoticeRuns, case):
        hand(world, case, "05-06", method="public", posted_on=w.on("04-07"))
    with refused((RuleBroken, GuardFailed), case):  # type: ignore[arg-type]
        hand(world, case, officer_ids=[world.id("lead")])
    assert hand(world, case, "05-08", method="public", posted_on=w.on("04-08")).served_on == w.on("05-08")


def test_a_decision_that_is_not_to_be_published_waits_for_payment_alone(world: w.World) -> None:
    case = w.served(world, publish=False)
    assert w.open_codes(case) == {"P18"}


def show(world: w.World, case: Case, **changes: Any) -> Any:
    facts = {"party_shown": "乐陵市甲建材有限公司", "text": "罚款5000元。"}
    by = world.by(changes.pop("by", "lead"))
    draft = redact_decision(case_id=case.pk, by=by, at=w.at("04-07", 8), **{**facts, **changes})
    return check(world, case, redaction_id=draft.pk)


def check(world: w.World, case: Case, **changes: Any) -> Any:
    facts: dict[str, Any] = {"secrecy_checked": True, **changes}
    return publish_decision(case_id=case.pk, by=world.by("publisher"), at=w.at("04-07"), **facts)


def test_one_person_redacts_and_another_checks(world: w.World) -> None:
    case = w.served(world)
    made = show(world, case)
    assert (made.redacted_by, made.checked_by, made.published_on) == ("甲某", "公示员", w.on("04-07"))
    assert w.open_codes(case) == {"P18"}
    assert case.papers.last().code == "GS"


def test_publication_is_refused_by_one_person_alone_or_with_private_facts(world: w.World) -> None:
    case = w.served(world, party_kind="person", party_name="张试验", party_code=w.PERSON_CODE)
    with refused(SamePerson, case):
        check(world, case, redaction_id=0)
    with refused(NotAllowed, case):
        show(world, case, by="head", party_shown="张某")
    for text in ("张试验", w.PERSON_CODE, "电话13812345678", "账号6222021234567890123"):
        with refused(StillPrivate, case, field="text"):
            show(world, case, party_shown="张某", text=text)
    own = redact_decision(
        case_id=case.pk, by=world.by("publisher"), at=w.at("04-07", 8), party_shown="张某", text="罚款5000元。"
    )
    with refused(SamePerson, case, field="redaction_id"):
        check(world, case, redaction_id=own.pk)
    draft = redact_decision(
        case_id=case.pk, by=world.by("lead"), at=w.at("04-07", 8), party_shown="张某", text="罚款5000元。"
    )
    with refused(NotChecked, case, field="secrecy_checked"):
        check(world, case, redaction_id=draft.pk, secrecy_checked=False)
    assert check(world, case, redaction_id=draft.pk).party_shown == "张某"


def test_a_withdrawn_decision_says_why(world: w.World) -> None:
    case = w.archived(world)
    facts: dict[str, Any] = {"case_id": case.pk, "at": w.at("05-06")}
    with refused(WithdrawalReasonMissing, case, field="reason"):
        withdraw_publication(**facts, by=world.by("publisher"), reason=" ")
    with refused(NotAllowed, case):
        withdraw_publication(**facts, by=world.by("lead"), reason="撤销")
    made = withdraw_publication(**facts, by=world.by("publisher"), reason="行政复议决定撤销")
    assert made.withdrawn_on == w.on("05-06")
    assert last_verb(case) == "case.withdraw_publication"
    with refused(NotPublished, case):
        withdraw_publication(**facts, by=world.by("publisher"), reason="再次")
