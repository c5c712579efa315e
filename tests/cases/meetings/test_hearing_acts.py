from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from cases.acting import DayAhead, DayTooEarly, close_step
from cases.designate_chair import ChangeReasonMissing, NotAChair, OnePersonTwoRoles, change_chair
from cases.hearings import NoHearing, TooSoon
from cases.hold_hearing import EndReason, NotTheChair, end_hearing
from cases.lights import step_timed
from cases.models import Case, Hearing
from cases.request_hearing import NoHearingRight, request_hearing
from cases.rules.loading import load
from cases.rules.registry import RuleBroken, audit
from cases.schedule_hearing import ReasonForClosedDoors
from enforcement.errors import NotAllowed, OutOfOrder
from enforcement.flowcharts.engine.refusals import GuardFailed, NotYourStep, StepNotOpen
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from enforcement.web.times import say_day
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused

SIXTY_FOUR = "中华人民共和国行政处罚法第六十四条"


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_hearing(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def told(case: Case) -> dict[str, Any]:
    """Return the body of the last entry of the case's ledger."""
    return body_of(Entry.objects.filter(series=case.series).latest("seq"))


def codes(case: Case) -> set[str]:
    return set(case.papers.values_list("code", flat=True))


class TestTheRequest:
    def test_it_is_entered_within_the_defence(self, case: Case) -> None:
        hearing = Hearing.objects.get(case=case)
        assert (hearing.requested_on, hearing.notice_id) == (w.on("03-27"), case.notices.get().pk)
        verbs = list(Entry.objects.filter(series=case.series).order_by("seq").values_list("verb", flat=True))
        assert verbs[-3:] == ["step.hear_defence", "step.confirm_hearing_right", "step.request_hearing"]
        assert told(case)["until"] == "2026-03-31"
        assert w.open_codes(case) == {"H03"}
        assert "TS" in codes(case)
        case.run.refresh_from_db()
        assert case.run.events["hearing_requested"] == "2026-03-27"

    def test_it_is_refused_where_the_notice_gave_no_right(self, world: w.World, case: Case) -> None:
        notice = case.notices.get()
        notice.hearing_right = False
        with refused(NoHearingRight, case, article="第六十三条"), transaction.atomic():
            request_hearing(case=case, notice=notice, by=world.by("lead"), at=w.at("03-27"), requested_on=w.on("03-27"))

    def asked_late(self, world: w.World, case: Case, day: str) -> None:
        """Leave the defence with a request for a hearing of a later day."""
        with transaction.atomic():
            close_step(case, act="hear_defence", by=world.by("lead"), at=w.at(day), outcome="hearing")
            request_hearing(
                case=case, notice=case.notices.get(), by=world.by("lead"), at=w.at(day), requested_on=w.on(day)
            )

    def test_a_late_one_waives_the_hearing(self, world: w.World) -> None:
        case = w.notified(world, 120000, party_name="乐陵市丁公司", party_code="")
        self.asked_late(world, case, "04-01")
        assert told(case)["outcome"] == "late"
        assert w.open_codes(case) == {"H13"}
        end_hearing(case_id=case.pk, by=world.by("lead"), at=w.at("04-02"), ended_on=w.on("04-02"), reason="late")
        assert w.open_codes(case) == {"P12"}
        assert (hearing := Hearing.objects.get(case=case)).end_reason == "late"
        assert hearing.ended_on == w.on("04-02")
        assert last_verb(case) == "step.end_hearing"
        assert "TZ2" in codes(case)

    def test_its_term_is_five_working_days_however_short_the_defence(self, world: w.World) -> None:
        case = w.notified(world, 120000, party_name="乐陵市丁公司", party_code="")
        case.notices.update(defence_until=w.on("03-27"))
        self.asked_late(world, case, "03-31")
        assert w.open_codes(case) == {"H03"}


class TestTheNinetyDays:
    def pauses(self, case: Case) -> list[tuple[Any, ...]]:
        return list(case.run.clocks.get(code="decision").pauses.values_list("ground", "from_on", "to_on"))

    def test_they_stand_still_from_the_request_until_the_file_is_returned(self, world: w.World, case: Case) -> None:
        assert self.pauses(case) == [("hearing", w.on("03-27"), None)]
        m.go(world, case, until=m.give_back)
        m.give_back(world, case)
        assert self.pauses(case) == [("hearing", w.on("03-27"), w.on("05-11"))]
        # 90 days from 03-12 end on 06-10; 45 days of hearing do not count, and 07-25 is a Saturday.
        assert case.run.clocks.get(code="decision").due_on == w.on("07-27")

    def test_they_run_again_when_the_hearing_ends_without_being_held(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.hold)
        m.hold(world, case, outcome="ended", reason="withdrawn")
        assert self.pauses(case) == [("hearing", w.on("03-27"), w.on("05-07"))]

    def test_they_go_on_where_the_chart_does_not_say_so(self, world: w.World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cases.hearings.GROUND", "another ground")
        case = m.before_a_hearing(world, party_name="乐陵市丁公司", party_code="")
        assert self.pauses(case) == []


class TestAcceptance:
    def test_it_starts_the_twenty_days(self, world: w.World, case: Case) -> None:
        assert m.accept(world, case).accepted_on == w.on("03-30")
        assert w.open_codes(case) == {"H04"}
        assert (last_verb(case), told(case)["accepted_on"]) == ("step.accept_hearing", "2026-03-30")
        assert "TX" in codes(case)
        assert list(faults(case.series)) == []

    def test_it_is_refused(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m.accept(world, case, who="lead")
        with refused(DayAhead, case, field="accepted_on"):
            m.accept(world, case, accepted_on=w.on("03-31"))
        with refused(DayTooEarly, case, field="accepted_on"):
            m.accept(world, case, accepted_on=w.on("03-26"))
        m.accept(world, case)
        with refused(StepNotOpen, case):
            m.accept(world, case)

    def test_there_must_be_a_hearing(self, world: w.World, case: Case) -> None:
        Hearing.objects.filter(case=case).delete()
        with refused(NoHearing, case):
            m.accept(world, case)


class TestDesignation:
    @pytest.fixture(autouse=True)
    def _accepted(self, world: w.World, case: Case) -> None:
        m.accept(world, case)

    def test_chair_and_recorder_are_named_with_the_certificate(self, world: w.World, case: Case) -> None:
        hearing = m.designate(world, case)
        assert (hearing.chair_name, hearing.chair_certificate, hearing.recorder_name) == ("己某", "鲁听00001", "辛某")
        assert w.open_codes(case) == {"H05"}
        assert last_verb(case) == "step.designate_chair"
        assert told(case)["certificate"] == "鲁听00001"
        assert "ZP" in codes(case)

    def test_a_chair_who_investigated_is_refused(self, world: w.World, case: Case) -> None:
        with refused(RuleBroken, case, article="第六十四条第四项", code="R14") as caught:
            m.designate(world, case, chair_id=world.id("co"))
        assert "乙某" in str(caught.value)

    def test_a_recorder_who_investigated_is_refused(self, world: w.World, case: Case) -> None:
        with refused(RuleBroken, case, article="第六十四条第四项", code="R14"):
            m.designate(world, case, recorder_id=world.id("lead"))

    def test_a_chair_without_certificate_is_refused_unless_the_setting_says_otherwise(
        self, world: w.World, case: Case
    ) -> None:
        with refused(RuleBroken, case, article="山东省行政执法监督条例第十一条", code="R14"):
            m.designate(world, case, chair_id=world.id("bare"))
        m.setting(world, "chair_needs_certificate", value=False)
        assert m.designate(world, case, chair_id=world.id("bare")).chair_certificate == ""

    def test_one_person_is_not_both(self, world: w.World, case: Case) -> None:
        with refused(OnePersonTwoRoles, case, field="recorder_id"):
            m.designate(world, case, recorder_id=world.id("chair"))

    def test_the_chair_holds_the_duty(self, world: w.World, case: Case) -> None:
        with refused(NotAChair, case, field="chair_id"):
            m.designate(world, case, chair_id=world.id("recorder"), recorder_id=world.id("chair"))

    def test_only_the_head_designates_on_a_day_between_acceptance_and_now(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m.designate(world, case, who="lead")
        with refused(DayAhead, case, field="designated_on"):
            m.designate(world, case, designated_on=w.on("04-01"))
        with refused(DayTooEarly, case, field="designated_on"):
            m.designate(world, case, designated_on=w.on("03-29"))

    def change(self, world: w.World, case: Case, **changes: Any) -> Hearing:
        facts = {
            "chair_id": world.id("bare"),
            "recorder_id": world.id("recorder"),
            "reason": "原主持人因公外出，已告知当事人。",
        }
        return change_chair(
            case_id=case.pk, by=world.by(changes.pop("who", "head")), at=w.at(changes.pop("day", "04-23")), **{**facts, **changes}
        )  # fmt: skip

    def test_another_is_designated_while_the_hearing_is_prepared(self, world: w.World, case: Case) -> None:
        m.setting(world, "chair_needs_certificate", value=False)
        m.designate(world, case)
        m.schedule(world, case)
        m.notify(world, case)
        hearing = self.change(world, case)
        assert (hearing.chair_name, hearing.designated_on) == ("庚某", w.on("04-23"))
        assert w.open_codes(case) == {"H07"}
        assert (last_verb(case), told(case)["chair"]) == ("case.change_chair", "庚某")
        m.announce(world, case)
        with refused(NotTheChair, case):
            m.hold(world, case)
        assert m.hold(world, case, who="bare").held_on == w.on("05-07")

    def test_a_change_is_refused(self, world: w.World, case: Case) -> None:
        with refused(OutOfOrder, case):
            self.change(world, case)
        m.designate(world, case)
        with refused(NotAllowed, case):
            self.change(world, case, who="lead")
        with refused(ChangeReasonMissing, case, field="reason", article="第六十四条第四项"):
            self.change(world, case, reason=" ")
        with refused(RuleBroken, case, code="R14"):
            self.change(world, case, chair_id=world.id("co"))
        with refused(RuleBroken, case, code="R14"):
            self.change(world, case)
        with refused(OnePersonTwoRoles, case, field="recorder_id"):
            self.change(world, case, recorder_id=world.id("bare"))


class TestTheDay:
    @pytest.fixture(autouse=True)
    def _designated(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.schedule)

    def test_22_april_leaves_7_may_and_6_may_is_too_soon(self, world: w.World, case: Case) -> None:
        with refused(TooSoon, case, field="planned_on", article="第六十四条第二项") as caught:
            m.schedule(world, case, "04-22", "05-06")
        assert say_day(w.on("05-07")) in str(caught.value.remedy)
        hearing = m.schedule(world, case, "04-22", "05-07")
        assert (hearing.planned_on, hearing.place, hearing.is_public) == (w.on("05-07"), "三楼听证室", True)
        assert w.open_codes(case) == {"H06"}
        assert (last_verb(case), told(case)["planned_on"]) == ("step.schedule_hearing", "2026-05-07")
        assert "YJ" in codes(case)
        case.run.refresh_from_db()
        assert case.run.events["hearing_on"] == "2026-05-07"

    def test_27_april_leaves_12_may(self, world: w.World, case: Case) -> None:
        with refused(TooSoon, case, field="planned_on"):
            m.schedule(world, case, "04-27", "05-09")
        assert m.schedule(world, case, "04-27", "05-12").planned_on == w.on("05-12")

    def test_the_hearing_day_counts_where_the_setting_says_so(self, world: w.World, case: Case) -> None:
        m.setting(world, "hearing_notice_clear", value=False)
        m.schedule(world, case, "04-22", "05-06")
        with refused(TooSoon, case) as caught:
            m.notify(world, case, "04-23")
        assert say_day(w.on("05-07")) in str(caught.value.remedy)
        hearing = m.notify(world, case, "04-22")
        assert hearing.notice_served_on == w.on("04-22")
        found = [f.severity for f in audit(load(case, today=w.on("04-22")), ["R13"])]
        assert found == ["yellow"]

    def test_closed_doors_need_a_ground(self, world: w.World, case: Case) -> None:
        with refused(ReasonForClosedDoors, case, field="closed_reason", article="第六十四条第三项"):
            m.schedule(world, case, is_public=False, closed_reason=" ")
        hearing = m.schedule(world, case, is_public=False, closed_reason="涉及商业秘密")
        assert not hearing.is_public
        m.notify(world, case)
        assert w.open_codes(case) == {"H08"}

    def test_only_who_handles_the_case_fixes_it(self, world: w.World, case: Case) -> None:
        with refused(NotYourStep, case):
            m.schedule(world, case, who="chair")


class TestTheNotice:
    @pytest.fixture(autouse=True)
    def _scheduled(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.notify)

    def test_it_is_served_by_two_officers_with_its_papers(self, world: w.World, case: Case) -> None:
        hearing = m.notify(world, case, method="left")
        assert hearing.notice_served_on == w.on("04-22")
        service = case.services.get()
        assert (service.document, service.method, len(service.officers)) == ("hearing_notice", "left", 2)
        assert w.open_codes(case) == {"H07"}
        assert {"TT", "TSD"} <= codes(case)
        assert last_verb(case) == "step.notify_hearing"
        assert [p["name"] for p in told(case)["people"]] == ["甲某", "乙某"]

    def test_one_officer_or_a_helper_is_refused(self, world: w.World, case: Case) -> None:
        with refused((RuleBroken, GuardFailed), case, article="第四十二条"):
            m.notify(world, case, officer_ids=[world.id("lead")])
        with refused((RuleBroken, GuardFailed), case):
            m.notify(world, case, officer_ids=[world.id("lead"), world.id("helper")])

    def test_a_day_later_it_is_too_late_for_the_day_fixed_and_the_hearing_moves(
        self, world: w.World, case: Case
    ) -> None:
        with refused(TooSoon, case, field="planned_on", article="第六十四条第二项") as caught:
            m.notify(world, case, "04-23")
        assert say_day(w.on("05-08")) in str(caught.value.remedy)
        with refused(TooSoon, case):
            m.notify(world, case, "04-27", planned_on=w.on("05-09"))
        hearing = m.notify(world, case, "04-27", planned_on=w.on("05-12"))
        assert hearing.planned_on == w.on("05-12")
        case.run.refresh_from_db()
        assert case.run.events["hearing_on"] == "2026-05-12"
        assert told(case)["planned_on"] == "2026-05-12"
        served = StepRecord.objects.select_related("node").get(run=case.run, node__code="H06")
        assert (served.due_on, step_timed(served, w.on("04-27")).light) == (w.on("04-28"), "yellow")

    def test_the_day_of_service_lies_between_the_step_and_now(self, world: w.World, case: Case) -> None:
        with refused(DayAhead, case, field="served_on"):
            m.notify(world, case, served_on=w.on("04-23"))
        with refused(DayTooEarly, case, field="served_on"):
            m.notify(world, case, "04-27", served_on=w.on("04-21"))

    def test_without_a_day_there_is_nothing_to_notify(self, world: w.World, case: Case) -> None:
        Hearing.objects.filter(case=case).update(planned_on=None)
        with refused(TooSoon, case):
            m.notify(world, case)


class TestTheAnnouncement:
    @pytest.fixture(autouse=True)
    def _notified(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.announce)

    def test_it_is_posted(self, world: w.World, case: Case) -> None:
        assert m.announce(world, case).announced_on == w.on("04-23")
        assert w.open_codes(case) == {"H08"}
        assert (last_verb(case), told(case)["where"]) == ("step.announce_hearing", "公告栏")
        assert "TGG" in codes(case)

    def test_a_late_one_is_no_bar_but_yellow(self, world: w.World, case: Case) -> None:
        m.announce(world, case, "05-06")
        m.hold(world, case)
        found = [(f.rule, f.severity, f.blocks) for f in audit(load(case, today=w.on("05-07"))) if f.step == "H07"]
        assert found == [("R13", "yellow", False)]

    def test_its_day_is_one_that_has_come(self, world: w.World, case: Case) -> None:
        with refused(DayAhead, case, field="announced_on"):
            m.announce(world, case, announced_on=w.on("04-24"))
        with refused(DayTooEarly, case, field="announced_on"):
            m.announce(world, case, announced_on=w.on("03-29"))


class TestTheEndOfALateRequest:
    @pytest.fixture
    def late(self, world: w.World) -> Case:
        case = w.notified(world, 120000, party_name="乐陵市丁公司", party_code="")
        TestTheRequest().asked_late(world, case, "04-01")
        return case

    def test_it_needs_a_ground_and_a_day_between(self, world: w.World, late: Case) -> None:
        facts: dict[str, Any] = {"case_id": late.pk, "by": world.by("lead"), "at": w.at("04-02")}
        with refused(EndReason, late, field="reason", article="第六十四条第六项"):
            end_hearing(**facts, ended_on=w.on("04-02"), reason="因故")
        with refused(DayAhead, late, field="ended_on"):
            end_hearing(**facts, ended_on=w.on("04-03"), reason="late")
        with refused(DayTooEarly, late, field="ended_on"):
            end_hearing(**facts, ended_on=w.on("03-31"), reason="late")
        with refused(NotYourStep, late):
            end_hearing(**{**facts, "by": world.by("head")}, ended_on=w.on("04-02"), reason="late")


def test_a_hearing_has_its_name(case: Case) -> None:
    assert str(Hearing.objects.get(case=case)).endswith("2026-03-27")
    assert SIXTY_FOUR in TooSoon.article
