"""The agency of the acts with its leadership and hearing chairs, and a case brought before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from cases.accept_hearing import accept_hearing
from cases.announce_hearing import announce_hearing
from cases.convene import convene
from cases.designate_chair import designate_chair
from cases.hear_defence import hear_defence
from cases.hear_members import Statement, conclude_discussion, hear_members, report_case
from cases.hold_hearing import hold_hearing
from cases.models import Case, Discussion, Hearing, Member, Review
from cases.notify_hearing import notify_hearing
from cases.refer_discussion import refer_discussion
from cases.report_hearing import report_hearing, return_hearing, sign_hearing_record
from cases.review import HEADS
from cases.schedule_hearing import schedule_hearing
from enforcement.errors import Refusal
from enforcement.flowcharts import store
from tests.cases.acts import refusing
from tests.cases.acts import world as w
from tests.factories import flowcharts as charts
from tests.factories.certification import a_chair_certificate, a_post
from tests.factories.organisation import ParameterValueFactory

DEPUTIES = ("deputy1", "deputy2", "deputy3", "deputy4")
ROSTER = (*DEPUTIES, "head")
IN_ORDER = {code: {"ok": True, "note": ""} for code in HEADS}
EXPOSED = [Hearing, Review, Discussion]


def a_world() -> w.World:
    """Make the agency with chairs (one without certificate), a recorder and four more leaders."""
    world = w.a_world()
    for part, name, codes in (
        ("chair", "己某", ("chair",)), ("bare", "庚某", ("chair",)), ("recorder", "辛某", ()),
        *((part, f"副局长{part[-1]}", ("discuss",)) for part in DEPUTIES),
    ):  # fmt: skip
        person = charts.a_person(*codes, agency=world.agency, name=name)
        a_post(person, world.agency, is_enforcement=False, title=name, is_leader=part in DEPUTIES)
        world.people[part] = person
    w.duty(world.people["co"], world.agency, "chair")
    type(world.people["reviewer"]).objects.filter(pk=world.id("reviewer")).update(law_qualification="A20193714000001")
    for n, part in enumerate(("chair", "co"), 1):
        a_chair_certificate(world.people[part], world.agency, number=f"鲁听{n:05d}")
    return world


@contextmanager
def kept_for_a_module(folder: Path) -> Iterator[None]:
    """Keep what is built inside until a module's tests are over; each test adds to it in a savepoint of its own."""
    outer = transaction.atomic()
    outer._from_testcase = True  # acts are durable: they must see a test's transaction, not somebody's forgotten one
    with override_settings(MEDIA_ROOT=folder), outer:
        store.forget()
        yield
        transaction.set_rollback(True)
    store.forget()


def before_a_hearing(world: w.World, **changes: Any) -> Case:
    """Take a case to H03: notice of a large fine 03-24, hearing asked for on 03-27."""
    case = w.notified(world, 120000, **changes)
    hear_defence(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-27"), outcome="hearing", text="对数额有异议，要求听证。"
    )
    return case


def before_a_review(world: w.World, **changes: Any) -> Case:
    """Take a case of public interest to P12 on 04-01."""
    case = w.notified(world, **changes)
    Case.objects.filter(pk=case.pk).update(public_interest=True)
    hear_defence(case_id=case.pk, by=world.by("lead"), at=w.at("04-01"), outcome="review")
    return case


def before_a_discussion(world: w.World, **changes: Any) -> Case:
    """Take a complex case to C01 on 04-01."""
    case = w.notified(world, **changes)
    Case.objects.filter(pk=case.pk).update(is_complex=True)
    hear_defence(case_id=case.pk, by=world.by("lead"), at=w.at("04-01"), outcome="discussion")
    return case


def _do(act: Any, world: w.World, case: Case, who: str, day: str, /, **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(who), at=w.at(day), **facts)


def accept(world: w.World, case: Case, day: str = "03-30", who: str = "reviewer", **changes: Any) -> Hearing:
    return _do(accept_hearing, world, case, who, day, **{"accepted_on": w.on(day), **changes})


def designate(world: w.World, case: Case, day: str = "03-31", who: str = "head", **changes: Any) -> Hearing:
    facts = {"designated_on": w.on(day), "chair_id": world.id("chair"), "recorder_id": world.id("recorder")}
    return _do(designate_chair, world, case, who, day, **{**facts, **changes})


def schedule(world: w.World, case: Case, day: str = "04-22", planned: str = "05-07", **changes: Any) -> Hearing:
    who = changes.pop("who", "lead")
    return _do(
        schedule_hearing, world, case, who, day, **{"planned_on": w.on(planned), "place": "三楼听证室", **changes}
    )


def notify(world: w.World, case: Case, day: str = "04-22", who: str = "lead", **changes: Any) -> Hearing:
    return _do(notify_hearing, world, case, who, day, **{"served_on": w.on(day), "officer_ids": world.pair, **changes})


