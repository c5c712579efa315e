"""Taking a step back and correcting a record: the old rows stay, the timeline shows both."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cases.conclude_investigation import conclude_investigation
from cases.correct_record import CorrectionIncomplete, NothingToCorrect, correct_record
from cases.hear_defence import hear_defence
from cases.history import happened
from cases.investigate import investigate
from cases.models import Case, Proposal
from cases.recall_step import RecallReasonMissing, recall_step, recallable
from cases.review import HEADS, review
from cases.rules.loading import load
from enforcement.errors import NotAllowed
from enforcement.flowcharts.engine.recall import NextStepActed, NotRecallable
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Person
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

FACTS: dict[str, Any] = {"was": "3月16日", "right": "3月15日", "reason": "笔误", "evidence": "执法记录仪编号0316"}


def step(case: Any, code: str) -> StepRecord:
    return StepRecord.objects.filter(run=case.run, node__code=code, left_at__isnull=False).latest("left_at")


def test_the_officer_takes_the_end_of_the_investigation_back_and_does_it_anew(world: w.World) -> None:
    case = w.interviewed(world)
    investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    done = step(case, "P05")
    facts: dict[str, Any] = {"case_id": case.pk, "record_id": done.pk, "reason": "漏查一处场地"}
    with refused(NotAllowed, case):
        recall_step(by=world.by("co"), at=w.at("03-20", 11), **facts)
    with refused(RecallReasonMissing, case, field="reason"):
        recall_step(by=world.by("lead"), at=w.at("03-20", 11), **{**facts, "reason": " "})
    with refused(NotRecallable, case, field="record_id"):
        recall_step(by=world.by("head"), at=w.at("03-20", 11), **{**facts, "record_id": step(case, "P04").pk})
    assert [r.pk for r in recallable(case, world.id("lead"), is_head=False)] == [done.pk]
    recall_step(by=world.by("lead"), at=w.at("03-20", 11), **facts)
    assert (w.open_codes(case), last_verb(case)) == ({"P05"}, "step.recall")
    investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-23"), outcome="clear", officer_ids=world.pair)
    assert w.open_codes(case) == {"P06"}
    conclude_investigation(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-23", 10), facts="堆放沙子。", evidence="1.笔录。",
        legal_basis=w.BASIS, discretion="较轻档。", kinds=["fine"], fine=5000,
    )  # fmt: skip
    with refused(NextStepActed, case):
        recall_step(by=world.by("head"), at=w.at("03-24"), **{**facts, "record_id": step(case, "P05").pk})
    recall_step(by=world.by("head"), at=w.at("03-24"), **{**facts, "record_id": step(case, "P06").pk})
    assert w.open_codes(case) == {"P06"}
    assert not case.proposals.exists()
    assert Proposal.all_rows.filter(case=case, recalled_at__isnull=False).count() == 1  # it stays, and nobody reads it


def test_a_review_that_is_taken_back_is_read_no_more_and_what_it_told_the_chart_is_set_back(world: w.World) -> None:
    case = w.notified(world)
    Case.objects.filter(pk=case.pk).update(public_interest=True)
    hear_defence(case_id=case.pk, by=world.by("lead"), at=w.at("04-01"), outcome="review")
    Person.objects.filter(pk=world.id("reviewer")).update(law_qualification="A20261234")
    by = world.by("reviewer")
    before = Run.objects.values("facts", "events").get(pk=case.run_id)
    facts: dict[str, Any] = {"heads": {code: {"ok": True} for code in HEADS}, "opinion": "符合。", "outcome": "passed"}
    review(case_id=case.pk, by=by, at=w.at("04-08"), reviewed_on=w.on("04-08"), **facts)
    assert len(load(case, today=w.on("04-08")).reviews) == 1
    recall_step(case_id=case.pk, by=by, at=w.at("04-08", 15), record_id=step(case, "P12").pk, reason="漏看一页")
    after = Run.objects.values("facts", "events").get(pk=case.run_id)
    assert (after["events"], {**after["facts"], "_before": {}}) == (
        before["events"],
        {**before["facts"], "_before": {}},
    )
    assert (load(case, today=w.on("04-08")).reviews, w.open_codes(case)) == ((), {"P12"})


def test_a_correction_stands_beside_the_record_and_changes_nothing_in_it(world: w.World, client: Client) -> None:
    case = w.interviewed(world)
    wrong = Entry.objects.get(series=case.series, verb="case.record_interview")
    before = Entry.objects.filter(pk=wrong.pk).values().get()
    with refused(NotAllowed, case):
        correct_record(case_id=case.pk, by=world.by("archivist"), at=w.at("03-18"), entry=wrong.seq, **FACTS)
    with refused(NothingToCorrect, case, field="entry"):
        correct_record(case_id=case.pk, by=world.by("lead"), at=w.at("03-18"), entry=999, **FACTS)
    with refused(CorrectionIncomplete, case, field="evidence"):
        correct_record(
            case_id=case.pk, by=world.by("lead"), at=w.at("03-18"), entry=wrong.seq, **{**FACTS, "evidence": ""}
        )
    correct_record(case_id=case.pk, by=world.by("lead"), at=w.at("03-18"), entry=wrong.seq, **FACTS)
    assert Entry.objects.filter(pk=wrong.pk).values().get() == before
    assert "3月15日" in next(h.text for h in happened(case) if h.seq == wrong.seq)
    assert case.papers.last().code == "GX"
    client.force_login(world.people["lead"])
    assert "3月15日" in client.get(f"/cases/{case.pk}/timeline/").content.decode()
    assert str(wrong.seq) in client.get(f"/cases/{case.pk}/do/correct_record/").content.decode()


@pytest.mark.parametrize("part", ["lead", "head"])
def test_the_page_offers_the_step_to_those_who_may(world: w.World, client: Client, part: str) -> None:
    case = w.reported(world)
    client.force_login(world.people[part])
    shown = client.get(f"/cases/{case.pk}/do/recall_step/").content.decode()
    assert str(step(case, "P06").pk) in shown
