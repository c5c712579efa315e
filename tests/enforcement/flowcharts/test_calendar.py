from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from holidays.calendars.chinese import _ChineseLunisolar
from hypothesis import given, settings
from hypothesis import strategies as st

from dev import seed_calendar
from enforcement.flowcharts.calendar import estimate, national
from enforcement.flowcharts.calendar.workdays import OutsideCalendarError, WorkCalendar

CN = national.national()
DAY = timedelta(days=1)


def days(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def test_the_shipped_calendar_agrees_with_chinesecalendar_on_every_day_it_knows():
    differ = [
        d for d in days(date(2004, 1, 1), date(2026, 12, 31)) if CN.is_working(d) != chinese_calendar.is_workday(d)
    ]
    assert differ == []


def test_the_shipped_calendar_agrees_with_holidays_from_2018_to_2026():
    other = holidays.country_holidays("CN", years=range(2018, 2027))
    differ = [d for d in days(date(2018, 1, 1), date(2026, 12, 31)) if CN.is_working(d) != other.is_working_day(d)]
    assert differ == []


def test_the_calendar_of_2026_is_the_one_of_the_notice():
    spans = [
        ((1, 1), (1, 3)),
        ((2, 15), (2, 23)),
        ((4, 4), (4, 6)),
        ((5, 1), (5, 5)),
        ((6, 19), (6, 21)),
        ((9, 25), (9, 27)),
        ((10, 1), (10, 7)),
    ]
    off = {d for first, last in spans for d in days(date(2026, *first), date(2026, *last))}
    made_up = {date(2026, *d) for d in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]}
    told = national.exceptions({2026: national.years()[2026]})
    assert {d for d, worked in told.items() if not worked} == off
    assert {d for d, worked in told.items() if worked} == made_up


def test_the_seed_is_what_the_script_writes():
    assert national.SEED == seed_calendar.TARGET
    assert national.SEED.read_text(encoding="utf-8") == seed_calendar.render()


def test_the_seed_has_every_year_and_a_notice_number_only_where_it_was_read():
    seed = national.years()
    assert list(seed) == list(range(2004, 2027))
    assert [year for year, told in seed.items() if not told["notices"]] == list(range(2004, 2014))
    assert seed[2026]["notices"] == ["国办发明电〔2025〕7号"]


def test_the_lunar_table_agrees_with_holidays():
    lunar = _ChineseLunisolar()
    for year, feasts in estimate.LUNAR.items():
        known = (lunar.lunar_new_year_date(year), lunar.dragon_boat_date(year), lunar.mid_autumn_date(year))
        assert tuple(date(year, *feast) for feast in feasts) == tuple(day for day, _ in known)
    assert list(estimate.LUNAR) == list(range(2027, 2041))


def test_qingming_agrees_with_the_solar_terms_of_chinesecalendar():
    for year in range(2009, 2041):
        [(day, _)] = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 10))
        assert estimate.qingming(year) == day


def test_an_estimated_year_has_the_thirteen_statutory_days():
    for year in estimate.LUNAR:
        merged = {2028: 1, 2031: 1, 2039: 1}.get(year, 0)  # 中秋 inside 国庆
        assert len(estimate.statutory_days(year)) == 13 - merged
    assert date(2027, 2, 5) in estimate.statutory_days(2027)
    assert date(2027, 2, 9) not in estimate.statutory_days(2027)


def test_a_year_without_a_lunar_entry_has_its_fixed_days():
    assert len(estimate.statutory_days(2026)) == 7


def test_days_past_the_last_notice_are_provisional_and_estimated():
    assert not CN.is_provisional(date(2026, 12, 31))
    assert CN.is_provisional(date(2027, 1, 1))
    assert not CN.is_working(date(2027, 1, 1))
    assert not CN.is_working(date(2027, 2, 8))
    assert CN.is_working(date(2027, 2, 10))
    assert CN.is_working(date(2027, 1, 4))
    assert not CN.is_working(date(2027, 1, 9))


def test_an_imported_notice_ends_the_estimate():
    told = national.exceptions(national.years())
    imported = WorkCalendar.build(
        revision=1, first_on=national.FIRST_ON, last_published_on=date(2027, 12, 31),
        exceptions={**told, date(2027, 1, 1): False, date(2027, 1, 2): True},
    )  # fmt: skip
    assert not imported.is_provisional(date(2027, 12, 31))
    assert imported.is_working(date(2027, 1, 2))
    assert imported.is_working(date(2027, 2, 8))  # the estimate no longer speaks
    assert not imported.is_working(date(2028, 1, 26))
    assert imported != CN
    assert hash(imported) != hash(CN)


