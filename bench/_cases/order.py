"""Cases 6, 8 and 11: what may not come before what."""

# ruff: noqa: PLC0415 - models are ready only once the benchmark has set its system up

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bench._cases.stage import DAY, Stage, fetched, step


def decision_too_early(stage: Stage) -> None:
    """Case 6: the window of the party ends on a made-up Saturday."""
    from cases.demo.outside import decision_too_early as record
    from cases.rules import time
    from cases.rules.loading import load

    stage.number = 6
    clerk = stage.clerk(
        "housing", cause="未取得施工许可证擅自施工", party_name="乐陵市戊置业有限公司",
        legal_basis="建设工程质量管理条例第五十七条", fine=Decimal(144000),
    )  # fmt: skip
    begin(clerk, DAY(4, 7), DAY(4, 9))
    clerk.interview(DAY(4, 10))
    clerk.leave_investigation(DAY(4, 20))
    clerk.conclude(DAY(4, 24))
    clerk.check_case(DAY(4, 27))
    clerk.propose(DAY(4, 28))
    clerk.notify(DAY(4, 29))
    notice = fetched(clerk.case_id).notices.get()
    stage.see("the notice tells of the hearing", True, notice.hearing_right)
    stage.see("the party's period ends", DAY(5, 9), notice.defence_until)
    for day in (DAY(5, 7), DAY(5, 8), DAY(5, 9)):
        stage.refused(
            f"the period closed without a word on {day:%d May}", "PeriodRuns", lambda d=day: clerk.defend(d, "decide")
        )
    file = load(fetched(clerk.case_id), today=DAY(5, 8))
    stage.see("safe first day", DAY(5, 11), time.safe_decision_day(file))
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(7, 1), ("red",)) if code == "R10"]
    stage.see("the outside record is red by", ["R10"], found)


def no_legal_review(stage: Stage) -> None:
    """Case 8: a heard case on the lead's own note."""
    from cases.demo.outside import no_legal_review as record
    from cases.review import HEADS, review
    from enforcement.actor import SYSTEM
    from enforcement.organisation.duties.holding import grant

    stage.number = 8
    clerk = stage.clerk(
        "urban", cause="未取得燃气经营许可证从事燃气经营", party_name="乐陵市庚气站",
        legal_basis="城镇燃气管理条例第四十五条第一款", fine=Decimal(200000),
    )  # fmt: skip
    begin(clerk, DAY(4, 2), DAY(4, 7))
    due = due_of(clerk)
    stage.see("decision due (90 days)", DAY(7, 6), due)
    clerk.interview(DAY(4, 8))
    clerk.leave_investigation(DAY(4, 28))
    clerk.conclude(DAY(5, 6))
    clerk.check_case(DAY(5, 8))
    clerk.propose(DAY(5, 9))
    clerk.notify(DAY(5, 11))
    clerk.defend(DAY(5, 15), "hearing", made_on=DAY(5, 15), text="要求听证。")
    clerk.prepare_hearing(accepted=DAY(5, 18), served=DAY(5, 19), planned=DAY(6, 1))
    clerk.hear(DAY(6, 1), DAY(6, 3))
    stage.refused("decided without a review", "OutOfOrder", lambda: clerk.decide(DAY(6, 5)))
    grant(
        person=stage.staff.of("urban", "lead"), duty="review", agency=stage.staff.agencies["urban"], by=SYSTEM,
        at=clerk.at(DAY(6, 4)),
    )  # fmt: skip
    heads = {code: {"ok": True, "note": ""} for code in HEADS}
    stage.refused(
        "reviewed by the lead", "R17",
        lambda: clerk.do(
            review, "lead", DAY(6, 4), reviewed_on=DAY(6, 4), heads=heads, opinion="已审。", outcome="passed_discuss"
        ),
    )  # fmt: skip
    clerk.review(DAY(6, 5), discuss=True)
    clerk.discuss(DAY(6, 8))
    clerk.decide(DAY(6, 9))
    stage.see("reviewed by the qualified reviewer, it is decided", "P15", clerk_step(clerk))
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(7, 30), ("red",)) if code in {"R16", "R17"}]
    stage.see("the review after the decision leaves it red by", ["R16", "R17"], found)


