"""Suspensions and extensions of clocks and of steps: what moves a due date, and what is refused."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from enforcement.flowcharts.engine import clocks, extending, pausing
from enforcement.flowcharts.engine.extensions import extend, record_extension
from enforcement.flowcharts.models import ClockPause, RunClock, StepRecord, TermExtension

GRANT = {"unit": "calendar", "by_name": "局长", "reason": "案情复杂", "document": "延期审批表"}
STEP = {**GRANT, "unit": "working"}
PAUSE = {"ground": "testing", "basis": "第六十四条", "document": "检验委托书"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}T02:00").replace(tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@contextmanager
def refused(kind):
    """Expect a refusal that leaves every row as it was."""
    look = lambda: [list(m.objects.values()) for m in (RunClock, StepRecord, ClockPause, TermExtension)]  # noqa: E731
    before = look()
    with pytest.raises(kind), transaction.atomic():
        yield
    assert look() == before


@pytest.fixture
def ninety(procedure) -> RunClock:
    """The ninety days of a case filed on 2 March: they end on 31 May, a Sunday, so on 1 June."""
    procedure("P").walk("P01:registered P02:checked P03:filed")
    return RunClock.objects.get()


@pytest.fixture
def check(procedure) -> StepRecord:
    """The check of a clue entered on 2 March: fifteen working days end on 23 March."""
    procedure("P").walk("P01:registered")
    return StepRecord.objects.select_related("run", "node").get(left_at__isnull=True)


class TestExtensions:
    def test_the_head_extends_the_ninety_days_once_by_thirty(self, ninety):
        assert (ninety.raw_due_on, ninety.due_on) == (day("05-31"), day("06-01"))
        made = extend(ninety, days=30, at=at("06-01"), **GRANT)  # on the last day still in time
        ninety.refresh_from_db()
        assert (made.due_before, made.due_after, made.level) == (day("06-01"), day("06-30"), 1)
        assert ninety.due_on == day("06-30")

    def test_a_further_one_is_decided_together_and_sets_its_own_length(self, ninety):
        extend(ninety, days=30, at=at("05-20"), **GRANT)
        assert (extending.allowed(ninety).approver, extending.allowed(ninety).fixed) == ("discuss", False)
        extend(ninety, days=45, at=at("06-20"), **GRANT)
        ninety.refresh_from_db()
        assert ninety.raw_due_on == day("08-14")
        with refused(extending.NotExtendable):
            extend(ninety, days=10, at=at("07-01"), **GRANT)

    @pytest.mark.parametrize(("change", "kind"), [
        ({"at": at("06-02")}, extending.ExtendedTooLate),
        ({"days": 31}, extending.OtherLength),
        ({"unit": "working"}, extending.OtherLength),
        ({"reason": " "}, extending.ExtensionWithoutGrounds),
        ({"document": ""}, extending.ExtensionWithoutGrounds),
    ])  # fmt: skip
    def test_what_the_chart_does_not_allow_is_refused(self, ninety, change, kind):
        with refused(kind):
            extend(ninety, **{**GRANT, "days": 30, "at": at("05-20"), **change})

    def test_one_granted_elsewhere_after_the_end_is_kept_but_does_not_count(self, ninety):
        late = record_extension(ninety, days=30, granted_on=day("06-02"), **GRANT)
        ninety.refresh_from_db()
        assert (late.counts, ninety.due_on) == (False, day("06-01"))
        with pytest.raises(IntegrityError), transaction.atomic():
            TermExtension.objects.filter(pk=late.pk).update(counts=True)
        assert record_extension(ninety, days=30, granted_on=day("06-01"), **GRANT).counts

    def test_a_term_that_stands_still_has_not_ended(self, ninety):
        clocks.pause(ninety, from_on=day("05-25"), **PAUSE)
        made = extend(ninety, days=30, at=at("06-20"), **GRANT)
        clocks.resume(ninety, ground="testing", to_on=day("06-25"))
        ninety.refresh_from_db()
        assert made.counts
        assert ninety.raw_due_on == day("07-31")  # 31 May, 30 days, and 31 days that did not count

    def test_the_check_of_a_clue_is_extended_by_fifteen_working_days(self, check):
        assert check.due_on == day("03-23")
        extend(check, days=15, at=at("03-20"), **STEP)
        check.refresh_from_db()
        assert check.due_on == day("04-14")  # 清明 is out
        with refused(extending.NotExtendable):
            extend(check, days=15, at=at("04-01"), **STEP)

    def test_a_step_without_an_extension_on_its_chart_is_not_extended(self, procedure):
        procedure("P").walk("P01:registered P02:checked P03:filed P04:assigned P05:clear P06:reported")
        with refused(extending.NotExtendable):
            extend(StepRecord.objects.get(left_at__isnull=True), days=5, at=at("03-05"), **STEP)


class TestSuspensions:
    @pytest.mark.parametrize(("change", "kind"), [
        ({"document": " "}, pausing.PauseWithoutDocument),
        ({"ground": "holiday"}, pausing.UnknownGround),
        ({"from_on": day("03-19")}, pausing.PausesOverlap),
        ({"ground": "hearing", "from_on": day("03-05")}, pausing.PausesOverlap),
    ])  # fmt: skip
    def test_a_suspension_without_document_or_over_another_is_refused(self, ninety, change, kind):
        clocks.pause(ninety, from_on=day("03-10"), **PAUSE)
        clocks.resume(ninety, ground="testing", to_on=day("03-20"))
        with refused(kind):
            clocks.pause(ninety, **{**PAUSE, "from_on": day("03-20"), **change})
        clocks.pause(ninety, from_on=day("03-20"), **PAUSE)  # on the day the other ended it may

    def test_the_database_itself_keeps_suspensions_apart(self, ninety):
        clocks.pause(ninety, from_on=day("03-10"), **PAUSE)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockPause.objects.create(clock=ninety, from_on=day("03-12"), to_on=day("03-13"), **PAUSE)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockPause.objects.create(
                clock=ninety, from_on=day("03-01"), to_on=day("03-02"), **{**PAUSE, "document": ""}
            )

    def test_it_does_not_end_before_it_began(self, ninety):
        clocks.pause(ninety, from_on=day("03-10"), **PAUSE)
        with refused(pausing.ResumedTooEarly):
            clocks.resume(ninety, ground="testing", to_on=day("03-09"))

    def test_the_limit_of_a_step_stops_where_its_chart_says(self, check):
        clocks.pause(check, from_on=day("03-09"), **PAUSE)
        clocks.resume(check, ground="testing", to_on=day("03-16"))
        check.refresh_from_db()
        assert (check.due_on, check.stretched["pauses"]) == (day("03-30"), [["2026-03-09", "2026-03-16"]])
        with refused(pausing.NotSuspendable):
            clocks.pause(check, from_on=day("03-17"), **{**PAUSE, "ground": "hearing"})


def test_an_event_told_again_keeps_what_stretched_the_step():
    """The limit of H08 counts from the acceptance; told anew, its extension still counts and no statement is added."""
    from enforcement.flowcharts.engine import dating
    from enforcement.flowcharts.graph import Limit
    from enforcement.flowcharts.models import Run

    record = StepRecord(stretched={"pauses": [["2026-03-10", "2026-03-12"]], "more": [[5, "working"]]})
    dating.set_due(
        record, Limit(5, "working", counts_from="event:told"), Run(events={"told": "2026-03-05"}), at("03-05")
    )
    assert record.due_on == day("03-23")
