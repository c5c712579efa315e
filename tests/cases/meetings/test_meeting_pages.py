"""The pages of hearing, review and discussion: what they tell beforehand, and that their forms do the acts."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cases.models import Case, Discussion, Hearing, Member, Review
from cases.review import HEADS
from enforcement.flowcharts.models import Participant, StepRecord
from enforcement.ledger.queries import faults
from tests.cases.acts import world as w
from tests.cases.meetings import world as m


@pytest.fixture(scope="module")
def kept_cases(kept: w.World, django_db_blocker: Any) -> dict[str, Case]:
    with django_db_blocker.unblock():
        return {
            "hearing": m.before_a_hearing(kept),
            "review": m.before_a_review(kept, party_name="乐陵市乙公司", party_code=""),
            "discussion": m.before_a_discussion(kept, party_name="乐陵市丙公司", party_code=""),
        }


@pytest.fixture
def cases(kept_cases: dict[str, Case], world: w.World) -> dict[str, Case]:
    return {name: Case.objects.get(pk=case.pk) for name, case in kept_cases.items()}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


class Browser:
    """Somebody of the agency at a step's page on a day."""

    def __init__(self, client: Client, world: w.World, case: Case) -> None:
        self.client, self.world, self.case = client, world, case
        client.cookies["language"] = "en"

    def address(self, place: str) -> str:
        if place[:1].isupper():
            return reverse("case_step", args=[self.case.pk, w.record_of(self.case, place).pk])
        return reverse("case_act", args=[self.case.pk, place])

    def read(self, who: str, place: str, day: str) -> str:
        with time_machine.travel(w.at(day), tick=False):
            self.client.force_login(self.world.people[who])
            answer = self.client.get(self.address(place))
        assert answer.status_code == 200, answer.content.decode()[:2000]
        return unescape(answer.content.decode())

    def send(self, who: str, place: str, day: str, /, **facts: Any) -> HttpResponse:
        self.read(who, place, day)
        with time_machine.travel(w.at(day), tick=False):
            return self.client.post(self.address(place), facts)

    def do(self, who: str, place: str, day: str, /, **facts: Any) -> None:
        answer = self.send(who, place, day, **facts)
        assert answer.status_code == 303, unescape(answer.content.decode())[:6000]


@pytest.fixture
def at_hearing(client: Client, world: w.World, cases: dict[str, Case]) -> Browser:
    return Browser(client, world, cases["hearing"])


@pytest.fixture
def at_discussion(client: Client, world: w.World, cases: dict[str, Case]) -> Browser:
    return Browser(client, world, cases["discussion"])


def test_a_hearing_is_taken_from_acceptance_to_report_by_its_forms(at_hearing: Browser) -> None:
    b, world = at_hearing, at_hearing.world
    assert "27 March 2026" in b.read("reviewer", "H03", "03-30")
    b.do("reviewer", "H03", "03-30", accepted_on="2026-03-30")
    b.do(
        "head", "H04", "03-31", designated_on="2026-03-31", chair_id=world.id("chair"), recorder_id=world.id("recorder")
    )
    told = b.read("lead", "H05", "04-22")
    assert "first lawful day is 7 May 2026" in told
    assert "己某 鲁听00001" in told
    day = {"planned_on": "2026-05-06", "place": "三楼听证室", "is_public": "on"}
    soon = b.send("lead", "H05", "04-22", **day)
    assert soon.status_code == 422
    assert "The first lawful day is 7 May 2026." in unescape(soon.content.decode())
    assert "三楼听证室" in soon.content.decode()
    b.do("lead", "H05", "04-22", **{**day, "planned_on": "2026-05-07"})
    assert "Fixed: 7 May 2026" in b.read("lead", "H06", "04-22")
    b.do(
        "lead", "H06", "04-22", served_on="2026-04-22", method="direct", officer_ids=world.pair, planned_on="2026-05-07"
    )
    b.do("lead", "H07", "04-23", announced_on="2026-04-23", where="公告栏")
    session = {"held_on": "2026-05-07", "attendance": "双方到场", "record": "质证", "outcome": "adjourned"}
    b.do("chair", "H08", "05-07", **session, reason="force_majeure")
    again = {"served_on": "2026-05-08", "method": "direct", "officer_ids": world.pair, "note": "病愈"}
    b.do("chair", "H12", "05-08", planned_on="2026-05-19", **again)
    b.do("chair", "H08", "05-19", **{**session, "held_on": "2026-05-19", "outcome": "closed"})
    unsigned = b.send("chair", "H09", "05-19")
    assert unsigned.status_code == 422
    assert "第六十四条第八项" in unsigned.content.decode()
    b.do("chair", "H09", "05-19", refusal_note="拒绝签字")
    b.do("chair", "H10", "05-20", reported_on="2026-05-20", report="建议维持")
    b.do("chair", "H11", "05-20", outcome="heard", opinion="依笔录决定")
    assert w.open_codes(b.case) == {"P12"}
    assert Hearing.objects.get(case=b.case).refusal_note == "拒绝签字"
    assert list(faults(b.case.series)) == []


