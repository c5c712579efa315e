from datetime import UTC, date, datetime

import pytest

from enforcement.flowcharts.calendar.national import national
from enforcement.flowcharts.calendar.workdays import OutsideCalendarError, WorkCalendar
from enforcement.flowcharts.deadlines import (
    COUNTY,
    Extended,
    Suspended,
    clear_working_days,
    county_day,
    due,
    latest_service_day,
    used,
)
from enforcement.flowcharts.graph import Limit

CN = national()


def d(text):
    return date.fromisoformat(f"2026-{text}")


def at(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=COUNTY)


SENTENCES = [
    # sentence, value, unit, from, raw, due
    ("case 1: filing is due 15 working days after the clue", 15, "working", "03-10", "03-31", "03-31"),
    ("case 1: the decision is due 90 days after filing", 90, "calendar", "03-12", "06-10", "06-10"),
    ("case 1: the defence ends 5 working days after the notice", 5, "working", "03-24", "03-31", "03-31"),
    (
        "case 1: publication is due 7 working days after the decision, past 清明",
        7,
        "working",
        "04-02",
        "04-14",
        "04-14",
    ),
    ("case 1: payment is due 15 days after receipt, rolled off a Saturday", 15, "calendar", "04-03", "04-18", "04-20"),
    ("case 1: reconsideration may be asked within 60 days", 60, "calendar", "04-03", "06-02", "06-02"),
    ("case 2: 90 days end on a Sunday and roll to the Monday", 90, "calendar", "03-16", "06-14", "06-15"),
    ("case 2: preserved goods are disposed of in 7 working days", 7, "working", "03-16", "03-25", "03-25"),
    ("case 2: the hearing may be asked 5 working days after the notice", 5, "working", "04-20", "04-27", "04-27"),
    ("case 2: the hearing is held 20 days after acceptance", 20, "calendar", "04-24", "05-14", "05-14"),
    ("case 2: the report is due 10 days after the hearing", 10, "calendar", "05-12", "05-22", "05-22"),
    ("case 2: the decision is served in 7 working days", 7, "working", "05-29", "06-09", "06-09"),
    ("case 6: the window ends on the made-up Saturday", 5, "working", "04-29", "05-09", "05-09"),
    ("case 8: the decision is due 90 days after filing", 90, "calendar", "04-07", "07-06", "07-06"),
    ("case 11: chart v3 gives the check 10 working days", 10, "working", "07-27", "08-10", "08-10"),
    ("case 11: chart v4 gives the check 5 working days", 5, "working", "07-27", "08-03", "08-03"),
]


@pytest.mark.parametrize(
    ("value", "unit", "start", "raw", "rolled"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES]
)
def test_a_limit_of_the_sample_cases_ends_on_its_day(value, unit, start, raw, rolled):
    end = due(Limit(value, unit), d(start), CN)
    assert (end.raw_on, end.due_on) == (d(raw), d(rolled))
    assert (end.provisional, end.due_at, end.open_suspension, end.of, end.unit) == (False, None, False, value, unit)


SEIZURE = Limit(30, "calendar", roll="none", basis="行政强制法第二十五条")
TEST = Suspended(d("03-20"), d("04-10"))


@pytest.mark.parametrize(
    ("suspensions", "extensions", "last"),
    [
        ((), (), "04-17"),
        ((TEST,), (), "05-08"),
        ((TEST,), (Extended(30, "calendar"),), "06-07"),  # a Sunday: the organ's own duty is not rolled
    ],
    ids=["without the test", "with 21 days of testing taken out", "and extended by 30 days, not rolled"],
)
def test_the_seizure_of_case_2_ends_on_its_day(suspensions, extensions, last):
    end = due(SEIZURE, d("03-18"), CN, suspensions, extensions)
    assert end.raw_on == end.due_on == d(last)


@pytest.mark.parametrize(
    ("held", "days"), [("05-06", 6), ("05-07", 7)], ids=["case 4: 05-06 fails seven clear days", "case 4: 05-07 passes"]
)
def test_the_clear_days_between_notice_and_hearing_leave_both_ends_out(held, days):
    assert clear_working_days(d("04-22"), d(held), CN) == days


def test_a_hearing_on_the_day_of_its_notice_has_no_clear_day():
    assert clear_working_days(d("04-22"), d("04-22"), CN) == 0


def test_the_last_day_to_serve_the_hearing_notice_of_case_2_is_04_28():
    assert latest_service_day(d("05-12"), 7, CN) == d("04-28")


def test_a_notice_served_on_a_day_of_rest_leaves_as_many_working_days_as_on_the_day_before():
    assert latest_service_day(d("03-18"), 7, CN) == d("03-08")  # a Sunday after Friday 03-06


def test_where_the_day_of_the_hearing_counts_it_is_04_29():
    assert latest_service_day(d("05-12"), 7, CN, clear=False) == d("04-29")


