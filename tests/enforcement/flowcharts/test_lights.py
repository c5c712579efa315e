from datetime import UTC, date, datetime, timedelta

import pytest

from enforcement.flowcharts.calendar.national import national
from enforcement.flowcharts.deadlines import COUNTY, Extended, Suspended, due
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.lights import light, yellow_on

CN = national()


def d(text):
    return date.fromisoformat(f"2026-{text}")


def at(text):
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=COUNTY)


@pytest.mark.parametrize(
    ("today", "colour"),
    [("03-12", "green"), ("05-31", "green"), ("06-01", "yellow"), ("06-10", "yellow"), ("06-11", "red")],
)
def test_the_ninety_days_of_case_1_turn_yellow_on_day_81_and_red_when_passed(today, colour):
    assert light(due(Limit(90, "calendar"), d("03-12"), CN), d(today), CN) == colour


@pytest.mark.parametrize(
    ("today", "colour"),
    [("03-24", "green"), ("03-27", "green"), ("03-30", "yellow"), ("03-31", "yellow"), ("04-01", "red")],
)
def test_five_working_days_turn_yellow_one_working_day_before(today, colour):
    assert light(due(Limit(5, "working"), d("03-24"), CN), d(today), CN) == colour


def test_fifty_working_days_turn_yellow_when_nine_tenths_are_used():
    end = due(Limit(50, "working"), d("03-02"), CN)
    assert yellow_on(end, CN) == due(Limit(45, "working"), d("03-02"), CN).due_on


def test_a_raw_end_at_rest_is_yellow_until_the_rolled_day_has_passed():
    end = due(Limit(15, "calendar"), d("04-03"), CN)  # raw Saturday 04-18, rolled Monday 04-20
    days = ("04-16", "04-17", "04-18", "04-20", "04-21")
    assert [light(end, d(day), CN) for day in days] == ["green", "yellow", "yellow", "yellow", "red"]


def test_an_unrolled_end_on_a_sunday_warns_on_the_friday():
    end = due(Limit(5, "calendar", roll="none"), d("03-10"), CN)  # Sunday 03-15
    assert yellow_on(end, CN) == d("03-13")
    assert light(end, d("03-16"), CN) == "red"


def test_the_rule_of_the_supervisor_sets_when_it_turns_yellow():
    end = due(Limit(90, "calendar"), d("03-12"), CN)
    assert yellow_on(end, CN, yellow_ratio=0.5) == d("04-26")
    assert yellow_on(end, CN, yellow_ratio=1.0, yellow_before=3) == d("06-05")
    assert yellow_on(end, CN, yellow_ratio=1.0, yellow_before=0) == d("06-10")
    assert light(end, d("04-26"), CN, 0.5) == "yellow"
    assert light(end, d("06-04"), CN, 1.0, 3) == "green"


@pytest.mark.parametrize("length", [10, 30, 50, 70, 90, 120])
def test_nine_tenths_are_exact_whatever_the_binary_fraction(length):
    end = due(Limit(length, "calendar", roll="none"), d("01-05"), CN)
    assert yellow_on(end, CN, yellow_before=0) == d("01-05") + timedelta(days=length * 9 // 10)


def test_a_ratio_whose_product_overshoots_in_binary_is_not_a_day_late():
    end = due(Limit(100, "calendar", roll="none"), d("01-05"), CN)
    assert 0.55 * 100 > 55
    assert yellow_on(end, CN, yellow_ratio=0.55) == d("01-05") + timedelta(days=55)


def test_an_end_rolled_backward_warns_before_the_rolled_day():
    end = due(Limit(15, "calendar", roll="backward"), d("04-03"), CN)  # raw Saturday 04-18, rolled Friday 04-17
    assert yellow_on(end, CN) == d("04-16")


def test_an_extension_takes_a_yellow_light_back():
    limit, start = Limit(90, "calendar"), d("03-12")
    assert light(due(limit, start, CN), d("06-05"), CN) == "yellow"
    assert light(due(limit, start, CN, (), [Extended(30, "calendar")]), d("06-05"), CN) == "green"


def test_a_lasting_suspension_keeps_the_light_of_its_first_day():
    limit, start = Limit(30, "calendar", roll="none"), d("03-18")  # until 04-17, yellow from 04-14
    green = due(limit, start, CN, [Suspended(d("03-20"))])
    yellow = due(limit, start, CN, [Suspended(d("04-15"))])
    assert light(green, d("07-01"), CN) == "green"
    assert light(yellow, d("07-01"), CN) == "yellow"
    assert light(yellow, d("04-01"), CN) == "green"


def test_a_suspension_that_begins_after_the_end_does_not_hide_the_red_light():
    end = due(Limit(30, "calendar", roll="none"), d("03-18"), CN, [Suspended(d("04-18"))])
    assert light(end, d("04-18"), CN) == "red"


def test_a_limit_that_was_suspended_in_its_last_tenth_is_yellow_at_once_when_it_runs_again():
    end = due(Limit(90, "calendar"), d("03-12"), CN, [Suspended(d("06-05"), d("06-25"))])
    assert end.due_on == d("06-30")
    assert light(end, d("06-25"), CN) == "yellow"


@pytest.mark.parametrize(
    ("now", "colour"),
    [
        ("03-12T09:00", "green"),
        ("03-13T06:35", "green"),
        ("03-13T06:36", "yellow"),
        ("03-13T09:00", "yellow"),
        ("03-13T09:01", "red"),
    ],
)
def test_twenty_four_hours_are_judged_by_the_minute(now, colour):
    end = due(Limit(24, "hour"), at("03-12T09:00"), CN)
    assert light(end, at(now), CN) == colour
    assert light(end, at(now).astimezone(UTC), CN) == colour


def test_minutes_are_judged_by_the_minute():
    end = due(Limit(30, "minute"), at("03-12T09:00"), CN)
    assert [light(end, at(f"03-12T09:{m}"), CN) for m in ("26", "27", "31")] == ["green", "yellow", "red"]


def test_hours_asked_by_the_day_are_yellow_on_the_last_day():
    end = due(Limit(48, "hour"), at("03-12T09:00"), CN)
    assert [light(end, d(day), CN) for day in ("03-13", "03-14", "03-15")] == ["green", "yellow", "red"]


def test_a_lasting_suspension_stops_hours():
    end = due(Limit(48, "hour"), at("03-12T09:00"), CN, [Suspended(d("03-13"))])
    assert light(end, at("03-20T09:00"), CN) == "green"


def test_a_step_finished_late_in_the_evening_is_judged_on_the_countys_day():
    end = due(Limit(5, "calendar"), d("03-12"), CN)  # 03-17
    assert light(end, datetime(2026, 3, 17, 15, 59, tzinfo=UTC), CN) == "yellow"
    assert light(end, datetime(2026, 3, 17, 16, 0, tzinfo=UTC), CN) == "red"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        light(due(Limit(5, "calendar"), d("03-12"), CN), datetime(2026, 3, 17), CN)  # noqa: DTZ001