def test_the_last_published_day_is_not_estimated():
    spring = date(2027, 2, 8)  # 春节, on a Monday
    told = WorkCalendar.build(revision=1, first_on=date(2027, 1, 1), last_published_on=spring, exceptions={})
    before = WorkCalendar.build(revision=1, first_on=date(2027, 1, 1), last_published_on=spring - DAY, exceptions={})
    assert told.is_working(spring)
    assert not before.is_working(spring)


def test_an_exception_past_the_last_notice_wins_over_the_estimate_and_stays_provisional():
    early = WorkCalendar.build(
        revision=1, first_on=date(2026, 1, 1), last_published_on=date(2026, 12, 31), exceptions={date(2027, 1, 1): True}
    )
    assert early.is_working(date(2027, 1, 1))
    assert early.is_provisional(date(2027, 1, 1))


def test_a_notice_that_reaches_past_the_lunar_table_is_kept_whole():
    late = WorkCalendar.build(
        revision=1, first_on=date(2041, 1, 1), last_published_on=date(2041, 12, 31), exceptions={}
    )
    assert late.last_on == date(2041, 12, 31)
    assert late.is_working(date(2041, 12, 31))


def test_equal_calendars_are_equal_and_hash_alike():
    again = WorkCalendar.build(
        revision=0,
        first_on=national.FIRST_ON,
        last_published_on=date(2026, 12, 31),
        exceptions=national.exceptions(national.years()),
    )
    assert again == CN
    assert hash(again) == hash(CN)
    assert "days" not in repr(CN)


def test_a_calendar_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        WorkCalendar.build(revision=0, first_on=date(2026, 1, 2), last_published_on=date(2026, 1, 1), exceptions={})


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2041, 1, 1)])
def test_a_day_the_calendar_does_not_know_is_refused(day):
    for ask in (
        CN.is_working,
        CN.next_working,
        CN.previous_working,
        lambda d: CN.add_working(d, 1),
        lambda d: CN.working_between(d, d),
    ):
        with pytest.raises(OutsideCalendarError):
            ask(day)


def test_a_count_that_leaves_the_calendar_is_refused():
    with pytest.raises(OutsideCalendarError):
        CN.add_working(date(2040, 12, 31), 1)
    with pytest.raises(OutsideCalendarError):
        CN.subtract_working(date(2004, 1, 2), 1)
    with pytest.raises(OutsideCalendarError):
        CN.previous_working(date(2004, 1, 1))


def test_a_negative_count_is_refused():
    for count in (CN.add_working, CN.subtract_working):
        with pytest.raises(ValueError, match="-1 working days"):
            count(date(2026, 3, 12), -1)


def test_no_working_days_from_a_day_is_the_day_itself_even_at_rest():
    sunday = date(2026, 3, 15)
    assert CN.add_working(sunday, 0) == CN.subtract_working(sunday, 0) == sunday


def test_a_made_up_saturday_counts():
    assert CN.is_working(date(2026, 5, 9))
    assert CN.next_working(date(2026, 5, 9)) == CN.previous_working(date(2026, 5, 9)) == date(2026, 5, 9)


def test_the_labour_day_rest_is_rolled_over_either_way():
    assert CN.next_working(date(2026, 5, 1)) == date(2026, 5, 6)
    assert CN.previous_working(date(2026, 5, 5)) == date(2026, 4, 30)


def naive_add(day, n, step):
    while n:
        day += step
        n -= chinese_calendar.is_workday(day)
    return day


@settings(max_examples=1000, deadline=None)
@given(st.dates(date(2005, 1, 1), date(2025, 12, 31)), st.integers(0, 120))
def test_the_calendar_counts_as_a_walk_day_by_day_does(day, n):
    assert CN.add_working(day, n) == naive_add(day, n, DAY)
    assert CN.subtract_working(day, n) == naive_add(day, n, -DAY)
    other = day + n * DAY
    assert CN.working_between(day, other) == sum(chinese_calendar.is_workday(d) for d in days(day, other))
    assert CN.working_between(day, day - DAY) == 0
    assert CN.next_working(day) == naive_add(day - DAY, 1, DAY)
    assert CN.previous_working(day) == naive_add(day + DAY, 1, -DAY)
