"""Cases 3, 4 and 7: who may not act."""

# ruff: noqa: PLC0415 - models are ready only once the benchmark has set its system up

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from bench._cases.stage import DAY, Stage, fetched


def one_investigator(stage: Stage) -> None:
    """Case 3: an officer and a helper inspect and interview."""
    from cases.demo.clerk import COUNTY
    from cases.demo.outside import one_investigator as record
    from cases.evidence.record_interview import record_interview
    from cases.record_inquiry import record_inquiry

    stage.number = 3
    clerk = stage.clerk(
        "transport", cause="未取得道路货物运输经营许可从事经营", party_kind="person", party_name="张某",
        legal_basis="道路运输条例第六十三条第一项", fine=Decimal(5000),
    )  # fmt: skip
    clerk.register(DAY(5, 18))
    clerk.check(DAY(5, 18))
    clerk.file(DAY(5, 18))
    clerk.assign(DAY(5, 18))
    lead, helper = clerk.ids("lead", "helper")
    on_road = {"kind": "inspection", "held_on": DAY(5, 18), "summary": "路检。", "subject": "张某", "place": "省道"}
    begun = datetime.combine(DAY(5, 18), time(10), COUNTY)
    asked = {
        "respondent": "张某", "capacity": "当事人", "begun_at": begun, "ended_at": begun + timedelta(minutes=20),
        "answers": "问：有许可证吗？\n答：没有。", "pages": 1, "pages_signed": 1, "alone": True, "read_over": True,
    }  # fmt: skip
    for kind, act, facts in (("inspection", record_inquiry, on_road), ("interview", record_interview, asked)):
        stage.refused(
            f"{kind} signed by an officer and a helper as officer", "R01+R03",
            lambda a=act, f=facts: clerk.do(a, "lead", DAY(5, 19), officer_ids=[lead, helper], **f),
        )  # fmt: skip
        stage.refused(
            f"{kind} signed by one officer, the helper named as helper", "R01",
            lambda a=act, f=facts: clerk.do(a, "lead", DAY(5, 19), officer_ids=[lead], helper_ids=[helper], **f),
        )  # fmt: skip
    stage.see("records in the file", 0, fetched(clerk.case_id).inquiries.exclude(kind="check").count())
    again = {**asked, "begun_at": begun + timedelta(days=1), "ended_at": begun + timedelta(days=1, minutes=20)}
    clerk.do(record_interview, "lead", DAY(5, 20), officer_ids=clerk.ids("lead", "co"), helper_ids=[helper], **again)
    clerk.leave_investigation(DAY(5, 21))
    clerk.conclude(DAY(5, 22))
    stage.see("taken again by two, it goes on", "P07", open_step(clerk.case_id))
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(7, 1), ("red",)) if code in {"R01", "R03"}]
    stage.see("the outside record is red by", ["R01", "R03"], found)
    stage.see(
        "its evidence is not usable", [False, False], list(fetched(outside).inquiries.values_list("usable", flat=True))
    )


def open_step(case_id: int) -> str:
    """Return the code of the open step."""
    from enforcement.flowcharts.models import StepRecord

    rows = StepRecord.objects.filter(run__case=case_id, left_at__isnull=True, node__kind="task")
    return "、".join(sorted(rows.values_list("node__code", flat=True)))