def test_a_chair_who_may_not_stands_there_disabled_with_the_reason(at_hearing: Browser) -> None:
    b, world = at_hearing, at_hearing.world
    b.do("reviewer", "H03", "03-30", accepted_on="2026-03-30")
    told = b.read("head", "H04", "03-31")
    assert "乙某: cannot. 乙某 cannot be the chair of the hearing: 乙某 took part in" in told
    assert "庚某: cannot. 庚某 cannot chair: there is no chair's certificate valid on the day." in told
    assert "甲某: cannot. 甲某 cannot be the recorder of the hearing" in told
    for part in ("co", "bare"):
        box = next(line for line in told.split("<input") if f'name="chair_id" value="{world.id(part)}"' in line)
        assert "disabled" in box.split(">")[0]
    good = next(line for line in told.split("<input") if f'name="chair_id" value="{world.id("chair")}"' in line)
    assert "disabled" not in good.split(">")[0]
    facts = {"designated_on": "2026-03-31", "recorder_id": world.id("recorder")}
    refused = b.send("head", "H04", "03-31", chair_id=world.id("co"), **facts)
    assert refused.status_code == 409
    assert "第六十四条第四项" in refused.content.decode()
    assert w.open_codes(b.case) == {"H04"}


def test_another_chair_is_designated_beside_the_preparation(at_hearing: Browser) -> None:
    b, world = at_hearing, at_hearing.world
    m.setting(world, "chair_needs_certificate", value=False)
    m.go(world, b.case, until=m.schedule)
    page = b.read("head", "change_chair", "04-01")
    assert "Designate another chair" in page
    facts = {"chair_id": world.id("bare"), "recorder_id": world.id("recorder")}
    assert b.send("head", "change_chair", "04-01", **facts).status_code == 422
    b.do("head", "change_chair", "04-01", **facts, reason="因公外出，已告知当事人")
    assert Hearing.objects.get(case=b.case).chair_name == "庚某"
    b.client.force_login(world.people["lead"])
    assert "Your duties do not include this act." in b.read("lead", "change_chair", "04-01")


def test_a_hearing_ends_where_the_party_does_not_come(at_hearing: Browser) -> None:
    b = at_hearing
    m.go(b.world, b.case, until=m.hold)
    session = {"held_on": "2026-05-07", "attendance": "当事人未到", "record": "等候三十分钟", "outcome": "ended"}
    assert b.send("chair", "H08", "05-07", **session).status_code == 422
    b.do("chair", "H08", "05-07", **session, reason="no_show")
    assert w.open_codes(b.case) == {"P12"}


def test_a_late_request_is_ended_by_its_form(client: Client, world: w.World, cases: dict[str, Case]) -> None:
    from tests.cases.meetings.test_hearing_acts import TestTheRequest

    case = w.notified(world, 120000, party_name="乐陵市丁公司", party_code="")
    TestTheRequest().asked_late(world, case, "04-01")
    b = Browser(client, world, case)
    assert "requested too late" in b.read("lead", "H13", "04-02")
    b.do("lead", "H13", "04-02", ended_on="2026-04-02", reason="late")
    assert w.open_codes(case) == {"P12"}


def opinion(outcome: str, **changes: str) -> dict[str, str]:
    return {
        "reviewed_on": "2026-04-03",
        "opinion": "合法",
        "outcome": outcome,
        **{f"ok_{c}": "on" for c in HEADS},
        **changes,
    }


def test_a_review_asks_for_each_head(client: Client, world: w.World, cases: dict[str, Case]) -> None:
    b = Browser(client, world, cases["review"])
    page = b.read("reviewer", "P12", "04-03")
    assert all(f'name="ok_{code}"' in page and f'name="note_{code}"' in page for code in HEADS)
    assert "In order: Procedure" in page
    assert 'value="passed"' in page
    assert 'value="passed_discuss"' not in page
    silent = b.send("reviewer", "P12", "04-03", **opinion("passed", ok_crime=""))
    assert silent.status_code == 422
    assert "国办发〔2018〕118号" in silent.content.decode()
    against = b.send("reviewer", "P12", "04-03", **opinion("passed", ok_crime="", note_crime="涉嫌犯罪"))
    assert against.status_code == 422
    assert "涉嫌犯罪" in against.content.decode()
    b.do("reviewer", "P12", "04-03", **opinion("passed"))
    assert Review.objects.get(case=b.case).passed
    assert w.open_codes(b.case) == {"P14"}


def test_a_review_of_a_complex_case_leads_to_discussion_and_speaks_chinese(
    client: Client, world: w.World, cases: dict[str, Case]
) -> None:
    Case.objects.filter(pk=cases["review"].pk).update(is_complex=True)
    b = Browser(client, world, cases["review"])
    page = b.read("reviewer", "P12", "04-03")
    assert "Collective discussion follows: the case is complex" in page
    assert 'value="passed_discuss"' in page
    assert 'value="passed"' not in page
    client.cookies["language"] = "zh-hans"
    assert "执法程序" in b.read("reviewer", "P12", "04-03")
    client.cookies["language"] = "en"
    b.do("reviewer", "P12", "04-03", **opinion("passed_discuss"))
    assert w.open_codes(b.case) == {"C01"}


