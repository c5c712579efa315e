"""Several cases in one meeting: agenda and papers ahead, one roll call, who sits for which case, late signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest

from cases.collective.call_meeting import NothingToDiscuss, PapersTooLate, call_meeting
from cases.collective.late_signatures import to_do
from cases.collective.open_meeting import RollCalled, open_meeting
from cases.convene import HandlerSits
from cases.models import Case, Discussion, Review
from cases.rules import discussion as rules
from cases.rules.file import Legal
from cases.rules.weighed import WeighingFact
from enforcement.errors import NotAllowed
from enforcement.ledger.queries import faults
from enforcement.web.times import say_day
from tests.cases.acts import world as w
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused
from tests.factories.files import a_clean_file


@pytest.fixture(scope="module")
def kept_cases(kept: w.World, django_db_blocker: Any) -> list[int]:
    with django_db_blocker.unblock():
        found = [m.before_a_discussion(kept), m.before_a_discussion(kept, party_name="乐陵市乙公司", party_code="")]
        for case in found:
            m.refer(kept, case)
        return [case.pk for case in found]


@pytest.fixture
def cases(kept_cases: list[int], world: w.World) -> list[Case]:
    return [Case.objects.get(pk=pk) for pk in kept_cases]


def call(world: w.World, cases: list[Case], who: str = "deputy1", day: str = "04-02", **changes: Any) -> Any:
    rows = Discussion.objects.filter(case__in=cases).order_by("pk")
    facts = {"planned_on": w.on("04-02"), "place": "三楼会议室", "discussion_ids": [d.pk for d in rows], **changes}
    return call_meeting(agency_id=world.agency.pk, by=world.by(who), at=w.at(day), **facts)


def roll(world: w.World, meeting: Any, *present: str) -> Any:
    return open_meeting(
        meeting_id=meeting.pk, by=world.by("deputy1"), at=w.at("04-02"), held_on=w.on("04-02"),
        present_ids=[world.id(p) for p in present or m.ROSTER], head_id=world.id("head"), recorder="辛某",
        attending="甲某（主办人）、戊某（审核）",
    )  # fmt: skip


def test_the_papers_go_ahead_by_the_agency_s_term_unless_it_is_urgent(world: w.World, cases: list[Case]) -> None:
    with refused(NotAllowed, cases[0]):
        call(world, cases, "lead")
    with refused(NothingToDiscuss, cases[0], field="discussion_ids"):
        call(world, cases, discussion_ids=[0])
    m.setting(world, "agenda_days", 2)
    with refused(PapersTooLate, cases[0], field="planned_on") as caught:
        call(world, cases)
    assert say_day(date(2026, 4, 7)) in str(caught.value)  # 4 to 6 April are holidays
    call(world, cases, urgent_reason="期限将满")
    with refused(NothingToDiscuss, cases[0], field="discussion_ids"):
        call(world, cases, urgent_reason="再次")  # on an agenda already


def test_one_roll_call_opens_each_case_and_whoever_reviewed_one_sits_out_for_it(
    world: w.World, cases: list[Case]
) -> None:
    first, second = cases
    Review.objects.create(
        case=first, reviewer=world.people["deputy4"], reviewer_name="副局长4", received_on=w.on("04-01"),
        reviewed_on=w.on("04-01"), opinion="同意", passed=True,
    )  # fmt: skip
    with refused(HandlerSits, first, field="present_ids"):
        m.meet(world, first)
    meeting = roll(world, call(world, cases))
    assert meeting.held_on == w.on("04-02")
    talks = {d.case_id: d for d in Discussion.objects.filter(case__in=cases)}
    assert (talks[first.pk].roster_size, talks[second.pk].roster_size) == (4, 5)
    assert talks[first.pk].attending == "甲某（主办人）、戊某（审核）"
    assert {case.pk: w.open_codes(case) for case in cases} == {case.pk: {"C04"} for case in cases}
    with pytest.raises(RollCalled):
        roll(world, meeting)
    assert [list(faults(case.series)) for case in cases] == [[], []]


def test_a_meeting_without_a_quorum_fails_for_every_case(world: w.World, cases: list[Case]) -> None:
    meeting = roll(world, call(world, cases), "deputy1", "head")
    assert (meeting.held_on, meeting.failed_on) == (None, w.on("04-02"))
    assert {code for case in cases for code in w.open_codes(case)} == {"C10"}


def test_a_member_is_reminded_until_the_minutes_are_signed(world: w.World, cases: list[Case]) -> None:
    case = cases[0]
    m.meet(world, case)
    m.tell(world, case)
    m.speak(world, case, "ppppp")
    m.conclude(world, case)
    request = HttpRequest()
    request.user = world.people["deputy2"]
    for day, late in (("04-02", False), ("04-08", True)):
        with time_machine.travel(w.at(day), tick=False):
            found = list(to_do(request))
        assert [(one.due_on, "逾期" in str(one.title)) for one in found] == [(w.on("04-03"), late)]
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    assert list(to_do(request)) == []


WEIGHED = WeighingFact(
    date(2026, 3, 20), "none", Decimal(0), Decimal(20000), Decimal(6000), Decimal(9000), approved_on=None
)


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({"disputed": "open"}, True), ({"disputed": "discussion"}, True), ({"disputed": "reviewer"}, False),
        ({"extended": 1}, False), ({"extended": 2}, True), ({"weighing": WEIGHED}, True),
        ({"weighing": replace(WEIGHED, approved_on=date(2026, 3, 21))}, False),
        ({"weighing": replace(WEIGHED, low=Decimal(4000))}, False),
        ({"weighing": WEIGHED, "legal": Legal(discuss_departures=False)}, False),
    ],
)  # fmt: skip
def test_what_sends_a_case_to_discussion(changes: dict[str, Any], needed: bool) -> None:
    assert bool(rules.discussion_required(a_clean_file(**changes))) is needed
