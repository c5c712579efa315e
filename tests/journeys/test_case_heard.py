"""Sample case 2: preserved, seized, tested, heard, reviewed, discussed, decided, paid in instalments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from cases.demo import replays
from cases.documents.heard import heard_of
from cases.models import Case, Measure
from cases.rules import time
from cases.rules.loading import load
from cases.rules.registry import audit
from cases.settings import legal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import RunClock, StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.journeys.county import a_county

DAY = partial(date, 2026)


@pytest.fixture(scope="module")
def kept_case(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    with django_db_blocker.unblock(), a_county(tmp_path_factory.mktemp("papers"), "agriculture") as staff:
        yield Case.objects.get(pk=replays.heard(staff).case_id)


@pytest.fixture
def case(kept_case: Case, db: None) -> Case:
    return Case.objects.select_related("agency", "run").get(pk=kept_case.pk)


def records(case: Case, code: str) -> list[StepRecord]:
    return list(StepRecord.objects.filter(run_id=case.run_id, node__code=code).order_by("entered_at", "visit"))


def body(case: Case, verb: str, nth: int = 0) -> dict[str, Any]:
    return body_of(list(Entry.objects.filter(series=case.series, verb=verb).order_by("seq"))[nth])


def test_preserved_goods_are_dealt_with_by_25_march(case: Case) -> None:
    preserved = case.measures.get(kind=Measure.Kind.PRESERVE)
    assert (preserved.taken_on, preserved.due_on, preserved.ended_on) == (DAY(3, 16), DAY(3, 25), DAY(3, 24))


def test_the_seizure_ends_on_8_may_without_the_test_and_on_7_june_extended(case: Case) -> None:
    seized = case.measures.get(kind=Measure.Kind.SEIZE)
    rules, days = legal(case.agency, DAY(5, 1)), calendar()
    tested = (seized.test_from_on, seized.test_to_on)
    assert tested == (DAY(3, 20), DAY(4, 10))
    assert time.seize_due(seized.taken_on, rules, days) == DAY(4, 17)
    assert time.seize_due(seized.taken_on, rules, days, tested=tested) == DAY(5, 8)
    assert body(case, "case.record_testing")["due_on"] == "2026-05-08"
    assert (seized.extended_on, seized.due_on) == (DAY(5, 6), DAY(6, 7))
    assert (seized.ended_on, seized.disposition) == (DAY(6, 2), "依法没收")


def test_the_ninety_days_end_on_15_june_and_the_decision_is_made_on_day_74(case: Case) -> None:
    gross = time.decision_due(case.filed_on, legal(case.agency, DAY(3, 16)), calendar())
    assert (gross.raw_on, gross.due_on) == (DAY(6, 14), DAY(6, 15))
    assert (case.decision.decided_on - case.filed_on).days == 74
    clock = RunClock.objects.get(run=case.run, code="decision")
    assert clock.due_on >= DAY(6, 15), "the hearing stops the clock"
    assert clock.pauses.filter(ground="hearing", from_on=DAY(4, 23), to_on=DAY(5, 18)).exists()


def test_the_party_may_ask_for_a_hearing_until_27_april(case: Case) -> None:
    notice = case.notices.get()
    assert (notice.served_on, notice.defence_until, notice.hearing_right) == (DAY(4, 20), DAY(4, 27), True)
    assert notice.fine == Decimal(192000)
    assert case.hearings.get().requested_on == DAY(4, 23)
    assert records(case, "H02")[0].due_on == DAY(4, 27)


def test_the_hearing_is_notified_by_28_april_and_held_on_12_may(case: Case) -> None:
    hearing = case.hearings.get()
    assert (hearing.accepted_on, hearing.notice_served_on, hearing.planned_on) == (DAY(4, 24), DAY(4, 27), DAY(5, 12))
    assert records(case, "H06")[0].due_on == DAY(4, 28)
    assert records(case, "H08")[0].due_on == DAY(5, 14)
    assert (hearing.held_on, hearing.record_signed) == (DAY(5, 12), True)
    assert hearing.chair_certificate
    rules, days = legal(case.agency, DAY(4, 27)), calendar()
    assert time.notice_of_hearing_by(DAY(5, 12), rules, days) == DAY(4, 28)
    assert time.notice_days(hearing.notice_served_on, hearing.held_on, rules, days) >= 7


def test_the_report_comes_within_ten_days(case: Case) -> None:
    assert records(case, "H10")[0].due_on == DAY(5, 22)
    assert case.hearings.get().reported_on == DAY(5, 18)


def test_it_is_reviewed_and_discussed_with_the_dissent_recorded(case: Case) -> None:
    reviewed = case.reviews.get()
    assert (reviewed.received_on, reviewed.reviewed_on, reviewed.passed) == (DAY(5, 18), DAY(5, 22), True)
    talk = case.discussions.get()
    votes = list(talk.members.order_by("spoke_order").values_list("vote", "is_head", "present"))
    assert [vote for vote, _head, _here in votes].count("penalise") == 4
    assert votes[-1] == ("penalise", True, True)
    assert talk.members.get(vote="change").opinion == "罚款数额偏高，建议从轻。"
    assert (talk.held_on, talk.concluded_on, talk.majority, talk.departs) == (DAY(5, 26), DAY(5, 26), "penalise", False)
    assert not talk.members.filter(present=True, signed_at=None).exists()


def test_decided_on_29_may_it_is_served_and_published_by_9_june(case: Case) -> None:
    decision = case.decision
    assert (decision.decided_on, decision.dated_on, decision.fine) == (DAY(5, 29), DAY(5, 29), Decimal(192000))
    assert "本机关于2026年5月12日公开举行听证" in heard_of(decision)
    assert records(case, "P16")[0].due_on == DAY(6, 9)
    assert records(case, "P17")[0].due_on == DAY(6, 9)
    assert case.services.get(document__in=("decision", "JD")).served_on == DAY(6, 2)
    assert case.publication.published_on == DAY(6, 5)


def test_the_heavy_decision_is_a_task_for_the_justice_bureau_and_filed(case: Case) -> None:
    assert (case.heavy_filing.due_on, case.heavy_filing.filed_on) == (DAY(6, 13), DAY(6, 8))


def test_instalments_set_a_new_day(case: Case) -> None:
    first, second = records(case, "P18")
    assert (first.due_on, first.outcome) == (DAY(6, 17), "deferred")
    assert (second.due_on, second.outcome) == (DAY(8, 31), "performed")
    assert [p.amount for p in case.payments.order_by("on")] == [Decimal(98000), Decimal(100000)]
    assert [(i.due_on, i.amount) for i in case.instalments.all()] == [(DAY(8, 31), Decimal(100000))]


def test_nothing_red_remains_and_the_file_is_closed(case: Case) -> None:
    found = audit(load(case, today=DAY(9, 4)))
    assert [(f.rule, f.sentence) for f in found if f.severity == "red" or f.blocks] == []
    assert [(f.rule, f.severity, f.sentence) for f in found if f.severity != "notice"] == []
    assert (case.closed_on, case.archived_on, case.run.end) == (DAY(9, 1), DAY(9, 4), "archived")


def test_the_ledger_holds_and_every_step_has_its_actor(case: Case) -> None:
    assert list(faults(case.series)) == []
    done = StepRecord.objects.filter(run=case.run, node__kind="task", left_at__isnull=False)
    assert done.count() > 35
    assert not done.filter(actor={}).exists()
    assert all(record.actor["name"] and record.actor.get("person_id") for record in done)
    entries = Entry.objects.filter(series=case.series).order_by("seq")
    assert entries.count() == entries.last().seq
