"""A hearing kept on the tablet: its order, its record, its pages and who signed each of them (处罚法第六十四条)."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.utils import translation

from cases.hearing.attend import HereAlready, TooManyAgents, attend, leave
from cases.hearing.close_session import AuthorityMissing, NobodyHere, PartEmpty, close_session
from cases.hearing.name_panel import TooManyOfficers, name_panel
from cases.hearing.open_session import open_session
from cases.hearing.postpone import BegunAlready, GroundMissing, postpone_hearing
from cases.hearing.refuse_hearing import NoGroundToRefuse, refuse_hearing
from cases.hearing.save_section import WrittenElsewhere, save_section
from cases.hearing.sections import SECTIONS
from cases.hearing.show_exhibit import pieces, show_exhibit
from cases.hearing.sign_page import DrawingMissing, RefusalNoteMissing, SignedPage, refuse_page, sign_page
from cases.hearing.sitting import NotSeated, RecusalUndecided
from cases.hearing.titles import TITLES, shown
from cases.hearings import TooSoon
from cases.hold_hearing import BeforeItsDay, NotTheChair
from cases.models import Case, Hearing
from cases.papers import content_of
from cases.report_hearing import PageUnsigned
from cases.rules.registry import RuleBroken
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.cases.acts import world as w
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused

DAY = "05-07"
PNG = b"\x89PNG\r\n\x1a\ndrawn"


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_hearing(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def do(act: Any, world: w.World, case: Case, who: str = "recorder", day: str = DAY, /, **facts: Any) -> Any:
    return act(case_id=case.pk, by=world.by(who), at=w.at(day), **facts)


def write(world: w.World, case: Case, code: str, text: str, revision: int = 0, who: str = "recorder") -> Any:
    return do(save_section, world, case, who, session=1, code=code, text=text, revision=revision)


def opened(world: w.World, case: Case) -> Hearing:
    """Take the hearing to the open session of its day, with everybody there."""
    m.go(world, case, until=m.hold)
    hearing = do(open_session, world, case, "chair")
    for role, name in (("party", "王某"), ("investigator", "甲某")):
        do(attend, world, case, role=role, name=name)
    return hearing


def closed(world: w.World, case: Case) -> Hearing:
    """Close a session with every part written, long enough for two pages."""
    opened(world, case)
    for section in SECTIONS:
        write(world, case, section.code, f"{section.title_zh}：" + "当事人陈述意见。" * 40)
    return do(close_session, world, case, "chair")


def test_only_those_who_keep_the_record_write_it_and_two_tablets_lose_nothing(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.hold)
    with refused(NotTheChair, case):
        do(open_session, world, case, "recorder")
    with refused(BeforeItsDay, case):
        do(open_session, world, case, "chair", "05-06")
    do(open_session, world, case, "chair")
    do(open_session, world, case, "chair")  # a second tap changes nothing
    assert Entry.objects.filter(series=case.series, verb="case.open_hearing").count() == 1
    with refused(NotSeated, case):
        write(world, case, "open", "甲", who="lead")
    assert write(world, case, "open", "宣布开始").revision == 1
    assert write(world, case, "open", "宣布开始", 0).revision == 1  # the same text again
    with pytest.raises(WrittenElsewhere) as caught:
        write(world, case, "open", "主持人宣布", 0, who="chair")
    assert (caught.value.there.text, caught.value.there.revision) == ("宣布开始", 1)
    assert write(world, case, "open", "宣布开始\n主持人宣布", 1, who="chair").saved_by == "己某"


def test_two_agents_speak_for_the_party_and_only_express_authority_withdraws(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.hold)
    do(open_session, world, case, "chair")
    agents = [do(attend, world, case, role="agent", name=f"律师{n}") for n in (1, 2)]
    with refused(HereAlready, case, field="name"):
        do(attend, world, case, role="agent", name="律师1")
    with refused(TooManyAgents, case, field="role", article="第六十四条第五项"):
        do(attend, world, case, role="agent", name="律师3")
    with refused(AuthorityMissing, case, field="reason"):
        do(close_session, world, case, "chair", outcome="ended", reason="withdrawn")
    do(leave, world, case, attendee_id=agents[0].pk)
    with refused(NotFound, case):
        do(leave, world, case, attendee_id=agents[0].pk)
    do(attend, world, case, role="agent", name="律师3", authority="special")
    do(close_session, world, case, "chair", outcome="ended", reason="withdrawn")
    hearing = Hearing.objects.get(case=case)
    assert (hearing.end_reason, w.open_codes(case)) == ("withdrawn", {"P12"})
    assert "代理人：律师3（特别授权）" in hearing.attendance


def test_a_part_that_the_law_asks_for_is_not_left_out(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.hold)
    do(open_session, world, case, "chair")
    with refused(NobodyHere, case, field="outcome"):
        do(close_session, world, case, "chair")
    for role, name in (("party", "王某"), ("investigator", "甲某")):
        do(attend, world, case, role=role, name=name)
    for section in SECTIONS:
        if section.code != "last":
            write(world, case, section.code, "内容")
    with refused(PartEmpty, case, field="outcome"):
        do(close_session, world, case, "chair")
    write(world, case, "last", "当事人请求从轻。")
    assert do(close_session, world, case, "chair").held_on == w.on(DAY)


def test_the_closed_record_is_cut_into_pages_whose_hashes_are_on_the_ledger(world: w.World, case: Case) -> None:
    opened(world, case)
    key, label, sha256 = pieces(case)[0]
    do(show_exhibit, world, case, piece=key, view="对真实性无异议")
    for section in SECTIONS:
        write(world, case, section.code, f"{section.code}" + "当事人陈述意见。" * 40)
    hearing = do(close_session, world, case, "chair")
    pages = list(hearing.pages.all())
    assert len(pages) > 1
    assert [p.sha256 for p in pages] == [hashlib.sha256(p.text.encode()).hexdigest() for p in pages]
    last = Entry.objects.filter(series=case.series, verb="step.hold_hearing").latest("seq")
    assert body_of(last)["pages"] == [p.sha256 for p in pages]
    assert f"出示：{label}（校验值 {sha256[:16] or '无'}）\n质证意见：对真实性无异议" in hearing.record
    assert hearing.record.index("【宣布听证开始】") < hearing.record.index("【最后陈述】")
    with refused(OutOfOrder, case):
        write(world, case, "open", "改写", 1)


def test_each_page_is_signed_or_noted_as_refused_before_the_step_ends(world: w.World, case: Case) -> None:
    hearing = closed(world, case)
    numbers = list(hearing.pages.values_list("number", flat=True))
    facts = {"number": 1, "role": "party", "name": "王某"}
    with refused(DrawingMissing, case, field="drawing"):
        do(sign_page, world, case, **facts, drawing=b"")
    signed = do(sign_page, world, case, **facts, drawing=PNG)
    assert content_of(signed.drawing) == PNG
    with refused(SignedPage, case, field="name"):
        do(sign_page, world, case, **facts, drawing=PNG)
    with refused(PageUnsigned, case, article="第六十四条第八项"):
        m.sign_record(world, case)
    with refused(NotTheChair, case):
        do(refuse_page, world, case, **{**facts, "number": 2}, refusal_note="不认可")
    with refused(RefusalNoteMissing, case, field="refusal_note"):
        do(refuse_page, world, case, "chair", **{**facts, "number": 2}, refusal_note=" ")
    for number in numbers[1:]:
        do(refuse_page, world, case, "chair", **{**facts, "number": number}, refusal_note="认为记录遗漏，不签")
    m.sign_record(world, case, signed=False, refusal_note="第二页起拒签")
    assert w.open_codes(case) == {"H10"}
    assert list(faults(case.series)) == []


def test_who_investigated_does_not_sit_beside_the_chair(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.schedule)
    with refused(NotAllowed, case):
        do(name_panel, world, case, "lead", "04-22", officer_ids=[world.id("third")])
    with refused(TooManyOfficers, case, field="officer_ids"):
        do(name_panel, world, case, "head", "04-22", officer_ids=[world.id(p) for p in ("third", "bare", "clerk")])
    with refused(RuleBroken, case, article="第六十四条第四项", code="R14"):
        do(name_panel, world, case, "head", "04-22", officer_ids=[world.id("co")])
    do(name_panel, world, case, "head", "04-22", officer_ids=[world.id("bare")], translator="买买提")
    assert set(Hearing.objects.get(case=case).seats.values_list("name", flat=True)) == {"庚某", "买买提"}


def test_nobody_sits_while_a_recusal_is_undecided(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.hold)
    row = case.recusals.create(
        person=world.people["chair"], name="己某", origin="party", ground="与调查人员有亲属关系", asked_on=w.on("05-06"),
        route="head",
    )  # fmt: skip
    for act in (lambda: do(open_session, world, case, "chair"), lambda: m.hold(world, case)):
        with refused(RecusalUndecided, case, article="第四十三条第三款"):
            act()
    row.decided_on, row.granted, row.decider, row.reason = w.on("05-06"), False, "局长", "不属于近亲属"
    row.save()
    do(open_session, world, case, "chair")


def test_a_hearing_is_put_off_with_a_new_notice_in_time_until_it_begins(world: w.World, case: Case) -> None:
    m.go(world, case, until=m.hold)
    facts = {"planned_on": w.on("05-18"), "served_on": w.on("05-06"), "officer_ids": world.pair, "ground": "party",
             "reason": "当事人住院"}  # fmt: skip
    with refused(GroundMissing, case, field="reason"):
        do(postpone_hearing, world, case, "lead", "05-06", **{**facts, "reason": " "})
    with refused(TooSoon, case, field="planned_on"):
        do(postpone_hearing, world, case, "lead", "05-06", **{**facts, "planned_on": w.on("05-14")})
    hearing = do(postpone_hearing, world, case, "lead", "05-06", **facts)
    assert (hearing.planned_on, hearing.notice_served_on, hearing.breaks.get().kind) == (
        w.on("05-18"), w.on("05-06"), "postponed",
    )  # fmt: skip
    do(open_session, world, case, "chair", "05-18")
    with refused(BegunAlready, case):
        do(postpone_hearing, world, case, "lead", "05-18", **{**facts, "served_on": w.on("05-18")})


def test_only_a_request_that_the_law_does_not_give_is_turned_away(world: w.World, case: Case) -> None:
    facts = {"refused_on": w.on("03-30")}
    for ground in ("late", "no_right", "whim"):
        with refused(NoGroundToRefuse, case, field="ground"):
            do(refuse_hearing, world, case, "reviewer", "03-30", **facts, ground=ground)
    do(refuse_hearing, world, case, "reviewer", "03-30", **facts, ground="not_party")
    assert w.open_codes(case) == {"P12"}
    assert {"TBS", "TZ2"} <= set(case.papers.values_list("code", flat=True))


def test_the_tablet_names_people_in_the_readers_language_and_writes_them_in_chinese() -> None:
    spoken = {who for section in SECTIONS for who in section.speakers}
    with translation.override("en"):
        assert {shown(who) for who in spoken} == {"Chair", "Party", "Agent", "Investigator", "Third party"}
    with translation.override("zh-hans"):
        assert {shown(who) for who in TITLES} == set(TITLES)