def test_a_hearing_on_a_rest_day_never_counts_itself():
    sunday = d("05-17")
    assert latest_service_day(sunday, 7, CN, clear=False) == latest_service_day(sunday, 7, CN)


def test_a_backward_roll_ends_before_the_rest():
    end = due(Limit(15, "calendar", roll="backward"), d("04-03"), CN)
    assert (end.raw_on, end.due_on) == (d("04-18"), d("04-17"))


def test_a_limit_may_count_its_first_day():
    assert due(Limit(5, "calendar", starts="same-day"), d("03-09"), CN).raw_on == d("03-13")
    assert due(Limit(5, "working", starts="same-day"), d("03-14"), CN).raw_on == d("03-20")
    assert due(Limit(1, "month", starts="same-day"), d("03-01"), CN).raw_on == d("03-31")


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-15", 6, "2026-06-15"),
        ("2024-02-29", 24, "2026-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(start, months, last):
    assert due(Limit(months, "month", roll="none"), date.fromisoformat(start), CN).raw_on == date.fromisoformat(last)


def test_an_extension_by_months_is_counted_from_the_start_of_the_months():
    end = due(Limit(1, "month", roll="none"), d("01-31"), CN, (), [Extended(1, "month")])
    assert end.raw_on == d("03-31")


def test_an_extension_in_another_unit_is_counted_on_from_the_raw_end():
    end = due(Limit(5, "working"), d("03-24"), CN, (), [Extended(15, "calendar")])
    assert (end.raw_on, end.unit, end.of) == (d("04-15"), "calendar", 22)


def test_months_leave_suspended_days_out():
    assert due(Limit(1, "month", roll="none"), d("03-10"), CN, [Suspended(d("04-01"), d("04-06"))]).raw_on == d("04-15")


def test_a_suspension_on_the_last_day_leaves_the_day_the_clock_runs_again():
    assert due(SEIZURE, d("03-18"), CN, [Suspended(d("04-17"), d("04-24"))]).due_on == d("04-24")


def test_a_suspension_after_the_end_changes_nothing():
    assert due(SEIZURE, d("03-18"), CN, [Suspended(d("04-18"), d("04-24"))]).due_on == d("04-17")


def test_overlapping_suspensions_are_taken_out_once():
    twice = [Suspended(d("03-25"), d("04-10")), Suspended(d("03-20"), d("04-01")), Suspended(d("03-27"), d("03-28"))]
    assert due(SEIZURE, d("03-18"), CN, twice) == due(SEIZURE, d("03-18"), CN, [TEST])


def test_a_lasting_suspension_gives_the_earliest_end_and_says_so():
    end = due(SEIZURE, d("03-18"), CN, [Suspended(d("03-20"))])
    assert (end.due_on, end.open_suspension, end.suspended_from) == (d("04-17"), True, d("03-20"))
    assert due(SEIZURE, d("03-18"), CN, [Suspended(d("04-17"))]).open_suspension
    assert not due(SEIZURE, d("03-18"), CN, [Suspended(d("04-18"))]).open_suspension


def test_a_suspension_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        Suspended(d("04-10"), d("03-20"))


@pytest.mark.parametrize(
    ("limit", "start", "provisional"),
    [
        (Limit(10, "working"), "12-17", False),
        (Limit(11, "working"), "12-17", True),
        (Limit(90, "calendar"), "11-01", True),
        (Limit(90, "calendar", roll="none"), "11-01", False),
        (Limit(3, "calendar", roll="backward"), "12-30", True),
        (Limit(24, "hour"), "12-31", False),
    ],
    ids=[
        "inside the published year",
        "past it",
        "rolled past it",
        "plain days need no calendar",
        "rolled back from it",
        "hours",
    ],
)
def test_a_date_is_provisional_where_it_rests_on_an_unpublished_year(limit, start, provisional):
    assert due(limit, d(start), CN).provisional is provisional


def test_a_date_rolled_out_of_the_published_year_is_provisional():
    calendar = WorkCalendar.build(revision=1, first_on=d("01-01"), last_published_on=d("05-31"), exceptions={})
    end = due(Limit(10, "calendar"), d("05-20"), calendar)  # Saturday 05-30 to Monday 06-01
    assert (end.due_on, end.provisional) == (d("06-01"), True)


def test_a_limit_that_needs_no_calendar_may_leave_it():
    assert due(Limit(20 * 12, "month", roll="none"), d("03-12"), CN).due_on == date(2046, 3, 12)
    with pytest.raises(OutsideCalendarError):
        due(Limit(20 * 12, "month"), d("03-12"), CN)


def test_hours_run_from_the_moment_through_rest_days():
    end = due(Limit(24, "hour"), at("04-03T21:30"), CN)
    assert end.due_at == at("04-04T21:30")
    assert (end.raw_on, end.due_on, end.of, end.unit) == (d("04-04"), d("04-04"), 24, "hour")


def test_hours_give_the_countys_day_whatever_the_zone_of_the_moment():
    end = due(Limit(2, "hour"), datetime(2026, 3, 12, 15, 0, tzinfo=UTC), CN)
    assert (end.due_at, end.due_on) == (at("03-13T01:00"), d("03-13"))
    assert due(Limit(5, "calendar"), datetime(2026, 3, 12, 17, 0, tzinfo=UTC), CN).raw_on == d("03-18")


def test_a_limit_by_the_hour_that_ends_at_midnight_ends_with_the_day_before():
    assert due(Limit(3, "hour"), at("03-12T21:00"), CN).due_on == d("03-12")
    assert due(Limit(0, "hour"), at("03-12T00:00"), CN).due_on == d("03-12")


def test_hours_from_a_bare_date_begin_at_its_midnight_or_at_its_beginning():
    assert due(Limit(24, "hour"), d("03-12"), CN).due_at == at("03-14T00:00")
    assert due(Limit(24, "hour"), d("03-12"), CN).due_on == d("03-13")
    assert due(Limit(24, "hour", starts="same-day"), d("03-12"), CN).due_on == d("03-12")


def test_hours_leave_suspended_days_out():
    pauses = [Suspended(d("03-12"), d("03-13")), Suspended(d("03-14"), d("03-16")), Suspended(d("03-20"), d("03-21"))]
    assert due(Limit(48, "hour"), at("03-12T09:00"), CN, pauses).due_at == at("03-17T00:00")


def test_hours_that_end_as_a_suspension_begins_are_not_carried_past_it():
    pause = [Suspended(d("03-13"), d("03-20"))]
    assert due(Limit(15, "hour"), at("03-12T09:00"), CN, pause).due_at == at("03-13T00:00")


def test_an_extension_by_minutes_makes_the_hours_minutes():
    end = due(Limit(1, "hour"), at("03-12T09:00"), CN, (), [Extended(30, "minute")])
    assert (end.due_at, end.of, end.unit) == (at("03-12T10:30"), 90, "minute")


@pytest.mark.parametrize(
    ("limit", "extension"),
    [(Limit(24, "hour"), Extended(30, "calendar")), (Limit(30, "calendar"), Extended(24, "hour"))],
)
def test_hours_and_days_are_not_mixed(limit, extension):
    with pytest.raises(ValueError, match="cannot be extended"):
        due(limit, at("03-12T09:00"), CN, (), [extension])


def test_a_negative_limit_is_refused():
    with pytest.raises(ValueError, match="cannot last"):
        due(Limit(-1, "calendar"), d("03-12"), CN)


def test_a_moment_without_a_zone_is_refused():
    for limit in (Limit(1, "hour"), Limit(1, "calendar")):
        with pytest.raises(ValueError, match="no time zone"):
            due(limit, datetime(2026, 3, 12), CN)  # noqa: DTZ001
    assert county_day(d("03-12")) == d("03-12")


def test_used_counts_the_day_it_is_asked_on():
    spent = used(Limit(90, "calendar"), d("03-12"), d("06-01"), CN)
    assert (spent.days, spent.of, spent.ratio, spent.unit) == (81, 90, 0.9, "calendar")
    assert used(Limit(5, "working"), d("03-24"), d("03-29"), CN).days == 3
    assert used(Limit(5, "working"), d("03-24"), d("04-01"), CN).ratio > 1
    assert used(Limit(90, "calendar"), d("03-12"), d("03-01"), CN).days == 0


def test_used_stands_still_while_suspended():
    lasting = [Suspended(d("03-20"))]
    assert used(SEIZURE, d("03-18"), d("03-19"), CN, lasting).days == 1
    assert used(SEIZURE, d("03-18"), d("07-01"), CN, lasting).days == 1
    assert used(SEIZURE, d("03-18"), d("04-10"), CN, [TEST]).days == 2


def test_used_by_the_clock_counts_whole_hours():
    spent = used(Limit(24, "hour"), at("03-12T09:00"), at("03-12T21:59"), CN)
    assert (spent.days, spent.of, spent.unit) == (12, 24, "hour")
    assert spent.ratio == pytest.approx(779 / 1440)
    assert used(Limit(24, "hour"), at("03-12T09:00"), d("03-12"), CN).days == 15
    assert used(Limit(24, "hour"), at("03-12T09:00"), at("03-12T08:00"), CN).days == 0
    assert used(Limit(24, "hour"), at("03-12T09:00"), at("03-20T08:00"), CN, [Suspended(d("03-12"))]).days == 0


def test_a_limit_of_nothing_is_wholly_used():
    assert used(Limit(0, "calendar"), d("03-12"), d("03-12"), CN).ratio == 1.0
    assert used(Limit(0, "hour"), at("03-12T09:00"), at("03-12T09:00"), CN).ratio == 1.0
