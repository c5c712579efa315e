"""A changed statute is laid over the older versions: limits, guards and open due dates follow it from its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.engine.refusals import GuardFailed
from enforcement.flowcharts.exceptions import lay as laying
from enforcement.flowcharts.exceptions.approve_overlay import approve_overlay, object_to_overlay
from enforcement.flowcharts.exceptions.draft_overlay import add_change, drop_change, withdraw_overlay
from enforcement.flowcharts.exceptions.lay import lay
from enforcement.flowcharts.exceptions.refusals import (
    NothingLaid,
    NotInDraft,
    NotYetLaw,
    OverlayJudged,
    OwnOverlay,
    ReasonsNeeded,
)
from enforcement.flowcharts.models import Overlay, RunClock, StepRecord
from enforcement.ledger.queries import body_of, history_of
from tests.factories import flowcharts as make
from tests.factories import flowcharts_exceptions as also

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(procedure):
    """A penalty case of 2 March whose officers were assigned: the ninety days run to 31 May, rolled to 1 June."""
    case = procedure("P")
    case.walk("P01:registered P02:checked P03:filed P04:assigned")
    return case


def last(case):
    return history_of(case.run.series).order_by("-seq")[0]


def test_open_due_dates_move_with_the_law_and_the_case_keeps_was_and_now(case, agency):
    overlay = also.an_overlay(agency)
    also.an_item(overlay)
    before = RunClock.objects.get(run=case.run)
    assert before.due_on == date(2026, 6, 1)
    overlay = also.agreed(overlay)
    assert (overlay.status, overlay.number, overlay.runs) == ("laid", 1, 1)
    clock = RunClock.objects.get(run=case.run)
    assert clock.due_on == date(2026, 5, 6)  # 1 May and the four days after it are off
    change = overlay.changes.get()
    assert (change.run, change.was_on, change.now_on) == (case.run, before.due_on, clock.due_on)
    entry = last(case)
    assert entry.verb == "case.lay_overlay"
    assert body_of(entry)["moved"][0]["now_on"] == "2026-05-06"
    case.run.refresh_from_db()
    assert (case.run.last_seq, case.run.last_hash, case.run.overlay) == (entry.seq, entry.hash, 1)
    case.do("P05", "clear")  # the ledger goes on from there


def test_the_published_version_says_what_it_said(case, agency, published_charts):
    version = published_charts["P"]
    overlay = also.an_overlay(agency)
    also.an_item(overlay)
    also.agreed(overlay)
    assert store.graph_of(version.pk).clocks[0].limit.value == 60
    assert store.published_graph(version.pk).clocks[0].limit.value == 90


def test_a_step_entered_later_has_the_new_limit_and_the_new_guard(case, agency, guards_pass):
    overlay = also.an_overlay(agency)
    also.an_item(overlay, "limit", "act:check_case", value=5)
    also.an_item(overlay, "guard", "P06", type="not_recused", params=[], at="leave", basis="")
    also.agreed(overlay)
    case.do("P05", "clear")
    guards_pass["not_recused"] = False
    with pytest.raises(GuardFailed):
        case.do("P06", "reported")
    guards_pass.clear()
    case.do("P06", "reported")
    record = StepRecord.objects.get(run=case.run, left_at__isnull=True)
    assert record.due_on == date(2026, 3, 9)  # five working days from Monday, 2 March


def test_versions_from_the_day_of_the_law_on_are_left_alone(case, agency):
    newer = also.republish(agency, "P", also.NOTED, at=also.LAID_AT, on=date(2026, 3, 14))
    overlay = also.an_overlay(agency)
    also.an_item(overlay)
    also.agreed(overlay)
    assert store.graph_of(newer.pk).clocks[0].limit.value == 90


def test_a_term_that_had_ended_is_left_and_one_cut_short_counts_from_the_day_of_the_law(case, agency):
    overlay = also.an_overlay(agency)
    also.an_item(overlay, "clock", "decision", value=5)
    also.agreed(overlay)
    clock = RunClock.objects.get(run=case.run)
    assert (clock.counted_from, clock.due_on) == (also.FROM_ON, date(2026, 3, 16))  # 15 March is a Sunday
    late = also.an_overlay(agency, from_on=date(2026, 3, 20))
    also.an_item(late, "clock", "decision", value=30)
    also.agreed(late, at=also.LAID_AT + timedelta(days=10))
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 3, 16)


def test_an_overlay_waits_for_its_day_and_is_then_laid_by_the_clock(case, agency, monkeypatch):
    overlay = also.an_overlay(agency, from_on=date(2026, 4, 1))
    also.an_item(overlay)
    assert also.agreed(overlay).status == "agreed"
    with pytest.raises(NotYetLaw):
        lay(overlay_id=overlay.pk, by=SYSTEM, at=also.LAID_AT)
    monkeypatch.setattr(laying.clock, "now", lambda: also.LAID_AT + timedelta(days=30))
    assert laying.work(None) == {"laid": 1, "settled": 0}
    assert laying.work(None) == {"laid": 0, "settled": 0}
    assert RunClock.objects.get(run=case.run).due_on == date(2026, 5, 6)


class TestApproval:
    @pytest.fixture
    def overlay(self, agency):
        overlay = also.an_overlay(agency, "S")
        also.an_item(overlay, "limit", "S06", value=3, unit="working")
        return overlay

    def test_the_drafter_is_no_approver_and_nobody_speaks_twice(self, overlay, agency):
        drafter, one, _two = make.drafters(agency)
        make.grant(person=overlay.drafted_by, duty="approve_chart", agency=agency, by=make.SYSTEM, at=make.SHIPPED_AT)
        with pytest.raises(OwnOverlay):
            approve_overlay(overlay_id=overlay.pk, by=drafter, at=also.LAID_AT)
        approve_overlay(overlay_id=overlay.pk, by=one, at=also.LAID_AT)
        with pytest.raises(OverlayJudged):
            approve_overlay(overlay_id=overlay.pk, by=one, at=also.LAID_AT)
        assert Overlay.objects.get().status == "draft"

    def test_what_somebody_judged_is_not_changed_any_more(self, overlay, agency):
        drafter, one, two = make.drafters(agency)
        approve_overlay(overlay_id=overlay.pk, by=one, at=also.LAID_AT)
        item = overlay.items.get()
        for change in (
            lambda: add_change(overlay_id=overlay.pk, by=drafter, at=also.LAID_AT, kind="clock", target="x", body={}),
            lambda: drop_change(overlay_id=overlay.pk, by=drafter, at=also.LAID_AT, item_id=item.pk),
        ):
            with pytest.raises(NotInDraft):
                change()
        approve_overlay(overlay_id=overlay.pk, by=two, at=also.LAID_AT)
        with pytest.raises(NotInDraft):
            withdraw_overlay(overlay_id=overlay.pk, by=drafter, at=also.LAID_AT)

    def test_an_objection_has_reasons_and_ends_it(self, overlay, agency):
        one = make.drafters(agency)[1]
        with pytest.raises(ReasonsNeeded):
            object_to_overlay(overlay_id=overlay.pk, by=one, at=also.LAID_AT, comment=" ")
        assert (
            object_to_overlay(overlay_id=overlay.pk, by=one, at=also.LAID_AT, comment="条文未改").status == "withdrawn"
        )

    def test_an_overlay_that_finds_no_place_is_refused(self, agency):
        overlay = also.an_overlay(agency, "S")
        also.an_item(overlay, "limit", "P99", value=3)
        with pytest.raises(NothingLaid):
            approve_overlay(overlay_id=overlay.pk, by=make.drafters(agency)[1], at=also.LAID_AT)

    def test_without_the_duty_nothing_is_drafted_or_approved(self, overlay, agency):
        nobody = make.actor(make.a_person(), agency)
        for act in (approve_overlay, withdraw_overlay):
            with pytest.raises(Refusal):
                act(overlay_id=overlay.pk, by=nobody, at=also.LAID_AT)

    @pytest.mark.parametrize("status", ["agreed", "laid", "draft"])
    def test_the_database_itself_wants_two_approvers(self, overlay, status):
        with pytest.raises(DatabaseError), transaction.atomic():
            Overlay.objects.filter(pk=overlay.pk).update(status=status, reason="x")
