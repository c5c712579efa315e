"""Extending, stopping and resuming the terms of a case through the real acts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cases.extend_term import extend_term
from cases.models import Case
from cases.open_terms import NoSuchTerm, terms_of
from cases.resume_term import resume_term, standing
from cases.rules.loading import load
from cases.rules.registry import audit
from cases.suspend_term import TermEnded, suspend_term
from cases.suspension import start_clock, stop_clock
from enforcement.errors import NotAllowed
from enforcement.flowcharts.engine.extending import ExtendedTooLate
from enforcement.flowcharts.engine.extensions import record_extension
from enforcement.flowcharts.engine.pausing import NotSuspendable
from enforcement.flowcharts.models import RunClock
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

GRANT: dict[str, Any] = {"length": 30, "reason": "案情复杂", "document": "延期审批表"}


@pytest.fixture
def case(world: w.World) -> Case:
    """A case under investigation, filed on 12 March: decided by 10 June."""
    return w.filed(world)


def extend(world: w.World, case: Case, day: str, by: str = "head", **changes: Any) -> Any:
    facts = {"term": terms_of(case)[0].key, **GRANT, **changes}
    return extend_term(case_id=case.pk, by=world.by(by), at=w.at(day), **facts)


def due(case: Case) -> date:
    return RunClock.objects.get(run=case.run).due_on


def red(case: Case, day: str) -> list[str]:
    return [f.key for f in audit(load(case, w.on(day)), ["R22"]) if f.severity == "red"]


def test_the_head_extends_the_ninety_days_in_time(world: w.World, case: Case) -> None:
    assert due(case) == w.on("06-10")
    with refused(NotAllowed, case):
        extend(world, case, "06-01", by="lead")
    with refused(NoSuchTerm, case, field="term"):
        extend(world, case, "06-01", term="clock-0")
    with refused(ExtendedTooLate, case):
        extend(world, case, "06-11")
    assert red(case, "06-11")
    extend(world, case, "06-10")
    assert (due(case), last_verb(case), case.papers.last().code) == (w.on("07-10"), "case.extend_term", "YZ")
    assert red(case, "06-11") == []
    assert red(case, "07-11")


def test_an_extension_told_of_later_is_red_and_does_not_help(world: w.World, case: Case) -> None:
    record_extension(
        RunClock.objects.get(run=case.run), days=30, unit="calendar", by_name="局长", granted_on=w.on("06-12"),
        reason="案情复杂", document="延期审批表",
    )  # fmt: skip
    assert due(case) == w.on("06-10")
    assert red(case, "06-12") == ["term:0", "extension:2026-06-12"]


def test_the_days_of_a_test_are_taken_out_with_their_document(world: w.World, case: Case) -> None:
    facts: dict[str, Any] = {"term": terms_of(case)[0].key, "ground": "testing", "document": "检验委托书"}
    with refused(NotSuspendable, case, field="ground"):
        suspend_term(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), **{**facts, "ground": "litigation"})
    suspend_term(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), **facts)
    assert red(case, "09-01") == []
    lasting = standing(case).get().pk
    resume_term(case_id=case.pk, by=world.by("lead"), at=w.at("04-10"), pause_id=lasting)
    assert (due(case), last_verb(case)) == (w.on("07-01"), "case.resume_term")
    with refused(NoSuchTerm, case, field="pause_id"):
        resume_term(case_id=case.pk, by=world.by("lead"), at=w.at("04-11"), pause_id=lasting)


def test_a_term_that_has_ended_is_not_stopped_but_a_test_begun_in_time_may_be_told_of_later(
    world: w.World, case: Case
) -> None:
    facts: dict[str, Any] = {"term": terms_of(case)[0].key, "ground": "testing", "document": "检验委托书"}
    with refused(TermEnded, case, field="from_on"):
        suspend_term(case_id=case.pk, by=world.by("lead"), at=w.at("06-20"), **facts)
    suspend_term(case_id=case.pk, by=world.by("lead"), at=w.at("06-20"), from_on=w.on("06-10"), **facts)
    assert red(case, "06-25") == []


def test_one_ground_passes_into_another_and_no_day_is_taken_out_twice(world: w.World, case: Case) -> None:
    facts: dict[str, Any] = {"term": terms_of(case)[0].key, "ground": "testing", "document": "检验委托书"}
    suspend_term(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), **facts)
    with transaction.atomic():
        stop_clock(case, from_on=w.on("03-25"), document="听证申请", ground="hearing")
        start_clock(case, to_on=w.on("04-01"), ground="hearing")
        stop_clock(case, from_on=w.on("03-30"), document="中止决定书")  # two days of it are out already
        start_clock(case, to_on=w.on("04-03"))
    spans = RunClock.objects.get(run=case.run).pauses.values_list("from_on", "to_on")
    assert list(spans) == [
        (w.on("03-20"), w.on("03-25")), (w.on("03-25"), w.on("04-01")), (w.on("04-01"), w.on("04-03")),
    ]  # fmt: skip
    assert due(case) == w.on("06-24")


def test_the_page_of_the_case_leads_to_the_extension_and_shows_it(world: w.World, case: Case, client: Client) -> None:
    client.force_login(world.people["head"])
    shown = client.get(f"/cases/{case.pk}/", headers={"accept-language": "en"}).content.decode()
    assert f"/cases/{case.pk}/do/extend_term/" in shown
    form = client.get(f"/cases/{case.pk}/do/extend_term/").content.decode()
    assert terms_of(case)[0].key in form
    extend(world, case, "03-12")
    assert "延期审批表" in client.get(f"/cases/{case.pk}/").content.decode()