def said(case: Case, votes: str) -> dict[str, Any]:
    """Return the form of opinions and votes, the head last."""
    words = {"p": "penalise", "c": "change"}
    members = Member.objects.filter(discussion__case=case, present=True).order_by("is_head", "pk")
    return {
        f"{name}_{member.pk}": value
        for order, (member, vote) in enumerate(zip(members, votes, strict=True), 1)
        for name, value in (("order", order), ("opinion", f"{member.name}的意见"), ("vote", words[vote]))
    }


def test_a_discussion_is_held_by_its_forms_through_failure_tie_and_departure(at_discussion: Browser) -> None:
    b, world, case = at_discussion, at_discussion.world, at_discussion.case
    b.do("lead", "C01", "04-02", referred_on="2026-04-02", ground="complex", agenda="报告")
    roll = {"held_on": "2026-04-02", "head_id": world.id("head"), "recorder": "辛某"}
    b.do("deputy1", "C03", "04-02", **roll, present_ids=[world.id("deputy1"), world.id("head")])
    assert "no quorum" in b.read("deputy1", "C10", "04-02")
    b.do("deputy1", "C10", "04-02", note="改期")
    present = [world.id(p) for p in ("deputy1", "deputy2", "deputy3", "head")]
    b.do("deputy1", "C03", "04-03", **{**roll, "held_on": "2026-04-03"}, present_ids=present)
    b.do("lead", "C04", "04-03", reported="汇报")
    page = b.read("deputy1", "C05", "04-03")
    assert "(head, speaks last)" in page
    assert "absent" in page
    halves = said(case, "ppcc")
    blank = b.send("deputy1", "C05", "04-03", **{k: v for k, v in halves.items() if not k.startswith("opinion")})
    assert blank.status_code == 422
    b.do("deputy1", "C05", "04-03", **halves)
    assert "No opinion has a majority: discuss again." in b.read("deputy1", "C06", "04-03")
    assert b.send("deputy1", "C06", "04-03", conclusion="penalise").status_code == 409
    assert "副局长1的意见" in b.read("deputy1", "hear_again", "04-03")
    b.do("deputy1", "hear_again", "04-03", **said(case, "cccp"))
    assert b.client.get(b.address("hear_again")).status_code in {302, 404}
    assert "The majority: penalise otherwise." in b.read("deputy1", "C06", "04-03")
    b.do("deputy1", "C06", "04-03", conclusion="penalise")
    page = b.read("head", "C07", "04-03")
    assert "The head departs from the majority" in page
    assert b.send("head", "C07", "04-03", stated_on="2026-04-03", reasons="从轻").status_code == 422
    b.do(
        "head",
        "C07",
        "04-03",
        stated_on="2026-04-03",
        reasons="当事人主动消除危害后果并取得谅解，依法应当从轻处理为宜。",
    )
    for part in ("deputy1", "deputy2", "deputy3"):
        b.do(part, "C08", "04-03")
    assert "signed" in b.read("head", "C08", "04-03")
    twice = b.send("deputy1", "C08", "04-03")
    assert twice.status_code == 409
    assert "You have signed these minutes already." in twice.content.decode()
    assert b.send("deputy4", "C08", "04-03").status_code == 403
    b.do("head", "C08", "04-03")
    b.do("lead", "C09", "04-03")
    assert w.open_codes(case) == {"P14"}
    assert Discussion.objects.get(case=case).departs
    assert list(faults(case.series)) == []


def test_a_recused_member_cannot_be_ticked_and_one_who_handled_is_noted(at_discussion: Browser) -> None:
    b, world = at_discussion, at_discussion.world
    record = StepRecord.objects.filter(run_id=b.case.run_id, node__code="P05").first()
    person = world.people["deputy2"]
    Participant.objects.create(record=record, person=person, name=person.name, role="recused")
    w.duty(world.people["co"], world.agency, "discuss")
    m.refer(world, b.case)
    page = b.read("deputy1", "C03", "04-03")
    assert "副局长2 · 副局长2: cannot. 副局长2 was recused from this case" in page
    box = next(part for part in page.split("<input") if f'name="present_ids" value="{person.pk}"' in part)
    assert "disabled" in box.split(">")[0]
    assert "乙某 · 执法员: handled or reviewed the case, attends without a vote" in page
    roll = {"held_on": "2026-04-03", "head_id": world.id("head"), "present_ids": [world.id(p) for p in m.ROSTER]}
    answer = b.send("deputy1", "C03", "04-03", **roll)
    assert answer.status_code == 422
    assert "第四十三条" in answer.content.decode()


def test_the_card_of_a_meeting_is_empty_before_there_is_one(at_discussion: Browser) -> None:
    assert "The discussion so far" not in at_discussion.read("lead", "C01", "04-02")
    assert "The hearing so far" not in at_discussion.read("lead", "C01", "04-02")
    Hearing.objects.all().delete()
    hearing = Browser(at_discussion.client, at_discussion.world, Case.objects.get(notices__hearing_right=True))
    assert "The hearing so far" not in hearing.read("reviewer", "H03", "03-30")
