"""The people of the county at their computers: they see, type and send, and nothing else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.demo.people import Staff
from cases.models import Case, Member
from cases.review import HEADS
from tests.cases.acts import world as w

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BASIS = "城市道路管理条例第二十七条第一项、第四十二条"


class Office:
    """The people of the county at their computers, each on a day."""

    def __init__(self, staff: Staff, agency: str = "urban") -> None:
        self.staff, self.agency = staff, agency
        self.client = Client()
        self.client.cookies["language"] = "en"

    def id(self, place: str, agency: str = "") -> int:
        return self.staff.of(agency or self.agency, place).pk

    def ids(self, *places: str) -> list[int]:
        return [self.id(place) for place in places]

    def sit_down(self, place: str, agency: str = "") -> None:
        self.client.force_login(self.staff.of(agency or self.agency, place), backend=BACKEND)

    def get(self, url: str, status: int = 200) -> str:
        answer = self.client.get(url)
        text = unescape(answer.content.decode())
        assert answer.status_code == status, (url, answer.status_code, text[:3000])
        return text

    def post(self, url: str, /, **facts: Any) -> HttpResponse:
        return self.client.post(url, {key: value for key, value in facts.items() if value is not None})

    def done(self, url: str, /, **facts: Any) -> str:
        answer = self.post(url, **facts)
        assert answer.status_code == 303, (url, answer.status_code, unescape(answer.content.decode())[-9000:])
        return answer["Location"]


class CaseWork(Office):
    """One case, by its pages alone."""

    case: Case

    def step(self, code: str) -> str:
        return reverse("case_step", args=[self.case.pk, w.record_of(self.case, code).pk])

    def do(self, place: str, code: str, day: str, /, hour: int = 9, **facts: Any) -> None:
        """See the step on the desk, open its page, send its form."""
        with time_machine.travel(w.at(day, hour), tick=False):
            self.sit_down(place)
            url = self.step(code)
            assert url in self.get(reverse("desk")), f"{place} does not see {code} on the desk"
            act_id = re.search(r'name="act_id" value="(\w+)"', self.get(url))
            assert act_id is not None
            self.done(url, act_id=act_id[1], **facts)

    def beside(self, place: str, act: str, day: str, /, **facts: Any) -> None:
        with time_machine.travel(w.at(day), tick=False):
            self.sit_down(place)
            url = reverse("case_act", args=[self.case.pk, act])
            self.get(url)
            self.done(url, **facts)

    def register(self, day: str) -> None:
        with time_machine.travel(w.at(day), tick=False):
            self.sit_down("clerk")
            self.get(reverse("case_register"))
            self.done(
                reverse("case_register"), agency_id=self.staff.agencies[self.agency].pk, field="urban",
                source="inspection", clue_on=day, cause="占用城市道路", summary="巡查发现", party_kind="organisation",
                party_name="乐陵市甲建材有限公司", place="市中街道",
            )  # fmt: skip
        self.case = Case.objects.latest("pk")

    def to_investigation(self) -> None:
        pair = self.ids("lead", "co")
        signed = {"officer_ids": pair, "credentials_shown": "on", "rights_told": "on"}
        self.register("2026-03-10")
        self.do("lead", "P02", "2026-03-11", held_on="2026-03-11", summary="核查属实", place="现场", **signed)
        ticks = dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "is_in_time"), "on")
        self.do("head", "P03", "2026-03-12", outcome="filed", legal_basis=BASIS, **ticks)
        self.do("head", "P04", "2026-03-12", 10, lead_id=self.id("lead"), co_ids=self.ids("co"))
        self.beside(
            "lead", "record_inquiry", "2026-03-16", kind="inspection", held_on="2026-03-16", place="本局", subject="王某",
            summary="承认占道堆放", **signed,
        )  # fmt: skip

    def to_notice(self, fine: str) -> None:
        self.do("lead", "P05", "2026-03-19", outcome="clear", officer_ids=self.ids("lead", "co"))
        self.do(
            "lead", "P06", "2026-03-20", facts="占道堆放砂石", evidence="询问笔录", legal_basis=BASIS, discretion="较轻档",
            kinds=["fine"], fine=fine,
        )  # fmt: skip
        self.do("checker", "P07", "2026-03-23", outcome="agreed", opinion="同意")
        self.do("head", "P08", "2026-03-23", 10, outcome="penalise", opinion="同意")
        self.do(
            "lead", "P09", "2026-03-24", served_on="2026-03-24", method="direct", receiver="王某",
            officer_ids=self.ids("lead", "co"),
        )  # fmt: skip

    def hearing(self) -> None:
        self.do("lead", "P10", "2026-03-27", made_on="2026-03-27", text="对数额有异议，要求听证", outcome="hearing")
        self.do("reviewer", "H03", "2026-03-30", accepted_on="2026-03-30")
        self.do(
            "head", "H04", "2026-03-30", 10, designated_on="2026-03-30", chair_id=self.id("chair"),
            recorder_id=self.id("clerk"),
        )  # fmt: skip
        self.do("lead", "H05", "2026-03-31", planned_on="2026-04-14", place="三楼听证室", is_public="on")
        self.do(
            "lead", "H06", "2026-03-31", 10, served_on="2026-03-31", method="direct", planned_on="2026-04-14",
            officer_ids=self.ids("lead", "co"),
        )  # fmt: skip
        self.do("lead", "H07", "2026-04-01", announced_on="2026-04-01", where="公告栏")
        self.do(
            "chair",
            "H08",
            "2026-04-14",
            held_on="2026-04-14",
            attendance="双方到场",
            record="质证辩论",
            outcome="closed",
        )
        self.do("chair", "H09", "2026-04-14", 10, signed="on")
        self.do("chair", "H10", "2026-04-16", reported_on="2026-04-16", report="建议维持")
        self.do("chair", "H11", "2026-04-16", 10, outcome="heard", opinion="依笔录决定")

    def discussion(self) -> None:
        opinion = {f"ok_{code}": "on" for code in HEADS}
        self.do(
            "reviewer",
            "P12",
            "2026-04-17",
            reviewed_on="2026-04-17",
            opinion="合法",
            outcome="passed_discuss",
            **opinion,
        )
        places = ("deputy1", "deputy2", "deputy3", "deputy4", "head")
        self.do("lead", "C01", "2026-04-20", referred_on="2026-04-20", ground="heard", agenda="听证笔录、报告")
        self.do(
            "deputy1",
            "C03",
            "2026-04-20",
            10,
            held_on="2026-04-20",
            present_ids=self.ids(*places),
            head_id=self.id("head"),
        )
        self.do("lead", "C04", "2026-04-20", 11, reported="汇报")
        members = Member.objects.filter(discussion__case=self.case).order_by("is_head", "pk")
        said = {
            f"{name}_{member.pk}": value
            for order, member in enumerate(members, 1)
            for name, value in (("order", order), ("opinion", "同意"), ("vote", "penalise"))
        }
        self.do("deputy1", "C05", "2026-04-20", 12, **said)
        self.do("deputy1", "C06", "2026-04-20", 13, conclusion="penalise")
        for hour, place in enumerate(places, 14):
            self.do(place, "C08", "2026-04-20", hour)
        self.do("lead", "C09", "2026-04-20", 20)

    def to_archive(self, fine: str) -> None:
        self.do(
            "head", "P14", "2026-04-22", outcome="penalise", kinds=["fine"], fine=fine, discretion="较轻档",
            defence_reply="经听证，不予采纳", publish="on", publish_reason="具有一定社会影响",
        )  # fmt: skip
        self.do(
            "lead",
            "P15",
            "2026-04-22",
            10,
            performance="十五日内缴纳",
            remedies="六十日内复议，六个月内诉讼",
            sealed="on",
        )
        self.do(
            "lead", "P16", "2026-04-23", served_on="2026-04-23", method="direct", receiver="王某",
            officer_ids=self.ids("lead", "co"),
        )  # fmt: skip
        self.beside(
            "lead", "redact_decision", "2026-04-27", party_shown="乐陵市甲建材有限公司", text="占道堆放，罚款。"
        )  # fmt: skip
        draft = self.case.redactions.get().pk
        self.do("clerk", "P17", "2026-04-27", redaction_id=draft, secrecy_checked="on")
        self.do(
            "lead",
            "P18",
            "2026-05-06",
            outcome="performed",
            amount=fine,
            paid_on="2026-05-06",
            channel="bank",
            receipt="鲁财001",
        )
        self.do("head", "P21", "2026-05-08", reason="performed")
        self.do("clerk", "P22", "2026-05-11", pages="36")
