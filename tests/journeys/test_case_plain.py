"""Sample case 1: a clean case without a hearing, replayed with its days through the real acts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.rules.loading import load
from cases.rules.registry import audit
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.queries import faults, history_of
from tests.cases.acts import world as w


@pytest.fixture
def world(db: None) -> w.World:
    return w.a_world()


def due(case: Case, code: str) -> date | None:
    """Return the due day of a step's record."""
    return StepRecord.objects.filter(run_id=case.run_id, node__code=code).latest("entered_at").due_on


def test_sample_case_one_has_the_days_that_the_law_gives_it(world: w.World) -> None:
    case = w.served(world)
    clock = RunClock.objects.get(run_id=case.run_id, code="decision")
    notice, decision = case.notices.get(), Case.objects.get(pk=case.pk).decision
    assert due(case, "P02") == w.on("03-31")
    assert clock.due_on == w.on("06-10")
    assert (notice.served_on, notice.defence_until) == (w.on("03-24"), w.on("03-31"))
    assert not notice.hearing_right
    assert (decision.decided_on, decision.dated_on) == (w.on("04-02"), w.on("04-02"))
    assert case.services.get().served_on == w.on("04-03")
    assert due(case, "P17") == w.on("04-14")
    paying = StepRecord.objects.get(run_id=case.run_id, node__code="P18")
    assert (paying.raw_due_on, paying.due_on) == (w.on("04-18"), w.on("04-20"))


def test_sample_case_one_is_green_from_clue_to_archive(world: w.World) -> None:
    case = w.archived(world)
    case.refresh_from_db()
    file = load(case, today=w.on("04-22"))
    assert [(f.rule, f.sentence) for f in audit(file) if f.severity == "red" or f.blocks] == []
    assert list(faults(case.series)) == []
    assert case.payments.get().amount == Decimal(5000)
    assert (case.filed_on, case.closed_on, case.archived_on) == (w.on("03-12"), w.on("04-20"), w.on("04-22"))
    assert [case.clue_number, case.number, case.notices.get().number, case.decision.number, case.archive_number] == [
        "乐综执案源〔2026〕1号",
        "乐综执立〔2026〕1号",
        "乐综执罚告〔2026〕1号",
        "乐综执罚〔2026〕1号",
        "乐综执档〔2026〕1号",
    ]
    verbs = list(history_of(case.series).values_list("verb", flat=True))
    assert verbs == [
        "case.begin",
        "step.register_clue",
        "step.check_clue",
        "step.file_case",
        "step.assign",
        "case.record_interview",
        "step.investigate",
        "step.conclude_investigation",
        "step.check_case",
        "step.propose",
        "step.notify_party",
        "step.hear_defence",
        "step.decide",
        "step.draw_up_decision",
        "step.serve",
        "case.redact_decision",
        "step.publish_decision",
        "step.record_payment",
        "step.close_case",
        "step.archive_case",
    ]
    codes = set(case.papers.values_list("code", flat=True))
    assert codes >= {"AY", "HC", "LA", "XW", "ZJ", "SH", "NC", "GZ", "SD1", "JS", "JD", "SD", "GS", "JA", "ML", "BK"}


def test_the_first_steps_go_over_http_as_well(client: Client, world: w.World) -> None:
    client.force_login(world.people["clerk"])
    facts = {
        "agency_id": world.agency.pk,
        "field": "urban",
        "source": "inspection",
        "clue_on": "2026-11-20",
        "cause": "堆放物料",
        "summary": "巡查发现",
        "party_kind": "organisation",
        "party_name": "乐陵市甲建材有限公司",
        "party_code": w.FIRM_CODE,
    }
    answer = client.post(reverse("case_register"), facts)
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("case", args=[case.pk]))
    client.force_login(world.people["lead"])
    step = reverse("case_step", args=[case.pk, w.record_of(case, "P02").pk])
    page = client.get(step)
    assert page.status_code == 200
    wrong = client.post(step, {"held_on": "2026-11-20", "summary": "现场核查属实", "officer_ids": [world.id("lead")]})
    assert wrong.status_code == 422
    assert "现场核查属实" in wrong.content.decode()
    given = {
        "held_on": "2026-11-20",
        "summary": "现场核查属实",
        "officer_ids": world.pair,
        "credentials_shown": "on",
        "rights_told": "on",
    }
    assert client.post(step, given).status_code == 303
    client.force_login(world.people["head"])
    step = reverse("case_step", args=[case.pk, w.record_of(case, "P03").pk])
    ticks = dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "is_in_time"), "on")
    assert client.post(step, {"outcome": "filed", **ticks, "legal_basis": w.BASIS}).status_code == 303
    step = reverse("case_step", args=[case.pk, w.record_of(case, "P04").pk])
    alone = client.post(step, {"lead_id": world.id("lead")})
    assert alone.status_code == 422
    assert client.post(step, {"lead_id": world.id("lead"), "co_ids": [world.id("co")]}).status_code == 303
    assert w.open_codes(case) == {"P05"}
