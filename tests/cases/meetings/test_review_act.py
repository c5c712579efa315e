from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.acting import DayAhead, DayTooEarly
from cases.conclude_investigation import conclude_investigation
from cases.models import Case, Review
from cases.review import HEADS, DiscussionFirst, HeadMissing, PassedAgainstAFinding, review
from cases.rules.registry import RuleBroken
from cases.sent_back import sent_back
from enforcement.errors import OutOfOrder
from enforcement.flowcharts.engine.refusals import GuardFailed, NotYourStep, UnknownOutcome
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from enforcement.organisation.models import Person
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused

ARTICLE = "中华人民共和国行政处罚法第五十八条"


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_review(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def judge(world: w.World, case: Case, day: str = "04-03", who: str = "reviewer", **changes: Any) -> Review:
    facts = {"reviewed_on": w.on(day), "heads": m.IN_ORDER, "opinion": "程序合法，适用法律正确。", "outcome": "passed"}
    return review(case_id=case.pk, by=world.by(who), at=w.at(day), **{**facts, **changes})


def with_finding(code: str = "procedure", note: str = "告知书缺送达回证") -> dict[str, Any]:
    return {**m.IN_ORDER, code: {"ok": False, "note": note}}


def test_there_are_seven_heads() -> None:
    assert len(HEADS) == 7


def test_a_case_in_order_passes_to_the_decision(world: w.World, case: Case) -> None:
    made = judge(world, case)
    assert (made.reviewer_name, made.qualification, made.passed) == ("戊某", "A20193714000001", True)
    assert (made.received_on, made.reviewed_on, made.first_time) == (w.on("04-01"), w.on("04-03"), True)
    assert w.open_codes(case) == {"P14"}
    assert last_verb(case) == "step.review"
    told = body_of(Entry.objects.filter(series=case.series).latest("seq"))
    assert (told["passed"], told["heads"]["crime"]["ok"]) == (True, True)
    assert "FS" in set(case.papers.values_list("code", flat=True))
    case.run.refresh_from_db()
    assert case.run.events["reviewed"] == "2026-04-03"
    assert list(faults(case.series)) == []


def test_each_of_the_seven_heads_is_answered(world: w.World, case: Case) -> None:
    without = {code: head for code, head in m.IN_ORDER.items() if code != "crime"}
    for heads in (without, {**m.IN_ORDER, "eighth": {"ok": True}}, with_finding(note=" ")):
        with refused(HeadMissing, case, field="opinion", article="国办发〔2018〕118号"):
            judge(world, case, heads=heads)


@pytest.mark.parametrize("outcome", ["passed", "passed_discuss"])
def test_nothing_passes_against_a_finding(world: w.World, case: Case, outcome: str) -> None:
    with refused(PassedAgainstAFinding, case, field="outcome", article=ARTICLE):
        judge(world, case, heads=with_finding(), outcome=outcome)


@pytest.mark.parametrize(("outcome", "code"), [("more_facts", "P05"), ("rework", "P06")])
def test_a_finding_sends_the_case_back(world: w.World, case: Case, outcome: str, code: str) -> None:
    made = judge(world, case, heads=with_finding(), outcome=outcome)
    assert (made.passed, made.heads["procedure"]["note"]) == (False, "告知书缺送达回证")
    assert w.open_codes(case) == {code}
    told = sent_back(case, w.record_of(case, code))
    assert told
    assert (told.step, told.words[0]) == ("P12 法制审核", "程序合法，适用法律正确。")
    assert told.words[1] == "执法程序：告知书缺送达回证"


def test_a_case_that_goes_on_again_was_not_sent_back(world: w.World, case: Case) -> None:
    judge(world, case, heads=with_finding(), outcome="rework")
    conclude_investigation(
        case_id=case.pk, by=world.by("lead"), at=w.at("04-07"), facts="事实", evidence="证据", legal_basis=w.BASIS,
        discretion="理由", kinds=["fine"], fine=Decimal(5000),
    )  # fmt: skip
    assert sent_back(case, w.record_of(case, "P07")) is None


def test_a_reviewer_who_investigated_is_refused(world: w.World, case: Case) -> None:
    w.duty(world.people["co"], world.agency, "review")
    Person.objects.filter(pk=world.id("co")).update(law_qualification="A20190000000001")
    with refused(RuleBroken, case, article=ARTICLE, code="R17") as caught:
        judge(world, case, who="co")
    assert "乙某" in str(caught.value)


def test_a_first_timer_without_the_qualification_is_refused(world: w.World, case: Case) -> None:
    Person.objects.filter(pk=world.id("reviewer")).update(law_qualification="")
    with refused((RuleBroken, GuardFailed), case, article=ARTICLE):
        judge(world, case)


def test_whoever_reviewed_before_goes_on_without_it(world: w.World, case: Case) -> None:
    judge(world, case)
    Person.objects.filter(pk=world.id("reviewer")).update(law_qualification="")
    other = m.before_a_review(world, party_name="乐陵市乙公司", party_code="")
    assert not judge(world, other).first_time


def test_a_case_that_must_be_discussed_does_not_pass_to_the_decision(world: w.World, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(is_complex=True)
    with refused(DiscussionFirst, case, field="outcome", article="第五十七条第二款"):
        judge(world, case)
    judge(world, case, outcome="passed_discuss")
    assert w.open_codes(case) == {"C01"}


def test_its_day_lies_between_the_file_s_coming_and_now(world: w.World, case: Case) -> None:
    with refused(DayAhead, case, field="reviewed_on"):
        judge(world, case, reviewed_on=w.on("04-04"))
    with refused(DayTooEarly, case, field="reviewed_on"):
        judge(world, case, reviewed_on=w.on("03-31"))


def test_others_and_other_outcomes_are_refused(world: w.World, case: Case) -> None:
    Person.objects.filter(pk=world.id("head")).update(law_qualification="A20190000000002")
    with refused(NotYourStep, case):
        judge(world, case, who="head")
    with refused(UnknownOutcome, case):
        judge(world, case, outcome="agreed")
    judge(world, case)
    with refused(OutOfOrder, case):
        judge(world, case)
