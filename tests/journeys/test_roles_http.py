"""Every role does its part of a case through the pages, from clue to archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from cases.demo import ground
from cases.demo.people import Staff
from cases.models import Case
from cases.rules.loading import load
from cases.rules.registry import audit
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.journeys.county import a_county
from tests.journeys.office import CaseWork


@pytest.fixture(scope="module")
def kept_staff(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Staff]:
    with django_db_blocker.unblock(), a_county(tmp_path_factory.mktemp("papers"), "urban", "transport") as staff:
        ground.set_parameters(staff)
        yield staff


@pytest.fixture
def staff(kept_staff: Staff, db: None) -> Staff:
    return kept_staff


def test_a_case_goes_from_clue_to_archive_by_its_pages(staff: Staff) -> None:
    work = CaseWork(staff)
    work.to_investigation()
    work.to_notice("120000")
    work.hearing()
    work.discussion()
    work.to_archive("120000")
    case = Case.objects.get(pk=work.case.pk)
    assert (case.run.end, case.archived_on) == ("archived", date(2026, 5, 11))
    found = audit(load(case, today=date(2026, 5, 11)))
    assert [(f.rule, f.sentence) for f in found if f.severity == "red" or f.blocks] == []
    assert list(faults(case.series)) == []
    done = StepRecord.objects.filter(run=case.run, node__kind="task")
    assert not done.filter(left_at=None).exists()
    assert all(record.actor.get("person_id") for record in done)
    work.client.logout()
    shown = work.get(reverse("decision", args=[case.pk]))
    assert "占道堆放，罚款。" in shown


class TestWhatGoesWrong:
    @pytest.fixture
    def work(self, staff: Staff) -> CaseWork:
        work = CaseWork(staff)
        work.to_investigation()
        return work

    def test_a_form_sent_twice_acts_once(self, work: CaseWork) -> None:
        with time_machine.travel(w.at("2026-03-19"), tick=False):
            work.sit_down("lead")
            url = work.step("P05")
            act_id = re.search(r'name="act_id" value="(\w+)"', work.get(url))
            assert act_id is not None
            facts = {"act_id": act_id[1], "outcome": "clear", "officer_ids": work.ids("lead", "co")}
            first, second = work.done(url, **facts), work.done(url, **facts)
        assert first == second == reverse("case", args=[work.case.pk])
        assert Entry.objects.filter(series=work.case.series, verb="step.investigate").count() == 1
        assert w.open_codes(work.case) == {"P06"}

    def test_a_stale_page_says_so_and_keeps_what_was_typed(self, work: CaseWork) -> None:
        with time_machine.travel(w.at("2026-03-19"), tick=False):
            work.sit_down("lead")
            url = work.step("P05")
            work.get(url)
            facts = {"officer_ids": work.ids("lead", "co")}
            work.done(url, outcome="clear", **facts)
            work.sit_down("co")
            late = work.post(url, outcome="withdraw", ground="我写了很久的理由", **facts)
        text = unescape(late.content.decode())
        assert late.status_code == 409
        assert "我写了很久的理由" in text
        assert "This belongs to another step." in text
        assert w.open_codes(work.case) == {"P06"}

    def test_another_agency_sees_nothing_and_a_stranger_signs_in(self, work: CaseWork) -> None:
        step, page = work.step("P05"), reverse("case", args=[work.case.pk])
        work.sit_down("lead", "transport")
        for url in (
            page,
            step,
            reverse("case_timeline", args=[work.case.pk]),
            reverse("case_act", args=[work.case.pk, "record_inquiry"]),
        ):
            work.get(url, 404)
        assert work.post(step, outcome="clear").status_code == 404
        assert step not in work.get(reverse("desk"))
        work.client.logout()
        for url in (reverse("desk"), page, step):
            answer = work.client.get(url)
            assert answer.status_code == 302
            assert answer["Location"].startswith(reverse("account_login"))
        assert work.client.post(step, {"outcome": "clear"}).status_code == 302
        assert w.open_codes(work.case) == {"P05"}

    def test_a_colleague_without_the_duty_reads_and_may_not_send(self, work: CaseWork) -> None:
        with time_machine.travel(w.at("2026-03-19"), tick=False):
            work.sit_down("reviewer")
            assert "It is for:" in work.get(work.step("P05"))
            assert work.post(work.step("P05"), outcome="clear").status_code == 403
        assert w.open_codes(work.case) == {"P05"}
