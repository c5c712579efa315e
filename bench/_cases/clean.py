"""Cases 1 and 2: clean, one without a hearing, one with all that the law knows."""

# ruff: noqa: PLC0415 - models are ready only once the benchmark has set its system up

from __future__ import annotations

from bench._cases.stage import DAY, Stage, decision_clock, fetched, step


def without_hearing(stage: Stage) -> None:
    """Case 1: sand on a city road, 5,000 yuan."""
    from cases.demo.replays import plain
    from cases.rules import time
    from cases.rules.loading import load
    from enforcement.flowcharts.calendar.current import calendar

    stage.number = 1
    clerk = plain(stage.staff)
    case = clerk.case_id
    file = load(fetched(case), today=DAY(4, 24))
    stage.see("check before filing due", DAY(3, 31), step(case, "P02").due_on)
    stage.see("decision due (90 days)", DAY(6, 10), decision_clock(case).due_on)
    stage.see("the party's period ends", DAY(3, 31), fetched(case).notices.get().defence_until)
    stage.see("publication due", DAY(4, 14), step(case, "P17").due_on)
    stage.see("payment due, raw", DAY(4, 18), step(case, "P18").raw_due_on)
    stage.see("payment due, rolled", DAY(4, 20), step(case, "P18").due_on)
    stage.see("closure due", time.closure_due(DAY(4, 16), file.legal, calendar()), step(case, "P21").due_on)
    stage.see("reconsideration until", DAY(6, 2), time.reconsideration_until(DAY(4, 3), calendar()).due_on)
    stage.see("findings", [], stage.codes(case, DAY(4, 24)))


def with_hearing(stage: Stage) -> None:
    """Case 2: fake pesticide, 192,000 yuan, with measures, hearing, review and discussion."""
    from cases.demo.replays import heard
    from cases.models import Measure
    from cases.rules import time
    from cases.rules.loading import load
    from enforcement.flowcharts.calendar.current import calendar

    stage.number = 2
    clerk = heard(stage.staff)
    case = clerk.case_id
    file = load(fetched(case), today=DAY(9, 4))
    legal, days = file.legal, calendar()
    due = time.decision_due(DAY(3, 16), legal, days)
    stage.see("decision due, raw and rolled", (DAY(6, 14), DAY(6, 15)), (due.raw_on, due.due_on))
    kept = Measure.objects.get(case_id=case, kind="preserve")
    stage.see("preserved things disposed of by", DAY(3, 25), kept.due_on)
    stage.see("seizure ends first", DAY(5, 8), time.seize_due(DAY(3, 18), legal, days, tested=(DAY(3, 20), DAY(4, 10))))
    stage.see("seizure extended to", DAY(6, 7), Measure.objects.get(case_id=case, kind="seize").due_on)
    notice = fetched(case).notices.get()
    stage.see("the party's period ends", DAY(4, 27), notice.defence_until)
    stage.see("hearing held by", DAY(5, 14), time.hearing_hold_due(DAY(4, 24), legal))
    stage.see("last day to serve the hearing notice", DAY(4, 28), time.notice_of_hearing_by(DAY(5, 12), legal, days))
    stage.see("report of the hearing by", DAY(5, 22), time.hearing_report_due(DAY(5, 12), legal))
    stage.see("service due", DAY(6, 9), step(case, "P16").due_on)
    stage.see("publication due", DAY(6, 9), step(case, "P17").due_on)
    talk = fetched(case).discussions.get()
    votes = sorted(talk.members.values_list("vote", flat=True))
    stage.see("votes", ["change", *["penalise"] * 4], votes)
    stage.see("dissent kept", 1, talk.members.filter(vote="change").exclude(opinion="").count())
    stage.see("instalment due", DAY(8, 31), fetched(case).payments.exclude(due_on=None).last().due_on)
    stage.see("red findings", [], stage.codes(case, DAY(9, 4), ("red",)))
    stage.see(
        "the decision disposes of the seized goods",
        True,
        Measure.objects.get(case_id=case, kind="seize").ended_on is not None,
    )
