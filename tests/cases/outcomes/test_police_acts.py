"""A suspected crime goes to the police in the hours of the law, and comes back or stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.close_case import close_case
from cases.decide import decide
from cases.investigate import investigate
from cases.models import Case, Measure
from cases.outcomes.approve_transfer import NotPrincipal, ReasonsMissing, approve_transfer
from cases.outcomes.form_team import form_team
from cases.outcomes.hand_over_crime import PartyNotTold, hand_over_crime
from cases.outcomes.object_to_refusal import ask_police_again, ask_procuratorate
from cases.outcomes.record_police_answer import record_police_answer
from cases.outcomes.report_crime import report_crime
from cases.outcomes.send_to_police import ReceiptMissing, send_to_police
from cases.rules.loading import load
from cases.rules.registry import RuleBroken, audit
from enforcement.flowcharts.models import RunClock
from enforcement.organisation.models import Post
from tests.cases.acts import world as w
from tests.cases.acts.refusing import refused

SENT = {"police": "乐陵市公安局", "receipt": "乐公收001", "has_report": True, "has_list": True}


def do(world: w.World, act: Any, case: Case, day: str, part: str = "lead", hour: int = 9, **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(part), at=w.at(day, hour), **facts)


@pytest.fixture
def crime(world: w.World) -> Case:
    """A case whose team was formed on 16 March and whose report is filed the same day."""
    case = w.filed(world)
    do(world, investigate, case, "03-16", outcome="crime", officer_ids=world.pair, ground="数额较大")
    do(world, form_team, case, "03-16", "head", crime="生产、销售伪劣产品罪", officer_ids=world.pair)
    do(world, report_crime, case, "03-16", hour=10, report="货值二十万元")
    return case


def findings(case: Case, day: str) -> list[str]:
    return [f.key.split(":")[0] for f in audit(load(case, today=w.on(day)), ["R30"])]


def due(case: Case) -> Any:
    return RunClock.objects.get(run=case.run, code="decision").due_on


def test_only_the_principal_head_decides_and_a_refusal_has_reasons_and_resumes(world: w.World, crime: Case) -> None:
    assert w.record_of(crime, "T03").due_on == w.on("03-19")
    deputy = w.charts.a_person("decide", agency=world.agency, name="副局长")
    w.a_post(deputy, world.agency, is_enforcement=False, title="副局长", is_leader=True)
    world.people["deputy"] = deputy
    with refused(NotPrincipal, crime):
        do(world, approve_transfer, crime, "03-17", "deputy", outcome="approved")
    with refused(ReasonsMissing, crime, field="reasons"):
        do(world, approve_transfer, crime, "03-17", "head", outcome="refused")
    Post.objects.filter(person=deputy).update(title="副局长（主持工作）")
    do(world, approve_transfer, crime, "03-20", "deputy", outcome="refused", reasons="数额未达到追诉标准")
    assert w.open_codes(crime) == {"P05"}
    assert due(crime) == w.on("06-15")  # 10 June and the four days with the team, rolled over Sunday
    assert findings(crime, "03-21") == ["decide"]


def test_the_police_file_the_case_and_take_the_things_over(world: w.World, crime: Case) -> None:
    measure = Measure.objects.create(
        case=crime, kind="seize", taken_on=w.on("03-14"), approved_by="局长", items="药剂二十箱", legal_basis="法",
        due_on=w.on("04-13"),
    )  # fmt: skip
    do(world, approve_transfer, crime, "03-17", "head", outcome="approved")
    assert w.record_of(crime, "T04").due_at == w.at("03-18", 9)
    with refused(ReceiptMissing, crime, field="receipt"):
        do(world, send_to_police, crime, "03-18", **{**SENT, "receipt": " "})
    sent = do(world, send_to_police, crime, "03-18", hour=8, **SENT)
    assert sent.number == "乐综执移〔2026〕1号"
    do(world, record_police_answer, crime, "03-20", outcome="filed")
    with refused(PartyNotTold, crime, field="party_told_on"):
        do(world, hand_over_crime, crime, "03-23", items="案卷")
    do(world, hand_over_crime, crime, "03-23", items="案卷", party_told_on=w.on("03-23"))
    measure.refresh_from_db()
    assert (measure.ended_on, measure.disposition) == (w.on("03-23"), "移交公安机关：乐陵市公安局")
    assert w.open_codes(crime) == {"P21"}
    assert findings(crime, "03-24") == []
    do(world, close_case, crime, "03-24", "head", reason="crime")


def test_a_refusal_is_objected_to_twice_and_the_case_goes_on(world: w.World, crime: Case) -> None:
    do(world, approve_transfer, crime, "03-17", "head", outcome="approved")
    do(world, send_to_police, crime, "03-19", **SENT)
    assert findings(crime, "03-19") == ["send"]
    do(world, record_police_answer, crime, "03-20", outcome="objected")
    do(world, ask_police_again, crime, "03-21", reasons="已达到追诉标准")
    do(world, record_police_answer, crime, "03-24", outcome="objected")
    do(world, ask_procuratorate, crime, "03-25", reasons="请监督")
    do(world, record_police_answer, crime, "04-01", outcome="declined")
    assert w.open_codes(crime) == {"P05"}
    assert due(crime) == w.on("06-26")  # sixteen days stood still


def test_no_fine_is_decided_while_the_police_have_the_case(world: w.World) -> None:
    case = w.heard(world)
    case.police_transfers.create(formed_at=w.at("03-30"), crime="伪劣产品罪")
    with refused(RuleBroken, case) as caught:
        do(
            world, decide, case, "04-02", "head", outcome="penalise", kinds=["fine"], fine=Decimal(5000),
            publish_reason="不公开",
        )  # fmt: skip
    assert caught.value.code == "R30"