def chair_investigated(stage: Stage) -> None:
    """Case 4: who re-checked on 2 April is named chair of the hearing."""
    from cases.accept_hearing import accept_hearing
    from cases.demo.outside import chair_investigated as record
    from cases.designate_chair import designate_chair
    from cases.notify_hearing import notify_hearing
    from cases.schedule_hearing import schedule_hearing
    from certification.demo import certify
    from enforcement.actor import SYSTEM
    from enforcement.organisation.duties.holding import grant

    stage.number = 4
    clerk = stage.clerk(
        "emergency", cause="特种作业人员未取得资格上岗作业", party_name="乐陵市丙机械厂",
        legal_basis="安全生产法第九十七条第七项", fine=Decimal(150000), kinds=("fine", "shutdown"),
    )  # fmt: skip
    body = stage.staff.agencies["emergency"]
    third = stage.staff.of("emergency", "third")
    grant(person=third, duty="chair", agency=body, by=SYSTEM, at=clerk.at(DAY(1, 8)))
    certify(person=third, agency=body, kind="hearing_chair", number="鲁听04004", valid_from=DAY(1, 1))
    clerk.register(DAY(3, 9))
    clerk.check(DAY(3, 9))
    clerk.file(DAY(3, 9))
    clerk.assign(DAY(3, 9))
    clerk.interview(DAY(4, 2), "lead", "third", kind="inspection")
    clerk.leave_investigation(DAY(4, 3))
    clerk.conclude(DAY(4, 7))
    clerk.check_case(DAY(4, 9))
    clerk.propose(DAY(4, 10))
    clerk.notify(DAY(4, 13))
    clerk.defend(DAY(4, 17), "hearing", made_on=DAY(4, 17), text="不认可复查结论，要求听证。")
    clerk.do(accept_hearing, "reviewer", DAY(4, 20), accepted_on=DAY(4, 20))
    stage.refused(
        "the chair took part in the re-check", "R14",
        lambda: clerk.do(
            designate_chair, "head", DAY(4, 20), designated_on=DAY(4, 20), chair_id=third.pk,
            recorder_id=clerk.ids("clerk")[0],
        ),
    )  # fmt: skip
    clerk.do(
        designate_chair, "head", DAY(4, 20), designated_on=DAY(4, 20), chair_id=clerk.ids("chair")[0],
        recorder_id=clerk.ids("clerk")[0],
    )  # fmt: skip
    clerk.do(schedule_hearing, "lead", DAY(4, 21), planned_on=DAY(5, 7), place="三楼听证室")
    serve = {"served_on": DAY(4, 22), "officer_ids": clerk.ids("lead", "co")}
    stage.refused(
        "22 April to 6 May is six clear working days", "TooSoon",
        lambda: clerk.do(notify_hearing, "lead", DAY(4, 22), planned_on=DAY(5, 6), **serve),
    )  # fmt: skip
    hearing = clerk.do(notify_hearing, "lead", DAY(4, 22), planned_on=DAY(5, 7), **serve)
    stage.see("7 May passes", DAY(5, 7), hearing.planned_on)
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(7, 1), ("red",)) if code in {"R13", "R14"}]
    stage.see("the outside record is red by", ["R13", "R14"], found)


def expired_credential(stage: Stage) -> None:
    """Case 7: a credential that ran out on 31 May, an interview of 10 June."""
    from cases.demo.outside import expired_credential as record
    from cases.record_inquiry import record_inquiry
    from certification import standing

    stage.number = 7
    clerk = stage.clerk(
        "market", cause="未按规定建立进货查验记录制度", party_name="乐陵市己餐饮店", party_kind="business",
        legal_basis="食品安全法第一百二十六条第一款第三项", fine=Decimal(20000),
    )  # fmt: skip
    body, fifth = stage.staff.agencies["market"], stage.staff.of("market", "fifth")
    for day, code in ((DAY(5, 31), "valid"), (DAY(6, 1), "expired"), (DAY(6, 10), "expired")):
        said = standing.may_act(person_id=fifth.pk, agency=body.pk, on=day, field="market")
        stage.see(f"the credential on {day:%d %B}", code, said.code)
    clerk.register(DAY(6, 1))
    clerk.check(DAY(6, 2))
    clerk.file(DAY(6, 4))
    from cases.assign import assign

    stage.refused(
        "assigned after it ran out", "R01+R02",
        lambda: clerk.do(assign, "head", DAY(6, 4), lead_id=clerk.ids("lead")[0], co_ids=[fifth.pk]),
    )  # fmt: skip
    clerk.assign(DAY(6, 4))
    facts = {"kind": "interview", "held_on": DAY(6, 10), "summary": "询问经营者。", "subject": "经营者"}
    pair = [*clerk.ids("lead"), fifth.pk]
    stage.refused(
        "interview of 10 June",
        "R01+R02",
        lambda: clerk.do(record_inquiry, "lead", DAY(6, 10), officer_ids=pair, **facts),
    )
    renew(stage, fifth, body)
    stage.refused(
        "the same record, after the renewal of 25 June", "R01+R02",
        lambda: clerk.do(record_inquiry, "lead", DAY(6, 26), officer_ids=pair, **facts),
    )  # fmt: skip
    again = clerk.do(record_inquiry, "lead", DAY(6, 26), officer_ids=pair, **{**facts, "held_on": DAY(6, 26)})
    stage.see("taken again after the renewal", DAY(6, 26), again.held_on)
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(7, 30), ("red",)) if code in {"R01", "R02"}]
    stage.see("the outside record is red by", ["R01", "R02"], found)


def renew(stage: Stage, person: object, body: object) -> None:
    """Issue a new credential from 25 June."""
    from cases.demo.ground import actor
    from certification.demo import issue_direct

    issuer = actor(stage.staff.of("province_justice", "issuer"), stage.staff.agencies["province_justice"])
    issue_direct(
        person=person, agency=body, fields=["market"], area="乐陵市", valid_from=DAY(6, 25), valid_to=DAY(12, 31),
        at=stage.clerk("market", cause="", party_name="", legal_basis="").at(DAY(6, 25)), by=issuer,
    )  # fmt: skip
