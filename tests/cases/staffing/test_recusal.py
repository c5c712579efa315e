"""Recusal: asked, decided, and then stopped everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.acting import Recused
from cases.investigate import RecusalAsked
from cases.models import Case, Recusal
from cases.people import officers_for
from cases.record_inquiry import record_inquiry
from cases.rules.loading import load
from cases.rules.registry import RuleBroken, audit
from cases.staffing.decide_recusal import (
    AnswerMissing,
    BasisMissing,
    OwnRecusal,
    RecusalDecided,
    SuccessorMissing,
    decide_recusal,
)
from cases.staffing.parameters import HEAD_RECUSAL
from cases.staffing.request_recusal import GroundOfRecusalMissing, OnlyOneself, RecusalKnown, request_recusal
from cases.staffing.sign_handover import sign_handover
from enforcement.errors import NotAllowed
from enforcement.organisation.models import ParameterValue
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def asked(world: w.World, case: Case, who: str = "co", by: str = "lead", **changes: Any) -> Recusal:
    facts = {"origin": "party", "ground": "系当事人近亲属", "person_id": world.id(who)}
    return request_recusal(case_id=case.pk, by=world.by(by), at=w.at("03-16"), **{**facts, **changes})


def decided(world: w.World, case: Case, row: Recusal, by: str = "head", **changes: Any) -> Recusal:
    facts = {"granted": True, "reason": "情况属实", "recusal_id": row.pk}
    return decide_recusal(case_id=case.pk, by=world.by(by), at=w.at("03-17"), **{**facts, **changes})


def inquire(world: w.World, case: Case, *parts: str, by: str = "lead", day: str = "03-17") -> Any:
    return record_inquiry(
        case_id=case.pk, by=world.by(by), at=w.at(day, 15), kind="inspection", summary="询问", subject="王某",
        officer_ids=[world.id(p) for p in parts or ("lead", "co")],
    )  # fmt: skip


def test_the_investigation_goes_on_until_the_decision_and_stops_the_recused_at_once_after_it(world: w.World) -> None:
    case = w.filed(world)
    row = asked(world, case)
    inquire(world, case)  # nobody is stopped by a request alone
    with refused(RecusalAsked, case, field="outcome"):
        w.investigate(
            case_id=case.pk,
            by=world.by("lead"),
            at=w.at("03-17"),
            outcome="recusal",
            officer_ids=world.pair,
            ground="申请回避",
        )
    decided(world, case, row, co_ids=[world.id("third")])
    assert last_verb(case) == "case.decide_recusal"
    assert {a.name for a in case.assignments.filter(to_on__isnull=True)} == {"甲某", "丙某"}
    with refused(Recused, case):
        inquire(world, case, "lead", "co")
    with refused(Recused, case):
        inquire(world, case, "lead", "third", by="co")
    with refused(Recused, case):
        w.investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-17"), outcome="clear", officer_ids=world.pair)
    inquire(world, case, "lead", "third")
    grey = {c.name: c.why_not for c in officers_for(case, w.on("03-18")) if not c.may}
    assert "乙某" in grey
    assert "回避" in grey["乙某"] or "Recused" in grey["乙某"]


def test_the_page_tells_the_recused_before_they_try(client: Client, world: w.World) -> None:
    case = w.filed(world)
    decided(world, case, asked(world, case), co_ids=[world.id("third")])
    client.force_login(world.people["co"])
    client.cookies["language"] = "en"
    shown = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "You were recused from this case" in shown
    assert "Record an inquiry" not in shown
    act = reverse("case_act", args=[case.pk, "record_inquiry"])
    assert 'name="act_id"' not in client.get(act).content.decode()
    assert client.post(act, {}).status_code == 403


def test_a_recused_lead_is_replaced_in_the_same_act_and_two_officers_stay(world: w.World) -> None:
    case = w.filed(world)
    row = asked(world, case, "lead", by="lead", origin="officer")
    with refused(SuccessorMissing, case, field="successor_id"):
        decided(world, case, row)
    with refused(RuleBroken, case):
        decided(world, case, row, successor_id=world.id("co"))  # one officer alone
    decided(world, case, row, successor_id=world.id("co"), co_ids=[world.id("third")])
    assert case.assignments.get(to_on__isnull=True, role="lead").name == "乙某"
    assert [f.key for f in audit(load(case, w.on("03-18")), ["R35"])] == ["handover:2026-03-17"]
    sign_handover(case_id=case.pk, by=world.by("co"), at=w.at("03-18"), is_complete=True)
    assert audit(load(case, w.on("03-18")), ["R35"]) == []


def test_a_request_is_refused_without_ground_for_another_officer_or_twice(world: w.World) -> None:
    case = w.filed(world)
    with refused(GroundOfRecusalMissing, case, field="ground"):
        asked(world, case, ground=" ")
    with refused(OnlyOneself, case, field="person_id"):
        asked(world, case, "co", by="lead", origin="officer")
    with refused(NotAllowed, case):
        asked(world, case, origin="ordered")
    row = asked(world, case)
    with refused(RecusalKnown, case, field="person_id"):
        asked(world, case)
    with refused(AnswerMissing, case, field="reason"):
        decided(world, case, row, reason=" ")
    with refused(NotAllowed, case):
        decided(world, case, row, by="lead")
    decided(world, case, row, granted=False)
    with refused(RecusalDecided, case):
        decided(world, case, row)


@pytest.mark.parametrize("route", ["collective", "superior"])
def test_nobody_decides_on_the_own_recusal_and_the_heads_goes_the_way_of_the_setting(
    world: w.World, route: str
) -> None:
    ParameterValue.objects.create(
        code=HEAD_RECUSAL,
        agency=world.agency,
        value=route,
        from_on=w.on("01-01"),
        source="会议纪要",
        set_by="系统管理员",
        set_at=w.at("01-01"),
    )
    w.duty(world.people["reviewer"], world.agency, "decide")
    case = w.filed(world)
    row = asked(world, case, "head")
    assert row.route == route
    with refused(OwnRecusal, case):
        decided(world, case, row)
    with refused(BasisMissing, case, field="document"):
        decided(world, case, row, by="reviewer")
    decided(world, case, row, by="reviewer", document="集体讨论记录〔2026〕3号")
    with refused(Recused, case):
        asked(world, case, "third", by="head", origin="ordered")


def test_a_request_undecided_for_three_working_days_turns_yellow(world: w.World) -> None:
    case = w.filed(world)
    asked(world, case)
    assert audit(load(case, w.on("03-19")), ["R04"]) == []
    assert [f.severity for f in audit(load(case, w.on("03-20")), ["R04"])] == ["yellow"]