def due_of(clerk: Any) -> date:
    """Return when the decision is due."""
    from bench._cases.stage import decision_clock

    found: date = decision_clock(clerk.case_id).due_on
    return found


def clerk_step(clerk: Any) -> str:
    """Return the open step of a clerk's case."""
    from bench._cases.people import open_step

    return open_step(clerk.case_id)


def begin(clerk: Any, clue: date, filed: date) -> None:
    """Register, check, file and assign."""
    clerk.register(clue)
    clerk.check(filed)
    clerk.file(filed)
    clerk.assign(filed)


def chart_replaced(stage: Stage) -> None:
    """Case 11: the chart of an agency is replaced while a case runs."""
    from cases.demo.outside import chart_replaced as record
    from enforcement.flowcharts.engine.begin import version_in_force

    stage.number = 11
    body = stage.staff.agencies["market"]
    third = publish(stage, 10, DAY(6, 25))
    clerk = stage.clerk(
        "market",
        cause="发布虚假广告",
        party_name="乐陵市辛商贸有限公司",
        legal_basis="广告法第五十五条",
        fine=Decimal(6000),
    )
    begin(clerk, DAY(6, 26), DAY(7, 1))
    clerk.interview(DAY(7, 6))
    fourth = publish(stage, 5, DAY(7, 20))
    clerk.leave_investigation(DAY(7, 23))
    clerk.conclude(DAY(7, 27))
    stage.see("the case keeps its version", third.pk, fetched(clerk.case_id).run.version_id)
    stage.see("check due on the old chart", DAY(8, 10), step(clerk.case_id, "P07").due_on)
    stage.see("new cases run on", fourth.pk, version_in_force(agency=body, code="P", on=DAY(7, 27)).pk)
    third.refresh_from_db()
    stage.see("the old version stays public", True, third.is_public)
    later = stage.clerk(
        "market", cause="虚假宣传", party_name="乐陵市壬商店", legal_basis="广告法第五十五条", fine=Decimal(6000)
    )
    begin(later, DAY(7, 21), DAY(7, 21))
    later.interview(DAY(7, 22))
    later.leave_investigation(DAY(7, 23))
    later.conclude(DAY(7, 27))
    stage.see("check due on the new chart", DAY(8, 3), step(later.case_id, "P07").due_on)
    outside = stage.outside(record(stage.staff))
    found = [code for code in stage.codes(outside, DAY(9, 1), ("red",)) if code == "R33"]
    stage.see("the outside record that passed over a step is red by", ["R33"], found)


def publish(stage: Stage, days: int, on: date) -> Any:
    """Publish a chart of the agency's own whose case check takes as many working days."""
    import re

    from cases.demo.ground import actor
    from enforcement.flowcharts.publication.ship import FOLDER, carry_through

    text = (FOLDER / "P.bpmn").read_text(encoding="utf-8")
    at = text.index('act="check_case"')
    end = text.index("</law:step>", at)
    part, n = re.subn(r'(<law:limit value=")\d+(" unit="working")', rf"\g<1>{days}\2", text[at:end], count=1)
    if not n:
        raise RuntimeError("the shipped chart sets no term for the case check")
    body, justice = stage.staff.agencies["market"], stage.staff.agencies["justice"]
    who = [actor(stage.staff.of("justice", key), justice) for key in ("examiner", "approver1", "approver2")]
    moment = stage.clerk("market", cause="", party_name="", legal_basis="").at(on)
    return carry_through(
        agency=body, code="P", bpmn=(text[:at] + part + text[end:]).encode(), drafter=who[0], approvers=who[1:],
        publisher=who[1], at=moment, effective_on=on, note=f"{days}日",
    )  # fmt: skip
