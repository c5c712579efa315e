"""A case from clue to archive through its pages, as people click it, on one day with the party's waiver."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases import acting
from cases.models import Case
from enforcement import clock
from tests.cases.acts import world as w

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


Steps: TypeAlias = list[tuple[str, str, dict[str, Any]]]


def investigated(world: w.World, today: str) -> Steps:
    """Return who fills in which form with what, from the check of the clue to the approved proposal."""
    pair, seen = world.pair, {"credentials_shown": "on", "rights_told": "on"}
    report = {"facts": "堆放沙子", "evidence": "笔录", "legal_basis": w.BASIS, "kinds": ["fine"], "fine": "5000"}
    filing = {"outcome": "filed", "legal_basis": w.BASIS}
    met = {"has_evidence": "on", "is_punishable": "on", "is_ours": "on", "is_in_time": "on"}
    inquiry = {"kind": "inspection", "held_on": today, "place": "询问室", "subject": "王某", "summary": "承认"}
    kept = {"items": "沙子", "legal_basis": "处罚法第五十六条", "taken_on": today, "place": "现场"}
    return [
        ("lead", "P02", {"held_on": today, "summary": "属实", "officer_ids": pair, **seen}),
        ("head", "P03", {**filing, **met}),
        ("head", "P04", {"lead_id": pair[0], "co_ids": pair[1:]}),
        ("lead", "+record_inquiry", {**inquiry, "officer_ids": pair, **seen}),
        ("lead", "P05", {"outcome": "preserve", "ground": "可能灭失", "officer_ids": pair}),
        ("lead", "P30", {**kept, "list_signed": "on", "approved_by_id": world.id("head"), "officer_ids": pair}),
        ("lead", "P05", {"outcome": "clear", "officer_ids": pair}),
        ("lead", "P06", {**report, "discretion": "较轻"}),
        ("checker", "P07", {"outcome": "correct", "opinion": "补充裁量理由"}),
        ("lead", "P06", {**report, "discretion": "较轻档"}),
        ("checker", "P07", {"outcome": "agreed", "opinion": "同意"}),
        ("head", "P08", {"outcome": "penalise"}),
    ]


def decided(world: w.World, today: str) -> Steps:
    """Return the same from the notice to the archive."""
    pair = world.pair
    served = {"served_on": today, "method": "direct", "officer_ids": pair}
    signed = SimpleUploadedFile("放弃声明.png", b"\x89PNG\r\n\x1a\nsigned")
    said = {"made_on": today, "text": "请求从轻", "accepted": "yes", "recheck": "属实"}
    heard = {**said, "waived": "on", "waiver": signed}
    decision = {"outcome": "penalise", "kinds": ["fine"], "fine": "4000", "defence_reply": "采纳"}
    shown = {"party_shown": "乐陵市甲建材有限公司", "text": "罚款4000元"}
    paid = {"outcome": "performed", "amount": "4000", "paid_on": today, "channel": "bank", "receipt": "1"}
    return [
        ("lead", "P09", served),
        ("lead", "P10", {**heard, "outcome": "decide"}),
        ("head", "P14", {**decision, "publish": "on", "publish_reason": "具有一定社会影响"}),
        (
            "lead",
            "P15",
            {"performance": "缴纳", "remedies": "六十日内申请行政复议，六个月内提起行政诉讼", "sealed": "on"},
        ),
        ("lead", "P16", served),
        ("lead", "+redact_decision", shown),
        ("publisher", "P17", {"secrecy_checked": "on"}),
        ("lead", "P18", paid),
        ("lead", "+dispose_measure", {"measure_id": 0, "disposition": "returned", "ended_on": today}),
        ("head", "P21", {"reason": "performed"}),
        ("archivist", "P22", {"pages": ""}),
    ]


def test_every_form_does_its_act(client: Client, world: w.World) -> None:
    case = w.registered(world, act_on=None)
    today = clock.today().isoformat()
    for part, step, facts in investigated(world, today) + decided(world, today):
        client.force_login(world.people[part])
        if step.startswith("+"):
            address = reverse("case_act", args=[case.pk, step[1:]])
            facts["measure_id"] = getattr(case.measures.first(), "pk", "")
        elif step == "P17":
            facts["redaction_id"] = case.redactions.get().pk
            address = reverse("case_step", args=[case.pk, w.record_of(case, step).pk])
        else:
            address = reverse("case_step", args=[case.pk, w.record_of(case, step).pk])
        assert client.get(address).status_code == 200, step
        answer = client.post(address, facts)
        assert answer.status_code == 303, (step, answer.content.decode()[-3000:])
        assert client.get(reverse("case", args=[case.pk])).status_code == 200
    case.refresh_from_db()
    assert case.archived_on == clock.today()
    assert case.decision.fine == 4000
    assert client.get(reverse("case_timeline", args=[case.pk])).status_code == 200


def test_somebody_without_the_duty_cannot_send_the_form(client: Client, world: w.World) -> None:
    case = w.registered(world)
    client.force_login(world.people["head"])
    address = reverse("case_step", args=[case.pk, w.record_of(case, "P02").pk])
    assert client.post(address, {"summary": "甲"}).status_code == 403
    assert w.open_codes(case) == {"P02"}


def test_a_form_of_a_step_that_somebody_else_finished_is_refused_with_the_reason(
    client: Client, world: w.World
) -> None:
    case = w.registered(world)
    step = w.record_of(case, "P02")
    address = reverse("case_step", args=[case.pk, step.pk])
    w.check_clue(case_id=case.pk, by=world.by("co"), at=w.at("03-11"), officer_ids=world.pair, summary="属实")
    client.force_login(world.people["lead"])
    sent = {
        "held_on": "2026-03-11",
        "summary": "我的记录",
        "officer_ids": world.pair,
        "credentials_shown": "on",
        "rights_told": "on",
    }
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "我的记录" in answer.content.decode()
    assert "立案审批" in answer.content.decode()


def test_an_act_locks_its_case_only_within_a_transaction(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        acting.lock(1)
    with pytest.raises(acting.OutsideRecord):
        acting._run_id(Case())