def announce(world: w.World, case: Case, day: str = "04-23", who: str = "lead", **changes: Any) -> Hearing:
    return _do(announce_hearing, world, case, who, day, **{"announced_on": w.on(day), "where": "公告栏", **changes})


def hold(world: w.World, case: Case, day: str = "05-07", who: str = "chair", **changes: Any) -> Hearing:
    facts = {"held_on": w.on(day), "attendance": "双方到场", "record": "双方质证、辩论。"}
    return _do(hold_hearing, world, case, who, day, **{**facts, **changes})


def sign_record(world: w.World, case: Case, day: str = "05-07", who: str = "chair", **changes: Any) -> Hearing:
    return _do(sign_hearing_record, world, case, who, day, **{"signed": True, **changes})


def report(world: w.World, case: Case, day: str = "05-11", who: str = "chair", **changes: Any) -> Hearing:
    return _do(report_hearing, world, case, who, day, **{"reported_on": w.on(day), "report": "建议维持。", **changes})


def give_back(world: w.World, case: Case, day: str = "05-11", who: str = "chair", **changes: Any) -> Hearing:
    return _do(return_hearing, world, case, who, day, **{"outcome": "heard", "opinion": "依笔录决定。", **changes})


HEARING = (accept, designate, schedule, notify, announce, hold, sign_record, report, give_back)


def go(world: w.World, case: Case, until: Any, **changes: Any) -> None:
    """Do the acts of a hearing one after the other, until before this one."""
    for act in HEARING[: HEARING.index(until)]:
        act(world, case, **changes.get(act.__name__, {}))


def refer(world: w.World, case: Case, day: str = "04-02", who: str = "lead", **changes: Any) -> Discussion:
    facts = {"referred_on": w.on(day), "ground": "complex", "agenda": "调查终结报告"}
    return _do(refer_discussion, world, case, who, day, **{**facts, **changes})


def meet(world: w.World, case: Case, *present: str, day: str = "04-02", **changes: Any) -> Discussion:
    facts = {
        "held_on": w.on(day), "present_ids": [world.id(p) for p in present or ROSTER], "head_id": world.id("head"),
        "recorder": "辛某",
    }  # fmt: skip
    return _do(convene, world, case, changes.pop("who", "deputy1"), day, **{**facts, **changes})


def tell(world: w.World, case: Case, day: str = "04-02") -> Discussion:
    return _do(report_case, world, case, "lead", day, reported="承办人汇报。")


def statements(case: Case, votes: Iterable[str]) -> list[Statement]:
    """Return what the present members say, by the order of the roster, the head last."""
    members = Member.objects.filter(discussion__case=case, discussion__concluded_on=None, present=True).order_by(
        "is_head", "pk"
    )
    return [
        Statement(member.pk, order, f"{member.name}的意见", vote)
        for order, (member, vote) in enumerate(zip(members, votes, strict=True), 1)
    ]


def speak(world: w.World, case: Case, votes: str = "ppppp", day: str = "04-02", **changes: Any) -> Discussion:
    """Record votes by their letters: p(enalise), c(hange), n(o_penalty), m(ore_facts)."""
    words = {"p": "penalise", "c": "change", "n": "no_penalty", "m": "more_facts"}
    act, who = changes.pop("act", hear_members), changes.pop("who", "deputy1")
    facts = changes or {"statements": statements(case, [words[v] for v in votes])}
    return _do(act, world, case, who, day, **facts)


def conclude(world: w.World, case: Case, conclusion: str = "penalise", day: str = "04-02") -> Discussion:
    return _do(conclude_discussion, world, case, "deputy1", day, conclusion=conclusion)


def to_votes(world: w.World, case: Case, votes: str = "ppppp", *present: str) -> None:
    """Take a discussion to C06."""
    refer(world, case)
    meet(world, case, *present)
    tell(world, case)
    speak(world, case, votes)


def setting(world: w.World, code: str, value: Any) -> None:
    """Set what the law leaves open, for the agency."""
    ParameterValueFactory(agency=world.agency, code=f"case.{code}", value=value)


def picture(case: Case) -> tuple[Any, ...]:
    """Return the rows of meetings as they stand."""
    rows = tuple(tuple(model.objects.filter(case=case).values()) for model in EXPOSED)
    return *rows, tuple(Member.objects.filter(discussion__case=case).order_by("pk").values())


@contextmanager
def refused(
    kind: type[Refusal] | tuple[type[Refusal], ...], case: Case, *, field: str = "", article: str = "", code: str = ""
) -> Iterator[pytest.ExceptionInfo[Any]]:
    """Expect a refusal with its article after which everything is as before."""
    before = picture(case)
    with refusing.refused(kind, case, field) as caught:  # type: ignore[arg-type]
        yield caught
    assert picture(case) == before
    assert article in caught.value.article
    assert not code or caught.value.code == code
